"""Check that what came is the kind of file that was asked for, by its content and not its name or label."""

import csv
import io
import re
import zipfile
from pathlib import Path

from loaders.errors import SourceError
from loaders.publishers import Content, Download
from scoring.errors import name_some

HEAD_BYTES = 65_536


def recognise(path: Path, download: Download) -> Content:
    """Tell which of the wanted kinds a file is, or say what it is instead."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    found = _kind_of(path, head)
    wanted = " or ".join(download.contents)
    if found not in download.contents:
        raise SourceError(
            f"{download.label}: expected {wanted}; came {found or _describe(head)}; see {download.page} for the file"
        )
    if found is Content.CSV:
        check_header(first_row(head), download)
    return Content(found)


def check_header(columns: list[str], download: Download) -> None:
    """Refuse a table in whose columns a pattern of the registry is not found."""
    line = ",".join(columns)
    missing = [pattern for pattern in download.header if not re.search(pattern, line, re.IGNORECASE)]
    if missing:
        raise SourceError(
            f"{download.label}: expected columns like {', '.join(missing)}; came {name_some(columns) or 'none'}; "
            f"the publisher may have changed the file, see {download.page}"
        )


def first_row(head: bytes) -> list[str]:
    """Give the column names of a CSV, whatever its separator."""
    text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", errors="replace")
    line = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t|", key=line.count)
    return next(csv.reader(io.StringIO(text.lstrip("\r\n")), delimiter=separator), [])


def _kind_of(path: Path, head: bytes) -> Content | None:
    if head.startswith(b"PK"):
        if not zipfile.is_zipfile(path):
            return None
        with zipfile.ZipFile(path) as archive:
            is_workbook = "xl/workbook.xml" in archive.namelist()
        return Content.WORKBOOK if is_workbook else Content.ARCHIVE
    is_text = b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return Content.CSV if is_text and start not in (b"", b"<", b"{", b"[") else None


def _describe(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start:
        return "an empty file"
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if start.startswith(b"pk"):
        return "an archive that is cut off or damaged"
    if start.startswith((b"{", b"[")):
        return "JSON"
    return "XML" if start.startswith(b"<") else "something else"

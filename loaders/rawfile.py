"""One file as it came: what kind of content it really holds, whatever its name says."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.errors import SourceError

HEAD_BYTES = 524_288
"""How much is looked at to recognise a file: some headers alone, of a thousand columns, take 60 kB."""
HEAD_ROWS = 30
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
"""What an archive or workbook may declare to unpack to; more is refused before anything is opened."""

GEO_SUFFIXES = {".shp", ".tab", ".mif"}
COMPANIONS = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".dat", ".map", ".id", ".ind", ".mid", ".qix"}

BROKEN_WORKBOOK = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, ParseError, RuntimeError)
"""What openpyxl raises for a workbook that is cut off, damaged or locked with a password."""


class Content(StrEnum):
    """What the bytes of a file are."""

    DELIMITED = "delimited text"
    WORKBOOK = "a workbook"
    PARQUET = "Parquet"
    JSON = "JSON"
    GEOPACKAGE = "a GeoPackage"
    SHAPEFILE = "a shapefile"
    MAPINFO = "a MapInfo table"
    ARCHIVE = "a zip archive"
    COMPANION = "part of a shapefile or MapInfo table"
    TEXT = "plain text"
    EMPTY = "nothing"
    UNKNOWN = "unknown content"


@dataclass(frozen=True)
class RawFile:
    """A file to be recognised. Everything is worked out from content, on first use, and kept."""

    path: Path

    @cached_property
    def head(self) -> bytes:
        """Give the first bytes."""
        with self.path.open("rb") as file:
            return file.read(HEAD_BYTES)

    @cached_property
    def content(self) -> Content:
        """Tell what the file really is."""
        head = self.head
        if not head.strip():
            return Content.EMPTY
        if head.startswith(b"PAR1"):
            return Content.PARQUET
        if head.startswith(b"SQLite format 3\0"):
            return Content.GEOPACKAGE
        if head.startswith(b"PK"):
            return self._zip_content()
        if self._is_companion():
            return Content.COMPANION
        if head.startswith(b"\x00\x00\x27\x0a"):
            return Content.SHAPEFILE
        if head.lower().lstrip().startswith(b"!table"):
            return Content.MAPINFO
        if b"\0" in head[:4096] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Content.UNKNOWN
        text = self.text_head.lstrip()
        if text.startswith(("{", "[")):
            return Content.JSON
        if text.startswith("<"):
            return Content.UNKNOWN
        return Content.DELIMITED if any(len(row) > 1 for row in self.rows) else Content.TEXT

    def _is_companion(self) -> bool:
        """Tell a part of a shapefile or MapInfo table by the file that it is part of; a table may end in .dat too."""
        if self.path.suffix.lower() not in COMPANIONS:
            return False
        stem = self.path.stem.lower()
        return any(
            beside.suffix.lower() in GEO_SUFFIXES and beside.stem.lower() == stem
            for beside in self.path.parent.iterdir()
        )

    def _zip_content(self) -> Content:
        try:
            with zipfile.ZipFile(self.path) as archive:
                declared = sum(entry.file_size for entry in archive.infolist())
                names = {entry.filename for entry in archive.infolist()}
        except (zipfile.BadZipFile, NotImplementedError, OSError):
            return Content.UNKNOWN
        if declared > MAX_UNPACKED_BYTES:
            raise SourceError(
                f"{self.path.name}: expected a file that unpacks to at most {MAX_UNPACKED_BYTES // 2**20} MB; "
                f"this one declares {declared / 2**20:,.0f} MB, so it was not opened; check where it came from"
            )
        return Content.WORKBOOK if "xl/workbook.xml" in names else Content.ARCHIVE

    @cached_property
    def encoding(self) -> str:
        """Tell how the text is encoded: UTF-16 or UTF-8 by its marks and validity, else Windows-1252."""
        head = self.head
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        is_whole = len(head) < HEAD_BYTES
        try:
            head.decode("utf-8")
        except UnicodeDecodeError as error:
            # a character may be cut at the end of the head
            if is_whole or error.start < len(head) - 4:
                return "cp1252"
        return "utf-8-sig"

    @cached_property
    def text_head(self) -> str:
        """Give the beginning as text."""
        return self.head.decode(self.encoding, errors="replace")

    @cached_property
    def delimiter(self) -> str:
        """Tell the separator: the one that cuts the first lines into most equal rows, outside quotes."""
        sample = self.text_head.splitlines()[:HEAD_ROWS]
        if len(self.head) == HEAD_BYTES and len(sample) > 1:
            sample = sample[:-1] if len(self.text_head.splitlines()) <= HEAD_ROWS else sample
        best, best_score = ",", 0
        for candidate in (",", ";", "\t", "|"):
            widths = [len(row) for row in _cut(sample, candidate) if row]
            if not widths:
                continue
            common = max(set(widths), key=lambda width: (widths.count(width), width))
            score = widths.count(common) * (common - 1)
            if score > best_score:
                best, best_score = candidate, score
        return best

    @cached_property
    def rows(self) -> list[list[str]]:
        """Give the first rows of delimited text, cells stripped."""
        # line ends of any kind: a file may come from a machine that ends lines with a lone carriage return
        rows = _cut(io.StringIO(self.text_head, newline=None), self.delimiter)
        return [[cell.strip() for cell in row] for row in islice(rows, HEAD_ROWS)]

    @cached_property
    def header(self) -> list[str]:
        """Give the first row of delimited text, or the columns of a Parquet file; nothing for other content."""
        if self.content is Content.PARQUET:
            try:
                return list(pq.read_schema(self.path).names)
            except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
                raise SourceError(
                    f"{self.path.name}: expected a whole Parquet file; {error}; fetch it again"
                ) from error
        if self.content is Content.DELIMITED and self.rows:
            return self.rows[0]
        return []

    @cached_property
    def sheets(self) -> dict[str, list[list[object]]]:
        """Give the first rows of each sheet of a workbook."""
        if self.content is not Content.WORKBOOK:
            return {}
        try:
            # handed over open, since openpyxl judges a path by its ending
            with self.path.open("rb") as file:
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
                return {
                    sheet.title: [list(row) for row in sheet.iter_rows(max_row=HEAD_ROWS, values_only=True)]
                    for sheet in book.worksheets
                }
        except BROKEN_WORKBOOK as error:
            raise SourceError(f"{self.path.name}: expected a whole Excel workbook; {error}; fetch it again") from error


def _cut(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Cut lines into cells, up to the first that can't be cut: a cell of more than 100,000 characters is no table's."""
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return

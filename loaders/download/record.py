"""The record beside the files, downloads.json: what was asked of whom, when, what came, and how to check it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from loaders.errors import SourceError
from loaders.files import whole_file

RECORD_NAME = "downloads.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fetched file.

    `request` stands for the registry's addresses of that time, `chosen` is what the catalogue said of the file, `notes`
    say which addresses failed first.
    """

    id: str
    label: str
    publisher: str
    licence: str
    file: str
    request: str
    asked: str
    final: str
    fetched: str
    bytes: int
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    chosen: dict[str, str] | None = None
    pages: int | None = None
    rows: int | None = None
    notes: tuple[str, ...] = ()


def read_record(folder: Path) -> dict[str, Entry]:
    """Read what was fetched into a folder before; nothing when there is no record."""
    path = folder / RECORD_NAME
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_text("utf-8"))
        entries = [Entry(**{**fields, "notes": tuple(fields.get("notes", ()))}) for fields in told["downloads"]]
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']!r}")
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SourceError(
            f"{path}: expected the record of earlier downloads, format {FORMAT}; it can't be read ({error}); "
            "remove it, and the files will be fetched again"
        ) from error
    return {entry.id: entry for entry in entries}


def write_record(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Write the record, whole or not at all."""
    listed = [asdict(entries[key]) for key in sorted(entries)]
    text = json.dumps({"format": FORMAT, "downloads": listed}, indent=1, ensure_ascii=False)
    try:
        with whole_file(folder / RECORD_NAME) as temporary:
            temporary.write_text(text + "\n", "utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{folder / RECORD_NAME}: can't be written: {error.strerror}; make room there") from error


def is_intact(folder: Path, entry: Entry) -> bool:
    """Tell whether a fetched file is still there as it came."""
    path = folder / entry.file
    return path.is_file() and path.stat().st_size == entry.bytes and sha256_of(path) == entry.sha256


def sha256_of(path: Path) -> str:
    """Give the checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Every file of a folder: what it is, what was read from it, and why not where nothing was."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from loaders.download.record import RECORD_NAME
from loaders.errors import SourceError
from loaders.extract import Extract
from loaders.rawfile import Content, RawFile
from loaders.reader_registry import find_reader
from loaders.readers import Reader

Say = Callable[[str], None]
"""What shows progress: called with a few words on what is being done."""


class State(StrEnum):
    """What became of a file."""

    READ = "read"
    FAULTY = "faulty"
    PART = "part of another file"
    EMPTY = "empty"
    UNKNOWN = "not recognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of the folder. `name` is its path within the folder; `faults` says what is wrong with it."""

    name: str
    size: int
    sha256: str
    state: State
    reader: Reader | None = None
    extracts: tuple[Extract, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """One table that the folder holds, with the file it came from."""

    source: SourceFile
    extract: Extract

    @property
    def name(self) -> str:
        """Name the table for people: its file, and its part where the file has several."""
        return f"{self.source.name} ({self.extract.part})" if self.extract.part else self.source.name


def read_folder(folder: Path, *, say: Say) -> list[SourceFile]:
    """Read all that can be recognised in a folder and the folders in it; a file's faults stay with the file."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: expected a folder of official files; there is no such folder")
    paths = sorted(_files(folder))
    if not paths:
        raise SourceError(
            f"{folder}: expected official files; the folder is empty; python -m loaders download fetches them"
        )
    sources = []
    for number, path in enumerate(paths, 1):
        # a name on disk may be no text at all; what is said and written about the file must be
        name = path.relative_to(folder).as_posix().encode("utf-8", "replace").decode()
        say(f"reading {number} of {len(paths)}: {name}")
        sources.append(_read_file(path, name, folder=folder))
    return sources


def held_tables(sources: list[SourceFile]) -> list[Held]:
    """Give every table that was read."""
    return [Held(source, extract) for source in sources for extract in source.extracts]


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder, without hidden ones and the record that the download command keeps of its own."""
    for path in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not is_hidden and path != folder / RECORD_NAME:
            yield path


def _read_file(path: Path, name: str, *, folder: Path) -> SourceFile:
    raw = RawFile(path)
    reader: Reader | None = None
    state, digest, size = State.UNKNOWN, "", 0
    extracts: tuple[Extract, ...] = ()
    faults: tuple[str, ...] = ()
    try:
        if name != path.relative_to(folder).as_posix():
            raise SourceError(f"{name}: expected a file name that is text in UTF-8; rename the file")
        if not path.resolve().is_relative_to(folder.resolve()):
            raise SourceError(f"{name}: expected a file; it is a link that leads out of the folder; put a copy there")
        size = path.stat().st_size
        digest = _hash(path)
        if raw.content is Content.COMPANION:
            state = State.PART
        elif raw.content is Content.EMPTY:
            state, faults = State.EMPTY, (f"{path.name}: expected a table; the file is empty; fetch it again",)
        elif reader := find_reader(raw):
            state, extracts = State.READ, tuple(reader.read(raw))
    except SourceError as error:
        state, faults = State.FAULTY, error.faults
    except OSError as error:
        state, faults = (
            State.FAULTY,
            (f"{path.name}: the file can't be read ({error.strerror}); check its permissions",),
        )
    return SourceFile(name=name, size=size, sha256=digest, state=state, reader=reader, extracts=extracts, faults=faults)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The folder that downloads go to: one at a time, each file whole under its name or not there, and a record beside."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from loaders.download.transfer import Part
from loaders.errors import SourceError

PARTIAL_NAME = ".partial"
LOCK_NAME = "lock"


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder; unfinished files wait in a hidden folder inside it to be gone on with."""

    path: Path

    @property
    def partial(self) -> Path:
        """Give the folder for unfinished files."""
        return self.path / PARTIAL_NAME

    def part(self, download_id: str) -> Part:
        """Give the place for an unfinished file."""
        return Part(path=self.partial / f"{download_id}.part")

    def publish(self, part: Part, name: str) -> None:
        """Give a complete file its final name, in one step."""
        os.replace(part.path, self.path / name)
        part.drop()


@contextmanager
def opened_folder(path: Path) -> Iterator[Folder]:
    """Open a folder for downloads, made if need be, so that no other download writes there at the same time."""
    folder = Folder(path)
    try:
        folder.partial.mkdir(parents=True, exist_ok=True)
        lock = (folder.partial / LOCK_NAME).open("wb")
    except OSError as error:
        raise SourceError(
            f"{path}: expected a folder that can be written to; {error.strerror}; name another"
        ) from error
    with lock:
        if not _is_locked(lock):
            raise SourceError(f"{path}: another download is at work in this folder; wait for it, or name another")
        try:
            yield folder
        finally:
            _tidy(folder.partial)


def _tidy(partial: Path) -> None:
    """Leave nothing behind unless something unfinished is there."""
    if [entry.name for entry in partial.iterdir()] == [LOCK_NAME] and sys.platform != "win32":
        (partial / LOCK_NAME).unlink()
        partial.rmdir()


def _is_locked(lock: BinaryIO) -> bool:
    """Take the lock, which the system frees even when the program is killed; False when another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

"""Stream one file to disk: within its size limit, resumed where that is safe, and only as whole as it was sent."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path

import httpx

from loaders.download.patience import PassingError
from loaders.download.web import Web, check_size

Tick = Callable[[int, int | None], None]
"""Told how many bytes are here, and of how many in all where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What tells one version of a file on a server from another."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def resume_condition(self) -> str | None:
        """Give what a resumed request may rely on: a strong ETag, else the date."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified

    @property
    def change_conditions(self) -> dict[str, str]:
        """Give the headers that ask for the file only if it has changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file on its way, and beside it a note of where it comes from and which version it is."""

    path: Path

    @property
    def _note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    def begin(self, address: str, version: Version) -> None:
        """Start afresh with a version."""
        self.drop()
        self._note.write_text(json.dumps({"address": address, **asdict(version)}), "utf-8")

    def known_version(self, address: str) -> Version | None:
        """Give the version of what is here of this address, or None when there is nothing to go on from."""
        if not (self.path.exists() and self._note.exists()):
            return None
        try:
            note = json.loads(self._note.read_text("utf-8"))
        except ValueError:  # cut off while it was written: start afresh
            return None
        if not isinstance(note, dict) or note.get("address") != address:
            return None
        version = Version(etag=note.get("etag"), last_modified=note.get("last_modified"))
        return version if version.resume_condition else None

    @property
    def size(self) -> int:
        """Give how many bytes are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def drop(self) -> None:
        """Remove what is here."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file that came whole: from where in the end, and which version."""

    final_address: str
    version: Version
    was_resumed: bool


def fetch_file(
    web: Web, address: str, part: Part, *, max_bytes: int, known: Version | None = None, tick: Tick
) -> Arrival | None:
    """Fetch a file into `part`, trying again and resuming; None when `known` is still the publisher's version."""
    return web.patience.trying_again(
        lambda: _fetch_once(web, address, part, max_bytes=max_bytes, known=known, tick=tick)
    )


def _fetch_once(
    web: Web, address: str, part: Part, *, max_bytes: int, known: Version | None, tick: Tick
) -> Arrival | None:
    half = part.known_version(address)
    condition = half.resume_condition if half else None
    if half and condition and part.size:
        headers = {"Range": f"bytes={part.size}-", "If-Range": condition}
    else:
        half, headers = None, known.change_conditions if known else {}
    with web.opened(address, headers=headers) as response:
        if response.status_code == HTTPStatus.NOT_MODIFIED and headers and not half:
            return None
        version = _version_of(response)
        if response.status_code != HTTPStatus.OK and not _continues(response, part.size, half, version):
            part.drop()
            raise PassingError(f"{address}: what came doesn't continue what is here; starting afresh")
        is_resumed = response.status_code == HTTPStatus.PARTIAL_CONTENT
        start = part.size if is_resumed else 0
        length = _declared_length(response)
        total = None if length is None else start + length
        check_size(address, total or 0, max_bytes=max_bytes)
        if not is_resumed:
            part.begin(address, Version() if _is_encoded(response) else version)
        _stream(web, response, part, start=start, total=total, max_bytes=max_bytes, tick=tick)
    return Arrival(final_address=str(response.url), version=version, was_resumed=is_resumed)


def _stream(
    web: Web, response: httpx.Response, part: Part, *, start: int, total: int | None, max_bytes: int, tick: Tick
) -> None:
    address, size = str(response.url), start
    with part.path.open("ab" if start else "wb") as file:
        for piece in web.pieces(response):
            size += len(piece)
            if size > max_bytes:
                part.drop()
            check_size(address, size, max_bytes=max_bytes)
            file.write(piece)
            tick(size, total)
    if total is not None and size != total:
        raise PassingError(f"{address}: expected {total:,} bytes; {size:,} came")


def _version_of(response: httpx.Response) -> Version:
    return Version(etag=response.headers.get("ETag"), last_modified=response.headers.get("Last-Modified"))


def _declared_length(response: httpx.Response) -> int | None:
    declared = response.headers.get("Content-Length", "")
    return int(declared) if declared.isdigit() and not _is_encoded(response) else None


def _is_encoded(response: httpx.Response) -> bool:
    """Tell whether the body is compressed in spite of what was asked, so that its lengths mean nothing."""
    return str(response.headers.get("Content-Encoding", "identity")).lower() != "identity"


def _continues(response: httpx.Response, size: int, half: Version | None, version: Version) -> bool:
    """Tell whether a partial answer goes on exactly where what is here ends, in the same version."""
    given = re.fullmatch(r"bytes (\d+)-\d+/(?:\d+|\*)", response.headers.get("Content-Range", ""))
    if response.status_code != HTTPStatus.PARTIAL_CONTENT or half is None or given is None:
        return False
    pairs = [(half.etag, version.etag), (half.last_modified, version.last_modified)]
    told: list[bool] = [mine == theirs for mine, theirs in pairs if mine and theirs]
    return bool(told) and all(told) and int(given[1]) == size

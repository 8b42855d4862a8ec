"""Fetch one file of the registry into a folder: the first address that works, checked, recorded, kept if unchanged."""

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from loaders.download.catalogue import choose_resource
from loaders.download.content import recognise
from loaders.download.folder import Folder
from loaders.download.map_table import fetch_map_table
from loaders.download.nomis_table import fetch_nomis_table
from loaders.download.paged import Merged
from loaders.download.patience import UnreachableError
from loaders.download.progress import ProgressLine
from loaders.download.record import Entry, is_intact, sha256_of
from loaders.download.transfer import Version, fetch_file
from loaders.download.web import Web
from loaders.errors import SourceError
from loaders.publishers import Address, Catalogue, Content, Direct, Download, MapTable, NomisTable


class State(StrEnum):
    """What became of a download."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    FAILED = "not fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one download; `entry` describes the file that is there now, if one is."""

    download: Download
    state: State
    entry: Entry | None = None
    faults: tuple[str, ...] = ()
    is_unreachable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """A complete file in its temporary place."""

    content: Content
    asked: str
    final: str
    version: Version = field(default_factory=Version)
    chosen: dict[str, str] | None = None
    merged: Merged | None = None


def fetch_download(
    web: Web,
    download: Download,
    folder: Folder,
    *,
    record: Mapping[str, Entry],
    again: bool,
    progress: ProgressLine,
) -> Outcome:
    """Fetch a file unless the folder has the publisher's present version; say all that went wrong if none came."""
    faults: list[str] = []
    is_unreachable = False
    old = _intact(record.get(download.id), download, folder)
    if old and download.is_fixed_edition and not again:
        return Outcome(download=download, state=State.UNCHANGED, entry=old)
    for address in _worth_asking(download, old):
        try:
            came = _fetch(web, address, download, folder, old=None if again else old, progress=progress)
            if came is None:
                return Outcome(download=download, state=State.UNCHANGED, entry=old, faults=tuple(faults))
            return _keep(came, download, folder, old=old, faults=faults)
        except UnreachableError as error:
            faults += error.faults
            is_unreachable = True
            break
        except SourceError as error:
            faults += error.faults
        except OSError as error:
            faults.append(f"{folder.path}: {download.label}: can't be written: {error.strerror}")
            break
    if old:
        faults.append(f"the copy fetched on {old.fetched[:10]} is kept")
    return Outcome(
        download=download, state=State.FAILED, entry=old, faults=tuple(faults), is_unreachable=is_unreachable
    )


def _intact(old: Entry | None, download: Download, folder: Folder) -> Entry | None:
    """Give the entry of an earlier run if its file is still as it came and the registry still asks for the same."""
    if old is None or old.request != _request(download) or not is_intact(folder.path, old):
        return None
    return old


def _request(download: Download) -> str:
    """Name the addresses of a download in short, so that a change in the registry is noticed."""
    return hashlib.sha256(repr(download.addresses).encode()).hexdigest()[:12]


def _worth_asking(download: Download, old: Entry | None) -> list[Address]:
    """Leave out the direct address behind a catalogue, once the catalogue has given a file: it may be an older one."""
    if old is None or old.chosen is None:
        return list(download.addresses)
    return [address for address in download.addresses if not isinstance(address, Direct)]


def _fetch(
    web: Web, address: Address, download: Download, folder: Folder, *, old: Entry | None, progress: ProgressLine
) -> _Came | None:
    match address:
        case Catalogue():
            progress.say("asking the catalogue")
            resource = choose_resource(web, address, download.contents)
            catalogue = web.address(address.path)
            chosen = {"catalogue": catalogue, "title": resource.title, "check_timestamp": resource.checked}
            came = _fetch_file(web, resource.url, download, folder, old=old, progress=progress)
            return came and replace(came, chosen=chosen)
        case Direct():
            return _fetch_file(web, address.path, download, folder, old=old, progress=progress)
        case _:
            return _fetch_pages(web, address, download, folder, progress=progress)


def _fetch_pages(
    web: Web, address: MapTable | NomisTable, download: Download, folder: Folder, *, progress: ProgressLine
) -> _Came:
    part = folder.part(download.id)
    with ExitStack() as unless_complete:
        unless_complete.callback(part.drop)  # pages can't be resumed
        if isinstance(address, MapTable):
            merged = fetch_map_table(web, address, download, part.path, turn=progress.show_rows)
        else:
            merged = fetch_nomis_table(web, address, download, part.path, turn=progress.show_rows)
        unless_complete.pop_all()
    return _Came(content=download.contents[0], asked=merged.address, final=merged.address, merged=merged)


def _fetch_file(
    web: Web, path: str, download: Download, folder: Folder, *, old: Entry | None, progress: ProgressLine
) -> _Came | None:
    asked, part = web.address(path), folder.part(download.id)
    is_same_address = old is not None and old.asked == asked
    known = Version(etag=old.etag, last_modified=old.last_modified) if old and is_same_address else None
    arrival = fetch_file(web, asked, part, max_bytes=download.max_bytes, known=known, tick=progress.show_bytes)
    if arrival is None:
        return None
    try:
        content = recognise(part.path, download)
    except SourceError:
        part.drop()
        raise
    final = arrival.final_address
    if urlsplit(final).netloc != urlsplit(asked).netloc:
        final = urlsplit(final)._replace(query="").geturl()  # a storage host's query holds a signature for minutes
    return _Came(content=content, asked=asked, final=final, version=arrival.version)


def _keep(came: _Came, download: Download, folder: Folder, *, old: Entry | None, faults: list[str]) -> Outcome:
    """Give a complete file its name and describe it; one with the same bytes as before changes nothing on disk."""
    part, name = folder.part(download.id), f"{download.id}.{came.content}"
    entry = Entry(
        id=download.id,
        label=download.label,
        publisher=download.publisher.name,
        licence=download.publisher.licence,
        file=name,
        request=_request(download),
        asked=came.asked,
        final=came.final,
        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
        bytes=part.size,
        sha256=sha256_of(part.path),
        etag=came.version.etag,
        last_modified=came.version.last_modified,
        chosen=came.chosen,
        pages=came.merged.pages if came.merged else None,
        rows=came.merged.rows if came.merged else None,
        notes=tuple(faults),
    )
    if old and (old.file, old.sha256) == (name, entry.sha256):
        part.drop()
        state = State.UNCHANGED
    else:
        folder.publish(part, name)
        state = State.FETCHED
        if old and old.file != name:
            (folder.path / old.file).unlink(missing_ok=True)
    return Outcome(download=download, state=state, entry=entry, faults=tuple(faults))

"""Look a file up in a publisher's catalogue: the newest of the resources whose title matches."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from loaders.download.web import Web
from loaders.errors import SourceError
from loaders.publishers import MEGABYTE, Catalogue, Content
from scoring.errors import name_some

MOST_BYTES = 20 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One file as a catalogue lists it."""

    title: str
    url: str
    form: str
    checked: str


def choose_resource(web: Web, entry: Catalogue, contents: tuple[Content, ...]) -> Resource:
    """Ask the catalogue and choose: title matching, of a wanted format, newest `check_timestamp`."""
    address = web.address(entry.path)
    resources = read_resources(address, web.fetch_whole(address, max_bytes=MOST_BYTES))
    pattern = re.compile(entry.title, re.IGNORECASE)
    wanted = [
        resource
        for resource in resources
        if resource.form in set(contents) and (pattern.search(resource.title) or pattern.search(_file_name(resource)))
    ]
    if not wanted:
        titles = name_some(resource.title for resource in resources) or "none"
        raise SourceError(
            f"{address}: expected a {' or '.join(contents)} file titled like {entry.title!r}; "
            f"the catalogue lists: {titles}; look on the publisher's page for its new name"
        )
    return max(wanted, key=lambda resource: (resource.checked, resource.url))


def read_resources(address: str, body: bytes) -> list[Resource]:
    """Read a catalogue's answer: JSON whose `resources` is an object (or a list) of entries."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise SourceError(
            f"{address}: expected a catalogue entry in JSON; what came can't be read ({error})"
        ) from error
    listed = answer.get("resources") if isinstance(answer, dict) else None
    entries = list(listed.values()) if isinstance(listed, dict) else listed
    if not isinstance(entries, list):
        raise SourceError(f"{address}: expected a catalogue entry with a list of resources; it has none")
    return [_resource(entry) for entry in entries if isinstance(entry, dict) and isinstance(entry.get("url"), str)]


def _resource(entry: Mapping[str, object]) -> Resource:
    url = str(entry["url"])
    ending = PurePosixPath(urlsplit(url).path).suffix.lower().lstrip(".")
    told = str(entry.get("format") or "").lower().lstrip(".")
    return Resource(
        title=str(entry.get("title") or entry.get("name") or ""),
        url=url,
        form=ending if ending in set(Content) else told,  # the catalogue calls workbooks "spreadsheet"
        checked=str(entry.get("check_timestamp") or ""),
    )


def _file_name(resource: Resource) -> str:
    return unquote(PurePosixPath(urlsplit(resource.url).path).name)

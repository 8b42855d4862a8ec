"""What a reader is: it knows one publisher's format by its content. `loaders.reader_registry` lists them all."""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.extract import Extract
from loaders.rawfile import RawFile


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is recognised and read.

    `recognises` looks at content only and never raises for a file of another format. `read` gives one extract for each
    table in the file, or raises `SourceError` with all that is wrong with it.
    """

    id: str
    label: str
    publisher: str
    recognises: Callable[[RawFile], bool]
    read: Callable[[RawFile], list[Extract]]

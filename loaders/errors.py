"""What can be wrong with files: faults of packs and of publishers' files, in the family that pages catch."""

from scoring.errors import DataToolError


class PackError(DataToolError):
    """A pack can't be opened or written."""


class SourceError(DataToolError):
    """A publisher's file, or a folder of them, can't be used."""

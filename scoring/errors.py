"""The one family of errors that people see: every fault at once, in plain words."""

from collections.abc import Iterable


class DataToolError(Exception):
    """Something that a person gave can't be used; `faults` names every reason."""

    def __init__(self, faults: str | Iterable[str]) -> None:
        self.faults = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))


class SettingsError(DataToolError):
    """A settings file or a setting can't be used."""


class RequestError(DataToolError):
    """A question can't be answered with this pack: an unknown ward, a measure without counts."""


def name_some(items: Iterable[object], *, most: int = 5) -> str:
    """Name the first few items and count the rest, for use inside a message.

    >>> name_some(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    names = [str(item) for item in items]
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"

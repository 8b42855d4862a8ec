"""How long to wait for a server and when to ask again: bounded, growing waits that are never in step with others."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from loaders.errors import SourceError

T = TypeVar("T")


class PassingError(SourceError):
    """Something went wrong that may go right on another try; `wait` is how long the server asked to wait."""

    def __init__(self, fault: str, *, wait: float | None = None) -> None:
        super().__init__(fault)
        self.wait = wait


class NoConnectionError(PassingError):
    """Nobody answers at all."""


class UnreachableError(SourceError):
    """Nobody answered however often it was tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait and how often to ask again, in seconds and times.

    `stall` is how long nothing may arrive. A body that comes at under `slowest_bytes` a second, measured over
    `slow_after` seconds, counts as stalled too. A server may ask for a wait of up to `longest_asked_wait`.
    """

    connect: float = 15
    stall: float = 60
    tries: int = 5
    first_wait: float = 1
    longest_wait: float = 30
    longest_asked_wait: float = 120
    slow_after: float = 60
    slowest_bytes: float = 1_000
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    chance: random.Random = field(default_factory=random.Random)

    def trying_again(self, work: Callable[[], T]) -> T:
        """Do the work; after a passing fault wait, longer each time, and do it again."""
        tries = 0
        while True:
            try:
                return work()
            except PassingError as fault:
                tries += 1
                if tries == self.tries:
                    lasting = UnreachableError if isinstance(fault, NoConnectionError) else SourceError
                    times = "once" if tries == 1 else f"{tries} times"
                    raise lasting(f"{fault}; tried {times}; try again later") from fault
                self.sleep(self._wait(tries, fault))

    def _wait(self, tries: int, fault: PassingError) -> float:
        if fault.wait is None:
            longest = min(self.first_wait * 2.0 ** (tries - 1), self.longest_wait)
            return longest * self.chance.uniform(0.5, 1)
        if fault.wait > self.longest_asked_wait:
            raise SourceError(f"{fault}; it asks to wait {fault.wait:,.0f} seconds; try again later") from fault
        return fault.wait


def asked_wait(header: str | None) -> float | None:
    """Read a Retry-After header, seconds or a date; None when there is none or it can't be understood.

    >>> asked_wait("7")
    7.0
    >>> asked_wait("soon") is None
    True
    """
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())

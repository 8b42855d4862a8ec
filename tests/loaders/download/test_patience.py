"""Waits: growing, bounded, never in step."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.download.patience import NoConnectionError, PassingError, Patience, UnreachableError, asked_wait
from loaders.errors import SourceError


def failing(times: int, wait: float | None = None):
    left = [PassingError("it failed", wait=wait)] * times

    def work() -> str:
        if left:
            raise left.pop()
        return "done"

    return work


def test_it_works_on_a_later_try():
    waits: list[float] = []
    patience = Patience(tries=3, sleep=waits.append)
    assert patience.trying_again(failing(2)) == "done"
    assert len(waits) == 2


def test_it_gives_up():
    with pytest.raises(SourceError, match="it failed; tried 3 times; try again later"):
        Patience(tries=3, sleep=lambda _: None).trying_again(failing(3))


def test_other_faults_are_not_tried_again():
    calls = []

    def work() -> None:
        calls.append(1)
        raise SourceError("no such file")

    with pytest.raises(SourceError, match="no such file"):
        Patience(sleep=lambda _: None).trying_again(work)
    assert len(calls) == 1


def test_nobody_answering_is_told_apart():
    def work() -> None:
        raise NoConnectionError("nobody there")

    with pytest.raises(UnreachableError, match="nobody there; tried once"):
        Patience(tries=1).trying_again(work)


@given(st.integers(min_value=0, max_value=2**32))
def test_waits_grow_within_their_bounds(seed):
    waits: list[float] = []
    patience = Patience(tries=8, first_wait=1, longest_wait=30, sleep=waits.append, chance=random.Random(seed))

    patience.trying_again(failing(7))

    # half to all of 1, 2, 4, 8, 16, then 30 at most
    for wait, longest in zip(waits, [1, 2, 4, 8, 16, 30, 30], strict=True):
        assert longest / 2 <= wait <= longest


def test_a_wait_may_be_asked_for_as_a_date():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    wait = asked_wait(soon)
    assert wait is not None
    assert 55 <= wait <= 60


@pytest.mark.parametrize(
    ("header", "wait"),
    [(None, None), ("12", 12), ("soon", None), ("-5", None), ("Tue, 10 Mar 2020 00:00:00 GMT", 0)],
)
def test_what_a_server_asks_is_read_or_left(header, wait):
    assert asked_wait(header) == wait


def test_a_bounded_wait_is_kept_and_a_longer_one_refused():
    waits: list[float] = []
    patience = Patience(longest_asked_wait=10, sleep=waits.append)
    assert patience.trying_again(failing(1, wait=10)) == "done"
    assert waits == [10]
    with pytest.raises(SourceError, match="it asks to wait 11 seconds; try again later"):
        patience.trying_again(failing(1, wait=11))

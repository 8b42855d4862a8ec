"""Errors that people see: all faults in one, each on a line of its own."""

import pytest

from scoring.errors import DataToolError, RequestError, SettingsError, name_some


def test_one_fault_or_many_are_kept_apart_and_shown_on_lines_of_their_own() -> None:
    assert DataToolError("a; b").faults == ("a; b",)
    assert DataToolError(["first", "second"]).faults == ("first", "second")
    assert str(DataToolError(["first", "second"])) == "first\nsecond"


@pytest.mark.parametrize("kind", [SettingsError, RequestError])
def test_every_kind_belongs_to_the_one_family(kind: type[DataToolError]) -> None:
    assert issubclass(kind, DataToolError)


def test_five_are_named_and_the_rest_counted() -> None:
    assert name_some(range(5)) == "0, 1, 2, 3, 4"
    assert name_some(range(1, 1007)) == "1, 2, 3, 4, 5 and 1,001 more"
    assert name_some([]) == ""

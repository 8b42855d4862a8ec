"""The account of a build: uses, rows left out, reasons and choices, each written down once."""

from loaders.build.ledger import Ledger
from loaders.extract import LeftOut
from tests.loaders.build.made_tables import A, counts


def test_what_is_left_out_no_longer_goes_out():
    held = counts([("theft", A, "2025-01", 10), ("theft", A, "2025-02", 5)])
    ledger = Ledger()

    ledger.leave_out(held, "in no ward", 1, 5.0)
    ledger.leave_out(held, "in no ward", 1, 5.0)  # a second measure that uses the same table
    ledger.leave_out(held, "nothing at all", 0, 0.0)

    account = ledger.account(held)
    assert account.left_out == [LeftOut("in no ward", 1, 5.0)]
    assert account.total_out == 15 - 5


def test_rows_without_a_sum_leave_the_total_as_it_is():
    held = counts([("theft", A, "2025-01", 10)])
    ledger = Ledger()

    ledger.leave_out(held, "in no ward", 3, None)

    assert ledger.account(held).total_out == 10


def test_each_use_remark_choice_and_refusal_stands_once():
    held = counts([("theft", A, "2025-01", 1)])
    ledger = Ledger()

    for _ in range(2):
        ledger.use(held, "robbery")
        ledger.note(held, "thin")
        ledger.choose("this over that")
        ledger.refuse([held], "they contradict each other")

    account = ledger.account(held)
    assert (account.used_for, account.notes) == (["robbery"], ["thin"])
    assert ledger.choices == ["this over that"]
    assert ledger.refusals == ["they contradict each other"]


def test_the_first_reason_for_passing_over_a_table_stands():
    held = counts([("theft", A, "2025-01", 1)])
    ledger = Ledger()

    ledger.pass_over(held, "older")
    ledger.pass_over(held, "other wards")

    assert ledger.account(held).unused == "older"

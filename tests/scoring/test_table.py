"""Results as tables and as text: order, gaps, digits, and cells that a spreadsheet would run."""

import csv
import io

import pandas as pd
import pytest

from scoring.certainty import assess_certainty
from scoring.doubt import Doubt
from scoring.score import score_wards
from scoring.settings import Settings
from scoring.table import CERTAINTY_COLUMNS, SCORE_COLUMNS, certainty_table, safe_text, score_table, to_csv_text
from tests.scoring.small_packs import NONE, Given, small_evidence

# worst 25%: of the three with figures the one with most; ward 2 has figures in one of two measures, ward 4 in none
RESULT = score_wards(
    small_evidence({"a": [1.0, NONE, 3.0, NONE, 2.0], "b": Given(value=[1.0, 5.0, 2.0, NONE, 3.0], theme="health")}),
    Settings(top_percent=25, min_coverage=0.6, list_size=1),
)


def test_wards_stand_by_rank_then_code_and_those_not_scored_last() -> None:
    table = score_table(RESULT)

    assert tuple(table.columns[: len(SCORE_COLUMNS)]) == SCORE_COLUMNS
    assert table["ward_code"].tolist() == ["W00003", "W00001", "W00005", "W00002", "W00004"]
    assert table["status"].tolist() == ["scored"] * 3 + ["not scored"] * 2


def test_a_ward_that_is_not_scored_keeps_its_counts_and_flags_but_no_score() -> None:
    row = score_table(RESULT).set_index("ward_code").loc["W00002"]

    assert [pd.isna(row[name]) for name in ("need_rank", "need_score", "score_crime", "score_health")] == [True] * 4
    assert (row["measures_above"], row["measures_with_data"], row["coverage"]) == (1, 1, 0.5)
    assert pd.isna(row["above_a"])
    assert row["above_b"] == 1


def test_no_data_is_an_empty_cell_and_counts_are_whole() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv_text(score_table(RESULT)))))

    assert rows[0]["need_rank"] == "1"
    assert (rows[4]["need_rank"], rows[4]["above_a"], rows[4]["percentile_b"]) == ("", "", "")
    assert rows[4]["measures_with_data"] == "0"


def test_certainty_stands_in_the_order_of_the_scores() -> None:
    table = certainty_table(assess_certainty(RESULT, Doubt(draws=20, threshold_spread=0, weight_spread=0)))

    assert tuple(table.columns) == CERTAINTY_COLUMNS
    assert table["ward_code"].tolist() == ["W00003", "W00001", "W00005", "W00002", "W00004"]
    assert table["label"].tolist() == ["firm", "out", "out", "not scored", "not scored"]
    assert table["rank_p50"].isna().tolist() == [False, False, False, True, True]


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_text_that_would_start_a_formula_is_quoted(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_hostile_names_come_through_as_text() -> None:
    names = ["=1+1", 'Smith, "Jo"', "two\nlines", "<img onerror>", "Kew"]

    text = to_csv_text(pd.DataFrame({"name": names, "figure": [0.1 + 0.2, NONE, 1e-15, 2.0, 1 / 3]}))

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["name"] for row in rows] == ["'=1+1", *names[1:]]
    assert [row["figure"] for row in rows] == ["0.3", "", "1e-15", "2", "0.333333333333"]
    assert "\r" not in text


def test_a_table_is_not_changed_by_being_written() -> None:
    table = pd.DataFrame({"name": ["=1"]})

    to_csv_text(table)

    assert table["name"].tolist() == ["=1"]

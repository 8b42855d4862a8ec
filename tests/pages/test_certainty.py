"""The Certainty page says what the engine and the command line say, and follows its controls.

The tiny pack: robbery by ward is 1, 2, 3, 4 and nothing; trust by borough is 60 (north: wards 1 and 2) and 75, lower
is worse. At the worst 10% ward 4 is above in robbery, wards 1 and 2 in trust: scores 1, 1, 0, 1, and ward 5 has 0.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from loaders.offered import SAMPLE_FOLDER
from loaders.pack import Pack
from scoring.__main__ import main
from scoring.borough_part import measure_borough_part
from scoring.certainty import assess_certainty
from scoring.certainty_words import certainty_sentence, omission_sentence, others_sentence
from scoring.doubt import Doubt
from scoring.leave_one_out import leave_each_out
from scoring.score import score_wards
from scoring.settings import Settings
from tests.pages.evidence import control, go_to, open_sample, quotes
from tests.pages.visits import Visit

Open = Callable[..., Visit]
SHARE = "On the list, % of draws"


@pytest.fixture(scope="module")
def sample() -> Visit:
    """The page on the sample, with 500 draws."""
    return open_sample("certainty", doubt_draws="500")


def all_wards(visit: Visit) -> pd.DataFrame:
    """Give the table of all wards; the charts' tables hold those near the list only."""
    return max((each.value for each in visit.page.dataframe if SHARE in each.value), key=len)


def test_the_sentences_are_the_engine_s(visit: Open, tiny_pack: Pack) -> None:
    page = go_to(visit(list="3"), "certainty")

    result = score_wards(tiny_pack.arrange(), Settings(list_size=3))
    found = assess_certainty(result, Doubt())
    assert quotes(page) == [certainty_sentence(found)]
    assert others_sentence(found) in page.words
    assert omission_sentence(leave_each_out(result)) in page.words
    assert measure_borough_part(result).sentence() in page.words


def test_every_ward_s_figures_are_those_of_the_command_line(sample: Visit, tmp_path: Path) -> None:
    out = tmp_path / "certainty.csv"
    options = ["--draws", "500", "--value-noise", "--out", str(out)]
    assert main(["certainty", "--pack", str(SAMPLE_FOLDER), *options]) == 0
    told = pd.read_csv(out)

    shown = all_wards(sample)

    assert shown[SHARE].tolist() == pytest.approx((told["in_list_share"] * 100).round(2).tolist(), nan_ok=True)
    assert shown["Label"].tolist() == told["label"].tolist()
    for column, name in (("Rank, 5% of draws", "rank_p05"), ("Rank, 95% of draws", "rank_p95")):
        assert shown[column].astype("Float64").tolist() == told[name].astype("Float64").tolist()


def test_key_figures_add_up_to_the_list(sample: Visit) -> None:
    strip = next(
        part.proto.body for part in sample.page.get("html") if part.proto.body.startswith('<div class="wn-figures"')
    )
    figures = strip.split('<div class="wn-figure">')[1:]

    shown = all_wards(sample)
    listed = shown[shown["List"] == "on the list"]["Label"].value_counts()
    assert f"<b><bdi>{listed['firm']}</bdi></b>" in figures[0]
    assert f"<b><bdi>{listed['borderline']}</bdi></b>" in figures[1]
    assert f"of {len(shown[shown['List'] == 'on the list'])} wards on the list" in figures[0]


def test_without_any_spread_nothing_is_left_open(visit: Open) -> None:
    page = go_to(visit(list="3"), "certainty")
    page.set("slider", "doubt_thresholds", 0.0)
    page.set("slider", "doubt_weights", 0)
    page.set("toggle", "doubt_figures", False)

    assert quotes(page) == ["Nothing is left open: without any spread every draw gives the same list."]
    assert set(all_wards(page)[SHARE].dropna()) <= {0.0, 100.0}


def test_a_link_carries_the_spreads(visit: Open) -> None:
    page = go_to(visit(list="3", doubt_weights="50", doubt_draws="500"), "certainty")

    assert control(page, "slider", "doubt_weights").value == 50
    assert "500 draws" in quotes(page)[0]
    assert "weights by up to 50%" in quotes(page)[0]


def test_settings_of_the_priorities_page_hold_here(visit: Open) -> None:
    page = go_to(visit(list="3", only="wards"), "certainty")

    assert "No borough figure counts: the list rests on ward-level evidence alone." in page.words


def test_an_empty_list_is_said(visit: Open) -> None:
    page = go_to(visit(score="99"), "certainty")

    assert quotes(page) == ["No ward is clearly on the list, so there is nothing to be firm about."]


def test_without_a_measure_that_counts_the_page_still_stands(visit: Open) -> None:
    page = go_to(visit(weight="0"), "certainty")

    assert "No measure counts, so there is no list to depend on one." in page.words
    assert set(all_wards(page)["Label"]) == {"not scored"}


def test_a_chosen_ward_is_marked_in_the_table(visit: Open) -> None:
    page = go_to(visit(list="3", ward="S05000004"), "certainty")

    rows = page.page.session_state["certainty_wards"]["selection"]["rows"]
    shown = all_wards(page)
    assert shown["Ward"].iloc[list(rows)].tolist() == ["Sample ward 4"]

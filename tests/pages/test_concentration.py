"""The Concentration page says what the engine and the command line say, and explains what it can't."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.offered import FOLDER_SETTING, SAMPLE_FOLDER
from loaders.pack import Pack
from scoring.__main__ import main
from scoring.concentration_words import contrast_sentence
from scoring.contrast import contrast_by_measure
from tests.pages.evidence import go_to, open_changed, open_sample, quotes, table_with
from tests.pages.visits import Visit

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def sample() -> Visit:
    return open_sample("concentration")


def from_command_line(tmp_path: Path) -> dict[str, object]:
    out = tmp_path / "concentration.json"
    options = ["--measure", "knife_crime", "--by", "score"]
    assert main(["concentration", "--pack", str(SAMPLE_FOLDER), *options, "--out", str(out)]) == 0
    return json.loads(out.read_text("utf-8"))


def test_figures_are_those_of_the_command_line(sample: Visit, tmp_path: Path) -> None:
    told = from_command_line(tmp_path)
    worst = told["share_of_events_in_worst_percent_of_wards"]["10"]
    contrast = told["worst_tenth_against_best"]

    assert quotes(sample)[0] == (
        f"The 10% of wards with most knife crime hold {worst['observed']:.1%} of it; dealt out evenly by chance they "
        f"would hold {worst['by_chance']:.1%} ({worst['chance_low']:.1%} to {worst['chance_high']:.1%})."
    )
    assert f"{contrast['ratio']:.1f} times as much" in quotes(sample)[1]
    assert f"{contrast['worst']:.2f} per 1,000 residents in the tenth of wards with most need" in quotes(sample)[1]
    assert f"Gini {told['gini']['observed']:.2f} over {told['events']:,.0f} events" in sample.words


def test_another_share_and_another_measure_are_said() -> None:
    page = open_sample("concentration")
    page.set("selectbox", "spread_measure", "personal_robbery")
    page.set("select_slider", "spread_percent", 1)

    assert quotes(page)[0].startswith("The 1% of wards with most personal robbery hold")


def test_the_tenths_can_be_those_of_any_measure(visit: Open, tiny_pack: Pack) -> None:
    page = go_to(visit(), "concentration")
    page.set("selectbox", "tenths_by", "youth_clubs")

    contrast = contrast_by_measure(tiny_pack.arrange(), "robbery", "youth_clubs")
    assert quotes(page)[1] == contrast_sentence(contrast, "youth clubs")


def test_the_lens_takes_only_measures_that_can_be_divided(sample: Visit) -> None:
    offered = next(each for each in sample.page.multiselect if each.key == "lens_measures")

    assert "Deprivation" in offered.options
    assert not any("police" in label.lower() for label in offered.options)
    # its figures go below 0
    assert not any("ental health" in label for label in offered.options)


def test_another_choice_of_measures_gives_another_lens(visit: Open) -> None:
    # robbery is the one measure that the tiny pack's lens can take: 94 events of 39,000 people
    page = go_to(visit(), "concentration")
    table = table_with(page, "Vulnerability")

    # ward 4 has 4.0 per 1,000: 4 / (94 / 39) = 1.659...
    assert table["Ward"].iloc[0] == "Sample ward 4"
    assert table["Vulnerability"].iloc[0] == round(100 * 4 / (94 / 39), 1)

    page.set("multiselect", "lens_measures", [])
    assert "No measure is chosen for the lens." in page.words
    assert not any("Vulnerability" in each.value for each in page.page.dataframe)


def test_the_overlap_of_two_lists_is_said_and_marked(visit: Open) -> None:
    page = go_to(visit(list="3"), "concentration")
    # of four wards with a figure the worst half are those worse than at least 1.5, so 2 or 3, of 3 others: wards 3, 4
    page.set("select_slider", "overlap_percent", 50)

    # on the list are wards 1, 2 and 4, of which ward 4 is on the other; of five wards two are on it
    assert quotes(page)[2] == (
        "33% of the 3 wards on the list (1) are also among the 50% most vulnerable; a list drawn by lot would have 40%."
    )
    assert table_with(page, "Vulnerability").set_index("Ward")["Lists"].to_dict() == {
        "Sample ward 4": "both",
        "Sample ward 3": "second",
        "Sample ward 2": "first",
        "Sample ward 1": "first",
        "Sample ward 5": "",
    }


def test_the_first_list_can_be_the_worst_by_a_measure(visit: Open) -> None:
    page = go_to(visit(), "concentration")
    page.set("selectbox", "overlap_first", "robbery")
    page.set("selectbox", "overlap_second", "score")
    page.set("select_slider", "overlap_percent", 50)

    # the worst tenth by robbery is ward 4; wards 1, 2 and 4 with a score of 1 are worse than 2 of 4 others
    assert quotes(page)[2] == (
        "100% of the 1 ward in the worst 10% by robbery (1) is also among the 50% most in need by need score; "
        "a list drawn by lot would have 60%."
    )


def test_a_pack_without_counts_says_so(tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    page = open_changed(tiny_pack, tmp_path, "concentration", values=tiny_pack.values.assign(count=None), monthly=None)

    assert "No measure of this pack counts events by ward" in page.words
    # youth clubs and robbery still have values, so that the tenths are compared
    assert quotes(page)[0].startswith("Robbery:")


def test_a_link_carries_every_choice() -> None:
    page = open_sample("concentration", spread_measure="Personal robbery", spread_percent="1%", tenths_by="Deprivation")

    assert quotes(page)[0].startswith("The 1% of wards with most personal robbery hold")
    assert "most need by deprivation" in quotes(page)[1]

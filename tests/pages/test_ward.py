"""The Ward page: one ward, or the ways to choose one; what it says is what the engine says.

The tiny pack: robbery by ward is 1, 2, 3, 4 and nothing (suppressed); trust by borough is 60 (north: wards 1 and 2) and
75, lower is worse; youth clubs 0 to 4, a strength. At the worst 10% ward 4 is above in robbery, wards 1 and 2 in trust.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.offered import FOLDER_SETTING
from loaders.pack import Pack
from loaders.pack_write import write_pack
from scoring.explain import explain_ward
from scoring.score import score_wards
from scoring.settings import Settings
from tests.pages.visits import Visit, open_page

Open = Callable[..., Visit]
FOURTH = "S05000004"


def go_to_ward(visit: Visit) -> Visit:
    visit.page.switch_page("ward.py").run()
    assert not visit.page.exception, visit.page.exception
    return visit


def html_of(page: AppTest) -> str:
    return "\n".join(part.proto.body for part in page.get("html"))


def sentences(visit: Visit) -> str:
    return visit.words.replace("- ", "")


def test_without_a_ward_the_page_offers_the_list(visit: Open) -> None:
    page = go_to_ward(visit(list="3"))

    assert "No ward is chosen." in page.words
    assert [button.label for button in page.page.button if button.key.startswith("offer-")] == [
        "Sample ward 1, North sample",
        "Sample ward 2, North sample",
        "Sample ward 4, South sample",
    ]


def test_without_a_list_the_first_ranks_are_offered(visit: Open) -> None:
    page = go_to_ward(visit(list="1"))  # three wards tie for one place

    assert [each.value for each in page.page.subheader] == ["Highest need ranks"]
    assert len([button for button in page.page.button if button.key.startswith("offer-")]) == 5


def test_a_chosen_borough_offers_its_own_wards(visit: Open) -> None:
    page = go_to_ward(visit(list="3"))
    page.set("selectbox", "place_choice", "S09000002")

    assert [each.value for each in page.page.subheader] == ["The wards of South sample, by need rank"]
    offers = [button.label for button in page.page.button if button.key.startswith("offer-")]
    assert offers == ["Sample ward 4, South sample", "Sample ward 3, South sample", "Sample ward 5, South sample"]


def test_a_choice_opens_the_ward_and_stands_in_the_address(visit: Open) -> None:
    page = go_to_ward(visit(list="3"))
    page.press("Sample ward 4, South sample")

    assert page.address["ward"] == FOURTH
    assert "Sample ward 4 has a need score of 1 out of 2" in page.words


@pytest.mark.parametrize("other", ["method.py", "priorities.py"])
def test_the_head_shows_the_chosen_ward_and_pack_on_every_page(visit: Open, other: str) -> None:
    page = go_to_ward(visit(ward=FOURTH)).page

    page.switch_page(other).run()

    shown = {each.key: each.value for each in page.selectbox}
    assert (shown["place_choice"], shown["pack_choice"]) == (FOURTH, "tiny")


def test_it_says_what_the_command_line_says(visit: Open, tiny_pack: Pack) -> None:
    page = go_to_ward(visit(list="3", ward=FOURTH))
    result = score_wards(tiny_pack.arrange(), replace(Settings(), list_size=3))

    said = sentences(page)
    told = [line.removeprefix("- ") for line in explain_ward(result, 3)[4:]]

    assert [line for line in told if line not in said] == []


def test_key_figures_are_the_results(visit: Open) -> None:
    figures = html_of(go_to_ward(visit(list="3", ward=FOURTH)).page)

    for figure in ("1", "1=", "on it", "1 of 2", "9,000"):
        assert f"<b><bdi>{figure}</bdi></b>" in figures


def test_close_measures_are_named_with_their_distance(visit: Open) -> None:
    page = go_to_ward(visit(ward=FOURTH))  # robbery: place 1, the cut at 1 (worse than 3 of 3)

    assert "Robbery: above, with nothing to spare" in page.words


def test_missing_data_is_told_with_its_reason(visit: Open) -> None:
    page = go_to_ward(visit(ward="S05000005"))

    assert "Robbery: suppressed by the publisher" in page.words
    assert "None of its measures is." in page.words


def test_a_ward_that_is_not_scored_says_why(visit: Open) -> None:
    page = go_to_ward(visit(ward="S05000005", coverage="0.9"))

    assert "Sample ward 5 is not scored" in page.words
    assert "It has no score, so no change of settings is looked for." in page.words


def test_strengths_stand_beside_and_are_not_counted(visit: Open) -> None:
    page = go_to_ward(visit(ward=FOURTH))

    # clubs are 0, 1, 2, 3, 4: three of the four other wards have fewer than 3
    assert "Youth clubs: 3 number; more than 75% of the other wards (London's middle ward: 2)" in page.words
    assert "Shown beside the score, never counted as need." in page.words


def test_similar_wards_are_listed_and_can_be_kept_to_other_boroughs(visit: Open) -> None:
    page = go_to_ward(visit(ward=FOURTH))
    similar = next(each.value for each in page.page.dataframe if "Points apart" in each.value)

    # robbery places 0, 1/3, 2/3, 1; trust 1, 1, 0, 0, 0: ward 5 shares trust alone (0 apart), ward 3 (1/3 + 0) / 2
    assert similar["Ward"].tolist() == ["Sample ward 5", "Sample ward 3", "Sample ward 2", "Sample ward 1"]
    assert similar["Points apart"].tolist() == [0.0, 16.7, 83.3, 100.0]

    page.set("toggle", "ward_similar_elsewhere", True)
    similar = next(each.value for each in page.page.dataframe if "Points apart" in each.value)
    assert similar["Ward"].tolist() == ["Sample ward 2", "Sample ward 1"]


def test_months_compare_the_last_year_with_the_one_before(visit: Open) -> None:
    page = go_to_ward(visit(ward=FOURTH))

    # two robberies a month in both years
    months = page.open_table("ward-months")
    assert months["Count"].tolist() == [2.0] * 24
    assert "all wards and measures tested together. No measure rises or falls by more than chance." in page.words


def test_what_rises_is_named_and_marked_in_the_table(
    tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = tiny_pack.monthly
    is_later = (months["area_code"] == FOURTH) & (months["month"] >= pd.Timestamp("2030-01-01"))
    more = months.assign(count=months["count"].where(~is_later, 9.0))  # 108 after 24
    page = open_changed(replace(tiny_pack, monthly=more), tmp_path, monkeypatch)

    assert "tested together. Rising: Robbery." in page.words
    picture = page.open_table("ward-position")
    assert picture.set_index("Measure").loc["Robbery", "12-month change"] == "rising"


def test_a_pack_without_people_says_so(visit: Open) -> None:
    assert "This pack doesn't say who lives in its wards." in go_to_ward(visit(ward=FOURTH)).words


def open_changed(pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    write_pack(pack, folder / "other")
    monkeypatch.setenv(FOLDER_SETTING, str(folder))
    return go_to_ward(open_page(pack="other", ward=FOURTH))


def test_a_pack_without_months_says_so(tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_changed(replace(tiny_pack, monthly=None), tmp_path, monkeypatch)

    assert "This pack holds no monthly counts" in page.words


def test_a_few_months_are_shown_and_not_compared(
    tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tiny_pack.monthly[tiny_pack.monthly["month"] >= pd.Timestamp("2030-07-01")]
    page = open_changed(replace(tiny_pack, monthly=few), tmp_path, monkeypatch)

    assert "No two periods can be compared: the pack holds too few months." in page.words


def test_people_are_shown_by_characteristic(tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wards = tiny_pack.areas["area_code"][:5]
    people = pd.DataFrame(
        [
            {"area_code": ward, "characteristic": "sex", "group": group, "count": count}
            for ward in wards
            for group, count in (
                ("Female", 60.0 if ward == FOURTH else 50.0),
                ("Male", 40.0 if ward == FOURTH else 50.0),
            )
        ]
    )
    sources = ({"publisher": "Census office", "tables": [{"used_for": ["residents", "people by sex"]}]},)
    page = open_changed(replace(tiny_pack, people=people, sources=sources), tmp_path, monkeypatch)

    assert "Source: Census office" in page.words
    shares = page.open_table("ward-people").set_index("Group")
    # the south: wards 3, 4, 5: 50 + 60 + 50 of 300
    assert shares.loc["Female"].tolist() == [60.0, 60.0, 53.3, 52.0]


def test_the_printed_sheet_is_on_the_page(visit: Open) -> None:
    sheet = html_of(go_to_ward(visit(ward=FOURTH)).page)

    assert 'class="wn-sheet"' in sheet
    assert "Sample data - not real" in sheet

"""The Priorities page: every control does what it says, and the page says what the result says.

The tiny pack: robbery by ward is 1, 2, 3, 4 and nothing; trust by borough is 60 (north: wards 1 and 2) and 75, lower
is worse. At the worst 10% ward 4 is above in robbery, wards 1 and 2 in trust: scores 1, 1, 0, 1, and ward 5, with one
measure of two, 0.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.offered import FOLDER_SETTING
from scoring.settings import Settings, TieBreak, Ties
from tests.pages.visits import Visit, open_page

Open = Callable[..., Visit]


def _scores(visit: Visit) -> dict[str, float]:
    return dict(zip(visit.table["Ward"], visit.table["Score"].astype(float).tolist(), strict=True))


def test_the_page_opens_on_the_usual_settings_and_says_that_a_sample_is_not_real(visit: Open) -> None:
    page = visit()

    assert page.settings == Settings()
    assert _scores(page) == {f"Sample ward {n}": s for n, s in ((1, 1), (2, 1), (4, 1), (3, 0), (5, 0))}
    assert page.address == {"pack": "tiny"}
    assert [title.value for title in page.page.title] == ["Which wards need support most?"]


def test_a_threshold_changes_scores_table_and_address_and_says_who_moved(visit: Open) -> None:
    page = visit(list="3")
    # of four wards with data the percentiles are 0, 1/3, 2/3, 1: the worst 40% begin at 0.6
    page.set("slider", "top:robbery", 40.0)

    assert _scores(page)["Sample ward 3"] == 1
    assert page.address == {"pack": "tiny", "list": "3", "m": "robbery~t40"}
    assert "1 ward changed" in page.words
    assert "worst 40%: 3.0 per 1,000 residents or more; 2 wards; 1 ward changed" in page.words
    assert "After the last move: 3 wards left (Sample ward 1, Sample ward 2 and Sample ward 4)" in page.words


def test_a_weight_of_nothing_switches_a_measure_off(visit: Open) -> None:
    page = visit()
    page.set("select_slider", "weight:trust_in_police", 0.0)

    assert [name for name, score in _scores(page).items() if score == 1] == ["Sample ward 4"]
    assert "trust_in_police" not in page.table.columns
    assert "not counted now" in page.words
    assert page.address["m"] == "trust_in_police~w0"


def test_a_weight_counts_as_many_points(visit: Open) -> None:
    page = visit()
    page.set("select_slider", "weight:robbery", 3.0)

    assert _scores(page)["Sample ward 4"] == 3
    assert page.table["Ward"].iloc[0] == "Sample ward 4"


def test_a_share_becomes_the_value_at_its_cut_and_can_be_set_as_a_value(visit: Open) -> None:
    page = visit()
    page.page.session_state["about-robbery"] = True
    page.page.run()
    page.set("button_group", "kind:robbery", "Value")
    assert page.settings.threshold_of("robbery").value == 4.0

    page.set("number_input", "value:robbery", 2.0)

    assert page.settings.threshold_of("robbery").value == 2.0
    assert page.table.set_index("Ward")["robbery"].to_dict() == {
        "Sample ward 1": "",
        "Sample ward 2": "●",
        "Sample ward 3": "●",
        "Sample ward 4": "●",
        "Sample ward 5": "[c]",
    }
    assert page.address["m"] == "robbery~v2"

    page.set("button_group", "kind:robbery", "Worst share")
    assert page.settings.threshold_of("robbery").top_percent == 10


def test_only_ward_level_evidence_leaves_borough_figures_out(visit: Open) -> None:
    page = visit()
    page.set("toggle", "ward_level_only", True)

    assert page.settings.ward_level_only
    assert _scores(page)["Sample ward 1"] == 0
    assert page.address["only"] == "wards"
    # ward 5 has no robbery figure and so no data at all
    assert page.table.set_index("Ward").loc["Sample ward 5", "List"] == "not scored"


def test_undo_goes_back_step_by_step_and_reset_to_the_usual(visit: Open) -> None:
    page = visit()
    page.set("slider", "top:robbery", 40.0)
    page.set("slider", "top:robbery", 20.0)

    page.press("Undo")
    assert page.settings.threshold_of("robbery").top_percent == 40

    page.press("Reset all")
    assert page.settings == Settings()
    assert page.address == {"pack": "tiny"}

    page.press("Undo")
    assert page.settings.threshold_of("robbery").top_percent == 40


def test_a_preset_sets_weights_and_leaves_thresholds(visit: Open) -> None:
    page = visit(m="robbery~t20")
    page.set("selectbox", "preset", "Confidence in the police")

    assert page.settings.weight_of("trust_in_police") == 3
    assert page.settings.threshold_of("robbery").top_percent == 20
    assert next(each for each in page.page.selectbox if each.key == "preset").value == "Confidence in the police"


def test_ties_coverage_and_list_rules_are_part_of_the_settings(visit: Open) -> None:
    page = visit()
    page.set("radio", "ties", Ties.INCLUDE)
    page.set("slider", "min_coverage", 60)
    page.set("radio", "tie_break", TieBreak.POPULATION)
    page.set("number_input", "list_size", 2)

    assert (page.settings.ties, page.settings.min_coverage) == (Ties.INCLUDE, 0.6)
    assert (page.settings.tie_break, page.settings.list_size) == (TieBreak.POPULATION, 2)
    assert page.table.set_index("Ward").loc["Sample ward 5", "List"] == "not scored"
    # wards 1, 2 and 4 score 1; more people first: ward 2 (12,000), then ward 1 (10,000)
    listed = page.table[page.table["List"] == "✔"]["Ward"].tolist()
    assert sorted(listed) == ["Sample ward 1", "Sample ward 2"]


def test_a_tie_for_the_last_places_is_said_and_shown_apart(visit: Open) -> None:
    page = visit(list="2")

    assert "3 wards tie for the last 2 places. A list of 3 parts no tie." in page.words
    assert page.table["List"].tolist() == ["tied", "tied", "tied", "", ""]


def test_a_cut_that_parts_no_tie_is_one_click_away(visit: Open) -> None:
    page = visit(list="2")
    page.press("List 3")

    assert page.settings.list_size == 3
    assert page.table["List"].tolist() == ["✔", "✔", "✔", "", ""]
    assert not [button for button in page.page.button if button.label.startswith("List ")]


def test_a_list_can_be_all_wards_with_a_certain_score(visit: Open) -> None:
    page = visit()
    page.set("toggle", "by_score", True)
    page.set("number_input", "min_score", 1.0)

    assert page.settings.min_score == 1.0
    assert page.table["List"].tolist() == ["✔", "✔", "✔", "", ""]

    page.set("toggle", "by_score", False)
    assert page.settings.list_size == 30


def test_measures_are_found_by_a_part_of_their_name(visit: Open) -> None:
    page = visit()
    page.set("text_input", "find_measure", "POLICE tru")

    assert [each.key for each in page.page.slider if each.key.startswith("top:")] == ["top:trust_in_police"]

    page.set("text_input", "find_measure", "nothing like it")
    assert "No measure has these words" in page.words


def test_the_table_is_searched_by_ward_or_borough_and_filtered(visit: Open) -> None:
    page = visit(list="3")
    page.set("text_input", "search", "SOUTH 4")
    assert page.table["Ward"].tolist() == ["Sample ward 4"]

    page.set("text_input", "search", "")
    page.set("button_group", "table_filter", "On the list")
    assert sorted(page.table["Ward"]) == ["Sample ward 1", "Sample ward 2", "Sample ward 4"]

    page.set("button_group", "table_filter", "One borough")
    page.set("selectbox", "table_borough", "S09000002")
    assert sorted(page.table["Ward"]) == ["Sample ward 3", "Sample ward 4", "Sample ward 5"]

    page.set("button_group", "table_filter", "Chosen ward")
    assert len(page.table) == 0
    assert "No ward to show" in page.words


def test_a_ward_chosen_by_name_is_explained_and_in_the_address(visit: Open) -> None:
    page = visit()
    page.set("selectbox", "place_choice", "S05000004")

    assert page.address["ward"] == "S05000004"
    assert "Chosen ward: Sample ward 4" in page.words
    assert "Robbery: 4.0 per 1,000 residents" in page.words


def test_a_borough_chosen_by_name_is_a_place_and_not_a_ward(visit: Open) -> None:
    page = visit(ward="S05000004")
    page.set("selectbox", "place_choice", "S09000001")

    assert "ward" not in page.address
    assert page.page.session_state["place"] == "S09000001"


def test_a_link_opens_the_view_that_it_was_copied_from(visit: Open) -> None:
    first = visit()
    first.set("slider", "top:robbery", 40.0)
    first.set("select_slider", "weight:trust_in_police", 2.0)
    first.set("number_input", "list_size", 3)
    first.set("selectbox", "place_choice", "S05000002")

    second = visit(**first.address)

    assert second.settings == first.settings
    assert second.address == first.address
    assert second.table.equals(first.table)
    assert "Chosen ward: Sample ward 2" in second.words


def test_a_broken_link_is_explained_and_what_is_valid_holds(visit: Open) -> None:
    page = visit(m="robbery~t20~~no_such_measure~t5~~trust_in_police~w-1", list="many", ward="E05000001")

    assert page.settings.threshold_of("robbery").top_percent == 20
    assert page.settings.weight_of("trust_in_police") == 1
    assert page.settings.list_size == 30
    for fault in ("no_such_measure", "trust_in_police", "list", "E05000001"):
        assert fault in page.words
    assert page.address == {"pack": "tiny", "m": "robbery~t20"}


def test_a_link_to_a_pack_that_is_not_here_opens_the_sample_and_says_so(visit: Open) -> None:
    page = visit(pack="gone")

    assert "pack 'gone' is not here" in page.words
    assert len(page.table) == 680


def test_another_pack_starts_with_the_usual_settings(visit: Open) -> None:
    page = visit(m="robbery~t20", ward="S05000002")
    page.set("selectbox", "pack_choice", "sample")

    assert page.settings == Settings()
    assert page.address == {}
    assert len(page.table) == 680


def test_the_map_can_show_a_measure_and_above_or_not_and_its_legend_counts(visit: Open) -> None:
    page = visit()
    page.set("button_group", "map_subject", "A measure's figures")
    assert next(each for each in page.page.selectbox if each.key.startswith("map_measure")).value == "robbery"

    page.set("button_group", "map_subject", "Above or not")
    assert [each.label for each in page.page.selectbox if each.key.startswith("map_measure")] == ["Measure on the map"]


def test_a_table_too_long_to_send_whole_still_shows_and_filters(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.table_panel.LAZY_FROM", 3)

    page = visit()
    assert "5 of 5 wards shown." in page.words

    page.set("text_input", "search", "ward 4")
    assert page.table["Ward"].tolist() == ["Sample ward 4"]


def test_a_chart_s_table_is_sent_only_to_those_who_open_it(visit: Open) -> None:
    page = visit()
    assert len(page.page.dataframe) == 1

    drivers = page.open_table("drivers")

    # with a list of 30 all five wards are on it; trust marks wards 1 and 2, robbery ward 4
    assert drivers.to_dict("list") == {"Measure": ["Trust in police", "Robbery"], "Wards": [2, 1]}


def test_a_visitor_is_not_told_where_a_broken_pack_lies(
    tiny_pack_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny_pack_folder, tmp_path / "torn")
    (tmp_path / "torn" / "values.parquet").write_bytes(b"no table")
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))

    page = open_page(pack="torn")

    assert "values.parquet" in page.words
    assert str(tmp_path) not in page.words


def test_the_printed_list_says_what_the_table_says_a_line_a_ward(visit: Open) -> None:
    page = visit(list="2")

    sheet = next(
        part.proto.body for part in page.page.get("html") if part.proto.body.startswith('<div class="wn-print"')
    )

    names = re.findall(r"<th><bdi>(.*?)</bdi></th>", sheet)
    columns = [cell.split("\n") for cell in re.findall(r"<td>(.*?)</td>", sheet, re.DOTALL)]
    printed = dict(zip(names, columns, strict=True))
    listed = page.table[page.table["List"] != ""]
    assert printed["Rank"] == listed["Rank"].tolist() == ["1=", "1=", "1="]
    assert printed["Ward"] == listed["Ward"].tolist()
    assert printed["Borough"] == listed["Borough"].tolist()
    assert printed["Need score"] == ["1", "1", "1"]
    assert printed["People"] == ["10,000", "12,000", "9,000"]
    assert printed[""] == ["tied"] * 3
    assert "a list of 2" in sheet


def _sliders(page: Visit) -> list[str]:
    return [each.key for each in page.page.get("slider") if each.key.startswith("top:")]


def test_themes_are_closed_but_the_first_and_those_that_hold_what_was_changed_or_is_looked_for(visit: Open) -> None:
    page = visit()
    del page.page.session_state["open:perceptions:"]
    assert _sliders(Visit(page.page.run())) == ["top:robbery"]

    page.page.text_input(key="find_measure").set_value("trust").run()
    assert _sliders(page) == ["top:trust_in_police"]
    page.page.text_input(key="find_measure").set_value("").run()
    assert _sliders(page) == ["top:robbery"]

    other = visit(m="trust_in_police~w2")
    del other.page.session_state["open:perceptions:"]
    assert _sliders(Visit(other.page.run())) == ["top:robbery", "top:trust_in_police"]

"""The picture of one ward: marks stand where the ward, its borough, London and the cut stand; words say the same.

Ward 1 of the six: robbery 1 is the least of five (place 0), theft 5 is worse than 3 of 4 others, trust is its borough's
60, the worse of two. The worst 40% begin at 3 of 4 others, for two boroughs at 1 of 1.
"""

from dataclasses import replace

import numpy as np

from charts.ward_position import draw_position, figure_words, position_table, state_words
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from scoring.ward_profile import profile_ward
from tests.charts.results import six_scores, six_wards

SETTINGS = Settings(top_percent=40.0, list_size=2)


def marks(figure: object, name: str) -> list[float]:
    trace = next(each for each in figure.data if each.name == name)
    return [place for place in trace.x if place is not None]


def test_marks_stand_at_the_wards_places() -> None:
    result = six_scores()
    chart = draw_position(result, 0, profile_ward(result, 0), trends={})

    assert marks(chart.figure, "This ward, above") == [75, 100]
    assert marks(chart.figure, "This ward, not above") == [0]
    dots = next(each for each in chart.figure.data if each.name == "This ward, above")
    assert [text.split(":")[0] for text in dots.hovertext] == ["Theft", "Trust"]
    # borough 0 by people (100, 200, 300): robbery (1 + 4 + 9) x 100 / 600 = 2.33 passes 2 of 4 others
    assert marks(chart.figure, "Borough 0")[0] == 50


def test_the_cut_parts_each_band() -> None:
    result = six_scores()
    figure = draw_position(result, 0, profile_ward(result, 0), trends={}).figure

    cuts = [shape.x0 for shape in figure.layout.shapes if shape.type == "line"]

    assert cuts == [75, 75, 100]


def test_title_and_words_count_what_the_result_counts() -> None:
    result = six_scores()
    chart = draw_position(result, 0, profile_ward(result, 0), trends={})

    assert chart.title == "Ward 1 is above the threshold in 2 of 3 measures"
    assert "Theft and Trust" in chart.alt
    texts = [annotation.text for annotation in chart.figure.layout.annotations]
    assert "<b>Crime</b>: above in 1 of 2" in texts
    assert "<b>75%</b>" in texts
    assert texts[-1] == "Sources: nobody"
    assert any("borough figure" in text and "Trust" in text for text in texts)


def test_the_table_holds_every_figure() -> None:
    result = six_scores()

    table = position_table(profile_ward(result, 0), trends={"theft": "rising"}).set_index("Measure")

    assert table.loc["Theft", "Figure"] == 5.0
    assert table.loc["Theft", "Percentile"] == 75
    assert table.loc["Robbery", "Points beyond the cut"] == -75
    assert table["State"].tolist() == ["not above", "above", "above"]
    assert table["12-month change"].tolist() == ["", "rising", ""]


def test_no_data_is_said_and_has_no_mark() -> None:
    result = six_scores()
    profiles = profile_ward(result, 5)
    chart = draw_position(result, 5, profiles, trends={})

    assert state_words(profiles[0]) == "no data (not available)"
    assert figure_words(profiles[0]) == "No figure: not available, 2025"
    assert marks(chart.figure, "This ward, not above") == [0]  # trust alone
    assert chart.title == "Ward 6 is above the threshold in 0 of 3 measures"


def test_a_measure_that_is_off_is_marked_as_not_counted() -> None:
    result = score_wards(six_wards(), SETTINGS.with_choice("theft", Choice(weight=0)))
    profiles = profile_ward(result, 0)
    chart = draw_position(result, 0, profiles, trends={})

    assert state_words(profiles[1]) == "above, not counted"
    assert chart.title == "Ward 1 is above the threshold in 1 of 2 measures"
    assert any("not counted" in annotation.text for annotation in chart.figure.layout.annotations)


def test_only_a_change_that_is_more_than_chance_is_told_in_the_picture() -> None:
    profile = profile_ward(six_scores(), 0)[1]

    assert figure_words(profile, trend="rising") == "5.0 per 1,000, 2025, rising"
    assert figure_words(profile, trend="no clear change") == "5.0 per 1,000, 2025"


def test_an_interval_stands_in_brackets() -> None:
    profile = replace(profile_ward(six_scores(), 0)[1], low=4.04, high=6.06)

    assert figure_words(profile) == "5.0 per 1,000 (4.0–6.1), 2025"


def test_names_are_never_markup() -> None:
    evidence = six_wards()
    names = np.array(["<b onclick=x>Ward</b>", *evidence.wards.names[1:]], dtype=object)
    result = score_wards(replace(evidence, wards=replace(evidence.wards, names=names)), SETTINGS)
    chart = draw_position(result, 0, profile_ward(result, 0), trends={})

    assert all("onclick" not in str(annotation.text) for annotation in chart.figure.layout.annotations)

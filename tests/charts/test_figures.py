"""The charts beside the map: their titles, bars and tables say what was counted by hand."""

import numpy as np
import pytest

from charts.classes import classify_scores
from charts.figures import draw_boroughs, draw_distribution, draw_drivers
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.charts.results import six_scores
from tests.scoring.small_packs import NONE, small_evidence


def test_the_distribution_has_a_bar_a_score_in_the_map_s_colours_and_the_list_s_cut() -> None:
    result = six_scores()
    classes = classify_scores(result.score, result.max_score)

    chart = draw_distribution(result, classes)

    # wards 2, 3 and 4 score 1; wards 1 and 5 score 2
    assert chart.table.to_dict("list") == {"Need score": [1.0, 2.0], "Wards": [3, 2]}
    assert chart.title == "Most wards score 1; the list begins at 2"
    assert list(chart.figure.data[0].marker.color) == [classes.legend[1].colour, classes.legend[2].colour]
    assert list(chart.figure.data[0].hovertext) == ["need score 1: 3 wards", "need score 2: 2 wards"]
    assert chart.figure.layout.shapes[0].x0 == 1.5
    assert chart.alt == "Bar chart of need scores. Most wards score 1; the list begins at 2."


def test_many_different_scores_are_put_into_bins_of_a_round_width_that_hold_them_all() -> None:
    # above in measure n (weight 1 + n/100) are the n + 1 worst wards of 60: the last in all, the last but one in 58 ...
    values = {f"m{n:02}": np.where(np.arange(60) >= 59 - n, np.arange(60.0), 0).tolist() for n in range(59)}
    settings = Settings(list_size=2)
    for n in range(59):
        settings = settings.with_choice(f"m{n:02}", Choice(weight=1 + n / 100, value=0.5))
    result = score_wards(small_evidence(values), settings)
    classes = classify_scores(result.score, result.max_score)

    chart = draw_distribution(result, classes)

    # the highest score is 59 + (0 + 1 + ... + 58) / 100 = 76.11, so bins of 2 (39 of them) are the smallest round ones
    assert result.score.max() == pytest.approx(76.11)
    assert len(chart.table) == 39
    assert chart.table["Wards"].sum() == 60
    assert chart.table["Need score"].iloc[-1] == "76 to under 78"
    assert chart.figure.data[0].marker.color[-1] == classes.legend[classes.of_ward[59]].colour
    # on the list are the wards with 76.11 and 75.11 (all but the first measure)
    assert chart.title.endswith("the list begins at 75.11")
    assert chart.figure.layout.shapes[0].x0 == pytest.approx(75.11)


def test_drivers_are_counted_over_the_wards_on_the_list() -> None:
    chart = draw_drivers(six_scores())

    # on the list are wards 1 and 5: theft marks both, robbery ward 5, trust ward 1
    assert chart.table.to_dict("list") == {"Measure": ["Theft", "Robbery", "Trust"], "Wards": [2, 1, 1]}
    assert chart.title == "Theft marks 2 of the 2 wards on the list"
    assert chart.alt == "Bar chart. Theft marks 2 of the 2 wards on the list. Theft: 2, Robbery: 1 and Trust: 1."


def test_boroughs_are_ranked_by_wards_then_people_on_the_list() -> None:
    chart = draw_boroughs(six_scores())

    # ward 1 (100 people) in borough 0, ward 5 (500 people) in borough 1
    assert chart.table.to_dict("list") == {
        "Borough": ["Borough 1", "Borough 0"],
        "Wards on the list": [1, 1],
        "People": [500.0, 100.0],
    }
    assert chart.title == "Borough 1 has 1 of the 2 wards on the list"


def test_an_empty_list_is_said_and_drawn_as_nothing() -> None:
    result = six_scores(Settings(top_percent=40.0, list_size=None, min_score=99.0))
    classes = classify_scores(result.score, result.max_score)

    assert draw_distribution(result, classes).title == "Most wards score 1; no ward is on the list"
    assert draw_drivers(result).title == "No ward is on the list"
    assert draw_boroughs(result).title == "No borough has a ward on the list"
    assert len(draw_boroughs(result).table) == 0


def test_people_who_were_not_counted_are_not_told_as_none() -> None:
    evidence = small_evidence({"robbery": [1.0, 2.0, 3.0]}, population=[NONE, 200.0, NONE])
    result = score_wards(evidence, Settings(top_percent=40.0, list_size=1))

    chart = draw_boroughs(result)

    assert list(chart.figure.data[0].text) == [" 1 (people not known)"]
    assert chart.table["People"].isna().all()
    assert "1 ward, people not known" in chart.alt

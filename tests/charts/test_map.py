"""The map's description, held word by word: it depends on the deck.gl that the pinned Streamlit brings."""

import json

import numpy as np

from charts.classes import classify_scores
from charts.map import ASSET_PATH, MOST_TOOLTIPS, MapMarks, draw_map, fit_view, tooltip_styles
from charts.palette import to_rgb
from tests.charts.results import six_scores, squares


def _layers(selected: int | None = None, *, has_names: bool = True) -> dict[str, dict[str, object]]:
    result, geometry = six_scores(), squares()
    classes = classify_scores(result.score, result.max_score)
    marks = MapMarks(on_list=result.priority.chosen, selected=selected)
    deck = draw_map(geometry, classes, marks, fit_view(geometry.bounds), layer_number=3, has_names=has_names)
    return {layer["id"]: layer for layer in json.loads(deck.to_json())["layers"]}


def test_wards_come_by_address_and_their_colours_as_one_digit_each() -> None:
    wards = _layers()["wards-3"]
    result = six_scores()
    classes = classify_scores(result.score, result.max_score)
    colours = json.dumps([to_rgb(each.colour) for each in classes.legend])

    assert wards["data"] == f"{ASSET_PATH}{squares().wards.name}"
    assert wards["getFillColor"] == f'@@=({colours})[("211123")[properties.i]]'
    assert wards["stroked"] is False


def test_colours_that_change_make_the_browser_look_again() -> None:
    result, geometry = six_scores(), squares()
    marks = MapMarks(on_list=result.priority.chosen, selected=None)
    decks = [
        json.loads(
            draw_map(geometry, classify_scores(scores, 3.0), marks, fit_view(geometry.bounds), layer_number=0).to_json()
        )
        for scores in (result.score, result.score[::-1])
    ]
    triggers = [
        next(layer for layer in deck["layers"] if layer["id"] == "wards-0")["updateTriggers"]["getFillColor"]
        for deck in decks
    ]

    assert triggers[0] != triggers[1]


def test_wards_on_the_list_and_wards_without_a_score_have_layers_of_their_own() -> None:
    layers = _layers()

    assert len(layers["list"]["data"]) == 8  # wards 1 and 5, four sides each
    assert len(layers["missing"]["data"]) == 4  # ward 6
    assert layers["hatch"]["data"]
    assert "selected" not in layers


def test_a_map_without_names_has_all_else() -> None:
    assert [*_layers(has_names=False), "borough-names"] == [*_layers()]


def test_the_chosen_ward_is_outlined_on_top() -> None:
    layers = _layers(selected=2)

    assert len(layers["selected"]["data"]) == 4  # a square
    assert list(layers).index("selected") > list(layers).index("list")


def test_only_the_wards_can_be_pointed_at() -> None:
    pickable = [name for name, layer in _layers().items() if layer["pickable"]]

    assert pickable == ["wards-3"]


def test_nothing_comes_from_another_host() -> None:
    result, geometry = six_scores(), squares()
    marks = MapMarks(on_list=result.priority.chosen, selected=None)
    classes = classify_scores(result.score, result.max_score)
    text = draw_map(geometry, classes, marks, fit_view(geometry.bounds), layer_number=0).to_json()

    assert "http" not in text
    assert json.loads(text).get("mapProvider") in (None, "")


def test_the_view_shows_all_ground_in_width_and_in_height() -> None:
    # the world is 512 pixels wide at zoom 0; a degree across is 512 / 360 pixels
    wide = fit_view((0.0, 51.0, 0.9, 51.1), width=600, height=500)
    tall = fit_view((0.0, 51.0, 0.1, 51.9), width=600, height=500)

    assert 0.9 * 512 / 360 * 2**wide.zoom < 600
    assert 0.9 * 512 / 360 * 2**wide.zoom > 540
    assert tall.zoom < fit_view((0.0, 51.0, 0.1, 51.3), width=600, height=500).zoom
    assert (wide.longitude, wide.latitude) == (0.45, 51.05)


def test_another_turn_is_another_view_that_nobody_sees() -> None:
    one, other = (fit_view((0.0, 51.0, 0.9, 51.1), turn=turn) for turn in (0, 1))

    assert one != other
    assert abs(one.longitude - other.longitude) < 1e-6


def test_hover_texts_are_one_style_a_ward_and_none_for_a_country() -> None:
    styles = tooltip_styles(["a", "b", "a"])
    assert styles == '<style>:where(span[class^="wt"]):after{content:"a"}.wt1:after{content:"b"}</style>'
    assert tooltip_styles(["x"] * (MOST_TOOLTIPS + 1)) == ""
    assert np.char.count(tooltip_styles([*"xx", *map(str, range(MOST_TOOLTIPS - 2))]), ":after") == MOST_TOOLTIPS - 1

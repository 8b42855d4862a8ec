"""A map of wards on a page: colours by class, hover text, legend, and a click that chooses a ward."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.chart import SAMPLE_WARNING
from charts.classes import Classes
from charts.map import MOST_TOOLTIPS, WARD_LAYER, MapMarks, draw_map, fit_view, tooltip_styles
from charts.palette import LIST_OUTLINE
from charts.plain import plain_html, plain_style
from pages.parts.state import View, take_ward
from scoring.priority import count_wards

NO_MAP = "This pack has no outlines, so there is no map. The table says all that a map would."
MAP_HEIGHT = 520
DESK_WIDTH, PHONE_WIDTH = 600, 340
PHONE_HEIGHT = 340


def show_area_map(
    view: View,
    classes: Classes,
    *,
    key: str,
    hover: Callable[[], Sequence[str]],
    alt: str,
    outlined: npt.NDArray[np.intp],
    outline_label: str = "On the list",
    place: str | None = None,
    height: int = MAP_HEIGHT,
    has_names: bool = False,
) -> None:
    """Show legend and map; `outlined` are the wards to mark, `place` is a borough's code.

    `hover` gives one line a ward; it isn't asked where there are too many for the map to carry.
    A click chooses the ward everywhere: the page's results and its search are drawn again.
    """
    geometry = view.opened.geometry
    if geometry is None:
        st.info(NO_MAP)
        return
    lines = hover() if len(classes.of_ward) <= MOST_TOOLTIPS else []
    styled = {text: plain_style(text) for text in set(lines)}
    st.html(legend_html(classes, len(outlined), outline_label) + tooltip_styles([styled[text] for text in lines]))
    bounds = geometry.borough_bounds.get(place or "", geometry.bounds)
    width = DESK_WIDTH
    if _is_phone():
        width, height = PHONE_WIDTH, min(height, PHONE_HEIGHT)
    deck = draw_map(
        geometry,
        classes,
        MapMarks(on_list=outlined, selected=view.ward),
        fit_view(bounds, width=width, height=height, turn=st.session_state.get(_turn_key(key), 0)),
        layer_number=st.session_state.get(_layer_key(key), 0),
        has_names=has_names,
    )

    st.pydeck_chart(
        deck,
        key=key,
        on_select=lambda: _take_click(view, key),
        selection_mode="single-object",
        height=height,
        alt=alt,
    )


def columns_beside_map(left: int, right: int) -> Sequence[DeltaGenerator]:
    """Give two columns for a map and what belongs to it, one below the other where London would not fit in."""
    with st.container(key="answer-map"):
        return st.columns([left, right], gap="medium")


def _take_click(view: View, key: str) -> None:
    """Turn a click on a map into the chosen ward; a second click lets it go.

    The ward layer gets a new number after each click: the browser then forgets the click, which would otherwise fade
    all other wards and make their colours differ from the legend's.
    """
    number = st.session_state.setdefault(_layer_key(key), 0)
    held = st.session_state.get(key)
    clicked = held["selection"]["objects"].get(f"{WARD_LAYER}-{number}") if held else None
    if clicked:
        st.session_state[_layer_key(key)] = number + 1
        code = clicked[0]["properties"]["code"]
        is_chosen = view.ward is not None and view.opened.evidence.wards.codes[view.ward] == code
        take_ward(None if is_chosen else code)


def show_again(key: str) -> None:
    """Make a map that was moved by hand go back to its view: the browser takes a view only when it differs."""
    st.session_state[_turn_key(key)] = 1 - st.session_state.get(_turn_key(key), 0)


def describe_map(view: View, classes: Classes, told: str) -> str:
    """Say in words what a map shows: `told` follows the number of wards, and their counts by class follow it."""
    sample = f"{SAMPLE_WARNING}. " if view.opened.evidence.identity.is_sample else ""
    counts = "; ".join(f"{each.label}: {count_wards(each.count)}" for each in classes.legend)
    return f"{sample}Map of {count_wards(len(classes.of_ward))}{told}. {counts}."


def legend_html(classes: Classes, outlined: int, outline_label: str) -> str:
    """Write the legend: every class with its colour and its number of wards, and the marks."""
    keys = []
    for place, each in enumerate(classes.legend):
        is_missing = classes.has_missing and place == len(classes.legend) - 1
        look = "wn-hatched" if is_missing else ""
        keys.append(
            f'<span class="wn-key"><i class="{look}" style="background-color:{each.colour}"></i>'
            f"{plain_html(each.label)} <small>{each.count:,}</small></span>"
        )
    if outlined:
        keys.append(
            f'<span class="wn-key"><i style="background:none;border:3px solid {LIST_OUTLINE}"></i>'
            f"{plain_html(outline_label)} <small>{outlined:,}</small></span>"
        )
    return f'<div class="wn-legend"><b>{plain_html(classes.title)}</b> <small>wards:</small> {"".join(keys)}</div>'


def _is_phone() -> bool:
    """Guess how wide a map is here: a page can't ask, but a phone says that it is one."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def _layer_key(key: str) -> str:
    return f"{key}-layers"


def _turn_key(key: str) -> str:
    return f"{key}-turn"

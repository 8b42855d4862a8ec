"""The map of a result: shapes fetched once by address, colours as one digit a ward, outlines as light layers."""

import json
import zlib
from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from charts.classes import Classes
from charts.map_names import GROWN, place_names
from charts.palette import (
    BOROUGH_LINE,
    HATCH_COLOUR,
    LIST_OUTLINE,
    RIVER_COLOUR,
    SELECTION_OUTLINE,
    WARD_LINE,
    to_rgb,
)
from charts.web_geometry import Asset, Step, WebGeometry, hatch, list_steps, step_rows

ASSET_PATH = "/geometry/"
"""Where the server gives the browser a pack's shapes (see server.py)."""

WARD_LAYER = "wards"
TOOLTIP = {
    "html": '<b class="wt-name">{name}</b><br>{borough}<br><span class="wt{i}"></span>',
    "style": {"backgroundColor": "#111827", "color": "#FFFFFF", "fontSize": "14px", "borderRadius": "4px"},
}
MOST_TOOLTIPS = 1_500
"""Beyond so many wards the hover text leaves the score out: its style sheet would weigh more than the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What the map shows at first, and again when a place is chosen to fly to."""

    longitude: float
    latitude: float
    zoom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMarks:
    """Wards to mark, as positions: those on the list, and the selected one if any."""

    on_list: npt.NDArray[np.intp]
    selected: int | None


def draw_map(
    geometry: WebGeometry,
    classes: Classes,
    marks: MapMarks,
    view: MapView,
    *,
    layer_number: int,
    has_names: bool = True,
) -> pdk.Deck:
    """Draw one answer. `layer_number` renews the ward layer, which makes the browser forget the last click.

    Boroughs' names take a browser without a graphics card as long as all the rest of the map.
    """
    colours = [to_rgb(each.colour) for each in classes.legend]
    digits = "".join(map(str, classes.of_ward.tolist()))
    layers = [] if geometry.context is None else [_lines(geometry.context, "context", RIVER_COLOUR, 3.0)]
    layers += [
        pdk.Layer(
            "GeoJsonLayer",
            f"{ASSET_PATH}{geometry.wards.name}",
            id=f"{WARD_LAYER}-{layer_number}",
            pickable=True,
            stroked=False,
            auto_highlight=True,
            highlight_color=[255, 255, 255, 90],
            get_fill_color=f'({json.dumps(colours)})[("{digits}")[properties.i]]',
            update_triggers={"getFillColor": [zlib.crc32(digits.encode()), zlib.crc32(json.dumps(colours).encode())]},
        ),
        _lines(geometry.ward_lines, "ward-lines", WARD_LINE, 0.6),
    ]
    if classes.has_missing:
        missing = np.flatnonzero(classes.of_ward == len(classes.legend) - 1)
        hatching = list_steps(hatch(geometry.shapes[missing], geometry.bounds))
        layers.append(_lines(hatching, "hatch", HATCH_COLOUR, 0.8))
        layers.append(_lines(geometry.outline(missing.tolist()), "missing", HATCH_COLOUR, 1.0))
    layers.append(_lines(geometry.borough_lines, "borough-lines", BOROUGH_LINE, 1.4))
    layers.append(_lines(geometry.outline(marks.on_list.tolist()), "list", LIST_OUTLINE, 2.4))
    if marks.selected is not None:
        outline = geometry.outline([marks.selected])
        layers.append(_lines(outline, "selected", SELECTION_OUTLINE, 4.5))
        layers.append(_lines(outline, "selected-inner", "#FFFFFF", 1.5))
    if has_names:
        layers.append(_names(geometry, view.zoom))
    farthest = fit_view(geometry.bounds).zoom - 1
    state = pdk.ViewState(
        longitude=view.longitude, latitude=view.latitude, zoom=view.zoom, min_zoom=farthest, max_zoom=15
    )
    deck = copy(_EMPTY)
    deck.layers, deck.initial_view_state = layers, state
    return deck


class CompactDeck(pdk.Deck):
    """A map that travels without the line breaks and blanks that the library would put around every coordinate."""

    def to_json(self) -> str:
        """Write the map as the browser takes it."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


_EMPTY = CompactDeck(map_provider=None, tooltip=TOOLTIP)
"""Made once: each new one looks for keys of map services and tries to load what only notebooks have."""


def fit_view(
    bounds: tuple[float, float, float, float], *, width: int = 600, height: int = 520, turn: int = 0
) -> MapView:
    """Choose the view that shows a stretch of ground in a map of about this size; another `turn` differs unseen."""
    west, south, east, north = bounds
    latitude = (south + north) / 2
    spread_across = max((east - west) / 360, 1e-4)
    stretch = 1 / np.cos(np.radians(latitude))
    spread_down = max((north - south) / 360 * stretch, 1e-4)
    zoom = min(np.log2(width / 512 / spread_across), np.log2(height / 512 / spread_down)) - 0.08
    return MapView(longitude=(west + east) / 2 + turn * 1e-7, latitude=latitude, zoom=round(float(min(zoom, 13.5)), 2))


def tooltip_styles(texts: list[str]) -> str:
    """Write the style sheet that puts each ward's own line into the hover text; it follows every move."""
    if len(texts) > MOST_TOOLTIPS:
        return ""
    wards_by_text: dict[str, list[str]] = {}
    for position, text in enumerate(texts):
        wards_by_text.setdefault(text, []).append(f".wt{position}:after")
    if not wards_by_text:
        return ""
    # many wards share a score and so a line; the commonest is said for all, and gives way to any other
    commonest = max(wards_by_text, key=lambda text: len(wards_by_text[text]))
    del wards_by_text[commonest]
    rules = [f':where(span[class^="wt"]):after{{content:"{commonest}"}}']
    rules += [f'{",".join(wards)}{{content:"{text}"}}' for text, wards in wards_by_text.items()]
    return f"<style>{''.join(rules)}</style>"


def _lines(drawn: Asset | list[Step], name: str, colour: str, width: float) -> pdk.Layer:
    """Draw single straight lines: with paths a browser takes half a second more to begin, and longer for each frame."""
    return pdk.Layer(
        "LineLayer",
        f"{ASSET_PATH}{drawn.name}" if isinstance(drawn, Asset) else step_rows(drawn),
        id=name,
        pickable=False,
        get_source_position="a",
        get_target_position="b",
        get_color=to_rgb(colour),
        width_units='"pixels"',
        get_width=width,
    )


def _names(geometry: WebGeometry, zoom: float) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        [
            {"text": name.text, "at": [name.longitude, name.latitude], "size": name.metres}
            for name in place_names(geometry.borough_names, zoom)
        ],
        id="borough-names",
        pickable=False,
        get_text="text",
        get_position="at",
        get_color=[17, 24, 39],
        get_size="size",
        size_units='"meters"',
        size_max_pixels=GROWN,
        font_family='"Source Sans, sans-serif"',
        font_weight=600,
        character_set='"auto"',
        font_settings={"sdf": True, "fontSize": 32, "buffer": 4, "radius": 8},
        outline_width=3,
        outline_color=[255, 255, 255, 220],
    )

"""Read from the Priorities page what a person sees: figures, table, legend, and colours of the map."""

import io
import json
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from charts.map import MapView, fit_view
from pages.parts.area_map import MAP_HEIGHT

WORLD = 512
"""The width in pixels of the whole world at zoom 0."""

MAP = "#deckgl-overlay"


@dataclass(frozen=True, slots=True)
class Row:
    """The first columns of one row of the table of wards."""

    rank: str
    ward: str
    borough: str
    score: str
    place: str


def read_figures(page: Page) -> list[str]:
    """Give the key figures."""
    return page.locator(".wn-figure b").all_inner_texts()


def read_rows(page: Page) -> list[Row]:
    """Give the rows that the table of wards has in sight."""
    page.locator(".st-key-wards_table tbody td").first.wait_for(state="attached")
    rows = page.locator(".st-key-wards_table tbody tr").all()
    cells = [[cell.text_content() or "" for cell in row.locator("td").all()] for row in rows]
    return [Row(*(text.strip() for text in texts[:5])) for texts in cells]


def read_chosen_row(page: Page) -> list[str]:
    """Give the names of the wards whose rows are marked."""
    return [row.text_content() or "" for row in page.locator("tbody tr[aria-selected=true] td:nth-child(2)").all()]


def read_legend(page: Page) -> dict[str, int]:
    """Give each entry of the map's legend with its count."""
    keys = [key.inner_text().rsplit(maxsplit=1) for key in page.locator(".wn-legend .wn-key").all()]
    return {label: int(count.replace(",", "")) for label, count in keys}


def find_slider(page: Page, label: str) -> Locator:
    """Give the handle of a slider, which takes keys."""
    return page.locator(f"input[type=range][aria-label={json.dumps(label)}]")


def move(slider: Locator, key: str, *, to: str, times: int = 1) -> None:
    """Move a slider by the keyboard, one step after the other as a hand does, and wait until it says where it is."""
    slider.focus()
    for _ in range(times):
        slider.press(key)
    expect(slider).to_have_attribute("aria-valuetext", to)


def choose_place(page: Page, typed: str, option: str) -> None:
    """Search for a ward or borough at the head of the page and take one of the answers."""
    box = page.get_by_role("combobox", name="Ward or borough")
    box.click()
    box.fill(typed)
    page.get_by_role("option", name=option, exact=True).click()


def wait_for_map(page: Page) -> Locator:
    """Wait until the map stands still: two pictures in a row are the same and not of one colour."""
    canvas = page.locator(MAP)
    canvas.scroll_into_view_if_needed()
    before = b""
    for _ in range(60):
        page.wait_for_timeout(250)
        now = canvas.screenshot()
        if now == before and len(np.unique(_pixels(now).reshape(-1, 3), axis=0)) > 100:
            return canvas
        before = now
    raise AssertionError("the map kept moving, or stayed empty, for 15 seconds")


def map_colours(page: Page) -> npt.NDArray[np.uint8]:
    """Give the pixels of the map once it stands still."""
    return _pixels(wait_for_map(page).screenshot())


def locate(
    page: Page, longitude: float, latitude: float, *, bounds: tuple[float, float, float, float]
) -> tuple[int, int]:
    """Say where on the map's picture a place lies, while the map shows all of `bounds` as it does at first."""
    view: MapView = fit_view(bounds, height=MAP_HEIGHT)
    box = page.locator(MAP).bounding_box()
    assert box is not None
    scale = WORLD * 2**view.zoom
    across = (longitude - view.longitude) / 360 * scale
    down = (_mercator(view.latitude) - _mercator(latitude)) / (2 * math.pi) * scale
    return round(box["width"] / 2 + across), round(box["height"] / 2 + down)


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _pixels(picture: bytes) -> npt.NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))

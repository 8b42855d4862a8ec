"""The Priorities page in a real browser: what a person moves, chooses, searches, downloads and sends on."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from playwright.sync_api import Page, expect

import caching
from caching import OpenPack
from charts.classes import classify_scores
from charts.exports import write_csv
from charts.palette import to_rgb
from charts.plain import plain_line
from loaders.offered import SAMPLE_FOLDER
from scoring.priority import count_wards
from scoring.score import ScoreResult, score_wards
from scoring.settings import Choice, Settings
from scoring.words import number_text
from tests.browser.accessibility import find_accessibility_faults
from tests.browser.conftest import DRAWN_WITHIN_MS, WIDTHS, Visitor, expect_page_to_fit, wait_until_drawn
from tests.browser.made_packs import BOROUGH_NAMES, MEASURE_LABEL, WARD_NAMES
from tests.browser.reading import (
    MAP,
    choose_place,
    find_slider,
    locate,
    map_colours,
    move,
    read_chosen_row,
    read_figures,
    read_legend,
    read_rows,
    wait_for_map,
)

Visit = Callable[..., Visitor]
ROWS = 8
MADE_MARKUP = "img[src=x], img[src=y], a[href*='example.org'], a[href^='javascript'], b[onclick]"
"""What the hostile names would have made of themselves."""

KNIFE_CRIME = "Threshold of Knife crime: worst share of areas, in percent"


@pytest.fixture(scope="session")
def sample() -> OpenPack:
    return caching.open_pack(SAMPLE_FOLDER)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says of a result: key figures, legend, description of the map, first rows of the table."""

    figures: list[str]
    legend: dict[str, int]
    map: list[str]
    rows: list[tuple[str, str, str, bool]]


def answer_of(result: ScoreResult) -> Answer:
    """Say what the page must show of the engine's result."""
    evidence, chosen = result.evidence, result.priority.chosen
    boroughs = len(set(evidence.borough_of_ward[chosen].tolist()))
    classes = classify_scores(result.score, result.max_score)
    counts = {each.label: each.count for each in classes.legend}
    first = result.order()[:ROWS]
    ranks = result.rank[first]
    return Answer(
        figures=[str(len(chosen)), str(boroughs), f"{np.nansum(evidence.wards.population[chosen]):,.0f}"],
        legend=counts | {"On the list": len(chosen)},
        map=[f"{label}: {count_wards(count)}" for label, count in counts.items()],
        rows=[
            (
                f"{rank}{'=' if np.count_nonzero(result.rank == rank) > 1 else ''}",
                str(evidence.wards.names[ward]),
                number_text(result.score[ward]),
                ward in chosen,
            )
            for rank, ward in zip(ranks, first, strict=True)
        ],
    )


def answer_on(page: Page) -> Answer:
    """Read what the page shows."""
    alt = page.get_by_test_id("stDeckGlJsonChart").get_attribute("aria-label") or ""
    return Answer(
        figures=read_figures(page)[:3],
        legend=read_legend(page),
        map=alt.split("Need score. ")[1].split(". Highest")[0].split("; "),
        rows=[(row.rank, row.ward, row.score, row.place == "✔") for row in read_rows(page)[:ROWS]],
    )


def assert_shows(page: Page, result: ScoreResult) -> None:
    """Check that figures, legend, map description and table all come to say what the engine says."""
    expected = answer_of(result)
    give_up_at = time.monotonic() + DRAWN_WITHIN_MS / 1000
    while (shown := answer_on(page)) != expected and time.monotonic() < give_up_at:
        page.wait_for_timeout(200)
    assert shown == expected


def test_a_move_changes_everything_to_what_the_engine_says(visit: Visit, sample: OpenPack) -> None:
    usual = score_wards(sample.evidence, Settings())
    moved_settings = Settings().with_choice("knife_crime", Choice(top_percent=12.0, weight=3.0))
    moved = score_wards(sample.evidence, moved_settings)
    page = visit(width=1440).open()
    assert_shows(page, usual)

    move(find_slider(page, KNIFE_CRIME), "ArrowRight", times=4, to="worst 12%")
    move(find_slider(page, "Weight of Knife crime"), "ArrowRight", times=2, to="× 2")
    # the last move on its own: quick ones may be answered, and undone, together
    expect(page).to_have_url(re.compile("~w2"))
    move(find_slider(page, "Weight of Knife crime"), "ArrowRight", to="× 3")

    expect(page).to_have_url(re.compile(r"\?m=knife_crime~t12~w3$"))
    assert_shows(page, moved)
    expect(page.get_by_text("● 1 measure differs from the usual")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV", exact=True).last.click()
    assert Path(download.value.path()).read_bytes() == write_csv(moved, None)
    assert "sample-not-real" in download.value.suggested_filename

    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(find_slider(page, "Weight of Knife crime")).to_have_attribute("aria-valuetext", "× 2")
    page.get_by_role("button", name="Reset all").click()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(find_slider(page, KNIFE_CRIME)).to_have_attribute("aria-valuetext", "worst 10%")
    assert_shows(page, usual)


def test_map_table_and_search_choose_the_same_ward(visit: Visit, sample: OpenPack) -> None:
    wards = sample.evidence.wards
    page = visit(width=1440).open()
    search = page.get_by_role("combobox", name="Ward or borough")
    in_table, on_map, in_search = (_roomiest(sample, skip=number) for number in (0, 1, 2))

    wait_for_map(page).hover(position=_position(page, sample, on_map))
    expect(page.locator(".wt-name")).to_have_text(wards.names[on_map])
    page.locator(MAP).click(position=_position(page, sample, on_map))
    expect(search).to_have_value(_label(sample, on_map))
    expect(page).to_have_url(re.compile(f"ward={wards.codes[on_map]}"))

    choose_place(page, wards.names[in_search][:12], _label(sample, in_search))
    expect(page).to_have_url(re.compile(f"ward={wards.codes[in_search]}"))
    page.get_by_label("Search wards and boroughs").fill(wards.names[in_search])
    expect(page.locator("tbody tr[aria-selected=true]").first).to_be_attached()
    assert wards.names[in_search] in read_chosen_row(page)

    page.get_by_label("Search wards and boroughs").fill(wards.names[in_table])
    expect(page.locator(".st-key-wards_table tbody tr").first).to_contain_text(wards.names[in_table])
    wait_until_drawn(page)
    page.locator(".st-key-wards_table .dvn-scroller").click(position={"x": 18, "y": 53})
    expect(page).to_have_url(re.compile(f"ward={wards.codes[in_table]}"))
    expect(search).to_have_value(_label(sample, in_table))


def test_searching_a_borough_flies_the_map_there_and_back(visit: Visit, sample: OpenPack) -> None:
    page = visit(width=1440).open()
    whole = map_colours(page)

    choose_place(page, "Croydon", "Croydon (borough)")
    wait_for_share_changed(page, whole, least=0.3, most=1.0)
    page.get_by_role("button", name="Whole London").click()
    wait_for_share_changed(page, whole, least=0.0, most=0.01)


def wait_for_share_changed(page: Page, before: npt.NDArray[np.uint8], *, least: float, most: float) -> None:
    """Wait until so large a share of the map's pixels differs from a picture of it."""
    give_up_at = time.monotonic() + DRAWN_WITHIN_MS / 1000
    while not least <= (share := (map_colours(page) != before).any(axis=2).mean()) <= most:
        assert time.monotonic() < give_up_at, f"{share:.0%} of the map differs"


def test_the_map_has_each_wards_class_colour(visit: Visit, sample: OpenPack) -> None:
    result = score_wards(sample.evidence, Settings())
    classes = classify_scores(result.score, result.max_score)
    page = visit(width=1440).open()
    picture = map_colours(page)

    seen = {}
    for ward in [_roomiest(sample, skip=skip) for skip in range(60)]:
        x, y = _position(page, sample, ward).values()
        patch = picture[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3].reshape(-1, 3)
        expected = to_rgb(classes.legend[classes.of_ward[ward]].colour)
        seen[ward] = bool((np.abs(patch.astype(int) - expected).max(axis=1) <= 3).any())

    # a borough's name may cover the middle of a few wards
    assert sum(seen.values()) >= 55, (
        f"other colours at wards {[ward for ward, is_right in seen.items() if not is_right]}"
    )
    assert len({classes.of_ward[ward] for ward in seen}) >= 2


def test_a_link_opens_the_same_view_for_somebody_else(visit: Visit, sample: OpenPack) -> None:
    link = "?list=10&m=knife_crime~w3~~deprivation~t5.5~~trust_in_police~w0&ward=S05000001"
    choices = {
        "knife_crime": Choice(weight=3),
        "deprivation": Choice(top_percent=5.5),
        "trust_in_police": Choice(weight=0),
    }
    result = score_wards(sample.evidence, replace(Settings(), list_size=10, choices=choices))
    ward = sample.evidence.find_ward("S05000001")
    page = visit(width=1440).open(link)

    assert_shows(page, result)
    expect(page.get_by_role("combobox", name="Ward or borough")).to_have_value(_label(sample, ward))
    expect(find_slider(page, "Weight of Trust in the police")).to_have_attribute("aria-valuetext", "off")

    address = page.url
    page.reload()
    wait_until_drawn(page)
    assert page.url == address
    assert_shows(page, result)


def test_a_broken_link_opens_with_what_is_still_valid(visit: Visit, sample: OpenPack) -> None:
    page = visit().open("?list=12&m=knife_crime~w3~~gone~w2&ties=maybe&pack=nowhere&ward=S05999999")
    result = score_wards(sample.evidence, replace(Settings(), list_size=12, choices={"knife_crime": Choice(weight=3)}))

    explained = page.get_by_test_id("stAlert").inner_text()

    assert "Part of what was asked for could not be used" in explained
    assert all(word in explained for word in ("nowhere", "gone", "maybe", "S05999999"))
    assert_shows(page, result)


def test_a_pack_that_cannot_be_opened_says_why_and_leads_on(visit: Visit) -> None:
    page = visit().open("?pack=broken")

    assert page.get_by_role("heading", level=1).inner_text() == "The data can't be opened"
    assert page.get_by_text("the file is missing; a pack needs it").count() == 3
    page.get_by_role("button", name="Open the sample instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which wards need support most?")


@pytest.mark.parametrize("width", [WIDTHS["wide screen"], WIDTHS["phone"]])
def test_no_accessibility_fault(visit: Visit, scheme: str, width: int) -> None:
    page = visit(scheme=scheme, width=width).open()

    assert find_accessibility_faults(page) == []


def test_axe_would_find_a_fault(visit: Visit) -> None:
    page = visit().open()
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\">'")

    assert any(fault.startswith("image-alt") for fault in find_accessibility_faults(page))


@pytest.mark.parametrize("pack", ["sample", "hostile"])
def test_the_page_never_scrolls_sideways(visit: Visit, pack: str) -> None:
    page = visit(width=WIDTHS["narrowest"]).open(f"?pack={pack}")

    for width in (WIDTHS["narrowest"], WIDTHS["phone"], WIDTHS["laptop"]):
        page.set_viewport_size({"width": width, "height": 900})
        expect_page_to_fit(page)


def test_print_leaves_the_controls_out(visit: Visit) -> None:
    page = visit(width=1024).open()
    page.emulate_media(media="print")

    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("button", name="Download CSV", exact=True)).to_be_hidden()
    expect(page.get_by_text("Sample data - not real.").first).to_be_visible()
    assert page.locator(".wn-figure").first.is_visible()
    assert page.get_by_test_id("stMain").evaluate("part => getComputedStyle(part).overflowY") == "visible"


def test_the_keyboard_reaches_every_part_and_shows_where_it_is(visit: Visit) -> None:
    page = visit(width=1440).open()
    wanted = {
        *("Weights for a question", "Wards on the list", "Find a measure", KNIFE_CRIME, "Weight of Knife crime"),
        *("Ward or borough", "Need score", "Whole London", "Search wards and boroughs", "Download CSV"),
    }
    page.add_style_tag(content="*{transition:none!important}")
    reached, unseen = set(), []

    for _ in range(160):
        page.keyboard.press("Tab")
        name, unseen_one = page.evaluate(FOCUSED)
        reached.add(name)
        unseen += [unseen_one] if unseen_one else []
        if wanted <= reached:
            break

    assert wanted - reached == set()
    assert unseen == []


FOCUSED = """() => {
    const family = (node) => {
        const found = [];
        for (; node && found.length < 7; node = node.parentElement) found.push(node);
        return found.map((each) => {
            const s = getComputedStyle(each);
            return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor].join();
        });
    };
    const last = window.lastFocused;
    const node = document.activeElement;
    // what shares a frame with its successor, as a box with its button, keeps the frame's look
    const shares = last && last.node.parentElement.parentElement.contains(node);
    const same = last && !shares && family(last.node).every((mark, place) => mark === last.marks[place]);
    const unseen = same ? last.name : null;
    const name = node.getAttribute('aria-label') || node.innerText.trim().split('\\n').pop() || node.tagName;
    // a table draws its own focus, and the page as a whole needs none
    const isBare = ['BODY', 'MAIN', 'CANVAS', 'TD'].includes(node.tagName);
    window.lastFocused = isBare ? null : {name, node, marks: family(node)};
    return [name, unseen];
}"""
"""Tells which part has the focus, and which had it before if neither it nor what it stands in looked different then."""


def test_hostile_names_are_text_everywhere(visit: Visit) -> None:
    visitor = visit(width=1440)
    visitor.page.on("dialog", lambda dialog: visitor.errors.append(f"a script ran: {dialog.message}"))
    page = visitor.open("?pack=hostile")

    assert {row.ward for row in read_rows(page)} >= {WARD_NAMES[0], WARD_NAMES[1], WARD_NAMES[2], WARD_NAMES[4]}
    assert {row.borough for row in read_rows(page)} == set(BOROUGH_NAMES)
    assert (
        page.locator("img[src=x], img[src=y], a[href*='example.org'], a[href^='javascript'], b[onclick]").count() == 0
    )
    assert page.locator(".wn-measure").first.inner_text() == MEASURE_LABEL
    for name in WARD_NAMES:
        search = page.get_by_role("combobox", name="Ward or borough")
        search.click()
        page.get_by_role("option").filter(has_text=plain_line(name)[:20]).first.click()
        wait_until_drawn(page)
        page.get_by_role("heading", level=1).click()
    wait_for_map(page).hover(position={"x": 80, "y": 280})
    page.wait_for_timeout(300)
    assert page.locator(MADE_MARKUP).count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV", exact=True).last.click()
    assert '"\'=cmd|""/c calc""!A1"' in Path(download.value.path()).read_text("utf-8-sig")


def _label(sample: OpenPack, ward: int) -> str:
    evidence = sample.evidence
    return f"{evidence.wards.names[ward]}, {evidence.boroughs.names[evidence.borough_of_ward[ward]]}"


def _roomiest(sample: OpenPack, *, skip: int) -> int:
    """Give the ward with the most room around its middle, after so many roomier ones."""
    assert sample.geometry is not None
    return int(np.argsort(-_middles(sample)[2], kind="stable")[skip])


def _middles(sample: OpenPack) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    assert sample.geometry is not None
    if not _KEPT:
        lines = shapely.maximum_inscribed_circle(sample.geometry.shapes, tolerance=0.0005)
        points = shapely.get_coordinates(shapely.get_point(lines, 0))
        _KEPT.append((points[:, 0], points[:, 1], shapely.length(lines)))
    return _KEPT[0]


_KEPT: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []


def _position(page: Page, sample: OpenPack, ward: int) -> dict[str, float]:
    assert sample.geometry is not None
    across, down, _ = _middles(sample)
    x, y = locate(page, across[ward], down[ward], bounds=sample.geometry.bounds)
    return {"x": x, "y": y}

"""The Ward page in a real browser: choosing a ward, small screens, both colour schemes, hostile names, print."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders.pack import read_pack
from scoring.explain import place_sentence, standing_sentence
from scoring.score import ScoreResult, score_wards
from scoring.settings import Settings
from scoring.similar import find_similar_wards
from tests.browser.accessibility import find_accessibility_faults
from tests.browser.conftest import WIDTHS, Visitor, expect_page_to_fit, wait_until_drawn
from tests.browser.made_packs import HOSTILE

Visit = Callable[..., Visitor]
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def result() -> ScoreResult:
    return score_wards(read_pack(SAMPLE).arrange(), Settings())


def first_code(result: ScoreResult) -> str:
    return str(result.evidence.wards.codes[result.priority.chosen[0]])


def pages_of(document: bytes) -> int:
    """Count the pages of a PDF as its own tree of pages does."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", document))


def test_a_ward_is_chosen_from_the_list_and_explained_as_the_engine_does(visit: Visit, result: ScoreResult) -> None:
    page = visit().open("ward")
    ward = int(result.priority.chosen[0])
    name = str(result.evidence.wards.names[ward])

    page.get_by_role("button", name=name).first.click()
    page.get_by_role("heading", name=name).wait_for()
    wait_until_drawn(page)

    expect(page.get_by_text(standing_sentence(result, ward)).first).to_be_visible()
    expect(page.get_by_text(place_sentence(result, ward)).first).to_be_visible()
    assert f"ward={result.evidence.wards.codes[ward]}" in page.url


def test_a_similar_ward_opens_and_stays_chosen_on_another_page(visit: Visit, result: ScoreResult) -> None:
    ward = int(result.priority.chosen[0])
    page = visit(width=WIDTHS["wide screen"]).open(f"ward?ward={first_code(result)}")
    nearest = find_similar_wards(result, ward)[0].ward
    code, name = str(result.evidence.wards.codes[nearest]), str(result.evidence.wards.names[nearest])

    rows = page.locator(".st-key-ward-screen [data-testid=stDataFrame] .dvn-scroller").first
    rows.click(position={"x": 18, "y": 56})  # the box before the first row
    page.get_by_role("heading", level=2, name=name).wait_for()
    page.get_by_role("link", name="Change them on Priorities").click()
    page.get_by_role("heading", name="Which wards need support most?").wait_for()
    wait_until_drawn(page)

    assert page.url.endswith(f"/?ward={code}")
    assert page.get_by_role("combobox", name="Ward or borough").input_value().startswith(name)


@pytest.mark.parametrize("width", [WIDTHS["wide screen"], WIDTHS["phone"]], ids=["wide screen", "phone"])
def test_no_accessibility_fault(visit: Visit, result: ScoreResult, scheme: str, width: int) -> None:
    page = visit(scheme=scheme, width=width).open(f"ward?ward={first_code(result)}")

    assert find_accessibility_faults(page) == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_page_never_scrolls_sideways(visit: Visit, result: ScoreResult, width: int) -> None:
    page = visit(width=width).open(f"ward?ward={first_code(result)}")

    expect_page_to_fit(page)


@pytest.mark.parametrize("path", [f"ward?pack={HOSTILE}&ward=S0500000{n}" for n in (1, 5)])
def test_hostile_names_are_text_and_no_wider_than_the_screen(visit: Visit, path: str) -> None:
    page = visit(width=WIDTHS["phone"]).open(path)
    page.on("dialog", lambda dialog: pytest.fail(f"a name ran as a script: {dialog.message}"))

    assert page.locator("[data-testid=stMain] img[src=x], [data-testid=stMain] script").count() == 0
    expect_page_to_fit(page)


def test_it_prints_on_one_page(visit: Visit, result: ScoreResult, scheme: str) -> None:
    page = visit(scheme=scheme).open(f"ward?ward={first_code(result)}")

    printed = page.pdf(prefer_css_page_size=True)

    assert pages_of(printed) == 1
    page.emulate_media(media="print")
    assert page.locator(".wn-sheet").is_visible()
    assert not page.get_by_role("button", name="Download this explanation").is_visible()


def test_forty_measures_still_print_on_one_page(visit: Visit, result: ScoreResult) -> None:
    page = visit().open(f"ward?ward={first_code(result)}")
    page.evaluate(
        """() => {
            const table = document.querySelector('.wn-sheet table');
            table.className = 'wn-many';
            const rows = [...table.rows].filter(row => row.cells.length > 2).slice(1);
            for (let n = rows.length; n < 40; n++) rows[0].after(rows[n % rows.length].cloneNode(true));
        }"""
    )

    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1

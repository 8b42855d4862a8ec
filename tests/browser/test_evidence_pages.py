"""Certainty, Change and Concentration in a real browser: what they say, keys, small screens, hostile names."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from loaders.offered import SAMPLE_FOLDER
from loaders.pack import Part, read_pack
from scoring.certainty import assess_certainty
from scoring.certainty_words import certainty_sentence
from scoring.change import compare_periods
from scoring.change_words import counts_sentence
from scoring.concentration import measure_concentration
from scoring.concentration_words import worst_sentence
from scoring.doubt import Doubt
from scoring.places import Scope
from scoring.score import score_wards
from scoring.settings import Settings
from tests.browser.accessibility import find_accessibility_faults
from tests.browser.conftest import WIDTHS, Visitor, expect_page_to_fit
from tests.browser.made_packs import HOSTILE, WARD_NAMES

Visit = Callable[..., Visitor]
PAGES = ("certainty", "change", "concentration")


def first_quote(page: Page) -> str:
    return page.locator(".wn-quote").first.inner_text()


def test_certainty_follows_a_slider_moved_by_key_and_so_does_its_link(visit: Visit) -> None:
    evidence = read_pack(SAMPLE_FOLDER).arrange()
    result = score_wards(evidence, Settings())
    page = visit().open("certainty")
    assert first_quote(page) == certainty_sentence(assess_certainty(result, Doubt()))

    page.get_by_role("slider", name="Weights move by up to").press("ArrowRight")

    moved = certainty_sentence(assess_certainty(result, Doubt(weight_spread=0.3)))
    expect(page.locator(".wn-quote").first).to_have_text(moved)
    assert "doubt_weights=30" in page.url


def test_change_goes_from_wards_to_boroughs(visit: Visit) -> None:
    pack = read_pack(SAMPLE_FOLDER, include={Part.MONTHLY})
    page = visit().open("change")
    assert first_quote(page) == counts_sentence(compare_periods(pack.arrange(), pack.monthly))

    page.get_by_role("radio", name="Boroughs").click()

    among = compare_periods(pack.arrange(), pack.monthly, scope=Scope.BOROUGH)
    expect(page.locator(".wn-quote").first).to_have_text(counts_sentence(among))


def test_a_ward_chosen_by_name_is_chosen_on_every_page(visit: Visit) -> None:
    page = visit(width=WIDTHS["wide screen"]).open("change")
    page.get_by_role("combobox", name="Ward or borough").fill("Tower Hamlets sample ward 2")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("ward="))
    address = page.url.split("?")[1]

    page.get_by_role("link", name="Certainty").click()
    page.get_by_role("heading", name="How firm is the list?").wait_for()

    expect(page).to_have_url(re.compile(re.escape(address)))


def test_concentration_says_what_the_engine_says(visit: Visit) -> None:
    found = measure_concentration(read_pack(SAMPLE_FOLDER).arrange(), "knife_crime")

    assert first_quote(visit().open("concentration")) == worst_sentence(found, 10)


@pytest.mark.parametrize("path", PAGES)
def test_no_accessibility_fault(visit: Visit, scheme: str, path: str) -> None:
    page = visit(scheme=scheme).open(path)

    assert find_accessibility_faults(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_never_scroll_sideways(visit: Visit, path: str) -> None:
    for width in (WIDTHS["phone"], WIDTHS["narrowest"]):
        expect_page_to_fit(visit(width=width).open(path))


@pytest.mark.parametrize("path", PAGES)
def test_hostile_names_are_text(visit: Visit, path: str) -> None:
    page = visit(width=WIDTHS["phone"]).open(f"{path}?pack={HOSTILE}&list=3&ward=S05000001")

    assert page.locator("img[onerror], b[onclick]").count() == 0
    assert page.locator("a[href^='javascript'], a[href*='example.org']").count() == 0
    assert WARD_NAMES[0] in page.get_by_role("combobox", name="Ward or borough").input_value()
    expect_page_to_fit(page)

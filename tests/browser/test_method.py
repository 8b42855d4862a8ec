"""Method and data in a real browser: small screens, both colour schemes, hostile names, a map for each measure."""

from collections.abc import Callable

import pytest

from tests.browser.accessibility import find_accessibility_faults
from tests.browser.conftest import WIDTHS, Visitor, expect_page_to_fit, wait_until_drawn
from tests.browser.made_packs import HOSTILE

Visit = Callable[..., Visitor]


@pytest.mark.parametrize("width", [WIDTHS["wide screen"], WIDTHS["phone"]], ids=["wide screen", "phone"])
def test_no_accessibility_fault(visit: Visit, scheme: str, width: int) -> None:
    page = visit(scheme=scheme, width=width).open("method")

    assert find_accessibility_faults(page) == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_page_never_scrolls_sideways(visit: Visit, width: int) -> None:
    expect_page_to_fit(visit(width=width).open("method"))


def test_another_measure_is_described_and_mapped(visit: Visit) -> None:
    page = visit().open("method")
    page.get_by_role("combobox", name="Measure").click()
    page.keyboard.type("Trust in the")
    page.get_by_role("option", name="Trust in the police").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Published for each borough; its wards share the figure.").wait_for()
    wait_until_drawn(page)

    assert page.locator(".wn-legend", has_text="Trust in the police").is_visible()


def test_hostile_names_are_text(visit: Visit) -> None:
    visitor = visit(width=WIDTHS["phone"])
    visitor.page.on("dialog", lambda dialog: pytest.fail(f"a name ran as a script: {dialog.message}"))
    page = visitor.open(f"method?pack={HOSTILE}")

    assert page.locator("[data-testid=stMain] img[src=y], [data-testid=stMain] script").count() == 0
    expect_page_to_fit(page)

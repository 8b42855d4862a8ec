"""The first page in a real browser: what a person sees and reaches, in both colour schemes and on small screens."""

from collections.abc import Callable

import pytest

from tests.browser.accessibility import find_accessibility_faults
from tests.browser.conftest import WIDTHS, Visitor

Visit = Callable[..., Visitor]


def test_a_newcomer_learns_what_is_there(visit: Visit) -> None:
    page = visit().open()

    assert page.title() == "What is here"
    assert page.locator("h1").all_inner_texts() == ["Where in London is need greatest?"]
    assert "Sample data - not real." in page.get_by_role("alert").inner_text()
    assert page.get_by_role("table").count() == 3
    assert page.get_by_text("Trust in police").is_visible()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_accessibility_fault(visit: Visit, scheme: str, width: int) -> None:
    page = visit(scheme=scheme, width=width).open()

    assert find_accessibility_faults(page) == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_page_never_scrolls_sideways(visit: Visit, width: int) -> None:
    page = visit(width=width).open()

    widest = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")

    assert widest <= width


def test_axe_would_find_a_fault(visit: Visit) -> None:
    page = visit().open()
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\">'")

    assert any(fault.startswith("image-alt") for fault in find_accessibility_faults(page))

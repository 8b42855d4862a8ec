"""Several processes behind one address, in a real browser: what a page asks for reaches the process that holds it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from front import PROCESS_COOKIE
from tests.browser.conftest import Visitor
from tests.browser.server import running_team


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of two processes that both answer."""
    with running_team(tmp_path_factory.mktemp("team") / "log.txt", 2) as tool:
        yield tool.address


def test_each_visitor_stays_with_one_process_which_has_what_the_page_asks_for(
    browser: Browser, team: str, tmp_path: Path
) -> None:
    met = set()
    for number in range(4):
        visitor = Visitor(browser, team, scheme="light", width=1440)
        page = visitor.open("?list=5")
        met.add(next(each["value"] for each in page.context.cookies() if each["name"] == PROCESS_COOKIE))
        # the file lies in the memory of the process that wrote it
        with page.expect_download() as download:
            page.get_by_role("button", name="Download CSV", exact=True).click()
        path = tmp_path / f"{number}.csv"
        download.value.save_as(path)
        assert "Sample data - not real" in path.read_text("utf-8-sig")
        assert (visitor.errors, visitor.strange_requests) == ([], [])
        page.context.close()

    assert met == {"1", "2"}

"""A real browser and a running app for the tests of this folder; every request that leaves the app is a failure."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from loaders.pack import Pack
from tests.browser.chromium import NoBrowserError, launch_arguments, obtain_chromium
from tests.browser.made_packs import write_packs
from tests.browser.server import running_app

WIDTHS = {"wide screen": 1440, "laptop": 1024, "phone": 400, "narrowest": 320}
DRAWN_WITHIN_MS = 60_000
"""Far longer than a page takes, because test machines are busy; the benchmark says how long it takes."""

FITS = """[document.documentElement, document.querySelector("[data-testid=stMain]")].every(
    part => part.scrollWidth <= part.clientWidth)"""
"""Whether a page fits its window, so that nobody has to scroll sideways: the page's middle scrolls by itself."""

expect.set_options(timeout=DRAWN_WITHIN_MS)


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    terminal = pytestconfig.pluginmanager.getplugin("terminalreporter")
    try:
        program = obtain_chromium(lambda line: terminal.write_line(f"\n{line}"))
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=launch_arguments())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app(tiny_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, which offers the sample and the packs of `made_packs`."""
    folder = tmp_path_factory.mktemp("app")
    packs = folder / "packs"
    packs.mkdir()
    write_packs(tiny_pack, packs)
    with running_app(folder / "log.txt", packs=packs) as tool:
        yield tool.address


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Each colour scheme in turn."""
    return str(request.param)


def wait_until_drawn(page: Page) -> Page:
    """Wait until the server has answered, the scripts that draw the parts have come, and nothing is faded any more."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning] h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-testid=stSkeleton], [data-stale=true]")).to_have_count(0, timeout=DRAWN_WITHIN_MS)
    return page


def expect_page_to_fit(page: Page) -> None:
    """Wait until the page fits its window; a table and a map take a new width when they are next drawn.

    The page is asked again and again from outside: its content policy lets nobody evaluate a text within it.
    """
    give_up_at = time.monotonic() + DRAWN_WITHIN_MS / 1000
    while not page.evaluate(FITS):
        assert time.monotonic() < give_up_at, f"wider than its window: {page.url}"
        page.wait_for_timeout(100)


class Visitor:
    """One person's browser window: opens pages and remembers what went wrong and who was asked for anything."""

    def __init__(self, browser: Browser, address: str, *, scheme: str, width: int) -> None:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        self.page: Page = context.new_page()
        self.address = address
        self.strange_requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self._note_request(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.page.on("websocket", lambda socket: self._note_request(socket.url))
        self.page.on("console", self._note_line)

    def open(self, path: str = "") -> Page:
        """Open a page and wait until it has been drawn."""
        self.page.goto(f"{self.address}/{path}")
        return wait_until_drawn(self.page)

    def _note_line(self, line: ConsoleMessage) -> None:
        # opened below a page's own path, the framework first asks for its server there, in vain
        is_probe = re.search(r"/\w+/_stcore/(?:health|host-config)$", str(line.location.get("url", "")))
        if line.type == "error" and not is_probe:
            self.errors.append(line.text)

    def _note_request(self, url: str) -> None:
        host = self.address.removeprefix("http://")
        if not url.startswith((f"http://{host}/", f"ws://{host}/", "data:", "blob:")):
            self.strange_requests.append(url)


@pytest.fixture
def visit(browser: Browser, app: str) -> Iterator[object]:
    """Give a function that opens a window on the app; no error and no request to another host may be left after it."""
    visitors: list[Visitor] = []

    def visit(*, scheme: str = "light", width: int = WIDTHS["laptop"]) -> Visitor:
        visitors.append(Visitor(browser, app, scheme=scheme, width=width))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        visitor.page.context.close()
    assert [url for visitor in visitors for url in visitor.strange_requests] == []
    assert [error for visitor in visitors for error in visitor.errors] == []

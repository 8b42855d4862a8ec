"""Takes the README's pictures of the running tool, on the sample pack: `python tasks.py pictures`."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import NoBrowserError, launch_arguments, obtain_chromium
from tests.browser.conftest import wait_until_drawn
from tests.browser.server import running_app

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTH, HEIGHT = 1440, 960
DRAWING_MS = 2_500
"""Until the map's last pixels are there, without a graphics card."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file's name, the link that it shows, and the colour scheme."""

    name: str
    link: str
    scheme: str = "light"


PICTURES = (
    Picture("priorities.png", ""),
    Picture("priorities-dark.png", "", "dark"),
    Picture("ward.png", "ward?ward={ward}"),
    Picture("change.png", "change"),
    Picture("certainty.png", "certainty"),
    Picture("concentration.png", "concentration"),
    Picture("method.png", "method"),
)
EXAMPLE_WARD = "S05000383"


def take_pictures(browser: Browser, address: str) -> None:
    """Take all pictures and put them into docs/pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        context = browser.new_context(color_scheme=picture.scheme, viewport={"width": WIDTH, "height": HEIGHT})
        page = context.new_page()
        page.goto(f"{address}/{picture.link.format(ward=EXAMPLE_WARD)}")
        wait_until_drawn(page)
        page.wait_for_timeout(DRAWING_MS)
        page.screenshot(path=FOLDER / picture.name)
        context.close()
        sys.stdout.write(f"docs/pictures/{picture.name}\n")


def main() -> int:
    """Start the tool, take the pictures, and give the exit code."""
    try:
        program = obtain_chromium(lambda line: sys.stdout.write(f"{line}\n"))
    except NoBrowserError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder) / "log.txt") as tool,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=program, args=launch_arguments())
        take_pictures(browser, tool.address)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A visit to the pages without a browser: opens the tiny pack, and finds what is on the page by its key."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from scoring.settings import Settings

APP = Path(__file__).resolve().parents[2] / "pages" / "navigation.py"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's page."""

    page: AppTest

    @property
    def settings(self) -> Settings:
        return self.page.session_state["settings"]

    @property
    def address(self) -> dict[str, str]:
        return {key: value[0] if isinstance(value, list) else value for key, value in self.page.query_params.items()}

    @property
    def table(self) -> pd.DataFrame:
        """Give the table of wards: the one with a Rank."""
        return next(each.value for each in self.page.dataframe if "Rank" in each.value)

    @property
    def words(self) -> str:
        """Give all text of the page, as a reader sees it."""
        page = self.page
        parts = [*page.title, *page.markdown, *page.caption, *page.info, *page.warning, *page.error]
        told = [str(part.value).replace("\\", "") for part in parts]
        bodies = [part.proto.body for part in page.get("html") if not part.proto.body.startswith("<style")]
        return "\n".join([*told, *map(html_text, bodies)])

    def press(self, label: str) -> None:
        next(button for button in self.page.button if button.label == label).click().run()
        self.page.run()

    def open_table(self, chart: str) -> pd.DataFrame:
        """Open the table below a chart and give it: the one that wasn't on the page before."""
        before = [tuple(each.value.columns) for each in self.page.dataframe]
        self.page.session_state[f"table-{chart}"] = True
        self.page.run()
        found = [each.value for each in self.page.dataframe if tuple(each.value.columns) not in before]
        assert len(found) == 1
        return found[0]

    def set(self, kind: str, key: str, value: object) -> None:
        """Set a control as a visitor does; then draw the whole page, of which a move draws only parts again."""
        next(each for each in self.page.get(kind) if each.key == key).set_value(value).run()
        self.page.run()
        assert not self.page.exception, self.page.exception


def html_text(body: str) -> str:
    """Give the text of a part that is written as HTML."""
    return unescape(re.sub(r"<[^>]*>", "", body))


def open_page(**address: str) -> Visit:
    """Open the start page by a link."""
    page = AppTest.from_file(str(APP), default_timeout=60)
    # what a visitor opens with a click: the second theme, and the rarer options
    page.session_state["open:perceptions:"] = page.session_state["open-more"] = True
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception
    return Visit(page)

"""Visits to the evidence pages: on the tiny pack, on a changed one, or on the sample; and what the pages say there."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from loaders.pack import Pack
from loaders.pack_write import write_pack
from tests.pages.visits import Visit, html_text, open_page


def go_to(visit: Visit, page: str) -> Visit:
    """Go to a page from where the visitor is."""
    visit.page.switch_page(f"{page}.py").run()
    assert not visit.page.exception, visit.page.exception
    return visit


def open_sample(page: str, **address: str) -> Visit:
    return go_to(open_page(**address), page)


def open_changed(pack: Pack, folder: Path, page: str, /, **changes: object) -> Visit:
    """Open a page on a changed pack; `folder` is the folder of packs that the tool is told of."""
    write_pack(replace(pack, **changes), folder / "changed")
    return go_to(open_page(pack="changed"), page)


def quotes(visit: Visit) -> list[str]:
    """Give the sentences to be quoted, as text."""
    bodies = [part.proto.body for part in visit.page.get("html") if "wn-quote" in part.proto.body]
    return [html_text(body) for body in bodies if not body.startswith("<style")]


def table_with(visit: Visit, column: str) -> pd.DataFrame:
    return next(each.value for each in visit.page.dataframe if column in each.value)


def text_table_with(visit: Visit, column: str) -> pd.DataFrame:
    """Give a table that is written as text, with its cells as they are read."""
    for part in visit.page.get("html"):
        rows = [
            [html_text(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row)]
            for row in re.findall("<tr>.*?</tr>", part.proto.body)
        ]
        if rows and column in rows[0]:
            return pd.DataFrame(rows[1:], columns=rows[0])
    raise AssertionError(f"no table has a column {column}")


def control(visit: Visit, kind: str, key: str) -> object:
    return next(each for each in visit.page.get(kind) if each.key == key)

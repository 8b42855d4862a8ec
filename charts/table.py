"""Tables as text of the page: each cell is there to be read in full, by a screen reader and on paper too."""

import html
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd

from charts.chart import plain_label
from charts.plain import plain_html
from scoring.words import number_text

NO_HELP: Mapping[str, str] = {}
SHORT, LONG = 32, 90
"""Texts of so many characters stay on one line, and on few."""


def write_table(table: pd.DataFrame, *, alt: str, helps: Mapping[str, str] = NO_HELP) -> str:
    """Write a table whose first column names its rows; `helps` say more of a column when a mouse rests on its head."""
    looks = [_find_look(table[name]) for name in table]
    head = "".join(
        _write_head(str(name), helps.get(str(name), ""), look) for name, look in zip(table.columns, looks, strict=True)
    )
    rows = "".join(_write_row(row, looks) for row in table.itertuples(index=False, name=None))
    label = html.escape(plain_label(alt))
    return (
        f'<div class="wn-table" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _find_look(column: "pd.Series[Any]") -> str:
    """Give a column the room that it needs: numbers and short texts one line, longer ones a few."""
    known = column.dropna()
    if all(isinstance(value, Real) for value in known):
        return "wn-number"
    longest = max(map(len, map(str, known)), default=0)
    return "wn-short" if longest <= SHORT else "wn-long" if longest <= LONG else "wn-longest"


def _write_head(name: str, told: str, look: str) -> str:
    title = f' title="{html.escape(told)}"' if told else ""
    return f'<th scope="col" class="{look}"{title}>{plain_html(name)}</th>'


def _write_row(row: Sequence[object], looks: Sequence[str]) -> str:
    first, *others = map(_write, row)
    cells = [f'<td class="{look}">{text}</td>' for text, look in zip(others, looks[1:], strict=True)]
    return f'<tr><th scope="row" class="{looks[0]}">{first}</th>{"".join(cells)}</tr>'


def _write(value: object) -> str:
    """Write a cell: nothing where nothing is known, and an address as a link."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, Real):
        return number_text(float(value))
    text = str(value)
    if text.startswith("https://") and " " not in text:
        return f'<a href="{html.escape(text)}" target="_blank" rel="noopener">open</a>'
    return plain_html(text)

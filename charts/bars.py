"""Level bars as text of the page: a row a bar, with its label and its number."""

from collections.abc import Mapping
from typing import Any

from charts.plain import plain_html


def write_level_bars(document: Mapping[str, Any]) -> str:
    """Write the bars of a figure, each with its text or else its length as a number; below 0 there is no bar."""
    bars, axis = document["data"][0], document["layout"]["xaxis"]
    longest = max(map(abs, bars["x"]), default=0) or 1
    colours = bars["marker"]["color"]
    each_colour = [colours] * len(bars["x"]) if isinstance(colours, str) else colours
    texts = bars.get("text") or [f"{length:,}" for length in bars["x"]]
    rows = [
        f'<span>{plain_html(label)}</span><i style="width:{max(length, 0) / longest:.1%};background:{colour}"></i>'
        f"<em>{plain_html(text.strip())}</em>"
        for label, length, colour, text in zip(bars["y"], bars["x"], each_colour, texts, strict=True)
    ]
    return f'<div class="wn-level">{"".join(rows)}</div><small>{plain_html(axis["title"]["text"])}</small>'

"""Points, lines and bars over two scales as text of the page: the chart's figure, without a chart library's start.

Marks, bars and words are parts of the page, so that they have its colours and fonts and say what they are when a
mouse rests on them. Lines, areas and many faint points are one picture that is stretched behind them.
"""

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isnan
from typing import Any

from charts.chart import plain_label
from charts.picture import write_picture
from charts.plain import plain_html
from charts.scales import Scale, number_on, read_scale

MANY = 300
"""Beyond so many round points they are part of the picture: nobody could rest a mouse on one of them."""

SIDE = 1000
STROKES = {"solid": ("solid", ""), "dash": ("dashed", "7 5"), "dot": ("dotted", "2 4")}
"""The kinds of lines, as a style sheet and as a picture call them."""

MARKS = {
    "circle": "wn-dot",
    "circle-open": "wn-dot wn-open",
    "square": "",
    "diamond-open": "wn-open wn-turned",
    "diamond-tall": "wn-tall",
    "triangle-up": "wn-up",
    "triangle-down": "wn-down",
    "x-thin-open": "wn-cross",
    "line-ns": "wn-upright",
    "line-ns-open": "wn-upright",
}
"""The look of each of the chart library's marks that the charts use; `.wn-plot` in the page's style has them."""

EDGE = 0.01
"""So far beyond a scale's end, of its length, a mark is still drawn; farther ones are left out."""

_Trace = Mapping[str, Any]


def write_plot(document: Mapping[str, Any]) -> str:
    """Write what a figure shows: scales, lines, bars, marks and words, with a key where the figure has one."""
    traces, layout = document["data"], document["layout"]
    bars = [trace for trace in traces if trace["type"] == "bar"]
    points = [trace for trace in traces if trace["type"] != "bar"]
    shapes = layout.get("shapes", ())
    step = _find_step(bars, layout["xaxis"].get("type", ""))
    across = read_scale(
        layout["xaxis"], [*_all_of(traces, "x"), *_ends_of(shapes, "x")], room=step / 2 if bars else None
    )
    up = read_scale(
        layout["yaxis"],
        [*_all_of(traces, "y"), *_ends_of(shapes, "y"), *([0] if bars else [])],
        room=0.0 if bars else None,
    )
    width = step * (1 - layout["bargap"])
    parts = [
        *_write_scales(across, up, has_grid=not bars),
        *(_write_shape(shape, across, up) for shape in shapes if shape.get("layer") == "below"),
        _write_picture(points, across, up),
        *(part for trace in bars for part in _write_bars(trace, across, up, width)),
        *(_write_shape(shape, across, up) for shape in shapes if shape.get("layer") != "below"),
        *(part for trace in points for part in _write_marks(trace, across, up)),
        *(_write_words(words, across, up) for words in layout.get("annotations", ())),
    ]
    height = layout["height"] - layout["margin"]["b"]
    label = max((len(text) for _, text in up.ticks), default=-1) * 0.5 + 0.6
    below = max((1 + text.count("\n") for _, text in across.ticks), default=0) * 1.3 + 0.5
    room = f"height:{height:g}px;--label:{label:.1f}em;--below:{below:.1f}em"
    return (
        f"{_write_title(layout['yaxis'])}"
        f'<div class="wn-plot" style="{room}">{"".join(parts)}</div>'
        f"{_write_title(layout['xaxis'])}{_write_key(traces) if layout.get('showlegend') else ''}"
    )


def _write_title(axis: Mapping[str, Any]) -> str:
    text = axis.get("title", {}).get("text", "")
    return f"<small>{plain_html(text)}</small>" if text else ""


def _all_of(traces: Sequence[_Trace], axis: str) -> list[object]:
    return [value for trace in traces for value in trace[axis]]


def _ends_of(shapes: Sequence[Mapping[str, Any]], axis: str) -> list[object]:
    """Give where shapes begin and end, those that lie at values of the scale."""
    return [shape[f"{axis}{end}"] for shape in shapes if not _is_part(shape.get(f"{axis}ref", axis)) for end in (0, 1)]


def _is_part(reference: str) -> bool:
    """Say whether a place is meant as a part of the whole, not as a value of the scale."""
    return reference == "paper" or reference.endswith(" domain")


def _find_step(bars: Sequence[_Trace], kind: str) -> float:
    """Give how far apart the closest two bars stand."""
    places = sorted({number_on(value, kind) for value in _all_of(bars, "x")})
    return min((later - sooner for sooner, later in pairwise(places)), default=1.0)


def _write_scales(across: Scale, up: Scale, *, has_grid: bool) -> Iterator[str]:
    for place, text in up.ticks:
        yield f'<u style="bottom:{place:.2%}">{f"<s>{plain_html(text)}</s>" if text else ""}</u>'
    for place, text in across.ticks:
        lines = "<br>".join(map(plain_html, text.split("\n")))
        yield f'<s style="left:{place:.2%}">{lines}</s>'
        if has_grid:
            yield f'<u class="wn-grid" style="left:{place:.2%}"></u>'


def _write_bars(trace: _Trace, across: Scale, up: Scale, width: float) -> Iterator[str]:
    colours = trace["marker"]["color"]
    step = width / (across.high - across.low)
    for number, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if not _is_known(y):
            continue
        colour = colours if isinstance(colours, str) else colours[number]
        yield (
            f'<i class="wn-bar" style="left:{across.place(x) - step / 2:.2%};width:{step:.2%};'
            f'height:{up.place(y):.2%};background:{colour}"{_hover(trace, number)}></i>'
        )


def _write_marks(trace: _Trace, across: Scale, up: Scale) -> Iterator[str]:
    if "markers" not in trace["mode"] or _is_pictured(trace):
        return
    for number, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if _is_known(x) and _is_known(y):
            left, bottom = across.place(x), up.place(y)
            if -EDGE <= left <= 1 + EDGE and -EDGE <= bottom <= 1 + EDGE:
                yield _mark(trace, f"left:{left:.2%};bottom:{bottom:.2%}", _hover(trace, number))


def _is_pictured(trace: _Trace) -> bool:
    """Say whether a trace's marks are dots of the picture; other marks would lose their shape there."""
    is_round = trace["mode"] == "markers" and trace["marker"].get("symbol", "circle") == "circle"
    return is_round and len(trace["x"]) > MANY


def _mark(trace: _Trace, at: str, hover: str = "") -> str:
    marker = trace["marker"]
    edge = marker.get("line", {})
    colour = marker.get("color", trace.get("line", {}).get("color"))
    look = [f"--s:{marker['size']:g}px", f"--c:{colour}"]
    if edge.get("width"):
        look += [f"--w:{edge['width']:g}px", f"--l:{edge.get('color', colour)}"]
    if marker.get("opacity", 1) != 1:
        look.append(f"opacity:{marker['opacity']:g}")
    return (
        f'<i class="{MARKS[marker.get("symbol", "circle")]}" style="{";".join(filter(None, [at, *look]))}"{hover}></i>'
    )


def _write_picture(traces: Sequence[_Trace], across: Scale, up: Scale) -> str:
    """Write lines, areas and many points as one picture, which the page stretches; lines keep their width."""
    drawn = []
    before: Sequence[tuple[float, float] | None] = []
    for trace in traces:
        if "lines" not in trace["mode"] and not _is_pictured(trace):
            continue
        at = [
            (across.place(x) * SIDE, (1 - up.place(y)) * SIDE) if _is_known(x) and _is_known(y) else None
            for x, y in zip(trace["x"], trace["y"], strict=True)
        ]
        if trace.get("fill") == "tonexty":
            drawn.append(f'<path d="{_path([*at, *reversed(before)])}" fill="{trace["fillcolor"]}"/>')
        line = trace.get("line", {})
        if "lines" not in trace["mode"]:
            dots = "".join(f"M{place[0]:.1f} {place[1]:.1f}h0" for place in at if place)
            marker = trace["marker"]
            drawn.append(
                f'<path d="{dots}" stroke="{marker["color"]}" stroke-width="{marker["size"]}" '
                f'stroke-linecap="round" opacity="{marker.get("opacity", 1)}" vector-effect="non-scaling-stroke"/>'
            )
        elif line.get("width", 2):
            drawn.append(
                f'<path d="{_path(at)}" fill="none" stroke="{line["color"]}" stroke-width="{line.get("width", 2)}" '
                f'stroke-dasharray="{STROKES[line.get("dash", "solid")][1]}" vector-effect="non-scaling-stroke"/>'
            )
        before = at
    return write_picture("".join(drawn), width=SIDE, height=SIDE) if drawn else ""


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """Write a line through places; it is broken where one is missing."""
    steps, is_on = [], False
    for place in places:
        if place is not None:
            steps.append(f"{'L' if is_on else 'M'}{place[0]:.1f} {place[1]:.1f}")
        is_on = place is not None
    return "".join(steps)


def _write_shape(shape: Mapping[str, Any], across: Scale, up: Scale) -> str:
    """Write an upright or level line, or a box."""
    left, right = (_on(across, shape[end], shape.get("xref", "x")) for end in ("x0", "x1"))
    low, high = sorted(_on(up, shape[end], shape.get("yref", "y")) for end in ("y0", "y1"))
    at = f"left:{left:.2%};width:{right - left:.2%};bottom:{low:.2%};height:{high - low:.2%}"
    if shape["type"] == "rect":
        return f'<b style="{at};background:{shape["fillcolor"]}"></b>'
    line = shape["line"]
    side = "left" if left == right else "top"
    return f'<b style="{at};border-{side}:{_border(line)}"></b>'


def _border(line: Mapping[str, Any]) -> str:
    return f"{line['width']:g}px {STROKES[line.get('dash', 'solid')][0]} {line['color']}"


def _on(scale: Scale, value: float, reference: str) -> float:
    return value if _is_part(reference) else scale.place(value)


def _write_words(words: Mapping[str, Any], across: Scale, up: Scale) -> str:
    """Write words at their place; the chart library takes markup in them, and names in them have none left."""
    x, y = (
        each if _is_part(words.get(f"{axis}ref", axis)) else scale.place_on(each)
        for axis, scale, each in (("x", across, words["x"]), ("y", up, words["y"]))
    )
    aside = {"left": "0", "right": "-100%"}.get(words.get("xanchor", ""), "-50%")
    down = {"top": "0", "bottom": "-100%"}.get(words.get("yanchor", ""), "-50%")
    lifted = f";margin-top:{-words['yshift']:g}px" if "yshift" in words else ""
    aligned = f";text-align:{words['align']}" if "align" in words else ""
    return (
        f'<em style="left:{x:.2%};top:{1 - y:.2%};transform:translate({aside},{down});'
        f'font-size:{words["font"]["size"]}px{lifted}{aligned}">{words["text"].replace("&", "&amp;")}</em>'
    )


def _write_key(traces: Sequence[_Trace]) -> str:
    keys = [
        f"<span>{_key_mark(trace)}{plain_html(trace['name'])}</span>"
        for trace in traces
        if trace.get("name") and trace.get("showlegend", True)
    ]
    return f'<div class="wn-keys">{"".join(keys)}</div>'


def _key_mark(trace: _Trace) -> str:
    if trace["type"] == "bar":
        return f'<i class="wn-bar" style="--s:12px;--c:{trace["marker"]["color"]}"></i>'
    if trace.get("fill"):
        return f'<i style="--s:12px;--c:{trace["fillcolor"]}"></i>'
    if "lines" not in trace["mode"]:
        return _mark(trace, "")
    return f'<i class="wn-stroke" style="border-top:{_border(trace["line"])}"></i>'


def _hover(trace: _Trace, number: int) -> str:
    return f' title="{html.escape(plain_label(trace["hovertext"][number]))}"' if "hovertext" in trace else ""


def _is_known(value: object) -> bool:
    return value is not None and not (isinstance(value, float) and isnan(value))

"""The table of wards: search, filter, sort, select, download; it says all that the map says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import streamlit as st

from charts.exports import EXPORTS, name_file
from pages.parts.evidence_table import take_row
from pages.parts.quote import show_note
from pages.parts.state import View
from scoring.explain import cut_text
from scoring.measures import theme_label
from scoring.percentile import NO_DATA
from scoring.score import MeasureResult, ScoreResult
from scoring.threshold import ABOVE

ALL, LISTED, BOROUGH, CHOSEN = "All wards", "On the list", "One borough", "Chosen ward"
ABOVE_SIGN = "●"
KEY_TO_SIGNS = (
    "● above the threshold; empty: not above; [c] suppressed by the publisher, [x] not available, [u] unreliable."
)
ON_LIST, TIED = "✔", "tied"
TABLE_HEIGHT = 430
LAZY_FROM = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The wards that a table shows, in its order."""

    wards: npt.NDArray[np.intp]


def show_table(view: View) -> None:
    """Show the table with its search and filters."""
    _show_rows(view, _choose_rows(view))


def _show_rows(view: View, rows: Rows) -> None:
    table = ward_table(view, rows.wards)
    key = "wards_table"
    codes = view.opened.evidence.wards.codes[rows.wards].tolist()
    told = "by need rank, with scores by theme and the measures in which each is above"
    shape = {
        "hide_index": True,
        "height": TABLE_HEIGHT,
        "column_config": _columns(view),
        "alt": f"Table of {len(rows.wards)} wards {told}.",
    }
    if not len(rows.wards):
        st.info("No ward to show. Clear the search, choose a ward, or show all wards.")
    if len(rows.wards) > LAZY_FROM:
        # sent in parts as it is scrolled, which the framework can't do with rows that choose
        st.dataframe(table, key=f"{key}_in_parts", lazy=True, **shape)
    else:
        selected = np.flatnonzero(rows.wards == view.ward) if view.ward is not None else np.array([], dtype=np.intp)
        st.session_state[key] = {"selection": {"rows": selected.tolist(), "columns": [], "cells": []}}
        st.dataframe(table, key=key, on_select=lambda: take_row(key, codes), selection_mode="single-row", **shape)
    show_note(f"{len(rows.wards):,} of {len(view.opened.evidence.wards):,} wards shown. {KEY_TO_SIGNS}")


def _choose_rows(view: View) -> Rows:
    evidence, result = view.opened.evidence, view.result
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            "Search wards and boroughs", key="search", type="search", placeholder="Any part of a name", live=True
        )
        shown = st.segmented_control(
            "Show", [ALL, LISTED, BOROUGH, CHOSEN], default=ALL, key="table_filter", required=True
        )
        borough = None
        if shown == BOROUGH:
            names = dict(zip(evidence.boroughs.codes, evidence.boroughs.names, strict=True))
            borough = st.selectbox("Borough", list(names), key="table_borough", format_func=names.get)
    keep = np.ones(len(evidence.wards), dtype=bool)
    if wanted:
        homes = evidence.boroughs.names[evidence.borough_of_ward]
        text = [f"{ward} {home}".lower() for ward, home in zip(evidence.wards.names, homes, strict=True)]
        keep &= [all(word in each for word in wanted.lower().split()) for each in text]
    if shown == LISTED:
        keep &= np.isin(np.arange(len(keep)), np.concatenate([result.priority.chosen, result.priority.tied]))
    if shown == CHOSEN:
        keep &= np.arange(len(keep)) == (-1 if view.ward is None else view.ward)
    if borough is not None:
        keep &= evidence.boroughs.codes[evidence.borough_of_ward] == borough
    order = result.order()
    return Rows(wards=order[keep[order]])


def ward_table(view: View, wards: npt.NDArray[np.intp]) -> pa.Table:
    """Lay out the wards as people read them; small types, because the whole table travels with each move.

    It is laid out as it travels: a data frame would take ten times as long to become this.
    """
    evidence, result = view.opened.evidence, view.result
    place = np.zeros(len(evidence.wards), dtype=np.intp)
    place[result.priority.chosen], place[result.priority.tied], place[~result.is_scored] = 1, 2, 3
    columns = {
        "Rank": _ranks(result, wards),
        "Ward": pa.array(evidence.wards.names[wards], pa.string()),
        "Borough": _repeated(evidence.borough_of_ward[wards], evidence.boroughs.names),
        "Score": _small(result.score[wards]),
        "List": _repeated(place[wards], ["", ON_LIST, TIED, "not scored"]),
        "Above": pa.array(result.measures_above[wards], pa.int16()),
    }
    for theme, score in result.theme_scores.items():
        columns[theme_label(theme)] = _small(score[wards])
    for each in result.measures:
        columns[each.measure.id] = flag_signs(view, each, wards)
    every = len(result.measures)
    columns["Data"] = _repeated(result.measures_with_data[wards], [f"{count} of {every}" for count in range(every + 1)])
    columns["People"] = pa.array(evidence.wards.population[wards], pa.float32(), from_pandas=True)
    return pa.table(columns)


def _ranks(result: ScoreResult, wards: npt.NDArray[np.intp]) -> pa.DictionaryArray:
    """Write ranks in one width, so that they sort as numbers do; = marks one that wards share, none is empty."""
    ranks, place_of, sharing = np.unique(result.rank, return_inverse=True, return_counts=True)
    width = len(f"{ranks.max(initial=0)}")
    texts = [
        f"{rank:>{width}}{'=' if count > 1 else ''}" if rank else "" for rank, count in zip(ranks, sharing, strict=True)
    ]
    return _repeated(place_of[wards], texts)


def _repeated(places: npt.NDArray[np.integer[Any]], texts: Sequence[str]) -> pa.DictionaryArray:
    """Give texts that many rows share: each travels once, and a row holds no more than its place among them."""
    size = np.int8 if len(texts) < 2**7 else np.int32
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(size)), pa.array(texts, pa.string()))


def _small(scores: npt.NDArray[np.float64]) -> pa.Array:
    """Give scores in the smallest type that shows them as they are: short whole numbers when all weights are whole."""
    is_missing = np.isnan(scores)
    known = scores[~is_missing]
    if (known == np.rint(known)).all() and known.max(initial=0) < 2**15:
        return pa.array(np.where(is_missing, 0, scores).astype(np.int16), mask=is_missing)
    return pa.array(scores.astype(np.float32), from_pandas=True)


def flag_signs(view: View, each: MeasureResult, wards: npt.NDArray[np.intp]) -> pa.DictionaryArray:
    """Give a sign a ward: above, not above, or why there is no figure."""
    flags = each.flags[wards]
    signs = ["", ABOVE_SIGN]
    places = (flags == ABOVE).astype(np.int8)
    missing = np.flatnonzero(flags == NO_DATA)
    if len(missing):
        notes = view.opened.evidence.on_wards(each.column, each.column.note)[wards[missing]]
        reasons = dict.fromkeys(notes)
        place_of = {note: place for place, note in enumerate(reasons, len(signs))}
        places[missing] = [place_of[note] for note in notes]
        signs += [f"[{note or 'x'}]" for note in reasons]
    return _repeated(places, signs)


def _columns(view: View) -> dict[str, object]:
    config = st.column_config
    most = max(view.result.max_score, 1.0)
    number = "%.4g"
    return {
        "Rank": config.TextColumn(width=64, help="1 is most need; = marks wards that share a rank", pinned=True),
        "Ward": config.TextColumn(pinned=True, width="medium"),
        "Borough": config.TextColumn(),
        "Score": config.NumberColumn(
            format=number, width=64, help=f"Weighted count of the measures in which the ward is above, of {most:g}"
        ),
        "List": config.TextColumn(width=64, help="✔ on the priority list; tied: shares the last places"),
        "Above": config.NumberColumn(
            width=72, help=f"Measures in which the ward is above the threshold, of {len(view.result.measures)}"
        ),
        "Data": config.TextColumn("Data in", width=84, help="Measures with data, of those that count"),
        "People": config.NumberColumn(format="localized", width=84),
        **{theme_label(theme): config.NumberColumn(format=number, width=96) for theme in view.result.theme_scores},
        **{
            each.measure.id: config.TextColumn(
                each.measure.label, width=116, help=f"{each.measure.label}: {cut_text(each.measure, each.cut)}"
            )
            for each in view.result.measures
        },
    }


def show_downloads(view: View) -> None:
    """Offer the result as files."""
    with st.container(horizontal=True):
        for export in EXPORTS:
            if export.needs_shapes and view.opened.geometry is None:
                continue
            st.download_button(
                f"Download {export.label}",
                data=lambda export=export: export.write(view.result, view.opened.geometry),
                file_name=f"{name_file(view.result, view.opened.evidence.identity.title)}.{export.suffix}",
                mime=export.mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"download-{export.suffix}",
            )

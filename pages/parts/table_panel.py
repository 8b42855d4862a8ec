"""The table of wards: search, filter, sort, select, download; it says all that the map says."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from charts.exports import EXPORTS, export_name
from pages.parts.state import RESULTS, WARD_CHOICE, View, choose_ward
from scoring.explain import cut_text
from scoring.measures import theme_label
from scoring.percentile import NO_DATA
from scoring.score import MeasureResult
from scoring.threshold import ABOVE

ALL, LISTED, BOROUGH, CHOSEN = "All wards", "On the list", "One borough", "Chosen ward"
ABOVE_SIGN = "●"
KEY_TO_SIGNS = (
    "● above the threshold; empty: not above; "
    "\\[c\\] suppressed by the publisher, \\[x\\] not available, \\[u\\] unreliable."
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
    with st.container(key="table"):
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
        "alt": f"Table of {len(table)} wards {told}.",
    }
    if not len(rows.wards):
        st.info("No ward to show. Clear the search, choose a ward, or show all wards.")
    if len(table) > LAZY_FROM:
        # sent in parts as it is scrolled, which the framework can't do with rows that choose
        st.dataframe(table, key=f"{key}_in_parts", lazy=True, **shape)
    else:
        selected = np.flatnonzero(rows.wards == view.ward) if view.ward is not None else np.array([], dtype=np.intp)
        st.session_state[key] = {"selection": {"rows": selected.tolist(), "columns": [], "cells": []}}
        st.dataframe(table, key=key, on_select=lambda: _take_row(key, codes), selection_mode="single-row", **shape)
    st.caption(f"{len(table):,} of {len(view.opened.evidence.wards):,} wards shown. {KEY_TO_SIGNS}")
    _show_downloads(view)


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


def ward_table(view: View, wards: npt.NDArray[np.intp]) -> pd.DataFrame:
    """Lay out the wards as people read them; small types, because the whole table travels with each move."""
    evidence, result = view.opened.evidence, view.result
    homes = evidence.borough_of_ward[wards]
    shared = np.bincount(result.rank, minlength=1)[result.rank] > 1
    width = len(f"{int(result.rank.max(initial=0))}")
    ranks = [
        "" if rank == 0 else f"{rank:>{width}}{'=' if is_shared else ''}"
        for rank, is_shared in zip(result.rank[wards], shared[wards], strict=True)
    ]
    place = np.full(len(evidence.wards), "", dtype=object)
    place[result.priority.chosen], place[result.priority.tied] = ON_LIST, TIED
    place[~result.is_scored] = "not scored"
    columns: dict[str, object] = {
        "Rank": pd.Categorical(ranks),
        "Ward": evidence.wards.names[wards],
        "Borough": pd.Categorical(evidence.boroughs.names[homes]),
        "Score": _small(result.score[wards]),
        "List": pd.Categorical(place[wards]),
    }
    columns["Above"] = result.measures_above[wards].astype(np.int16)
    for theme, score in result.theme_scores.items():
        columns[theme_label(theme)] = _small(score[wards])
    for each in result.measures:
        columns[each.measure.id] = flag_signs(view, each)[wards]
    columns["Data"] = pd.Categorical(
        [f"{count} of {len(result.measures)}" for count in result.measures_with_data[wards]]
    )
    columns["People"] = evidence.wards.population[wards].astype(np.float32)
    return pd.DataFrame(columns)


def _small(scores: npt.NDArray[np.float64]) -> object:
    """Give scores in the smallest type that shows them as they are: short whole numbers when all weights are whole."""
    is_missing = np.isnan(scores)
    known = scores[~is_missing]
    if (known == np.rint(known)).all() and known.max(initial=0) < 2**15:
        return pd.arrays.IntegerArray(np.where(is_missing, 0, scores).astype(np.int16), is_missing)
    return scores.astype(np.float32)


def flag_signs(view: View, each: MeasureResult) -> pd.Categorical:
    """Give a sign a ward: above, not above, or why there is no figure."""
    codes = (each.flags == ABOVE).astype(np.int8)
    signs = ["", ABOVE_SIGN]
    is_missing = each.flags == NO_DATA
    if is_missing.any():
        notes = view.opened.evidence.on_wards(each.column, each.column.note)[is_missing]
        reasons, reason_of = np.unique([f"[{note or 'x'}]" for note in notes], return_inverse=True)
        codes[is_missing] = 2 + reason_of
        signs += reasons.tolist()
    return pd.Categorical.from_codes(codes, signs)


def _columns(view: View) -> dict[str, object]:
    config = st.column_config
    most = max(view.result.max_score, 1.0)
    number = "%.4g"
    return {
        "Rank": config.TextColumn(width=64, help="1 is most need; = marks wards that share a rank", pinned=True),
        "Ward": config.TextColumn(pinned=True, width="medium"),
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


def _take_row(key: str, codes: list[str]) -> None:
    """Turn the row that was clicked into the chosen ward; a row that was let go leaves none."""
    rows = st.session_state[key]["selection"]["rows"]
    choose_ward(codes[rows[0]] if rows else None)
    st.rerun([RESULTS, WARD_CHOICE])


def _show_downloads(view: View) -> None:
    with st.container(horizontal=True):
        for export in EXPORTS:
            if export.needs_shapes and view.opened.geometry is None:
                continue
            st.download_button(
                f"Download {export.label}",
                data=lambda export=export: export.write(view.result, view.opened.geometry),
                file_name=export_name(view.result, export),
                mime=export.mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"download-{export.suffix}",
            )

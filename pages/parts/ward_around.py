"""What surrounds one ward's score: its months, the people who live there, wards like it, and its strengths."""

import numpy as np
import pandas as pd
import streamlit as st

import caching
from charts.plain import plain_markdown
from charts.ward_months import draw_months
from charts.ward_people import draw_people
from loaders.pack import Pack
from pages.parts.chart_view import show_chart
from pages.parts.evidence_table import show_evidence_table
from pages.parts.state import View
from pages.parts.ward_why import place_words
from scoring.change import ChangeResult, Verdict
from scoring.errors import DataToolError
from scoring.explain import NOTE_WORDS, rank_text
from scoring.measures import Level
from scoring.people import share_people
from scoring.score import ScoreResult
from scoring.similar import SimilarWard, find_similar_wards
from scoring.ward_profile import list_strengths
from scoring.words import join_words, number_text, percentile_text, value_text

SIMILAR_RULE = (
    "Similar in what the measures say: the mean difference of percentiles over the measures that count and in which "
    "both wards have data, at least half of them. Choose a row to open that ward."
)

TRENDS_TESTED = "Last 12 months against the 12 before, all wards and measures tested together."


def compare_level(view: View, level: Level) -> ChangeResult | None:
    """Compare the last 12 months with the 12 before over all measures published for one level, as the Change page does.

    None where the pack has no such measure with enough months.
    """
    ids = tuple(name for name, series in caching.find_months(view.opened).items() if series.measure.level is level)
    try:
        return caching.compare(view.opened, measure_ids=ids) if ids else None
    except DataToolError:
        # too few months: the chart then says that they are not compared
        return None


def find_trends(view: View, ward: int) -> dict[str, str]:
    """Give the verdict of the 12-month comparison for each measure with monthly counts; none where it can't be made."""
    evidence = view.opened.evidence
    codes = {
        Level.WARD: evidence.wards.codes[ward],
        Level.BOROUGH: evidence.boroughs.codes[evidence.borough_of_ward[ward]],
    }
    trends: dict[str, str] = {}
    for level, code in codes.items():
        compared = compare_level(view, level)
        if compared is not None:
            own = compared.table[compared.table["area_code"] == code]
            trends |= dict(zip(own["measure_id"], own["verdict"], strict=True))
    return trends


def show_months(view: View, ward: int) -> None:
    """Show monthly counts of a chosen measure with the periods compared, and the verdict on every other measure."""
    st.subheader("Is it changing?", anchor=False)
    held = caching.find_months(view.opened)
    if not held:
        st.info("This pack holds no monthly counts, so nothing can be said about change.")
        return
    chosen = st.selectbox(
        "Measure",
        list(held),
        format_func=lambda measure_id: held[measure_id].measure.label,
        key="ward_month_measure",
    )
    series = held[chosen]
    evidence = view.opened.evidence
    area = ward if series.measure.level is Level.WARD else int(evidence.borough_of_ward[ward])
    show_chart(view, draw_months(series, compare_level(view, series.measure.level), area), "ward-months")
    st.markdown(plain_markdown(trend_sentence(view, ward)))


def trend_sentence(view: View, ward: int) -> str:
    """Say which measures rise and which fall by more than chance."""
    trends = find_trends(view, ward)
    if not trends:
        return "No two periods can be compared: the pack holds too few months."
    labels = {measure.id: measure.label for measure in view.opened.evidence.measures}
    told = [TRENDS_TESTED]
    for verdict in (Verdict.RISING, Verdict.FALLING):
        found = [labels[measure_id] for measure_id, each in trends.items() if each == verdict]
        if found:
            told.append(f"{verdict.value.capitalize()}: {join_words(found)}.")
    return " ".join(told if len(told) > 1 else [*told, "No measure rises or falls by more than chance."])


def show_people(view: View, ward: int) -> None:
    """Show who lives in the ward, one characteristic at a time."""
    st.subheader("Who lives there", anchor=False)
    people = caching.find_people(view.opened)
    if not people:
        st.info("This pack doesn't say who lives in its wards.")
        return
    evidence = view.opened.evidence
    chosen = st.segmented_control(
        "Characteristic",
        list(people),
        default=next(iter(people)),
        format_func=lambda name: name.capitalize(),
        key="ward_characteristic",
        required=True,
        label_visibility="collapsed",
    )
    chosen = chosen if chosen in people else next(iter(people))
    chart = draw_people(
        share_people(evidence, people[chosen], ward),
        characteristic=chosen,
        ward=str(evidence.wards.names[ward]),
        borough=str(evidence.boroughs.names[evidence.borough_of_ward[ward]]),
        source=source_of_people(view.opened.pack),
    )
    show_chart(view, chart, "ward-people")


def source_of_people(pack: Pack) -> str:
    """Name who published the counts of people, as the pack's list of files has it; else the pack itself."""
    publishers = [
        str(entry.get("publisher", ""))
        for entry in pack.sources
        for table in entry.get("tables") or []
        if any(use.startswith("people") for use in table.get("used_for") or [])
    ]
    return "; ".join(dict.fromkeys(filter(None, publishers))) or pack.title


def show_similar(view: View, ward: int) -> None:
    """Show the most similar wards; a row opens one."""
    st.subheader("Wards most like it", anchor=False)
    elsewhere = st.toggle("Only in other boroughs", key="ward_similar_elsewhere")
    found = find_similar_wards(view.result, ward, other_boroughs=elsewhere)
    if not found:
        st.info("No ward shares data with it in at least half of the measures.")
        return
    codes: list[str | None] = [str(view.opened.evidence.wards.codes[each.ward]) for each in found]
    show_evidence_table(
        view,
        similar_table(view, found),
        codes,
        key="ward-similar",
        told={"Table": f"Wards most like {view.opened.evidence.wards.names[ward]}", "Rule": SIMILAR_RULE},
        columns={
            "Points apart": st.column_config.NumberColumn(
                "Apart", format="%.1f", width=60, help="Mean difference in percentile points"
            ),
            "Need score": st.column_config.TextColumn("Score", width=60),
            "Rank": st.column_config.TextColumn(width=60),
            "List": st.column_config.TextColumn(width=70),
            "Measures compared": st.column_config.NumberColumn(
                "Measures", width=70, help="Measures in which both wards have data"
            ),
        },
        alt="Table of the most similar wards, nearest first.",
    )
    st.caption(SIMILAR_RULE)


def similar_table(view: View, found: tuple[SimilarWard, ...]) -> pd.DataFrame:
    """Lay the similar wards out."""
    evidence, result = view.opened.evidence, view.result
    return pd.DataFrame(
        [
            {
                "Ward": evidence.wards.names[each.ward],
                "Borough": evidence.boroughs.names[evidence.borough_of_ward[each.ward]],
                "Points apart": round(100 * each.difference, 1),
                "Need score": number_text(result.score[each.ward]) if result.is_scored[each.ward] else "not scored",
                "Rank": rank_text(result, each.ward),
                "List": place_words(view, each.ward),
                "Measures compared": each.shared,
            }
            for each in found
        ]
    )


def show_strengths(view: View, ward: int) -> None:
    """Show what the ward has, beside its needs; never counted."""
    sentences = strength_sentences(view.result, ward)
    if not sentences:
        return
    st.subheader("Strengths", anchor=False)
    st.markdown("\n".join(f"- {plain_markdown(sentence)}" for sentence in sentences))
    st.caption("Shown beside the score, never counted as need.")


def strength_sentences(result: ScoreResult, ward: int) -> list[str]:
    """Say each strength with London's middle figure and the share of wards that have less."""
    sentences = []
    for each in list_strengths(result.evidence, ward):
        if np.isnan(each.value):
            sentences.append(f"{each.measure.label}: {NOTE_WORDS.get(each.note, 'not available')}.")
            continue
        text = f"{each.measure.label}: {value_text(each.measure, each.value)}"
        if not np.isnan(each.more_than):
            text += (
                f"; more than {percentile_text(each.more_than)}% of the other wards "
                f"(London's middle ward: {each.middle:,.{each.measure.decimals}f})"
            )
        sentences.append(f"{text}.")
    return sentences

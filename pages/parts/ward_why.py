"""Why one ward scores what it scores: key figures, sentences, near misses, and what would change its place."""

import streamlit as st

import caching
from charts.exports import name_file, write_explanation
from charts.plain import plain_markdown
from pages.parts.quote import show_strip
from pages.parts.state import View
from scoring.explain import change_sentences, measure_sentence, place_sentence, rank_text, standing_sentence
from scoring.percentile import NO_DATA
from scoring.priority import count_wards
from scoring.smallest_change import is_chosen
from scoring.threshold import ABOVE, NOT_ABOVE
from scoring.ward_profile import CLOSE, MeasureProfile
from scoring.words import number_text

CLOSE_RULE = f"Within {CLOSE * 100:.0f} percentile points of the threshold, on either side."


def show_ward_figures(view: View, ward: int) -> None:
    """Show the ward in four figures."""
    result, evidence = view.result, view.opened.evidence
    people = evidence.wards.population[ward]
    is_scored = bool(result.is_scored[ward])
    score = number_text(result.score[ward]) if is_scored else "not scored"
    above = f"{result.measures_above[ward]} of {len(result.measures)}"
    show_strip(
        [
            ("Need score", score, f"of {number_text(result.max_score)}"),
            ("Need rank", rank_text(result, ward), f"of {count_wards(int(result.is_scored.sum()))}"),
            ("Priority list", place_words(view, ward), f"{len(result.priority.chosen):,} wards are on it"),
            ("Above the threshold in", above, f"measures; data in {result.measures_with_data[ward]}"),
            ("Residents", f"{people:,.0f}" if people > 0 else "not known", "people live there"),
        ]
    )


def place_words(view: View, ward: int) -> str:
    """Say in a word or two where a ward stands towards the list."""
    result = view.result
    if is_chosen(result, ward):
        return "on it"
    if ward in result.priority.tied:
        return "tied"
    return "not on it" if result.is_scored[ward] else "not scored"


def show_why(view: View, ward: int, profiles: tuple[MeasureProfile, ...]) -> None:
    """Explain the score in sentences that can be read out; the command line says the same."""
    result = view.result
    st.subheader("Why it scores what it scores", anchor=False)
    st.markdown(plain_markdown(f"{standing_sentence(result, ward)} {place_sentence(result, ward)}"))
    with st.expander("Every measure in a sentence"):
        st.markdown(measure_lines(view, ward))
    close = close_sentences(profiles)
    st.subheader("Close to a threshold", anchor=False)
    st.markdown(_bullets(close) if close else "None of its measures is.")
    st.caption(CLOSE_RULE)
    heading, moves = changes_of(view, ward)
    st.subheader("What would change its place", anchor=False)
    st.markdown(plain_markdown(heading) + ("\n" + _bullets(moves) if moves else ""))
    st.download_button(
        "Download this explanation",
        data=lambda: write_explanation(result, ward),
        file_name=f"{name_file(result, view.opened.evidence.wards.codes[ward])}.txt",
        mime="text/plain",
        icon=":material/download:",
        on_click="ignore",
        key="download-explanation",
    )
    st.caption("Printing this page (Ctrl+P or ⌘P) gives the ward on one sheet of A4.")


def measure_lines(view: View, ward: int) -> str:
    """Say what each measure that counts says of the ward, those in which it is above first."""
    parts = []
    for state, title in ((ABOVE, "Above the threshold"), (NOT_ABOVE, "Not above"), (NO_DATA, "No data")):
        found = [each for each in view.result.measures if each.flags[ward] == state]
        if found:
            parts.append(f"{title}:\n" + _bullets([measure_sentence(view.result, each, ward) for each in found]))
    return "\n\n".join(parts) or "No measure counts."


def changes_of(view: View, ward: int) -> tuple[str, list[str]]:
    """Say what would flip a ward's place on the list."""
    if not view.result.is_scored[ward]:
        return "It has no score, so no change of settings is looked for.", []
    return change_sentences(caching.find_changes(view.opened, view.settings, ward))


def close_sentences(profiles: tuple[MeasureProfile, ...]) -> list[str]:
    """Say which counted measures are close to the threshold: near misses first, each nearest first."""
    counted = [each for each in profiles if each.is_counted]
    misses = sorted((each for each in counted if each.is_near_miss), key=lambda each: -each.margin)
    narrow = sorted((each for each in counted if each.is_narrow), key=lambda each: each.margin)
    return [f"{each.measure.label}: not above, {_points(-each.margin)} short" for each in misses] + [
        f"{each.measure.label}: above, {_by(each.margin)}" for each in narrow
    ]


def _points(share: float) -> str:
    return f"{share * 100:.1f} points"


def _by(margin: float) -> str:
    return f"by {_points(margin)}" if margin > 0 else "with nothing to spare"


def _bullets(sentences: list[str]) -> str:
    return "\n".join(f"- {plain_markdown(sentence)}" for sentence in sentences)

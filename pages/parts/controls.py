"""The sliders: for each measure a threshold and a weight, with what they mean in the measure's own unit."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

import streamlit as st

from charts.plain import plain_html, plain_markdown
from charts.strip import draw_strip
from pages.parts.about_measure import show_about_measure
from pages.parts.presets import Preset, apply_preset, find_preset, offered_presets
from pages.parts.state import CONTROLS_HEAD, RESULTS, View, change_settings, look, set_control, undo
from scoring.explain import cut_text
from scoring.measures import Level, Measure, theme_label
from scoring.score import MeasureResult, judge_measure
from scoring.settings import Choice, Settings, TieBreak, Ties
from scoring.words import number_text

USUAL = Settings()
WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
USUAL_MOST_PERCENT = 50.0
BY_SHARE, BY_VALUE = "Worst share", "Value"
TIE_BREAK_WORDS = {
    TieBreak.NONE: "Show tied wards apart",
    TieBreak.AVERAGE_PERCENTILE: "Higher average percentile first",
    TieBreak.POPULATION: "More people first",
}
TIES_WORDS = {Ties.EXCLUDE: "Tied wards stay below the threshold", Ties.INCLUDE: "Tied wards count as above"}


def show_controls(view: View) -> None:
    """Show all controls: presets, list, every measure by theme, and the rarer options."""
    st.fragment(_show_head, key=CONTROLS_HEAD)()
    wanted = st.text_input(
        "Find a measure", key="find_measure", type="search", placeholder="knife, trust, school …", live=True
    )
    measures = [measure for measure in view.opened.evidence.need_measures if _matches(measure, wanted or "")]
    if not measures:
        st.caption("No measure has these words in its name.")
    changed = _changed(view.settings)
    for place, theme in enumerate(dict.fromkeys(measure.theme for measure in measures)):
        own = [measure.id for measure in measures if measure.theme == theme]
        is_open = place == 0 or bool(wanted) or not changed.isdisjoint(own)
        st.fragment(_show_theme, key=f"theme-{theme}")(theme, own, wanted or "", is_open=is_open)
    st.fragment(_show_more, key="more")()


def _show_theme(theme: str, measure_ids: Sequence[str], wanted: str, *, is_open: bool) -> None:
    """Show one theme's measures, or only its name while it is closed: what nobody looks at needn't be sent."""
    panel = st.expander(
        f"{plain_markdown(theme_label(theme))} ({len(measure_ids)})",
        expanded=is_open,
        key=f"open:{theme}:{wanted}",
        on_change="rerun",
    )
    if panel.open:
        with panel:
            for measure_id in measure_ids:
                st.fragment(_show_measure, key=_row(measure_id))(measure_id)


def _show_head() -> None:
    """Show what concerns all measures; drawn again when a move changes what it tells of them (see _head_state)."""
    view = look()
    _show_presets(view)
    _show_list_size(view)
    _show_switches(view)


def _matches(measure: Measure, wanted: str) -> bool:
    words = f"{measure.label} {measure.description} {measure.theme}".lower()
    return all(word in words for word in wanted.lower().split())


def _changed(settings: Settings) -> Set[str]:
    """Give the ids of the measures whose threshold or weight differs from the usual."""
    measures: Mapping[str, object] = settings.to_document().get("measures", {})
    return measures.keys()


def _row(measure_id: str) -> str:
    return f"row-{measure_id}"


def _show_presets(view: View) -> None:
    measures = view.opened.evidence.measures
    presets = offered_presets(measures)
    active, has_history, is_usual, changed = _head_state()
    labels = [preset.label for preset in presets]
    set_control("preset", active.label if active else None, *labels)

    def take() -> None:
        chosen = next((preset for preset in presets if preset.label == st.session_state.preset), presets[0])
        for theme in {measure.theme for measure in measures if measure.id in chosen.heavy}:
            st.session_state[f"open:{theme}:"] = True
        change_settings(apply_preset(st.session_state.settings, chosen, measures))
        st.rerun("app")

    st.selectbox(
        "Weights for a question",
        labels,
        key="preset",
        index=None,
        placeholder="Your own weights",
        on_change=take,
        help="Sets weights only: the measures named weigh three times as much. Thresholds stay as they are.",
    )
    with st.container(horizontal=True):
        st.button("Undo", icon=":material/undo:", on_click=_do, args=(undo,), disabled=not has_history)
        st.button("Reset all", icon=":material/restart_alt:", on_click=_do, args=(_reset,), disabled=is_usual)
    if changed:
        st.caption(f"● {changed} {'measure differs' if changed == 1 else 'measures differ'} from the usual")


def _reset() -> None:
    change_settings(Settings())


def _do(action: Callable[[], None]) -> None:
    """Do something that touches every control, so that the whole page is drawn again."""
    action()
    st.rerun("app")


def _show_list_size(view: View) -> None:
    settings = view.settings
    if settings.min_score is not None:
        return
    wards = len(view.opened.evidence.wards)
    set_control("list_size", min(settings.list_size or 30, max(wards, 1)), wards)

    def take() -> None:
        change_settings(replace(st.session_state.settings, list_size=int(st.session_state.list_size), min_score=None))
        st.rerun([RESULTS, CONTROLS_HEAD])

    st.number_input("Wards on the list", 1, max(wards, 1), key="list_size", on_change=take)


def _show_switches(view: View) -> None:
    set_control("ward_level_only", view.settings.ward_level_only)
    st.toggle(
        "Ward-level evidence only",
        key="ward_level_only",
        on_change=lambda: _set_option(ward_level_only=st.session_state.ward_level_only),
        help="Leaves out measures published for boroughs only, where all wards of a borough share one figure.",
    )


def _show_measure(measure_id: str) -> None:
    """Show one measure's row; it is drawn again alone when only this measure moves."""
    view = look()
    column = view.opened.evidence.columns[measure_id]
    measure, settings = column.measure, view.settings
    counted = next((each for each in view.result.measures if each.measure is measure), None)
    judged = counted or judge_measure(view.opened.evidence, column, settings)
    mark = "● " if measure_id in _changed(settings) else ""
    badge = '<span class="wn-badge">borough figure</span>' if measure.level is Level.BOROUGH else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"measure-head-{measure_id}"):
        st.html(f'<div class="wn-measure"><b>{mark}{plain_html(measure.label)}</b> {badge}</div>')
        # the label is for those who hear the page; look.py hides it from sight
        about = f"About {plain_markdown(measure.label)}"
        panel = st.popover(
            about,
            icon=":material/info:",
            type="tertiary",
            width="content",
            help="About this measure",
            key=f"about-{measure_id}",
            on_change="rerun",
        )
        if panel.open:  # what nobody reads isn't sent: there are up to 40 of these
            with panel:
                _show_about(settings, measure)
    told = [cut_text(measure, judged.cut), *([] if counted else ["not counted now"]), *_moved(view, judged)]
    st.html(f'<div class="wn-strip">{draw_strip(column, judged.cut)}{plain_html("; ".join(told))}</div>')
    with st.container(horizontal=True, gap="small", key=f"measure-sliders-{measure_id}"):
        _show_threshold(settings, measure)
        _show_weight(settings, measure)


def _moved(view: View, judged: MeasureResult) -> list[str]:
    """Say how many areas the last move took over this measure's threshold, when it moved this one."""
    history, measure = st.session_state.history, judged.measure
    if not history or history[-1].threshold_of(measure.id) == view.settings.threshold_of(measure.id):
        return []
    before = judge_measure(view.opened.evidence, judged.column, history[-1])
    moved = int((before.flags != judged.flags).sum())
    return [f"{moved} {'ward' if moved == 1 else 'wards'} changed"]


def _show_threshold(settings: Settings, measure: Measure) -> None:
    threshold = settings.threshold_of(measure.id)
    if threshold.value is not None:
        key = f"value:{measure.id}"
        set_control(key, threshold.value)
        st.number_input(
            f"Threshold of {plain_markdown(measure.label)}, {plain_markdown(measure.unit)}",
            key=key,
            step=10.0**-measure.decimals,
            format=f"%.{measure.decimals}f",
            on_change=_move,
            args=(measure.id, "value", key),
            label_visibility="collapsed",
        )
        return
    key = f"top:{measure.id}"
    share = float(threshold.top_percent or 0)
    most = 100.0 if share > USUAL_MOST_PERCENT else USUAL_MOST_PERCENT
    step = 0.5 if (share * 2).is_integer() else 0.1
    set_control(key, share, most, step)
    st.slider(
        f"Threshold of {plain_markdown(measure.label)}: worst share of areas, in percent",
        0.0,
        most,
        step=step,
        key=key,
        format="worst %g%%",
        on_change=_move,
        args=(measure.id, "top_percent", key),
        label_visibility="collapsed",
    )


def _show_weight(settings: Settings, measure: Measure) -> None:
    weight = settings.weight_of(measure.id)
    key = f"weight:{measure.id}"
    weights = sorted({*WEIGHTS, weight})
    set_control(key, weight, *weights)
    st.select_slider(
        f"Weight of {plain_markdown(measure.label)}",
        weights,
        key=key,
        format_func=lambda points: "off" if points == 0 else f"× {number_text(points)}",
        on_change=_move,
        args=(measure.id, "weight", key),
        label_visibility="collapsed",
    )


def _move(measure_id: str, what: str, key: str) -> None:
    """Take what a slider was moved to, and draw this row and the results again, nothing else."""
    settings: Settings = st.session_state.settings
    value = float(st.session_state[key])
    choice = settings.choices.get(measure_id, Choice())
    if what == "weight":
        choice = replace(choice, weight=None if value == settings.weight else value)
    elif what == "value":
        choice = replace(choice, value=value, top_percent=None)
    else:
        choice = replace(choice, top_percent=None if value == settings.top_percent else value, value=None)
    _take_choice(measure_id, choice)


def _take_choice(measure_id: str, choice: Choice) -> None:
    """Take another choice for one measure; the head is drawn again only when it tells something new, which is rare."""
    before = _head_state()
    change_settings(st.session_state.settings.with_choice(measure_id, choice))
    head = [CONTROLS_HEAD] if _head_state() != before else []
    st.rerun([RESULTS, *head, _row(measure_id)])


def _head_state() -> tuple[Preset | None, bool, bool, int]:
    """Give what the head tells of the measures: preset, can it be undone, is all as usual, how many differ."""
    view = look()
    settings = view.settings
    preset = find_preset(settings, view.opened.evidence.measures)
    is_usual = settings.fingerprint == USUAL.fingerprint
    return preset, bool(st.session_state.history), is_usual, len(_changed(settings))


def _show_about(settings: Settings, measure: Measure) -> None:
    show_about_measure(measure)
    key = f"kind:{measure.id}"
    set_control(key, BY_SHARE if settings.threshold_of(measure.id).value is None else BY_VALUE)
    st.segmented_control(
        "Threshold as",
        [BY_SHARE, BY_VALUE],
        key=key,
        on_change=_switch_threshold,
        args=(measure.id, key),
        required=True,
    )


def _switch_threshold(measure_id: str, key: str) -> None:
    """Turn a share into the value at its cut, or a value back into the usual share."""
    view = look()
    choice = view.settings.choices.get(measure_id, Choice())
    if st.session_state[key] == BY_VALUE:
        column = view.opened.evidence.columns[measure_id]
        cut = judge_measure(view.opened.evidence, column, view.settings).cut
        value = cut.least_above if cut.least_above is not None else cut.most_below
        if value is not None:
            choice = replace(choice, value=value, top_percent=None)
    else:
        choice = replace(choice, value=None, top_percent=None)
    _take_choice(measure_id, choice)


def _show_more() -> None:
    """Show the rarer options, sent while they are open."""
    panel = st.expander("More: ties, coverage, list rules", key="open-more", on_change="rerun")
    if not panel.open:
        return
    settings, state = look().settings, st.session_state
    with panel:
        set_control("ties", settings.ties)
        st.radio(
            "Wards with equal figures at a threshold",
            list(Ties),
            key="ties",
            format_func=TIES_WORDS.get,
            on_change=lambda: _set_option(ties=state.ties),
        )
        set_control("min_coverage", round(settings.min_coverage * 100))
        st.slider(
            "Least share of the weight a ward must have data for",
            0,
            100,
            key="min_coverage",
            format="%d%%",
            step=5,
            on_change=lambda: _set_option(min_coverage=state.min_coverage / 100),
            help="A ward with data for less has no score and is hatched on the map.",
        )
        set_control("tie_break", settings.tie_break)
        st.radio(
            "Wards that tie for the last places of the list",
            list(TieBreak),
            key="tie_break",
            format_func=TIE_BREAK_WORDS.get,
            on_change=lambda: _set_option(tie_break=state.tie_break),
        )
        set_control("by_score", settings.min_score is not None)
        st.toggle("List all wards with at least a certain score", key="by_score", on_change=_switch_list)
        if settings.min_score is not None:
            set_control("min_score", float(settings.min_score))
            st.number_input(
                "Least score",
                min_value=0.0,
                step=0.5,
                key="min_score",
                on_change=lambda: _set_option(min_score=float(state.min_score)),
            )


def _set_option(**changed: Any) -> None:
    """Change what concerns all measures."""
    change_settings(replace(st.session_state.settings, **changed))
    st.rerun("app")


def _switch_list() -> None:
    view = look()
    if st.session_state.by_score:
        chosen = view.result.priority.chosen
        least = float(view.result.score[chosen].min()) if len(chosen) else view.result.max_score
        _set_option(min_score=least, list_size=None)
    else:
        _set_option(min_score=None, list_size=30)

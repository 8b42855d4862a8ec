"""What one visitor has open: pack, settings with their history, chosen ward; mirrored in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

import caching
from caching import OpenPack
from loaders.offered import SAMPLE, SAMPLE_FOLDER, find_packs
from pages.parts.link import PARAMETERS, read_link, to_link
from scoring.errors import DataToolError
from scoring.score import ScoreResult
from scoring.settings import Settings

RESULTS = "results"
"""The part of a page that is drawn again after each move."""

CONTROLS_HEAD = "controls-head"
"""What concerns all measures, above the sliders."""

WARD_CHOICE = "ward-choice"
"""The search for a ward at the head of every page."""

MOST_UNDOS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows: one pack under one visitor's settings."""

    opened: OpenPack
    settings: Settings
    result: ScoreResult

    @property
    def ward(self) -> int | None:
        """Give the chosen ward's position, None when none is chosen or the pack has no such ward."""
        code = st.session_state.get("ward")
        found = (self.opened.evidence.wards.codes == code).nonzero()[0] if code else ()
        return int(found[0]) if len(found) else None


def begin() -> View:
    """Open the visitor's pack; the first time, take pack, settings and ward from the address.

    A pack may go, or hold other measures than before, while the tool runs: what is still valid stays, and it is said.
    """
    state = st.session_state
    packs = find_packs()
    if "settings" not in state:  # also when the pack of an earlier try did not open
        _take_link(packs)
    elif state.pack not in packs:
        gone = state.pack
        choose_pack(SAMPLE)
        state.link_faults = [f"pack {gone!r} is not here any more; the sample is shown"]
    _fit_settings(caching.open_pack(packs[state.pack]))
    write_address()
    return _open()


def look() -> View:
    """Give what the visitor has open now; when it does not open any more, draw the whole page, which says so."""
    try:
        return _open()
    except DataToolError:
        st.rerun("app")


def _open() -> View:
    state = st.session_state
    opened = caching.open_pack(find_packs().get(state.pack, SAMPLE_FOLDER))
    return View(opened=opened, settings=state.settings, result=caching.score(opened, state.settings))


def _take_link(packs: Mapping[str, Path]) -> None:
    state = st.session_state
    asked = st.query_params.get("pack", SAMPLE)
    state.pack = asked if asked in packs else SAMPLE
    opened = caching.open_pack(packs[state.pack])
    settings, faults = read_link(st.query_params.to_dict(), opened.evidence.measures)
    if asked != state.pack:
        faults = [f"the link: pack {asked!r} is not here; the sample is shown", *faults]
    ward = st.query_params.get("ward")
    if ward and ward not in opened.evidence.wards.codes:
        faults = [*faults, f"the link: the pack has no ward {ward!r}; none is chosen"]
        ward = None
    state.settings, state.link_faults, state.history, state.ward = settings, faults, [], ward


def _fit_settings(opened: OpenPack) -> None:
    """Leave out what was set for measures that the pack, replaced meanwhile, does not hold any more."""
    state = st.session_state
    held = {measure.id for measure in opened.evidence.need_measures}
    if all(held.issuperset(settings.choices) for settings in (state.settings, *state.history)):
        return
    state.settings, state.link_faults = read_link(to_link(state.settings), opened.evidence.measures)
    state.history = []


def change_settings(settings: Settings) -> None:
    """Take new settings, remembering the old ones."""
    state = st.session_state
    if settings.fingerprint == state.settings.fingerprint:
        return
    state.history = [*state.history, state.settings][-MOST_UNDOS:]
    state.settings = settings
    write_address()


def undo() -> None:
    """Go back to the settings before the last change."""
    state = st.session_state
    if state.history:
        state.settings = state.history.pop()
        write_address()


def choose_pack(name: str) -> None:
    """Open another pack: settings start anew, for its measures may be others."""
    state = st.session_state
    state.pack, state.settings, state.history, state.ward = name, Settings(), [], None
    state.link_faults = []
    write_address()


def choose_ward(code: str | None) -> None:
    """Choose a ward everywhere at once, or none."""
    st.session_state.ward = code
    write_address()


def take_ward(code: str | None) -> None:
    """Choose a ward, or none, from within a page's results: they and the search for a ward are drawn again."""
    choose_ward(code)
    st.rerun([RESULTS, WARD_CHOICE])


def draw_results_again() -> None:
    """Draw a page's results again, and nothing else, after a control of its own was moved."""
    st.rerun(RESULTS)


def previous_result(view: View) -> ScoreResult | None:
    """Give the result before the last change of settings."""
    history = st.session_state.history
    return caching.score(view.opened, history[-1]) if history else None


def write_address() -> None:
    """Bring the address bar in line with what is open."""
    state = st.session_state
    wanted = to_link(state.settings)
    if state.pack != SAMPLE:
        wanted["pack"] = state.pack
    if state.get("ward"):
        wanted["ward"] = state.ward
    owned = {*PARAMETERS, "pack", "ward"}
    kept = {key: value for key, value in st.query_params.to_dict().items() if key not in owned}
    if {**kept, **wanted} != st.query_params.to_dict():
        st.query_params.from_dict({**kept, **wanted})


def set_control(key: str, value: object, *shape: object) -> None:
    """Give a control its value, unless it has it: sending it again would undo what a quick hand has moved on to.

    `shape` is what makes it another control when it changes (limits, options); a new one needs its value in any case.
    """
    state = st.session_state
    if key not in state or state[key] != value or state.get(f"{key}-shape") != shape:
        state[key] = value
        state[f"{key}-shape"] = shape

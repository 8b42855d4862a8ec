"""What every page starts with: the pack, the warning that a sample is made up, what was wrong with the link."""

import os

import streamlit as st

from charts.chart import SAMPLE_WARNING
from charts.plain import plain_markdown, tell_apart
from loaders.offered import SAMPLE, find_packs, read_title
from pages.parts.look import STYLE
from pages.parts.quote import show_note
from pages.parts.state import WARD_CHOICE, View, begin, choose_pack, choose_ward, look, set_control
from scoring.errors import DataToolError
from scoring.explain import WHAT_IT_IS_NOT

SAMPLE_BANNER = (
    f'<div class="wn-banner" role="note"><b>{SAMPLE_WARNING}.</b> Every ward and every figure here is made up.</div>'
)
MOST_FAULTS = 10


def show_frame(title: str) -> View:
    """Open what the visitor has open and show what every page must say; without a pack, say what to do and stop."""
    st.html(STYLE)
    st.session_state.page = title
    try:
        view = begin()
    except DataToolError as error:
        _show_pack_faults(error)
        st.stop()
    if view.opened.evidence.identity.is_sample:
        st.html(SAMPLE_BANNER)
    if st.session_state.link_faults:
        faults = "\n".join(f"- {plain_markdown(fault)}" for fault in st.session_state.link_faults[:MOST_FAULTS])
        st.info(
            f"Part of what was asked for could not be used; the rest is shown.\n{faults}", icon=":material/link_off:"
        )
    with st.container(horizontal=True, vertical_alignment="center", key="page-head"):
        st.title(title, anchor=False)
        st.fragment(show_ward_choice, key=WARD_CHOICE)()
        _show_pack_choice()
    show_note(WHAT_IT_IS_NOT)
    return view


def show_ward_choice() -> None:
    """Show the search for a ward or borough, the same on every page; it follows what is chosen elsewhere."""
    view = look()
    evidence = view.opened.evidence
    boroughs = dict(zip(evidence.boroughs.codes, evidence.boroughs.names, strict=True))
    homes = evidence.boroughs.names[evidence.borough_of_ward]
    wards = {
        code: f"{name}, {home}"
        for code, name, home in zip(evidence.wards.codes, evidence.wards.names, homes, strict=True)
    }
    every = {**{code: f"{name} (borough)" for code, name in boroughs.items()}, **wards}
    names = tell_apart(every)
    state = st.session_state
    # on another page it is another control, though it has the same key
    set_control("place_choice", state.get("ward") or state.get("place"), evidence.identity.fingerprint, state.page)

    def take() -> None:
        chosen = state.place_choice
        state.place = chosen if chosen in boroughs else None
        choose_ward(chosen if chosen in wards else None)
        if state.ward:
            home = evidence.borough_of_ward[evidence.find_ward(chosen)]
            state.place = str(evidence.boroughs.codes[home])
        st.rerun("app")

    st.selectbox(
        "Ward or borough",
        list(names),
        key="place_choice",
        format_func=names.get,
        index=None,
        placeholder="Find a ward or borough",
        on_change=take,
        width=300,
        label_visibility="collapsed",
    )


def _show_pack_choice() -> None:
    packs = find_packs()
    if len(packs) < 2:
        return
    titles = tell_apart({name: read_title(folder) or name for name, folder in packs.items()})
    set_control("pack_choice", st.session_state.pack, st.session_state.page, *packs)
    st.selectbox(
        "Data",
        list(packs),
        key="pack_choice",
        format_func=lambda name: titles[name],
        on_change=lambda: choose_pack(st.session_state.pack_choice),
        width=300,
        label_visibility="collapsed",
    )


def _show_pack_faults(error: DataToolError) -> None:
    st.title("The data can't be opened")
    if st.session_state.get("pack", SAMPLE) == SAMPLE:
        st.markdown("The sample pack is missing or damaged. Make it again, then reload this page:")
        st.code("python3 -m loaders sample --out sample_data", language="shell")
    else:
        st.button("Open the sample instead", on_click=choose_pack, args=(SAMPLE,))
    st.subheader("What is wrong")
    # a visitor learns which file of the pack is at fault, not where it lies on the server
    folder = find_packs().get(st.session_state.get("pack", SAMPLE))
    faults = [fault.replace(f"{folder}{os.sep}", "") for fault in error.faults[:MOST_FAULTS]]
    st.markdown("\n".join(f"- {plain_markdown(fault)}" for fault in faults))
    if len(error.faults) > MOST_FAULTS:
        st.markdown(f"And {len(error.faults) - MOST_FAULTS} more; `python3 -m loaders check FOLDER` lists them all.")

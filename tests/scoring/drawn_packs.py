"""Packs and settings as hypothesis draws them, around one small made-up pack."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from scoring.evidence import Evidence
from scoring.measures import Level
from scoring.settings import Choice, Settings, TieBreak, Ties
from tests.scoring.small_packs import NONE, Given, small_evidence

Pack = Mapping[str, Given]

BOROUGHS = [0, 0, 1, 1, 2]
MADE_UP: Pack = {
    "robbery": Given(value=[3.0, 1.0, 3.0, NONE, 2.0]),
    "poverty": Given(value=[10.0, 40.0, 20.0, 30.0, 30.0], theme="health"),
    "trust": Given(value=[61.0, 48.0, 55.0], level=Level.BOROUGH, theme="perceptions", lower_is_worse=True),
    "pupils": Given(value=[NONE, 5.0, 4.0, 4.0, 1.0], theme="health", lower_is_worse=True),
}
SETTINGS = Settings(
    top_percent=25,
    list_size=2,
    choices={"robbery": Choice(top_percent=50, weight=2.0), "poverty": Choice(weight=0.5), "trust": Choice(value=55.0)},
)

# few distinct figures, so that ties are common; a missing one now and then
figures = st.one_of(st.integers(0, 4).map(float), st.floats(-1e6, 1e6, width=32), st.just(NONE))
weights = st.sampled_from([0.0, 0.1, 0.25, 0.3, 1.0, 1.5, 2.0, 7.0])
shares = st.one_of(st.sampled_from([0.0, 5.0, 10.0, 20.0, 25.0, 33.3, 50.0, 75.0, 100.0]), st.floats(0, 100))


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Draw the figures and directions of the made-up pack's four measures."""
    return {
        name: replace(
            each,
            value=draw(st.lists(figures, min_size=len(each.value), max_size=len(each.value))),
            lower_is_worse=draw(st.booleans()),
        )
        for name, each in MADE_UP.items()
    }


@st.composite
def choices(draw: st.DrawFn) -> Settings:
    """Draw settings: a threshold and a weight for each measure, ties and coverage."""
    thresholds = st.one_of(
        st.builds(Choice, top_percent=shares, weight=weights),
        st.builds(Choice, value=st.integers(0, 4).map(float), weight=weights),
    )
    by_score = draw(st.booleans())
    return Settings(
        ties=draw(st.sampled_from(Ties)),
        min_coverage=draw(st.sampled_from([0.0, 0.3, 0.5, 1.0])),
        list_size=None if by_score else draw(st.integers(1, 5)),
        min_score=draw(st.sampled_from([0.0, 0.5, 1.0, 2.0])) if by_score else None,
        tie_break=draw(st.sampled_from(TieBreak)),
        choices={name: draw(thresholds) for name in MADE_UP},
    )


def arrange(pack: Pack) -> Evidence:
    return small_evidence(pack, boroughs=BOROUGHS)

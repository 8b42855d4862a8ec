"""The priority list (rule R9): an honest cut that says so when wards tie for the last places."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.ranking import TOLERANCE, Places, Scores, share_places
from scoring.settings import Settings, TieBreak

Positions = npt.NDArray[np.intp]

TIE_BREAK_NAMES = {
    TieBreak.NONE: "nothing",
    TieBreak.AVERAGE_PERCENTILE: "average percentile",
    TieBreak.POPULATION: "population",
}
"""What parts wards that tie for the last places, within a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityList:
    """The wards a user takes from the top, as positions among the pack's wards.

    `chosen` are on the list: the clear ones, and those that a named tie-break put there. `tied` share the last places
    and are shown apart; `places_left` is how many places they tie for. `asked` is the size asked for, None for a list
    by `min_score`. `smaller_cut` and `larger_cut` are the sizes on either side that part no tie.
    """

    chosen: Positions
    tied: Positions
    places_left: int
    asked: int | None
    smaller_cut: int
    larger_cut: int
    tie_break: TieBreak

    @property
    def has_open_tie(self) -> bool:
        """Tell whether wards tie for the last places and nothing parts them."""
        return len(self.tied) > 0

    def sentence(self) -> str:
        """Say how clear the cut is.

        >>> from scoring.settings import TieBreak
        >>> PriorityList(chosen=np.arange(23), tied=np.arange(23, 44), places_left=7, asked=30, smaller_cut=23,
        ...     larger_cut=44, tie_break=TieBreak.NONE).sentence()
        '23 wards are clearly in; 21 wards tie for the last 7 places. A list of 23 or of 44 parts no tie.'
        """
        clear = count_wards(len(self.chosen))
        on_the_list = f"{clear} {_are(len(self.chosen))} on the list"
        if self.has_open_tie:
            start = f"{clear} {_are(len(self.chosen))} clearly in; " if len(self.chosen) else ""
            cuts = [f"{cut:,}" for cut in (self.smaller_cut, self.larger_cut) if cut]
            return (
                f"{start}{count_wards(len(self.tied))} tie for {_last_places(self.places_left)}. "
                f"A list of {' or of '.join(cuts)} parts no tie."
            )
        if not len(self.chosen):
            return f"No ward is on the list: none has {'a' if self.asked is not None else 'such a'} score."
        if self.asked is not None and len(self.chosen) < self.asked:
            return f"{on_the_list}: there are no more wards with a score."
        if len(self.chosen) < self.larger_cut:
            tied = count_wards(self.larger_cut - self.smaller_cut)
            places = _last_places(len(self.chosen) - self.smaller_cut)
            return f"{on_the_list}; {tied} tied for {places}, parted by {TIE_BREAK_NAMES[self.tie_break]}."
        return f"{on_the_list}; no tie is parted."


def count_wards(number: int) -> str:
    """Count wards in words.

    >>> count_wards(1), count_wards(1200)
    ('1 ward', '1,200 wards')
    """
    return "1 ward" if number == 1 else f"{number:,} wards"


def _last_places(number: int) -> str:
    return "the last place" if number == 1 else f"the last {number:,} places"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def pick_priority_wards(scores: Scores, places: Places, *, settings: Settings, tie_keys: Scores | None) -> PriorityList:
    """Take the list from the top of a ranking; wards without a score are never on it.

    `tie_keys` orders wards within a tie, highest first, when the settings name a tie-break; wards that tie on that as
    well, or have no key, stay tied.
    """
    ranked = np.argsort(places.first, kind="stable")
    ranked = ranked[places.first[ranked] > 0]
    members = find_members(scores, places, settings=settings, tie_keys=tie_keys)
    parted = break_ties(places, tie_keys)
    order = np.argsort(parted.first, kind="stable")
    chosen = order[members[order]]
    if settings.list_size is None or len(ranked) <= settings.list_size:
        cuts = len(chosen), len(chosen)
        return _list(chosen, chosen[:0], settings.list_size, cuts, settings.tie_break)
    at_the_cut = ranked[settings.list_size - 1]
    first, last = int(places.first[at_the_cut]), int(places.last[at_the_cut])
    cuts = (last, last) if last == settings.list_size else (first - 1, last)
    edge = np.flatnonzero(
        (parted.first > 0) & (parted.first <= settings.list_size) & (parted.last > settings.list_size)
    )
    return _list(chosen, edge, settings.list_size, cuts, settings.tie_break)


def find_members(
    scores: Scores, places: Places, *, settings: Settings, tie_keys: Scores | None
) -> npt.NDArray[np.bool_]:
    """Tell which wards are on the list, for one ranking or for many draws at once (last axis: wards).

    With a size N a ward is on the list when its whole tie fits into the first N places.
    """
    if settings.min_score is not None:
        return (places.first > 0) & (scores >= settings.min_score - TOLERANCE)
    parted = break_ties(places, tie_keys)
    return (parted.first > 0) & (parted.last <= (settings.list_size or 0))


def break_ties(places: Places, tie_keys: Scores | None) -> Places:
    """Part the wards within each tie by a key, highest first; a missing key comes last."""
    if tie_keys is None:
        return places
    by_key = share_places(fill_missing_keys(tie_keys)).first
    count = places.first.shape[-1]
    combined = -(places.first.astype(np.float64) * (count + 1) + by_key)
    return share_places(np.where(places.first > 0, combined, np.nan))


def fill_missing_keys(tie_keys: Scores) -> Scores:
    """Put wards without a key behind all others."""
    missing = np.isnan(tie_keys)
    return np.where(missing, np.min(tie_keys, where=~missing, initial=0.0) - 1.0, tie_keys)


def _list(
    chosen: Positions, tied: Positions, asked: int | None, cuts: tuple[int, int], tie_break: TieBreak
) -> PriorityList:
    for positions in (chosen, tied):
        positions.setflags(write=False)
    return PriorityList(
        chosen=chosen,
        tied=tied,
        places_left=(asked or 0) - len(chosen) if len(tied) else 0,
        asked=asked,
        smaller_cut=cuts[0],
        larger_cut=cuts[1],
        tie_break=tie_break,
    )

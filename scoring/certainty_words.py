"""What certainty found, in sentences that a commissioner can quote."""

from collections.abc import Sequence

from scoring.certainty import CertaintyResult, Label
from scoring.doubt import Doubt
from scoring.leave_one_out import Omission
from scoring.priority import count_wards
from scoring.words import in_sentence, join_words, number_text, percentile_text

MOST_NAMED = 3


def certainty_sentence(certainty: CertaintyResult) -> str:
    """Say how firm the list is, and under which doubt."""
    chosen = certainty.result.priority.chosen
    if not len(chosen):
        return "No ward is clearly on the list, so there is nothing to be firm about."
    if not has_doubt(certainty.doubt):
        return "Nothing is left open: without any spread every draw gives the same list."
    labels = certainty.labels()
    firm = sum(labels[ward] is Label.FIRM for ward in chosen)
    listed = "the 1 ward" if len(chosen) == 1 else f"the {count_wards(len(chosen))}"
    start = f"Of {listed} on the list {firm:,} {_are(firm)} firm: {'it stays' if firm == 1 else 'they stay'} on it"
    return f"{start} in at least 95% of {certainty.doubt.draws:,} draws in which {doubt_text(certainty.doubt)}."


def others_sentence(certainty: CertaintyResult) -> str:
    """Say how many wards, on the list and off it, depend on the view taken."""
    if not len(certainty.result.priority.chosen):
        return ""
    labels = certainty.labels()
    listed = set(certainty.result.priority.chosen.tolist())
    borderline = [ward for ward, label in enumerate(labels) if label is Label.BORDERLINE]
    inside = sum(ward in listed for ward in borderline)
    outside = len(borderline) - inside
    gone = sum(labels[ward] is Label.OUT for ward in listed)
    parts = [f"{inside:,} on the list and {outside:,} off it are borderline: they are on it in some draws only"]
    if gone:
        parts.append(f"{count_wards(gone)} on the list {'is' if gone == 1 else 'are'} on it in at most 5% of draws")
    return f"{'; '.join(parts)}."


def omission_sentence(omissions: Sequence[Omission]) -> str:
    """Say which measure the list depends on most."""
    moved = [len(each.entering) + len(each.leaving) for each in omissions]
    if not moved:
        return "No measure counts, so there is no list to depend on one."
    if not any(moved):
        return "No single measure decides who is on the list: without any one of them it stays the same."
    most = max(moved)
    names = [in_sentence(each.measure.label) for each, number in zip(omissions, moved, strict=True) if number == most]
    shown = join_words(names) if len(names) <= MOST_NAMED else f"{len(names)} measures alike"
    without = "without it" if len(names) == 1 else "without any one of them"
    moves = _moves(omissions[moved.index(most)], is_alone=len(names) == 1)
    still = moved.count(0)
    same = f"; without any of {still} others it stays the same" if still > 1 else ""
    return f"The list depends most on {shown}: {without} {moves}{same}."


def _moves(omission: Omission, *, is_alone: bool) -> str:
    entering, leaving = len(omission.entering), len(omission.leaving)
    if not is_alone:
        both = entering + leaving
        return f"{count_wards(both)} {'joins or leaves' if both == 1 else 'join or leave'}"
    parts = [f"{count_wards(leaving)} {'leaves' if leaving == 1 else 'leave'}"] if leaving else []
    if entering:
        parts.append(f"{count_wards(entering)} {'joins' if entering == 1 else 'join'}")
    return " and ".join(parts)


def doubt_text(doubt: Doubt) -> str:
    """Say what moves in each draw.

    >>> doubt_text(Doubt())
    'thresholds move by up to 2 points, weights by up to 25% and figures by their sampling error'
    """
    moves = []
    if doubt.threshold_spread:
        moves.append(f"thresholds move by up to {_points(doubt.threshold_spread)}")
    if doubt.weight_spread:
        moves.append(f"weights{'' if moves else ' move'} by up to {number_text(doubt.weight_spread * 100)}%")
    if doubt.value_noise:
        moves.append(f"figures{'' if moves else ' move'} by their sampling error")
    return join_words(moves)


def has_doubt(doubt: Doubt) -> bool:
    """Tell whether anything is left open at all."""
    return bool(doubt.threshold_spread or doubt.weight_spread or doubt.value_noise)


def share_text(share: float) -> str:
    """Write a share of draws, rounded down so that 94.9% never reads 95%.

    >>> share_text(0.9499), share_text(0.002), share_text(0.0), share_text(float("nan"))
    ('94%', 'under 1%', '0%', '-')
    """
    if share != share:
        return "-"
    return "under 1%" if 0 < share < 0.01 else f"{percentile_text(share)}%"


def _points(spread: float) -> str:
    return f"{number_text(spread)} point{'' if spread == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"

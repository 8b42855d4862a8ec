"""What certainty found, in sentences that a commissioner can quote."""

from scoring.certainty import CertaintyResult, Label
from scoring.doubt import Doubt
from scoring.priority import count_wards
from scoring.words import join_words, number_text, percentile_text


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

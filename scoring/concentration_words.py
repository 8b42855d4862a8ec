"""What concentration found, in sentences that can be quoted."""

import math

from scoring.concentration import Band, Concentration
from scoring.contrast import Contrast
from scoring.overlap import Overlap
from scoring.priority import count_wards
from scoring.words import in_sentence, value_text

LENS_FORMULA = "Vulnerability = average over the chosen measures of 100 × (ward's rate ÷ London's rate)"
WHAT_LENS_IS = (
    "100 is London's rate; 150 means that the chosen measures are on average half as high again as in London. "
    "A ward without data in a measure takes the average over its others."
)


def worst_sentence(found: Concentration, percent: int) -> str:
    """Say what share of events the wards with most of them hold, beside what chance would give."""
    band = found.worst_shares[percent]
    return (
        f"The {percent}% of wards with most {in_sentence(found.measure.label)} hold {share_text(band.observed)} of it; "
        f"dealt out evenly by chance they would hold {share_text(band.by_chance)} ({_range(band)})."
    )


def gini_sentence(found: Concentration) -> str:
    """Say how uneven the spread is as a whole, and how much of that chance leaves unexplained."""
    gini = found.gini
    events = f"{found.events:,.0f} events in {count_wards(found.wards)}"
    return (
        f"Gini {gini.observed:.2f} over {events}; as many events dealt out evenly would show {gini.by_chance:.2f} by "
        f"chance alone, which leaves {found.gini_beyond_chance:.2f} of what can be uneven."
    )


def contrast_sentence(contrast: Contrast, by_label: str) -> str:
    """Say how the worst tenth of wards by something compares with the best tenth in an outcome."""
    if not contrast.wards:
        return "No ward has both figures, so the worst and the best tenth can't be compared."
    outcome = contrast.outcome
    worst, best = value_text(outcome, contrast.worst), value_text(outcome, contrast.best)
    start = (
        f"{outcome.label}: {worst} in the tenth of wards with most need by {by_label}, {best} in the tenth with least"
    )
    if not math.isfinite(contrast.ratio):
        return f"{start}."
    interval = ""
    if math.isfinite(contrast.ratio_low) and math.isfinite(contrast.ratio_high):
        interval = f" (95% interval {times_text(contrast.ratio_low)} to {times_text(contrast.ratio_high)})"
    return f"{start}: {times_text(contrast.ratio)} times as much{interval}."


def overlap_sentence(overlap: Overlap, first: str, second: str) -> str:
    """Say what share of one list is on another: "41% of the 30 wards on the list are also among ...".

    `first` and `second` name the lists as they stand in the sentence, after "of the 30 wards" and "are also".
    """
    listed = len(overlap.first)
    if not listed:
        return f"No ward is {first}, so there is nothing to compare."
    wards = f"the {count_wards(listed)}" if listed > 1 else "the 1 ward"
    verb = "is" if listed == 1 else "are"
    return (
        f"{share_text(overlap.share, places=0)} of {wards} {first} ({len(overlap.both):,}) {verb} also {second}; a "
        f"list drawn by lot would have {share_text(overlap.by_chance, places=0)}."
    )


def share_text(share: float, *, places: int = 1) -> str:
    """Write a share as a percentage.

    >>> share_text(0.24284), share_text(0.4138, places=0), share_text(float("nan"))
    ('24.3%', '41%', '-')
    """
    return "-" if math.isnan(share) else f"{share * 100:.{places}f}%"


def times_text(ratio: float) -> str:
    """Write how many times one rate is another.

    >>> times_text(3.04), times_text(12.44), times_text(0.873)
    ('3.0', '12', '0.87')
    """
    if ratio >= 10:
        return f"{ratio:,.0f}"
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _range(band: Band) -> str:
    return f"{share_text(band.chance_low)} to {share_text(band.chance_high)}"

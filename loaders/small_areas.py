"""From small areas (LSOA) to wards: counts add up, scores average by the people who live there."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class SmallAreas:
    """Which ward each small area of 2021 is in, and the people in each, all indexed by small area.

    `from_2011` holds pairs of small areas of 2011 and 2021 (`from_code`, `to_code`, `share`), if a lookup is there.
    """

    ward: pd.Series
    residents: pd.Series
    children: pd.Series
    from_2011: pd.DataFrame | None = None


def sum_to_wards(counts: pd.Series, ward: pd.Series) -> pd.Series:
    """Add counts up by ward; a ward all of whose small areas lack a count has none.

    >>> sum_to_wards(pd.Series({"L1": 2.0, "L2": 3.0}), pd.Series({"L1": "W", "L2": "W"})).to_dict()
    {'W': 5.0}
    """
    return counts.groupby(ward.reindex(counts.index)).sum(min_count=1)


def mean_by_weight(scores: pd.Series, weights: pd.Series, ward: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Average scores by ward, weighted; and the share of each ward's weight that has a score.

    A small area without a score counts on neither side. mean = sum(score x people) / sum(people).
    """
    weight = weights.reindex(scores.index)
    has = scores.notna() & weight.notna()
    held = weight.where(has, 0.0)
    wards = ward.reindex(scores.index)
    total = held.groupby(wards).sum()
    mean = (scores.where(has, 0.0) * held).groupby(wards).sum() / total.where(total > 0)
    everyone = weights.groupby(ward.reindex(weights.index)).sum()
    return mean, (total / everyone.reindex(total.index)).fillna(0.0)


def share_by_people(changes: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Share out split areas of 2011 by who lives in their parts, in place of equal parts.

    share = residents of the part / residents of all parts; equal where nobody is counted there, or not in every part.
    """
    people = residents.reindex(changes["to_code"]).to_numpy()
    parts = pd.DataFrame({"from_code": changes["from_code"].to_numpy(), "people": people})
    whole = parts.groupby("from_code")["people"].transform("sum").to_numpy()
    is_counted = parts["people"].notna().groupby(parts["from_code"]).transform("all").to_numpy() & (whole > 0)
    share = np.where(is_counted, people / np.where(is_counted, whole, 1.0), changes["share"])
    is_split = changes["share"].to_numpy() < 1
    return changes.assign(share=np.where(is_split, share, changes["share"]))


def counts_to_2021(counts: pd.Series, changes: pd.DataFrame) -> pd.Series:
    """Carry counts of small areas of 2011 over to those of 2021: in full, or by their share of a split area."""
    carried = counts.reindex(changes["from_code"]).to_numpy() * changes["share"].to_numpy()
    return pd.Series(carried, index=changes["to_code"].to_numpy()).groupby(level=0).sum(min_count=1)


def scores_to_2021(scores: pd.Series, changes: pd.DataFrame) -> pd.Series:
    """Carry scores over: the parts of a split area keep its score, a merged one has the mean of what it was made of."""
    carried = scores.reindex(changes["from_code"]).to_numpy()
    return pd.Series(carried, index=changes["to_code"].to_numpy()).groupby(level=0).mean()

"""The vulnerability lens by ward as a table: the index, each chosen measure's part in it, and both lists."""

import numpy as np
import pandas as pd

from scoring.measures import Level
from scoring.overlap import Overlap
from scoring.percentile import Floats
from scoring.score import ScoreResult
from scoring.vulnerability import Vulnerability


def lens_order(lens: Vulnerability) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Give the wards by the lens, highest first; those without an index last."""
    return np.argsort(np.where(np.isnan(lens.index), np.inf, -lens.index), kind="stable")


def lens_rows(lens: Vulnerability, result: ScoreResult, overlap: Overlap) -> pd.DataFrame:
    """Lay out the wards by the lens, with each measure as a ratio to London's rate."""
    evidence, order = lens.evidence, lens_order(lens)
    on_first, on_second = (np.isin(np.arange(len(lens.index)), each) for each in (overlap.first, overlap.second))
    signs = np.select([on_first & on_second, on_first, on_second], ["both", "first", "second"], default="")
    columns: dict[str, object] = {
        "Ward": evidence.wards.names[order],
        "Borough": evidence.boroughs.names[evidence.borough_of_ward[order]],
        "Vulnerability": np.round(lens.index[order], 1),
        "Need score": result.score[order],
        "Lists": signs[order],
    }
    for measure, rate in zip(lens.measures, lens.london_rates, strict=True):
        column = evidence.columns[measure.id]
        value: Floats = np.asarray(evidence.on_wards(column, column.value), dtype=float)
        shared = " (borough figure)" if measure.level is Level.BOROUGH else ""
        columns[f"{measure.label}{shared}"] = np.round(100 * value[order] / rate, 1)
    return pd.DataFrame(columns)

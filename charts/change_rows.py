"""A comparison over time as people read it: names, counts, change with its interval, and the verdict."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.change import ChangeResult, Verdict
from scoring.change_words import ratio_text
from scoring.evidence import Evidence, find_positions
from scoring.measures import Level
from scoring.places import LONDON_CODE, LONDON_NAME
from scoring.quadrants import Quadrants

SIGNS = {Verdict.RISING: "▲ rising", Verdict.FALLING: "▼ falling"}
CLEAR_FIRST = {Verdict.RISING.value: 0, Verdict.FALLING.value: 1}


def area_names(evidence: Evidence) -> dict[str, str]:
    """Give every area's name by its code: wards, boroughs and London."""
    named = {LONDON_CODE: LONDON_NAME}
    for level in Level:
        areas = evidence.areas(level)
        named |= {str(code): str(name) for code, name in zip(areas.codes, areas.names, strict=True)}
    return named


def measure_labels(evidence: Evidence) -> dict[str, str]:
    """Give every measure's label by its id."""
    return {measure.id: measure.label for measure in evidence.measures}


def clear_rows(change: ChangeResult) -> npt.NDArray[np.intp]:
    """Give the rows that are rising or falling: rising first, the clearest of each first."""
    verdicts = change.table["verdict"]
    rows = np.flatnonzero(verdicts.isin(list(CLEAR_FIRST)))
    return _ordered(change, rows)


def all_rows(change: ChangeResult) -> npt.NDArray[np.intp]:
    """Give all rows, the clear changes first, those with too few events last."""
    return _ordered(change, np.arange(len(change.table)))


def _ordered(change: ChangeResult, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    table = change.table
    first = table["verdict"].map(CLEAR_FIRST).fillna(2).to_numpy()[rows]
    p_values = np.nan_to_num(table["p_value"].to_numpy(), nan=2.0)[rows]
    return rows[np.lexsort((rows, p_values, first))]


def lay_out_change(quadrants: Quadrants, rows: npt.NDArray[np.intp]) -> pd.DataFrame:
    """Lay out some rows of a comparison with the names of what is compared."""
    change = quadrants.change
    evidence = change.evidence
    table = change.table.iloc[rows]
    names, labels = area_names(evidence), measure_labels(evidence)
    ward = find_positions(table["area_code"], evidence.wards.codes)
    homes = np.where(ward >= 0, evidence.boroughs.names[evidence.borough_of_ward[ward]], "")
    return pd.DataFrame(
        {
            "Area": [names[code] for code in table["area_code"]],
            "Borough": homes,
            "Measure": [labels[measure] for measure in table["measure_id"]],
            "Verdict": [SIGNS.get(Verdict(verdict), verdict) for verdict in table["verdict"]],
            "Before": table["before_count"].to_numpy(),
            "After": table["after_count"].to_numpy(),
            "Change": [ratio_text(ratio) for ratio in table["rate_ratio"]],
            "95% interval": [
                "" if np.isnan(low) else f"{ratio_text(low)} to {ratio_text(high) if np.isfinite(high) else 'any rise'}"
                for low, high in zip(table["ci_low"], table["ci_high"], strict=True)
            ],
            "q-value": [q_text(q_value) for q_value in table["q_value"]],
            "Level": quadrants.quadrant[rows],
        }
    )


def q_text(q_value: float) -> str:
    """Write a q-value with three decimals.

    >>> q_text(0.0312), q_text(0.00004), q_text(float("nan"))
    ('0.031', 'under 0.001', '')
    """
    if np.isnan(q_value):
        return ""
    return "under 0.001" if q_value < 0.001 else f"{q_value:.3f}"


def ward_codes(change: ChangeResult, rows: npt.NDArray[np.intp]) -> list[str | None]:
    """Give each row's ward, None where it is about a borough or London."""
    codes = change.table["area_code"].iloc[rows]
    is_ward = (change.table["level"].iloc[rows] == Level.WARD.value).to_numpy()
    return [str(code) if ward else None for code, ward in zip(codes, is_ward, strict=True)]

"""A result as a table: one row a ward, by rank then code, with the columns that scoring.md fixes."""

import numpy as np
import pandas as pd

from scoring.certainty import CertaintyResult
from scoring.percentile import NO_DATA, Floats
from scoring.score import ScoreResult

SCORE_COLUMNS = (
    "ward_code",
    "ward_name",
    "borough_code",
    "borough_name",
    "need_rank",
    "need_score",
    "max_score",
    "measures_above",
    "measures_with_data",
    "coverage",
    "status",
)
CERTAINTY_COLUMNS = ("ward_code", "in_list_share", "rank_p05", "rank_p50", "rank_p95", "label")


def score_table(result: ScoreResult) -> pd.DataFrame:
    """Lay a result out as a table; a ward that is not scored has no score and no rank, but its counts and flags."""
    evidence = result.evidence
    borough = evidence.borough_of_ward
    columns: dict[str, object] = {
        "ward_code": evidence.wards.codes,
        "ward_name": evidence.wards.names,
        "borough_code": evidence.boroughs.codes[borough],
        "borough_name": evidence.boroughs.names[borough],
        "need_rank": _whole(np.where(result.is_scored, result.rank, np.nan)),
        "need_score": result.score,
        "max_score": np.full(len(evidence.wards), result.max_score),
        "measures_above": result.measures_above,
        "measures_with_data": result.measures_with_data,
        "coverage": result.coverage,
        "status": np.where(result.is_scored, "scored", "not scored"),
    }
    for theme, score in result.theme_scores.items():
        columns[f"score_{theme}"] = score
    for each in result.measures:
        columns[f"above_{each.measure.id}"] = _whole(np.where(each.flags == NO_DATA, np.nan, each.flags))
        columns[f"percentile_{each.measure.id}"] = result.percentiles(each)
    return pd.DataFrame(columns).iloc[result.order()].reset_index(drop=True)


def certainty_table(certainty: CertaintyResult) -> pd.DataFrame:
    """Lay out how firm each ward's place is, in the order of the score table."""
    scored = certainty.result.is_scored
    ranks = {
        name: _whole(np.where(scored, getattr(certainty, name), np.nan))
        for name in ("rank_p05", "rank_p50", "rank_p95")
    }
    table = pd.DataFrame(
        {
            "ward_code": certainty.result.evidence.wards.codes,
            "in_list_share": certainty.in_list_share,
            **ranks,
            "label": [label.value for label in certainty.labels()],
        }
    )
    return table.iloc[certainty.result.order()].reset_index(drop=True)


def _whole(figures: Floats) -> pd.Series:
    return pd.Series(figures).astype("Int64")


def safe_text(text: str) -> str:
    """Make a text cell safe to open in a spreadsheet: one that would start a formula is quoted.

    >>> safe_text("=cmd()"), safe_text("Kew")
    ("'=cmd()", 'Kew')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_csv_text(table: pd.DataFrame) -> str:
    """Write a table as CSV: numbers with up to 12 digits, empty where there is none, text safe for spreadsheets."""
    safe = table.copy()
    for name in safe.columns:
        if isinstance(safe[name].dtype, pd.StringDtype) or safe[name].dtype == object:
            safe[name] = [safe_text(str(cell)) for cell in safe[name]]
    return str(safe.to_csv(index=False, float_format="%.12g", na_rep="", lineterminator="\n"))

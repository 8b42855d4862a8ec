"""The list without each measure, as a table: who leaves and who joins."""

from collections.abc import Sequence

import pandas as pd

from charts.plain import plain_line
from scoring.evidence import Evidence
from scoring.leave_one_out import Omission
from scoring.measures import Level, theme_label

MOST_NAMES = 5


def omission_rows(evidence: Evidence, omissions: Sequence[Omission]) -> pd.DataFrame:
    """Lay out what leaving out each measure does to the list, those that do most first."""
    rows = [
        {
            "Left out": each.measure.label,
            "Theme": theme_label(each.measure.theme),
            "Level": "borough figure" if each.measure.level is Level.BOROUGH else "ward",
            "Leave": len(each.leaving),
            "Join": len(each.entering),
            "Tied": len(each.result.priority.tied),
            "Wards that leave": _names(evidence, each.leaving.tolist()),
            "Wards that join": _names(evidence, each.entering.tolist()),
        }
        for each in sorted(omissions, key=lambda each: (-len(each.leaving) - len(each.entering), each.measure.label))
    ]
    return pd.DataFrame(rows)


def _names(evidence: Evidence, wards: Sequence[int]) -> str:
    names = [plain_line(str(evidence.wards.names[ward])) for ward in wards[:MOST_NAMES]]
    more = [f"{len(wards) - MOST_NAMES} more"] if len(wards) > MOST_NAMES else []
    return ", ".join([*names, *more])

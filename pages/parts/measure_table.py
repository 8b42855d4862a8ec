"""The registry of measures and the list of source files as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.periods import age_words
from pages.parts.about_measure import direction_words
from scoring.evidence import Evidence
from scoring.measure_coverage import coverage_sentence
from scoring.measures import Measure, theme_label


def age_sentence(measure: Measure, built: str) -> str:
    """Say how old a measure's evidence was when the pack was built."""
    return f"Age when the pack was built ({built}): {age_words(measure.period, built)}."


def measure_table(evidence: Evidence) -> pd.DataFrame:
    """Lay out everything that the pack tells of its measures."""
    built = evidence.identity.built
    return pd.DataFrame(
        [
            {
                "Measure": measure.label,
                "Theme": theme_label(measure.theme),
                "Counts as": measure.role.value,
                "Level": measure.level.value,
                "Direction": direction_words(measure),
                "Unit": measure.unit,
                "Per": measure.denominator,
                "Period": measure.period,
                "Age when built": age_words(measure.period, built),
                "Figures for": coverage_sentence(evidence.columns[measure.id]),
                "What it is": measure.description,
                "Know its limits": measure.caveat,
                "Source": measure.source,
                "Publisher": measure.publisher,
                "Licence": measure.licence,
                "Link": measure.url if measure.url.startswith("https://") else None,
                "Id": measure.id,
            }
            for measure in evidence.measures
        ]
    )


def source_table(sources: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Lay out the files of a pack, a row for each table in them; files that were used come first."""
    rows = []
    for entry in sources:
        for table in entry.get("tables") or [{}]:
            rows.append(_source_row(entry, table))
    order = sorted(range(len(rows)), key=lambda place: (not rows[place]["Used for"], rows[place]["File"]))
    return pd.DataFrame([rows[place] for place in order])


def _source_row(entry: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, object]:
    left_out = [f"{each.get('rows', 0):,} rows: {each.get('reason', '')}" for each in table.get("left_out") or []]
    told = [*left_out, *(table.get("notes") or []), *(entry.get("faults") or [])]
    if table.get("unused_because"):
        told.append(table["unused_because"])
    name = str(entry.get("name", ""))
    url = str(entry.get("url", ""))
    return {
        "File": f"{name}, {table['table']}" if table.get("table") else name,
        "State": entry.get("state", ""),
        "Release": table.get("release") or entry.get("release", ""),
        "Used for": ", ".join(table.get("used_for") or []),
        "Rows read": table.get("rows_read", entry.get("rows_read")),
        "Rows used": table.get("rows_used", entry.get("rows_used")),
        "Total in": table.get("total_in"),
        "Total out": table.get("total_out"),
        "Left out, and why": "; ".join(told),
        "Publisher": entry.get("publisher", ""),
        "Licence": entry.get("licence", ""),
        "Link": url if url.startswith("https://") else None,
        "SHA-256": entry.get("sha256", ""),
    }

"""Files made from a result: CSV, Excel and GeoJSON, each with its settings and where the figures come from."""

import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import shapely

from charts.chart import SAMPLE_WARNING, Chart
from charts.web_geometry import WebGeometry
from scoring.explain import WHAT_IT_IS_NOT, explain_ward
from scoring.score import ScoreResult
from scoring.table import safe_text, score_table, to_csv_text

MOST_NAME = 40
LICENCE_WORDS = "Figures keep the licence of their publishers, named with each measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One kind of file."""

    label: str
    suffix: str
    mime: str
    write: Callable[[ScoreResult, WebGeometry | None], bytes]
    needs_shapes: bool = False


def provenance(result: ScoreResult) -> dict[str, str]:
    """Say what a file was made from, line by line."""
    identity = result.evidence.identity
    lines = {"Title": "Need scores of wards", "Pack": identity.title, "Pack built": identity.built}
    if identity.is_sample:
        lines = {"Warning": SAMPLE_WARNING, **lines}
    lines |= {
        "Pack id": identity.fingerprint,
        "Ward boundaries": str(identity.ward_vintage),
        "List": result.priority.sentence(),
        "Settings id": result.settings.fingerprint,
        "What it is not": WHAT_IT_IS_NOT,
    }
    for number, text in enumerate(identity.attribution, start=1):
        lines[f"Attribution {number}"] = text
    for number, text in enumerate(identity.warnings, start=1):
        lines[f"Note {number}"] = text
    return {**lines, "Licence": LICENCE_WORDS}


def write_csv(result: ScoreResult, _geometry: WebGeometry | None = None) -> bytes:
    """Write all wards as CSV, with where it comes from and under which settings in lines that begin with #."""
    return rows_csv(result, export_table(result), {})


def table_csv(result: ScoreResult, chart: Chart) -> bytes:
    """Write a chart's table as CSV, with its words and where it comes from in lines that begin with #."""
    return rows_csv(result, chart.table, {"Chart": chart.title, "Below it": chart.below})


def rows_csv(result: ScoreResult, table: pd.DataFrame, told: Mapping[str, str]) -> bytes:
    """Write any table made from a result as CSV, with what is told of it and where it comes from in lines with #."""
    about = dict(told) | provenance(result)
    lines = [f"# {key}: {' '.join(text.split())}" for key, text in about.items()]
    settings = [f"# {line}" for line in result.settings.to_toml().splitlines() if line]
    return ("\n".join([*lines, "# Settings:", *settings]) + "\n" + to_csv_text(table)).encode("utf-8-sig")


def write_explanation(result: ScoreResult, ward: int) -> bytes:
    """Write why one ward scores what it scores as text, with where the figures come from and under which settings."""
    about = [f"{key}: {' '.join(text.split())}" for key, text in provenance(result).items()]
    lines = [*explain_ward(result, ward), "", *about, "", "Settings:", result.settings.to_toml().rstrip()]
    return ("\n".join(lines) + "\n").encode()


def write_excel(result: ScoreResult, _geometry: WebGeometry | None = None) -> bytes:
    """Write a workbook: the wards, the settings, and where it comes from."""
    wards = export_table(result)
    for name in wards.columns:
        if isinstance(wards[name].dtype, pd.StringDtype) or wards[name].dtype == object:
            wards[name] = [safe_text(str(cell)) for cell in wards[name]]
    about = pd.DataFrame([(key, safe_text(text)) for key, text in provenance(result).items()], columns=["", "About"])
    settings = pd.DataFrame({"Settings file": [safe_text(line) for line in result.settings.to_toml().splitlines()]})
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        about.to_excel(book, sheet_name="About", index=False)
        wards.to_excel(book, sheet_name="Wards", index=False, freeze_panes=(1, 2))
        settings.to_excel(book, sheet_name="Settings", index=False)
        measures = pd.DataFrame(
            [
                (each.measure.id, each.measure.label, each.measure.source, each.measure.period, each.measure.licence)
                for each in result.measures
            ],
            columns=["id", "Measure", "Source", "Period", "Licence"],
        )
        measures.map(safe_text).to_excel(book, sheet_name="Measures", index=False)
        book.sheets["About"].column_dimensions["A"].width = 18
        book.sheets["About"].column_dimensions["B"].width = 110
        for letter, width in zip("ABCD", (12, 34, 12, 26), strict=True):
            book.sheets["Wards"].column_dimensions[letter].width = width
    return out.getvalue()


def write_geojson(result: ScoreResult, geometry: WebGeometry | None = None) -> bytes:
    """Write the wards' simplified outlines with their scores; the settings and the pack stand beside the features."""
    if geometry is None:
        raise ValueError("a pack without outlines can't be written as GeoJSON")
    rows = json.loads(export_table(result).to_json(orient="records", double_precision=12))
    by_code = dict(zip(result.evidence.wards.codes, geometry.shapes, strict=True))
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(by_code[row["ward_code"]])), "properties": row}
        for row in rows
    ]
    document = {
        "type": "FeatureCollection",
        "about": provenance(result),
        "settings": result.settings.to_document(),
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def export_table(result: ScoreResult) -> pd.DataFrame:
    """Lay out what the screen shows: the score table with each ward's place on the list."""
    table = score_table(result)
    codes = result.evidence.wards.codes
    on_list, tied = set(codes[result.priority.chosen]), set(codes[result.priority.tied])
    places = ["on the list" if code in on_list else "tied" if code in tied else "" for code in table["ward_code"]]
    table.insert(table.columns.get_loc("status") + 1, "list", places)
    return table


def name_file(result: ScoreResult, about: str) -> str:
    """Name a file, without its suffix, so that it still tells what it is in a folder of many."""
    identity = result.evidence.identity
    words = re.sub(r"[^a-z0-9]+", "-", about.lower()).strip("-")[:MOST_NAME]
    sample = "sample-not-real-" if identity.is_sample else ""
    return f"ward-need-{sample}{words}-{identity.built}-{result.settings.fingerprint}"


EXPORTS = (
    Export(label="CSV", suffix="csv", mime="text/csv", write=write_csv),
    Export(
        label="Excel",
        suffix="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=write_excel,
    ),
    Export(label="GeoJSON", suffix="geojson", mime="application/geo+json", write=write_geojson, needs_shapes=True),
)

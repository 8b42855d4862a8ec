"""Build a pack from a made-up folder, and look at what came of it."""

import datetime
from pathlib import Path

import pandas as pd

from loaders.build.assemble import build
from loaders.build.report import BuildReport
from loaders.pack import Pack

TODAY = datetime.date(2026, 1, 31)


def make(folder: Path, out: Path | None = None) -> BuildReport:
    return build(folder, out or folder.parent / "pack", say=lambda _: None, today=TODAY)


def figures(pack: Pack, measure_id: str) -> pd.DataFrame:
    rows = pack.values[pack.values["measure_id"] == measure_id]
    return rows.astype({"area_code": "object", "note": "object"}).set_index("area_code")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def gaps(report: BuildReport) -> dict[str, str]:
    return {missing.entry.id: missing.reason for missing in report.missing}

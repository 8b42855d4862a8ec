"""A small pack as files, and the commands that are run on it."""

from pathlib import Path

from loaders.pack import Pack
from scoring.__main__ import main
from scoring.measures import Level, Role
from tests.scoring.small_packs import NONE, Given, monthly_counts, small_tables

NEEDED = {"pack.toml", "measures.toml", "areas.parquet", "values.parquet"}
ROBBERIES = [30.0, 20.0, 12.0, 4.0, 0.0]
COMMANDS = {
    "score": ["score"],
    "certainty": ["certainty", "--draws", "120", "--value-noise"],
    "change": ["change"],
    "concentration": ["concentration", "--measure", "robbery", "--by", "score"],
}


def make_pack() -> Pack:
    measures, areas, values = small_tables(
        {
            "robbery": Given(value=[each / 2 for each in ROBBERIES], count=ROBBERIES, denominator=[2000.0] * 5),
            "trust": Given(value=[40.0, 60.0], level=Level.BOROUGH, theme="perceptions", lower_is_worse=True),
            "poverty": Given(value=[1.0, 9.0, 3.0, NONE, 5.0], theme="health"),
            "clubs": Given(value=[1.0, 2.0, 3.0, 4.0, 5.0], role=Role.STRENGTH, theme="health"),
        },
        boroughs=[0, 0, 1, 1, 1],
    )
    monthly = monthly_counts({"robbery": {f"W0000{n}": [n] * 12 + [2 * n] * 12 for n in range(1, 6)}})
    return Pack(
        title="Five wards",
        kind="sample",
        built="2026-01-31",
        ward_vintage=2022,
        measures=tuple(measures),
        areas=areas,
        values=values,
        monthly=monthly,
    )


def run(command: str, pack: Path, out: Path, *more: str) -> int:
    return main([*COMMANDS[command], "--pack", str(pack), "--out", str(out), *more])

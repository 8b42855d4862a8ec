"""Opening a pack, checked and laid out for scoring, beside reading its tables without any check."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from benchmarks.case import Case
from benchmarks.made_up import make_areas, make_measures, make_values
from loaders.pack import Pack, read_pack
from loaders.pack_write import write_pack

SAMPLE = Path(__file__).parents[1] / "sample_data"


def cases() -> Iterable[Case]:
    """Give the pack that everybody opens first, and one of a country's size."""
    yield _case("sample pack", lambda: SAMPLE, limit_ms=300)
    yield _case("pack of 8,500 wards x 40 measures", _country, limit_ms=1_500)


def _case(name: str, folder: Callable[[], Path], *, limit_ms: float) -> Case:
    return Case(
        name=f"open the {name}",
        run=lambda: read_pack(folder()).arrange(),
        baseline=lambda: [pd.read_parquet(folder() / f"{table}.parquet") for table in ("areas", "values")],
        baseline_name="pandas.read_parquet, nothing checked",
        limit_ms=limit_ms,
        repeats=10,
        baseline_repeats=10,
    )


@cache
def _country() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    measures, areas = make_measures(40), make_areas(8_500)
    pack = Pack(
        title="Made up",
        kind="sample",
        built="2026-01-31",
        ward_vintage=2022,
        measures=measures,
        areas=areas,
        values=make_values(measures, areas),
    )
    write_pack(pack, folder / "country")
    return folder / "country"

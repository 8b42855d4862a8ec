"""Break a pack on disk in one place, for the tests of what reading it says."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.pack import examine_pack


def edit_text(folder: Path, name: str, old: str, new: str) -> None:
    """Replace text that must be there."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edit_table(folder: Path, name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Read a table, change it and write it again."""
    path = folder / f"{name}.parquet"
    rows = change(pq.read_table(path).to_pandas())
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), path)


def set_cells(folder: Path, name: str, column: str, cells: dict[int, object]) -> None:
    """Put other content into some rows of a column, counted from 0."""

    def change(rows: pd.DataFrame) -> pd.DataFrame:
        came = rows[column].tolist()
        for place, cell in cells.items():
            came[place] = cell
        return rows.assign(**{column: came})

    edit_table(folder, name, change)


def edit_shapes(folder: Path, name: str, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> None:
    """Read outlines, change them and write them again."""
    path = folder / f"{name}.parquet"
    change(gpd.read_parquet(path)).to_parquet(path, index=False)


def faults_of(folder: Path) -> list[str]:
    """Give what is wrong with a pack, files named without their folder."""
    return [fault.text.replace(f"{folder}/", "") for fault in examine_pack(folder)[1]]

"""Write a pack: whole or not at all, the same bytes for the same content, and never over what isn't a pack."""

import json
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import tomli_w

from loaders.errors import PackError
from loaders.files import whole_folder
from loaders.pack import Pack, examine_pack
from loaders.pack_tables import FORMAT, TABLES, Holds, Table

ARROW_TYPES = {
    Holds.CODE: pa.string(),
    Holds.TEXT: pa.string(),
    Holds.NUMBER: pa.float64(),
    Holds.COUNT: pa.float64(),
    Holds.MONTH: pa.date32(),
}


def check_target(folder: Path) -> None:
    """Refuse a place that holds what isn't a pack, before any work is done for it."""
    if folder.exists() and not (folder / "pack.toml").exists() and (folder.is_file() or any(folder.iterdir())):
        raise PackError(f"{folder}: expected a new or empty folder, or a pack to replace; it holds something else")


def write_pack(pack: Pack, folder: Path) -> None:
    """Write a pack into a folder, replacing a pack that is there; nothing changes when the pack has a fault."""
    try:
        check_target(folder)
        _write_whole(pack, folder)
    except OSError as error:
        reason = error.strerror or error
        raise PackError(f"{folder}: expected a folder that can be written to; {reason}; name another") from error


def _write_whole(pack: Pack, folder: Path) -> None:
    with whole_folder(folder) as temporary:
        _write_documents(pack, temporary)
        tables = {"areas": pack.areas, "values": pack.values, "monthly": pack.monthly, "people": pack.people}
        for table in TABLES:
            rows = tables[table.name]
            if rows is not None:
                _write_table(table, rows, table.path(temporary))
        for name, shapes in pack.geometry.items():
            shapes.to_parquet(temporary / f"{name}.parquet", index=False, compression="zstd")
        _, faults = examine_pack(temporary)
        if faults:
            raise PackError([fault.text.replace(str(temporary), str(folder)) for fault in faults])


def _write_documents(pack: Pack, folder: Path) -> None:
    about = {
        "format": FORMAT,
        "title": pack.title,
        "kind": pack.kind,
        "built": pack.built,
        "ward_vintage": pack.ward_vintage,
        "attribution": list(pack.attribution),
        "warnings": list(pack.warnings),
        **pack.extra,
    }
    entries = [{key: _plain(value) for key, value in asdict(measure).items()} for measure in pack.measures]
    (folder / "pack.toml").write_text(tomli_w.dumps(about), "utf-8", newline="\n")
    (folder / "measures.toml").write_text(tomli_w.dumps({"measure": entries}), "utf-8", newline="\n")
    sources = json.dumps(list(pack.sources), indent=1, ensure_ascii=False)
    (folder / "sources.json").write_text(sources + "\n", "utf-8", newline="\n")


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _write_table(table: Table, rows: pd.DataFrame, path: Path) -> None:
    # as text, because categories would sort in the order they came in
    ordered = rows.sort_values(list(table.key), kind="stable", key=lambda cells: cells.astype(object))
    arrays = [_arrow(ordered[name], ARROW_TYPES[holds]) for name, holds in table.columns.items()]
    pq.write_table(pa.table(arrays, names=list(table.columns)), path, compression="zstd")


def _arrow(cells: pd.Series, kind: pa.DataType) -> pa.Array:
    if pa.types.is_date(kind):
        return pa.array(pd.to_datetime(cells).dt.date.to_list(), type=kind)
    if pa.types.is_string(kind):
        return pa.array(cells.astype(object).where(cells.notna(), None).to_list(), type=kind)
    return pa.array(cells.to_numpy(dtype=float, na_value=float("nan")), type=kind, from_pandas=True)

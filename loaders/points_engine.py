"""Read street-level crime files with DuckDB, some at a time, down to distinct points: the table work of `points`.

DuckDB is asked for nothing but SQL over local files: it loads no extension, and with a memory limit and a folder to
spill to, a batch larger than memory gets slower and not larger.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from glob import escape
from pathlib import Path

import duckdb

from loaders.errors import SourceError
from scoring.errors import name_some

COLUMNS: Mapping[str, str] = {
    "crime_id": "Crime ID",
    "month": "Month",
    "force": "Reported by",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "crime_type": "Crime type",
}
"""Our names of the columns that are read, and the publisher's."""

CAVEAT = (
    "crimes are published at anonymised map points, so one near a border may be counted in the neighbouring ward; "
    "counts published by ward are to be preferred"
)
REPEATED = "the same crime once more: its id, month, type and point stand in another row"

MEMORY_LIMIT = "1GB"
THREADS = 2
BATCH_BYTES = 192 * 1024 * 1024
"""How much text is read before its crimes are counted by ward and let go: about 850,000 rows."""

BOUNDS = {"longitude": (-9.0, 3.0), "latitude": (49.0, 62.0)}
"""Where the United Kingdom lies; a coordinate elsewhere is damaged or stands in the wrong column."""

_LOAD = """
    CREATE OR REPLACE TEMP TABLE batch AS
    SELECT filename, force, month, crime_type, longitude, latitude,
           sum(CASE WHEN id_hash IS NULL THEN row_count ELSE 1 END)::BIGINT AS crime_count,
           sum(row_count)::BIGINT AS row_count
    FROM (
        SELECT filename, force, month, crime_type, longitude, latitude,
               CASE WHEN crime_id IS NULL THEN NULL ELSE hash(crime_id) END AS id_hash,
               count(*) AS row_count
        FROM read_csv($files, columns = $columns, header = true, filename = true, auto_detect = false,
                      delim = ',', quote = '"', escape = '"')
        GROUP BY ALL
    )
    GROUP BY ALL
"""


def open_engine(*, memory_limit: str, threads: int, spill_folder: Path) -> duckdb.DuckDBPyConnection:
    """Open an engine in memory that stays within its limits and fetches nothing."""
    return duckdb.connect(
        config={
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": str(spill_folder),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        }
    )


def header_of(path: Path) -> tuple[str, ...]:
    """Give the names in the first line; none for a file that is empty or no text."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(cell.strip() for cell in next(csv.reader(file), []))
    except (UnicodeDecodeError, csv.Error):
        return ()


def is_street_header(header: Sequence[str]) -> bool:
    """Tell whether a header is that of street-level crime."""
    return set(COLUMNS.values()) <= set(header)


def batches(paths: Sequence[Path], *, batch_bytes: int = BATCH_BYTES) -> Iterator[list[Path]]:
    """Part the files, in the order of their names, into batches of one header and about one size each.

    Raises `SourceError` naming every file that holds something else.
    """
    ordered = sorted(paths, key=lambda path: (path.name, str(path)))
    headers = {path: header_of(path) for path in ordered}
    strange = [path.name for path in ordered if not is_street_header(headers[path])]
    if strange:
        raise SourceError(
            f"expected street-level crime with the columns {', '.join(COLUMNS.values())}; "
            f"{len(strange)} of {len(ordered)} files hold something else: {name_some(strange)}; leave them out"
        )
    batch: list[Path] = []
    size = 0
    for path in ordered:
        if batch and (size >= batch_bytes or headers[path] != headers[batch[0]]):
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += path.stat().st_size
    if batch:
        yield batch


def load_batch(engine: duckdb.DuckDBPyConnection, batch: Sequence[Path]) -> None:
    """Read files of one header into the table `batch`: one row for each file, force, month, type and point.

    Rows that repeat a crime (same id, month, type and point, as it has several outcomes) are one crime of several rows;
    rows without an id are a crime each.
    """
    ours = {theirs: name for name, theirs in COLUMNS.items()}
    header = header_of(batch[0])
    if not is_street_header(header):
        raise SourceError(
            f"{batch[0].name}: expected street-level crime as UTF-8 text cut at commas, with its header in the first "
            "line; it is otherwise encoded, cut or damaged: fetch it again"
        )
    columns = {ours.get(name, f"other_{place}"): "VARCHAR" for place, name in enumerate(header)}
    try:
        engine.execute(_LOAD, {"files": [escape(str(path)) for path in batch], "columns": columns})
    except duckdb.InvalidInputException as error:
        raise SourceError(_broken(engine, batch, columns) or [str(error)]) from error
    if faults := _faults(engine, batch):
        raise SourceError(faults)


def _broken(engine: duckdb.DuckDBPyConnection, batch: Sequence[Path], columns: Mapping[str, str]) -> list[str]:
    """Say of each file that can't be read what is wrong with it."""
    faults = []
    for path in batch:
        try:
            engine.execute(_LOAD, {"files": [escape(str(path))], "columns": columns})
        except duckdb.InvalidInputException as error:
            line = re.search(r"Line: (\d+)", str(error))
            place = f"line {line[1]}" if line else "one line"
            what = "is no UTF-8 text" if "unicode" in str(error) else "does not"
            faults.append(
                f"{path.name}: expected UTF-8 text with {len(columns)} cells in every line, but {place} {what}; "
                "the file is cut off or damaged: fetch it again"
            )
    return faults


def _faults(engine: duckdb.DuckDBPyConnection, batch: Sequence[Path]) -> list[str]:
    """Say what is wrong with the cells of a batch, each kind of fault once with its files and some of its values."""
    checks = {
        "months such as 2024-03": (
            "month",
            "NOT coalesce(regexp_full_match(month, '(19|20)\\d\\d-(0[1-9]|1[0-2])'), false)",
        ),
        "a crime type": ("crime_type", "crime_type IS NULL"),
        "the name of a police force": ("force", "force IS NULL"),
    }
    for column, (low, high) in BOUNDS.items():
        between = f"coalesce(try_cast({column} AS DOUBLE) BETWEEN {low} AND {high}, false)"
        checks[f"{column}s from {low:g} to {high:g}, or none"] = (column, f"{column} IS NOT NULL AND NOT {between}")
    faults = []
    for expected, (column, is_wrong) in checks.items():
        found = engine.execute(
            f"SELECT filename, {column}, sum(row_count)::BIGINT FROM batch WHERE {is_wrong} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        if found:
            values = name_some(dict.fromkeys(repr(value) if value else "nothing" for _, value, _ in found))
            files = name_some(sorted({Path(name).name for name, _, _ in found}))
            faults.append(f"{files}: expected {expected}, came {values} in {sum(row[2] for row in found):,} rows")
    present = {Path(name) for (name,) in engine.execute("SELECT DISTINCT filename FROM batch").fetchall()}
    empty = [path.name for path in batch if path not in present]
    if empty:
        faults.append(f"{name_some(empty)}: expected rows under the header, but there are none; fetch it again")
    return faults

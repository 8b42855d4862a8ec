"""The account of every file for sources.json: what came in, what went out, what was left out and why."""

from collections.abc import Sequence
from typing import Any

from loaders.build.folder import Held, SourceFile, State
from loaders.build.ledger import Ledger
from loaders.extract import Geography, Kind
from loaders.publications import PUBLICATIONS


def account_for(sources: Sequence[SourceFile], held: Sequence[Held], ledger: Ledger) -> tuple[dict[str, Any], ...]:
    """Give one entry a file, each with one entry for each table that it holds.

    total_in = total_out + the totals left out. What the reader left out is counted in rows of the file (rows_read =
    rows_used + rows left out), what the build left out afterwards in single figures, of which a row may hold many.
    """
    return tuple(_file_entry(source, [table for table in held if table.source is source], ledger) for source in sources)


def _file_entry(source: SourceFile, held: Sequence[Held], ledger: Ledger) -> dict[str, Any]:
    publication = PUBLICATIONS.get(source.reader.id) if source.reader else None
    tables = [_table_entry(table, ledger) for table in held]
    entry: dict[str, Any] = {
        "name": source.name,
        "what": source.reader.label if source.reader else "",
        "publisher": publication.publisher if publication else "",
        "url": publication.page if publication else "",
        "licence": publication.licence if publication else "",
        "bytes": source.size,
        "sha256": source.sha256,
        "state": str(source.state) if not _is_unused(source, tables) else "read, not used",
        "release": ", ".join(dict.fromkeys(table["release"] for table in tables)),
        "rows_read": sum(table["rows_read"] for table in tables),
        "rows_used": sum(table["rows_used"] for table in tables),
        "tables": tables,
    }
    if source.faults:
        entry["faults"] = list(source.faults)
    return entry


def _is_unused(source: SourceFile, tables: Sequence[dict[str, Any]]) -> bool:
    return source.state is State.READ and not any(table["used_for"] for table in tables)


def _table_entry(held: Held, ledger: Ledger) -> dict[str, Any]:
    extract, account = held.extract, ledger.account(held)
    entry: dict[str, Any] = {
        "table": extract.part,
        "format": extract.format,
        "geography": str(extract.geography),
        "release": extract.release,
        "vintage": extract.vintage,
        "used_for": list(account.used_for),
        "rows_read": extract.rows_read,
        "rows_used": extract.rows_used,
        "left_out": [
            *({"reason": left.reason, "rows": left.rows, "total": left.total} for left in extract.left_out),
            *({"reason": left.reason, "figures": left.rows, "total": left.total} for left in account.left_out),
        ],
        "total_in": extract.total_in,
        "total_out": account.total_out,
        "notes": [*extract.notes, *account.notes],
    }
    if not account.used_for:
        entry["unused_because"] = account.unused or why_unused(held)
    return entry


def why_unused(held: Held) -> str:
    """Say why nothing is made from a table that nobody passed over."""
    if held.extract.kind is Kind.BOUNDARIES:
        return "boroughs are made of the wards, and small areas need no outlines"
    if held.extract.kind is Kind.COUNTS and held.extract.geography is Geography.BOROUGH:
        return "crime measures are made from counts by ward"
    if held.extract.kind is Kind.POINTS:
        return "counts published by ward are preferred: the points are anonymised and may lie in another ward"
    return "no measure is made from it"

"""Fetch a table of Nomis page by page into one CSV with one header, and check its total against RECORD_COUNT."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from loaders.download.content import check_header, first_row
from loaders.download.paged import MOST_PAGE_BYTES, Merged, Turn
from loaders.download.web import Web, check_size
from loaders.errors import SourceError
from loaders.publishers import Download, NomisTable

PAGE_ROWS = 25_000
TOTAL_COLUMN = "RECORD_COUNT"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    header: str
    body: str
    rows: int
    total: int


def fetch_nomis_table(web: Web, table: NomisTable, download: Download, path: Path, *, turn: Turn) -> Merged:
    """Fetch all pages; whatever Nomis cuts a call at, go on from the row reached until all that it counts are here."""
    address = f"{web.address(table.path)}?{table.query}&recordlimit={PAGE_ROWS}"
    rows = count = 0
    first: _Page | None = None
    last: _Page | None = None
    with path.open("w", encoding="utf-8", newline="\n") as file:
        while first is None or rows < first.total:
            page = _fetch_page(web, f"{address}&recordoffset={rows}", download)
            if first is None:
                first = page
                file.write(page.header + "\n")
            _check_goes_on(address, page, first=first, last=last, rows=rows)
            file.write(page.body)
            check_size(address, file.tell(), max_bytes=download.max_bytes)
            rows, count, last = rows + page.rows, count + 1, page
            turn(rows, page.total)
    if rows != first.total:
        raise SourceError(f"{address}: expected {first.total:,} rows; {rows:,} came; try again")
    return Merged(address=address, pages=count, rows=rows)


def _check_goes_on(address: str, page: _Page, *, first: _Page, last: _Page | None, rows: int) -> None:
    """Refuse a page that is the one before again, or of a table that has changed meanwhile."""
    if page == last:
        raise SourceError(f"{address}: expected the page from row {rows:,}; the server gave the one before again")
    if (page.header, page.total) != (first.header, first.total):
        raise SourceError(
            f"{address}: expected a page of the same {first.total:,} rows; the table has changed meanwhile "
            f"(it now counts {page.total:,}); try again"
        )


def _fetch_page(web: Web, address: str, download: Download) -> _Page:
    raw = web.fetch_whole(address, max_bytes=MOST_PAGE_BYTES)
    columns = first_row(raw)
    check_header(columns, download)
    try:
        header, _, body = raw.decode("utf-8-sig").replace("\r\n", "\n").partition("\n")
        records = [record for record in csv.reader(io.StringIO(body)) if record]
        total = int(records[0][[column.upper() for column in columns].index(TOTAL_COLUMN)]) if records else 0
    except (ValueError, IndexError) as error:
        raise SourceError(f"{address}: expected a CSV that counts its rows in {TOTAL_COLUMN}; {error}") from error
    if not records:
        raise SourceError(f"{address}: expected rows from there on; none came")
    return _Page(header=header, body=body if body.endswith("\n") else body + "\n", rows=len(records), total=total)

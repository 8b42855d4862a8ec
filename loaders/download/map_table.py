"""Fetch a map server's table page by page into one file, and check its total against the server's own count."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from loaders.download.content import check_header
from loaders.download.paged import MOST_PAGE_BYTES, MOST_PAGES, Merged, Turn
from loaders.download.patience import PassingError
from loaders.download.web import Web, check_size
from loaders.errors import SourceError
from loaders.publishers import Content, Download, MapTable

PAGE_ROWS = 2_000
PASSING_CODES = (429, 500, 502, 503, 504)

Features = list[dict[str, Any]]


def fetch_map_table(web: Web, table: MapTable, download: Download, path: Path, *, turn: Turn) -> Merged:
    """Fetch all pages into one GeoJSON collection, or into one CSV where the download is a table without shapes."""
    with_shapes = Content.GEOJSON in download.contents
    address = web.address(table.path)
    total = _count_rows(web, address, table)
    question = {"where": table.where, "outFields": table.fields, "orderByFields": table.key}
    if with_shapes:
        # no maxAllowableOffset: it thins each outline by itself, and neighbours no longer share a border
        question |= {"outSR": "4326", "geometryPrecision": "6"}
    question |= {"f": "geojson" if with_shapes else "json", "resultRecordCount": str(PAGE_ROWS)}
    asked = f"{address}?{urlencode(question, quote_via=quote)}"
    pages = _pages(web, asked, turn=lambda rows: turn(rows, total))
    page_count, rows = (_write_collection if with_shapes else _write_rows)(pages, download, path)
    if rows != total:
        raise SourceError(f"{asked}: expected {total:,} rows, as the server counts them; {rows:,} came; try again")
    return Merged(address=asked, pages=page_count, rows=rows)


def _count_rows(web: Web, address: str, table: MapTable) -> int:
    question = {"where": table.where, "returnCountOnly": "true", "f": "json"}
    asked = f"{address}?{urlencode(question, quote_via=quote)}"
    answer = _ask(web, asked)
    total = answer.get("count")
    if not isinstance(total, int) or total < 1:
        raise SourceError(f"{asked}: expected the number of rows; came {json.dumps(answer)[:200]}")
    return total


def _pages(web: Web, address: str, *, turn: Callable[[int], None]) -> Iterator[Features]:
    rows = 0
    last: Features = []
    for _ in range(MOST_PAGES):
        page = _ask(web, f"{address}&resultOffset={rows}")
        features = page.get("features")
        if not isinstance(features, list):
            raise SourceError(f"{address}: expected features; came {json.dumps(page)[:200]}")
        if features and features == last:
            raise SourceError(f"{address}: expected the page from row {rows:,}; the server gave the one before again")
        rows, last = rows + len(features), features
        turn(rows)
        yield features
        # plain answers say it at the top, GeoJSON answers of newer servers among the properties
        is_cut = page.get("exceededTransferLimit") or (page.get("properties") or {}).get("exceededTransferLimit")
        if not (is_cut and features):
            return
    raise SourceError(f"{address}: expected at most {MOST_PAGES:,} pages; there are more")


def _ask(web: Web, address: str) -> dict[str, Any]:
    def once() -> dict[str, Any]:
        body = web.fetch_whole(address, max_bytes=MOST_PAGE_BYTES)
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise SourceError(f"{address}: expected JSON; what came can't be read ({error})") from error
        if not isinstance(answer, dict):
            raise SourceError(f"{address}: expected a JSON object; came a {type(answer).__name__}")
        _check_answer(address, answer)
        return answer

    return web.patience.trying_again(once)


def _check_answer(address: str, answer: dict[str, Any]) -> None:
    """Find the fault in an answer: these servers report theirs with status 200."""
    fault = answer.get("error")
    if isinstance(fault, dict):
        words = f"{address}: the server answered {fault.get('code')} {fault.get('message')}"
        raise PassingError(words) if fault.get("code") in PASSING_CODES else SourceError(words)


def _write_collection(pages: Iterator[Features], download: Download, path: Path) -> tuple[int, int]:
    count = rows = size = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for features in pages:
            count += 1
            for feature in features:
                check_header(list(feature.get("properties") or {}), download)
                size += file.write(("," if rows else "") + "\n" + json.dumps(feature, ensure_ascii=False))
                check_size(download.label, size, max_bytes=download.max_bytes)
                rows += 1
        file.write("\n]}\n")
    return count, rows


def _write_rows(pages: Iterator[Features], download: Download, path: Path) -> tuple[int, int]:
    count = rows = 0
    columns: list[str] = []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for features in pages:
            count += 1
            for feature in features:
                cells = feature.get("attributes") or {}
                if not columns:
                    columns = list(cells)
                    check_header(columns, download)
                    writer.writerow(columns)
                if list(cells) != columns:
                    raise SourceError(
                        f"{download.label}: expected the columns {', '.join(columns)} in each row; "
                        f"row {rows + 1:,} has {', '.join(cells) or 'none'}"
                    )
                writer.writerow(cells.values())
                rows += 1
            check_size(download.label, file.tell(), max_bytes=download.max_bytes)
    return count, rows

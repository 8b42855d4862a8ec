"""What the download command tells: the list of files, the plan of a dry run, the closing table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.download.fetch import Outcome, State
from loaders.download.record import RECORD_NAME
from loaders.publishers import DOWNLOADS, PUBLISHERS, Catalogue, Direct, Download


def list_downloads() -> str:
    """List every file that can be fetched, and every publisher with its licence."""
    rows = [("id", "what", "publisher", "page")]
    for download in DOWNLOADS:
        label = f"{download.label} (only when named)" if download.is_on_request else download.label
        rows.append((download.id, label, download.publisher.id, download.page))
    names = [f"{publisher.id}: {publisher.name}. {publisher.licence}" for publisher in PUBLISHERS.values()]
    return "\n".join([*_aligned(rows), "", *names])


def plan(downloads: Sequence[Download], *, bases: Mapping[str, str]) -> str:
    """Say which addresses would be asked, in which order, with mirrors in place of the publishers they stand for."""
    lines = []
    for download in downloads:
        publisher = download.publisher
        base = bases.get(publisher.id, publisher.base).rstrip("/")
        lines.append(f"{download.id}.{' or '.join(download.contents)}, at most {download.max_bytes / 1e6:,.0f} MB:")
        for address in download.addresses:
            how = {Catalogue: "look up in", Direct: "fetch"}.get(type(address), "fetch in pages")
            lines.append(f"    {how} {base}{address.path}")
    return "\n".join([*lines, "Nothing was asked of any server."])


def report(outcomes: Sequence[Outcome], folder: Path) -> str:
    """Say in one table what became of each file, then all that went wrong, then the counts."""
    rows = [("id", "", "MB", "file")]
    details = []
    for outcome in outcomes:
        entry = outcome.entry
        size = f"{entry.bytes / 1e6:,.2f}" if entry else ""
        rows.append((outcome.download.id, outcome.state, size, entry.file if entry else ""))
        for fault in outcome.faults:
            details.append(f"{outcome.download.id}: {fault}")
    counts = [
        f"{sum(outcome.state is state for outcome in outcomes)} {state}"
        for state in State
        if any(outcome.state is state for outcome in outcomes)
    ]
    summary = f"{', '.join(counts) or 'Nothing fetched'}. Addresses, times and checksums: {folder / RECORD_NAME}"
    return "\n".join([*_aligned(rows), *(["", *details] if details else []), "", summary])


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]

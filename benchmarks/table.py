"""Lay measured figures out as one table."""

from collections.abc import Sequence

from benchmarks.measure import Measured

HEADER = (
    "benchmark",
    "median ms",
    "95th ms",
    "limit ms",
    "baseline",
    "baseline ms",
    "ratio",
    "at least",
    "MB",
    "limit",
)


def make_table(results: Sequence[Measured]) -> str:
    """Lay the results out in aligned columns.

    >>> from benchmarks.case import Case
    >>> case = Case(name="sum", run=list, limit_ms=5, baseline=list, baseline_name="loop", min_ratio=2)
    >>> print(make_table([Measured(case=case, median_ms=2, p95_ms=3, baseline_ms=8, peak_mb=None)]))
    benchmark  median ms  95th ms  limit ms  baseline  baseline ms  ratio  at least  MB  limit
    sum             2.00     3.00         5  loop             8.00    4.0         2
    """
    rows = [HEADER, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    is_text = [title in ("benchmark", "baseline") for title in HEADER]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if text else cell.rjust(width)
            for cell, width, text in zip(row, widths, is_text, strict=True)
        ).rstrip()
        for row in rows
    )


def _row(result: Measured) -> tuple[str, ...]:
    case = result.case
    return (
        case.name,
        _figure(result.median_ms, ",.2f"),
        _figure(result.p95_ms, ",.2f"),
        _figure(case.limit_ms, ",g"),
        case.baseline_name,
        _figure(result.baseline_ms, ",.2f"),
        _figure(result.ratio, ",.1f"),
        _figure(case.min_ratio, ",g"),
        _figure(result.peak_mb, ",.0f"),
        _figure(case.limit_mb, ",g"),
    )


def _figure(figure: float | None, layout: str) -> str:
    return "" if figure is None else format(figure, layout)

"""One figure measured in a browser, its limit, and what the plain way took; laid out as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADER = ("figure", "measured", "limit", "plain way", "ratio", "at least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; less is better."""

    name: str
    unit: str
    measured: float
    limit: float | None = None
    plain: float | None = None
    min_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """Say how many times more the plain way took."""
        return None if self.plain is None or not self.measured else self.plain / self.measured

    @property
    def faults(self) -> tuple[str, ...]:
        """Name every limit that was missed; a figure that could not be taken misses them all."""
        faults = []
        if self.limit is not None and not self.measured <= self.limit:
            faults.append(f"{self.name}: {self.measured:,.1f} {self.unit} is over the limit of {self.limit:,g}")
        if self.min_ratio is not None and not (self.ratio or 0) >= self.min_ratio:
            faults.append(f"{self.name}: {self.ratio or 0:,.1f} times the plain way; expected {self.min_ratio:,g}")
        return tuple(faults)


def make_figure_table(figures: Sequence[Figure]) -> str:
    """Lay figures out in aligned columns.

    >>> print(make_figure_table([Figure(name="move", unit="ms", measured=50, limit=60, plain=500, min_ratio=8)]))
    figure  measured  limit  plain way  ratio  at least
    move     50.0 ms     60      500.0   10.0         8
    """
    rows = [HEADER, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def _row(figure: Figure) -> tuple[str, ...]:
    def text(value: float | None, layout: str) -> str:
        return "" if value is None else format(value, layout)

    return (
        figure.name,
        f"{figure.measured:,.1f} {figure.unit}",
        text(figure.limit, ",g"),
        text(figure.plain, ",.1f"),
        text(figure.ratio, ",.1f"),
        text(figure.min_ratio, ",g"),
    )

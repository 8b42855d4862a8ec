"""How long it takes to have the whole method at hand, interpreter and all."""

import subprocess
import sys
from collections.abc import Iterable

from benchmarks.case import Case

MODULES = ("score", "certainty", "leave_one_out", "change", "concentration", "contrast", "explain", "table")


def cases() -> Iterable[Case]:
    """Give the import of all that pages and the command line ask of the method."""
    yield Case(
        name="import of scoring, in a process of its own",
        run=lambda: run_alone("import " + ", ".join(f"scoring.{name}" for name in MODULES)),
        baseline=lambda: run_alone("import pandas, scipy.special"),
        baseline_name="pandas and scipy.special alone",
        limit_ms=500,
        repeats=10,
        baseline_repeats=10,
    )


def run_alone(code: str) -> None:
    """Run a line of Python in a process of its own."""
    subprocess.run([sys.executable, "-c", code], check=True)

"""What one benchmark is.

A module `benchmarks/bench_<subject>.py` has a function `cases()` that gives some of these:

    def cases() -> Iterable[Case]:
        evidence = make_evidence(wards=680, measures=16)
        yield Case(
            name="score, 680 wards x 16 measures",
            run=lambda: score_wards(evidence, Settings()),
            limit_ms=5,
            baseline=lambda: score_with_pandas(evidence),
            baseline_name="pandas, column by column",
            min_ratio=3,
        )

What is built in `cases()` is not measured; only `run` and `baseline` are. The two take turns, so that a machine that
slows down slows both.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One figure to measure, and what it must keep to.

    `limit_ms` holds for the median. `min_ratio` is how many times faster than the baseline the median must be.
    `limit_mb` is the most memory that a process of its own may take for one run, imports and inputs included.
    A case with `needs_browser` is left out unless `--browser` is given.
    """

    name: str
    run: Callable[[], object]
    baseline: Callable[[], object] | None = None
    baseline_name: str = ""
    limit_ms: float | None = None
    min_ratio: float | None = None
    limit_mb: float | None = None
    repeats: int = 20
    baseline_repeats: int = 3
    needs_browser: bool = False

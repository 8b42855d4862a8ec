"""Take the time and the memory of a case."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one case took, and each way in which that is more than it may."""

    case: Case
    median_ms: float
    p95_ms: float
    baseline_ms: float | None
    peak_mb: float | None

    @property
    def ratio(self) -> float | None:
        """Say how many times longer the baseline took."""
        return None if self.baseline_ms is None else self.baseline_ms / self.median_ms

    @property
    def faults(self) -> tuple[str, ...]:
        """Name every limit that was missed."""
        case, ratio, faults = self.case, self.ratio, []
        if case.limit_ms is not None and self.median_ms > case.limit_ms:
            faults.append(f"median {self.median_ms:,.2f} ms is over the limit of {case.limit_ms:,g} ms")
        if case.min_ratio is not None and (ratio is None or ratio < case.min_ratio):
            came = "was not measured" if ratio is None else f"is {ratio:,.1f}"
            faults.append(f"ratio to the baseline {came}; expected {case.min_ratio:,g} or more")
        if case.limit_mb is not None and self.peak_mb is not None and self.peak_mb > case.limit_mb:
            faults.append(f"memory {self.peak_mb:,.0f} MB is over the limit of {case.limit_mb:,g} MB")
        return tuple(faults)


def measure(case: Case, *, module: str) -> Measured:
    """Run a case and its baseline in turns, as often as the case says, after one run that does not count."""
    if case.repeats > 1:
        case.run()
    times = []
    baseline_times = []
    for turn in range(case.repeats):
        times.append(_time(case.run))
        if case.baseline is not None and turn < case.baseline_repeats:
            baseline_times.append(_time(case.baseline))
    return Measured(
        case=case,
        median_ms=median(times),
        p95_ms=quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0],
        baseline_ms=median(baseline_times) if baseline_times else None,
        peak_mb=None if case.limit_mb is None else _measure_peak(module, case.name),
    )


def peak_mb_of_this_process() -> float | None:
    """Give the most memory that this process ever held, None where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` tells on Linux includes the process that started this one
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return None


def _time(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def _measure_peak(module: str, name: str) -> float | None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--peak", module, name], capture_output=True, text=True, check=True
    )
    return float(done.stdout) if done.stdout.strip() else None

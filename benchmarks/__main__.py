"""Run the benchmarks and print them as one table: `python -m benchmarks [--browser] [WORD ...]`."""

import argparse
import importlib
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.case import Case
from benchmarks.measure import measure, peak_mb_of_this_process
from benchmarks.table import make_table

FOLDER = Path(__file__).resolve().parent


def main(arguments: Sequence[str]) -> int:
    """Measure the cases whose name or module holds one of the words; exit 1 when a figure misses its limit."""
    parser = argparse.ArgumentParser(prog="tasks.py bench", description="Measure how fast the tool is.")
    parser.add_argument("words", nargs="*", metavar="WORD", help="measure only what has this word in its name")
    parser.add_argument("--browser", action="store_true", help="measure in a real browser too")
    parser.add_argument("--peak", nargs=2, metavar=("MODULE", "NAME"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.peak:
        return _print_peak(*options.peak)
    results = []
    for module, case in _find_cases(FOLDER):
        wanted = not options.words or any(word.lower() in f"{module} {case.name}".lower() for word in options.words)
        if wanted and (options.browser or not case.needs_browser):
            print(f"measuring {case.name} ...", file=sys.stderr, flush=True)
            results.append(measure(case, module=module))
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    print(make_table(results))
    faults = [f"{result.case.name}: {fault}" for result in results for fault in result.faults]
    count = len(results)
    if options.browser:
        from benchmarks.browser.figures import make_figure_table
        from benchmarks.browser.measure import measure_all

        figures = measure_all(options.words)
        print(f"\nIn headless Chromium without a graphics card\n\n{make_figure_table(figures)}")
        faults += [fault for figure in figures for fault in figure.faults]
        count += len(figures)
    print("\n" + ("\n".join(faults) if faults else f"All {count} figures are within their limits."))
    return 1 if faults else 0


def _find_cases(folder: Path) -> Iterable[tuple[str, Case]]:
    for path in sorted(folder.glob("bench_*.py")):
        yield from ((path.stem, case) for case in importlib.import_module(f"benchmarks.{path.stem}").cases())


def _print_peak(module: str, name: str) -> int:
    case = next(case for found, case in _find_cases(FOLDER) if found == module and case.name == name)
    case.run()
    peak = peak_mb_of_this_process()
    print("" if peak is None else peak)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

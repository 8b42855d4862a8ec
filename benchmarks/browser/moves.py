"""Moves a slider by its keys and measures what follows, until the map's pixels and the table are there."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page

WATCH = Path(__file__).with_name("watch.js").read_text("utf-8")
QUIET_MS, PLAIN_QUIET_MS, LARGE_PLAIN_QUIET_MS = 900, 5_000, 25_000
"""So long nothing may come or be drawn before a move counts as over; a page that sends megabytes thinks for seconds."""

MOST_WAIT_MS = 240_000
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one move of a slider took, in milliseconds from the key, and in bytes to the browser."""

    issued_ms: float
    done_ms: float
    table_ms: float
    sent_bytes: float
    cpu_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Many moves: medians, and the 95th percentile of the map's drawing commands."""

    issued_ms: float
    issued_p95_ms: float
    done_ms: float
    table_ms: float
    sent_kb: float
    cpu_ms: float


def measure_moves(page: Page, *, process: int, number: int, quiet_ms: int = QUIET_MS) -> Moves:
    """Move the page's first slider and sum up; the first two moves warm up and don't count.

    It never comes back to where it was: what the browser was sent before comes again as a mere name, which would
    flatter both ways. A move that leaves every ward in its class sends no map and counts for the rest only.
    """
    taken = [_move(page, process=process, quiet_ms=quiet_ms) for _ in range(number + 2)][2:]
    mapped = [move for move in taken if not isnan(move.issued_ms)]
    issued = [move.issued_ms for move in mapped]
    return Moves(
        issued_ms=_middle(issued),
        issued_p95_ms=quantiles(issued, n=20, method="inclusive")[-1] if len(issued) > 1 else _middle(issued),
        done_ms=_middle([move.done_ms for move in mapped]),
        table_ms=median(move.table_ms for move in taken),
        sent_kb=median(move.sent_bytes for move in taken) / 1000,
        cpu_ms=sum(move.cpu_ms for move in taken) / len(taken),
    )


def _middle(times: list[float]) -> float:
    """Give the median; of nothing, when a map was never seen to be drawn in time, NaN."""
    return median(times) if times else float("nan")


def _move(page: Page, *, process: int, quiet_ms: int) -> Move:
    """Move by one step, with a key: a click so near the handle would not move it."""
    slider = page.locator("[data-testid=stSlider] input[type=range]").first
    slider.focus()
    _wait_until_quiet(page, quiet_ms)
    page.evaluate("__forget()")
    cpu = cpu_seconds(process)
    slider.press("ArrowRight")
    page.wait_for_function("__seen.sent > 0 && __seen.frames.length > 0", timeout=MOST_WAIT_MS)
    _wait_until_quiet(page, quiet_ms)
    seen = page.evaluate("__seen")
    begun, first = seen["begun"], min(at for at, _ in seen["frames"])
    draws = [at for at in seen["draws"] if at >= first]
    texts = [at for at in seen["texts"] if at >= first]
    return Move(
        issued_ms=min(draws, default=float("nan")) - begun,
        done_ms=max((at for at in seen["done"] if at >= first), default=float("nan")) - begun,
        table_ms=_end_of_first_burst(texts) - begun,
        sent_bytes=sum(size for _, size in seen["frames"]),
        cpu_ms=(cpu_seconds(process) - cpu) * 1000,
    )


def _end_of_first_burst(times: list[float]) -> float:
    """Give the end of the first run of times without a gap: a canvas is also painted again when the mouse is near."""
    end = float("nan")
    for at in times:
        if end == end and at - end > 200:
            break
        end = at
    return end


def _wait_until_quiet(page: Page, quiet_ms: int = QUIET_MS) -> None:
    """Wait until nothing has come or been drawn for a while."""
    page.wait_for_function(
        """quiet => {
            const last = key => Math.max(0, ...__seen[key].slice(-1).map(at => at[0] ?? at));
            return performance.now() - Math.max(last("frames"), last("draws"), last("done"), last("texts")) > quiet;
        }""",
        arg=quiet_ms,
        timeout=MOST_WAIT_MS,
        polling=50,
    )


@contextmanager
def watched_page(browser: Browser) -> Iterator[Page]:
    """Give an empty page that will note what it draws."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 2200})
    page = context.new_page()
    page.add_init_script(WATCH)
    yield page
    context.close()


@contextmanager
def opened_page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page that notes what it draws, and wait until all of it is there."""
    with watched_page(browser) as page:
        open_and_wait(page, address)
        yield page


def open_and_wait(page: Page, address: str) -> float:
    """Open an address and give the seconds until map and table are drawn and nothing moves any more."""
    started = time.perf_counter()
    page.goto(address)
    return _wait_until_complete(page, started)


def reload_and_wait(page: Page) -> float:
    """Load the page again and give the seconds until it is complete."""
    started = time.perf_counter()
    page.reload()
    return _wait_until_complete(page, started)


def open_page_and_wait(page: Page, address: str) -> float:
    """Open a page that may have neither map nor table, and give the seconds until all its parts are there and drawn."""
    started = time.perf_counter()
    page.goto(address)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning] h1").first.wait_for()
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", polling=20)
    there = time.perf_counter() - started
    _wait_until_quiet(page)
    return max(there, time.perf_counter() - started - _seconds_since_last_drawn(page))


def _wait_until_complete(page: Page, started: float) -> float:
    page.wait_for_function(
        "window.__seen && __seen.done.length > 0 && __seen.texts.length > 0 "
        "&& !document.querySelector('[data-testid=stSkeleton]')",
        timeout=MOST_WAIT_MS,
        polling=20,
    )
    _wait_until_quiet(page)
    return time.perf_counter() - started - _seconds_since_last_drawn(page)


def _seconds_since_last_drawn(page: Page) -> float:
    last = "Math.max(...['done', 'texts'].map(key => __seen[key].at(-1) ?? 0))"
    return float(page.evaluate(f"performance.now() - {last}")) / 1000


def cpu_seconds(process: int) -> float:
    """Give the processor time that a process has taken; NaN where the system does not tell."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def memory_mb(process: int) -> float:
    """Give the memory that a process holds; NaN where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024

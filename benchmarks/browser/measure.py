"""Take every figure that the pages must keep to, in headless Chromium without a graphics card."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser.country import write_country
from benchmarks.browser.figures import Figure
from benchmarks.browser.moves import (
    LARGE_PLAIN_QUIET_MS,
    PLAIN_QUIET_MS,
    WATCH,
    Moves,
    measure_moves,
    memory_mb,
    open_and_wait,
    open_page_and_wait,
    reload_and_wait,
    watched_page,
)
from benchmarks.browser.sessions import load, open_visitors
from loaders.offered import FOLDER_SETTING, SAMPLE_FOLDER
from tests.browser.chromium import launch_arguments, obtain_chromium
from tests.browser.server import free_port

ROOT = Path(__file__).resolve().parents[2]
MOVES, PLAIN_MOVES = 20, 4
VISITORS, LOAD_SECONDS = 50, 60.0
MORE_SESSIONS = 20
START_SECONDS, TEAM_SECONDS = 60.0, 8.0
PAGES = ("ward", "change", "certainty", "concentration", "method")


GROUPS = (
    "sessions",
    "start",
    "moves on the sample",
    "moves on 7,000 wards",
    "pages of the sample",
    "pages of 7,000 wards",
)


def measure_all(words: Sequence[str]) -> list[Figure]:
    """Take the figures of the groups whose name holds one of the words, one after the other, and say each at once."""
    wanted = [name for name in GROUPS if not words or any(word.lower() in f"browser {name}" for word in words)]
    figures: list[Figure] = []
    if not wanted:
        return figures

    def take(some: Iterator[Figure]) -> None:
        for figure in some:
            sys.stderr.write(f"  {figure.name}: {figure.measured:,.2f} {figure.unit}\n")
            figures.append(figure)

    program = obtain_chromium(lambda line: sys.stderr.write(f"{line}\n"))
    if "sessions" in wanted:  # first: they have a loop of their own, which the browser's would not let run
        take(_sessions())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        packs = Path(folder)
        if any("7,000" in name for name in wanted):
            _tell("writing a pack of 7,000 wards")
            write_country(packs / "country")
        browser = playwright.chromium.launch(executable_path=program, args=launch_arguments())
        group = {
            "start": lambda: _first_page(browser),
            "moves on the sample": lambda: _moves(browser, packs, "sample", "", SAMPLE_FOLDER),
            "moves on 7,000 wards": lambda: _moves(browser, packs, "7,000 wards", "?pack=country", packs / "country"),
            "pages of the sample": lambda: _pages(browser, packs, "sample", 2.0),
            "pages of 7,000 wards": lambda: _pages(browser, packs, "country", 4.0),
        }
        for name in wanted:
            if name in group:
                take(group[name]())
        browser.close()
    return figures


def _first_page(browser: Browser) -> Iterator[Figure]:
    """Measure from the command to the first complete page, and a reload."""
    _tell("starting the tool")
    port = free_port()
    # as `tasks.py run` starts it, where its environment is there; the same tool without it elsewhere
    is_installed = (ROOT / ".venv" / "ward-need.json").exists()
    start = [str(ROOT / "tasks.py"), "run"] if is_installed else ["-m", "streamlit", "run", "app.py"]
    command = [sys.executable, *start, f"--server.port={port}", "--server.headless=true"]
    with _process(command, port, packs=None):
        pass  # started once before, as an installed program was: Python has its modules compiled
    started = time.perf_counter()
    with _process(command, port, packs=None):
        context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 2200})
        page = context.new_page()
        page.add_init_script(WATCH)
        served = time.perf_counter() - started
        first = open_and_wait(page, f"http://127.0.0.1:{port}/")
        yield Figure(name="start to first complete page, sample", unit="s", measured=served + first, limit=6)
        again = [reload_and_wait(page) for _ in range(5)]
        yield Figure(name="reload, sample", unit="s", measured=sorted(again)[2], limit=2.5)
        context.close()


def _moves(browser: Browser, packs: Path, name: str, link: str, folder: Path) -> Iterator[Figure]:
    """Measure a move of a slider, beside the plain way."""
    _tell(f"moving a slider: {name}")
    with _tool(packs) as (address, process), watched_page(browser, f"{address}/{link}") as page:
        own = measure_moves(page, process=process, number=MOVES)
    _tell(f"moving a slider the plain way: {name}")
    with _plain(folder) as (address, process), watched_page(browser, address) as page:
        quiet_ms = PLAIN_QUIET_MS if folder == SAMPLE_FOLDER else LARGE_PLAIN_QUIET_MS
        plain = measure_moves(page, process=process, number=PLAIN_MOVES, quiet_ms=quiet_ms)
    yield from _compare(name, own, plain)


def _compare(name: str, own: Moves, plain: Moves) -> Iterator[Figure]:
    is_sample = name == "sample"
    yield Figure(
        name=f"move, {name}: to the browser",
        unit="kB",
        measured=own.sent_kb,
        limit=120 if is_sample else 300,
        plain=plain.sent_kb,
        min_ratio=60 if is_sample else None,
    )
    yield Figure(
        name=f"move, {name}: map issued, median",
        unit="ms",
        measured=own.issued_ms,
        limit=200 if is_sample else 300,
        plain=plain.issued_ms,
        min_ratio=8 if is_sample else None,
    )
    yield Figure(
        name=f"move, {name}: map issued, 95th percentile",
        unit="ms",
        measured=own.issued_p95_ms,
        limit=400 if is_sample else None,
        plain=plain.issued_p95_ms,
    )
    yield Figure(
        name=f"move, {name}: pixels done, median",
        unit="ms",
        measured=own.done_ms,
        limit=500 if is_sample else 1_800,
        plain=plain.done_ms,
    )
    yield Figure(
        name=f"move, {name}: table, median",
        unit="ms",
        measured=own.table_ms,
        limit=250 if is_sample else None,
        plain=plain.table_ms,
    )
    yield Figure(
        name=f"move, {name}: server CPU, mean",
        unit="ms",
        measured=own.cpu_ms,
        limit=50 if is_sample else None,
        plain=plain.cpu_ms,
    )


def _pages(browser: Browser, packs: Path, pack: str, limit: float) -> Iterator[Figure]:
    """Measure how soon each evidence page is complete, with the last pixel of its map if it has one."""
    with _tool(packs) as (address, _):
        for name in PAGES:
            _tell(f"opening {name}: {pack}")
            context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 2200})
            page = context.new_page()
            page.add_init_script(WATCH)
            taken = [open_page_and_wait(page, f"{address}/{name}?pack={pack}") for _turn in range(5)]
            context.close()
            yield Figure(name=f"page {name}, {pack}", unit="s", measured=sorted(taken)[2], limit=limit)


def _sessions() -> Iterator[Figure]:
    """Measure what one more session costs, and how long many visitors wait."""
    _tell("opening more sessions")
    with _tool(None) as (address, process):
        more = asyncio.run(_memory_of_a_session(address, process))
        yield Figure(name="memory of one more session, sample", unit="MB", measured=more, limit=5)
    workers = max(os.cpu_count() or 1, 2)
    for number, limit in ((1, None), (workers, 1_000)):
        _tell(f"{VISITORS} visitors for {LOAD_SECONDS:g} s on {number} process{'' if number == 1 else 'es'}")
        with _tool(None) if number == 1 else _team(number) as (address, _):
            met = asyncio.run(load(address, visitors=VISITORS, seconds=LOAD_SECONDS))
        who = f"{VISITORS} visitors, {number} process{'' if number == 1 else 'es'}"
        yield Figure(
            name=f"{who}: 95th percentile of {met.answers:,} answers", unit="ms", measured=met.p95_ms, limit=limit
        )
        yield Figure(name=f"{who}: errors", unit="", measured=met.errors, limit=0)


async def _memory_of_a_session(address: str, process: int) -> float:
    first = await open_visitors(address, 2)
    before = memory_mb(process)
    more = await open_visitors(address, MORE_SESSIONS)
    after = memory_mb(process)
    for visitor in [*first, *more]:
        await visitor.socket.close()
    return (after - before) / MORE_SESSIONS


@contextmanager
def _tool(packs: Path | None) -> Iterator[tuple[str, int]]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    with _process(command, port, packs=packs) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def _team(workers: int) -> Iterator[tuple[str, int]]:
    """Start the tool for a team, as `tasks.py serve` does."""
    port = free_port()
    command = [sys.executable, "-m", "front", f"--workers={workers}", f"--server.port={port}"]
    with _process(command, port, packs=None) as process:
        time.sleep(TEAM_SECONDS * workers)  # the first process answers at once, the others start after it
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def _plain(folder: Path) -> Iterator[tuple[str, int]]:
    port = free_port()
    script = str(Path(__file__).with_name("naive_app.py"))
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    with _process(command, port, packs=None, NAIVE_PACK=str(folder)) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def _process(command: list[str], port: int, *, packs: Path | None, **more: str) -> Iterator[int]:
    left_out = (FOLDER_SETTING, "PYTHONDONTWRITEBYTECODE")
    environment = {key: value for key, value in os.environ.items() if key not in left_out} | more
    if packs is not None:
        environment[FOLDER_SETTING] = str(packs)
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_until_up(port, process)
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise RuntimeError(f"what was to be measured did not start: {' '.join(process.args)}")  # type: ignore[arg-type]


def _tell(text: str) -> None:
    sys.stderr.write(f"{text} ...\n")
    sys.stderr.flush()

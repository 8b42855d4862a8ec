"""Take every figure that the pages must keep to, in headless Chromium without a graphics card."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser.country import write_country
from benchmarks.browser.figures import Figure
from benchmarks.browser.moves import (
    LARGE_PLAIN_QUIET_MS,
    PLAIN_QUIET_MS,
    Moves,
    measure_moves,
    memory_mb,
    open_and_wait,
    open_page_and_wait,
    opened_page,
    reload_and_wait,
    watched_page,
)
from benchmarks.browser.sessions import load, open_visitors
from loaders.offered import SAMPLE_FOLDER
from loaders.pack import read_pack
from tests.browser.chromium import launch_arguments, obtain_chromium
from tests.browser.server import ROOT, Running, running, running_app, running_team, streamlit_run

MOVES, PLAIN_MOVES = 20, 4
VISITORS, LOAD_SECONDS = 50, 60.0
MORE_SESSIONS = 20
Answer = TypeVar("Answer")
PAGES = ("ward", "change", "certainty", "concentration", "method")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What measurements share: a browser, and a folder for packs and what the tool says."""

    browser: Browser
    folder: Path

    @property
    def packs(self) -> Path:
        """Give the folder of packs."""
        return self.folder / "packs"

    @property
    def country(self) -> Path:
        """Give the folder of the pack of 7,000 wards, which is written when first asked for."""
        folder = self.packs / "country"
        if not folder.exists():
            _tell("writing a pack of 7,000 wards")
            write_country(folder)
        return folder

    def run_tool(self) -> AbstractContextManager[Running]:
        """Run the tool with the packs."""
        return running_app(self.folder / "log.txt", packs=self.packs)

    def run_plain(self, pack: Path) -> AbstractContextManager[Running]:
        """Run the same page the plain way."""
        script = str(Path(__file__).with_name("naive_app.py"))
        return running(streamlit_run(script), self.folder / "plain.txt", settings={"NAIVE_PACK": str(pack)})


def measure_all(words: Sequence[str]) -> list[Figure]:
    """Take the figures of the groups whose name holds one of the words, one after the other, and say each at once."""
    wanted = [name for name in GROUPS if not words or any(word.lower() in f"browser {name}" for word in words)]
    figures: list[Figure] = []
    if not wanted:
        return figures
    program = obtain_chromium(lambda line: sys.stderr.write(f"{line}\n"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=launch_arguments())
        place = Place(browser=browser, folder=Path(folder))
        place.packs.mkdir()
        for name in wanted:
            for figure in GROUPS[name](place):
                sys.stderr.write(f"  {figure.name}: {figure.measured:,.2f} {figure.unit}\n")
                figures.append(figure)
        browser.close()
    return figures


def _first_page(place: Place) -> Iterator[Figure]:
    """Measure from the command to the first complete page, and a reload."""
    _tell("starting the tool")
    # as `tasks.py run` starts it, where its environment is there; the same tool without it elsewhere
    is_installed = (ROOT / ".venv" / "ward-need.json").exists()
    start = (str(ROOT / "tasks.py"), "run", "--server.headless=true") if is_installed else streamlit_run()

    def run() -> AbstractContextManager[Running]:
        return running(start, place.folder / "log.txt", settings={"PYTHONDONTWRITEBYTECODE": None})

    with run():
        pass  # started once before, as an installed program was: Python has its modules compiled
    started = time.perf_counter()
    with run() as tool, watched_page(place.browser) as page:
        served = time.perf_counter() - started
        first = open_and_wait(page, f"{tool.address}/")
        yield Figure(name="start to first complete page, sample", unit="s", measured=served + first, limit=6)
        again = [reload_and_wait(page) for _ in range(5)]
        yield Figure(name="reload, sample", unit="s", measured=sorted(again)[2], limit=2.5)


def _moves(place: Place, name: str, pack: Path) -> Iterator[Figure]:
    """Measure a move of a slider, beside the plain way."""
    _tell(f"moving a slider: {name}")
    with place.run_tool() as tool, opened_page(place.browser, f"{tool.address}/?pack={_name(pack)}") as page:
        own = measure_moves(page, process=tool.process, number=MOVES)
    _tell(f"moving a slider the plain way: {name}")
    with place.run_plain(pack) as tool, opened_page(place.browser, tool.address) as page:
        quiet_ms = PLAIN_QUIET_MS if pack == SAMPLE_FOLDER else LARGE_PLAIN_QUIET_MS
        plain = measure_moves(page, process=tool.process, number=PLAIN_MOVES, quiet_ms=quiet_ms)
    yield from _compare(name, own, plain)


def _name(pack: Path) -> str:
    return "sample" if pack == SAMPLE_FOLDER else pack.name


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


def _pages(place: Place, name: str, pack: Path, limit: float) -> Iterator[Figure]:
    """Measure how soon each evidence page is complete, with the last pixel of its map if it has one.

    A ward is chosen, as it is when somebody goes from page to page with a question about one. Beside it stands how long
    a page with a map, a table and two charts takes the plain way, which says how fast the machine is in this minute.
    """
    areas = read_pack(pack).areas
    ward = areas["area_code"][areas["level"] == "ward"].iloc[0]
    plain = _open_plain(place, pack) if pack == SAMPLE_FOLDER else None
    with place.run_tool() as tool:
        for title in PAGES:
            _tell(f"opening {title}: {name}")
            address = f"{tool.address}/{title}?pack={_name(pack)}&ward={ward}"
            with watched_page(place.browser) as page:
                taken = [open_page_and_wait(page, address) for _turn in range(5)]
            yield Figure(name=f"page {title}, {name}", unit="s", measured=sorted(taken)[2], limit=limit, plain=plain)


def _open_plain(place: Place, pack: Path) -> float:
    """Give how many seconds a plain page takes until it is complete, after it was opened once."""
    _tell("opening the plain page")
    with place.run_plain(pack) as tool, opened_page(place.browser, tool.address) as page:
        return sorted(reload_and_wait(page) for _turn in range(3))[1]


def _sessions(place: Place) -> Iterator[Figure]:
    """Measure what one more session costs, and how long many visitors wait."""
    _tell("opening more sessions")
    log = place.folder / "log.txt"
    with running_app(log) as tool:
        more = _run_apart(_memory_of_a_session(tool))
        yield Figure(name="memory of one more session, sample", unit="MB", measured=more, limit=5)
    workers = max(os.cpu_count() or 1, 2)
    for number, limit in ((1, None), (workers, 1_000)):
        _tell(f"{VISITORS} visitors for {LOAD_SECONDS:g} s on {number} process{'' if number == 1 else 'es'}")
        server = running_app(log) if number == 1 else running_team(log, number)
        with server as tool:
            met = _run_apart(load(tool.address, visitors=VISITORS, seconds=LOAD_SECONDS))
        who = f"{VISITORS} visitors, {number} process{'' if number == 1 else 'es'}"
        yield Figure(
            name=f"{who}: 95th percentile of {met.answers:,} answers", unit="ms", measured=met.p95_ms, limit=limit
        )
        yield Figure(name=f"{who}: errors", unit="", measured=met.errors, limit=0)


def _run_apart(visits: Coroutine[Any, Any, Answer]) -> Answer:
    """Run visits in a thread of their own: the browser's loop lets no other run beside it."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visits).result()


async def _memory_of_a_session(tool: Running) -> float:
    first = await open_visitors(tool.address, 2)
    before = memory_mb(tool.process)
    more = await open_visitors(tool.address, MORE_SESSIONS)
    after = memory_mb(tool.process)
    for visitor in [*first, *more]:
        await visitor.socket.close()
    return (after - before) / MORE_SESSIONS


def _tell(text: str) -> None:
    sys.stderr.write(f"{text} ...\n")
    sys.stderr.flush()


GROUPS: dict[str, Callable[[Place], Iterator[Figure]]] = {
    "sessions": _sessions,
    "start": _first_page,
    "moves on the sample": lambda place: _moves(place, "sample", SAMPLE_FOLDER),
    "moves on 7,000 wards": lambda place: _moves(place, "7,000 wards", place.country),
    "pages of the sample": lambda place: _pages(place, "sample", SAMPLE_FOLDER, 2.0),
    "pages of 7,000 wards": lambda place: _pages(place, "7,000 wards", place.country, 4.0),
}
"""Every group of figures by its name, in the order in which they are taken."""

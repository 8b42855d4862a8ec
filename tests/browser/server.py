"""Start the tool, alone or for a team, on a free port, and end it by its own process id."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders.offered import FOLDER_SETTING

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS, END_SECONDS = 60, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A running tool: where it answers, and which process it is."""

    address: str
    process: int


def streamlit_run(script: str = "app.py") -> tuple[str, ...]:
    """Give the arguments that run a page, the tool's as `tasks.py run` does."""
    return ("-m", "streamlit", "run", script, "--server.headless=true")


def running_app(log: Path, *, packs: Path | None = None) -> AbstractContextManager[Running]:
    """Run the app, which offers the sample and the packs of a folder; its output goes to `log`."""
    return running(streamlit_run(), log, packs=packs)


def running_team(log: Path, workers: int) -> AbstractContextManager[Running]:
    """Run several processes behind one address, as `tasks.py serve` does, all of them ready."""
    return running(("-m", "front", f"--workers={workers}"), log, says="processes share the work")


@contextmanager
def running(
    arguments: Sequence[str],
    log: Path,
    *,
    packs: Path | None = None,
    settings: Mapping[str, str | None] | None = None,
    says: str = "",
) -> Iterator[Running]:
    """Run a program of Python that serves pages; it is ready when it answers and has said what it `says` then.

    `settings` are those of its environment that differ from ours, None for one that it shall not have.
    """
    port = free_port()
    changed = {FOLDER_SETTING: None if packs is None else str(packs), **(settings or {})}
    environment = {key: value for key, value in {**os.environ, **changed}.items() if value is not None}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, *arguments, f"--server.port={port}"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_until_ready(address, process, log, says)
            yield Running(address=address, process=process.pid)
        finally:
            process.terminate()
            try:
                process.wait(timeout=END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path, says: str) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        if says in log.read_text("utf-8", errors="replace"):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass  # not yet
        time.sleep(0.02)
    raise RuntimeError(f"the tool did not start:\n{log.read_text('utf-8', errors='replace')}")

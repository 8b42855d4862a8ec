"""One address for several processes of the tool, for a team: `python3 tasks.py serve --workers 4`.

Python does one thing at a time in a process, so fifty people who move sliders need more than one. What a page holds
lies in its process, so each browser stays with the one that it met first: a cookie names it. Everything else passes
through as it comes.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PROCESS_SETTING, PROCESS_COOKIE = "WARD_NEED_PROCESS", "ward-need-process"
"""How a process knows its number, and how a browser keeps it (see server.py)."""

ROOT = Path(__file__).resolve().parent
LOCAL = "127.0.0.1"
MOST_WORKERS = 32
MOST_HEAD_BYTES, HEAD_SECONDS = 65_536, 30.0
CHUNK_BYTES = 65_536
START_SECONDS, GRACE_SECONDS, LOOK_SECONDS = 60.0, 10.0, 0.5
COOKIE = re.compile(rb"\r\ncookie:[^\r]*\b" + PROCESS_COOKIE.encode() + rb"=(\d{1,4})\b", re.IGNORECASE)
NO_PROCESS = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
    b"The tool is starting; try again in a few seconds.\n"
)
BAD_HEAD = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(slots=True)
class Worker:
    """One process of the tool, known by its number; it listens on this computer only."""

    number: int
    port: int
    connections: int = 0
    taken: int = 0
    process: asyncio.subprocess.Process | None = field(default=None, repr=False)


class Front:
    """Passes each connection on to one of the workers."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        self.workers = list(workers)

    async def receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one connection, from its first request to its end."""
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, TimeoutError, ConnectionError):
            writer.close()
        except asyncio.LimitOverrunError:
            await _say(writer, BAD_HEAD)
        else:
            await self._pass_on(head, reader, writer)

    def order(self, head: bytes) -> list[Worker]:
        """Give the workers in the order to try: the one that the browser knows, then those with least to do.

        Among equals it is the one that has taken fewest so far: visitors who come one by one are shared out too.
        """
        found = COOKIE.search(head)
        known = int(found[1]) if found else None
        return sorted(self.workers, key=lambda worker: (worker.number != known, worker.connections, worker.taken))

    async def _pass_on(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for worker in self.order(head):
            try:
                there, back = await asyncio.open_connection(LOCAL, worker.port)
            except OSError:
                continue
            worker.connections += 1
            worker.taken += 1
            forth = asyncio.create_task(_copy(reader, back))
            try:
                back.write(head)
                await _copy(there, writer)  # the tool ends the connection, also when the browser is gone
            finally:
                forth.cancel()
                worker.connections -= 1
                for end in (back, writer):
                    end.close()
            return
        await _say(writer, NO_PROCESS)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass bytes on until one side has no more or is gone, and say so to the other."""
    with suppress(ConnectionError):
        while part := await reader.read(CHUNK_BYTES):
            writer.write(part)
            await writer.drain()
    with suppress(OSError, RuntimeError):
        writer.write_eof()


async def _say(writer: asyncio.StreamWriter, text: bytes) -> None:
    with suppress(ConnectionError):
        writer.write(text)
        await writer.drain()
    writer.close()


async def serve(*, address: str, port: int, workers: int, rest: Sequence[str]) -> int:
    """Start the workers, pass connections on to them, and start again each that ends; give 0 when asked to stop."""
    crew = [Worker(number, free) for number, free in enumerate(_free_ports(workers), 1)]
    is_over = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows ends the whole console at once
            asyncio.get_running_loop().add_signal_handler(name, is_over.set)
    try:
        door = await asyncio.start_server(Front(crew).receive, address, port, limit=MOST_HEAD_BYTES)
    except OSError as error:
        _tell(f"{address}:{port} can't be used ({error.strerror or error}); choose another --server.port")
        return 2
    async with door:
        try:
            return await _look_after(crew, f"http://{address}:{port}", rest, is_over)
        finally:
            await asyncio.gather(*(_end(worker) for worker in crew))


async def _look_after(crew: Sequence[Worker], place: str, rest: Sequence[str], is_over: asyncio.Event) -> int:
    for worker in crew:  # one after the other: the first visitor needs one process, and soon
        await _start(worker, rest)
        if not await _is_up(worker, is_over):
            if is_over.is_set():
                return 0
            _tell(f"Process {worker.number} did not start; `python3 tasks.py run {' '.join(rest)}` may say why.")
            return 2
        if worker.number == 1:
            _tell(f"The tool is at {place}")
    _tell(f"{len(crew)} processes share the work; Ctrl-C stops them.")
    while not is_over.is_set():
        await asyncio.gather(*(_keep(worker, rest) for worker in crew))
        with suppress(TimeoutError):
            await asyncio.wait_for(is_over.wait(), LOOK_SECONDS)
    return 0


def _free_ports(number: int) -> list[int]:
    probes = [socket.socket() for _ in range(number)]
    try:
        for probe in probes:
            probe.bind((LOCAL, 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


async def _start(worker: Worker, rest: Sequence[str]) -> None:
    own = (f"--server.address={LOCAL}", f"--server.port={worker.port}", "--server.headless=true")
    worker.process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "streamlit", "run", "app.py", *rest, *own),
        cwd=ROOT,
        env={**os.environ, PROCESS_SETTING: str(worker.number)},
        stdout=asyncio.subprocess.DEVNULL,  # it would name an address that nobody should use
    )


async def _is_up(worker: Worker, is_over: asyncio.Event) -> bool:
    """Wait until a worker answers; tell whether it does."""
    give_up_at = asyncio.get_running_loop().time() + START_SECONDS
    while asyncio.get_running_loop().time() < give_up_at and not is_over.is_set():
        if worker.process is None or worker.process.returncode is not None:
            return False
        if await asyncio.to_thread(_answers, worker.port):
            return True
        await asyncio.sleep(0.05)
    return False


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{LOCAL}:{port}/_stcore/health", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


async def _keep(worker: Worker, rest: Sequence[str]) -> None:
    """Start a worker again that has ended."""
    if worker.process is None or worker.process.returncode is None:
        return
    _tell(f"Process {worker.number} ended with code {worker.process.returncode}; starting it again.")
    await asyncio.sleep(LOOK_SECONDS)
    await _start(worker, rest)


async def _end(worker: Worker) -> None:
    process = worker.process
    if process is None or process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def main(arguments: Sequence[str]) -> int:
    """Serve until asked to stop; exit 2 when that can't begin."""
    parser = argparse.ArgumentParser(
        prog="tasks.py serve",
        description="Start several processes of the tool behind one address, for a team.",
        epilog="All other arguments go to `streamlit run` for each process, such as --browser.serverAddress.",
        allow_abbrev=False,
    )
    usual = min(os.cpu_count() or 1, MOST_WORKERS)
    parser.add_argument("--workers", type=int, default=usual, help=f"processes to share the work (here {usual})")
    parser.add_argument("--server.address", dest="address", default=LOCAL, help=f"where to listen ({LOCAL})")
    parser.add_argument("--server.port", dest="port", type=int, default=8501, help="on which port (8501)")
    options, rest = parser.parse_known_args(arguments)
    if not 1 <= options.workers <= MOST_WORKERS:
        parser.error(f"--workers: expected 1 to {MOST_WORKERS}, {options.workers} came")
    if not 1 <= options.port <= 65_535:
        parser.error(f"--server.port: expected 1 to 65535, {options.port} came")
    return asyncio.run(
        serve(
            address=options.address,
            port=options.port,
            workers=options.workers,
            rest=rest,
        )
    )


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

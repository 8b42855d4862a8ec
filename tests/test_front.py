"""One address for several processes: who gets which connection, and what happens when a process is gone."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from front import MOST_HEAD_BYTES, PROCESS_COOKIE, Front, Worker, main
from tests.browser.server import free_port

ROOT = Path(__file__).resolve().parents[1]
Talk = Callable[[int], Awaitable[None]]


async def echo(number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer each line with this process' number and the line."""
    while line := await reader.readline():
        if line.strip():
            writer.write(f"{number} {line.decode()}".encode())
            await writer.drain()
    writer.close()


def behind_a_front(talk: Talk, *, gone: tuple[int, ...] = ()) -> None:
    """Talk to the port of a front with three made-up processes, of which some don't listen."""

    async def run() -> None:
        async with AsyncExitStack() as stack:
            workers = []
            for number in (1, 2, 3):
                door = await stack.enter_async_context(
                    await asyncio.start_server(lambda r, w, number=number: echo(number, r, w), "127.0.0.1", 0)
                )
                workers.append(Worker(number, door.sockets[0].getsockname()[1]))
                if number in gone:
                    door.close()
            front = Front(workers)
            door = await stack.enter_async_context(
                await asyncio.start_server(front.receive, "127.0.0.1", 0, limit=MOST_HEAD_BYTES)
            )
            async with asyncio.timeout(20):
                await talk(door.sockets[0].getsockname()[1])
                while len(asyncio.all_tasks()) > 1:  # each connection is let go by itself
                    await asyncio.sleep(0.01)

    # in a thread of its own: the browser of other tests keeps a loop running in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


async def connect(port: int, *heads: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, int]:
    """Open a connection with a request's head, and tell which process answers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write("\r\n".join(["GET / HTTP/1.1", *heads, "", ""]).encode())
    first = await reader.readline()
    for _ in heads:
        await reader.readline()
    return reader, writer, int(first.split()[0])


def test_connections_without_a_cookie_go_where_least_is_to_do() -> None:
    async def talk(port: int) -> None:
        held = [await connect(port) for _ in range(6)]
        assert sorted(number for _, _, number in held) == [1, 1, 2, 2, 3, 3]
        for _, writer, number in held:
            if number == 2:
                writer.close()
        await asyncio.sleep(0.1)
        again = [await connect(port) for _ in range(2)]
        assert [number for _, _, number in again] == [2, 2]
        for _, writer, _ in [*held, *again]:
            writer.close()

    behind_a_front(talk)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_browser_stays_with_the_process_that_its_cookie_names(number: int) -> None:
    async def talk(port: int) -> None:
        for cookie in (f"{PROCESS_COOKIE}={number}", f"other=9; {PROCESS_COOKIE}={number}; more=1"):
            for name in ("Cookie", "cookie"):
                _, writer, found = await connect(port, "Host: x", f"{name}: {cookie}")
                assert found == number
                writer.close()

    behind_a_front(talk)


@pytest.mark.parametrize("cookie", ["99", "0", "x", "", "1x", "99999999999", "not-ward-need-process"])
def test_a_cookie_that_names_no_process_does_no_harm(cookie: str) -> None:
    async def talk(port: int) -> None:
        _, writer, found = await connect(port, f"Cookie: {PROCESS_COOKIE}={cookie}")
        assert found in (1, 2, 3)
        writer.close()

    behind_a_front(talk)


def test_a_process_that_is_gone_is_passed_over() -> None:
    async def talk(port: int) -> None:
        held = [await connect(port, f"Cookie: {PROCESS_COOKIE}=2") for _ in range(3)]
        assert {number for _, _, number in held} <= {1, 3}
        for _, writer, _ in held:
            writer.close()

    behind_a_front(talk, gone=(2,))


def test_without_any_process_a_browser_is_told_to_come_again() -> None:
    async def talk(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        answer = (await reader.read()).decode()
        assert answer.startswith("HTTP/1.1 503 ")
        assert "try again in a few seconds" in answer
        writer.close()

    behind_a_front(talk, gone=(1, 2, 3))


def test_bytes_pass_both_ways_as_they_are() -> None:
    async def talk(port: int) -> None:
        reader, writer, number = await connect(port)
        text = "x" * 30_000
        for turn in range(20):
            writer.write(f"{turn}{text}\n".encode())
            assert await reader.readline() == f"{number} {turn}{text}\n".encode()
        writer.write_eof()
        assert await reader.read() == b""
        writer.close()

    behind_a_front(talk)


def test_what_is_no_request_is_refused_or_let_go() -> None:
    async def talk(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"x" * (MOST_HEAD_BYTES + 10))
        assert (await reader.read()).startswith(b"HTTP/1.1 400 ")
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HT")
        writer.write_eof()
        assert await reader.read() == b""
        writer.close()
        _, writer, found = await connect(port)
        assert found in (1, 2, 3)
        writer.close()

    behind_a_front(talk)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--workers", "0"], "--workers: expected 1 to 32, 0 came"),
        (["--workers", "33"], "--workers: expected 1 to 32, 33 came"),
        (["--workers", "two"], "invalid int value: 'two'"),
        (["--server.port", "99999"], "--server.port: expected 1 to 65535, 99999 came"),
    ],
)
def test_bad_arguments_are_refused(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert words in capsys.readouterr().err


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        front = subprocess.run(
            [sys.executable, "-m", "front", "--server.port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert front.returncode == 2
    assert front.stderr.startswith(f"127.0.0.1:{port} can't be used (")
    assert "choose another --server.port" in front.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is ended by its console")
def test_two_processes_serve_tell_their_number_come_back_and_go_with_the_front() -> None:
    port = free_port()
    command = [sys.executable, "-m", "front", "--workers", "2", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as front:
        try:
            assert front.stderr is not None
            assert front.stderr.readline() == f"The tool is at http://127.0.0.1:{port}\n"
            assert front.stderr.readline() == "2 processes share the work; Ctrl-C stops them.\n"
            first, cookie = ask(port)
            assert cookie in ("1", "2")
            assert ask(port, cookie) == (first, None)  # it is told once
            other = "2" if cookie == "1" else "1"
            assert ask(port, other) == (first, None)
            children = children_of(front.pid)
            assert len(children) == 2
            subprocess.run(["kill", "-9", str(children[0])], check=True)
            assert re.match(r"Process \d ended with code -9; starting it again\.", front.stderr.readline())
            wait_until(lambda: len(children_of(front.pid)) == 2)
            assert ask(port)[0] == first
        finally:
            front.send_signal(signal.SIGTERM)
            assert front.wait(timeout=30) == 0
    wait_until(lambda: children == [child for child in children if not is_alive(child)])


def ask(port: int, cookie: str | None = None) -> tuple[bytes, str | None]:
    """Ask for the page; give it and the process' number if it is told."""
    heads = {"Cookie": f"{PROCESS_COOKIE}={cookie}"} if cookie else {}
    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/", headers=heads), timeout=20) as page:
        told = re.search(rf"{PROCESS_COOKIE}=(\d+); Path=/; HttpOnly; SameSite=Lax", page.headers.get("Set-Cookie", ""))
        return page.read(), told and told[1]


def children_of(process: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split() if is_alive(int(line))]


def is_alive(process: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


def wait_until(is_so: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.1)

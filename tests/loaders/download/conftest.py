"""A server on this machine that plays the publishers, faults included, and a way to run the command against it."""

import argparse
import io
import json
import random
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from loaders.download import command
from loaders.download.patience import Patience
from loaders.publishers import PUBLISHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says to one request.

    `cut_after` ends the connection after so many bytes of the body, `stall_after` keeps it open and silent.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    stall_after: int | None = None
    serves_ranges: bool = True
    tells_length: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


Script = list[Answer] | Callable[[Request], Answer]


class PublisherServer:
    """Plays all publishers, each below its id. A list of answers is used up one by one; its last one stays."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.scripts: dict[str, Script] = {}
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, path: str, body: bytes = b"", **options: Any) -> None:
        """Answer a path always in this way."""
        self.serve_in_turn(path, {"body": body, **options})

    def serve_in_turn(self, path: str, *answers: dict[str, Any]) -> None:
        """Answer a path in these ways, one after the other; the last stays."""
        self.scripts[path] = [Answer(**answer) for answer in answers]

    def play(self, path: str, part: Callable[[Request], dict[str, Any]]) -> None:
        """Answer a path by what was asked."""
        self.scripts[path] = lambda request: Answer(**part(request))

    def asked(self, path: str) -> list[Request]:
        """Give the requests for one path."""
        return [request for request in self.requests if request.path == path]

    def offer(self, catalogue: str, *resources: tuple[str, str, str, bytes]) -> None:
        """List (title, path, check_timestamp, content) in a catalogue of the London Datastore, and serve each."""
        entries = {}
        for number, (title, path, checked, content) in enumerate(resources):
            url = f"{PUBLISHERS['london_datastore'].base}{path}"
            form = path.rpartition(".")[2]
            entries[f"r{number}"] = {"title": title, "url": url, "format": form, "check_timestamp": checked}
            self.serve(f"/london_datastore{path}", content, headers={"ETag": f'"{checked}"'})
        body = json.dumps({"title": "made up", "resources": entries}).encode()
        self.serve(f"/london_datastore/api/dataset/{catalogue}", body)

    def _answer(self, request: Request) -> Answer:
        script = self.scripts.get(request.path, [Answer(status=404)])
        if callable(script):
            return script(request)
        return script.pop(0) if len(script) > 1 else script[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                request = Request(parts.path, query, dict(self.headers.items()))
                server.requests.append(request)
                self._give(request, server._answer(request))

            def _give(self, request: Request, answer: Answer) -> None:
                status, body, headers = answer.status, answer.body, dict(answer.headers)
                etag = headers.get("ETag")
                if status == 200 and etag and request.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                asked_from = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
                if status == 200 and asked_from and answer.serves_ranges and request.headers.get("If-Range") == etag:
                    start = int(asked_from[1])
                    headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
                    status, body = 206, body[start:]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if answer.tells_length:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                ends = [end for end in (answer.cut_after, answer.stall_after) if end is not None]
                self.wfile.write(body[: min(ends)] if ends else body)
                self.wfile.flush()
                if answer.stall_after is not None:
                    server.closing.wait(10)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler


@dataclass(slots=True)
class Command:
    """Runs the command against the server and remembers the waits; a test of stalls lowers `stall`."""

    server: PublisherServer
    out: Path
    waits: list[float] = field(default_factory=list)
    stall: float = 5

    @property
    def patience(self) -> Patience:
        """Give limits that let faults show within a moment."""
        return Patience(connect=2, stall=self.stall, tries=3, sleep=self.waits.append, chance=random.Random(1))

    def __call__(self, *arguments: str) -> int:
        """Run with these arguments; each publisher is the server, and the folder is `out`."""
        parser = argparse.ArgumentParser(prog="download")
        command.add_arguments(parser)
        bases = [f"--base-url={name}={self.server.base}/{name}" for name in PUBLISHERS]
        return command.run(parser.parse_args(["--out", str(self.out), *bases, *arguments]), patience=self.patience)

    def record(self) -> dict[str, dict[str, Any]]:
        """Read downloads.json."""
        told = json.loads((self.out / "downloads.json").read_text("utf-8"))
        return {entry["id"]: entry for entry in told["downloads"]}

    def names(self) -> list[str]:
        """Give the names of all that is in the folder."""
        return sorted(path.name for path in self.out.iterdir())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PublisherServer]:
    """Give a running server, reached without any proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = PublisherServer()
    yield server
    server.close()


@pytest.fixture
def download(server: PublisherServer, tmp_path: Path) -> Command:
    """Give the command, ready to run against the server."""
    return Command(server, tmp_path / "raw")


def make_workbook(text: str = "made up") -> bytes:
    """Give the smallest archive that is recognised as a workbook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", text)
    return buffer.getvalue()


@pytest.fixture
def workbook() -> bytes:
    """Give a made-up workbook."""
    return make_workbook()

"""The server's own routes: shapes that browsers keep for good, a health check, protective headers."""

import asyncio
import gc
import gzip
import json
import re
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import Message

import caching
from loaders.offered import FOLDER_SETTING, SAMPLE_FOLDER
from server import EARLY_SCRIPTS, HEADERS, MIDDLEWARE, ROUTES, find_early_scripts, warm_up


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sent."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(path: str) -> Answer:
    """Ask the server for something as a browser's request reaches it, after it has warmed up."""
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def visit() -> None:
        async with warm_up(app):
            scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
            await app(scope, receive, send)

    # in a thread of its own: the browser of other tests keeps a loop running in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, visit()).result()
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]))


@pytest.fixture(autouse=True)
def only_the_sample(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(FOLDER_SETTING, raising=False)
    yield
    gc.unfreeze()  # what a server sets aside for good, tests let go


def test_shapes_come_compressed_and_are_kept_for_good() -> None:
    geometry = caching.open_pack(SAMPLE_FOLDER).geometry
    assert geometry is not None

    answer = ask(f"/geometry/{geometry.wards.name}")

    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(answer.body))["features"]) == 680


@pytest.mark.parametrize("name", ["wards-0000.json", "../../app.py", "pack.toml"])
def test_nothing_else_is_given(name: str) -> None:
    assert ask(f"/geometry/{name}").status == 404


def test_the_health_check_names_a_pack_that_can_not_be_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert json.loads(ask("/health").body) == {"status": "ok", "faults": {}}

    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "pack.toml").write_text("title = ", "utf-8")
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    answer = ask("/health")

    assert answer.status == 503
    assert list(json.loads(answer.body)["faults"]) == ["torn"]


def test_every_answer_carries_the_protective_headers() -> None:
    answer = ask("/health")

    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value
    assert "default-src 'self'" in HEADERS["Content-Security-Policy"]


def test_tables_offer_no_file_of_their_own_for_it_would_lack_settings_and_the_word_sample() -> None:
    told = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))

    assert told["client"]["disableDataExport"] is True


def test_a_page_names_the_large_scripts_that_it_will_need() -> None:
    named = find_early_scripts().split(", ")

    assert len(named) == len(EARLY_SCRIPTS)  # a new release of the framework may call them something else
    for script, hint in zip(EARLY_SCRIPTS, named, strict=True):
        assert re.fullmatch(rf"<static/js/{script}\.[\w-]+\.js>; rel=modulepreload", hint)
    assert "link" not in ask("/health").headers

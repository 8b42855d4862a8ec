"""What the web server does beyond pages: gives browsers a pack's shapes, sets protective headers, and warms up."""

import gc
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from itertools import count
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import caching
from charts.map import ASSET_PATH
from front import PROCESS_COOKIE, PROCESS_SETTING
from loaders.offered import find_packs
from scoring.errors import DataToolError
from scoring.settings import Settings

PAUSE = 1.0
"""Seconds between two times of setting aside."""

GROWTH, COUNT_EACH = 1.5, 60

FOR_A_YEAR = "public, max-age=31536000, immutable"

CONTENT_POLICY = "; ".join(
    [
        "default-src 'self'",
        # the one inline script of the framework's page, and the WebAssembly that its tables use
        "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
    ]
)
EARLY_SCRIPTS = ("DeckGlJsonChart", "DataFrame", "arrowFormatUtils")
"""The framework's scripts that draw maps and tables: without a hint browsers ask for them last of all."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def give_shapes(request: Request) -> Response:
    """Give one compressed file of shapes; its name changes with its content, so a browser may keep it for good."""
    compressed = caching.find_asset(request.path_params["name"])
    if compressed is None:
        return JSONResponse({"problem": "no opened pack has this file; reload the page"}, status_code=404)
    return Response(
        compressed,
        media_type="application/json",
        headers={"Content-Encoding": "gzip", "Cache-Control": FOR_A_YEAR},
    )


def answer_health(_request: Request) -> Response:
    """Say that the tool can open its packs, or name those that it can't."""
    faults = {}
    for name, folder in find_packs().items():
        try:
            caching.open_pack(folder)
        except DataToolError as error:
            faults[name] = str(error)
    return JSONResponse({"status": "faulty" if faults else "ok", "faults": faults}, status_code=503 if faults else 200)


@cache
def find_early_scripts() -> str:
    """Name the scripts that a page needs soon, so that browsers fetch them while they start the page."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    names = [file.name for script in EARLY_SCRIPTS for file in sorted(folder.glob(f"{script}.*.js"))]
    return ", ".join(f"<static/js/{name}>; rel=modulepreload" for name in names)


class AddHeaders:
    """Adds headers: those that protect to every answer, those that hurry to a page's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        number = os.environ.get(PROCESS_SETTING, "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if headers.get("Content-Type", "").startswith("text/html"):
                    headers.append("Link", find_early_scripts())
                if number and Request(scope).cookies.get(PROCESS_COOKIE) != number:
                    headers.append("Set-Cookie", f"{PROCESS_COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax")
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@asynccontextmanager
async def warm_up(_app: ASGIApp) -> AsyncIterator[dict[str, object]]:
    """Open the packs and score each once before the first visitor, then set all that aside for good.

    What is set aside is not gone through again whenever garbage is collected.
    """
    for folder in find_packs().values():
        try:
            opened = caching.open_pack(folder)
        except DataToolError:
            # the page names the faults of a pack that can't be opened, and so does the health check
            continue
        caching.score(opened, Settings())
    set_aside()
    is_over = threading.Event()
    threading.Thread(target=_keep_setting_aside, args=(is_over,), daemon=True).start()
    yield {}
    is_over.set()


def set_aside() -> None:
    """Take out all that is garbage, and set the rest aside from later collections."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _keep_setting_aside(is_over: threading.Event) -> None:
    """Set aside what came since the last time: with fifty open pages each collection would go through all they hold.

    That takes milliseconds, for only what is new is looked through. What is set aside becomes garbage unseen, when a
    page is closed for example; so all of it is looked through once it has grown by half.
    """
    at_most = GROWTH * gc.get_freeze_count()
    for turn in count(1):
        if is_over.wait(PAUSE):
            return
        gc.collect()
        gc.freeze()
        # counting goes through all of them, so it is done now and then
        if turn % COUNT_EACH == 0 and gc.get_freeze_count() > at_most:
            set_aside()
            at_most = GROWTH * gc.get_freeze_count()


ROUTES = [Route(f"{ASSET_PATH}{{name}}", give_shapes), Route("/health", answer_health)]
MIDDLEWARE = [Middleware(AddHeaders)]

"""Find a Chromium for the browser tests, install one where that can be done, or say in one sentence what to install."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "CHROMIUM"
PATH_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
USUAL_PLACES = {
    "Darwin": [
        f"{home}/Applications/{name}.app/Contents/MacOS/{name}"
        for home in ("", str(Path.home()))
        for name in ("Google Chrome", "Chromium", "Microsoft Edge")
    ],
    "Windows": [
        f"{os.environ.get(folder, '')}/{program}"
        for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        for program in ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
    ],
}
WHAT_TO_INSTALL = (
    "The browser tests need Chromium, Chrome or Edge: install one (Debian: apt install chromium; macOS: brew install "
    "--cask chromium; Windows: Edge is there already), or set CHROMIUM to its program, or leave these tests out with "
    "--no-browser."
)
INSTALL_SECONDS = 600
QUIET = [
    # the map is drawn without a graphics card, the same everywhere
    *("--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--disable-default-apps", "--disable-dev-shm-usage"),
]


class NoBrowserError(Exception):
    """There is no usable Chromium and none can be installed; the text is one sentence that says what to do."""


def launch_arguments() -> list[str]:
    """Give the arguments to start it with; as root it has no sandbox to start in."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox"] * is_root)]


def obtain_chromium(say: Callable[[str], object]) -> str:
    """Give the program of a Chromium, after installing one if need be; `say` gets one line on what was done."""
    named = os.environ.get(VARIABLE)
    if named:
        if not starts(named):
            raise NoBrowserError(f"{VARIABLE} is {named}, which does not start as a browser; correct it or unset it.")
        return named
    found = find_chromium()
    if found is None:
        found = _install(say)
    if found is None:
        raise NoBrowserError(WHAT_TO_INSTALL)
    say(f"browser tests use {found}")
    return found


def find_chromium() -> str | None:
    """Look on the search path, in the usual places of this system, and where playwright keeps its own."""
    on_path = (shutil.which(name) for name in PATH_NAMES)
    candidates = [*on_path, *USUAL_PLACES.get(platform.system(), []), _playwrights_own()]
    return next((str(candidate) for candidate in candidates if candidate and starts(str(candidate))), None)


def starts(program: str) -> bool:
    """Tell whether a program is there and says its version; Ubuntu, for one, has a stub that only advertises."""
    if not shutil.which(program):
        return False
    if platform.system() == "Windows":  # Chrome opens a window there instead of saying its version
        return True
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def ways_to_install() -> Iterable[tuple[str, list[list[str]]]]:
    """Give what can be tried on this system, best first: the system's own package, then playwright's download."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    has_apt = shutil.which("apt-get") is not None
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if is_root and has_apt and _distribution() == "debian":
        yield (
            "the system's chromium package",
            [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]],
        )
    # what Ubuntu calls chromium is a snap that does not start in a container, so there playwright's own comes first
    yield "playwright's Chromium", [[*playwright, "--with-deps"] if is_root and has_apt else playwright]


def _install(say: Callable[[str], object]) -> str | None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for name, steps in ways_to_install():
        say(f"no Chromium found; installing {name} ...")
        try:
            for step in steps:
                subprocess.run(step, env=quiet, capture_output=True, timeout=INSTALL_SECONDS, check=True)
        except (OSError, subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            say(f"that did not work: {_last_line(error)}")
            continue
        found = find_chromium()
        if found:
            return found
    return None


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def _last_line(error: Exception) -> str:
    output = getattr(error, "stderr", b"") or b""
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else str(error)

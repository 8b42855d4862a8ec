"""The commands of the README (run, test and more): makes `.venv`, keeps it at the lock, does the job."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  the file must load on an older Python to be able to say this
    sys.exit(
        f"tasks.py needs Python 3.11 or newer and this is {sys.version.split()[0]}; "
        "install a newer one from python.org or your system's packages and call tasks.py with it."
    )

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

ROOT = Path(__file__).resolve().parent
RUN_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"
GRACE_SECONDS = 10
"""How long a tool may take to tidy up after it was asked to stop."""

HELP = """\
usage: python3 tasks.py COMMAND [ARGUMENTS]

  run      start the tool on the sample pack and open it in the browser
           (run --server.port 8502: arguments go to `streamlit run`)
  serve    start several processes of it behind one address, for a team
           (serve --workers 4 --server.port 8501)
  test     run all tests, in a real browser too
           (test -k score --no-browser: arguments go to pytest)
  bench    measure how fast the tool is, each figure beside its baseline
           (bench --browser: arguments go to the benchmarks)
  pictures take the README's pictures anew, in a real browser
  lint     check style, format and types; `lint --fix` corrects what can be corrected

The first call makes `.venv` and installs the locked packages, which takes a few minutes; later calls start at once.
"""

PLAIN_REASONS = {
    r"No space left on device": "the disk is full; make room and call tasks.py again",
    r"NewConnectionError|NameResolutionError|Max retries exceeded|Timeout|ProxyError|SSLError|ConnectionReset": (
        "the package index can't be reached; connect to the network (or tell pip of your proxy) and call tasks.py again"
    ),
    r"DO NOT MATCH THE HASHES": (
        "a package that came is not the one that was locked; clear pip's cache, or ask who changed the lock"
    ),
    r"No matching distribution found": (
        f"no ready-made package for Python {sys.version_info.major}.{sys.version_info.minor} on this system; "
        "use a 64-bit Python 3.11 to 3.14 from python.org or your system's packages"
    ),
}
"""What pip says at length, and what it means for the person who waits."""


class TaskError(Exception):
    """The job can't be done; the text says why and what to do."""


@dataclass(frozen=True)
class Command:
    """One command: the locks it needs and the tools it starts, in order."""

    locks: tuple[str, ...]
    tools: tuple[tuple[str, ...], ...]


COMMANDS = {
    "run": Command((RUN_LOCK,), (("streamlit", "run", "app.py"),)),
    "serve": Command((RUN_LOCK,), (("front",),)),
    "test": Command((RUN_LOCK, DEV_LOCK), (("pytest",),)),
    "bench": Command((RUN_LOCK, DEV_LOCK), (("benchmarks",),)),
    "pictures": Command((RUN_LOCK, DEV_LOCK), (("tests.browser.pictures",),)),
    "lint": Command((RUN_LOCK, DEV_LOCK), (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))),
}
FIXING = (("ruff", "check", "--fix"), ("ruff", "format"), ("mypy",))


class Tools:
    """Starts tools one at a time and passes on what asks to stop, so that no process is left behind."""

    def __init__(self) -> None:
        self.stopped_by = 0
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._stop)

    def run(
        self, arguments: list[str], *, log: Path | None = None, while_waiting: Callable[[], None] = lambda: None
    ) -> int:
        """Run one tool to its end and give its exit code, 128 + signal when a signal ended it."""
        with open(log, "wb") if log else _nothing() as output:  # noqa: PTH123
            # a session of its own, so that Ctrl-C reaches the tool once and its whole family can be ended
            self._process = process = subprocess.Popen(
                arguments, cwd=ROOT, env=_environment(), stdout=output, stderr=output, start_new_session=os.name != "nt"
            )
            if self.stopped_by:
                self._pass_on(process, self.stopped_by)
            code = self._wait(process, while_waiting)
            self._end_family(process)
            self._process = None
        return code if code >= 0 else 128 - code

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.stopped_by = number
        if self._process is not None:
            self._pass_on(self._process, number)

    def _wait(self, process: subprocess.Popen[bytes], while_waiting: Callable[[], None]) -> int:
        give_up_at = None
        while True:
            try:
                return process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                while_waiting()
            if self.stopped_by and give_up_at is None:
                give_up_at = time.monotonic() + GRACE_SECONDS
            if give_up_at is not None and time.monotonic() > give_up_at:
                self._kill(process)

    def _pass_on(self, process: subprocess.Popen[bytes], number: int) -> None:
        # on Windows the console gives Ctrl-C to every program in it, the tool included
        if os.name != "nt":
            _signal_family(process.pid, number)

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        if os.name == "nt":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        else:
            _signal_family(process.pid, signal.SIGKILL)

    def _end_family(self, process: subprocess.Popen[bytes]) -> None:
        """End what the tool started and left running."""
        if os.name == "nt" or not _signal_family(process.pid, signal.SIGTERM):
            return
        give_up_at = time.monotonic() + GRACE_SECONDS / 2
        while time.monotonic() < give_up_at:
            if not _signal_family(process.pid, 0):
                return
            time.sleep(0.05)
        self._kill(process)


class Environment:
    """The `.venv` folder beside this file, with a note inside of what is installed in it."""

    def __init__(self, root: Path, tools: Tools) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._note = self.folder / "ward-need.json"
        self._tools = tools

    def prepare(self, locks: tuple[str, ...]) -> None:
        """Make sure that the packages of these locks are installed, whoever else is doing the same."""
        wanted = {name: hashlib.sha256((self.root / name).read_bytes()).hexdigest() for name in locks}
        if self._holds(wanted):
            return
        with self._alone():
            if not self._holds(wanted):
                self._install(wanted)

    def _holds(self, wanted: dict[str, str]) -> bool:
        installed = self._read_note() or {}
        return all(installed.get(name) == digest for name, digest in wanted.items()) and self._python_starts()

    def _python_starts(self) -> bool:
        try:
            return subprocess.run([self.python, "-c", ""], capture_output=True, check=False).returncode == 0
        except OSError:
            return False

    def _read_note(self) -> dict[str, str] | None:
        """Give what is installed: nothing when an install was cut off, None when `.venv` is not of our making."""
        try:
            return dict(json.loads(self._note.read_text("utf-8")))
        except FileNotFoundError:
            return None

    def _write_note(self, installed: dict[str, str]) -> None:
        new = self._note.with_suffix(".new")
        new.write_text(json.dumps(installed), "utf-8")
        new.replace(self._note)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold a lock that the system frees even when this process dies."""
        with open(self.root / ".venv.lock", "a+b") as file:  # noqa: PTH123
            if not _try_lock(file.fileno()):
                print("Another tasks.py is installing the packages; waiting for it.", flush=True)
                while not _try_lock(file.fileno()):
                    self._check_stopped()
                    time.sleep(0.3)
            yield

    def _check_stopped(self) -> None:
        if self._tools.stopped_by:
            raise SystemExit(128 + self._tools.stopped_by)

    def _install(self, wanted: dict[str, str]) -> None:
        installed = self._read_note()
        current = {name: hashlib.sha256((self.root / name).read_bytes()).hexdigest() for name in (RUN_LOCK, DEV_LOCK)}
        if installed is None and self.folder.exists():
            raise TaskError(f"{self.folder} was not made by tasks.py; move it away and call tasks.py again.")
        is_current = bool(installed) and all(current[name] == digest for name, digest in (installed or {}).items())
        if installed is None or not is_current or not self._python_starts():
            installed = {}
            self._make_empty()
        for name in wanted:
            if installed.get(name) != wanted[name]:
                self._write_note({})  # an install that is cut off from here on starts afresh
                self._add_packages(name)
                installed = {**installed, name: wanted[name]}
                self._write_note(installed)

    def _make_empty(self) -> None:
        if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
            raise TaskError(
                "this Python has no venv and ensurepip modules; install them "
                f"(on Debian and Ubuntu: apt install python{sys.version_info.major}.{sys.version_info.minor}-venv) "
                "and call tasks.py again."
            )
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        self._write_note({})
        base = str(getattr(sys, "_base_executable", sys.executable))
        self._do([base, "-m", "venv", str(self.folder)], "Making .venv")

    def _add_packages(self, lock: str) -> None:
        total = len(re.findall(r"^[a-z0-9].*==", (self.root / lock).read_text("utf-8"), re.MULTILINE))
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        install = ["install", "--require-hashes", "--only-binary=:all:", "--no-deps", "--progress-bar=off", "-r", lock]
        self._do([*pip, *install], f"Installing {total} packages of {lock}", total=total)
        self._do([*pip, "check"], "Checking that they fit together")

    def _do(self, arguments: list[str], title: str, *, total: int = 0) -> None:
        log = self.folder / "install.log"
        started = time.monotonic()
        is_terminal = sys.stdout.isatty()
        print(title, end="" if is_terminal else " ...\n", flush=True)

        def show_progress() -> None:
            if is_terminal:
                fetched = log.read_text("utf-8", errors="replace").count("Collecting ")
                done = f" ({fetched} of {total})" if total else ""
                print(f"\r{title}{done} {time.monotonic() - started:.0f} s ", end="", flush=True)

        code = self._tools.run(arguments, log=log, while_waiting=show_progress)
        if is_terminal:
            print()
        self._check_stopped()
        if code:
            raise TaskError(f"{title} failed: {_plain_reason(log.read_text('utf-8', errors='replace'))}.")


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


def _environment() -> dict[str, str]:
    """Give the environment of a tool: UTF-8, and nothing that would mix other packages into `.venv`."""
    kept = {key: value for key, value in os.environ.items() if key not in _MEDDLING}
    return {**kept, "PYTHONUTF8": "1"}


_MEDDLING = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")


def _signal_family(group: int, number: int) -> bool:
    """Send a signal to a process group; tell whether anyone was there."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS says the second of a group whose members are all ending
        return False
    return True


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _plain_reason(output: str) -> str:
    for pattern, reason in PLAIN_REASONS.items():
        if re.search(pattern, output):
            return reason
    return "its last words were:\n" + "\n".join(output.strip().splitlines()[-15:])


def main(arguments: list[str]) -> int:
    """Do one command and give the exit code: the tool's own, or 2 when it could not be started."""
    name, *rest = arguments or ["--help"]
    if name in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0 if arguments else 2
    if name not in COMMANDS:
        print(f"tasks.py has no command {name!r}; it has {', '.join(COMMANDS)} (see --help).", file=sys.stderr)
        return 2
    command = COMMANDS[name]
    rest = rest[1:] if rest[:1] == ["--"] else rest
    tools_to_start = command.tools
    if name == "lint" and rest:
        if rest != ["--fix"]:
            print(f"lint takes only --fix; {' '.join(rest)} came.", file=sys.stderr)
            return 2
        tools_to_start, rest = FIXING, []
    tools = Tools()
    environment = Environment(ROOT, tools)
    try:
        environment.prepare(command.locks)
    except TaskError as error:
        print(f"tasks.py: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"tasks.py: {error.filename}: {error.strerror}; .venv must be writable beside tasks.py.", file=sys.stderr)
        return 2
    codes = []
    for tool in tools_to_start:
        codes.append(tools.run([str(environment.python), "-m", *tool, *rest]))
        if tools.stopped_by:
            break
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

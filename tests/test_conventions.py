"""Habits that a machine can check, on this tree; and each check is shown to fail on a made-up tree that breaks it."""

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import conventions

ROOT = Path(__file__).resolve().parents[1]

CHECKS: dict[str, Callable[[Path], Iterator[str]]] = {
    "imports run one way": conventions.find_wrong_imports,
    "modules are short": conventions.find_long_modules,
    "modules say what they are for": conventions.find_missing_heads,
    "words for places": conventions.find_wrong_words,
    "no ties to a machine": conventions.find_ties_to_a_machine,
    "errors are caught by name": conventions.find_broad_excepts,
    "the top of the tree": conventions.find_strange_names,
    "links lead somewhere": conventions.find_dead_links,
}


@pytest.mark.parametrize("name", CHECKS)
def test_this_tree_keeps_to(name: str) -> None:
    assert list(CHECKS[name](ROOT)) == []


def test_tests_mirror_this_tree() -> None:
    listed = tomllib.loads((ROOT / "tests/tested_elsewhere.toml").read_text("utf-8"))

    assert list(conventions.find_missing_tests(ROOT, tested_elsewhere=listed)) == []


@pytest.mark.parametrize(
    ("name", "file", "text", "said"),
    [
        ("imports run one way", "scoring/rank.py", "from loaders.pack import read_pack", "move what both need down"),
        ("imports run one way", "scoring/rank.py", "import streamlit as st", "caching.py"),
        ("imports run one way", "scoring/rank.py", "import time", "the clock and chance come in as arguments"),
        ("imports run one way", "loaders/read.py", "import plotly.express", "drawing belongs to charts/"),
        (
            "imports run one way",
            "loaders/read.py",
            "def f():\n    import pages.start",
            "loaders/read.py:3 imports pages",
        ),
        ("imports run one way", "charts/bars.py", "import duckdb", "reading files belongs to loaders/"),
        ("imports run one way", "charts/bars.py", "import decisions", "pages -> charts"),
        ("imports run one way", "pages/ward.py", "import tests.conventions", "imports tests"),
        ("modules are short", "scoring/rank.py", "\n" * 400, "past 400 it is two ideas"),
        ("words for places", "docs/method.md", "These are risk areas.", "speak of need"),
        ("words for places", "docs/method.md", "a dangerous estate", "'dangerous estate'"),
        ("words for places", "pages/map.py", "# the ward is at risk", "speak of need"),
        ("words for places", "pages/map.py", "TITLE = 'Risk score by ward'", "'Risk score'"),
        ("no ties to a machine", "loaders/read.py", "FOLDER = '/home/ann/raw/'", "relative to the checkout"),
        ("no ties to a machine", "requirements.txt", "--index-url x", "relative to the checkout"),
        ("errors are caught by name", "loaders/read.py", "try:\n    f()\nexcept Exception as e:\n    g(e)", "by name"),
        (
            "errors are caught by name",
            "loaders/read.py",
            "try:\n    f()\nexcept:\n    pass",
            "loaders/read.py:4 catches",
        ),
        (
            "errors are caught by name",
            "loaders/read.py",
            "try:\n    f()\nexcept (OSError, Exception):\n    g()",
            "by name",
        ),
        ("the top of the tree", "utils.py", "", "utils.py stands at the top"),
        (
            "links lead somewhere",
            "docs/method.md",
            "see [the rules](rules.md#r1)",
            "docs/method.md links to rules.md#r1",
        ),
    ],
)
def test_a_tree_that_breaks_a_habit_is_told_so(tmp_path: Path, name: str, file: str, text: str, said: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'"""Say what it is for."""\n{text}\n' if file.endswith(".py") else text, "utf-8")

    breaches = list(CHECKS[name](tmp_path))

    assert len(breaches) == 1
    assert said in breaches[0]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("scoring/__main__.py", "import sys\nimport time\n\nfrom loaders.pack import read_pack"),
        ("loaders/read.py", "import geopandas\n\nfrom scoring.errors import DataToolError"),
        ("pages/ward.py", "import streamlit\n\nimport charts\nimport decisions\nimport caching"),
        ("docs/method.md", "Wards where need is greatest; the worst 10% of wards. [Python](https://www.python.org/)"),
    ],
)
def test_a_tree_that_keeps_to_them_is_left_alone(tmp_path: Path, file: str, text: str) -> None:
    path = tmp_path / file
    path.parent.mkdir()
    path.write_text(f'"""Say what it is for."""\n{text}\n' if file.endswith(".py") else text, "utf-8")

    assert [breach for check in CHECKS.values() for breach in check(tmp_path)] == []


@pytest.mark.parametrize("text", ["", "x = 1\n", '\n"""Late."""\n', '"""no sentence"""\n'])
def test_a_module_without_a_head_is_told_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "app.py").write_text(text, "utf-8")

    assert list(conventions.find_missing_heads(tmp_path)) == [
        "app.py: its first line must say what it is for, as one sentence in triple quotes"
    ]


def test_a_module_without_a_test_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "scoring").mkdir()
    for name in ("rank.py", "score.py", "__init__.py", "__main__.py"):
        (tmp_path / "scoring" / name).touch()
    (tmp_path / "tests/scoring").mkdir(parents=True)
    (tmp_path / "tests/scoring/test_main.py").touch()
    listed = {"scoring/score.py": "tests/test_all.py: needs a whole pack", "scoring/old.py": "was here once"}

    breaches = conventions.find_missing_tests(tmp_path, tested_elsewhere=listed)

    missing, gone = breaches
    assert missing.startswith("scoring/rank.py has no tests/scoring/test_rank.py; write it, or say in")
    assert gone == "tests/tested_elsewhere.toml names scoring/old.py, which is gone; take the line out"


TOOLS = {
    "style": ["ruff", "check", "--output-format=concise"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_lint_finds_nothing(name: str) -> None:
    done = _run_tool(TOOLS[name], folder=ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("def f(x: int) -> int:\n    assert x\n    return x\n", "S101"),
        ('def f() -> None:\n    print("x")\n', "T201"),
        ("try:\n    f()\nexcept Exception:\n    pass\n", "BLE001"),
        ("try:\n    f()\nexcept OSError:\n    pass\n", "SIM105"),
        ("def f(x):\n    return x\n", "ANN001"),
        ("def f(x: int) -> int:\n    return x\n", "D103"),
        ("# x = f(1)\n", "ERA001"),
        ("from .score import score\n", "TID252"),
        ("def f(*, x: int, y: bool = True) -> None: ...\ndef g(y: bool) -> None: ...\n", "FBT001"),
    ],
)
def test_lint_knows_the_habits_of_scoring(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "scoring").mkdir()
    (tmp_path / "scoring/rank.py").write_text(f'"""Say what it is for."""\n\n{text}', "utf-8")

    done = _run_tool([*TOOLS["style"], "--no-cache"], folder=tmp_path)

    assert code in done.stdout


def _run_tool(tool: list[str], *, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *tool], cwd=folder, capture_output=True, text=True, check=False)

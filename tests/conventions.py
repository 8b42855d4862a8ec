"""The checks behind test_conventions: each reads a tree and gives one line a breach, which says what to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FOLDERS = (
    *("app", "server", "caching", "pages", "scoring", "loaders", "charts", "decisions", "tests", "benchmarks", "tasks"),
)
MAY_IMPORT = {
    "scoring": set(),
    "loaders": {"scoring"},
    "charts": {"scoring"},
    "decisions": {"scoring"},
    "caching": {"scoring", "loaders", "charts", "decisions"},
    "pages": {"scoring", "loaders", "charts", "decisions", "caching"},
    "server": {"scoring", "loaders", "charts", "caching"},
    "app": {"server"},
    "benchmarks": {"scoring", "loaders", "charts", "decisions", "tests"},
    "tests": set(FOLDERS),
    "tasks": set(),
}
"""Imports run one way: pages -> charts, decisions -> scoring <- loaders."""

COMMAND_OF_SCORING = "scoring/__main__.py"
"""The one file of scoring that may open a pack, and so import loaders."""

SCREEN = {"streamlit", "plotly", "pydeck"}
GEOMETRY = {"geopandas", "shapely", "pyproj", "pyogrio"}
FILES_AND_NETWORK = {"duckdb", "openpyxl", "httpx", "requests", "urllib", "socket", "sqlite3"}
LIBRARIES_KEPT_OUT = {
    "scoring": SCREEN | GEOMETRY | FILES_AND_NETWORK | {"random", "time"},
    "loaders": SCREEN,
    "charts": {"streamlit"} | GEOMETRY - {"shapely"} | FILES_AND_NETWORK,
    "decisions": SCREEN | GEOMETRY | FILES_AND_NETWORK - {"openpyxl"},
}
"""Scoring has no files, clock, network or unseeded chance; charts draw given shapes; only pages know Streamlit."""

MOST_LINES = 400
TOP_LEVEL = {
    *(
        "app.py",
        "caching.py",
        "front.py",
        "server.py",
        "tasks.py",
        "pages",
        "scoring",
        "loaders",
        "charts",
        "decisions",
        "sample_data",
        "static",
    ),
    *("tests", "docs", "benchmarks", "README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"),
    *("requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"),
    *(".ci", ".streamlit", ".gitignore", ".gitattributes"),
}
LEFT_BY_TOOLS = {
    *(".git", ".venv", ".venv.lock", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"),
    *("packs", "raw", ".DS_Store", ".idea", ".vscode"),
}
TEXT_SUFFIXES = {".py", ".md", ".toml", ".in", ".txt", ".css", ".html", ".json", ".yml", ".yaml", ""}

_PLACE = r"(?:areas?|wards?|boroughs?|places?|neighbourhoods?|estates?|streets?)"
WORDS_NOT_FOR_PLACES = re.compile(
    rf"\b(?:risk|risky|at[- ]risk|danger|dangerous|bad|unsafe|no-go)\s+(?:\w+\s+)?{_PLACE}\b"
    rf"|\b{_PLACE}\s+(?:is|are|at)\s+(?:a\s+|the\s+)?(?:risk|risky|at risk|danger|dangerous|bad|unsafe)\b"
    r"|\brisk (?:scores?|maps?|levels?|ranks?|ranking|index)\b|\bdanger(?:ous|s)?\b",
    re.IGNORECASE,
)
TIES_TO_A_MACHINE = re.compile(
    r"/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/|[A-Z]:\\\\?Users\b|pythonhosted\.org|pypi\.org/simple|registry\.npmjs"
    r"|--(?:extra-)?index-url|--find-links"
)
MARKDOWN_LINK = re.compile(r"\]\(([^)\s]+)\)")

THIS_FILE = "tests/conventions.py"
ELSEWHERE = "tests/tested_elsewhere.toml"
ITS_TEST = "tests/test_conventions.py"


def find_files(root: Path, *suffixes: str) -> Iterator[tuple[str, Path]]:
    """Give each file of the project by its name below root, without what tools leave behind."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if not LEFT_BY_TOOLS.intersection(name.parts) and path.is_file() and path.suffix in suffixes:
            yield name.as_posix(), path


def find_wrong_imports(root: Path) -> Iterator[str]:
    """Check that imports run one way."""
    for name, path in find_files(root, ".py"):
        folder = name.split("/")[0].removesuffix(".py")
        allowed = MAY_IMPORT.get(folder, set()) | {folder}
        if name == COMMAND_OF_SCORING:
            allowed = allowed | {"loaders"}
        kept_out = set() if name == COMMAND_OF_SCORING else LIBRARIES_KEPT_OUT.get(folder, set())
        for line, module in _imports(path):
            if module in FOLDERS and module not in allowed:
                yield (
                    f"{name}:{line} imports {module}; imports run pages -> charts, decisions -> scoring <- loaders: "
                    f"move what both need down into scoring/, or what joins them up into pages/"
                )
            if module in kept_out:
                yield f"{name}:{line} imports {module}, which {folder}/ does without; {_where_to(folder, module)}"


def find_long_modules(root: Path) -> Iterator[str]:
    """Check that a module holds one idea, as far as its length tells."""
    for name, path in find_files(root, ".py"):
        lines = len(path.read_text("utf-8").splitlines())
        if lines > MOST_LINES:
            yield f"{name} has {lines} lines; past {MOST_LINES} it is two ideas: give the second a module of its own"


def find_missing_heads(root: Path) -> Iterator[str]:
    """Check that every module says in its first line what it is for."""
    for name, path in find_files(root, ".py"):
        text = path.read_text("utf-8")
        first = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
        if not text.startswith('"""') or not first.endswith((".", "?", "!")):
            yield f"{name}: its first line must say what it is for, as one sentence in triple quotes"


def find_wrong_words(root: Path) -> Iterator[str]:
    """Check that no place is called dangerous, risky or bad: this tool is about need."""
    yield from _find_text(
        root, WORDS_NOT_FOR_PLACES, "speak of need (need score, above the threshold), not of the place"
    )


def find_ties_to_a_machine(root: Path) -> Iterator[str]:
    """Check that nothing names one machine's folders or a package host."""
    yield from _find_text(root, TIES_TO_A_MACHINE, "name a path relative to the checkout, or make it an option")


def find_missing_tests(root: Path, *, tested_elsewhere: dict[str, str]) -> Iterator[str]:
    """Check that tests mirror the tree, or that a list says where a module is tested and why there."""
    modules = [
        name
        for name, _ in find_files(root, ".py")
        if name.split("/")[0] in ("scoring", "loaders", "charts", "decisions") and not name.endswith("__init__.py")
    ]
    for name in modules:
        path = Path("tests", name)
        mirror = path.with_name(f"test_{path.stem.strip('_')}.py")
        if not (root / mirror).exists() and name not in tested_elsewhere:
            yield f"{name} has no {mirror.as_posix()}; write it, or say in {ELSEWHERE} where it is tested"
    for name in tested_elsewhere:
        if name not in modules:
            yield f"{ELSEWHERE} names {name}, which is gone; take the line out"


def find_broad_excepts(root: Path) -> Iterator[str]:
    """Check that no error is caught which nobody expected."""
    for name, path in find_files(root, ".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = (
                    {leaf.id for leaf in ast.walk(node.type) if isinstance(leaf, ast.Name)} if node.type else {"all"}
                )
                if caught & {"all", "Exception", "BaseException"}:
                    yield f"{name}:{node.lineno} catches every error; catch what is expected there, by name"


def find_strange_names(root: Path) -> Iterator[str]:
    """Check that the top of the tree holds what house style lays down, and nothing else."""
    for path in sorted(root.iterdir()):
        if path.name not in TOP_LEVEL | LEFT_BY_TOOLS and not path.name.startswith(".coverage"):
            yield f"{path.name} stands at the top; its place is in one of {', '.join(FOLDERS[3:8])}, tests or docs"


def find_dead_links(root: Path) -> Iterator[str]:
    """Check that a page of the docs links only to files that are there."""
    for name, path in find_files(root, ".md"):
        for target in MARKDOWN_LINK.findall(path.read_text("utf-8")):
            file = target.split("#")[0]
            if file and not re.match(r"[a-z]+:", file) and not (path.parent / file).exists():
                yield f"{name} links to {target}, which is not there; correct the link"


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module.split(".")[0]


def _where_to(folder: str, module: str) -> str:
    if module == "streamlit":
        return "what is shown belongs to pages/, what is cached to caching.py"
    if module in ("plotly", "pydeck"):
        return "drawing belongs to charts/"
    if folder == "scoring":
        return "files, network and geometry belong to loaders/, and the clock and chance come in as arguments"
    return "reading files belongs to loaders/"


def _find_text(root: Path, pattern: re.Pattern[str], advice: str) -> Iterator[str]:
    for name, path in find_files(root, *TEXT_SUFFIXES):
        if name in (THIS_FILE, ITS_TEST):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            found = pattern.search(line)
            if found:
                yield f"{name}:{number} says {found.group()!r}; {advice}"

"""Pages of the docs shown inside the tool, so that a text is written once."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read_document(name: str) -> str:
    """Give a page of docs/ without its title, as markdown to stand below a heading of the tool's own."""
    text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    return re.sub(r"\A# .*\n+", "", text)


def read_version() -> str:
    """Give the version: the newest heading of the changelog."""
    path = ROOT / "CHANGELOG.md"
    found = re.search(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE) if path.exists() else None
    return found[1].strip() if found else "not released"

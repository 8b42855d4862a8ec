"""Visits share a folder of packs with the tiny pack in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.offered import FOLDER_SETTING
from tests.pages.visits import Visit, open_page


@pytest.fixture
def visit(tiny_pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Visit]:
    """Open the start page on the tiny pack, with what else the link carries."""
    monkeypatch.setenv(FOLDER_SETTING, str(tiny_pack_folder.parent))
    return lambda **address: open_page(**{"pack": tiny_pack_folder.name, **address})

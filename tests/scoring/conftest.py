"""What tests of the command line share: a small pack as files."""

from pathlib import Path

import pytest

from loaders.pack_write import write_pack
from tests.scoring.command_pack import make_pack


@pytest.fixture(scope="session")
def whole_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "five"
    write_pack(make_pack(), folder)
    return folder


@pytest.fixture
def pack(whole_pack: Path, tmp_path: Path) -> Path:
    """Give the pack as files of its own, to be broken."""
    folder = tmp_path / "five"
    folder.mkdir()
    for file in whole_pack.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder

"""What the tests of whole builds share: a folder of official files to be changed."""

from pathlib import Path

import pytest

from tests.loaders.build import official


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return official.write_all(tmp_path / "raw")

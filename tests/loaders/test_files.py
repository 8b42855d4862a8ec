"""A file or folder appears whole under its name or not at all, and what stood there before is not lost."""

import stat
from pathlib import Path

import pytest

from loaders.files import whole_file, whole_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_half(path: Path) -> None:
    path.write_text("half")
    raise ValueError("stop")


def test_a_file_appears_when_it_is_complete(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old")

    with whole_file(path) as temporary:
        temporary.write_text("new")
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert names(tmp_path) == ["table.csv"]
    assert stat.S_IMODE(path.stat().st_mode) & 0o444


def test_a_file_that_fails_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old")

    with pytest.raises(ValueError, match="stop"), whole_file(path) as temporary:
        write_half(temporary)

    assert path.read_text() == "old"
    assert names(tmp_path) == ["table.csv"]


def test_a_folder_takes_the_place_of_the_old_one_whole(tmp_path):
    folder = tmp_path / "deeper" / "pack"
    for name in ("first", "second"):
        with whole_folder(folder) as temporary:
            (temporary / name).write_text(name)

    assert names(folder) == ["second"]
    assert names(folder.parent) == ["pack"]


def test_a_folder_that_fails_leaves_the_old_one(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "old").write_text("old")

    with pytest.raises(ValueError, match="stop"), whole_folder(folder) as temporary:
        write_half(temporary / "half")

    assert names(folder) == ["old"]
    assert names(tmp_path) == ["pack"]


def test_the_old_folder_is_put_back_when_the_new_one_cannot_take_its_name(tmp_path, monkeypatch):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "old").write_text("old")
    replace = Path.replace

    def replace_but_the_new(self: Path, target: Path) -> Path:
        if (self / "new").exists():
            raise OSError("no space left")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replace_but_the_new)
    with pytest.raises(OSError, match="no space left"), whole_folder(folder) as temporary:
        (temporary / "new").write_text("new")

    assert names(folder) == ["old"]
    assert names(tmp_path) == ["pack"]

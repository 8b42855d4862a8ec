"""Which packs are on offer: the sample first, then the folders that hold a pack."""

from pathlib import Path

import pytest

from loaders.offered import FOLDER_SETTING, find_packs, read_title


def _folder(root: Path, name: str, text: str | None) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    if text is not None:
        (folder / "pack.toml").write_text(text, "utf-8")
    return folder


def test_the_sample_is_always_on_offer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(FOLDER_SETTING, raising=False)
    assert list(find_packs()) == ["sample"]

    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path / "not there"))
    assert list(find_packs()) == ["sample"]


def test_folders_with_a_pack_are_on_offer_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _folder(tmp_path, "west", 'title = "West"')
    _folder(tmp_path, "east", 'title = "East"')
    _folder(tmp_path, "notes", None)
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))

    assert list(find_packs()) == ["sample", "east", "west"]
    assert find_packs()["west"] == tmp_path / "west"


def test_a_title_is_read_and_what_has_none_is_left_to_be_explained_later(tmp_path: Path) -> None:
    assert read_title(_folder(tmp_path, "a", 'title = "West"')) == "West"
    assert read_title(_folder(tmp_path, "b", "title = ")) is None
    assert read_title(_folder(tmp_path, "c", 'kind = "official"')) is None
    assert read_title(tmp_path / "d") is None

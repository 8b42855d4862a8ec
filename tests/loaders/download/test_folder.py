"""The folder for downloads: one download at a time, nothing left over."""

import pytest

from loaders.download.folder import opened_folder
from loaders.errors import SourceError


def test_it_is_made_and_left_tidy(tmp_path):
    with opened_folder(tmp_path / "new" / "raw") as folder:
        assert folder.partial.is_dir()
    assert list((tmp_path / "new" / "raw").iterdir()) == []


def test_unfinished_files_stay(tmp_path):
    with opened_folder(tmp_path) as folder:
        folder.part("a").path.write_bytes(b"half")
    assert (tmp_path / ".partial" / "a.part").read_bytes() == b"half"


def test_a_complete_file_takes_its_name(tmp_path):
    with opened_folder(tmp_path) as folder:
        folder.part("a").path.write_bytes(b"whole")
        folder.publish(folder.part("a"), "a.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_two_downloads_at_once(tmp_path):
    with (
        opened_folder(tmp_path),
        pytest.raises(SourceError, match="another download is at work in this folder; wait for it, or name another"),
        opened_folder(tmp_path),
    ):
        pass


def test_a_place_that_cannot_be_written_to(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(SourceError, match=r"raw: expected a folder that can be written to; .*; name another"),
        opened_folder(tmp_path / "file" / "raw"),
    ):
        pass

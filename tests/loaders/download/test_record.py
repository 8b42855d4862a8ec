"""The record of downloads: written whole, read with care."""

import pytest

from loaders.download.record import Entry, is_intact, read_record, sha256_of, write_record
from loaders.errors import SourceError


@pytest.fixture
def entry(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"abc")
    # the checksum of the three letters abc, as the standard's own example gives it
    checksum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    return Entry(
        id="a",
        label="A",
        publisher="P",
        licence="L",
        file="a.csv",
        request="0",
        asked="https://example.org/a",
        final="https://example.org/a",
        fetched="2026-03-10T00:00:00+00:00",
        bytes=3,
        sha256=checksum,
        notes=("first address failed",),
    )


def test_what_is_written_is_read(tmp_path, entry):
    write_record(tmp_path, {"a": entry})
    assert read_record(tmp_path) == {"a": entry}


def test_no_record_is_an_empty_one(tmp_path):
    assert read_record(tmp_path) == {}


def test_a_checksum(tmp_path, entry):
    assert sha256_of(tmp_path / "a.csv") == entry.sha256


def test_a_file_is_intact_until_it_changes(tmp_path, entry):
    assert is_intact(tmp_path, entry)
    (tmp_path / "a.csv").write_bytes(b"abd")
    assert not is_intact(tmp_path, entry)
    (tmp_path / "a.csv").unlink()
    assert not is_intact(tmp_path, entry)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": 2, "downloads": []}', '{"format": 1, "downloads": [{"x": 1}]}']
)
def test_a_record_that_cannot_be_read(tmp_path, text):
    (tmp_path / "downloads.json").write_text(text, "utf-8")
    with pytest.raises(SourceError, match="expected the record of earlier downloads, format 1; it can't be read"):
        read_record(tmp_path)


def test_a_record_that_cannot_be_written(tmp_path, entry):
    (tmp_path / "downloads.json").mkdir()
    with pytest.raises(SourceError, match=r"downloads\.json: can't be written: .*; make room there"):
        write_record(tmp_path, {"a": entry})

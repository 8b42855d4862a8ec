"""A file's content is told from its bytes, whatever its name says."""

import zipfile

import pytest

from loaders.errors import SourceError
from loaders.rawfile import HEAD_BYTES, Content, RawFile
from tests.loaders.formats.made_files import write_book, write_text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Content.EMPTY),
        (b" \n\n", Content.EMPTY),
        (b"PAR1....", Content.PARQUET),
        (b"SQLite format 3\0", Content.GEOPACKAGE),
        (b"\x00\x00\x27\x0a\x00", Content.SHAPEFILE),
        (b"!table\n!version 300", Content.MAPINFO),
        (b'{"type": "FeatureCollection"}', Content.JSON),
        (b"\xef\xbb\xbf[1, 2]", Content.JSON),
        (b"<!DOCTYPE html><p>Not found, sorry</p>", Content.UNKNOWN),
        (b"GIF\0\0\0", Content.UNKNOWN),
        (b"PK\x03\x04 cut off", Content.UNKNOWN),
        (b"a,b\n1,2\n", Content.DELIMITED),
        (b"just a sentence\nand another\n", Content.TEXT),
    ],
)
def test_content_is_told_by_the_bytes(tmp_path, content, expected):
    path = tmp_path / "file"
    path.write_bytes(content)

    assert RawFile(path).content is expected


def test_a_workbook_is_known_and_read_under_any_name(tmp_path):
    raw = write_book(tmp_path, {"First": [["Code", "Score"], ["E1", 2]], "Second": [["x"]]})

    assert raw.content is Content.WORKBOOK
    assert raw.sheets == {"First": [["Code", "Score"], ["E1", 2]], "Second": [["x"]]}
    assert raw.header == []


def test_a_damaged_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "file", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")

    with pytest.raises(SourceError, match="file: expected a whole Excel workbook"):
        _ = RawFile(tmp_path / "file").sheets


def test_an_archive_that_declares_too_much_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("loaders.rawfile.MAX_UNPACKED_BYTES", 4 * 2**20)
    with zipfile.ZipFile(tmp_path / "file", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/{number}.xml", b"\0" * 2**20)

    with pytest.raises(SourceError, match=r"at most 4 MB; this one declares 5 MB, so it was not opened"):
        _ = RawFile(tmp_path / "file").content


@pytest.mark.parametrize(
    ("text", "delimiter", "second"),
    [
        ("a,b\n1,2\n", ",", ["1", "2"]),
        ('a;b\n1;"0,5"\n', ";", ["1", "0,5"]),
        ("Date;Rate\n1;0,5\n2;0,6\n", ";", ["1", "0,5"]),
        ("a\tb\n1\t2, 3\n", "\t", ["1", "2, 3"]),
        ('a,"b;c;d","e;f;g"\n1,2,3\n4,5,6\n', ",", ["1", "2", "3"]),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_rows_alike(tmp_path, text, delimiter, second):
    raw = write_text(tmp_path, text)

    assert raw.delimiter == delimiter
    assert raw.rows[1] == second


def test_a_header_of_sixty_kilobytes_with_semicolons_is_cut_at_commas(tmp_path):
    """As the ward atlas: the header alone was once longer than what was looked at."""
    header = ",".join(f"Theme number {n}; subject that takes words to name; {2000 + n % 20}" for n in range(1000))
    raw = write_text(tmp_path, header + "\n" + "\n".join(",".join(["1"] * 1000) for _ in range(20)))

    assert len(header) > 50_000
    assert raw.delimiter == ","
    assert len(raw.header) == 1000


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")])
def test_the_encoding_is_told_by_the_bytes(tmp_path, encoding, expected):
    raw = write_text(tmp_path, "Price (£),b\n1,2\n", encoding=encoding)

    assert raw.encoding == expected
    assert raw.header == ["Price (£)", "b"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_of_three_ways(tmp_path, end):
    raw = write_text(tmp_path, end.join(["code,count", "E05013501,3", "E05013502,4", ""]))

    assert raw.content is Content.DELIMITED
    assert raw.rows == [["code", "count"], ["E05013501", "3"], ["E05013502", "4"]]


def test_a_text_of_one_endless_cell_is_no_table(tmp_path):
    assert write_text(tmp_path, "x" * 200_000).content is Content.TEXT
    assert write_text(tmp_path, "a,b\n1," + "x" * 200_000 + "\n").rows == [["a", "b"]]


@pytest.mark.parametrize(("data", "encoding"), [(b"a,b\n1,\xa3", "cp1252"), ("a,b\n1,£".encode(), "utf-8-sig")])
def test_the_last_bytes_of_a_small_file_count_too(tmp_path, data, encoding):
    path = tmp_path / "x"
    path.write_bytes(data)

    assert RawFile(path).encoding == encoding
    assert RawFile(path).rows[1] == ["1", "£"]


def test_a_character_cut_at_the_end_of_the_head_is_no_other_encoding(tmp_path):
    path = tmp_path / "x"
    path.write_bytes("é".encode() * HEAD_BYTES)
    odd = tmp_path / "y"
    odd.write_bytes(b"x" + path.read_bytes())

    assert RawFile(path).encoding == RawFile(odd).encoding == "utf-8-sig"


def test_an_archive_of_a_newer_kind_is_nobodys(tmp_path):
    with zipfile.ZipFile(tmp_path / "x", "w") as archive:
        archive.writestr("a.txt", "x")
    data = bytearray((tmp_path / "x").read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 250
    (tmp_path / "x").write_bytes(data)

    assert RawFile(tmp_path / "x").content is Content.UNKNOWN

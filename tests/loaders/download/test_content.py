"""What a file is, told by its bytes."""

import pytest

from loaders.download.content import check_header, first_row, recognise
from loaders.errors import SourceError
from loaders.publishers import NOMIS, Content, Direct, Download

TABLE = Download(
    id="made_up",
    label="Made-up table",
    publisher=NOMIS,
    page="https://example.org/page",
    addresses=(Direct("/x"),),
    contents=(Content.CSV, Content.WORKBOOK),
    header=("ward", r"\b20\d{4}\b"),
)


@pytest.fixture
def recognised(tmp_path):
    def recognised(content: bytes) -> Content:
        path = tmp_path / "x.part"
        path.write_bytes(content)
        return recognise(path, TABLE)

    return recognised


@pytest.mark.parametrize(
    "content",
    [
        b"WardCode,202601\n",
        b"\xef\xbb\xbfWardCode;202601\r\n",
        b'"Ward\nCode",202601\n',
        "WardCode\t202601\n".encode("utf-16"),
        "Ward \u00a3,202601\n".encode("cp1252"),
        b"\n\nWardCode|202601",
    ],
)
def test_tables_in_all_their_forms(recognised, content):
    assert recognised(content) is Content.CSV


def test_a_workbook(recognised, workbook):
    assert recognised(workbook) is Content.WORKBOOK


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b" \n", "an empty file"),
        (b"\n<!DOCTYPE HTML><html>", "a web page"),
        (b"<HTML>", "a web page"),
        (b"<?xml version='1.0'?><Error/>", "XML"),
        (b'{"error": 1}', "JSON"),
        (b"PK\x03\x04cut off", "an archive that is cut off or damaged"),
        (b"\x00\x00\x01", "something else"),
    ],
)
def test_what_came_instead_is_named(recognised, content, said):
    with pytest.raises(SourceError) as caught:
        recognised(content)
    assert (
        str(caught.value)
        == f"Made-up table: expected csv or xlsx; came {said}; see https://example.org/page for the file"
    )


def test_a_workbook_cut_short(recognised, workbook):
    with pytest.raises(SourceError, match="came an archive that is cut off or damaged"):
        recognised(workbook[:-30])


def test_an_archive_is_not_a_workbook(tmp_path, workbook):
    path = tmp_path / "x.part"
    path.write_bytes(workbook.replace(b"xl/workbook.xml", b"xl/workbook.xxx"))
    with pytest.raises(SourceError, match="expected csv or xlsx; came zip"):
        recognise(path, TABLE)


def test_missing_columns_are_named():
    with pytest.raises(SourceError) as caught:
        check_header(["Code", "a", "b", "c", "d", "e", "f"], TABLE)
    assert str(caught.value).startswith(
        r"Made-up table: expected columns like ward, \b20\d{4}\b; came Code, a, b, c, d and 2 more; the publisher may"
    )


def test_the_first_row():
    assert first_row(b'"a,b",c\n1,2\n') == ["a,b", "c"]
    assert first_row(b"") == []

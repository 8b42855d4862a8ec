"""Each format is known by its content to its own reader alone, and a cut or damaged file ends in a message."""

import csv
import random
from pathlib import Path

import pytest

from loaders.errors import SourceError
from loaders.rawfile import RawFile
from loaders.reader_registry import READERS, find_reader
from tests.loaders.formats.examples import FORMATS, TEXTS, write_example
from tests.loaders.formats.made_files import write_book

WRONG_NAMES = ("MPS Ward Level Crime.csv", "ID 2019 for London.xlsx", "wards.geojson")
AS_SHEETS = ("mps_ward", "mps_borough", "mps_lsoa", "mps_dashboard", "vawg", "homicide", "pas", "deprivation")
LAST_RESORT = "plain_table"


def knowing(raw: RawFile) -> list[str]:
    return [reader.id for reader in READERS.values() if reader.recognises(raw)]


def read_or_refuse(raw: RawFile) -> str:
    """Give what is said of a file that can't be used, or nothing for one that can."""
    try:
        reader = find_reader(raw)
        if reader is not None:
            assert all(extract.rows_used > 0 for extract in reader.read(raw))
    except SourceError as error:
        return str(error)
    return ""


def test_there_is_an_example_of_every_format_and_the_last_resort_is_asked_last():
    assert set(READERS) == set(FORMATS)
    assert list(READERS)[-1] == LAST_RESORT


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_is_known_to_its_reader_alone_under_any_name(tmp_path, format):
    raw = write_example(tmp_path, format)
    for name in WRONG_NAMES:
        copy = tmp_path / name
        copy.write_bytes(raw.path.read_bytes())

        assert set(knowing(RawFile(copy))) - {LAST_RESORT} == {format} - {LAST_RESORT}
        assert find_reader(RawFile(copy)) is READERS[format]


@pytest.mark.parametrize("format", AS_SHEETS)
def test_a_workbook_of_the_same_table_is_known_to_the_same_reader_alone(tmp_path, format):
    raw = write_book(tmp_path, {"Notes": [["About"]], "Data": list(csv.reader(TEXTS[format].splitlines()))})

    assert knowing(raw) == [format]
    assert READERS[format].read(raw)[0].rows_used > 0


@pytest.mark.parametrize("format", FORMATS)
def test_every_example_can_be_read(tmp_path, format):
    extracts = READERS[format].read(write_example(tmp_path, format))

    assert extracts
    assert all(extract.format == format and extract.rows_used > 0 for extract in extracts)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n \n",
        b"\x00\x01\x02\x03" * 50,
        b"<!DOCTYPE html><html><body>404, table, E05013501</body></html>",
        b"Dear reader,\nthese are notes of no table.\n",
        b"PAR1 and then nothing",
        b"PK\x03\x04 and then nothing",
        b"{",
        b'{"error": {"code": 400, "message": "Invalid URL"}}',
        b"\xff\xfea\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    ],
)
@pytest.mark.parametrize("name", WRONG_NAMES)
def test_what_is_no_table_is_nobodys_and_raises_nothing_but_a_message(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)

    said = read_or_refuse(RawFile(path))

    assert not said or name in said


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_cut_anywhere_is_read_or_refused_by_name(tmp_path, format):
    whole = write_example(tmp_path, format).path.read_bytes()
    for length in range(1, len(whole), max(1, len(whole) // 12)):
        cut = tmp_path / "cut"
        cut.write_bytes(whole[:length])

        said = read_or_refuse(RawFile(cut))

        assert not said or "cut" in said


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_with_damaged_bytes_is_read_or_refused_by_name(tmp_path, format):
    chance = random.Random(1)
    whole = write_example(tmp_path, format).path.read_bytes()
    for _ in range(12):
        data = bytearray(whole)
        for place in chance.sample(range(len(data)), 3):
            data[place : place + chance.randrange(3)] = chance.choice([b"\xff", b'"', b"\r", b"\0", b";", b"\n,"])
        damaged = tmp_path / "damaged"
        damaged.write_bytes(data)

        said = read_or_refuse(RawFile(damaged))

        assert not said or "damaged" in said


@pytest.mark.parametrize("format", TEXTS)
def test_a_file_with_strange_cells_is_read_or_refused_by_name(tmp_path, format):
    chance = random.Random(1)
    lines = TEXTS[format].splitlines(keepends=True)
    for cell in ("", "x", "-1", "1e400", "inf", "nan", '"', "99999999999999999999", "٣", "2024-13", "E05013509"):
        for _ in range(3):
            row = chance.randrange(1, len(lines)) if len(lines) > 1 else 0
            cells = lines[row].rstrip("\n").split(",")
            cells[chance.randrange(len(cells))] = cell
            path = Path(tmp_path / "strange")
            path.write_text("".join([*lines[:row], ",".join(cells) + "\n", *lines[row + 1 :]]), "utf-8")

            said = read_or_refuse(RawFile(path))

            assert not said or "strange" in said


@pytest.mark.parametrize("format", TEXTS)
def test_a_header_alone_is_refused_or_nobodys(tmp_path, format):
    path = tmp_path / "header"
    lines = TEXTS[format].splitlines(keepends=True)
    path.write_text("".join(lines[: 2 if format in ("ward_atlas", "unemployment") else 1]), "utf-8")

    raw = RawFile(path)

    if format == "boundaries":
        assert find_reader(raw) is READERS[format]
    else:
        assert find_reader(raw) is None or "header: expected" in read_or_refuse(raw)

"""What becomes of every file of a folder: read, faulty, empty, part of another, not recognised; never ignored."""

import hashlib
import os
import sys
import zipfile

import pytest

from loaders.build.folder import State, held_tables, read_folder
from loaders.errors import SourceError
from tests.loaders.build import official
from tests.loaders.formats.examples import write_example


def read(folder):
    return {source.name: source for source in read_folder(folder, say=lambda _: None)}


def test_a_file_is_known_by_what_it_holds_wherever_it_lies(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = official.write_crime(tmp_path / "a" / "b", "holiday.jpg")

    sources = read(tmp_path)

    source = sources["a/b/holiday.jpg"]
    assert source.state is State.READ
    assert source.reader is not None
    assert source.reader.id == "mps_ward"
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.size == path.stat().st_size
    assert [held.name for held in held_tables(list(sources.values()))] == ["a/b/holiday.jpg"]


def test_what_nobody_knows_is_named_and_what_is_empty_is_said(tmp_path):
    (tmp_path / "notes.txt").write_text("remember the milk")
    (tmp_path / "crime.csv").write_bytes(b"")
    (tmp_path / "blank.csv").write_bytes(b" \n\n")

    sources = read(tmp_path)

    assert sources["notes.txt"].state is State.UNKNOWN
    assert sources["crime.csv"].state is sources["blank.csv"].state is State.EMPTY
    assert sources["crime.csv"].faults == ("crime.csv: expected a table; the file is empty; fetch it again",)


def test_a_faulty_file_keeps_its_faults_and_leaves_others_alone(tmp_path):
    path = official.write_crime(tmp_path)
    path.write_text(path.read_text().replace(",3,", ",-3,"))
    official.write_wards(tmp_path)

    sources = read(tmp_path)

    assert sources["crime.csv"].state is State.FAULTY
    assert "below 0" in sources["crime.csv"].faults[0]
    assert sources["crime.csv"].extracts == ()
    assert sources["wards.geojson"].state is State.READ


def test_an_archive_that_declares_too_much_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "wards.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("wards.shp", b"\0" * 500_000_000)

    source = read(tmp_path)["wards.zip"]

    assert source.state is State.FAULTY
    assert "expected a file that unpacks to at most 400 MB; this one declares 477 MB" in source.faults[0]


@pytest.mark.parametrize("ending", ["csv", "geojson", "gpkg", "shp"])
def test_a_virtual_file_that_points_elsewhere_is_not_followed(tmp_path, ending):
    secret = official.write_wards(tmp_path, "secret.geojson").rename(tmp_path.parent / "secret.geojson")
    layer = f'<OGRVRTLayer name="x"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
    (tmp_path / f"wards.{ending}").write_text(f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>")

    assert read(tmp_path)[f"wards.{ending}"].state is State.UNKNOWN


def test_companions_of_a_shapefile_are_part_of_it_and_alone_they_are_named(tmp_path):
    (tmp_path / "Wards.SHP").write_bytes(b"\x00\x00\x27\x0a")
    (tmp_path / "wards.dbf").write_bytes(b"\x03abc")
    (tmp_path / "other.dbf").write_bytes(b"\x03abc")

    sources = read(tmp_path)

    assert sources["wards.dbf"].state is State.PART
    assert sources["other.dbf"].state is State.UNKNOWN


def test_a_table_whose_name_ends_as_a_companion_s_is_a_table(tmp_path):
    official.write_crime(tmp_path, "crime.dat")

    assert read(tmp_path)["crime.dat"].state is State.READ


def test_hidden_files_and_the_record_of_downloads_are_left_alone(tmp_path):
    (tmp_path / ".partial").mkdir()
    official.write_crime(tmp_path / ".partial")
    (tmp_path / "downloads.json").write_text('{"format": 1, "files": []}')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "downloads.json").write_text("{}")
    official.write_crime(tmp_path)

    assert set(read(tmp_path)) == {"crime.csv", "sub/downloads.json"}


def test_a_link_that_leads_out_of_the_folder_is_named_and_not_followed(tmp_path):
    (tmp_path / "raw").mkdir()
    path = official.write_crime(tmp_path)
    (tmp_path / "raw" / "crime.csv").symlink_to(path)

    source = read(tmp_path / "raw")["crime.csv"]

    assert source.state is State.FAULTY
    assert source.faults == ("crime.csv: expected a file; it is a link that leads out of the folder; put a copy there",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_refused_in_words_that_are(tmp_path):
    path = official.write_crime(tmp_path)
    path.rename(os.fsdecode(os.fsencode(tmp_path) + b"/crime-\xff.csv"))

    (source,) = read_folder(tmp_path, say=lambda _: None)

    assert (source.name, source.state) == ("crime-?.csv", State.FAULTY)
    assert source.faults == ("crime-?.csv: expected a file name that is text in UTF-8; rename the file",)


def test_progress_names_each_file_in_turn(tmp_path):
    official.write_crime(tmp_path)
    official.write_wards(tmp_path)
    said: list[str] = []

    read_folder(tmp_path, say=said.append)

    assert said == ["reading 1 of 2: crime.csv", "reading 2 of 2: wards.geojson"]


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path):
    with pytest.raises(SourceError, match="expected a folder of official files; there is no such folder"):
        read_folder(tmp_path / "none", say=lambda _: None)
    with pytest.raises(SourceError, match="the folder is empty; python -m loaders download fetches them"):
        read_folder(tmp_path, say=lambda _: None)


def test_a_file_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    official.write_crime(tmp_path)

    def refuse(_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("loaders.build.folder._hash", refuse)

    source = read(tmp_path)["crime.csv"]

    assert source.faults == ("crime.csv: the file can't be read (Permission denied); check its permissions",)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("format", ["boundaries", "cilif", "mps_ward", "deprivation"])
def test_a_file_cut_off_anywhere_ends_in_a_state_and_never_in_an_error(tmp_path, format, share):
    path = write_example(tmp_path, format).path
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    (source,) = read(tmp_path).values()

    assert source.state in (State.READ, State.FAULTY, State.UNKNOWN)

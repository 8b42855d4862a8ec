"""What bad input does to a build: one message each, nothing written by half, an old pack never lost."""

import pytest

from loaders.build.assemble import build
from loaders.build.folder import State
from loaders.errors import PackError, SourceError
from loaders.pack import read_pack
from tests.loaders.build import official
from tests.loaders.build.builds import TODAY, contents, gaps, make
from tests.loaders.build.official import NORTH, SOUTH


def test_a_file_that_nobody_knows_is_named(raw):
    (raw / "letter.txt").write_text("Dear all")

    report = make(raw)

    assert str(report).endswith("Not recognised:\n  letter.txt")
    assert "letter.txt" in {entry["name"] for entry in read_pack(raw.parent / "pack").sources}


def test_two_contradicting_files_of_one_release_are_refused_by_name(raw):
    # the copy has 9 robberies in North in June where the first has 3, and 4 in South where the first lists none
    text = (raw / "crime.csv").read_text().replace(",0,3,0,", ",0,9,0,")
    extra = official.crime_line(official.ROBBERY, SOUTH, [0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0])
    (raw / "copy.csv").write_text(f"{text}{extra}\n")

    report = make(raw)

    (refusal,) = report.refusals
    assert refusal.startswith("copy.csv and crime.csv: expected two copies of release 2025-12")
    assert f"{NORTH} / 2025-06: 9 and 3" in refusal
    assert f"{SOUTH} / 2025-06: 4 and 0" in refusal
    assert gaps(report)["personal_robbery"].startswith("no table by ward that can be used")
    # violence is left with the older release, which has its 13 months
    (violence,) = [built for built in report.built if built.entry.id == "violence_with_injury"]
    assert violence.period == "February 2024 to January 2025"


def test_mixed_vintages_are_refused_with_what_they_seem_to_be(raw):
    text = (raw / "crime.csv").read_text()
    for ward in list(official.OTHERS.values())[:15]:
        text = text.replace(ward, ward.replace("E05013", "E05011"))
    (raw / "crime.csv").write_text(text)
    (raw / "older.csv").unlink()

    report = make(raw)

    reasons = {names: reason for reason, names in report.unused}
    # 18 of 33 codes are left: North, South and 16 of the 31 others
    assert reasons["crime.csv"].startswith("expected wards of 2022; 55% match, at least 95% must;")
    assert "violence_with_injury" in gaps(report)


def test_a_month_that_is_missing_is_refused_and_the_rest_built(raw):
    rows = [line.split(",") for line in (raw / "crime.csv").read_text().splitlines()]
    june = rows[0].index("202506")
    (raw / "crime.csv").write_text("\n".join(",".join(row[:june] + row[june + 1 :]) for row in rows) + "\n")
    (raw / "older.csv").unlink()

    report = make(raw)

    (faulty,) = report.of_state(State.FAULTY)
    assert "expected every month between the first and the last, but 2025-06 is missing" in faulty.faults[0]
    assert "knife_crime" not in gaps(report)
    assert "personal_robbery" in gaps(report)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("crime.csv", ",0,3,0,", ",0,-3,0,", "below 0"),
        ("survey.csv", ",0.7,", ",7.0,", "expected shares from 0 to 1; came 7"),
        ("ages.csv", ",480\n", ",-480\n", "expected counts of 0 or more; came -480"),
    ],
)
def test_impossible_cells_leave_their_file_aside(raw, name, old, new, said):
    text = (raw / name).read_text()
    assert old in text
    (raw / name).write_text(text.replace(old, new, 1))

    report = make(raw)

    (faulty,) = report.of_state(State.FAULTY)
    assert faulty.name == name
    assert said in "\n".join(faulty.faults)


def test_duplicate_areas_leave_their_file_aside(raw):
    lines = (raw / "scores.csv").read_text().splitlines()
    (raw / "scores.csv").write_text("\n".join([*lines, lines[1]]) + "\n")

    report = make(raw)

    assert [source.name for source in report.of_state(State.FAULTY)] == ["scores.csv"]
    assert "deprivation" in gaps(report)


def test_without_wards_nothing_is_written_and_faulty_files_are_named(raw):
    (raw / "wards.geojson").write_text("{")
    (raw / "crime.csv").write_text((raw / "crime.csv").read_text().replace(",0,3,0,", ",0,x3,0,"))

    with pytest.raises(SourceError) as raised:
        make(raw)

    said = "\n".join(raised.value.faults)
    assert "expected boundaries of London's wards in the folder" in said
    assert "crime.csv: column 202506" in said
    assert list(raw.parent.iterdir()) == [raw]


def test_a_folder_of_outlines_alone_gives_no_pack(tmp_path):
    (tmp_path / "raw").mkdir()
    official.write_wards(tmp_path / "raw")

    with pytest.raises(SourceError) as raised:
        make(tmp_path / "raw")

    assert raised.value.faults[0].endswith("no measure can be built from the files in it")
    assert any(fault.startswith("knife_crime: no table by ward that can be used") for fault in raised.value.faults)
    assert not (tmp_path / "pack").exists()


def test_without_the_census_rates_say_what_they_lack(raw):
    (raw / "ages.csv").unlink()

    report = make(raw)

    (robbery,) = [missing for missing in report.missing if missing.entry.id == "personal_robbery"]
    assert robbery.reason == "no residents of these wards to divide by"
    assert "python -m loaders download --only census_age" in robbery.supply
    assert [built.entry.id for built in report.built] == ["trust_in_police", "unemployment"]
    assert dict(report.unused) == {
        "no residents of these wards to divide by": "crime.csv; knives.csv (ward); older.csv; women.csv",
        "no lookup of small areas to these wards, or no residents of small areas": "children (Under 16s); scores.csv",
    }


def test_an_existing_pack_outlives_a_build_that_fails(raw, tmp_path):
    make(raw)
    before = contents(tmp_path / "pack")
    (raw / "wards.geojson").unlink()

    with pytest.raises(SourceError):
        make(raw)

    assert contents(tmp_path / "pack") == before
    assert {path.name for path in tmp_path.iterdir()} == {"pack", "raw"}


def test_an_existing_pack_outlives_a_build_that_is_stopped_while_writing(raw, tmp_path, monkeypatch):
    make(raw)
    before = contents(tmp_path / "pack")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.pack_write._write_table", stop)
    with pytest.raises(KeyboardInterrupt):
        make(raw)

    assert contents(tmp_path / "pack") == before
    assert {path.name for path in tmp_path.iterdir()} == {"pack", "raw"}


def test_a_place_that_holds_something_else_is_refused_before_any_file_is_read(raw, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "thesis.doc").write_text("mine")
    said: list[str] = []

    with pytest.raises(PackError, match="it holds something else"):
        build(raw, tmp_path / "pack", say=said.append, today=TODAY)

    assert said == []
    assert (tmp_path / "pack" / "thesis.doc").read_text() == "mine"


@pytest.mark.parametrize("inside", [".", "pack"])
def test_a_pack_is_not_written_among_the_files_it_is_made_from(raw, inside):
    with pytest.raises((PackError, SourceError), match=r"expected a (place outside|new or empty folder)"):
        make(raw, raw / inside)

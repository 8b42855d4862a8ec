"""The check command: a summary on one screen for a sound pack, every fault at once for another."""

import dataclasses

import pytest

from loaders.__main__ import main
from loaders.check import summarise_pack
from loaders.pack import examine_pack
from tests.loaders.broken_packs import edit_shapes, edit_text, set_cells


def test_a_sound_pack_is_summed_up(mapped_folder, capsys):
    assert main(["check", str(mapped_folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Sample London, tiny (sample, built 2031-04-01, wards of 2022, id ")
    assert lines[1:] == [
        "Nothing here is real.",
        "5 wards in 2 boroughs",
        "Crime: 1 measures, 0 of them by borough",
        "Perceptions: 1 measures, 1 of them by borough",
        "Strengths: 1",
        "12 figures, 1 of them missing with a reason",  # 5 + 2 + 5, one ward suppressed
        "120 monthly counts of 1 measures, January 2029 to December 2030",  # 5 wards x 24 months
        "Geometry: wards, boroughs, context",
        "0 source files accounted for",
    ]


def test_people_and_sources_are_told_where_there_are_any(tiny_pack):
    people = tiny_pack.areas[["area_code"]].assign(characteristic="age", group="0-4", count=1.0)
    pack = dataclasses.replace(tiny_pack, people=people, sources=({"name": "a"}, {"name": "b"}), monthly=None)

    lines = summarise_pack(pack)

    assert lines[-3:] == ["People by age", "Geometry: none", "2 source files accounted for"]
    assert not any("monthly" in line for line in lines)


def test_every_fault_is_printed_at_once_and_nothing_else(mapped_folder, capsys):
    edit_text(mapped_folder, "measures.toml", 'publisher = "Nobody"', 'publisher = ""')
    set_cells(mapped_folder, "values", "note", {4: ""})
    edit_shapes(mapped_folder, "boroughs", lambda shapes: shapes.assign(area_code=["S09000001", "S09000009"]))

    assert main(["check", str(mapped_folder)]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    said = printed.err.replace(f"{mapped_folder}/", "").splitlines()
    # three measures without a publisher, a missing figure without a reason, an unknown outline, a borough without one
    assert [line.split(":")[0] for line in said] == [
        *["measures.toml"] * 3,
        "values.parquet",
        *["boroughs.parquet"] * 2,
    ]
    assert "area_code: expected only the boroughs of areas.parquet; unknown: S09000009" in said[4]


def test_a_fault_that_changes_no_figure_fails_the_check_too(pack_folder, capsys):
    set_cells(pack_folder, "values", "note", {4: ""})

    assert examine_pack(pack_folder)[0] is not None
    assert main(["check", str(pack_folder)]) == 2
    assert "expected a reason (c, x or u) where the value is missing" in capsys.readouterr().err


def test_what_is_no_folder_is_said(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none")]) == 2

    assert "there is no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"title"])
def test_nothing_ends_in_a_traceback(tmp_path, capsys, content):
    (tmp_path / "pack.toml").write_bytes(content)

    assert main(["check", str(tmp_path)]) == 2

    assert "areas.parquet: the file is missing" in capsys.readouterr().err

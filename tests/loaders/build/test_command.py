"""The build command as its users meet it: what it prints, progress on a terminal alone, exit codes."""

import sys

from loaders.__main__ import main
from loaders.build import command
from loaders.pack import read_pack


def run(raw, out, *more):
    return main(["build", "--raw", str(raw), "--out", str(out), *more])


def test_a_build_ends_with_0_and_its_report(raw, tmp_path, capsys):
    assert run(raw, tmp_path / "pack") == 0

    printed = capsys.readouterr()
    assert printed.out.startswith(f"{tmp_path / 'pack'}: 8 measures for 34 wards of 2022, from 11 files in ")
    assert "Not built:" in printed.out
    assert printed.err == ""  # no progress where there is no terminal
    assert read_pack(tmp_path / "pack").kind == "official"


def test_the_built_pack_passes_the_check(raw, tmp_path, capsys):
    run(raw, tmp_path / "pack")
    capsys.readouterr()

    assert main(["check", str(tmp_path / "pack")]) == 0
    assert "34 wards in 33 boroughs" in capsys.readouterr().out


def test_nothing_that_can_be_built_ends_with_2_and_a_reason(tmp_path, capsys):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "letter.txt").write_text("Dear all")

    assert run(tmp_path / "raw", tmp_path / "pack") == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "expected boundaries of London's wards in the folder; there are none that can be read" in printed.err
    assert not (tmp_path / "pack").exists()


def test_wards_of_a_year_that_is_not_there_end_with_2(raw, tmp_path, capsys):
    assert run(raw, tmp_path / "pack", "--wards", "2014") == 2

    assert "expected boundaries of London's wards of 2014" in capsys.readouterr().err


def test_a_folder_that_is_not_there_ends_with_2(tmp_path, capsys):
    assert run(tmp_path / "none", tmp_path / "pack") == 2

    assert "there is no such folder" in capsys.readouterr().err


def test_ctrl_c_ends_with_130_and_leaves_nothing(raw, tmp_path, monkeypatch, capsys):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.build.assemble.write_pack", stop)

    assert run(raw, tmp_path / "pack") == 130
    assert capsys.readouterr().err == "stopped\n"
    assert {path.name for path in tmp_path.iterdir()} == {"raw"}


def test_a_terminal_sees_one_line_of_progress_that_is_wiped(raw, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    run(raw, tmp_path / "pack")

    lines = capsys.readouterr().err.split("\r")
    assert any(line.startswith("reading 1 of 11: ages.csv") for line in lines)
    assert any(line.startswith("building 1 of 24: Violence with injury") for line in lines)
    assert lines[-1] == "\x1b[K"
    assert "\n" not in "".join(lines)


def test_progress_is_cut_to_the_width_of_the_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "20")

    command._show("reading a file of a very long name")

    assert capsys.readouterr().err == "\rreading a file of a\x1b[K"

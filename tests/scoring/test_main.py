"""The command line: what each command writes, in which columns, and that row order changes not a byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from scoring.__main__ import main
from scoring.change import CHANGE_COLUMNS
from tests.scoring.command_pack import COMMANDS, NEEDED, run


def test_score_writes_a_row_a_ward_with_the_columns_in_order(pack: Path, tmp_path: Path) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text("[defaults]\ntop_percent = 25\n[measures.robbery]\nweight = 2\n[list]\nsize = 2", "utf-8")

    assert run("score", pack, tmp_path / "out.csv", "--settings", str(settings)) == 0

    columns = [
        *("ward_code", "ward_name", "borough_code", "borough_name", "need_rank", "need_score", "max_score"),
        *("measures_above", "measures_with_data", "coverage", "status"),
        *("score_crime", "score_perceptions", "score_health"),
        *("above_robbery", "percentile_robbery", "above_trust", "percentile_trust"),
        *("above_poverty", "percentile_poverty"),
    ]
    # robbery: the two with most of five; trust: borough B0, so wards 1 and 2; poverty: worse than 2.25, so 3, of the
    # other 3: ward 2. Ward 4 has robbery and trust alone: 3 of 4 points
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines() == [
        ",".join(columns),
        "W00002,Ward 2,B0,Borough 0,1,4,4,3,3,1,scored,2,1,1,1,0.75,1,1,1,1",
        "W00001,Ward 1,B0,Borough 0,2,3,4,2,3,1,scored,2,1,0,1,1,1,1,0,0",
        "W00003,Ward 3,B1,Borough 1,3,0,4,0,3,1,scored,0,0,0,0,0.5,0,0,0,0.333333333333",
        "W00004,Ward 4,B1,Borough 1,3,0,4,0,2,0.75,scored,0,0,0,0,0.25,0,0,,",
        "W00005,Ward 5,B1,Borough 1,3,0,4,0,3,1,scored,0,0,0,0,0,0,0,0,0.666666666667",
    ]


def test_score_says_how_clear_the_cut_is_and_that_a_sample_is_not_real(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("score", pack, tmp_path / "out.csv")

    assert capsys.readouterr().err.splitlines() == [
        "Sample data - not real",
        "5 wards are on the list: there are no more wards with a score.",
    ]


def test_certainty_writes_its_columns(pack: Path, tmp_path: Path) -> None:
    still = ["--threshold-spread", "0", "--weight-spread", "0", "--no-value-noise", "--draws", "20"]
    settings = tmp_path / "mine.toml"
    settings.write_text("[defaults]\ntop_percent = 25\n[list]\nsize = 1", "utf-8")

    assert run("certainty", pack, tmp_path / "out.csv", "--settings", str(settings), *still) == 0

    assert (tmp_path / "out.csv").read_text("utf-8").splitlines() == [
        "ward_code,in_list_share,rank_p05,rank_p50,rank_p95,label",
        "W00002,1,1,1,1,firm",
        "W00001,0,2,2,2,out",
        "W00003,0,3,3,3,out",
        "W00004,0,3,3,3,out",
        "W00005,0,3,3,3,out",
    ]


def test_certainty_starts_where_the_seed_says(pack: Path, tmp_path: Path) -> None:
    for name, seed in (("one", "3"), ("again", "3"), ("other", "4")):
        run("certainty", pack, tmp_path / name, "--seed", seed, "--weight-spread", "1", "--threshold-spread", "40")

    one, again, other = ((tmp_path / name).read_bytes() for name in ("one", "again", "other"))
    assert one == again != other


def test_change_writes_its_columns(pack: Path, tmp_path: Path) -> None:
    assert run("change", pack, tmp_path / "out.csv", "--measure", "robbery", "--window", "12") == 0

    table = pd.read_csv(tmp_path / "out.csv")
    assert tuple(table.columns) == CHANGE_COLUMNS
    # ward n had 12n and then 24n
    assert table["before_count"].tolist() == [12, 24, 36, 48, 60]
    assert table["rate_ratio"].tolist() == [2.0] * 5


def test_concentration_writes_one_document(pack: Path, tmp_path: Path) -> None:
    assert run("concentration", pack, tmp_path / "out.json") == 0

    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert list(found) == [
        *(
            "notice",
            "pack",
            "measure",
            "wards",
            "events",
            "share_of_events_in_worst_percent_of_wards",
            "gini",
            "lorenz",
        ),
        *("worst_tenth_against_best", "settings"),
    ]
    assert found["notice"] == "Sample data - not real"
    assert found["pack"] == {"title": "Five wards", "kind": "sample", "built": "2026-01-31"}
    # 66 robberies, 30 of them in the first of five wards
    assert found["events"] == 66
    assert found["share_of_events_in_worst_percent_of_wards"]["20"]["observed"] == pytest.approx(30 / 66)
    assert found["worst_tenth_against_best"]["by"] == "score"


def test_concentration_needs_nothing_to_compare_by(pack: Path, tmp_path: Path) -> None:
    main(["concentration", "--pack", str(pack), "--measure", "robbery", "--out", str(tmp_path / "out.json")])

    assert "worst_tenth_against_best" not in json.loads((tmp_path / "out.json").read_text("utf-8"))


def test_what_can_not_be_divided_is_null_in_the_document(pack: Path, tmp_path: Path) -> None:
    settings = tmp_path / "off.toml"
    settings.write_text("[defaults]\nweight = 0", "utf-8")

    assert run("concentration", pack, tmp_path / "out.json", "--settings", str(settings)) == 0

    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["worst_tenth_against_best"]["ratio"] is None


def test_explain_prints_sentences(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--pack", str(pack), "--ward", "W00002"]) == 0

    printed = capsys.readouterr()
    assert printed.out.startswith("Ward 2 (W00002), Borough 0\nPack: Five wards, built 2026-01-31\n")
    assert printed.err == ""


def test_four_files_are_enough_to_score(pack: Path, tmp_path: Path) -> None:
    for file in pack.iterdir():
        if file.name not in NEEDED:
            file.unlink()

    assert run("score", pack, tmp_path / "out.csv") == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_the_order_of_rows_changes_not_a_byte(command: str, pack: Path, tmp_path: Path) -> None:
    run(command, pack, tmp_path / "straight")
    for table in ("areas", "values", "monthly"):
        rows = pd.read_parquet(pack / f"{table}.parquet")
        rows.sample(frac=1, random_state=3).to_parquet(pack / f"{table}.parquet", index=False)

    run(command, pack, tmp_path / "mixed")

    assert (tmp_path / "straight").read_bytes() == (tmp_path / "mixed").read_bytes()


def test_settings_may_begin_with_a_byte_order_mark(pack: Path, tmp_path: Path) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_bytes(b"\xef\xbb\xbf[list]\nsize = 1")

    assert run("score", pack, tmp_path / "out.csv", "--settings", str(settings)) == 0


def test_whoever_reads_only_the_first_lines_gets_no_error(pack: Path) -> None:
    command = [sys.executable, "-m", "scoring", "explain", "--pack", str(pack), "--ward", "W00002"]
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, cwd=Path(__file__).parents[2])

    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_names_that_a_terminal_can_not_show_are_no_error(pack: Path) -> None:
    areas = pd.read_parquet(pack / "areas.parquet")
    areas.replace("Ward 1", "Ynys Môn").to_parquet(pack / "areas.parquet", index=False)
    command = [sys.executable, "-m", "scoring", "explain", "--pack", str(pack), "--ward", "W00001"]

    done = subprocess.run(
        command,
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert done.stdout.startswith(b"Ynys M?n (W00001), Borough 0")


def test_long_work_shows_its_progress_on_a_terminal_alone(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("certainty", pack, tmp_path / "quiet.csv")
    quiet = capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    run("certainty", pack, tmp_path / "shown.csv")

    # 120 draws come in batches of 100 and 20
    assert quiet == "Sample data - not real\n"
    assert capsys.readouterr().err == f"\rdrawing:  50%\rdrawing: 100%\n{quiet}"
    assert (tmp_path / "quiet.csv").read_bytes() == (tmp_path / "shown.csv").read_bytes()

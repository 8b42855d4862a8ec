"""What the command line refuses, and how: one plain message, exit 2, and nothing written."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring.__main__ import main
from tests.scoring.command_pack import NEEDED, run


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run what must be refused, and give what it said."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err


def drop_column(table: str, column: str) -> Callable[[Path], None]:
    return _rewrite(table, lambda rows: rows.drop(columns=column))


def put(table: str, column: str, cell: object, *, row: int = 0) -> Callable[[Path], None]:
    def change(rows: pd.DataFrame) -> pd.DataFrame:
        cells = rows[column].astype(object)
        cells.iloc[row] = cell
        return rows.assign(**{column: cells.infer_objects()})

    return _rewrite(table, change)


def _rewrite(table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Path], None]:
    def rewrite(pack: Path) -> None:
        change(pd.read_parquet(pack / f"{table}.parquet")).to_parquet(pack / f"{table}.parquet", index=False)

    return rewrite


def take_away(name: str) -> Callable[[Path], None]:
    return lambda pack: (pack / name).unlink()


def write(name: str, text: str) -> Callable[[Path], None]:
    return lambda pack: (pack / name).write_text(text, "utf-8") and None


BROKEN = {
    **{f"no {name}": (take_away(name), name, "the file is missing") for name in NEEDED},
    "no column": (drop_column("values", "value"), "values.parquet", "value missing"),
    "row twice": (
        _rewrite("values", lambda rows: pd.concat([rows, rows.head(1)])),
        "values.parquet",
        "expected one row for each measure_id and area_code; given twice: clubs / W00001",
    ),
    "area twice": (
        _rewrite("areas", lambda rows: pd.concat([rows, rows.head(1)])),
        "areas.parquet",
        "expected one row for each area_code; given twice: B0",
    ),
    "infinite": (put("values", "value", np.inf), "values.parquet", "expected finite numbers"),
    "too many to be true": (put("values", "count", 1e10), "values.parquet", "expected no more than 1,000,000,000"),
    "no name": (
        put("areas", "area_name", None, row=2),
        "areas.parquet",
        "expected a name in each row; none for W00001",
    ),
    "fewer than none": (put("values", "count", -1.0), "values.parquet", "expected a number of 0 or more; it holds -1"),
    "text": (
        _rewrite("values", lambda rows: rows.assign(value="many")),
        "values.parquet",
        "expected numbers; the column holds",
    ),
    "unknown measure": (put("values", "measure_id", "robery"), "values.parquet", "unknown: robery"),
    "unknown area": (put("values", "area_code", "W00009"), "values.parquet", "unknown: W00009"),
    "ward without borough": (put("areas", "borough_code", "B7", row=-1), "areas.parquet", "wrong for W00005 (B7)"),
    "not TOML": (write("pack.toml", "title = "), "pack.toml", "expected TOML text"),
    "not Parquet": (write("areas.parquet", "code,name"), "areas.parquet", "expected a Parquet file"),
    "no measures": (write("measures.toml", ""), "measures.toml", "expected at least one [[measure]]"),
    "no rows": (_rewrite("values", lambda rows: rows.head(0)), "values.parquet", "the table is empty"),
}


@pytest.mark.parametrize(("breaks", "file", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_pack_is_refused_by_file_and_place_and_nothing_is_written(
    breaks: Callable[[Path], None],
    file: str,
    words: str,
    pack: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    breaks(pack)
    before = sorted(tmp_path.iterdir())

    said = refused(capsys, "score", "--pack", str(pack), "--out", str(tmp_path / "out.csv"))

    assert said.startswith(f"{pack / file}: ")
    assert words in said
    assert sorted(tmp_path.iterdir()) == before


def test_all_that_is_wrong_with_a_pack_is_said_at_once(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "pack.toml").unlink()
    put("values", "value", np.inf)(pack)
    put("areas", "level", "country")(pack)

    said = refused(capsys, "score", "--pack", str(pack), "--out", str(tmp_path / "out.csv"))

    assert [name in said for name in ("pack.toml", "values.parquet", "areas.parquet")] == [True] * 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["change", "--measure", "robery"],
            "measure 'robery': expected one of the pack's measures with monthly counts",
        ),
        (["concentration", "--measure", "robery"], "measure 'robery': expected one of the pack's measures"),
        (["concentration", "--measure", "trust"], "measure 'trust': expected a measure that counts events by ward"),
        (["concentration", "--measure", "robbery", "--by", "robery"], "measure 'robery': expected one of the pack's"),
        (["certainty", "--draws", "0", "--weight-spread", "2"], "draws: expected 1 to 100,000; it is 0"),
        (["certainty", "--threshold-spread", "nan"], "threshold spread: expected 0 to 100 points; it is nan"),
    ],
)
def test_what_can_not_be_asked_is_refused_and_nothing_is_written(
    arguments: list[str], words: str, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, *arguments, "--pack", str(pack), "--out", str(tmp_path / "out"))

    assert said.startswith(words)
    assert not (tmp_path / "out").exists()


def test_an_unknown_ward_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "explain", "--pack", str(pack), "--ward", "W9") == (
        "ward 'W9': expected the code of one of the pack's 5 wards, such as W00001, W00002, W00003 and 2 more; "
        "look it up in areas.parquet\n"
    )


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = tmp_path / "gone"

    said = refused(capsys, "score", "--pack", str(gone), "--out", str(tmp_path / "out.csv"))

    assert said == f"{gone}: expected a pack, a folder with pack.toml in it; there is no such folder\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "expected a settings file; it can't be read: No such file or directory; correct the path"),
        (b"\xff\xfet", "expected text in UTF-8; "),
        (b"ties = ", "expected a settings file in TOML; "),
        (b"[measures.robery]\nweight = -1", "measures.robery: the pack has no such measure; did you mean robbery?"),
    ],
)
def test_settings_that_can_not_be_used_are_refused_by_file(
    content: bytes | None, words: str, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, out = tmp_path / "mine.toml", tmp_path / "out.csv"
    if content is not None:
        settings.write_bytes(content)

    said = refused(capsys, "score", "--pack", str(pack), "--out", str(out), "--settings", str(settings))

    assert said.startswith(f"{settings}: {words}")
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments", [[], ["scores"], ["score"], ["score", "--pack", "x"], ["change", "--pack", "x", "--window", "5"]]
)
def test_a_command_that_is_not_whole_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert "usage: python -m scoring" in capsys.readouterr().err


def test_a_place_that_can_not_be_written_to_is_refused(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere, folder = tmp_path / "no" / "out.csv", tmp_path / "folder"
    folder.mkdir()

    expected = (
        "{}: expected the name of a new file, or of one to replace; it can't be written: {}; nothing was written, "
        "choose a name in a folder that is there\n"
    )
    assert refused(capsys, "score", "--pack", str(pack), "--out", str(nowhere)) == expected.format(
        nowhere, "No such file or directory"
    )
    assert refused(capsys, "score", "--pack", str(pack), "--out", str(folder)) == expected.format(
        folder, "what has this name is not a file"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_device_is_never_replaced_by_a_file(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert "is not a file" in refused(capsys, "score", "--pack", str(pack), "--out", str(pipe))
    assert pipe.is_fifo()


def test_a_file_that_can_not_be_finished_leaves_the_old_one_whole(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("of last month", "utf-8")
    before = sorted(tmp_path.iterdir())

    def run_out_of_space(self: Path, text: str, *arguments: object, **options: object) -> int:
        self.write_bytes(text[:10].encode())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", run_out_of_space)

    assert "No space left on device" in refused(capsys, "score", "--pack", str(pack), "--out", str(out))
    assert out.read_text("utf-8") == "of last month"
    assert sorted(tmp_path.iterdir()) == before


def test_change_without_monthly_counts_is_refused(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "monthly.parquet").unlink()

    said = refused(capsys, "change", "--pack", str(pack), "--out", str(tmp_path / "out.csv"))

    assert said == f"{pack / 'monthly.parquet'}: the file is missing; change needs monthly counts\n"


def test_being_stopped_is_said_in_one_line(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scoring.__main__.score_wards", stop)

    assert run("score", pack, tmp_path / "out.csv") == 130
    assert capsys.readouterr().err == "stopped; nothing was written\n"
    assert not (tmp_path / "out.csv").exists()

"""Writing a pack: whole or not at all, the same bytes for the same content, never over what isn't a pack."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from loaders import files
from loaders.errors import PackError
from loaders.pack import Part, read_pack
from loaders.pack_write import check_target, write_pack
from tests.conftest import make_measure

ROOT = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_content_gives_the_same_bytes_whatever_the_order(mapped_pack, tmp_path):
    shuffled = dataclasses.replace(
        mapped_pack,
        areas=mapped_pack.areas.iloc[::-1],
        values=mapped_pack.values.sample(frac=1, random_state=1).astype({"area_code": "category"}),
        monthly=mapped_pack.monthly.iloc[::-1],
    )

    write_pack(mapped_pack, tmp_path / "one")
    write_pack(shuffled, tmp_path / "other")

    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_all_parts_come_back(mapped_pack, tmp_path):
    people = pd.DataFrame({"area_code": ["S05000001"], "characteristic": "age", "group": "0-4", "count": [12.0]})
    full = dataclasses.replace(mapped_pack, people=people, sources=({"name": "a.csv"},), extra={"sample": {"seed": 3}})

    write_pack(full, tmp_path / "pack")

    pack = read_pack(tmp_path / "pack", include=list(Part))
    assert pack.people is not None
    assert pack.people.iloc[0].tolist() == ["S05000001", "age", "0-4", 12.0]
    assert pack.sources == ({"name": "a.csv"},)
    assert pack.extra == {"sample": {"seed": 3}}
    assert set(pack.geometry) == {"wards", "boroughs", "context"}


def test_a_missing_count_is_empty_and_never_nought(tiny_pack, tmp_path):
    write_pack(tiny_pack, tmp_path / "pack")

    values = pq.read_table(tmp_path / "pack" / "values.parquet")
    # one ward of robbery is suppressed; two boroughs and five wards of the other measures have no count
    assert values.column("count").null_count == 1 + 2 + 5
    assert values.column("value").null_count == 1


def test_a_faulty_pack_is_refused_with_all_faults_and_the_old_one_stays(tiny_pack, pack_folder):
    before = contents(pack_folder)
    faulty = dataclasses.replace(
        tiny_pack,
        measures=(*tiny_pack.measures, make_measure("robbery")),
        values=tiny_pack.values.assign(count=-1.0),
    )

    with pytest.raises(PackError) as raised:
        write_pack(faulty, pack_folder)

    assert contents(pack_folder) == before
    assert list(pack_folder.parent.iterdir()) == [pack_folder]
    assert raised.value.faults == (
        f"{pack_folder}/measures.toml: id: each measure needs its own; given twice: robbery",
        (
            f"{pack_folder}/values.parquet: count: expected a number of 0 or more; "
            "it holds -1.0, -1.0, -1.0, -1.0, -1.0 and 7 more; correct the source"
        ),
    )


def test_a_new_pack_takes_the_place_of_an_old_one_whole(tiny_pack, mapped_pack, tmp_path):
    write_pack(mapped_pack, tmp_path / "pack")
    write_pack(dataclasses.replace(tiny_pack, title="Newer"), tmp_path / "pack")

    assert read_pack(tmp_path / "pack").title == "Newer"
    assert not (tmp_path / "pack" / "wards.parquet").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_pack_is_left_alone(tiny_pack, tmp_path, kind):
    place = tmp_path / "place"
    if kind == "folder":
        place.mkdir()
        (place / "letter.txt").write_text("mine")
    else:
        place.write_text("mine")

    with pytest.raises(PackError, match="expected a new or empty folder, or a pack to replace; it holds something"):
        write_pack(tiny_pack, place)

    assert (place if kind == "file" else place / "letter.txt").read_text() == "mine"


def test_an_empty_folder_is_taken(tiny_pack, tmp_path):
    (tmp_path / "pack").mkdir()

    check_target(tmp_path / "pack")
    write_pack(tiny_pack, tmp_path / "pack")

    assert read_pack(tmp_path / "pack").kind == "sample"


def test_a_place_that_can_not_be_written_is_refused_in_words(tiny_pack, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(PackError, match=r"expected a folder that can be written to; .*; name another"):
        write_pack(tiny_pack, tmp_path / "file" / "pack")


def test_a_full_disk_leaves_the_old_pack(tiny_pack, pack_folder, monkeypatch):
    before = contents(pack_folder)

    def fill(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", fill)

    with pytest.raises(PackError, match="can be written to; No space left on device; name another"):
        write_pack(tiny_pack, pack_folder)
    assert contents(pack_folder) == before
    assert list(pack_folder.parent.iterdir()) == [pack_folder]


def test_when_the_new_folder_can_not_take_its_name_the_old_one_gets_it_back(tiny_pack, pack_folder, monkeypatch):
    before = contents(pack_folder)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == pack_folder and ".old." not in str(self):
            raise OSError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(files.Path, "replace", refuse)

    with pytest.raises(PackError, match="Permission denied"):
        write_pack(tiny_pack, pack_folder)
    assert contents(pack_folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that can't be caught")
def test_a_kill_in_the_middle_of_writing_leaves_the_old_pack(pack_folder):
    before = contents(pack_folder)
    script = (
        "import sys, time, pathlib, pyarrow.parquet as pq\n"
        "from loaders.pack import read_pack\nfrom loaders.pack_write import write_pack\n"
        "folder = pathlib.Path(sys.argv[1])\npack = read_pack(folder)\n"
        "pq.write_table = lambda *_, **__: (print('writing', flush=True), time.sleep(60))\n"
        "write_pack(pack, folder)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(pack_folder)], stdout=subprocess.PIPE, cwd=ROOT)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"writing\n"

    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    assert contents(pack_folder) == before


def test_a_national_pack_is_read_in_time(tmp_path):
    wards, measures = 8_500, 40
    codes = [f"S05{number:06d}" for number in range(wards)]
    pack_of_all = dataclasses.replace(
        _empty_pack(),
        measures=tuple(make_measure(f"measure_{number}") for number in range(measures)),
        areas=pd.DataFrame(
            {
                "area_code": [*codes, "S09000001"],
                "area_name": [*codes, "All"],
                "level": ["ward"] * wards + ["borough"],
                "borough_code": "S09000001",
                "population": 9_000.0,
            }
        ),
        values=pd.DataFrame(
            {
                "measure_id": [f"measure_{number}" for number in range(measures) for _ in codes],
                "area_code": codes * measures,
                "value": [float(number % 997) for number in range(wards * measures)],
                **dict.fromkeys(("count", "denominator", "lower", "upper")),
                "note": "",
            }
        ),
    )
    write_pack(pack_of_all, tmp_path / "pack")

    started = time.perf_counter()
    pack = read_pack(tmp_path / "pack")
    seconds = time.perf_counter() - started

    assert len(pack.values) == wards * measures
    assert seconds < 3.0  # 1.5 s is the aim on two free cores; the benchmark measures that, this only guards it


def _empty_pack():
    from loaders.pack import Pack

    return Pack(title="All", kind="sample", built="2031-01-01", ward_vintage=2022, measures=(), areas=None, values=None)

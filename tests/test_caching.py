"""What is kept is made once for all, and made anew when a pack was replaced."""

import shutil
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

import caching
from loaders.errors import PackError
from loaders.pack import Pack
from loaders.pack_write import write_pack
from scoring.doubt import Doubt
from scoring.places import Scope
from scoring.settings import Settings


def test_a_pack_is_opened_once_and_again_when_its_files_changed(tiny_pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    write_pack(tiny_pack, folder)

    first = caching.open_pack(folder)
    assert caching.open_pack(folder) is first

    text = (folder / "pack.toml").read_text("utf-8")
    (folder / "pack.toml").write_text(text.replace("Sample London, tiny", "Sample London, smaller"), "utf-8")
    assert caching.open_pack(folder).pack.title == "Sample London, smaller"


def test_a_pack_that_can_not_be_opened_says_why_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(PackError):
            caching.open_pack(tmp_path)


def test_equal_settings_share_one_result(tiny_pack_folder: Path) -> None:
    opened = caching.open_pack(tiny_pack_folder)

    assert caching.score(opened, Settings(list_size=3)) is caching.score(opened, Settings(list_size=3))
    assert caching.score(opened, Settings(list_size=3)) is not caching.score(opened, Settings(list_size=4))


def test_many_who_ask_at_once_have_it_made_once() -> None:
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    keeper = caching.Keeper(2)
    threads = [threading.Thread(target=lambda: keeper.get("a", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [1]


def test_only_the_last_few_used_are_kept() -> None:
    keeper = caching.Keeper(2)
    for key in ("a", "b", "a", "c"):
        keeper.get(key, lambda key=key: key.upper())

    assert keeper.get("a", lambda: "anew") == "A"
    assert keeper.get("b", lambda: "anew") == "anew"


def test_certainty_change_and_concentration_are_worked_out_once(tiny_pack_folder: Path) -> None:
    opened, settings = caching.open_pack(tiny_pack_folder), Settings(list_size=1)
    doubt = Doubt(draws=20)

    assert caching.assess(opened, settings, doubt) is caching.assess(opened, settings, Doubt(draws=20))
    assert caching.assess(opened, settings, doubt) is not caching.assess(opened, settings, Doubt(draws=21))
    assert caching.leave_out(opened, settings) is caching.leave_out(opened, settings)
    assert caching.find_borough_part(opened, settings) is caching.find_borough_part(opened, settings)
    assert caching.concentrate(opened, "robbery") is caching.concentrate(opened, "robbery")
    assert caching.compare(opened, window=3) is caching.compare(opened, window=3)
    assert caching.compare(opened, scope=Scope.LONDON) is not caching.compare(opened, scope=Scope.BOROUGH)


def test_who_takes_what_is_there_does_not_wait_for_what_is_being_made() -> None:
    keeper = caching.Keeper(4)
    keeper.get("ready", lambda: 1)
    begun, may_end = threading.Event(), threading.Event()

    def make() -> int:
        begun.set()
        may_end.wait(10)
        return 2

    slow = threading.Thread(target=lambda: keeper.get("slow", make))
    slow.start()
    begun.wait(10)
    found = keeper.get("ready", lambda: 3)
    may_end.set()
    slow.join()

    assert (found, keeper.get("slow", lambda: 4)) == (1, 2)


def test_what_could_not_be_made_is_made_by_the_next_who_asks() -> None:
    keeper = caching.Keeper(4)

    def fail() -> int:
        raise ValueError("not this time")

    with pytest.raises(ValueError, match="not this time"):
        keeper.get("a", fail)

    assert keeper.get("a", lambda: 5) == 5


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        (b"no table", "expected GeoParquet; it can't be read"),
        ([b"no shape"] * 5, "expected GeoParquet; it can't be read"),
        ([None] * 5, "expected an outline in each row; some have none"),
        ([shapely.Polygon().wkb] * 5, "expected an outline in each row; some have none"),
        ([shapely.Point(0, 51).wkb] * 5, "expected polygons; there are other shapes"),
        ([shapely.box(530_000, 180_000, 531_000, 181_000).wkb] * 5, "expected degrees (EPSG:4326)"),
        ([], "none of its codes is among them"),
    ],
)
def test_shapes_that_can_not_be_drawn_are_refused_in_words(
    tiny_pack_folder: Path, tmp_path: Path, shapes: bytes | list[bytes | None], said: str
) -> None:
    folder = shutil.copytree(tiny_pack_folder, tmp_path / "tiny")
    if isinstance(shapes, bytes):
        (folder / "wards.parquet").write_bytes(shapes)
    else:
        codes = [f"S0500000{place}" for place in range(1, 6)][: len(shapes)]
        table = pa.table({"area_code": codes, "geometry": pa.array(shapes, type=pa.binary())})
        pq.write_table(table, folder / "wards.parquet")

    with pytest.raises(PackError) as refused:
        caching.open_pack(folder)

    assert "wards.parquet" in str(refused.value)
    assert said in str(refused.value)

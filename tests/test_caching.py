"""What is kept is made once for all, and made anew when a pack was replaced."""

import threading
import time
from pathlib import Path

import pytest

import caching
from loaders.errors import PackError
from loaders.pack import Pack
from loaders.pack_write import write_pack
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

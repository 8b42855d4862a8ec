"""What a visitor has open stays usable when its pack is damaged, replaced or taken away while the tool runs."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from loaders.offered import FOLDER_SETTING
from scoring.settings import Choice
from tests.pages.visits import Visit, open_page


@pytest.fixture
def pack(tiny_pack_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packs" / "tiny"
    shutil.copytree(tiny_pack_folder, folder)
    monkeypatch.setenv(FOLDER_SETTING, str(folder.parent))
    return folder


def draw(visit: Visit) -> Visit:
    visit.page.run()
    assert not visit.page.exception, visit.page.exception
    return visit


def rename_robbery(folder: Path) -> None:
    described = folder / "measures.toml"
    described.write_text(described.read_text("utf-8").replace('id = "robbery"', 'id = "burglary"'), "utf-8")
    for name in ("values.parquet", "monthly.parquet"):
        table = pd.read_parquet(folder / name)
        table.replace({"measure_id": {"robbery": "burglary"}}).to_parquet(folder / name, index=False)


def test_a_link_to_a_damaged_pack_opens_whole_once_the_pack_is_repaired(pack: Path, tiny_pack_folder: Path) -> None:
    (pack / "values.parquet").write_bytes(b"no table")
    visit = open_page(pack="tiny", m="robbery~w2")
    assert "expected a Parquet file" in visit.words

    assert "expected a Parquet file" in draw(visit).words  # drawn again it still says so

    shutil.copy(tiny_pack_folder / "values.parquet", pack)
    assert draw(visit).settings.choices == {"robbery": Choice(weight=2)}


def test_a_pack_damaged_while_it_is_open_is_said_and_the_sample_offered(pack: Path) -> None:
    visit = open_page(pack="tiny")
    (pack / "values.parquet").write_bytes(b"no table")

    assert "expected a Parquet file" in draw(visit).words

    visit.press("Open the sample instead")
    assert len(visit.table) == 680


def test_what_was_set_for_a_measure_that_is_no_more_is_left_out_and_said(pack: Path) -> None:
    visit = open_page(pack="tiny", m="robbery~w2~~trust_in_police~w3", list="2")
    rename_robbery(pack)

    draw(visit)

    assert visit.settings.choices == {"trust_in_police": Choice(weight=3)}
    assert visit.settings.list_size == 2
    assert "measures.robbery: the pack has no such measure" in visit.words
    assert visit.address == {"pack": "tiny", "m": "trust_in_police~w3", "list": "2"}


def test_what_can_be_undone_fits_the_pack_too(pack: Path) -> None:
    visit = open_page(pack="tiny", m="robbery~w2")
    visit.press("Reset all")
    rename_robbery(pack)

    draw(visit)

    assert visit.settings.choices == {}
    assert visit.page.session_state["history"] == []


def test_a_pack_taken_away_makes_room_for_the_sample_and_it_is_said(pack: Path) -> None:
    visit = open_page(pack="tiny", m="robbery~w2", ward="S05000002")
    shutil.rmtree(pack)

    draw(visit)

    assert "pack 'tiny' is not here any more; the sample is shown" in visit.words
    assert visit.settings.choices == {}
    assert visit.address == {}
    assert len(visit.table) == 680


def test_of_two_packs_with_one_title_each_can_be_opened(pack: Path) -> None:
    shutil.copytree(pack, pack.with_name("twin"))
    visit = open_page(pack="tiny")

    choice = next(each for each in visit.page.selectbox if each.key == "pack_choice")
    assert choice.options[1:] == ["Sample London, tiny (tiny)", "Sample London, tiny (twin)"]
    visit.set("selectbox", "pack_choice", "twin")
    assert visit.address == {"pack": "twin"}

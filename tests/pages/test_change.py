"""The Change page finds what was planted in the sample, says what the command line says, and explains what it can't."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from loaders.offered import FOLDER_SETTING, SAMPLE_FOLDER
from loaders.pack import Pack
from scoring.__main__ import main
from tests.pages.evidence import go_to, open_changed, open_sample, quotes, table_with
from tests.pages.visits import Visit

Open = Callable[..., Visit]
EVERY = "All comparisons"


@pytest.fixture(scope="module")
def sample() -> Visit:
    return open_sample("change")


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    return tmp_path


def from_command_line(tmp_path: Path, *options: str) -> pd.DataFrame:
    out = tmp_path / "change.csv"
    assert main(["change", "--pack", str(SAMPLE_FOLDER), *options, "--out", str(out)]) == 0
    return pd.read_csv(out)


def test_the_planted_changes_are_found_in_their_quadrants(sample: Visit) -> None:
    planted = tomllib.loads((SAMPLE_FOLDER / "pack.toml").read_text("utf-8"))["sample"]["planted"]
    areas = pd.read_parquet(SAMPLE_FOLDER / "areas.parquet").set_index("area_code")
    in_wards = [each for each in planted if areas.loc[each["area_code"], "level"] == "ward"]
    shown = table_with(sample, "Verdict")

    for each in in_wards:
        ward = areas.loc[each["area_code"]]
        borough = areas.loc[ward["borough_code"], "area_name"]
        found = shown[(shown["Area"] == ward["area_name"]) & (shown["Borough"] == borough)]
        assert found["Verdict"].tolist() == ["▲ rising" if each["factor"] > 1 else "▼ falling"]
        assert found["Level"].tolist() == ["high and rising" if each["factor"] > 1 else "was high, falling"]
    assert len(in_wards) == 10


def test_the_planted_rise_of_a_borough_is_found_among_boroughs() -> None:
    planted = tomllib.loads((SAMPLE_FOLDER / "pack.toml").read_text("utf-8"))["sample"]["planted"]
    areas = pd.read_parquet(SAMPLE_FOLDER / "areas.parquet").set_index("area_code")
    in_boroughs = [each for each in planted if areas.loc[each["area_code"], "level"] == "borough"]
    page = open_sample("change")
    page.set("button_group", "change_scope", "borough")

    shown = table_with(page, "Verdict")

    for each in in_boroughs:
        found = shown[shown["Area"] == areas.loc[each["area_code"], "area_name"]]
        assert "▲ rising" in found["Verdict"].tolist()


def test_figures_are_those_of_the_command_line(sample: Visit, tmp_path: Path) -> None:
    told = from_command_line(tmp_path)
    clear = told[told["verdict"].isin(["rising", "falling"])].sort_values("p_value")

    shown = table_with(sample, "Verdict")

    assert sorted(zip(shown["Before"], shown["After"], strict=True)) == sorted(
        zip(clear["before_count"], clear["after_count"], strict=True)
    )
    rising, falling = (int((told["verdict"] == verdict).sum()) for verdict in ("rising", "falling"))
    assert quotes(sample)[0].startswith(
        f"Of {len(told):,} comparisons (678 wards, 7 measures), {rising} are clearly rising"
    )
    assert f"and {falling} are clearly falling" in quotes(sample)[0]


def test_one_measure_over_three_months_is_compared_alone(tmp_path: Path) -> None:
    page = open_sample("change")
    page.set("selectbox", "change_measure", "personal_robbery")
    page.set("button_group", "change_window", 3)
    page.set("button_group", "change_rows", EVERY)

    told = from_command_line(tmp_path, "--measure", "personal_robbery", "--window", "3")
    shown = table_with(page, "Verdict")
    assert (len(shown), shown["Before"].sum()) == (len(told), told["before_count"].sum())
    assert set(shown["Measure"]) == {"Personal robbery"}
    assert "Compared: June 2026 to August 2026 with June 2025 to August 2025." in page.words


def test_london_is_one_row_a_measure() -> None:
    page = open_sample("change")
    page.set("button_group", "change_scope", "london")

    assert table_with(page, "Verdict")["Area"].tolist() == ["London"] * 7
    assert "(7 measures in London)" in quotes(page)[0]


def test_what_false_discovery_control_means_is_said(sample: Visit) -> None:
    assert "about 1 in 20 at most is expected to be chance" in sample.words


def test_nothing_clear_is_said_and_all_rows_are_one_click_away(visit: Open) -> None:
    # the tiny pack counts 2 a month in every ward: 24 against 24
    page = go_to(visit(), "change")
    assert "No area is clearly rising or falling in this comparison." in page.words

    page.set("button_group", "change_rows", EVERY)
    assert table_with(page, "Verdict")["Change"].tolist() == ["no change"] * 5


def test_a_pack_without_monthly_counts_says_so(tiny_pack: Pack, packs: Path) -> None:
    page = open_changed(tiny_pack, packs, "change", monthly=None)

    assert "This pack holds no monthly counts, so nothing can be said about change." in page.words
    assert not page.page.selectbox or all(each.key != "change_measure" for each in page.page.selectbox)


def test_a_stub_month_is_left_out_and_said(tiny_pack: Pack, packs: Path) -> None:
    monthly = tiny_pack.monthly
    december = monthly[monthly["month"] == pd.Timestamp("2030-12-01")]
    january = december.assign(month=pd.Timestamp("2031-01-01"), count=0.0)
    page = open_changed(tiny_pack, packs, "change", monthly=pd.concat([monthly, january]))

    assert "Robbery: 2031-01 is left out: it holds 0 events, under half of the 10 of 2030-12" in page.words
    assert "Compared: January 2030 to December 2030 with January 2029 to December 2029." in page.words


def test_too_few_months_are_explained(tiny_pack: Pack, packs: Path) -> None:
    monthly = tiny_pack.monthly
    page = open_changed(tiny_pack, packs, "change", monthly=monthly[monthly["month"] >= pd.Timestamp("2029-10-01")])

    assert "12-month comparison needs 24 months; the pack holds 15" in page.words
    assert quotes(page) == []

    page.set("button_group", "change_window", 3)
    assert len(quotes(page)) == 1


def test_a_chosen_ward_s_months_are_shown(visit: Open) -> None:
    page = go_to(visit(ward="S05000004"), "change")

    assert "Robbery in Sample ward 4: 24 in" in page.words


def test_a_link_carries_the_comparison_and_what_is_wrong_in_it_is_as_usual() -> None:
    page = open_sample("change", change_measure="Personal robbery", change_window="3 months", change_scope="Boroughs")
    assert "(32 boroughs, 1 measure)" in quotes(page)[0]
    assert "Compared: June 2026 to August 2026 with June 2025 to August 2025." in page.words

    page = open_sample("change", change_measure="Arson", change_window="7 years", change_scope="Europe")
    assert "(678 wards, 7 measures)" in quotes(page)[0]

"""Method and data: the worked example is the engine's, every measure is there, texts are those of docs/.

The tiny pack: robbery by ward is 1, 2, 3, 4 and nothing; trust by borough is 60 (north: wards 1 and 2) and 75.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.offered import FOLDER_SETTING
from loaders.pack import Pack
from loaders.pack_write import write_pack
from pages.parts.documents import ROOT
from scoring.score import score_wards
from scoring.settings import Settings
from scoring.worked_example import work_example
from tests.pages.evidence import text_table_with
from tests.pages.visits import Visit, open_page

Open = Callable[..., Visit]


def go_to_method(visit: Visit) -> Visit:
    visit.page.switch_page("method.py").run()
    assert not visit.page.exception, visit.page.exception
    return visit


def test_the_example_is_the_chosen_ward_with_its_real_sums(visit: Open, tiny_pack: Pack) -> None:
    page = go_to_method(visit(ward="S05000004"))

    steps = work_example(score_wards(tiny_pack.arrange(), Settings()), 3)
    told = page.words.replace("- ", "")
    assert "The rules, worked through on Sample ward 4" in [each.value for each in page.page.header]
    assert [line for step in steps for line in (step.name, *step.sums) if line not in told] == []
    assert "It is worse than 3 of them: 3 / 3 = 1.0000, shown as 100%." in told


def test_without_a_ward_the_example_is_the_first_on_the_list(visit: Open) -> None:
    page = go_to_method(visit(list="3"))

    assert "The rules, worked through on Sample ward 1" in [each.value for each in page.page.header]
    assert "Find a ward above to see its own sums." in page.words


def test_without_a_list_the_example_is_the_first_by_rank(visit: Open) -> None:
    page = go_to_method(visit(list="1"))  # three wards tie for one place, so none is on the list

    assert "The rules, worked through on Sample ward 1" in [each.value for each in page.page.header]


def test_every_measure_is_there_with_its_coverage_and_age(visit: Open) -> None:
    page = go_to_method(visit())
    table = text_table_with(page, "What it is").set_index("Id")

    assert table.index.tolist() == ["robbery", "trust_in_police", "youth_clubs"]
    assert table.loc["robbery", "Figures for"] == "4 of 5 wards; 1 suppressed"
    assert table.loc["trust_in_police", "Direction"] == "a lower figure means more need"
    assert table.loc["youth_clubs", "Counts as"] == "strength"
    # to March 2031, built in April 2031
    assert table["Age when built"].unique().tolist() == ["1 month"]


def test_one_measure_is_described(visit: Open) -> None:
    page = go_to_method(visit())
    page.set("selectbox", "method_measure", "trust_in_police")

    assert "Published for each borough; its wards share the figure." in page.words
    assert "Direction: a lower figure means more need." in page.words
    assert "Figures for 2 of 2 boroughs." in page.words
    assert "Age when the pack was built (2031-04-01): 1 month." in page.words


def test_texts_are_those_of_the_docs_and_the_version_that_of_the_changelog(visit: Open) -> None:
    page = go_to_method(visit())
    version = next(
        line.removeprefix("## ")
        for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
        if line.startswith("## ")
    )

    for name in ("limits", "accessibility"):
        body = (ROOT / f"docs/{name}.md").read_text("utf-8").split("\n", 2)[2].strip()
        assert any(body == str(each.value).strip() for each in page.page.markdown)
    assert f"Tool: {version} (" in page.words


def test_the_contact_is_the_one_that_was_set(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Questions: the people in your organisation who run this tool." in go_to_method(visit()).words

    monkeypatch.setenv("WARD_NEED_CONTACT", "the analysts of the unit, *room* 5")
    assert "Questions: the analysts of the unit, *room* 5." in go_to_method(visit()).words


def test_made_up_figures_have_no_files(visit: Open) -> None:
    assert "A program made these figures; no file went in." in go_to_method(visit()).words


USED = {
    "name": "crime.csv",
    "state": "read",
    "publisher": "Nobody",
    "url": "https://example.org/crime",
    "sha256": "abc",
    "tables": [
        {
            "table": "wards",
            "release": "2031-03",
            "used_for": ["robbery"],
            "rows_read": 10,
            "rows_used": 8,
            "total_in": 100.0,
            "total_out": 94.0,
            "left_out": [{"reason": "no ward code", "rows": 2, "total": 6.0}],
            "notes": ["one ward twice"],
        }
    ],
}
UNKNOWN = {"name": "a note.txt", "state": "not recognised", "url": "javascript:alert(1)", "rows_read": 0, "tables": []}


def with_sources(pack: Pack, folder: Path, sources: tuple[Mapping[str, object], ...]) -> None:
    write_pack(replace(pack, kind="official", sources=sources), folder / "other")


def test_files_are_reconciled(tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_sources(tiny_pack, tmp_path, (UNKNOWN, USED))
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))
    page = go_to_method(open_page(pack="other"))
    files = text_table_with(page, "Rows read")

    assert files["File"].tolist() == ["crime.csv, wards", "a note.txt"]  # used files come first
    first = files.iloc[0]
    assert first[["Rows read", "Rows used", "Total in", "Total out"]].tolist() == ["10", "8", "100", "94"]
    assert first["Left out, and why"] == "2 rows: no ward code; one ward twice"
    assert files["Link"].tolist() == ["open", ""]
    assert any('href="https://example.org/crime"' in part.proto.body for part in page.page.get("html"))


def test_a_pack_without_a_record_of_files_says_so(
    tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sources(tiny_pack, tmp_path, ())
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))

    assert "The pack names no source files." in go_to_method(open_page(pack="other")).words

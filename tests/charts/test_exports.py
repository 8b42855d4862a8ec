"""Files equal the result they were made from, and say where they come from."""

import io
import json
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from charts.exports import (
    export_table,
    name_file,
    table_csv,
    write_csv,
    write_excel,
    write_explanation,
    write_geojson,
)
from charts.figures import draw_drivers
from scoring.settings_file import parse_settings
from tests.charts.results import six_scores, squares


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def test_a_csv_begins_with_where_it_comes_from_and_equals_the_table() -> None:
    result = six_scores()

    text = write_csv(result).decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(_body(text)))

    assert text.startswith("# Warning: Sample data - not real\n")
    assert "# Pack: Five wards\n" in text
    assert f"# Settings id: {result.settings.fingerprint}\n" in text
    assert table["ward_code"].tolist() == export_table(result)["ward_code"].tolist()
    assert table["need_score"].tolist()[:5] == [2.0, 2.0, 1.0, 1.0, 1.0]
    assert table["list"].fillna("").tolist() == ["on the list", "on the list", "", "", "", ""]


def test_the_settings_in_a_csv_are_a_settings_file() -> None:
    result = six_scores()
    lines = write_csv(result).decode("utf-8-sig").splitlines()
    start = lines.index("# Settings:")
    told = [line.removeprefix("# ") for line in lines[start + 1 :] if line.startswith("#")]

    assert parse_settings("\n".join(told), source="csv", measures=result.evidence.measures) == result.settings


def test_a_workbook_has_wards_settings_and_provenance_on_sheets() -> None:
    result = six_scores()

    book = openpyxl.load_workbook(io.BytesIO(write_excel(result)))

    assert book.sheetnames == ["About", "Wards", "Settings", "Measures"]
    assert [book["Wards"].cell(row, 1).value for row in (2, 3)] == ["W00001", "W00005"]
    assert book["About"].cell(2, 2).value == "Sample data - not real"
    assert [row[0] for row in book["Measures"].iter_rows(min_row=2, values_only=True)] == ["robbery", "theft", "trust"]


def test_geojson_has_a_feature_a_ward_with_its_score() -> None:
    result, geometry = six_scores(), squares()

    document = json.loads(write_geojson(result, geometry))

    assert document["about"]["Warning"] == "Sample data - not real"
    found = {each["properties"]["ward_code"]: each for each in document["features"]}
    assert len(found) == 6
    assert found["W00005"]["properties"]["need_score"] == 2
    assert found["W00006"]["properties"]["need_score"] is None
    assert found["W00005"]["geometry"]["type"] == "Polygon"


def test_names_that_a_spreadsheet_would_run_are_made_text() -> None:
    result = six_scores()
    names = result.evidence.wards.names.copy()
    names[0] = '=cmd|"/c calc"!A1'
    wards = replace(result.evidence.wards, names=names)
    hostile = replace(result, evidence=replace(result.evidence, wards=wards))

    text = write_csv(hostile).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(write_excel(hostile)))["Wards"]

    assert "\"'=cmd|" in text
    cell = sheet.cell(2, 2)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'=")


def test_official_figures_carry_no_sample_warning() -> None:
    result = six_scores()
    official = replace(result.evidence.identity, kind="official")
    result = replace(result, evidence=replace(result.evidence, identity=official))

    assert b"not real" not in write_csv(result)
    assert "sample" not in name_file(result, "Five wards")


def test_file_names_tell_pack_date_and_settings() -> None:
    result = six_scores()

    assert name_file(result, result.evidence.identity.title) == (
        f"ward-need-sample-not-real-five-wards-2026-01-31-{result.settings.fingerprint}"
    )


def test_a_chart_s_table_carries_the_chart_s_words() -> None:
    result = six_scores()

    text = table_csv(result, draw_drivers(result)).decode("utf-8-sig")

    assert "# Chart: Theft marks 2 of the 2 wards on the list\n" in text
    assert _body(text) == "Measure,Wards\nTheft,2\nRobbery,1\nTrust,1"


def test_a_pack_without_outlines_has_no_geojson() -> None:
    with pytest.raises(ValueError, match="without outlines"):
        write_geojson(six_scores(), None)


def test_an_explanation_carries_settings_and_origin() -> None:
    result = six_scores()
    text = write_explanation(result, 0).decode()

    assert text.startswith("Ward 1 (W00001), Borough 0\n")
    assert "Warning: Sample data - not real" in text
    assert f"Settings id: {result.settings.fingerprint}" in text
    told = text.split("Settings:\n")[1]
    assert parse_settings(told, source="text", measures=result.evidence.measures) == result.settings

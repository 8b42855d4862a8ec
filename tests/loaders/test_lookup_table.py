"""Columns of codes are found by kind and year in CSV and in a map server's JSON, and broken JSON is refused."""

import json

import pytest

from loaders.errors import SourceError
from loaders.lookup_table import CodeColumn, cells_of, find_columns, read_cells
from tests.loaders.formats.made_files import write_text


def test_columns_are_known_by_kind_and_year_with_their_names(tmp_path):
    raw = write_text(
        tmp_path, "ObjectId,LSOA11CD,lsoa21cd,WD24CD,WD24NM,LAD24CD\n1,E01000001,E01000001,E05000026,A,E0\n"
    )

    assert find_columns(raw) == {
        ("LSOA", 2011): CodeColumn(2011, 1),
        ("LSOA", 2021): CodeColumn(2021, 2),
        ("WD", 2024): CodeColumn(2024, 3, 4),
        ("LAD", 2024): CodeColumn(2024, 5),
    }


def test_a_file_that_also_holds_figures_is_no_lookup(tmp_path):
    assert find_columns(write_text(tmp_path, "LSOA21CD,WD25CD,score\nE01000901,E05013501,-0.5\n")) == {}


def test_json_gives_the_same_columns_and_cells_with_gaps_as_empty_text(tmp_path):
    rows = [{"LSOA21CD": "E01000901", "WD22CD": "E05013501"}, {"LSOA21CD": "E01000902", "WD22CD": None}]
    raw = write_text(tmp_path, json.dumps({"features": [{"attributes": row} for row in rows]}))

    cells = read_cells(raw)

    assert find_columns(raw) == {("LSOA", 2021): CodeColumn(2021, 0), ("WD", 2022): CodeColumn(2022, 1)}
    assert cells_of(cells, 1).tolist() == ["E05013501", ""]
    assert cells_of(cells, -1).tolist() == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        '{"features": [{"attributes": {"LSOA21CD": "E01000901", "WD22CD": "E05013501"}}, {"attr',
        '{"features": [{"attributes": {"LSOA21CD": "E01000901"}}, {"properties": {}}]}',
        '{"features": [{"attributes": {"LSOA21CD": "E01000901"}}, 7]}',
        '{"error": {"attributes": {"LSOA21CD": "E01000901"}}}',
        '[{"attributes": {"LSOA21CD": "E01000901"}}]',
    ],
)
def test_json_that_is_cut_short_or_otherwise_built_is_refused(tmp_path, text):
    with pytest.raises(SourceError, match="file: expected a map server's JSON with features and attributes; came "):
        read_cells(write_text(tmp_path, text))

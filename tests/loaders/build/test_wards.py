"""Which wards a pack has: the newest complete set, the City as one area in all its forms, light outlines."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon

from loaders.boroughs import BOROUGHS
from loaders.build.folder import held_tables, read_folder
from loaders.build.ledger import Ledger
from loaders.build.wards import MAX_CORNERS, Wards, choose_wards, make_outlines
from loaders.city import CITY_WARD
from loaders.errors import SourceError
from tests.loaders.build import official
from tests.loaders.build.made_tables import make_wards
from tests.loaders.formats.outline_files import write_geojson

OLDER = {"22CD": "18CD", "22NM": "18NM"}


def choose(folder: Path, year: int | None = None):
    ledger = Ledger()
    tables = held_tables(read_folder(folder, say=lambda _: None))
    wards, sets = choose_wards(tables, ledger, year=year)
    return wards, sets, ledger, {held.source.name: held for held in tables}


def wards_of_2018() -> list[dict[str, str]]:
    """The same wards under codes of 2018; the City's are the same."""
    return [
        {
            name.replace("22", "18"): cell.replace("E05013", "E05011") if name == "WD22CD" else cell
            for name, cell in row.items()
        }
        for row in official.wards()
    ]


@pytest.mark.parametrize(
    "city",
    [
        pytest.param(official.CITY_WARDS, id="its own wards"),
        pytest.param(("E09000001",), id="one row under the borough's code"),
        pytest.param(("E05009297",), id="one row that keeps the code of Castle Baynard"),
    ],
)
def test_the_city_is_one_area_however_it_is_modelled(tmp_path, city):
    write_geojson(tmp_path / "wards.geojson", official.wards(city=city))

    wards, *_ = choose(tmp_path)

    row = wards.table[wards.table["area_code"] == CITY_WARD]
    assert row[["area_name", "borough_code"]].to_numpy().tolist() == [["City of London", "E09000001"]]
    # 32 boroughs and Camden's second ward, and the City
    assert len(wards.codes) == 34
    assert wards.boroughs == sorted(BOROUGHS)


def test_outlines_without_the_city_are_no_complete_set(tmp_path):
    write_geojson(tmp_path / "wards.geojson", official.wards(city=()))

    with pytest.raises(SourceError) as raised:
        choose(tmp_path)

    assert str(raised.value) == (
        "expected boundaries of London's wards in the folder; wards.geojson can't be used (not complete, or of no "
        "known year); Ward boundaries, December 2022: python -m loaders download --only wards_2022"
    )


def test_the_newest_set_is_chosen_over_older_ones_and_a_year_can_be_asked_for(tmp_path):
    official.write_wards(tmp_path)
    write_geojson(tmp_path / "old.geojson", wards_of_2018())

    wards, sets, ledger, held = choose(tmp_path)

    assert wards.year == 2022
    assert set(sets) == {2018, 2022}
    assert ledger.choices == ["wards of 2022 from wards.geojson, over old.geojson (2018)"]
    assert ledger.account(held["old.geojson"]).unused == "wards of another year: wards.geojson has those of 2022"
    assert choose(tmp_path, 2018)[0].year == 2018


def test_of_two_files_of_one_year_the_one_that_names_boroughs_is_chosen(tmp_path):
    official.write_wards(tmp_path, "plain.geojson")
    # the same wards, more detailed but without boroughs: a lookup names those
    bare = [{name: cell for name, cell in row.items() if name.startswith("WD")} for row in official.wards()]
    write_geojson(tmp_path / "bare.geojson", bare)
    lookup = [f"{row['WD22CD']},{row['LAD22CD']},{row['LAD22NM']}" for row in official.wards()]
    official.write_lines(tmp_path, "lookup.csv", ["WD22CD,LAD22CD,LAD22NM", *lookup])

    wards, _, ledger, held = choose(tmp_path)

    assert wards.held.name == "plain.geojson"
    assert ledger.account(held["bare.geojson"]).unused == (
        "another file of the same wards was chosen: plain.geojson has those of 2022"
    )
    (tmp_path / "plain.geojson").unlink()
    assert sorted(set(choose(tmp_path)[0].table["borough_code"])) == sorted(BOROUGHS)


def test_a_year_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    official.write_wards(tmp_path)

    with pytest.raises(SourceError, match=r"expected boundaries of London's wards of 2014 in the folder; there are"):
        choose(tmp_path, 2014)


def test_a_folder_without_outlines_is_told_where_to_get_them(tmp_path):
    official.write_census(tmp_path)

    with pytest.raises(SourceError, match="there are none that can be read; Ward boundaries, December 2022: python -m"):
        choose(tmp_path)


def test_a_borough_without_a_ward_is_named(tmp_path):
    official.write_wards(tmp_path)
    write_geojson(tmp_path / "part.geojson", [row for row in official.wards() if row["LAD22NM"] != "Camden"])

    *_, ledger, held = choose(tmp_path)

    assert ledger.account(held["part.geojson"]).unused == ("not a complete set of London's wards: no ward of Camden")


def test_light_outlines_stay_as_they_are_and_boroughs_are_made_of_them():
    outlines = make_outlines(make_wards())

    wards, boroughs = outlines["wards"], outlines["boroughs"]
    assert wards.crs.to_epsg() == 4326
    assert boroughs["area_code"].tolist() == ["E09000001", "E09000007", "E09000012"]
    assert boroughs.geometry.is_valid.all()
    assert wards.geometry.union_all().symmetric_difference(boroughs.geometry.union_all()).area < 1e-9


def test_heavy_outlines_become_light_without_a_gap():
    # two squares of 10 km that share a border of 80,000 corners, each a few centimetres off the line
    steps = np.linspace(0, 10_000, 80_000)
    border = np.stack([530_000 + 0.05 * np.sin(steps), 180_000 + steps], axis=1)
    west = Polygon([*border, (520_000, 190_000), (520_000, 180_000)])
    east = Polygon([*border, (540_000, 190_000), (540_000, 180_000)])
    table = gpd.GeoDataFrame(
        {"area_code": ["A", "B"], "area_name": ["A", "B"], "borough_code": ["X", "X"]}, geometry=[west, east], crs=27700
    )

    outlines = make_outlines(Wards(2022, table.to_crs(4326), make_wards().held))

    shapes = outlines["wards"].geometry.to_numpy()
    assert shapely.get_num_coordinates(shapes).sum() <= MAX_CORNERS
    assert shapely.coverage_is_valid(shapes)
    assert outlines["wards"].to_crs(27700).area.sum() == pytest.approx(20_000 * 10_000, rel=1e-4)

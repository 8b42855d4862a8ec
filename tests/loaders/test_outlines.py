"""Outlines end in the right place, valid and one for each area, with a note of what was done."""

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Polygon, box

from loaders.errors import SourceError
from loaders.outlines import join_parts, mend, merge_city, project

BOW_TIE = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])


def outlines(*shapes: object, codes: tuple[str, ...] = (), boroughs: tuple[str, ...] = (), crs: object = 4326):
    count = len(shapes)
    return gpd.GeoDataFrame(
        {
            "area_code": list(codes or [f"E0501350{n}" for n in range(count)]),
            "area_name": ["A"] * count,
            "borough_code": list(boroughs or ["E09000007"] * count),
            "borough_name": ["Camden"] * count,
        },
        geometry=list(shapes),
        crs=crs,
    )


def test_outlines_are_projected_by_their_own_definition():
    there = project("w", outlines(box(530_000, 180_000, 531_000, 181_000), crs=27700))

    # the south-west corner of the square TQ 30 80 stands by Whitehall
    west, south, _, _ = there.total_bounds
    assert (west, south) == pytest.approx((-0.1287, 51.5033), abs=0.002)


@pytest.mark.parametrize(
    ("shape", "crs", "said"),
    [
        (box(530_000, 180_000, 531_000, 181_000), None, r"there is none; its numbers look like British National Grid"),
        (box(-0.2, 51, -0.1, 52), None, "there is none; nothing tells which; add the .prj"),
        (box(51, -0.2, 52, -0.1), 4326, "expected outlines within the United Kingdom; they span longitudes 51.0 to 52"),
        (box(530_000, 180_000, 531_000, 181_000), 3857, "expected outlines within the United Kingdom"),
    ],
)
def test_outlines_out_of_place_are_refused(shape, crs, said):
    with pytest.raises(SourceError, match=f"w: .*{said}"):
        project("w", outlines(shape, crs=crs))


def test_a_system_without_a_place_on_earth_is_refused():
    local = 'ENGCRS["my yard",EDATUM["my gate"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]'

    with pytest.raises(
        SourceError, match=r"w: expected a coordinate system that longitudes .* it has 'my yard'; fetch"
    ):
        project("w", outlines(box(0, 0, 1, 1), crs=local))


def test_an_outline_that_crosses_itself_keeps_its_ground_and_lines_are_dropped():
    notes: list[str] = []

    mended = mend(outlines(box(0, 0, 1, 1), BOW_TIE, LineString([(0, 0), (1, 1)])), notes)

    # two triangles of base 2 and height 1
    assert shapely.area(mended.geometry.to_numpy()).tolist() == pytest.approx([1, 2, 0])
    assert mended.geometry.is_valid.all()
    assert notes == ["1 outlines crossed themselves and were mended: E05013501"]


@pytest.mark.parametrize(
    ("code", "borough"), [("E05009297", ""), ("E09000001", ""), ("E05013999", "E09000001"), ("E05000001", "")]
)
def test_every_form_of_the_city_becomes_its_borough(code, borough):
    notes: list[str] = []
    table = outlines(box(0, 0, 1, 1), box(1, 0, 2, 1), codes=("E05013501", code), boroughs=("E09000007", borough))

    merged = merge_city(table, notes)

    assert merged["area_code"].tolist() == ["E05013501", "E09000001"]
    assert merged["area_name"].tolist() == ["A", "City of London"]
    assert table["area_code"].tolist() == ["E05013501", code]
    assert notes == ["the City of London (1 rows) is held as one area, E09000001"]


def test_a_set_without_the_city_says_so():
    notes: list[str] = []

    merge_city(outlines(box(0, 0, 1, 1)), notes)

    assert notes == ["the City of London is not in it"]


def test_rows_of_one_code_become_one_outline_in_the_order_of_codes():
    notes: list[str] = []
    shapes = (box(0, 0, 1, 1), box(5, 5, 6, 6), box(1, 0, 2, 1), box(7, 7, 8, 8), box(8, 7, 9, 8))

    joined = join_parts(outlines(*shapes, codes=("E2", "E1", "E2", "E09000001", "E09000001")), notes)

    assert joined["area_code"].tolist() == ["E09000001", "E1", "E2"]
    assert shapely.area(joined.geometry.to_numpy()).tolist() == [2, 1, 2]
    assert notes == ["1 areas came in several rows and were joined: E2"]


def test_single_rows_are_only_ordered():
    notes: list[str] = []

    joined = join_parts(outlines(box(0, 0, 1, 1), box(1, 0, 2, 1), codes=("E2", "E1")), notes)

    assert joined["area_code"].tolist() == ["E1", "E2"]
    assert list(joined.index) == [0, 1]
    assert notes == []

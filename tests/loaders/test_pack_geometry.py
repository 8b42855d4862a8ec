"""Outlines of a pack: of the pack's own areas, once each, whole, and in degrees."""

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon

from loaders.pack import Part, examine_pack, read_pack
from tests.loaders.broken_packs import edit_shapes, faults_of


def with_shape(shapes: gpd.GeoDataFrame, place: int, shape: object) -> gpd.GeoDataFrame:
    changed = list(shapes.geometry)
    changed[place] = shape
    return gpd.GeoDataFrame(shapes.drop(columns="geometry"), geometry=changed, crs=shapes.crs)


def test_outlines_are_read_when_asked_for(mapped_folder):
    pack = read_pack(mapped_folder, include=[Part.GEOMETRY])

    assert {name: len(shapes) for name, shapes in pack.geometry.items()} == {"wards": 5, "boroughs": 2, "context": 1}
    assert faults_of(mapped_folder) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda shapes: shapes.drop(columns="area_code"),
            "wards.parquet: expected the columns area_code, geometry; area_code missing; build the pack again",
        ),
        (
            lambda shapes: shapes.to_crs(27700),
            "wards.parquet: expected degrees (EPSG:4326); it has OSGB36 / British National Grid; build the pack again",
        ),
        (
            lambda shapes: shapes.set_crs(None, allow_override=True),
            "wards.parquet: expected degrees (EPSG:4326); it has no coordinate system; build the pack again",
        ),
        (
            lambda shapes: shapes.assign(area_code=["S09000001", *shapes["area_code"][1:]]),
            "wards.parquet: area_code: expected only the wards of areas.parquet; unknown: S09000001",
        ),
        (
            lambda shapes: shapes.assign(area_code=[shapes["area_code"][1], *shapes["area_code"][1:]]),
            "wards.parquet: expected one row for each area_code; given twice: S05000002",
        ),
        (
            lambda shapes: with_shape(shapes, 2, None),
            "wards.parquet: geometry: expected an outline in each row; none for S05000003; build the pack again",
        ),
        (
            lambda shapes: with_shape(shapes, 2, Polygon()),
            "wards.parquet: geometry: expected an outline in each row; none for S05000003; build the pack again",
        ),
        (
            lambda shapes: with_shape(shapes, 0, LineString([(-0.2, 51.4), (-0.1, 51.4)])),
            "wards.parquet: geometry: expected polygons; other shapes for S05000001; build the pack again",
        ),
        (
            # a bow tie: its two long sides cross
            lambda shapes: with_shape(shapes, 4, Polygon([(-0.2, 51.4), (-0.1, 51.5), (-0.1, 51.4), (-0.2, 51.5)])),
            "wards.parquet: geometry: expected valid polygons; lines that cross for S05000005; build the pack again",
        ),
    ],
)
def test_what_is_wrong_with_outlines_is_said_and_keeps_the_pack_shut(mapped_folder, change, said):
    edit_shapes(mapped_folder, "wards", change)

    assert said in faults_of(mapped_folder)
    assert examine_pack(mapped_folder)[0] is None


def test_metres_that_call_themselves_degrees_are_told(mapped_folder):
    edit_shapes(mapped_folder, "boroughs", lambda shapes: shapes.to_crs(27700).set_crs(4326, allow_override=True))

    (fault,) = faults_of(mapped_folder)

    assert fault.startswith("boroughs.parquet: expected degrees (EPSG:4326); its coordinates reach over 52")


def test_an_area_without_an_outline_is_said_and_lets_the_pack_open(mapped_folder):
    edit_shapes(mapped_folder, "wards", lambda shapes: shapes.iloc[1:])

    assert faults_of(mapped_folder) == [
        "wards.parquet: expected an outline for each ward; none for S05000001; a map can't show them: add them"
    ]
    assert examine_pack(mapped_folder)[0] is not None


def test_what_is_drawn_for_orientation_needs_no_codes_but_degrees(mapped_folder):
    edit_shapes(mapped_folder, "context", lambda shapes: shapes.to_crs(27700))

    (fault,) = faults_of(mapped_folder)

    assert fault.startswith("context.parquet: expected degrees (EPSG:4326); it has OSGB36")


def test_outlines_that_can_not_be_read_are_named(mapped_folder):
    (mapped_folder / "wards.parquet").write_bytes(b"PAR1")

    (fault,) = faults_of(mapped_folder)

    assert fault.startswith("wards.parquet: expected GeoParquet; it can't be read (")


def test_a_table_without_shapes_is_no_outline(mapped_folder):
    (mapped_folder / "areas.parquet").replace(mapped_folder / "boroughs.parquet")

    assert any(fault.startswith("boroughs.parquet: expected GeoParquet;") for fault in faults_of(mapped_folder))


def test_points_in_the_place_of_boroughs_are_refused(mapped_folder):
    edit_shapes(mapped_folder, "boroughs", lambda shapes: with_shape(shapes, 1, Point(-0.1, 51.4)))

    assert faults_of(mapped_folder) == [
        "boroughs.parquet: geometry: expected polygons; other shapes for S09000002; build the pack again"
    ]

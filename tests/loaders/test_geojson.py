"""GeoJSON is read as JSON: coordinate systems by name, properties as they are, and broken documents in one message."""

import json

import pytest

from loaders.errors import SourceError
from loaders.geojson import DEFAULT_CRS, read_geojson
from tests.loaders.formats.outline_files import square, write_geojson


def crs(name: object) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", DEFAULT_CRS),
        ("CRS84", DEFAULT_CRS),
        ("EPSG:4326", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::27700", "EPSG:27700"),
    ],
)
def test_the_coordinate_system_is_the_one_that_is_named(tmp_path, name, expected):
    path = write_geojson(tmp_path / "w", [{"code": 1}], crs=crs(name))

    assert read_geojson(path).crs == expected


@pytest.mark.parametrize("name", ["EPSG:9999", "EPSG:999999", "here", None])
def test_an_unknown_coordinate_system_is_refused(tmp_path, name):
    path = write_geojson(tmp_path / "w", [{"code": 1}], crs=crs(name))

    with pytest.raises(SourceError, match="w: crs: expected a name such as EPSG:4326 or EPSG:27700; it is "):
        read_geojson(path)


def test_properties_and_missing_outlines_are_kept(tmp_path):
    path = write_geojson(tmp_path / "w", [{"code": "E05013501", "geometry": "x"}, None], [square(0), None])

    frame = read_geojson(path)

    assert frame["code"].iloc[0] == "E05013501"
    assert frame.geometry.isna().tolist() == [False, True]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = write_geojson(tmp_path / "w", [{"code": "E05013501"}])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(read_geojson(path)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"features": [{"type"', r"w: expected whole JSON; it can't be read \(.*\); it may have been cut short"),
        (b"\xff\xfe{", "w: expected whole JSON"),
        ("[" * 100_000, "w: expected whole JSON"),
        ('["features"]', "w: expected GeoJSON with a list of features; it has none"),
        ('{"features": {}}', "w: expected GeoJSON with a list of features; it has none"),
        (
            json.dumps({"features": [{"properties": {}, "geometry": None}, {"geometry": None}, {"properties": []}]}),
            "expected each feature to have properties and a geometry; 2 have not, the first is feature 2",
        ),
        (
            json.dumps({"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0]]]}}]}),
            "w: expected outlines that can be read; 1 can't, the first is that of feature 1; fetch the file again",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, said):
    path = tmp_path / "w"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(SourceError, match=said):
        read_geojson(path)

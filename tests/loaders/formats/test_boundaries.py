"""Boundaries: whatever the columns are called and however the City is modelled; broken and pointing files."""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import box

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.boundaries import READER
from loaders.rawfile import RawFile
from tests.loaders.formats.outline_files import square, write_geojson
from tests.reference import reference_dir

CHECKOUT = Path(__file__).resolve().parents[3]
VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{target}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'

WARDS = [
    {"WD22CD": "E05013501", "WD22NM": "North", "LAD22CD": "E09000007", "LAD22NM": "Camden"},
    {"WD22CD": "E05013502", "WD22NM": "South", "LAD22CD": "E09000007", "LAD22NM": "Camden"},
    {"WD22CD": "E05009288", "WD22NM": "Aldersgate", "LAD22CD": "E09000001", "LAD22NM": "City of London"},
    {"WD22CD": "E05009289", "WD22NM": "Aldgate", "LAD22CD": "E09000001", "LAD22NM": "City of London"},
    {"WD22CD": "E05000650", "WD22NM": "Elsewhere", "LAD22CD": "E08000001", "LAD22NM": "Bolton"},
]


def test_wards_are_read_with_the_city_as_one_area_and_the_rest_of_england_accounted_for(tmp_path):
    raw = RawFile(write_geojson(tmp_path / "anything.txt", WARDS))

    (extract,) = READER.read(raw)

    assert READER.recognises(raw)
    assert extract.geography is Geography.WARD
    assert extract.vintage == 2022
    assert extract.table["area_code"].tolist() == ["E05013501", "E05013502", "E09000001"]
    assert extract.table["borough_name"].tolist() == ["Camden", "Camden", "City of London"]
    assert (extract.rows_read, extract.rows_used) == (5, 4)
    assert [(left.reason, left.rows) for left in extract.left_out] == [("outside London", 1)]
    city = extract.table.geometry.iloc[2]
    assert city.bounds == pytest.approx((-0.18, 51.4, -0.16, 51.41))


@pytest.mark.parametrize(
    ("code", "name", "borough"),
    [
        ("E09000001", "City of London", "City of London"),
        ("E05009297", "Castle Baynard", "City and County of the City of London"),
    ],
)
def test_a_merged_city_row_is_the_city_under_whichever_code(tmp_path, code, name, borough):
    rows = [
        {"NAME": "Abbey", "GSS_CODE": "E05000026", "DISTRICT": "Barking and Dagenham"},
        {"NAME": name, "GSS_CODE": code, "DISTRICT": borough},
    ]

    (extract,) = READER.read(RawFile(write_geojson(tmp_path / "wards.geojson", rows)))

    assert extract.table["area_code"].tolist() == ["E05000026", "E09000001"]
    assert extract.table["area_name"].tolist() == ["Abbey", "City of London"]
    assert extract.table["borough_code"].tolist() == ["E09000002", "E09000001"]


def test_a_borough_file_without_codes_is_read_by_its_names(tmp_path):
    rows = [{"name": "Camden"}, {"name": "City of Westminster"}]

    (extract,) = READER.read(RawFile(write_geojson(tmp_path / "b.json", rows)))

    assert extract.geography is Geography.BOROUGH
    assert extract.table["area_code"].tolist() == ["E09000007", "E09000033"]


def test_small_areas_are_told_from_wards(tmp_path):
    rows = [{"LSOA11CD": "E01000001", "LAD11CD": "E09000001"}, {"LSOA11CD": "E01000002", "LAD11CD": "E09000001"}]

    (extract,) = READER.read(RawFile(write_geojson(tmp_path / "l.json", rows)))

    assert extract.geography is Geography.LSOA11
    assert len(extract.table) == 2


def test_a_code_in_two_rows_is_one_area_and_said_so(tmp_path):
    rows = [WARDS[0], WARDS[0], WARDS[1]]

    (extract,) = READER.read(RawFile(write_geojson(tmp_path / "w.json", rows)))

    assert extract.table["area_code"].tolist() == ["E05013501", "E05013502"]
    assert extract.table.geometry.iloc[0].bounds == pytest.approx((-0.2, 51.4, -0.18, 51.41))
    assert "1 areas came in several rows and were joined: E05013501" in extract.notes


def test_an_outline_that_crosses_itself_is_mended_and_lines_are_dropped(tmp_path):
    bow = {
        "type": "Polygon",
        "coordinates": [[[-0.2, 51.4], [-0.19, 51.41], [-0.19, 51.4], [-0.2, 51.41], [-0.2, 51.4]]],
    }

    (extract,) = READER.read(RawFile(write_geojson(tmp_path / "w.json", WARDS[:2], [bow, square(3)])))

    mended = extract.table.geometry.iloc[0]
    assert mended.is_valid
    assert mended.geom_type == "MultiPolygon"
    assert mended.area == pytest.approx(0.01 * 0.01 / 2)
    assert any("crossed themselves and were mended: E05013501" in note for note in extract.notes)


def test_rows_without_an_outline_are_left_out(tmp_path):
    (extract,) = READER.read(RawFile(write_geojson(tmp_path / "w.json", WARDS[:2], [None, square(0)])))

    assert extract.table["area_code"].tolist() == ["E05013502"]
    assert [(left.reason, left.rows) for left in extract.left_out] == [("no outline", 1)]


def test_national_grid_is_reprojected_by_the_definition_in_the_file(tmp_path):
    grid = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    here = box(530_000, 180_000, 531_000, 181_000)

    (extract,) = READER.read(
        RawFile(write_geojson(tmp_path / "w.json", WARDS[:1], [shapely.geometry.mapping(here)], crs=grid))
    )

    assert extract.table.crs.to_epsg() == 4326
    west, south, _, _ = extract.table.total_bounds
    assert (west, south) == pytest.approx((-0.1287, 51.5033), abs=0.002)


def frame(rows=WARDS[:2], crs: object = 27700) -> gpd.GeoDataFrame:
    outlines = [box(530_000 + 100 * n, 180_000, 530_100 + 100 * n, 180_100) for n in range(len(rows))]
    return gpd.GeoDataFrame(rows, geometry=outlines, crs=crs)


def test_a_geopackage_is_read_as_the_database_it_is(tmp_path):
    frame().to_file(tmp_path / "w.gpkg", layer="wards", driver="GPKG")

    (extract,) = READER.read(RawFile(tmp_path / "w.gpkg"))

    assert extract.table["area_name"].tolist() == ["North", "South"]
    assert shapely.coverage_is_valid(extract.table.geometry.to_numpy())


@pytest.mark.parametrize(("driver", "suffix"), [("ESRI Shapefile", ".shp"), ("MapInfo File", ".tab")])
def test_shapefiles_and_mapinfo_tables_are_read_whatever_their_case(tmp_path, driver, suffix):
    frame().to_file(tmp_path / f"wards{suffix}", driver=driver)
    for part in list(tmp_path.iterdir()):
        part.rename(part.with_suffix(part.suffix.upper()))

    raw = RawFile(tmp_path / f"wards{suffix.upper()}")
    (extract,) = READER.read(raw)

    assert READER.recognises(raw)
    assert extract.table["area_code"].tolist() == ["E05013501", "E05013502"]


def test_an_archive_may_hold_several_sets_and_each_is_read(tmp_path):
    frame().to_file(tmp_path / "a.shp")
    write_geojson(tmp_path / "b.geojson", WARDS)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for part in sorted(tmp_path.glob("[ab].*")):
            archive.write(part, f"folder/{part.name}")
        archive.writestr("../../outside.geojson", (tmp_path / "b.geojson").read_text("utf-8"))

    raw = RawFile(tmp_path / "all.zip")
    extracts = READER.read(raw)

    assert READER.recognises(raw)
    assert [len(extract.table) for extract in extracts] == [2, 3, 3]
    assert not (tmp_path.parent / "outside.geojson").exists()
    assert not (tmp_path.parent.parent / "outside.geojson").exists()


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        READER.read(RawFile(path))
    return str(caught.value)


def test_an_archive_that_is_not_whole_is_refused(tmp_path):
    frame().to_file(tmp_path / "a.shp")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "a.shp", "a.shp")

    assert "all.zip: a.shp: expected a shapefile with its parts beside it" in refusal(tmp_path / "all.zip")


def test_an_archive_with_a_damaged_entry_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("wards.geojson", "x" * 10_000)
    damaged = bytearray((tmp_path / "all.zip").read_bytes())
    damaged[45:50] = b"\xff" * 5
    (tmp_path / "all.zip").write_bytes(damaged)

    assert "expected a whole archive; can't unpack wards.geojson" in refusal(tmp_path / "all.zip")


def test_an_archive_of_other_files_holds_no_outlines(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("readme.json", "{}")

    assert not READER.recognises(RawFile(tmp_path / "all.zip"))


def test_an_archive_with_too_many_files_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.geojson", "")

    assert "expected at most 2,000 files in the archive; it has 2,001" in refusal(tmp_path / "all.zip")


def test_a_shapefile_without_its_parts_names_all_that_are_missing(tmp_path):
    frame().to_file(tmp_path / "w.shp")
    (tmp_path / "w.dbf").unlink()
    (tmp_path / "w.shx").unlink()

    assert refusal(tmp_path / "w.shp") == (
        "w.shp: expected a shapefile with its parts beside it (.shx, .dbf); .shx and .dbf missing; "
        "put all parts of the download into one folder"
    )


def test_a_shapefile_cut_short_is_refused(tmp_path):
    frame().to_file(tmp_path / "w.shp")
    whole = (tmp_path / "w.shp").read_bytes()
    (tmp_path / "w.shp").write_bytes(whole[:-50])

    assert f"expected the {len(whole):,} bytes that the shapefile declares; it has {len(whole) - 50:,}" in refusal(
        tmp_path / "w.shp"
    )


def test_outlines_without_a_coordinate_system_are_refused_with_a_guess(tmp_path):
    frame().to_file(tmp_path / "w.shp")
    (tmp_path / "w.prj").unlink()

    message = refusal(tmp_path / "w.shp")

    assert "expected a coordinate system" in message
    assert "look like British National Grid metres (EPSG:27700)" in message
    assert "add the .prj of the original download" in message


def test_swapped_axes_are_refused(tmp_path):
    swapped = shapely.geometry.mapping(box(51.4, -0.2, 51.5, -0.1))

    message = refusal(write_geojson(tmp_path / "w.json", WARDS[:1], [swapped]))

    assert "expected outlines within the United Kingdom; they span longitudes 51.4 to 51.5" in message


def test_an_unknown_coordinate_system_is_refused(tmp_path):
    path = write_geojson(tmp_path / "w.json", WARDS[:1], crs={"type": "name", "properties": {"name": "here"}})

    assert "crs: expected a name such as EPSG:4326 or EPSG:27700; it is 'here'" in refusal(path)


def test_outlines_without_codes_are_refused_by_naming_the_columns(tmp_path):
    path = write_geojson(tmp_path / "w.json", [{"title": "E05013501 North", "colour": "blue"}])

    assert "w.json: expected a column of ward, borough or small-area codes" in refusal(path)
    assert "its columns are title, colour" in refusal(path)


def test_wards_of_another_country_are_refused(tmp_path):
    rows = [{"WD22CD": "W05000001", "LAD22CD": "W06000001"}, {"WD22CD": "S13002516", "LAD22CD": "S12000033"}]

    message = refusal(write_geojson(tmp_path / "w.json", rows))

    assert "expected outlines of London's areas; after leaving out 2 (outside London) none is left" in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"type": "FeatureCollection", "features": [{"type"', "expected whole JSON; it can't be read"),
        ('{"type": "FeatureCollection", "features": []}', "expected GeoJSON with a list of features; it has none"),
        ('{"features": [1]}', "expected each feature to have properties and a geometry; 1 have not"),
        (
            '{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": "no"}}]}',
            "expected outlines that can be read; 1 can't",
        ),
    ],
)
def test_broken_geojson_is_refused(tmp_path, text, words):
    (tmp_path / "w.json").write_text(text, "utf-8")

    assert words in refusal(tmp_path / "w.json")


def test_a_geopackage_cut_short_is_refused(tmp_path):
    frame().to_file(tmp_path / "w.gpkg", driver="GPKG")
    (tmp_path / "w.gpkg").write_bytes((tmp_path / "w.gpkg").read_bytes()[:6_000])

    assert "expected a whole GeoPackage" in refusal(tmp_path / "w.gpkg")


def test_a_geopackage_without_outlines_is_refused(tmp_path):
    frame().to_file(tmp_path / "w.gpkg", driver="GPKG")
    with sqlite3.connect(tmp_path / "w.gpkg") as database:
        database.execute("delete from gpkg_geometry_columns")
    database.close()

    assert "expected a GeoPackage with a layer of outlines; it has none" in refusal(tmp_path / "w.gpkg")


@pytest.mark.parametrize("name", ["wards.geojson", "wards.shp", "wards.tab", "wards.gpkg", "wards.json"])
def test_a_file_that_only_points_at_another_is_never_opened(tmp_path, name):
    write_geojson(tmp_path / "secret.geojson", WARDS)
    (tmp_path / name).write_text(VRT.format(target=tmp_path / "secret.geojson"), "utf-8")

    assert not READER.recognises(RawFile(tmp_path / name))


@pytest.mark.parametrize(
    "line", [VRT.format(target="secret.geojson"), 'File "secret.dbf"', "Open Table secret", "Type LINKED"]
)
def test_a_mapinfo_table_that_points_at_another_file_is_refused(tmp_path, line):
    frame().to_file(tmp_path / "w.tab", driver="MapInfo File")
    (tmp_path / "w.tab").write_text((tmp_path / "w.tab").read_text("utf-8") + line, "utf-8")

    assert "expected a MapInfo table that holds its own outlines (Type NATIVE)" in refusal(tmp_path / "w.tab")


def test_pointing_formats_are_left_out_of_the_library():
    code = "from loaders.geodata import _gdal; print('OGR_VRT' in _gdal().list_drivers())"

    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True, env={**os.environ}
    )

    assert answer.stdout.strip() == "False"


def test_a_table_with_a_broken_part_is_refused(tmp_path):
    frame().to_file(tmp_path / "w.tab", driver="MapInfo File")
    (tmp_path / "w.map").write_bytes(b"not a map")

    assert "w.tab: expected a MapInfo table that can be opened; it is damaged" in refusal(tmp_path / "w.tab")


def test_a_shapefile_whose_coordinate_system_is_damaged_is_refused(tmp_path):
    frame().to_file(tmp_path / "w.shp")
    (tmp_path / "w.prj").write_text("PROJCS[nowhere")

    message = refusal(tmp_path / "w.shp")

    assert "w.shp: expected a coordinate system in w.prj; it can't be understood; fetch the boundaries again" in message


def test_a_shapefile_with_an_open_ring_is_refused(tmp_path):
    frame().to_file(tmp_path / "w.shp")
    data = bytearray((tmp_path / "w.shp").read_bytes())
    # header 100, record header 8, type 4, box 32, parts and points 8, one part 4: the first corner, moved
    data[156:164] = struct.pack("<d", 1.0)
    (tmp_path / "w.shp").write_bytes(data)

    with pytest.warns(RuntimeWarning, match="Non closed ring"):
        assert "w.shp: expected a shapefile that can be opened; it is damaged" in refusal(tmp_path / "w.shp")


@pytest.mark.skipif(reference_dir() is None, reason="the reference files are not here")
@pytest.mark.parametrize(
    ("pattern", "geography", "vintage", "areas"),
    [
        ("**/London-wards-2014-Mapinfo/London_Ward.tab", Geography.WARD, 2014, 630),
        ("**/London-wards-2014-Mapinfo/London_Ward_CityMerged.tab", Geography.WARD, 2014, 630),
        ("**/London-wards-2018_ESRI/London_Ward.shp", Geography.WARD, 2018, 633),
        ("**/London-wards-2018_ESRI/London_Ward_CityMerged.shp", Geography.WARD, 2018, 633),
        ("**/wards_2022_london_704.geojson", Geography.WARD, 2022, 680),
        ("**/London_Boroughs.gpkg", Geography.BOROUGH, None, 33),
        ("**/london_boroughs.geojson", Geography.BOROUGH, None, 33),
        ("**/london-2021-lsoa-gen20.shp", Geography.LSOA21, 2021, 4994),
    ],
)
def test_real_files_are_read_whatever_their_names(tmp_path, pattern, geography, vintage, areas):
    (path,) = reference_dir().glob(pattern)
    for part in path.parent.glob(f"{path.stem}.*"):
        shutil.copyfile(part, tmp_path / f"x{part.suffix}")

    (extract,) = READER.read(RawFile(tmp_path / f"x{path.suffix}"))

    assert (extract.geography, extract.vintage, len(extract.table)) == (geography, vintage, areas)
    assert extract.table.geometry.is_valid.all()
    assert extract.table["area_code"].is_unique

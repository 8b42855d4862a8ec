"""A GeoPackage is read as a database: every layer with its coordinate system, and what is faulty refused."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import box

from loaders.errors import SourceError
from loaders.geopackage import read_geopackage

HERE = box(530_000, 180_000, 530_100, 180_100)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    frame = gpd.GeoDataFrame({"code": ["E05013501", "E05013502"]}, geometry=[HERE, None], crs=27700)
    frame.to_file(tmp_path / "made.gpkg", layer='wards "2022"', driver="GPKG")
    (tmp_path / "made.gpkg").rename(tmp_path / "w")
    return tmp_path / "w"


@contextmanager
def changing(package: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(package)) as database:
        for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            quoted = trigger.replace('"', '""')
            database.execute(f'drop trigger "{quoted}"')
        yield database
        database.commit()


def change(package: Path, *commands: str) -> None:
    with changing(package) as database:
        for command in commands:
            database.execute(command)


def test_a_layer_keeps_its_name_columns_and_coordinate_system(package):
    layers = read_geopackage(package)

    (frame,) = layers.values()
    assert list(layers) == ['wards "2022"']
    assert frame["code"].tolist() == ["E05013501", "E05013502"]
    assert frame.crs.to_epsg() == 27700
    assert frame.geometry.iloc[0].equals(HERE)
    assert frame.geometry.isna().tolist() == [False, True]


def test_several_layers_are_all_read(package):
    frame = gpd.GeoDataFrame({"code": ["E09000007"]}, geometry=[HERE], crs=27700)
    frame.to_file(package.rename(package.with_suffix(".gpkg")), layer="boroughs", driver="GPKG")

    assert set(read_geopackage(package.with_suffix(".gpkg"))) == {'wards "2022"', "boroughs"}


@pytest.mark.parametrize("system", [0, -1])
def test_a_layer_without_a_known_system_has_none(package, system):
    change(package, f"update gpkg_geometry_columns set srs_id = {system}")

    (frame,) = read_geopackage(package).values()

    assert frame.crs is None


def test_reading_changes_nothing(package):
    before = package.read_bytes()

    read_geopackage(package)

    assert package.read_bytes() == before
    assert [path.name for path in package.parent.iterdir()] == ["w"]


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        (["update gpkg_geometry_columns set column_name = 'shape'"], "w: expected a whole GeoPackage; .*shape"),
        (["update gpkg_spatial_ref_sys set definition = 'nowhere'"], "w: expected a whole GeoPackage; .*nowhere"),
        (['update "wards ""2022""" set code = cast(x\'ff\' as text)'], "w: expected a whole GeoPackage; "),
        (["drop table gpkg_spatial_ref_sys"], "w: expected a whole GeoPackage; no such table"),
        (["delete from gpkg_geometry_columns"], "w: expected a GeoPackage with a layer of outlines; it has none"),
        (['update "wards ""2022""" set geom = \'text\''], "w: expected outlines in GeoPackage form; found something"),
        (['update "wards ""2022""" set geom = x\'4750\''], "w: expected outlines in GeoPackage form"),
        (['update "wards ""2022""" set geom = x\'4750000100000000ff\''], "w: expected a whole GeoPackage; "),
    ],
)
def test_what_is_wrong_is_said(package, commands, said):
    change(package, *commands)

    with pytest.raises(SourceError, match=said):
        read_geopackage(package)


def test_a_package_cut_short_is_refused(package):
    package.write_bytes(package.read_bytes()[:6_000])

    with pytest.raises(SourceError, match=r"w: expected a whole GeoPackage; .*; fetch it again"):
        read_geopackage(package)

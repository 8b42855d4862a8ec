"""What the tests of packs share: a copy of the tiny pack to break, with outlines where they are needed."""

import dataclasses
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import box

from loaders.pack import Pack
from loaders.pack_write import write_pack


@pytest.fixture
def pack_folder(tiny_pack_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny pack on disk, to be broken."""
    return Path(shutil.copytree(tiny_pack_folder, tmp_path / "pack"))


@pytest.fixture(scope="session")
def mapped_pack(tiny_pack: Pack) -> Pack:
    """The tiny pack with outlines: five wards in a row, two boroughs made of them, and a river."""
    squares = [box(-0.2 + 0.01 * place, 51.4, -0.19 + 0.01 * place, 51.41) for place in range(5)]
    halves = [box(-0.2, 51.4, -0.18, 51.41), box(-0.18, 51.4, -0.15, 51.41)]
    codes = [f"S0500000{number}" for number in range(1, 6)]
    return dataclasses.replace(
        tiny_pack,
        geometry={
            "wards": gpd.GeoDataFrame({"area_code": codes}, geometry=squares, crs=4326),
            "boroughs": gpd.GeoDataFrame({"area_code": ["S09000001", "S09000002"]}, geometry=halves, crs=4326),
            "context": gpd.GeoDataFrame({"kind": ["river"]}, geometry=[box(-0.2, 51.399, -0.15, 51.4)], crs=4326),
        },
    )


@pytest.fixture
def mapped_folder(mapped_pack: Pack, tmp_path: Path) -> Path:
    """The tiny pack with outlines on disk, to be broken."""
    write_pack(mapped_pack, tmp_path / "mapped")
    return tmp_path / "mapped"

"""Made-up street-level crime files in the published layout, and a ground of square wards to count them in."""

from pathlib import Path

import geopandas as gpd
import shapely

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
MET = "Metropolitan Police Service"


def row(
    crime_id: str = "",
    *,
    month="2024-01",
    at=("0.05", "51.05"),
    kind="Robbery",
    force=MET,
    outcome="In progress",
) -> str:
    """Give one line; `at` is longitude and latitude as text, empty for no location."""
    longitude, latitude = at
    place = "On or near High Street,E01000001,Sample 001A" if longitude else "No Location,,"
    return f"{crime_id},{month},{force},{force},{longitude},{latitude},{place},{kind},{outcome},"


def write_street(folder: Path, name: str, rows: list[str], *, end: str = "\r\n") -> Path:
    """Write a file as published, with CRLF line ends."""
    path = folder / name
    path.write_bytes((end.join([HEADER, *rows]) + end).encode())
    return path


def square_wards(*, columns: int = 2) -> gpd.GeoDataFrame:
    """Give wards S05000001... side by side, each 0.1 degrees wide, from longitude 0, latitude 51."""
    squares = [shapely.box(0.1 * place, 51.0, 0.1 * (place + 1), 51.1) for place in range(columns)]
    codes = [f"S0500000{place + 1}" for place in range(columns)]
    names = [f"Sample ward {place + 1}" for place in range(columns)]
    return gpd.GeoDataFrame({"area_code": codes, "area_name": names}, geometry=squares, crs=4326)

"""What is merged from pages is taken by the readers of those formats, so that fetching and building fit together."""

import json

import pytest

from loaders.formats import best_fit_lookup, boundaries, census
from loaders.rawfile import RawFile

SERVICES = "/ons_geography"
BANDS = ["Aged 4 years and under", "Aged 5 to 9 years", "Aged 85 years and over"]


@pytest.fixture
def serve_features(server):
    def serve(service: str, features: list[dict]) -> None:
        def answer(request):
            told = {"count": len(features)} if "returnCountOnly" in request.query else {"features": features}
            return {"body": json.dumps(told).encode()}

        server.play(f"{SERVICES}/{service}/FeatureServer/0/query", answer)

    return serve


def test_ward_boundaries(download, serve_features):
    box = [[[0, 51.5], [0.01, 51.5], [0.01, 51.51], [0, 51.5]]]
    codes = {"WD22CD": "E05014063", "WD22NM": "Oak", "LAD22CD": "E09000002", "LAD22NM": "Barking and Dagenham"}
    feature = {"type": "Feature", "properties": codes, "geometry": {"type": "Polygon", "coordinates": box}}
    serve_features("Wards_December_2022_Boundaries_UK_BGC", [feature])

    download("--only", "wards_2022")

    raw = RawFile(download.out / "wards_2022.geojson")
    assert boundaries.READER.recognises(raw)
    (extract,) = boundaries.READER.read(raw)
    assert extract.table["area_code"].to_list() == ["E05014063"]
    assert extract.table["borough_code"].to_list() == ["E09000002"]


def test_a_best_fit_lookup(download, serve_features):
    cells = {"LSOA21CD": "E01000006", "LSOA21NM": "Barking 016A", "WD22CD": "E05014063", "WD22NM": "Oak"}
    cells |= {"LAD22CD": "E09000002", "LAD22NM": "Barking and Dagenham", "ObjectId": 1}
    serve_features("LSOA21_WD22_LAD22_EW_LU_v3", [{"attributes": cells}])

    download("--only", "lsoa21_to_ward22")

    raw = RawFile(download.out / "lsoa21_to_ward22.csv")
    assert best_fit_lookup.READER.recognises(raw)
    (extract,) = best_fit_lookup.READER.read(raw)
    assert extract.table[["from_code", "to_code"]].to_numpy().tolist() == [["E01000006", "E05014063"]]


def test_residents_by_age(download, server):
    rows = [f'"{band}","E0100000{area}",{area * 10},6' for area in (1, 2) for band in BANDS]
    header = "C2021_AGE_19_NAME,GEOGRAPHY_CODE,OBS_VALUE,RECORD_COUNT"
    first, second = ["\n".join([header, *part]).encode() for part in (rows[:4], rows[4:])]
    server.serve_in_turn("/nomis/NM_2020_1.data.csv", {"body": first}, {"body": second})

    download("--only", "census_age")

    raw = RawFile(download.out / "census_age.csv")
    assert census.READER.recognises(raw)
    (extract,) = census.READER.read(raw)
    assert extract.total_out == 90  # three bands of 10 in the first area, of 20 in the second
    assert set(extract.table["group"]) == {"0-4", "5-9", "85+"}

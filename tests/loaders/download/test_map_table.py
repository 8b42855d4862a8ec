"""Tables of a map server: pages merged, totals compared, faults that come with status 200."""

import csv
import json

import pytest

WARDS = "/ons_geography/Wards_December_2022_Boundaries_UK_BGC/FeatureServer/0/query"
LOOKUP = "/ons_geography/LSOA21_WD22_LAD22_EW_LU_v3/FeatureServer/0/query"
BOX = [[[0, 51], [0.01, 51], [0.01, 51.01], [0, 51.01], [0, 51]]]


def ward(number: int) -> dict:
    columns = {"WD22CD": f"E0500{number:04}", "WD22NM": f"Ward {number}", "LAD22CD": "E09000001", "LAD22NM": "Camden"}
    return {"type": "Feature", "properties": columns, "geometry": {"type": "Polygon", "coordinates": BOX}}


def pair(number: int) -> dict:
    cells = {"LSOA21CD": f"E0100{number:04}", "WD22CD": "E05000001", "WD22NM": 'Oak, "Upper"', "LAD22CD": "E09000001"}
    return {"attributes": cells}


class MapServer:
    """Gives features in pages, as a map server does."""

    def __init__(self, features, *, page_rows, flag_in_properties=True, counted=None):
        self.features, self.page_rows = features, page_rows
        self.flag_in_properties = flag_in_properties
        self.counted = len(features) if counted is None else counted

    def __call__(self, request):
        if request.query.get("returnCountOnly"):
            return {"body": json.dumps({"count": self.counted}).encode()}
        start = int(request.query["resultOffset"])
        rows = self.features[start : start + self.page_rows]
        page = {"type": "FeatureCollection", "features": rows}
        if start + self.page_rows < len(self.features):
            page |= (
                {"properties": {"exceededTransferLimit": True}}
                if self.flag_in_properties
                else {"exceededTransferLimit": True}
            )
        return {"body": json.dumps(page).encode()}


@pytest.fixture
def refused(download, capsys):
    def check() -> str:
        assert download("--only", "wards_2022") == 1
        assert download.names() == []
        return capsys.readouterr().out

    return check


@pytest.mark.parametrize("flag_in_properties", [True, False])
def test_two_pages_become_one_collection(server, download, flag_in_properties):
    wards = [ward(number) for number in range(5)]
    server.play(WARDS, MapServer(wards, page_rows=3, flag_in_properties=flag_in_properties))

    assert download("--only", "wards_2022") == 0

    merged = json.loads((download.out / "wards_2022.geojson").read_text("utf-8"))
    assert merged == {"type": "FeatureCollection", "features": wards}
    entry = download.record()["wards_2022"]
    assert (entry["pages"], entry["rows"]) == (2, 5)
    count, first, second = server.asked(WARDS)
    assert count.query["where"] == "LAD22CD LIKE 'E09%'"
    assert (first.query["resultOffset"], second.query["resultOffset"]) == ("0", "3")
    assert first.query["orderByFields"] == "WD22CD"
    assert first.query["outSR"] == "4326"
    assert "maxAllowableOffset" not in first.query


def test_a_table_without_shapes_becomes_one_csv(server, download):
    server.play(LOOKUP, MapServer([pair(number) for number in range(7)], page_rows=3, flag_in_properties=False))

    assert download("--only", "lsoa21_to_ward22") == 0

    with (download.out / "lsoa21_to_ward22.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["LSOA21CD"] for row in rows] == [f"E0100{number:04}" for number in range(7)]
    assert rows[0]["WD22NM"] == 'Oak, "Upper"'
    assert download.record()["lsoa21_to_ward22"]["pages"] == 3


def test_a_total_that_does_not_agree(server, refused):
    server.play(WARDS, MapServer([ward(1), ward(2)], page_rows=2_000, counted=704))
    assert "expected 704 rows, as the server counts them; 2 came; try again" in refused()


def test_a_server_that_gives_the_same_page_again(server, refused):
    again = json.dumps({"features": [ward(1)], "exceededTransferLimit": True}).encode()
    server.play(WARDS, lambda request: {"body": b'{"count": 9}' if "returnCountOnly" in request.query else again})
    assert "expected the page from row 1; the server gave the one before again" in refused()


def test_a_fault_told_with_status_200(server, refused):
    server.serve(WARDS, b'{"error": {"code": 400, "message": "Invalid query"}}')
    assert "the server answered 400 Invalid query" in refused()
    assert len(server.asked(WARDS)) == 1


def test_a_passing_fault_told_with_status_200(server, download):
    whole = MapServer([ward(1)], page_rows=3)
    faults = [{"body": b'{"error": {"code": 503, "message": "Busy"}}'}] * 2
    server.play(WARDS, lambda request: faults.pop() if faults else whole(request))

    assert download("--only", "wards_2022") == 0

    assert len(download.waits) == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "expected JSON; what came can't be read"),
        (b'{"count": ', "expected JSON; what came can't be read"),
        (b"[]", "expected a JSON object; came a list"),
        (b'{"count": 0}', 'expected the number of rows; came {"count": 0}'),
        (b'{"features": []}', "expected the number of rows; came"),
    ],
)
def test_a_count_that_makes_no_sense(server, refused, body, said):
    server.serve(WARDS, body)
    assert said in refused()


def test_a_page_without_features(server, refused):
    server.serve_in_turn(WARDS, {"body": b'{"count": 3}'}, {"body": b'{"fields": []}'})
    assert 'expected features; came {"fields": []}' in refused()


def test_features_without_the_wanted_columns(server, refused):
    feature = {"type": "Feature", "properties": {"WD24CD": "E05000001"}, "geometry": None}
    server.play(WARDS, MapServer([feature], page_rows=3))
    assert "expected columns like WD22CD, WD22NM, LAD22CD, LAD22NM; came WD24CD" in refused()


def test_rows_that_do_not_all_have_the_same_columns(server, download, capsys):
    odd = {"attributes": {"LSOA21CD": "E01000001", "WD22CD": "E05000001"}}
    server.play(LOOKUP, MapServer([pair(1), odd], page_rows=3))
    assert download("--only", "lsoa21_to_ward22") == 1
    assert "in each row; row 2 has LSOA21CD, WD22CD" in capsys.readouterr().out


def test_pages_without_end(server, refused, monkeypatch):
    monkeypatch.setattr("loaders.download.map_table.MOST_PAGES", 2)
    server.play(WARDS, MapServer([ward(number) for number in range(9)], page_rows=2))
    assert "expected at most 2 pages; there are more" in refused()

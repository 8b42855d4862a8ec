"""Addresses tried in order, and files that can't be kept."""

import pytest

WARD_CSV = b"MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202601,202602\nA,B,Oak,E05000001,Camden,1,2\n"
RECENT = "/london_datastore/download/exy3m/s8b/MPS%20Ward%20Level%20Crime%20%28most%20recent%2024%20months%29.csv"
FIRST_CATALOGUE = "/london_datastore/api/dataset/exy3m"
RESOURCE = ("MPS Ward Level Crime (most recent 24 months).csv", "/download/exy3m/n/w.csv", "2026-03-10", WARD_CSV)
ONLY = ("--only", "mps_ward_recent")


def test_the_second_catalogue_when_the_first_fails(server, download, capsys):
    server.offer("recorded_crime_summary", RESOURCE)

    assert download(*ONLY) == 0

    entry = download.record()["mps_ward_recent"]
    assert entry["chosen"]["catalogue"].endswith("/api/dataset/recorded_crime_summary")
    assert any("exy3m: expected a file; the server answered 404" in note for note in entry["notes"])
    assert "exy3m: expected a file; the server answered 404" in capsys.readouterr().out


def test_the_direct_address_when_no_catalogue_helps(server, download):
    server.serve(FIRST_CATALOGUE, b"not json")
    server.serve(RECENT, WARD_CSV)

    assert download(*ONLY) == 0

    entry = download.record()["mps_ward_recent"]
    assert entry["chosen"] is None
    assert len(entry["notes"]) == 2


def test_a_direct_address_never_replaces_what_the_catalogue_gave(server, download, capsys):
    server.offer("exy3m", RESOURCE)
    download(*ONLY)
    server.serve(FIRST_CATALOGUE, status=404)
    server.serve(RECENT, WARD_CSV.replace(b"2026", b"2024"))

    assert download(*ONLY) == 1

    assert not server.asked(RECENT)
    assert (download.out / "mps_ward_recent.csv").read_bytes() == WARD_CSV
    assert "the copy fetched on 20" in capsys.readouterr().out


def test_the_same_bytes_under_a_new_address_are_unchanged(server, download, capsys):
    server.offer("exy3m", RESOURCE)
    download(*ONLY)
    before = (download.out / "mps_ward_recent.csv").stat().st_mtime_ns
    server.offer("exy3m", (RESOURCE[0], "/download/exy3m/n2/w.csv", "2026-04-10", WARD_CSV))

    assert download(*ONLY) == 0

    assert (download.out / "mps_ward_recent.csv").stat().st_mtime_ns == before
    assert "1 unchanged" in capsys.readouterr().out
    assert download.record()["mps_ward_recent"]["chosen"]["check_timestamp"] == "2026-04-10"


def test_a_file_that_comes_in_another_format_replaces_the_old_one(server, download, workbook):
    catalogue, header = "mps-monthly-crime-dahboard-data", b"Month_Year,Area Type,Crime Type,Count\n"
    title = "M1045_MonthlyCrimeDashboard_OtherCrimeData"
    server.offer(catalogue, (title, "/download/d/a.csv", "2026-03-10", header))
    download("--only", "mps_dashboard")
    server.offer(catalogue, (title, "/download/d/b.xlsx", "2026-04-10", workbook))

    assert download("--only", "mps_dashboard") == 0

    assert download.names() == ["downloads.json", "mps_dashboard.xlsx"]


def test_a_name_that_is_taken_by_a_folder(server, download, capsys):
    server.offer("exy3m", RESOURCE)
    (download.out / "mps_ward_recent.csv").mkdir(parents=True)

    assert download(*ONLY) == 1

    assert "Recorded crime by ward, recent months: can't be written: " in capsys.readouterr().out


def test_a_changed_registry_is_noticed(server, download, monkeypatch):
    server.offer("exy3m", RESOURCE)
    download(*ONLY)
    server.requests.clear()
    monkeypatch.setattr("loaders.download.fetch._request", lambda _: "another")

    download(*ONLY)

    assert "If-None-Match" not in server.asked("/london_datastore/download/exy3m/n/w.csv")[0].headers


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"PK\x03\x04 cut off", b"\x00\x01\x02", b'{"a": 1}', b"<?xml ?><a/>"]
)
def test_what_is_no_table_is_refused(server, download, content):
    server.offer("exy3m", (*RESOURCE[:3], content))
    assert download(*ONLY) == 1
    assert download.names() == []

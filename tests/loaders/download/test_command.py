"""The download command as its users meet it: journeys, exit codes, reports, refusals."""

import argparse
import hashlib

import pytest

from loaders.__main__ import main
from loaders.download import command
from loaders.errors import SourceError
from loaders.publishers import DOWNLOADS, PUBLISHERS

WARD_CSV = b"MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202601,202602\nA,B,Oak,E05000001,Camden,1,2\n"
NEWER_CSV = WARD_CSV + b"A,B,Elm,E05000002,Camden,3,4\n"
WARD_PATH = "/download/exy3m/abc/MPS%20Ward%20Level%20Crime.csv"
SCORES_CSV = b"\xef\xbb\xbfLSOA code (2021),LSOA name (2021),IMD Score\nE01000001,Oak 001A,12.5\n"
SCORES = "/gov_uk/media/691ded56d140bbbaa59a2a7d/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv"


def parse(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(arguments)


def test_a_file_is_looked_up_fetched_and_recorded(server, download):
    older = ("MPS Ward Level Crime.csv", "/download/exy3m/old/x.csv", "2026-02-10T00:00:00Z", b"ward,202601\n")
    newest = ("MPS Ward Level Crime.csv", WARD_PATH, "2026-03-10T00:00:00Z", WARD_CSV)
    other = ("MPS Borough Level Crime.csv", "/download/exy3m/b/y.csv", "2026-04-10T00:00:00Z", b"borough,202601\n")
    server.offer("exy3m", older, newest, other)

    assert download("--only", "mps_ward_recent") == 0

    assert download.names() == ["downloads.json", "mps_ward_recent.csv"]
    assert (download.out / "mps_ward_recent.csv").read_bytes() == WARD_CSV
    entry = download.record()["mps_ward_recent"]
    assert entry["bytes"] == len(WARD_CSV)
    assert entry["sha256"] == hashlib.sha256(WARD_CSV).hexdigest()
    assert entry["asked"] == f"{server.base}/london_datastore{WARD_PATH}"
    assert entry["chosen"]["title"] == "MPS Ward Level Crime.csv"
    assert entry["chosen"]["check_timestamp"] == "2026-03-10T00:00:00Z"
    assert entry["etag"] == '"2026-03-10T00:00:00Z"'
    assert entry["publisher"] == "Greater London Authority, London Datastore"


def test_a_second_run_fetches_nothing(server, download, capsys):
    server.offer("exy3m", ("MPS Ward Level Crime.csv", WARD_PATH, "2026-03-10", WARD_CSV))
    server.serve(SCORES, SCORES_CSV)
    download("--only", "mps_ward_recent", "deprivation_2025")
    before = (download.out / "downloads.json").read_bytes()
    server.requests.clear()
    capsys.readouterr()

    assert download("--only", "mps_ward_recent", "deprivation_2025") == 0

    assert not server.asked(SCORES)  # a fixed edition is not even asked for
    assert [request.headers["If-None-Match"] for request in server.asked(f"/london_datastore{WARD_PATH}")] == [
        '"2026-03-10"'
    ]
    assert (download.out / "downloads.json").read_bytes() == before
    assert "2 unchanged" in capsys.readouterr().out


def test_a_new_release_replaces_the_old_one(server, download, capsys):
    server.offer("exy3m", ("MPS Ward Level Crime.csv", WARD_PATH, "2026-03-10", WARD_CSV))
    download("--only", "mps_ward_recent")
    server.offer("exy3m", ("MPS Ward Level Crime.csv", WARD_PATH, "2026-04-10", NEWER_CSV))

    assert download("--only", "mps_ward_recent") == 0

    assert (download.out / "mps_ward_recent.csv").read_bytes() == NEWER_CSV
    assert "1 fetched" in capsys.readouterr().out


def test_again_fetches_what_has_not_changed(server, download):
    server.serve(SCORES, SCORES_CSV)
    download("--only", "deprivation_2025")

    assert download("--only", "deprivation_2025", "--again") == 0

    assert len(server.asked(SCORES)) == 2


def test_a_file_that_was_altered_is_fetched_again(server, download):
    server.serve(SCORES, SCORES_CSV)
    download("--only", "deprivation_2025")
    (download.out / "deprivation_2025.csv").write_bytes(b"altered")

    download("--only", "deprivation_2025")

    assert (download.out / "deprivation_2025.csv").read_bytes() == SCORES_CSV


def test_each_publisher_fails_on_its_own_and_is_reported(server, download, capsys):
    server.serve(SCORES, SCORES_CSV)

    assert download("--only", "mps_ward_historical", "deprivation_2025") == 1

    report = capsys.readouterr().out
    assert "mps_ward_historical  not fetched" in report
    assert "deprivation_2025     fetched" in report
    assert "404 Not Found: it has moved or was withdrawn" in report
    assert "1 fetched, 1 not fetched" in report
    assert download.names() == ["deprivation_2025.csv", "downloads.json"]


def test_all_files_of_a_publisher_can_be_asked_for(server, download):
    assert download("--only", "fingertips") == 1

    asked = [request.query["indicator_ids"] for request in server.asked("/fingertips/all_data/csv/by_indicator_id")]
    assert asked == ["11201", "10401"]


def test_large_files_come_only_when_named(server, download):
    with pytest.raises(SourceError, match="the files of police_uk come only when named themselves: street_crime"):
        download("--only", "police_uk")
    assert server.requests == []

    assert download("--only", "street_crime") == 1
    assert len(server.asked("/police_uk/data/archive/latest.zip")) == 1


def test_ctrl_c_leaves_no_half_file_and_the_next_run_goes_on(server, download, capsys, monkeypatch):
    server.serve(SCORES, SCORES_CSV, headers={"ETag": '"a"'})
    monkeypatch.setattr(command.ProgressLine, "show_bytes", _interrupt)

    assert download("--only", "deprivation_2025") == 130

    assert not (download.out / "deprivation_2025.csv").exists()
    assert "Run the command again to go on" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert download("--only", "deprivation_2025") == 0
    assert (download.out / "deprivation_2025.csv").read_bytes() == SCORES_CSV
    assert download.names() == ["deprivation_2025.csv", "downloads.json"]


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_publisher_that_nobody_reaches_is_tried_hard_only_once(download, server):
    server.close()

    assert download("--only", "fingertips") == 1

    assert len(download.waits) == 2  # three tries for the first file, one for the second


def test_the_list_names_every_file_and_publisher(capsys):
    assert command.run(parse("--list")) == 0

    listing = capsys.readouterr().out
    assert all(entry.id in listing and entry.page in listing for entry in DOWNLOADS)
    assert all(publisher.licence in listing for publisher in PUBLISHERS.values())
    assert "(only when named)" in listing


def test_a_dry_run_asks_nobody_and_writes_nothing(server, download, capsys):
    assert download("--dry-run") == 0

    shown = capsys.readouterr().out
    assert f"look up in {server.base}/london_datastore/api/dataset/exy3m" in shown
    assert "fetch in pages" in shown
    assert "Nothing was asked of any server." in shown
    assert server.requests == []
    assert not download.out.exists()


def test_unknown_ids_are_named(download):
    with pytest.raises(SourceError, match="--only: expected ids of files or publishers; came crime, wards; see --list"):
        download("--only", "crime", "wards", "nomis")


def test_a_missing_folder_argument_is_said():
    with pytest.raises(SourceError, match="expected --out DIR"):
        command.run(parse())


@pytest.mark.parametrize("text", ["nomis", "nobody=https://example.org", "nomis="])
def test_a_base_address_needs_a_publisher(text):
    with pytest.raises(SourceError, match=r"--base-url: expected PUBLISHER=\.\.\., with one of london_datastore, "):
        command.run(parse("--out", "x", "--base-url", text))


@pytest.mark.parametrize("url", ["http://example.org", "ftp://example.org", "example.org", "https://"])
def test_a_base_address_must_be_https(url):
    with pytest.raises(SourceError, match="--base-url: expected an address that begins with https://; came"):
        command.run(parse("--out", "x", "--base-url", f"nomis={url}"))


def test_several_wrong_addresses_are_told_at_once():
    with pytest.raises(SourceError) as caught:
        command.run(parse("--out", "x", "--base-url", "a", "--base-url", "b"))
    assert len(caught.value.faults) == 2


def test_a_mirror_is_used_instead_of_the_catalogues_own_addresses(server, download):
    server.offer("exy3m", ("MPS Ward Level Crime.csv", WARD_PATH, "2026-03-10", WARD_CSV))

    assert download("--only", "mps_ward_recent") == 0

    assert download.record()["mps_ward_recent"]["final"].startswith(f"{server.base}/london_datastore/")


def test_another_host_can_be_allowed(server, download):
    second = f"localhost:{server.port}"
    server.serve(SCORES, status=302, headers={"Location": f"http://{second}/elsewhere.csv?signature=x"})
    server.serve("/elsewhere.csv", SCORES_CSV)

    assert download("--only", "deprivation_2025", "--allow-host", f"gov_uk={second}") == 0

    assert download.record()["deprivation_2025"]["final"] == f"http://{second}/elsewhere.csv"


def test_it_is_part_of_the_command_line(capsys):
    assert main(["download", "--list"]) == 0
    assert "mps_ward_recent" in capsys.readouterr().out


def test_a_request_that_cannot_be_met_is_one_plain_message(capsys, tmp_path):
    (tmp_path / "file").write_text("in the way")

    assert main(["download", "--out", str(tmp_path / "file"), "--only", "nomis"]) == 2

    assert "expected a folder that can be written to" in capsys.readouterr().err

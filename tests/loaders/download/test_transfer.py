"""Files on their way: what goes wrong between a server and the disk, and what comes of it."""

import gzip
import json
from dataclasses import replace

import pytest

from loaders.publishers import DOWNLOADS

ROWS = b"".join(b"E010%05d,Oak,%d\n" % (number, number) for number in range(5_000))
SCORES_CSV = b"LSOA code (2021),LSOA name (2021),IMD Score\n" + ROWS
SCORES = "/gov_uk/media/691ded56d140bbbaa59a2a7d/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv"
ONLY = ("--only", "deprivation_2025")
FIRST, SECOND = {"ETag": '"first"'}, {"ETag": '"second"'}


@pytest.fixture
def fetched(download):
    def check() -> bytes:
        assert download.names() == ["deprivation_2025.csv", "downloads.json"]
        return (download.out / "deprivation_2025.csv").read_bytes()

    return check


@pytest.fixture
def refused(download, capsys):
    """Run, expect no file, and give what was said."""

    def check() -> str:
        assert download(*ONLY) == 1
        assert not (download.out / "deprivation_2025.csv").exists()
        assert not (download.out / "downloads.json").exists()
        return capsys.readouterr().out

    return check


def test_a_fault_of_the_server_that_passes(server, download, fetched):
    server.serve_in_turn(SCORES, {"status": 500}, {"status": 503}, {"body": SCORES_CSV})

    assert download(*ONLY) == 0

    assert fetched() == SCORES_CSV
    first, second = download.waits
    assert 0.5 <= first <= 1
    assert 1 <= second <= 2


def test_a_fault_of_the_server_that_stays(server, refused):
    server.serve(SCORES, status=500)
    assert "the server answered 500 Internal Server Error; tried 3 times; try again later" in refused()
    assert len(server.asked(SCORES)) == 3


def test_a_missing_file_is_asked_for_once(server, refused):
    assert "the server answered 404 Not Found: it has moved or was withdrawn" in refused()
    assert len(server.asked(SCORES)) == 1


def test_a_refusal_is_told(server, refused):
    server.serve(SCORES, status=403)
    assert "expected a file; the server answered 403 Forbidden" in refused()


def test_a_wait_that_the_server_asks_for_is_kept(server, download, fetched):
    busy = {"status": 429, "headers": {"Retry-After": "7"}}
    server.serve_in_turn(SCORES, busy, {"body": SCORES_CSV})

    assert download(*ONLY) == 0

    assert download.waits == [7]
    assert fetched() == SCORES_CSV


def test_a_wait_without_end_is_not_kept(server, download, refused):
    server.serve(SCORES, status=429, headers={"Retry-After": "3600"})
    assert "it asks to wait 3,600 seconds; try again later" in refused()
    assert download.waits == []


def test_a_cut_download_goes_on_where_it_was(server, download, fetched):
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "cut_after": 40_000},
        {"body": SCORES_CSV, "headers": FIRST},
    )

    assert download(*ONLY) == 0

    assert fetched() == SCORES_CSV
    again = server.asked(SCORES)[1].headers
    assert 0 < int(again["Range"].removeprefix("bytes=").removesuffix("-")) <= 40_000
    assert again["If-Range"] == '"first"'


@pytest.mark.parametrize("cut_after", [0, 1, len(SCORES_CSV) - 1])
def test_a_cut_anywhere_gives_the_same_file(server, download, fetched, cut_after):
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "cut_after": cut_after},
        {"body": SCORES_CSV, "headers": FIRST},
    )
    assert download(*ONLY) == 0
    assert fetched() == SCORES_CSV


def test_a_cut_download_goes_on_in_the_next_run(server, download, fetched):
    server.serve(SCORES, SCORES_CSV, headers=FIRST, cut_after=40_000, serves_ranges=False)
    assert download(*ONLY) == 1
    assert download.names() == [".partial"]
    server.requests.clear()
    server.serve(SCORES, SCORES_CSV, headers=FIRST)

    assert download(*ONLY) == 0

    assert fetched() == SCORES_CSV
    assert "Range" in server.asked(SCORES)[0].headers


def test_a_server_that_knows_no_ranges_sends_the_whole(server, download, fetched):
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "cut_after": 40_000},
        {"body": SCORES_CSV, "headers": FIRST, "serves_ranges": False},
    )
    assert download(*ONLY) == 0
    assert fetched() == SCORES_CSV


def test_a_file_that_changed_between_tries_is_fetched_whole(server, download, fetched):
    changed = SCORES_CSV.replace(b"Oak", b"Elm")
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "cut_after": 40_000},
        {"body": changed, "headers": SECOND},
    )
    assert download(*ONLY) == 0
    assert fetched() == changed


def test_a_part_of_another_version_is_not_joined_on(server, download, fetched):
    changed = SCORES_CSV.replace(b"Oak", b"Elm")
    wrong = {**SECOND, "Content-Range": f"bytes 40000-{len(changed) - 1}/{len(changed)}"}
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "cut_after": 40_000},
        {"body": changed[40_000:], "headers": wrong, "status": 206},
        {"body": changed, "headers": SECOND},
    )
    assert download(*ONLY) == 0
    assert fetched() == changed


def test_a_range_that_is_refused_starts_afresh(server, download, fetched):
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "cut_after": 40_000},
        {"status": 416},
        {"body": SCORES_CSV, "headers": FIRST},
    )
    assert download(*ONLY) == 0
    assert fetched() == SCORES_CSV


def test_without_a_version_nothing_is_joined(server, download, fetched):
    server.serve_in_turn(SCORES, {"body": SCORES_CSV, "cut_after": 40_000}, {"body": SCORES_CSV})

    assert download(*ONLY) == 0

    assert "Range" not in server.asked(SCORES)[1].headers
    assert fetched() == SCORES_CSV


def test_a_weak_version_gives_way_to_the_date(server, download, fetched):
    dated = {"ETag": 'W/"a"', "Last-Modified": "Tue, 10 Mar 2026 00:00:00 GMT"}
    server.serve_in_turn(
        SCORES, {"body": SCORES_CSV, "headers": dated, "cut_after": 40_000}, {"body": SCORES_CSV, "headers": dated}
    )

    assert download(*ONLY) == 0

    assert server.asked(SCORES)[1].headers["If-Range"] == "Tue, 10 Mar 2026 00:00:00 GMT"
    assert fetched() == SCORES_CSV


def test_a_note_that_was_cut_off_starts_afresh(server, download, fetched):
    partial = download.out / ".partial"
    partial.mkdir(parents=True)
    (partial / "deprivation_2025.part").write_bytes(SCORES_CSV[:100])
    (partial / "deprivation_2025.part.json").write_text('{"addr')
    server.serve(SCORES, SCORES_CSV, headers=FIRST)

    assert download(*ONLY) == 0

    assert fetched() == SCORES_CSV


def test_a_part_from_another_address_is_not_joined_on(server, download, fetched):
    partial = download.out / ".partial"
    partial.mkdir(parents=True)
    (partial / "deprivation_2025.part").write_bytes(b"something else")
    (partial / "deprivation_2025.part.json").write_text(json.dumps({"address": "https://x", "etag": '"first"'}))
    server.serve(SCORES, SCORES_CSV, headers=FIRST)

    assert download(*ONLY) == 0

    assert fetched() == SCORES_CSV


def test_a_body_that_always_ends_early(server, refused):
    server.serve(SCORES, SCORES_CSV, cut_after=40_000)
    said = refused()
    assert "the answer broke off or can't be read" in said
    assert "tried 3 times" in said


def test_a_connection_that_falls_silent(server, download, refused):
    download.stall = 0.25
    server.serve(SCORES, SCORES_CSV, stall_after=40_000)
    assert "the connection stalled for 0.25 seconds; tried 3 times" in refused()


def test_a_connection_that_stalls_once_is_resumed(server, download, fetched):
    download.stall = 0.5
    server.serve_in_turn(
        SCORES,
        {"body": SCORES_CSV, "headers": FIRST, "stall_after": 40_000},
        {"body": SCORES_CSV, "headers": FIRST},
    )
    assert download(*ONLY) == 0
    assert fetched() == SCORES_CSV


def test_a_web_page_instead_of_a_table(server, refused):
    server.serve(SCORES, b"<!DOCTYPE html>\n<html><body>Down for repair</body></html>")
    said = refused()
    assert "Indices of Deprivation 2025, file 7: expected csv; came a web page; see https://www.gov.uk/" in said


def test_another_table_than_the_one_asked_for(server, refused):
    server.serve(SCORES, b"code,value\nE01000001,1\n")
    assert "expected columns like lsoa code, score; came code, value" in refused()


@pytest.fixture
def small_limit(monkeypatch):
    wanted = next(entry for entry in DOWNLOADS if entry.id == "deprivation_2025")
    smaller = tuple(replace(entry, max_bytes=10_000) if entry is wanted else entry for entry in DOWNLOADS)
    monkeypatch.setattr("loaders.download.command.DOWNLOADS", smaller)


def test_a_body_declared_too_large_is_left(server, refused, small_limit):
    server.serve(SCORES, SCORES_CSV)
    assert "expected at most 0.01 MB; this is more" in refused()


def test_a_body_that_grows_too_large_is_cut_off(server, download, refused, small_limit):
    server.serve(SCORES, SCORES_CSV, tells_length=False)
    assert "expected at most 0.01 MB; this is more" in refused()
    assert download.names() == []


def test_a_compressed_answer_is_unpacked_and_not_resumed(server, download, fetched):
    packed = gzip.compress(SCORES_CSV)
    server.serve_in_turn(
        SCORES,
        {"body": packed, "headers": {**FIRST, "Content-Encoding": "gzip"}, "cut_after": 5_000},
        {"body": packed, "headers": {**FIRST, "Content-Encoding": "gzip"}},
    )

    assert download(*ONLY) == 0

    assert "Range" not in server.asked(SCORES)[1].headers
    assert fetched() == SCORES_CSV


def test_the_present_copy_stays_when_a_later_fetch_fails(server, download, capsys):
    server.serve_in_turn(SCORES, {"body": SCORES_CSV}, {"body": b"<html>"})
    download(*ONLY)

    assert download(*ONLY, "--again") == 1

    assert (download.out / "deprivation_2025.csv").read_bytes() == SCORES_CSV
    assert "is kept" in capsys.readouterr().out

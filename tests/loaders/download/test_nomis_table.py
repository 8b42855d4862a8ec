"""Tables of Nomis: cut without a word at a number of rows, so merged until all that it counts are here."""

import pytest

RESIDENTS = "/nomis/NM_2021_1.data.csv"
HEADER = '"GEOGRAPHY_CODE","OBS_VALUE","RECORD_COUNT"'


def page_of(rows: int, start: int, limit: int, *, total: int | None = None, header: str = HEADER) -> bytes:
    numbers = range(start, min(start + limit, rows))
    lines = [f'"E0500{number:04}",{100 + number},{rows if total is None else total}' for number in numbers]
    return "\r\n".join([header, *lines, ""]).encode()


@pytest.fixture
def nomis(server):
    def serve(rows: int, limit: int) -> None:
        server.play(RESIDENTS, lambda request: {"body": page_of(rows, int(request.query["recordoffset"]), limit)})

    return serve


@pytest.fixture
def refused(server, download, capsys):
    def check(*bodies: bytes) -> str:
        server.serve_in_turn(RESIDENTS, *[{"body": body} for body in bodies])
        assert download("--only", "census_residents") == 1
        assert download.names() == []
        return capsys.readouterr().out

    return check


@pytest.mark.parametrize(("limit", "pages"), [(3, 3), (7, 1), (6, 2), (100, 1)])
def test_pages_become_one_csv_with_one_header(server, download, nomis, limit, pages):
    nomis(7, limit)

    assert download("--only", "census_residents") == 0

    lines = (download.out / "census_residents.csv").read_text("utf-8").splitlines()
    assert lines == [HEADER, *[f'"E0500{number:04}",{100 + number},7' for number in range(7)]]
    entry = download.record()["census_residents"]
    assert (entry["pages"], entry["rows"]) == (pages, 7)
    offsets = [int(request.query["recordoffset"]) for request in server.asked(RESIDENTS)]
    assert offsets == list(range(0, 7, limit))
    assert server.asked(RESIDENTS)[0].query["geography"] == "TYPE153"


def test_a_page_without_a_last_line_end(server, download):
    first, second = page_of(2, 0, 1).rstrip(), page_of(2, 1, 1).rstrip()
    server.serve_in_turn(RESIDENTS, {"body": first}, {"body": second})

    assert download("--only", "census_residents") == 0

    assert (download.out / "census_residents.csv").read_text("utf-8").count("\n") == 3


def test_a_page_that_fails_once(server, download):
    server.serve_in_turn(RESIDENTS, {"body": page_of(4, 0, 2)}, {"status": 502}, {"body": page_of(4, 2, 2)})
    assert download("--only", "census_residents") == 0
    assert download.record()["census_residents"]["rows"] == 4


def test_a_server_that_gives_the_same_page_again(refused):
    assert "expected the page from row 2; the server gave the one before again" in refused(page_of(4, 0, 2))


def test_a_table_that_changes_between_pages(refused):
    said = refused(page_of(4, 0, 2), page_of(5, 2, 2))
    assert "expected a page of the same 4 rows; the table has changed meanwhile (it now counts 5); try again" in said


def test_more_rows_than_counted(refused):
    assert "expected 3 rows; 4 came; try again" in refused(page_of(4, 0, 2, total=3), page_of(4, 2, 2, total=3))


def test_pages_that_end_too_early(refused):
    assert "expected rows from there on; none came" in refused(page_of(4, 0, 2), page_of(4, 4, 2))


def test_an_empty_table(refused):
    assert "expected rows from there on; none came" in refused(page_of(0, 0, 2))


def test_a_web_page_with_status_200(refused):
    said = refused(b"<!DOCTYPE html><html>Sorry</html>")
    assert "expected columns like GEOGRAPHY_CODE, OBS_VALUE, RECORD_COUNT; came <!DOCTYPE html>" in said


def test_a_count_that_is_no_number(refused):
    body = b"GEOGRAPHY_CODE,OBS_VALUE,RECORD_COUNT\nE05000001,3,many\n"
    assert "expected a CSV that counts its rows in RECORD_COUNT; invalid literal" in refused(body)


def test_text_that_cannot_be_read(refused):
    body = b"GEOGRAPHY_CODE,OBS_VALUE,RECORD_COUNT\n\xff\xff,3,1\n"
    assert "expected a CSV that counts its rows in RECORD_COUNT" in refused(body)


def test_a_stall_between_pages(server, download, capsys):
    download.stall = 0.25
    server.serve_in_turn(RESIDENTS, {"body": page_of(4, 0, 2)}, {"body": page_of(4, 2, 2), "stall_after": 10})
    assert download("--only", "census_residents") == 1
    assert "the connection stalled for 0.25 seconds; tried 3 times" in capsys.readouterr().out
    assert download.names() == []

"""MPS recorded crime by ward: the quirks of each release, and what is refused."""

import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.extract import Geography, LeftOut
from loaders.formats.mps_ward import READER
from loaders.months import name_month
from loaders.rawfile import RawFile
from tests.reference import reference_dir

HEAD = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202401,202402,202403"
ROWS = [
    "THEFT,SHOPLIFTING,Abbey,E05000001,Camden,3,0,2",
    "THEFT,SHOPLIFTING,Bow,E05000002,Hackney,1,4,0",
    "ROBBERY,ROBBERY OF PERSONAL PROPERTY,Abbey,E05000001,Camden,1,2,3",
]


def write(tmp_path, *, head=HEAD, rows=ROWS, end="\n", name="some file.txt"):
    path = tmp_path / name
    path.write_bytes((end.join([head, *rows]) + end).encode())
    return RawFile(path)


def read(raw):
    assert READER.recognises(raw)
    (extract,) = READER.read(raw)
    assert extract.rows_read == extract.rows_used + sum(entry.rows for entry in extract.left_out)
    assert extract.total_in == extract.total_out + sum(entry.total for entry in extract.left_out)
    assert extract.table["count"].sum() == extract.total_out
    return extract


def cells(extract):
    table = extract.table
    keys = zip(table["series"].str.split("/").str[-1], table["area_code"], table["month"].map(name_month), strict=True)
    return dict(zip(keys, table["count"], strict=True))


def test_lists_what_is_not_zero_by_series_ward_and_month(tmp_path):
    extract = read(write(tmp_path))

    assert cells(extract) == {
        ("robbery of personal property", "E05000001", "2024-01"): 1,
        ("robbery of personal property", "E05000001", "2024-02"): 2,
        ("robbery of personal property", "E05000001", "2024-03"): 3,
        ("shoplifting", "E05000001", "2024-01"): 3,
        ("shoplifting", "E05000001", "2024-03"): 2,
        ("shoplifting", "E05000002", "2024-01"): 1,
        ("shoplifting", "E05000002", "2024-02"): 4,
    }
    assert (extract.release, extract.geography, extract.is_sparse) == ("2024-03", Geography.WARD, True)
    assert (extract.rows_read, extract.total_in, extract.left_out) == (3, 16, ())
    assert list(extract.table.loc[0, ["area_name", "borough_name"]]) == ["Abbey", "Camden"]


def test_historical_order_crlf_and_refreshed_date_give_the_same(tmp_path):
    head = "WardName,WardCode,MajorText,MinorText,LookUp_BoroughName,202401,202402,202403,Refreshed Date"
    rows = [
        "Abbey,E05000001,THEFT,SHOPLIFTING,Camden,3,0,2,05/04/2024",
        "Bow,E05000002,THEFT,SHOPLIFTING,Hackney,1,4,0,05/04/2024",
        "Abbey,E05000001,ROBBERY,ROBBERY OF PERSONAL PROPERTY,Camden,1,2,3,05/04/2024",
    ]

    pd.testing.assert_frame_equal(
        read(write(tmp_path, head=head, rows=rows, end="\r\n", name="h")).table, read(write(tmp_path)).table
    )


def test_parquet_with_lower_case_headers_gives_the_same(tmp_path):
    raw = write(tmp_path)
    frame = pd.read_csv(raw.path)
    frame.columns = [column.lower() for column in frame.columns]
    frame.to_parquet(tmp_path / "repack")

    pd.testing.assert_frame_equal(read(RawFile(tmp_path / "repack")).table, read(raw).table)


def test_row_order_does_not_matter(tmp_path):
    turned = read(write(tmp_path, rows=ROWS[::-1], name="b"))

    pd.testing.assert_frame_equal(turned.table, read(write(tmp_path)).table)


def test_a_stub_first_month_is_left_out_with_a_note(tmp_path):
    rows = ["THEFT,SHOPLIFTING,Abbey,E05000001,Camden,2,9,8", "THEFT,SHOPLIFTING,Bow,E05000002,Hackney,1,4,6"]

    extract = read(write(tmp_path, rows=rows))

    assert extract.left_out == (LeftOut("2024-01 is a stub month, not a whole one", 0, 3),)
    assert extract.notes == ("2024-01 holds 3 offences, under half of its neighbour: left out",)
    assert {month for *_, month in cells(extract)} == {"2024-02", "2024-03"}


def test_a_ward_under_two_boroughs_is_added_up_by_code(tmp_path):
    rows = [
        "THEFT,SHOPLIFTING,Heathrow Villages,E05000003,Aviation Security (SO18),5,1,9",
        "THEFT,SHOPLIFTING,Heathrow Villages,E05000003,Hillingdon,2,3,0",
    ]

    extract = read(write(tmp_path, rows=rows))

    assert list(extract.table["count"]) == [7, 4, 9]
    assert set(extract.table["area_code"]) == {"E05000003"}
    assert "E05000003 (Aviation Security (SO18) and Hillingdon)" in extract.notes[0]


def test_old_weapon_classes_are_added_up_to_the_series_of_today(tmp_path):
    rows = [
        "Possession of Weapons,Possession of Article with Blade or Point,Abbey,E05000001,Camden,1,2,3",
        "Possession of Weapons,Possession of Other Weapon,Abbey,E05000001,Camden,4,0,1",
    ]

    extract = read(write(tmp_path, rows=rows))

    assert list(extract.table["count"]) == [5, 2, 4]
    assert set(extract.table["series"]) == {"mps:possession of weapons/possession of weapons"}


def test_rows_without_a_ward_code_are_accounted_for(tmp_path):
    extract = read(write(tmp_path, rows=[*ROWS, "THEFT,SHOPLIFTING,Unknown,,Unknown,10,0,2"]))

    assert extract.left_out == (LeftOut("no ward code", 1, 12),)
    assert (extract.rows_read, extract.rows_used, extract.total_in, extract.total_out) == (4, 3, 28, 16)


def test_a_token_stays_missing_and_never_becomes_zero(tmp_path):
    extract = read(write(tmp_path, rows=[*ROWS, "THEFT,SHOPLIFTING,Cann Hall,E05000004,Hackney,<5,*,7"]))

    month = extract.table[extract.table["area_code"] == "E05000004"].set_index("month")["count"]
    assert month.isna().tolist() == [True, True, False]
    assert extract.notes == ("2 cells hold no number (empty, or a token such as *): kept as missing",)


def test_a_sum_with_a_missing_part_is_missing(tmp_path):
    rows = [*ROWS, "THEFT,SHOPLIFTING,Abbey,E05000001,Hackney,*,1,1"]

    counts = cells(read(write(tmp_path, rows=rows)))

    assert pd.isna(counts["shoplifting", "E05000001", "2024-01"])
    assert counts["shoplifting", "E05000001", "2024-02"] == 1


@pytest.mark.parametrize(
    ("head", "rows", "message"),
    [
        (HEAD, [], "expected rows under the header"),
        (HEAD, [*ROWS, "THEFT,SHOPLIFTING,Cann"], "expected every line to hold 8 cells"),
        (HEAD, [*ROWS, ROWS[0]], r"1 repeat an earlier one: row 5 \(THEFT, SHOPLIFTING, E05000001, Abbey, Camden\)"),
        (HEAD, ["A,B,Abbey,E05000001,Camden,-3,1,1"], r"column 202401: .*came 1 below 0 \(-3 in row 2\)"),
        (HEAD, ["A,B,Abbey,E05000001,Camden,1,1.5,1"], r"column 202402: .*with a fraction \(1.5 in row 2\)"),
        (HEAD, ["A,B,Abbey,E05000001,Camden,1,many,1"], "column 202402: expected whole numbers, came .*'many'"),
        (HEAD.replace("202402", "202312"), ROWS, "expected every month between .*2024-02 is missing"),
        (HEAD, ["A,B,Abbey,E05000001,Camden,1,0,1"], "expected offences in every month, but there are none in 2024-02"),
        (HEAD, ["A,B,Abbey,E05000001,Camden,0,0,0"], "expected offences in every month"),
        (HEAD, ["A,B,Abbey,,Camden,1,1,1"], "expected areas that can be placed, but no row has one"),
    ],
)
def test_refuses_what_is_wrong(tmp_path, head, rows, message):
    with pytest.raises(SourceError, match=f"(?s)some file.txt: .*{message}"):
        READER.read(write(tmp_path, head=head, rows=rows))


def test_names_all_faults_at_once(tmp_path):
    head = HEAD.replace("202402", "202312")
    with pytest.raises(SourceError) as caught:
        READER.read(write(tmp_path, head=head, rows=[*ROWS, ROWS[0], "A,B,Abbey,E05000001,Camden,-3,x!,1"]))

    assert len(caught.value.faults) == 1
    for part in ("2024-02 is missing", "repeat an earlier one", "below 0", "'x!'"):
        assert part in str(caught.value)


@pytest.mark.parametrize("head", ["MajorText,MinorText,BoroughName,202401", "Ward Code,Name,202401", "x"])
def test_leaves_other_formats_alone(tmp_path, head):
    assert not READER.recognises(write(tmp_path, head=head, rows=["a,b,c,1"]))


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
class TestOfficialFiles:
    @staticmethod
    def read(pattern):
        (path,) = reference.glob(pattern)
        return read(RawFile(path))

    def test_the_release_of_25_columns_loses_its_stub(self):
        extract = self.read("crime_mps/ward_24m_2024-03*/*.csv")

        assert extract.table["month"].nunique() == 24
        assert extract.left_out == (LeftOut("2024-03 is a stub month, not a whole one", 0, 47),)
        assert extract.table["area_code"].nunique() == 679

    def test_heathrow_is_added_up_under_both_boroughs(self):
        extract = self.read("crime_mps/ward_24m_2023-04*/*.csv")

        heathrow = extract.table[extract.table["area_code"] == "E05013570"]
        assert heathrow["count"].sum() == 11_459 + 281
        assert set(heathrow["borough_name"]) <= {"", "Hillingdon"}

    def test_releases_agree_on_the_series_that_carry_on(self):
        older = self.read("crime_mps/ward_24m_2023-04*/*.csv").table
        newer = self.read("crime_mps/ward_24m_2024-03*/*.csv").table
        months = set(older["month"]) & set(newer["month"])

        totals = [table[table["month"].isin(months)].groupby("series")["count"].sum() for table in (older, newer)]
        for series in (
            "mps:violence against the person/violence with injury",
            "mps:robbery/robbery of personal property",
            "mps:sexual offences/rape",
            "mps:possession of weapons/possession of weapons",
        ):
            assert totals[1][series] == pytest.approx(totals[0][series], rel=0.02)

    def test_historical_has_every_month_of_fourteen_years(self):
        extract = self.read("crime_mps_reconstructed/MPS Ward*.csv")

        assert (extract.rows_read, extract.table["month"].nunique(), extract.release) == (21_118, 167, "2024-02")

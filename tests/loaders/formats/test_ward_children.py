"""Children by ward: thousands commas, bands that add up, and the City under a code that no other file has."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography, Kind
from loaders.formats.ward_children import READER
from tests.loaders.formats.made_files import check_account, write_text

TEXT = """\ufeffBorough,Ward Code,WardName,0 to 4,5 to 9,10 to 14,Total
City of London,E00000001,All Wards,200,120,100,420
Camden,E05000901,North,"1,100",900,800,"2,800"
Camden,E05000902,South,10,20,30,60
"""


def test_bands_become_people_and_the_city_has_its_borough_code(tmp_path):
    raw = write_text(tmp_path, TEXT)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.kind, extract.geography, extract.release) == (Kind.PEOPLE, Geography.WARD, "2011")
    people = extract.table.set_index(["area_code", "group"])["count"]
    assert people["E05000901", "0-4"] == 1100
    assert people["E09000001", "10-14"] == 100
    assert people["E05000902", "5-9"] == 20
    # 420 + 2,800 + 60
    assert (extract.total_in, extract.total_out) == (3_280, 3_280)
    assert extract.notes == ("ages 0 to 14 only",)


def test_rows_of_other_areas_are_left_out_with_their_children(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, TEXT + "London,E12000007,London,1,2,3,6\n"))

    check_account(extract)
    assert [(entry.reason, entry.rows, entry.total) for entry in extract.left_out] == [
        ("rows without a ward code", 1, 6)
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("30,60", "30,61", "expected bands that add up to Total; came another total for E05000902"),
        ("10,20,30,60", "-10,20,30,40", "column 0 to 4: expected counts of 0 or more; came -10"),
        ("10,20,30,60", "ten,20,30,60", "column 0 to 4: expected numbers; came 1 that are no number: 'ten'"),
        ("10,20,30,60", "x,20,30,60", "expected bands that add up to Total; came another total for E05000902"),
        ("E05000902", "E05000901", "expected each ward code once; came more than one row for E05000901"),
        (",20,30,60", ",20", "expected 7 cells in every row; came row 4 has 5"),
        ('"2,800"', '"2,800', "expected every quoted cell to end"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, TEXT.replace(old, new)))


def test_a_table_without_wards_is_refused(tmp_path):
    text = TEXT.splitlines()[0] + "\nCamden,E09000007,All,1,2,3,6\n"

    with pytest.raises(SourceError, match="column Ward Code: expected ward codes; came 'E09000007'"):
        READER.read(write_text(tmp_path, text))

"""Census tables from Nomis: the bulk layout, answers of the web service, groups that add up to everyone."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography, Kind
from loaders.formats.census import READER
from tests.loaders.formats.made_files import check_account, needs_reference, reference_file, series_of, write_text

AGE_COLUMNS = ("Total", "Aged 4 years and under", "Aged 5 to 9 years", "Aged 85 years and over")
AGE = f"""date,geography,geography code,{",".join(f"Age: {name}" for name in AGE_COLUMNS)}
2021,Camden 001A,E01000901,60,10,20,30
2021,Camden 001B,E01000902,15,4,5,6
2021,Cardiff 001A,W01000001,3,1,1,1
"""
ASIAN = "Asian, Asian British or Asian Welsh"
ETHNIC_COLUMNS = ("Total: All usual residents", ASIAN, f"{ASIAN}: Bangladeshi", "White")
ETHNIC_GROUP = f"""date,geography,geography code,{",".join(f'"Ethnic group: {name}"' for name in ETHNIC_COLUMNS)}
2021,North,E05000901,50,20,7,30
2021,South,E05000902,10,4,4,6
"""
TENURE_COLUMNS = ("Total: All households", "Owned", "Owned: Owns outright", "Social rented")
TENURE_HEADERS = ",".join(f'"Tenure of household: {name}; measures: Value"' for name in TENURE_COLUMNS)
TENURE = f""""date","geography","geography code",{TENURE_HEADERS}
"2021","Camden 001A","E01000901",200,150,100,50
"2021","Camden 001B","E01000902",0,0,0,0
"""
ANSWER = """"GEOGRAPHY_CODE","C2021_ETH_20_NAME","OBS_VALUE"
"E05000901","Asian, Asian British or Asian Welsh",20
"E05000901","White",30
"E05000902","Asian, Asian British or Asian Welsh",4
"E05000902","White",6
"""


def people(extract) -> dict[tuple[str, str], float]:
    table = extract.table
    return dict(zip(zip(table["area_code"], table["group"], strict=True), table["count"], strict=True))


def test_bands_of_age_become_people(tmp_path):
    raw = write_text(tmp_path, AGE)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.kind, extract.geography, extract.vintage) == (Kind.PEOPLE, Geography.LSOA21, 2021)
    assert extract.release == "2021"
    assert people(extract)[("E01000901", "0-4")] == 10
    assert people(extract)[("E01000901", "5-9")] == 20
    assert people(extract)[("E01000902", "85+")] == 6
    assert (extract.total_in, extract.total_out) == (78, 78)


def test_single_years_within_bands_are_not_counted_twice(tmp_path):
    text = AGE.replace("Age: Aged 5 to 9 years", "Age: Aged 5 to 9 years,Age: Aged 5 years").replace(",20,", ",20,4,")
    text = text.replace("4,5,6", "4,5,1,6").replace(",3,1,1,1", ",3,1,1,1,1")

    (extract,) = READER.read(write_text(tmp_path, text))

    assert set(extract.table["group"]) == {"0-4", "5-9", "85+"}
    assert extract.total_out == 78
    assert extract.notes == ("1 finer groups within these are left out",)


def test_only_the_upper_ethnic_groups_add_up_and_are_used(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, ETHNIC_GROUP))

    check_account(extract)
    assert extract.geography is Geography.WARD
    assert people(extract) == {
        ("E05000901", "Asian, Asian British or Asian Welsh"): 20,
        ("E05000901", "White"): 30,
        ("E05000902", "Asian, Asian British or Asian Welsh"): 4,
        ("E05000902", "White"): 6,
    }
    assert set(extract.table["characteristic"]) == {"ethnic group"}


@pytest.mark.parametrize(
    ("header", "characteristic", "groups"),
    [
        ("Sex: All persons,Sex: Female,Sex: Male", "sex", {"Female", "Male"}),
        (
            "Disability: All persons,Disability: Disabled under the Equality Act,Disability: Not disabled",
            "disability",
            {"Disabled under the Equality Act", "Not disabled"},
        ),
    ],
)
def test_sex_and_disability_are_people_too(tmp_path, header, characteristic, groups):
    text = f"date,geography,geography code,{header}\n2021,North,E05000901,10,6,4\n"

    (extract,) = READER.read(write_text(tmp_path, text))

    assert set(extract.table["characteristic"]) == {characteristic}
    assert set(extract.table["group"]) == groups


def test_other_tables_are_percentages_with_count_and_denominator(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, TENURE))

    check_account(extract)
    assert extract.kind is Kind.FIGURES
    assert series_of(extract, "census:tenure of household/social rented")["E01000901"] == 25
    assert series_of(extract, "census:tenure of household/owned: owns outright", "count")["E01000901"] == 100
    assert series_of(extract, "census:tenure of household/owned", "denominator")["E01000901"] == 200
    assert series_of(extract, "census:tenure of household/owned", "note") == {"E01000901": "", "E01000902": "x"}
    assert (extract.total_in, extract.total_out) == (200, 200)


def test_local_authorities_outside_london_are_left_out_and_counted(tmp_path):
    text = AGE.replace("E01000901", "E09000007").replace("E01000902", "E06000001").replace("W01000001", "E12000007")

    (extract,) = READER.read(write_text(tmp_path, text))

    check_account(extract)
    assert extract.geography is Geography.BOROUGH
    assert [(entry.reason, entry.rows, entry.total) for entry in extract.left_out] == [
        ("local authorities outside London", 1, 15),
        ("regions, counties and countries", 1, 3),
    ]


def test_two_kinds_of_areas_give_two_tables(tmp_path):
    small, borough = READER.read(write_text(tmp_path, AGE.replace("E01000902", "E09000007")))

    check_account(small)
    check_account(borough)
    assert (small.part, borough.part) == ("small areas (LSOA)", "boroughs")


def test_an_answer_of_the_web_service_gives_the_same_people(tmp_path):
    raw = write_text(tmp_path, ANSWER)
    assert READER.recognises(raw)

    (answer,) = READER.read(raw)
    (bulk,) = READER.read(write_text(tmp_path, ETHNIC_GROUP))

    check_account(answer)
    assert people(answer) == people(bulk)
    assert (answer.rows_read, answer.rows_used, answer.total_out) == (4, 4, 60)


def test_percentages_of_a_full_answer_are_left_out(tmp_path):
    text = """DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,C_SEX_NAME,MEASURES_NAME,OBS_VALUE
2021,North,E05000901,Female,Value,6
2021,North,E05000901,Female,Percent,60
2021,North,E05000901,Male,Value,4
2021,North,E05000901,Male,Percent,40
"""

    (extract,) = READER.read(write_text(tmp_path, text))

    check_account(extract)
    assert people(extract) == {("E05000901", "Female"): 6, ("E05000901", "Male"): 4}
    assert extract.left_out[0].rows == 2


def test_codes_and_numbers_alone_are_residents(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, '"GEOGRAPHY_CODE","OBS_VALUE"\n"E05000901",12000\n'))

    check_account(extract)
    assert series_of(extract, "census:residents", "count") == {"E05000901": 12000}
    assert extract.total_out == 12000


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",60,10,", ",60,-10,", "column 'Age: Aged 4 years and under': expected counts of 0 or more; came -10"),
        (",60,10,", ",60,ten,", "expected numbers; came 1 that are no number: 'ten'"),
        (",60,10,", ",60,,", "expected a count in every cell; came 1 cells without one"),
        (",60,", ",600,", "expected groups of age that add up to the total; came 78 in groups of 618"),
        ("E01000902", "E01000901", "expected each area code once; came more than one row for E01000901"),
        ("Age: Aged 5 to 9 years", "Sex: Male", "expected one variable of the census in all headers; came age, sex"),
        ("2021,Camden 001B", "2011,Camden 001B", "column date: expected one year; came 2021, 2011"),
    ],
)
def test_what_is_wrong_in_a_bulk_table_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, AGE.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"E05000902","White",6\n', "", "expected every category for every area; came fewer for E05000902"),
        ('"E05000902","White"', '"E05000901","White"', "expected each area and category once"),
        ('"OBS_VALUE"\n', '"C2021_SEX_3_NAME","OBS_VALUE"\n', "expected 4 cells in every row"),
    ],
)
def test_what_is_wrong_in_an_answer_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, ANSWER.replace(old, new)))


def test_an_answer_with_two_dimensions_is_refused(tmp_path):
    text = "GEOGRAPHY_CODE,C2021_ETH_20_NAME,C_SEX_NAME,OBS_VALUE\nE05000901,White,Male,1\n"

    with pytest.raises(
        SourceError, match="at most one dimension besides the areas; came C2021_ETH_20_NAME, C_SEX_NAME"
    ):
        READER.read(write_text(tmp_path, text))


def test_areas_of_other_kinds_are_refused(tmp_path):
    with pytest.raises(SourceError, match=r"expected codes of small areas .*; came 'E02000901'"):
        READER.read(write_text(tmp_path, '"GEOGRAPHY_CODE","OBS_VALUE"\n"E02000901",12000\n'))


@needs_reference
@pytest.mark.parametrize("table", ["ts007a", "ts011", "ts044", "ts054", "ts067"])
def test_real_tables_of_small_areas_and_of_boroughs_nearly_agree(table):
    (small,) = READER.read(reference_file("census2021", f"census2021-{table}-lsoa.csv"))
    (borough,) = READER.read(reference_file("census2021", f"census2021-{table}-ltla.csv"))

    check_account(small)
    check_account(borough)
    assert (small.rows_used, borough.rows_used) == (35_672, 33)
    assert small.total_in == pytest.approx(borough.total_in, rel=1e-4)

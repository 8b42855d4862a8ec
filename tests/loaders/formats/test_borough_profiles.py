"""Borough profiles: three tokens for what is missing, thousands commas, headers with underscores, totals below."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.borough_profiles import READER
from tests.loaders.formats.made_files import check_account, series_of, write_text

TEXT = """Code,Area name,Inner/ Outer London,GLA Population Estimate 2017,Largest migrant population (2011),\
Youth Unemployment (claimant) rate 18-24 (Dec-15),Median House Price (£) 2015,Teenage conception rate (2014)
E09000001,City of London,Inner London,8800,United States,1.6,"799,999",.
E09000007,Camden,Inner London,"242,500",Bangladesh,3.2,"675,000",14.5
E09000012,Hackney,Inner London,"274,300",Turkey,-,n/a,22
E13000001,Inner London,Inner London,3535700,,4,1,20
K02000001,United Kingdom,.,65000000,.,.,.,23
"""


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("Area name,Inner/ Outer London", "Area_name,Inner/_Outer_London")])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_boroughs_are_read_and_wider_areas_left_out(tmp_path, text, encoding):
    raw = write_text(tmp_path, text, encoding=encoding)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert extract.geography is Geography.BOROUGH
    population = "borough_profiles:gla population estimate"
    assert series_of(extract, population) == {"E09000001": 8800, "E09000007": 242_500, "E09000012": 274_300}
    rate = "borough_profiles:youth unemployment (claimant) rate 18-24"
    assert series_of(extract, rate, "note") == {"E09000001": "", "E09000007": "", "E09000012": "x"}
    assert set(extract.table.loc[extract.table["series"] == rate, "period"]) == {"2015-12"}
    assert series_of(extract, "borough_profiles:teenage conception rate", "note")["E09000001"] == "x"
    assert series_of(extract, "borough_profiles:median house price (£)", "note")["E09000012"] == "x"
    assert extract.notes == ("columns of text left out: Largest migrant population (2011)",)
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [("regions, counties and countries", 2)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("E09000012", "E09000007", "expected each area code once; came more than one row for E09000007"),
        (",14.5", ",often", "expected numbers; came 1 that are no number: 'often'"),
        ("K02000001,United Kingdom,.,65", "K02000001,Un", "expected 8 cells in every row; came row 6 has"),
        ("E0900", "E0800", "expected codes of wards or boroughs; came 'E08000001'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, TEXT.replace(old, new)))

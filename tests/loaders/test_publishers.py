"""The registry of publishers and addresses: complete, unambiguous, safe."""

import re
from urllib.parse import urlsplit

import pytest

from loaders.publishers import (
    DOWNLOADS,
    GOV_UK,
    LONDON_DATASTORE,
    NOMIS,
    ONS_GEOGRAPHY,
    PUBLISHERS,
    Catalogue,
    Content,
    Direct,
    MapTable,
    NomisTable,
)

WARD_CRIME_NAME = "MPS%20Ward%20Level%20Crime%20%28most%20recent%2024%20months%29.csv"
SURVEY_NAME = "PAS_T%26Cdashboard_to%20Q3%2023-24.xlsx"
SCORES_NAME = "File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv"


def test_ids_are_unique_and_fit_for_file_names():
    ids = [download.id for download in DOWNLOADS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in ids)
    assert not set(ids) & set(PUBLISHERS)


@pytest.mark.parametrize("publisher", PUBLISHERS.values(), ids=lambda publisher: publisher.id)
def test_publishers_are_asked_over_https(publisher):
    assert publisher.base.startswith("https://")
    assert not publisher.base.endswith("/")
    assert "Open Government Licence v3.0" in publisher.licence


@pytest.mark.parametrize("download", DOWNLOADS, ids=lambda download: download.id)
def test_every_download_can_be_fetched_and_checked(download):
    assert download.publisher in PUBLISHERS.values()
    assert urlsplit(download.page).scheme == "https"
    assert download.max_bytes > 0
    assert download.header or Content.CSV not in download.contents
    for pattern in download.header:
        re.compile(pattern)
    for address in download.addresses:
        assert address.path.startswith("/")
        if isinstance(address, Catalogue):
            re.compile(address.title)
        if isinstance(address, MapTable | NomisTable):
            assert len(download.addresses) == len(download.contents) == 1


@pytest.mark.parametrize(
    ("publisher", "path"),
    [
        (LONDON_DATASTORE, "/api/dataset/exy3m"),
        (LONDON_DATASTORE, "/api/dataset/recorded_crime_summary"),
        (LONDON_DATASTORE, f"/download/exy3m/s8b/{WARD_CRIME_NAME}"),
        (LONDON_DATASTORE, f"/download/mopac-surveys/c3db2a0c-70f5-4b73-916b-2b0fcd9decc0/{SURVEY_NAME}"),
        (ONS_GEOGRAPHY, "/Wards_December_2022_Boundaries_UK_BGC/FeatureServer/0/query"),
        (ONS_GEOGRAPHY, "/Local_Authority_Districts_December_2022_UK_BGC_V2/FeatureServer/0/query"),
        (ONS_GEOGRAPHY, "/LSOA21_WD22_LAD22_EW_LU_v3/FeatureServer/0/query"),
        (GOV_UK, f"/media/691ded56d140bbbaa59a2a7d/{SCORES_NAME}"),
        (NOMIS, "/NM_2021_1.data.csv"),
        (NOMIS, "/NM_2041_1.data.csv"),
    ],
)
def test_the_addresses_seen_in_use_are_all_there(publisher, path):
    there = {(download.publisher, address.path) for download in DOWNLOADS for address in download.addresses}
    assert (publisher, path) in there


@pytest.mark.parametrize(
    ("download_id", "title", "matches"),
    [
        ("mps_ward_recent", "MPS Ward Level Crime (most recent 24 months).csv", True),
        ("mps_ward_recent", "MPS Ward Level Crime.csv", True),
        ("mps_ward_recent", "MPS Ward Level Crime (Historical).csv", False),
        ("mps_ward_historical", "MPS Ward Level Crime (Historical).csv", True),
        ("mps_borough_recent", "MPS Borough Level Crime.csv", True),
        ("mps_borough_recent", "MPS Ward Level Crime.csv", False),
        ("mps_dashboard", "M1045_MonthlyCrimeDashboard_OtherCrimeData.csv", True),
        ("mps_dashboard", "M1045_MonthlyCrimeDashboard_TNOCrimeData.csv", False),
        ("pas", "PAS_T&Cdashboard_to Q3 23-24.xlsx", True),
        ("pas", "PAS questionnaire 23-24.pdf", False),
        ("children_low_income", "Children in low income families.xlsx", True),
    ],
)
def test_titles_that_have_been_seen_are_told_apart(download_id, title, matches):
    download = next(download for download in DOWNLOADS if download.id == download_id)
    patterns = {address.title for address in download.addresses if isinstance(address, Catalogue)}
    assert any(re.search(pattern, title, re.IGNORECASE) for pattern in patterns) is matches


def test_the_first_address_is_a_catalogue_where_there_is_one():
    for download in DOWNLOADS:
        kinds = [isinstance(address, Direct) for address in download.addresses]
        assert kinds == sorted(kinds)

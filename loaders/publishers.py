"""The official publishers and each file that `python -m loaders download` can fetch: the one list of addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

OPEN_GOVERNMENT = "Open Government Licence v3.0"
MEGABYTE = 1_000_000


class Content(StrEnum):
    """What a file must turn out to be; the value is the ending of its name."""

    CSV = "csv"
    WORKBOOK = "xlsx"
    GEOJSON = "geojson"
    ARCHIVE = "zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes files, from where, and which hosts their addresses may lead on to.

    `hosts` lists only hosts that the publisher's own addresses are known to hand downloads on to; a redirect to any
    other is refused.
    """

    id: str
    name: str
    base: str
    hosts: tuple[str, ...] = ()
    licence: str = OPEN_GOVERNMENT


@dataclass(frozen=True, slots=True)
class Direct:
    """A file at a known address below the publisher's base."""

    path: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A file found in a catalogue's list of resources: of those whose title matches, the newest `check_timestamp`."""

    path: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTable:
    """A table of a map server, given in pages of at most 2,000: on with `resultOffset` until all are there."""

    path: str
    where: str
    fields: str
    key: str


@dataclass(frozen=True, slots=True)
class NomisTable:
    """A table of Nomis, cut at 25,000 rows a call without a word: on with `recordoffset` until all are there."""

    path: str
    query: str


Address = Direct | Catalogue | MapTable | NomisTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file to fetch.

    `addresses` are tried in order; the next only when one fails, and the report says so. `contents` are the kinds the
    publisher has issued it as, `header` the patterns that the first line of a CSV (or a row of map data) must hold.
    A fixed edition is never issued anew under the same name, so a file that is there is not asked for again.
    """

    id: str
    label: str
    publisher: Publisher
    page: str
    addresses: tuple[Address, ...]
    contents: tuple[Content, ...] = (Content.CSV,)
    header: tuple[str, ...] = ()
    max_bytes: int = 200 * MEGABYTE
    is_fixed_edition: bool = False
    is_on_request: bool = False


LONDON_DATASTORE = Publisher(
    id="london_datastore",
    name="Greater London Authority, London Datastore",
    base="https://data.london.gov.uk",
    hosts=("airdrive-secure.s3-eu-west-1.amazonaws.com", "airdrive-secure.s3.eu-west-1.amazonaws.com"),
)
ONS_GEOGRAPHY = Publisher(
    id="ons_geography",
    name="Office for National Statistics, Open Geography Portal",
    base="https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services",
    licence=f"{OPEN_GOVERNMENT}; contains OS data (c) Crown copyright and database right",
)
GOV_UK = Publisher(
    id="gov_uk",
    name="Ministry of Housing, Communities and Local Government",
    base="https://assets.publishing.service.gov.uk",
)
NOMIS = Publisher(
    id="nomis",
    name="Office for National Statistics, Nomis",
    base="https://www.nomisweb.co.uk/api/v01/dataset",
)
FINGERTIPS = Publisher(
    id="fingertips",
    name="Office for Health Improvement and Disparities, Fingertips",
    base="https://fingertips.phe.org.uk/api",
)
POLICE_UK = Publisher(
    id="police_uk",
    name="Home Office, data.police.uk",
    base="https://data.police.uk",
    hosts=("policeuk-data.s3.amazonaws.com",),
)

PUBLISHERS: Mapping[str, Publisher] = {
    publisher.id: publisher for publisher in (LONDON_DATASTORE, ONS_GEOGRAPHY, GOV_UK, NOMIS, FINGERTIPS, POLICE_UK)
}

CRIME_CATALOGUES = ("/api/dataset/exy3m", "/api/dataset/recorded_crime_summary")
CRIME_PAGE = "https://data.london.gov.uk/dataset/recorded_crime_summary"
GEOGRAPHY_PAGE = "https://geoportal.statistics.gov.uk"
CENSUS_PAGE = "https://www.nomisweb.co.uk/sources/census_2021"
IN_LONDON = "LAD22CD LIKE 'E09%'"
LONDON_SMALL_AREAS = "2013265927TYPE151"
"""How Nomis names the 2021 small areas (LSOA) of the London region."""
CENSUS_COUNTS = "date=latest&measures=20100&select=obs_value,record_count,"
"""Counts, not percentages, and on each row how many rows there are in all."""
MONTH_COLUMN = r"\b20\d{4}\b"


def _crime(title: str) -> tuple[Catalogue, ...]:
    return tuple(Catalogue(path, title) for path in CRIME_CATALOGUES)


def _health(indicator: int) -> tuple[Direct]:
    areas = "child_area_type_id=502&parent_area_type_id=15"  # upper-tier authorities, compared with England
    return (Direct(f"/all_data/csv/by_indicator_id?indicator_ids={indicator}&{areas}"),)


DOWNLOADS: tuple[Download, ...] = (
    Download(
        id="mps_ward_recent",
        label="Recorded crime by ward, recent months",
        publisher=LONDON_DATASTORE,
        page=CRIME_PAGE,
        addresses=(
            *_crime(r"^MPS Ward Level Crime( \(most recent 24 months\))?(\.csv)?$"),
            Direct("/download/exy3m/s8b/MPS%20Ward%20Level%20Crime%20%28most%20recent%2024%20months%29.csv"),
        ),
        header=("ward", MONTH_COLUMN),
    ),
    Download(
        id="mps_ward_historical",
        label="Recorded crime by ward, earlier years",
        publisher=LONDON_DATASTORE,
        page=CRIME_PAGE,
        addresses=_crime(r"^MPS Ward Level Crime \(Historical\)"),
        header=("ward", MONTH_COLUMN),
    ),
    Download(
        id="mps_borough_recent",
        label="Recorded crime by borough, recent months",
        publisher=LONDON_DATASTORE,
        page=CRIME_PAGE,
        addresses=_crime(r"^MPS Borough Level Crime( \(most recent 24 months\))?(\.csv)?$"),
        header=("borough", MONTH_COLUMN),
    ),
    Download(
        id="mps_lsoa_recent",
        label="Recorded crime by small area, recent months",
        publisher=LONDON_DATASTORE,
        page=CRIME_PAGE,
        addresses=_crime(r"^MPS LSOA Level Crime( \(most recent 24 months\))?(\.csv)?$"),
        header=("lsoa", MONTH_COLUMN),
        is_on_request=True,
    ),
    Download(
        id="mps_dashboard",
        label="Monthly crime dashboard: knife crime by ward",
        publisher=LONDON_DATASTORE,
        page="https://data.london.gov.uk/dataset/mps-monthly-crime-dahboard-data",
        addresses=(
            Catalogue("/api/dataset/e5n6w", r"MonthlyCrimeDashboard_?Other"),
            # "dahboard" is how the publisher spells it
            Catalogue("/api/dataset/mps-monthly-crime-dahboard-data", r"MonthlyCrimeDashboard_?Other"),
        ),
        contents=(Content.CSV, Content.WORKBOOK),
        header=("area.?type", "crime.?type", "count"),
    ),
    Download(
        id="pas",
        label="Public Attitude Survey by borough",
        publisher=LONDON_DATASTORE,
        page="https://data.london.gov.uk/dataset/mopac-surveys",
        addresses=(
            Catalogue("/api/dataset/236kk", r"\bPAS[_ ].*dashboard"),
            Catalogue("/api/dataset/mopac-surveys", r"\bPAS[_ ].*dashboard"),
            Direct(
                "/download/mopac-surveys/c3db2a0c-70f5-4b73-916b-2b0fcd9decc0/PAS_T%26Cdashboard_to%20Q3%2023-24.xlsx"
            ),
        ),
        contents=(Content.WORKBOOK, Content.CSV),
        header=("borough", "measure"),
    ),
    Download(
        id="children_low_income",
        label="Children in low income families by ward",
        publisher=LONDON_DATASTORE,
        page="https://data.london.gov.uk/dataset/children-in-low-income-families",
        addresses=(Catalogue("/api/dataset/children-in-low-income-families", r"children in low income families"),),
        contents=(Content.WORKBOOK,),
    ),
    Download(
        id="wards_2022",
        label="Ward boundaries, December 2022",
        publisher=ONS_GEOGRAPHY,
        page=GEOGRAPHY_PAGE,
        addresses=(
            MapTable(
                path="/Wards_December_2022_Boundaries_UK_BGC/FeatureServer/0/query",
                where=IN_LONDON,
                fields="WD22CD,WD22NM,LAD22CD,LAD22NM",
                key="WD22CD",
            ),
        ),
        contents=(Content.GEOJSON,),
        header=("WD22CD", "WD22NM", "LAD22CD", "LAD22NM"),
        is_fixed_edition=True,
    ),
    Download(
        id="boroughs_2022",
        label="Borough boundaries, December 2022",
        publisher=ONS_GEOGRAPHY,
        page=GEOGRAPHY_PAGE,
        addresses=(
            MapTable(
                path="/Local_Authority_Districts_December_2022_UK_BGC_V2/FeatureServer/0/query",
                where=IN_LONDON,
                fields="LAD22CD,LAD22NM",
                key="LAD22CD",
            ),
        ),
        contents=(Content.GEOJSON,),
        header=("LAD22CD", "LAD22NM"),
        is_fixed_edition=True,
    ),
    Download(
        id="lsoa21_to_ward22",
        label="Small areas of 2021 to wards of 2022, best fit",
        publisher=ONS_GEOGRAPHY,
        page=GEOGRAPHY_PAGE,
        addresses=(
            MapTable(
                path="/LSOA21_WD22_LAD22_EW_LU_v3/FeatureServer/0/query", where=IN_LONDON, fields="*", key="LSOA21CD"
            ),
        ),
        header=("LSOA21CD", "WD22CD", "LAD22CD"),
        is_fixed_edition=True,
    ),
    Download(
        id="deprivation_2025",
        label="Indices of Deprivation 2025, file 7",
        publisher=GOV_UK,
        page="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
        addresses=(
            Direct(
                "/media/691ded56d140bbbaa59a2a7d/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv"
            ),
        ),
        header=("lsoa code", "score"),
        is_fixed_edition=True,
    ),
    Download(
        id="census_residents",
        label="Census 2021: residents by ward",
        publisher=NOMIS,
        page=CENSUS_PAGE,
        addresses=(
            NomisTable("/NM_2021_1.data.csv", f"geography=TYPE153&c2021_restype_3=0&{CENSUS_COUNTS}geography_code"),
        ),
        header=("GEOGRAPHY_CODE", "OBS_VALUE", "RECORD_COUNT"),
        is_fixed_edition=True,
    ),
    Download(
        id="census_ethnic_group",
        label="Census 2021: ethnic group by ward",
        publisher=NOMIS,
        page=CENSUS_PAGE,
        addresses=(
            NomisTable(
                "/NM_2041_1.data.csv",
                f"geography=TYPE153&c2021_eth_20=1001...1005&{CENSUS_COUNTS}geography_code,c2021_eth_20_name",
            ),
        ),
        header=("GEOGRAPHY_CODE", "C2021_ETH_20_NAME", "OBS_VALUE", "RECORD_COUNT"),
        is_fixed_edition=True,
    ),
    Download(
        id="census_age",
        label="Census 2021: age by small area",
        publisher=NOMIS,
        page=CENSUS_PAGE,
        addresses=(
            NomisTable(
                "/NM_2020_1.data.csv",
                f"geography={LONDON_SMALL_AREAS}&c2021_age_19=1...18&{CENSUS_COUNTS}geography_code,c2021_age_19_name",
            ),
        ),
        header=("GEOGRAPHY_CODE", "C2021_AGE_19_NAME", "OBS_VALUE", "RECORD_COUNT"),
        is_fixed_edition=True,
    ),
    Download(
        id="violence_admissions",
        label="Hospital admissions for violence by borough",
        publisher=FINGERTIPS,
        page="https://fingertips.phe.org.uk/search/violence",
        addresses=_health(11201),
        header=("indicator id", "area code", "value"),
    ),
    Download(
        id="youth_justice_entrants",
        label="First-time entrants to youth justice by borough",
        publisher=FINGERTIPS,
        page="https://fingertips.phe.org.uk/search/youth%20justice",
        addresses=_health(10401),
        header=("indicator id", "area code", "value"),
    ),
    Download(
        id="street_crime",
        label="Street-level crime, all forces, last three years",
        publisher=POLICE_UK,
        page="https://data.police.uk/data/archive/",
        addresses=(Direct("/data/archive/latest.zip"),),
        contents=(Content.ARCHIVE,),
        max_bytes=4_000 * MEGABYTE,
        is_on_request=True,
    ),
)

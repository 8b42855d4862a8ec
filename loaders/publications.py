"""What each recognised format is a copy of: its name, publisher, licence and the page to fetch it from."""

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.publishers import DOWNLOADS, OPEN_GOVERNMENT

DATASTORE = "Greater London Authority, London Datastore"
POLICE = "Metropolitan Police Service"
ONS = "Office for National Statistics"
MINISTRY = "Ministry of Housing, Communities and Local Government"
BOUNDARY_LICENCE = f"{OPEN_GOVERNMENT}; contains OS data © Crown copyright and database right"

_PAGES = {download.id: download.page for download in DOWNLOADS}


@dataclass(frozen=True, slots=True)
class Publication:
    """A published table. `download` is its id in `python -m loaders download`, where that command can fetch it."""

    name: str
    publisher: str
    page: str
    download: str = ""
    licence: str = OPEN_GOVERNMENT

    @property
    def where(self) -> str:
        """Say how to get it."""
        return f"python -m loaders download --only {self.download}" if self.download else self.page


def _fetched(download: str, name: str, publisher: str, *, licence: str = OPEN_GOVERNMENT) -> Publication:
    return Publication(name, publisher, _PAGES[download], download, licence)


PUBLICATIONS: Mapping[str, Publication] = {
    "boundaries": _fetched("wards_2022", "Ward boundaries, December 2022", ONS, licence=BOUNDARY_LICENCE),
    "best_fit_lookup": _fetched("lsoa21_to_ward22", "Small areas to wards, best-fit lookup", ONS),
    "lsoa_change_lookup": Publication(
        "Small areas of 2011 to those of 2021, exact-fit lookup", ONS, "https://geoportal.statistics.gov.uk"
    ),
    "mps_ward": _fetched("mps_ward_recent", "MPS Recorded Crime: Geographic Breakdown, by ward", POLICE),
    "mps_borough": _fetched("mps_borough_recent", "MPS Recorded Crime: Geographic Breakdown, by borough", POLICE),
    "mps_lsoa": _fetched("mps_lsoa_recent", "MPS Recorded Crime: Geographic Breakdown, by small area", POLICE),
    "mps_dashboard": _fetched("mps_dashboard", "MPS Monthly Crime Dashboard", POLICE),
    "vawg": Publication(
        "MPS Violence Against Women and Girls dashboard data",
        POLICE,
        "https://data.london.gov.uk/dataset/mps-violence-against-women-and-girls",
    ),
    "homicide": Publication(
        "MPS Homicide Dashboard data", POLICE, "https://data.london.gov.uk/dataset/mps-homicide-dashboard-data"
    ),
    "police_uk": _fetched("street_crime", "Street-level crime", "Home Office, data.police.uk"),
    "pas": _fetched("pas", "MOPAC Public Attitude Survey", "Mayor's Office for Policing and Crime"),
    "deprivation": _fetched("deprivation_2025", "English Indices of Deprivation", MINISTRY),
    "deprivation_wards": Publication(
        "Indices of Deprivation: London ward summary measures",
        DATASTORE,
        "https://data.london.gov.uk/dataset/indices-of-deprivation",
    ),
    "cilif": _fetched("children_low_income", "Children in low income families", f"{DATASTORE}, from DWP figures"),
    "census": _fetched("census_age", "Census 2021", f"{ONS}, Nomis"),
    "ward_profiles": Publication(
        "Ward profiles", DATASTORE, "https://data.london.gov.uk/dataset/ward-profiles-and-atlas"
    ),
    "ward_atlas": Publication("Ward atlas", DATASTORE, "https://data.london.gov.uk/dataset/ward-profiles-and-atlas"),
    "borough_profiles": Publication(
        "London borough profiles", DATASTORE, "https://data.london.gov.uk/dataset/london-borough-profiles"
    ),
    "wellbeing": Publication(
        "Ward well-being scores", DATASTORE, "https://data.london.gov.uk/dataset/london-ward-well-being-scores"
    ),
    "housing_density": Publication(
        "Land area and population density, ward and borough",
        DATASTORE,
        "https://data.london.gov.uk/dataset/land-area-and-population-density-ward-and-borough",
    ),
    "ward_children": Publication("Census 2011: children by ward", f"{ONS}, Nomis", "https://www.nomisweb.co.uk"),
    "unemployment": Publication(
        "Unemployment rate by London borough",
        "Trust for London, from the Annual Population Survey (ONS)",
        "https://trustforlondon.org.uk/data/unemployment-boroughs/",
        licence="terms of the Trust for London; the survey's own figures: " + OPEN_GOVERNMENT,
    ),
    "fingertips": _fetched(
        "violence_admissions",
        "Public health profiles (Fingertips)",
        "Office for Health Improvement and Disparities",
    ),
    "exclusions": Publication(
        "Suspensions and permanent exclusions in England",
        "Department for Education",
        "https://explore-education-statistics.service.gov.uk/find-statistics/suspensions-and-permanent-exclusions-in-england",
    ),
    "plain_table": Publication("A table of codes and values", "whoever made the file", "", licence="not stated"),
}
"""One entry for each reader, under the reader's id."""

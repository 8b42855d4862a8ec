"""London's 33 boroughs: the one table that turns the names publishers write into codes."""

import re
from collections.abc import Mapping

import pandas as pd

BOROUGHS: Mapping[str, str] = {
    "E09000001": "City of London",
    "E09000002": "Barking and Dagenham",
    "E09000003": "Barnet",
    "E09000004": "Bexley",
    "E09000005": "Brent",
    "E09000006": "Bromley",
    "E09000007": "Camden",
    "E09000008": "Croydon",
    "E09000009": "Ealing",
    "E09000010": "Enfield",
    "E09000011": "Greenwich",
    "E09000012": "Hackney",
    "E09000013": "Hammersmith and Fulham",
    "E09000014": "Haringey",
    "E09000015": "Harrow",
    "E09000016": "Havering",
    "E09000017": "Hillingdon",
    "E09000018": "Hounslow",
    "E09000019": "Islington",
    "E09000020": "Kensington and Chelsea",
    "E09000021": "Kingston upon Thames",
    "E09000022": "Lambeth",
    "E09000023": "Lewisham",
    "E09000024": "Merton",
    "E09000025": "Newham",
    "E09000026": "Redbridge",
    "E09000027": "Richmond upon Thames",
    "E09000028": "Southwark",
    "E09000029": "Sutton",
    "E09000030": "Tower Hamlets",
    "E09000031": "Waltham Forest",
    "E09000032": "Wandsworth",
    "E09000033": "Westminster",
}
CITY_OF_LONDON = "E09000001"

_OTHER_NAMES: Mapping[str, str] = {
    "city and county of the city of london": "E09000001",
    "city of london corporation": "E09000001",
    "kingston": "E09000021",
    "richmond": "E09000027",
    "city of westminster": "E09000033",
    "westminster city": "E09000033",
}
_STYLE = re.compile(r"^(?:royal borough of|london borough of|rb of|lb of|lb) | (?:london boro|london borough|lb)$")


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z]+", " ", name.lower().replace("&", " and ")).strip()
    return _STYLE.sub("", words)


_CODES: Mapping[str, str] = {**{_plain(name): code for code, name in BOROUGHS.items()}, **_OTHER_NAMES}


def borough_code(name: str) -> str:
    """Give the code of a borough by any of its usual names; empty where the name is not one of London's 33.

    >>> borough_code("Richmond Upon Thames"), borough_code("City of Westminster"), borough_code("Leeds")
    ('E09000027', 'E09000033', '')
    """
    return _CODES.get(_plain(name), "")


def borough_codes(names: pd.Series) -> pd.Series:
    """Give the codes of a column of borough names; empty where a name is not one of London's 33."""
    known = {name: borough_code(str(name)) for name in names.unique()}
    return names.map(known).astype("str")

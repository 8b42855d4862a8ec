"""The Metropolitan Police's offence categories: one series id through three naming schemes, where definitions agree.

The 54 to 56 minor classes in Title Case (to 2023) became 31 to 33 in UPPER CASE, and stalking was later parted from
violence without injury. Which names mean the same was settled by comparing London's monthly totals where releases
overlap: under a new name the same offences differ by revisions only, which shrink to nothing as a month gets older,
while another definition differs by about as much in every month. What stays apart, because it does not agree:

- `violence without injury` in a file that has no `stalking and harassment` holds those offences too;
- `public fear alarm or distress` in the Title Case scheme is about 3% wider, in every month;
- `drug trafficking` and `trafficking of drugs` differ by 2% to 5% even in the oldest months;
- the many old miscellaneous classes and `misc crimes against society`, which also took in fraud and forgery;
- burglary of homes, parted in three ways: `domestic burglary`; `burglary in a dwelling`, `burglary non-dwelling` and
  `burglary - residential`; `res burglary of a home` and `res burglary of unconnected building`. Only their sum agrees.
"""

from collections.abc import Mapping

import pandas as pd

_WEAPONS = "possession of weapons/possession of weapons"

SAME_AS: Mapping[str, str] = {
    "possession of weapons/other firearm offences": _WEAPONS,
    "possession of weapons/other knife offences": _WEAPONS,
    "possession of weapons/possession of article with blade or point": _WEAPONS,
    "possession of weapons/possession of firearm with intent": _WEAPONS,
    "possession of weapons/possession of firearms offences": _WEAPONS,
    "possession of weapons/possession of other weapon": _WEAPONS,
    "public order offences/other offences against the state, or public order": (
        "public order offences/other offences public order"
    ),
    "public order offences/racially or religiously aggravated public fear, al": (
        "public order offences/race or religious agg public fear"
    ),
    "theft/theft from person": "theft/theft from the person",
    "vehicle offences/theft from a motor vehicle": "vehicle offences/theft from a vehicle",
    "vehicle offences/theft or taking of a motor vehicle": "vehicle offences/theft or unauth taking of a motor veh",
}
"""Names of the Title Case scheme, and the series of today that they are (several names of one series are added up)."""

_STALKING = "violence against the person/stalking and harassment"
_WITHOUT_INJURY = "violence against the person/violence without injury"
_PUBLIC_FEAR = "public order offences/public fear alarm or distress"


def series_ids(major: pd.Series, minor: pd.Series) -> pd.Series:
    """Give the series id of each row, such as `mps:robbery/robbery of personal property`.

    The whole table decides which scheme it is in.
    """
    published = normalise(major) + "/" + normalise(minor)
    present = set(published.unique())
    ids = {name: SAME_AS.get(name, name) for name in present}
    if _WITHOUT_INJURY in present and _STALKING not in present:
        ids[_WITHOUT_INJURY] = f"{_WITHOUT_INJURY} (with stalking and harassment)"
    if _PUBLIC_FEAR in present and not present.isdisjoint(SAME_AS):
        ids[_PUBLIC_FEAR] = f"{_PUBLIC_FEAR} (before 2023)"
    return published.map({name: f"mps:{series}" for name, series in ids.items()}).astype("str")


def normalise(names: pd.Series) -> pd.Series:
    """Write names in lower case with single spaces."""
    plain = {name: " ".join(str(name).lower().split()) for name in names.unique()}
    return names.map(plain).astype("str")

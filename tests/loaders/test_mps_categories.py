"""Offence categories: one series through the naming schemes only where definitions agree."""

import pandas as pd

from loaders.mps_categories import SAME_AS, series_ids


def ids(*pairs: tuple[str, str]) -> list[str]:
    rows = pd.DataFrame(pairs, columns=["major", "minor"])
    return list(series_ids(rows["major"], rows["minor"]))


def test_case_and_spaces_do_not_matter():
    title = ids(("Violence Against the Person", "Violence with  Injury"))
    upper = ids(("VIOLENCE AGAINST THE PERSON ", "VIOLENCE WITH INJURY"))

    assert title == upper == ["mps:violence against the person/violence with injury"]


def test_the_six_old_weapon_classes_are_one_series_of_today():
    old = [name for name, new in SAME_AS.items() if new == "possession of weapons/possession of weapons"]

    assert len(old) == 6
    assert set(ids(*(tuple(name.split("/")) for name in old))) == {"mps:possession of weapons/possession of weapons"}


def test_violence_without_injury_is_another_series_while_it_holds_stalking():
    violence = ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITHOUT INJURY")
    stalking = ("VIOLENCE AGAINST THE PERSON", "STALKING AND HARASSMENT")

    assert ids(violence) == ["mps:violence against the person/violence without injury (with stalking and harassment)"]
    assert ids(violence, stalking)[0] == "mps:violence against the person/violence without injury"


def test_public_fear_is_another_series_in_the_old_scheme():
    fear = ("Public Order Offences", "Public Fear Alarm or Distress")

    assert ids(fear) == ["mps:public order offences/public fear alarm or distress"]
    assert ids(fear, ("Theft", "Theft from Person")) == [
        "mps:public order offences/public fear alarm or distress (before 2023)",
        "mps:theft/theft from the person",
    ]


def test_what_does_not_agree_stays_apart():
    old, new = ids(("Drug Offences", "Drug Trafficking")), ids(("DRUG OFFENCES", "TRAFFICKING OF DRUGS"))

    assert old != new

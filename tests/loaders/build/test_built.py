"""A measure built, and one that could not be: how areas without a figure are marked, and what would supply one."""

import pandas as pd

from loaders.build.built import Built, Missing, lay_out
from loaders.measure_registry import MEASURES
from tests.loaders.build.made_tables import A, B, C, counts


def test_every_area_gets_a_row_and_a_reason_where_it_has_no_figure():
    figures = pd.DataFrame(
        {"value": [1.5, None, None], "note": ["u", "c", ""]}, index=pd.Index([A, B, C], name="area_code")
    )

    whole = lay_out(pd.Index([C, B, A, "E05013599"]), figures)

    assert whole["note"].tolist() == ["x", "c", "u", "x"]
    assert list(whole.columns) == ["value", "count", "denominator", "lower", "upper", "note"]


def test_the_measure_names_its_newest_release_and_who_its_residents_are():
    built = Built(
        entry=MEASURES["personal_robbery"],
        period="January 2025 to December 2025",
        release="2025-12",
        values=pd.DataFrame(),
        sources=(counts([("robbery", A, "2025-12", 1)]),),
        residents="usual residents of 2021",
    )

    measure = built.measure

    assert measure.source == "MPS Recorded Crime: Geographic Breakdown, by ward, release 2025-12"
    assert measure.publisher == "Metropolitan Police Service"
    assert (measure.denominator, measure.period) == ("usual residents of 2021", "January 2025 to December 2025")
    assert measure.url.startswith("https://data.london.gov.uk/")


def test_what_is_missing_says_which_file_would_supply_it():
    assert Missing(MEASURES["personal_robbery"], "no table").supply == (
        "MPS Recorded Crime: Geographic Breakdown, by ward (Metropolitan Police Service): "
        "python -m loaders download --only mps_ward_recent"
    )


def test_what_lacks_people_names_the_files_of_people():
    assert Missing(MEASURES["personal_robbery"], "no residents", ("census", "best_fit_lookup")).supply == (
        "Census 2021: python -m loaders download --only census_age; "
        "Small areas to wards, best-fit lookup: python -m loaders download --only lsoa21_to_ward22"
    )

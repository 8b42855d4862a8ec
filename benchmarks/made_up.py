"""Made-up evidence of the sizes that benchmarks ask for: crime counts by ward, surveys by borough, other figures."""

import numpy as np
import pandas as pd

from scoring.evidence import AREA_COLUMNS, VALUE_COLUMNS, Evidence, PackIdentity, arrange_evidence
from scoring.measures import Direction, Level, Measure

BOROUGHS = 33
FIRST_MONTH = "2023-01-01"
IDENTITY = PackIdentity(title="Made up", kind="sample", built="2026-01-31", ward_vintage=2022, fingerprint="made-up")


def make_measures(number: int) -> tuple[Measure, ...]:
    """Make measures of which half are crimes by ward, a quarter surveys by borough, a quarter other ward figures."""
    kinds = [("crime", Level.WARD), ("perceptions", Level.BOROUGH), ("crime", Level.WARD), ("health", Level.WARD)]
    return tuple(
        Measure(
            id=f"measure_{place:02}",
            label=f"Measure {place}",
            theme=kinds[place % 4][0],
            direction=Direction.LOWER_IS_WORSE if place % 8 == 1 else Direction.HIGHER_IS_WORSE,
            level=kinds[place % 4][1],
            unit="per 1,000",
            period="2025",
            source="made up",
            publisher="nobody",
            licence="none",
            description="made up",
        )
        for place in range(number)
    )


def make_areas(wards: int, *, seed: int = 1) -> pd.DataFrame:
    """Make wards that share the boroughs out evenly, and the boroughs."""
    people = np.random.default_rng(seed).integers(6_000, 18_000, wards).astype(float)
    rows = [
        (f"W{place:06}", f"Ward {place}", Level.WARD.value, f"B{place % BOROUGHS:02}", people[place])
        for place in range(wards)
    ]
    rows += [
        (f"B{place:02}", f"Borough {place}", Level.BOROUGH.value, f"B{place:02}", float(people[place::BOROUGHS].sum()))
        for place in range(BOROUGHS)
    ]
    return pd.DataFrame(rows, columns=list(AREA_COLUMNS))


def make_values(measures: tuple[Measure, ...], areas: pd.DataFrame, *, seed: int = 2) -> pd.DataFrame:
    """Make figures: counts and rates for crimes, intervals for surveys, others bare, one in a hundred missing."""
    generator = np.random.default_rng(seed)
    tables = []
    for place, measure in enumerate(measures):
        own = areas[areas["level"] == measure.level.value]
        people = own["population"].to_numpy()
        figures = pd.DataFrame({name: np.full(len(own), np.nan) for name in VALUE_COLUMNS[2:7]})
        if measure.theme == "crime":
            typical = (0.3, 1, 4, 8, 16)[place % 5]
            rates = typical * generator.gamma(2.0, 0.5, len(own))
            figures["count"] = generator.poisson(rates * people / 1000).astype(float)
            figures["denominator"] = people
            figures["value"] = 1000 * figures["count"] / people
        elif measure.theme == "perceptions":
            figures["value"] = generator.uniform(45, 80, len(own))
            figures["lower"] = figures["value"] - generator.uniform(3, 6, len(own))
            figures["upper"] = figures["value"] + generator.uniform(3, 6, len(own))
        else:
            figures["value"] = generator.gamma(4.0, 5.0, len(own))
            figures.loc[generator.random(len(own)) < 0.01, "value"] = np.nan
        figures.insert(0, "measure_id", measure.id)
        figures.insert(1, "area_code", own["area_code"].to_numpy())
        figures["note"] = np.where(figures["value"].isna(), "x", "")
        tables.append(figures)
    return pd.concat(tables, ignore_index=True)


def make_evidence(*, wards: int, measures: int) -> Evidence:
    """Make a pack's evidence of the size asked for."""
    listed, areas = make_measures(measures), make_areas(wards)
    return arrange_evidence(identity=IDENTITY, measures=listed, areas=areas, values=make_values(listed, areas))


def make_months(evidence: Evidence, *, months: int = 36, seed: int = 3) -> pd.DataFrame:
    """Make monthly counts for all wards and all measures by ward, in the same order of size as real ones."""
    generator = np.random.default_rng(seed)
    of_ward = [measure.id for measure in evidence.measures if measure.level is Level.WARD]
    wards = len(evidence.wards)
    means = generator.gamma(1.5, 3.0, (len(of_ward), wards, 1))
    return pd.DataFrame(
        {
            "measure_id": np.repeat(of_ward, wards * months),
            "area_code": np.tile(np.repeat(evidence.wards.codes, months), len(of_ward)),
            "month": np.tile(pd.date_range(FIRST_MONTH, periods=months, freq="MS"), len(of_ward) * wards),
            "count": generator.poisson(np.broadcast_to(means, (len(of_ward), wards, months))).ravel().astype(float),
        }
    )

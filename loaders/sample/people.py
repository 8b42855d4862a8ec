"""The people of the sample's wards: by age, sex, ethnic group and disability, each adding up to the population."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from loaders.sample.noise import Floats, draw_bell, draw_hills, grow
from loaders.sample.terrain import Whole
from loaders.sample.wards import Texts, Wards, share_whole

AGES: Mapping[str, tuple[float, float]] = {
    "0-4": (6.1, -0.02),
    "5-9": (6.1, -0.12),
    "10-14": (6.2, -0.15),
    "15-19": (5.7, -0.07),
    "20-24": (6.9, 0.12),
    "25-29": (9.2, 0.28),
    "30-34": (9.5, 0.28),
    "35-39": (8.7, 0.16),
    "40-44": (7.6, 0.04),
    "45-49": (6.7, -0.05),
    "50-54": (6.6, -0.08),
    "55-59": (5.8, -0.10),
    "60-64": (4.6, -0.13),
    "65-69": (3.5, -0.18),
    "70-74": (2.9, -0.22),
    "75-79": (2.0, -0.25),
    "80-84": (1.4, -0.28),
    "85+": (1.3, -0.30),
}
"""Each age's rough percentage in London, and how much more of it there is towards the middle (from -1 to 1)."""

SEXES = {"Female": 51.5, "Male": 48.5}
ETHNIC_GROUPS = {
    "Asian, Asian British or Asian Welsh": 20.5,
    "Black, Black British, Black Welsh, Caribbean or African": 13.5,
    "Mixed or Multiple ethnic groups": 6.0,
    "White": 54.0,
    "Other ethnic group": 6.0,
}
DISABILITIES = {"Disabled under the Equality Act": 13.5, "Not disabled under the Equality Act": 86.5}


def count_people(rng: np.random.Generator, wards: Wards) -> pd.DataFrame:
    """Draw the people of each ward; ethnic groups apart from every measure, so that neither goes with the other."""
    flat = np.ones((len(wards), 1))
    portions = {
        "age": (list(AGES), _age_portions(rng, wards)),
        "sex": (list(SEXES), flat * list(SEXES.values()) + 0.5 * draw_bell(rng, (len(wards), 2))),
        "ethnic group": (list(ETHNIC_GROUPS), _ethnic_portions(rng, wards)),
        "disability": (list(DISABILITIES), _disability_portions(rng, wards)),
    }
    tables = [
        _count_groups(wards, characteristic, groups, shares) for characteristic, (groups, shares) in portions.items()
    ]
    return pd.concat(tables, ignore_index=True)


def count_children(people: pd.DataFrame, codes: Texts) -> Whole:
    """Give each ward's children under 16: all under 15, and a fifth of those from 15 to 19."""
    of_age = people[people["characteristic"] == "age"]
    ages = of_age.pivot(index="area_code", columns="group", values="count").reindex(codes)
    return (ages["0-4"] + ages["5-9"] + ages["10-14"] + ages["15-19"] // 5).to_numpy(dtype=np.intp)


def _age_portions(rng: np.random.Generator, wards: Wards) -> Floats:
    from_middle = np.sqrt((wards.middles**2).sum(axis=1))
    inner = np.clip(1 - from_middle / 10, -1, 1) + 0.3 * draw_hills(rng, wards.middles, wavelength=3.0, octaves=2)
    percent, slope = np.array(list(AGES.values())).T
    return np.asarray(percent * grow(inner[:, None] * slope + 0.04 * draw_bell(rng, (len(wards), len(AGES)))))


def _ethnic_portions(rng: np.random.Generator, wards: Wards) -> Floats:
    columns = []
    for percent in ETHNIC_GROUPS.values():
        hills = draw_hills(rng, wards.middles, wavelength=9.0, octaves=3)
        # two smooth patterns easily go together by chance: what of this one goes with hardship is taken out
        hills = hills - wards.hardship * (hills * wards.hardship).mean()
        columns.append(percent * grow(0.8 * hills + 0.1 * draw_bell(rng, len(wards))))
    return np.stack(columns, axis=1)


def _disability_portions(rng: np.random.Generator, wards: Wards) -> Floats:
    disabled = DISABILITIES["Disabled under the Equality Act"] * grow(
        0.10 * wards.hardship + 0.08 * draw_bell(rng, len(wards))
    )
    return np.stack([disabled, 100 - disabled], axis=1)


def _count_groups(wards: Wards, characteristic: str, groups: list[str], portions: Floats) -> pd.DataFrame:
    counts = [share_whole(int(total), shares) for total, shares in zip(wards.population, portions, strict=True)]
    return pd.DataFrame(
        {
            "area_code": np.repeat(wards.codes, len(groups)),
            "characteristic": characteristic,
            "group": groups * len(wards),
            "count": np.concatenate(counts),
        }
    )

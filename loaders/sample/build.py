"""Build the sample pack: one seed in, the same made-up London out."""

import geopandas as gpd
import numpy as np
import pandas as pd

from loaders.pack import Pack
from loaders.sample.catalogue import MEASURES
from loaders.sample.crimes import count_crimes, tabulate_months
from loaders.sample.figures import draw_figures, tabulate
from loaders.sample.partition import share_out
from loaders.sample.people import count_children, count_people
from loaders.sample.places import BOROUGHS
from loaders.sample.shapes import draw_boroughs, draw_rivers, draw_wards, frame_shapes
from loaders.sample.terrain import lay_ground
from loaders.sample.wards import Wards, describe_wards
from scoring.errors import RequestError
from scoring.measures import Level

SEED = 2026
TITLE = "Sample London (made-up data)"
WARNING = "Sample data - not real"
BUILT = "2026-09-01"
"""A fixed day: the sample is the same whenever it is made."""

WARD_VINTAGE = 2026


def build_sample(*, seed: int = SEED) -> Pack:
    """Make a London up: boroughs where they are, everything else from the seed."""
    if seed < 0:
        raise RequestError(f"seed: expected a whole number of 0 or more; it is {seed}; choose another")
    rng = np.random.default_rng(seed)
    ground = lay_ground(rng)
    shares = share_out(rng, ground)
    wards = describe_wards(rng, ground, shares)
    outlines = draw_wards(rng, ground, shares.ward)
    people = count_people(rng, wards)
    crimes = count_crimes(rng, wards)
    figures = draw_figures(rng, wards, crimes, count_children(people, wards.codes))
    has_data = {measure_id: ~np.isnan(figures[measure_id].value) for measure_id in crimes.counts}
    return Pack(
        title=TITLE,
        kind="sample",
        built=BUILT,
        ward_vintage=WARD_VINTAGE,
        attribution=("Generated sample data. Borough names and codes are London's; all else is made up.",),
        warnings=(WARNING,),
        measures=tuple(MEASURES),
        areas=_list_areas(wards),
        values=tabulate(figures, wards),
        monthly=tabulate_months(crimes, wards.codes, has_data),
        people=people,
        geometry={
            "wards": frame_shapes(list(wards.codes), outlines),
            "boroughs": frame_shapes([of.code for of in BOROUGHS], draw_boroughs(outlines, wards.borough)),
            "context": _frame_context(draw_rivers(ground)),
        },
        extra={"sample": {"seed": seed, "planted": crimes.document()}},
    )


def _list_areas(wards: Wards) -> pd.DataFrame:
    boroughs = pd.DataFrame(
        {
            "area_code": [of.code for of in BOROUGHS],
            "area_name": [of.name for of in BOROUGHS],
            "level": Level.BOROUGH.value,
            "borough_code": [of.code for of in BOROUGHS],
            "population": np.bincount(wards.borough, weights=wards.population),
        }
    )
    of_wards = pd.DataFrame(
        {
            "area_code": wards.codes,
            "area_name": wards.names,
            "level": Level.WARD.value,
            "borough_code": wards.borough_codes,
            "population": wards.population.astype(float),
        }
    )
    return pd.concat([boroughs, of_wards], ignore_index=True)


def _frame_context(rivers: dict[str, object]) -> gpd.GeoDataFrame:
    """Put what is drawn for orientation beside its kind and name."""
    return gpd.GeoDataFrame(
        {"kind": ["river"] * len(rivers), "name": list(rivers)}, geometry=list(rivers.values()), crs="EPSG:4326"
    )

"""One made sample for all its tests: it takes seconds, so that every stage of it is kept when the pack is built."""

from dataclasses import dataclass

import pandas as pd
import pytest

from loaders.pack import Pack
from loaders.sample import build
from loaders.sample.crimes import Crimes
from loaders.sample.partition import Shares
from loaders.sample.shapes import Shapes
from loaders.sample.terrain import Ground
from loaders.sample.wards import Wards

STAGES = ("lay_ground", "share_out", "describe_wards", "draw_wards", "count_people", "count_crimes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The sample and what it was made from."""

    pack: Pack
    ground: Ground
    shares: Shares
    wards: Wards
    outlines: Shapes
    people: pd.DataFrame
    crimes: Crimes


@pytest.fixture(scope="session")
def made() -> Made:
    """The sample as it is committed."""
    kept = {}

    def keep(name: str):
        stage = getattr(build, name)

        def run(*given: object) -> object:
            kept[name] = stage(*given)
            return kept[name]

        return run

    with pytest.MonkeyPatch.context() as patch:
        for name in STAGES:
            patch.setattr(build, name, keep(name))
        pack = build.build_sample()
    ground, shares, wards, outlines, people, crimes = (kept[name] for name in STAGES)
    return Made(pack=pack, ground=ground, shares=shares, wards=wards, outlines=outlines, people=people, crimes=crimes)

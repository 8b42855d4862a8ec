"""The sample pack: the committed one is what the seed makes, it is what the contract says, and unmistakably made up."""

from pathlib import Path

import pytest

from loaders.pack import Part, examine_pack, read_pack
from loaders.pack_write import write_pack
from loaders.sample.build import SEED, build_sample
from scoring.errors import RequestError
from scoring.measures import Level

COMMITTED = Path(__file__).resolve().parents[3] / "sample_data"


def test_the_committed_sample_is_what_the_seed_makes(made, tmp_path):
    write_pack(made.pack, tmp_path / "again")

    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    committed = {path.name: path.read_bytes() for path in COMMITTED.iterdir()}
    assert sorted(again) == sorted(committed)
    changed = [name for name, content in again.items() if content != committed[name]]
    assert changed == []  # else: python -m loaders sample --out sample_data, and commit that with what changed it


def test_it_has_no_fault_and_is_small():
    assert examine_pack(COMMITTED)[1] == []
    assert sum(path.stat().st_size for path in COMMITTED.iterdir()) < 6_000_000


def test_it_holds_what_the_contract_says():
    pack = read_pack(COMMITTED, include=list(Part))

    levels = pack.areas["level"].value_counts()
    assert (levels[Level.WARD], levels[Level.BOROUGH]) == (680, 33)
    assert set(pack.geometry) == {"wards", "boroughs", "context"}
    assert set(pack.geometry["context"]["name"]) == {"River Thames", "River Lea"}
    assert pack.monthly is not None
    assert pack.monthly["month"].nunique() == 36
    assert pack.people is not None
    assert set(pack.people["characteristic"]) == {"age", "sex", "ethnic group", "disability"}
    assert {"c", "x", "u"} <= set(pack.values["note"])
    assert pack.extra["sample"]["seed"] == SEED


def test_its_planted_changes_are_recorded_by_measures_and_areas_that_it_has():
    pack = read_pack(COMMITTED)

    planted = pack.extra["sample"]["planted"]
    assert len(planted) == 11
    assert {change["measure_id"] for change in planted} <= {measure.id for measure in pack.measures}
    assert {change["area_code"] for change in planted} <= set(pack.areas["area_code"])


def test_nobody_may_take_it_for_real():
    identity = read_pack(COMMITTED).identity

    assert identity.is_sample
    assert identity.kind == "sample"
    assert "made-up" in identity.title
    assert identity.warnings == ("Sample data - not real",)


def test_a_seed_below_0_is_refused():
    with pytest.raises(RequestError, match="seed: expected a whole number of 0 or more; it is -1; choose another"):
        build_sample(seed=-1)

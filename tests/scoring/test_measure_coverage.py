"""How many areas have a figure, and why the others have none."""

from dataclasses import replace

import numpy as np

from scoring.measure_coverage import coverage_sentence
from scoring.measures import Level
from tests.scoring.small_packs import NONE, Given, small_evidence


def test_missing_figures_are_counted_by_reason() -> None:
    column = small_evidence({"knife": [1, NONE, NONE, NONE, 5]}).columns["knife"]
    column = replace(column, note=np.array(["", "c", "x", "c", ""], dtype=object))

    assert coverage_sentence(column) == "2 of 5 wards; 1 not available and 2 suppressed"


def test_full_coverage_needs_no_reason() -> None:
    evidence = small_evidence({"trust": Given(value=[1, 2], level=Level.BOROUGH)}, boroughs=[0, 1])

    assert coverage_sentence(evidence.columns["trust"]) == "2 of 2 boroughs"

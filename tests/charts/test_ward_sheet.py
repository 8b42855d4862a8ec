"""The printed page: what it says, in plain HTML in which no name can become markup."""

from dataclasses import replace

import numpy as np

from charts.ward_sheet import SheetNotes, similar_sentence, write_sheet
from scoring.score import ScoreResult, score_wards
from scoring.settings import Settings
from scoring.ward_profile import profile_ward
from tests.charts.results import six_scores, six_wards

NOTES = SheetNotes(settings="a list of 2.", lists={"Near": ["Robbery is near"], "Nothing": []})


def sheet(result: ScoreResult, ward: int) -> str:
    return write_sheet(result, ward, profile_ward(result, ward), NOTES)


def test_it_says_who_where_and_why() -> None:
    text = sheet(six_scores(), 0)

    assert "Sample data - not real" in text
    assert "Ward 1</bdi>, <bdi>Borough 0" in text
    assert "Ward 1 has a need score of 2 out of 3" in text
    assert text.count('class="wn-band"') == 3
    assert "Settings: a list of 2." in text


def test_empty_lists_are_left_out() -> None:
    text = sheet(six_scores(), 0)

    assert "Robbery is near" in text
    assert "Nothing" not in text


def test_the_dot_and_the_zone_stand_at_their_places() -> None:
    text = sheet(six_scores(), 0)

    assert '<span class="wn-zone" style="left:75.0%"></span>' in text
    assert '<span class="wn-dot wn-above" style="left:75.0%"></span>' in text
    assert '<span class="wn-dot" style="left:0.0%"></span>' in text


def test_no_data_is_said_instead_of_a_band() -> None:
    text = sheet(six_scores(), 5)

    assert text.count('class="wn-band"') == 1
    assert text.count("no data (not available)") == 2


def test_names_are_text() -> None:
    evidence = six_wards()
    names = np.array(["<script>alert(1)</script>", *evidence.wards.names[1:]], dtype=object)
    result = score_wards(replace(evidence, wards=replace(evidence.wards, names=names)), Settings())

    assert "<script>" not in sheet(result, 0)


def test_real_figures_carry_no_warning() -> None:
    evidence = six_wards()
    result = score_wards(replace(evidence, identity=replace(evidence.identity, kind="official")), Settings())

    assert "Sample data" not in sheet(result, 0)


def test_a_similar_ward_is_named_with_its_borough() -> None:
    assert similar_sentence(six_scores(), 3, 0.125) == "Ward 4, Borough 1: 12.5 points apart on average"

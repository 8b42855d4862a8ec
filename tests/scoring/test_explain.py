"""One ward's score in sentences: every state, every kind of cut, and what would change its place."""

import pytest

from scoring.explain import (
    WHAT_IT_IS_NOT,
    by_rank,
    cut_text,
    explain_ward,
    measure_sentence,
    rank_text,
    standing_sentence,
)
from scoring.measures import Level
from scoring.score import ScoreResult, score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import NONE, Given, small_evidence

ROBBERY = Given(value=[15.0, 10.0, 6.0, 2.0, 0.0], count=[30.0, 20.0, 12.0, 4.0, 0.0], denominator=[2000.0] * 5)
TRUST = Given(value=[40.0, 60.0], level=Level.BOROUGH, theme="perceptions", lower_is_worse=True)
POVERTY = Given(value=[1.0, 9.0, 3.0, NONE, 5.0], theme="health")
TRUSTED = "40.0 per 1,000; worse than 100% of the other boroughs; worst 25%: 40.0 per 1,000"
CHOSEN = Settings(top_percent=25, list_size=2, choices={"robbery": Choice(weight=2.0)})


def five_wards(settings: Settings = CHOSEN) -> ScoreResult:
    """Scores 3, 4, 0, 0, 0: robbery flags wards 1 and 2, trust their borough, poverty ward 2."""
    measures = {"robbery": ROBBERY, "trust": TRUST, "poverty": POVERTY}
    return score_wards(small_evidence(measures, boroughs=[0, 0, 1, 1, 1]), settings)


def test_an_explanation_reads_from_the_heading_to_what_the_score_is_not() -> None:
    # with 11 robberies ward 1 is no longer above, and ward 3 with its 12 is: 1 point against 2, and ward 2 has 4
    assert (
        "\n".join(explain_ward(five_wards(), 0)).splitlines()
        == f"""\
Ward 1 (W00001), Borough 0
Pack: Five wards, built 2026-01-31
Sample data - not real

{standing_sentence(five_wards(), 0)}

Above the threshold:
- Robbery, weight 2: 15.0 per 1,000; worse than 100% of the other wards; worst 25%: 10.0 per 1,000 or more; 2 wards.
- Trust (borough figure): {TRUSTED} or less; 1 borough.

Not above:
- Poverty: 1.0 per 1,000; worse than 0% of the other wards; worst 25%: 9.0 per 1,000 or more; 1 ward.

It is on the priority list. 2 wards are on the list; no tie is parted.
The smallest single changes that would take it off:
- Robbery: 19 fewer (30 to 11)

{WHAT_IT_IS_NOT}""".splitlines()
    )


def test_the_first_sentence_says_score_themes_rank_and_data() -> None:
    assert standing_sentence(five_wards(), 0) == (
        "Ward 1 has a need score of 3 out of 4 (2 in crime and 1 in perceptions), need rank 2 of 5 wards. It is "
        "above the threshold in 2 of the 3 measures that count and has data in 3."
    )


def test_a_ward_that_is_not_scored_gets_the_reason_and_no_list() -> None:
    result = score_wards(small_evidence({"robbery": ROBBERY, "poverty": POVERTY}), Settings(min_coverage=0.9))

    lines = explain_ward(result, 3)

    assert (
        "Ward 4 is not scored: it has data in 1 of 2 measures, with 50% of the weight; at least 90% is needed." in lines
    )
    assert "A ward that is not scored is never on the list." in lines
    assert "- Poverty: not available." in lines


def test_a_ward_in_a_tie_is_shown_apart() -> None:
    lines = explain_ward(five_wards(Settings(top_percent=25, list_size=3)), 2)

    assert any(
        line.startswith("It ties for the last places of the priority list, so it is shown apart.") for line in lines
    )


def test_a_ward_without_any_flag_has_no_themes_to_name() -> None:
    assert standing_sentence(five_wards(), 2) == (
        "Ward 3 has a need score of 0 out of 4, need rank 3= of 5 wards. It is above the threshold in 0 of the "
        "3 measures that count and has data in 3."
    )


def test_a_rank_is_marked_when_it_is_shared() -> None:
    result = score_wards(small_evidence({"a": [1.0, 2.0, 3.0, NONE]}), Settings(top_percent=50))

    # worst 50% of three: worse than one of the others: wards 2 and 3
    assert [rank_text(result, ward) for ward in range(4)] == ["3", "1=", "1=", "-"]


def test_wards_of_one_rank_share_a_text_that_is_written_once() -> None:
    result = score_wards(small_evidence({"a": [1.0, 2.0, 3.0, NONE]}), Settings(top_percent=50))
    written = []

    texts = by_rank(result, lambda ward: written.append(ward) or rank_text(result, ward))

    assert texts == ["3", "1=", "1=", "-"]
    assert len(written) == 3


@pytest.mark.parametrize(
    ("given", "choice", "expected"),
    [
        (POVERTY, Choice(value=4.25), "threshold 4.25 per 1,000 or more: 2 wards"),
        (POVERTY, Choice(top_percent=12.5), "worst 12.5%: 9.0 per 1,000 or more; 1 ward"),
        (Given(value=[2.0] * 5), Choice(top_percent=10), "worst 10%: no ward is above"),
        (
            Given(value=[5.0, 4.0, 3.0, 2.0, 1.0], lower_is_worse=True),
            Choice(value=2.0),
            "threshold 2 per 1,000 or less: 2 wards",
        ),
    ],
)
def test_a_cut_is_told_in_the_measures_unit(given: Given, choice: Choice, expected: str) -> None:
    each = score_wards(small_evidence({"one": given}), Settings(choices={"one": choice})).measures[0]

    assert cut_text(each.measure, each.cut) == expected


def test_a_figure_that_can_not_be_judged_is_still_shown() -> None:
    result = score_wards(small_evidence({"one": [NONE, 7.0], "two": [1.0, 2.0]}), Settings())

    assert measure_sentence(result, result.measures[0], 1) == (
        "One: 7.0 per 1,000; too few areas have data to judge it."
    )

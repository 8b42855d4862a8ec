"""The worked example says the sums that the result was really made from."""

from dataclasses import replace

from scoring.measures import Level
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from scoring.worked_example import Step, work_example
from tests.scoring.small_packs import NONE, Given, small_evidence

FIVE = [10.0, 20.0, 30.0, 40.0, 50.0]


def sums_of(steps: tuple[Step, ...], name: str) -> tuple[str, ...]:
    return next(step.sums for step in steps if step.name == name)


def test_every_step_has_its_sums() -> None:
    evidence = small_evidence({"knife": FIVE, "theft": [5, 4, 3, 2, 1], "arson": [NONE, 1, 2, 3, 4]})
    settings = replace(Settings(), top_percent=25, list_size=2).with_choice("knife", Choice(weight=2))

    steps = work_example(score_wards(evidence, settings), 3)

    # ward 4: knife worse than 3 of 4 others (above, weight 2), theft worse than 1, arson worse than 2 of 3 (0.67)
    assert sums_of(steps, "Compare like with like") == (
        "Knife: 40.0 per 1,000.",
        "5 wards have a figure, so it is compared with 4 others.",
        "It is worse than 3 of them: 3 / 4 = 0.7500, shown as 75%.",
    )
    assert sums_of(steps, "Ask whether it is above the threshold") == (
        "The worst 25% are worse than at least 75% of the others: at least 3 of 4. It is worse than 3: above.",
        "2 of 5 wards are above this threshold.",
    )
    assert sums_of(steps, "Do the same for every measure") == (
        "Of 3 measures that count: above in 1, not above in 2, no data in 0.",
    )
    assert sums_of(steps, "Add up the weights") == (
        "1 × 2 = 2, of 4 at most.",
        "The measures with data carry 4 of 4 of the weight, 100%; at least 50% is needed, so it has a score.",
    )
    # scores: ward 1 and 2: theft 1; ward 5: knife 2 and arson 1, so 3
    assert sums_of(steps, "Rank, and take the list from the top")[0] == (
        "1 ward has a higher score and no other has the same: need rank 2."
    )


def test_a_borough_figure_is_compared_among_boroughs() -> None:
    trust = Given(value=[60, 70, 80], level=Level.BOROUGH, lower_is_worse=True)
    result = score_wards(small_evidence({"trust": trust}, boroughs=[0, 0, 1, 2]), replace(Settings(), top_percent=50))

    steps = work_example(result, 0)

    assert sums_of(steps, "Compare like with like") == (
        "Trust, figure of the whole borough: 60.0 per 1,000.",
        "3 boroughs have a figure, so it is compared with 2 others.",
        "It is worse than 2 of them: 2 / 2 = 1.0000, shown as 100%.",
    )
    assert "no other" not in sums_of(steps, "Rank, and take the list from the top")[0]  # ward 2 shares its borough


def test_an_absolute_threshold_is_told_in_its_unit() -> None:
    settings = Settings().with_choice("knife", Choice(value=35))

    steps = work_example(score_wards(small_evidence({"knife": FIVE}), settings), 1)

    assert sums_of(steps, "Ask whether it is above the threshold") == (
        "The threshold is 35 per 1,000; 20.0 per 1,000 is short of it: not above.",
        "2 of 5 wards are above this threshold.",
    )
    assert sums_of(steps, "Add up the weights")[0] == "Nothing = 0, of 1 at most."


def test_a_ward_without_a_score_has_no_rank() -> None:
    evidence = small_evidence({"knife": FIVE, "theft": [NONE, 1, 2, 3, 4], "arson": [NONE, 1, 2, 3, 4]})

    steps = work_example(score_wards(evidence, Settings()), 0)

    assert sums_of(steps, "Add up the weights")[1] == (
        "The measures with data carry 1 of 3 of the weight, 33%; at least 50% is needed, so it is not scored."
    )
    assert [step.name for step in steps][-1] == "Add up the weights"


def test_without_measures_only_the_sums_are_left() -> None:
    settings = Settings().with_choice("knife", Choice(weight=0))

    steps = work_example(score_wards(small_evidence({"knife": FIVE}), settings), 0)

    assert [step.name for step in steps] == ["Do the same for every measure", "Add up the weights"]
    assert sums_of(steps, "Add up the weights") == ("Nothing = 0, of 0 at most.",)

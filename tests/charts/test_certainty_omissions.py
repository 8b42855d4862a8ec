"""The table of the list without each measure."""

from charts.certainty_omissions import omission_rows
from scoring.leave_one_out import leave_each_out
from scoring.measures import Level
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import Given, small_evidence


def test_what_does_most_comes_first_with_the_wards_names() -> None:
    evidence = small_evidence(
        {"a": [1.0, 0.0], "b": [1.0, 1.0], "c": Given(value=[1.0], level=Level.BOROUGH)}, boroughs=[0, 0]
    )
    choices = {name: Choice(value=1.0, weight=weight) for name, weight in (("a", 2.0), ("b", 0.5), ("c", 0.5))}
    result = score_wards(evidence, Settings(list_size=1, choices=choices))

    # scores 2 + 0.5 + 0.5 = 3 and 0.5 + 0.5 = 1; without a both have 1 and tie for the one place
    table = omission_rows(evidence, leave_each_out(result))

    assert table["Left out"].tolist() == ["A", "B", "C"]
    assert table["Level"].tolist() == ["ward", "ward", "borough figure"]
    assert table[["Leave", "Join", "Tied"]].to_numpy().tolist() == [[1, 0, 2], [0, 0, 0], [0, 0, 0]]
    assert table["Wards that leave"].tolist() == ["Ward 1", "", ""]


def test_a_long_list_of_names_is_cut_and_counted() -> None:
    # seven wards lead by a alone; without it nobody has a point and all eight tie
    evidence = small_evidence({"a": [1.0] * 7 + [0.0], "b": [0.0] * 8})
    result = score_wards(evidence, Settings(list_size=7, choices={"a": Choice(value=1.0), "b": Choice(value=1.0)}))

    row = omission_rows(evidence, leave_each_out(result)).iloc[0]

    assert row["Leave"] == 7
    assert row["Wards that leave"] == "Ward 1, Ward 2, Ward 3, Ward 4, Ward 5, 2 more"

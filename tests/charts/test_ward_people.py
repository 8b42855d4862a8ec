"""Who lives in a ward: the chart's marks are the shares, its title the group that differs most from London."""

from charts.ward_people import draw_people
from scoring.people import GroupShare

NONE = float("nan")
YOUNG = GroupShare(group="0-24", count=40, ward=0.4, borough=0.3, london=0.3)
OLD = GroupShare(group="25+", count=60, ward=0.6, borough=0.7, london=0.7)
LONG = GroupShare(
    group="Black, Black British, Black Welsh, Caribbean or African", count=5, ward=0.1, borough=0.2, london=0.4
)


def test_marks_are_shares() -> None:
    chart = draw_people([YOUNG, OLD], characteristic="age", ward="Bow", borough="Tower Hamlets", source="Nobody")

    assert {trace.name: list(trace.x) for trace in chart.figure.data} == {
        "London": [0.3, 0.7],
        "Tower Hamlets": [0.3, 0.7],
        "Bow": [0.4, 0.6],
    }
    assert [trace.hovertext[0] for trace in chart.figure.data] == [
        "0-24, London: 30.0%",
        "0-24, Tower Hamlets: 30.0%",
        "0-24: 40.0%, 40 people",
    ]
    assert chart.table["Ward %"].tolist() == [40.0, 60.0]
    assert chart.below.endswith("beside Tower Hamlets and London. Source: Nobody")


def test_the_title_names_what_differs_most() -> None:
    ages = draw_people([YOUNG, OLD], characteristic="age", ward="Bow", borough="T", source="Nobody")
    groups = draw_people([LONG, YOUNG], characteristic="ethnic group", ward="Bow", borough="T", source="Nobody")

    assert ages.title == "Aged 0-24: 40% of residents, 30% in London"
    assert groups.title.startswith("Black, Black British, Black Welsh, Caribbean or African: 10% of residents, 40%")


def test_long_labels_stand_above_their_rows() -> None:
    short = draw_people([YOUNG, OLD], characteristic="age", ward="Bow", borough="T", source="Nobody")
    long = draw_people([LONG, YOUNG], characteristic="ethnic group", ward="Bow", borough="T", source="Nobody")

    assert not short.figure.layout.annotations
    assert [each.text for each in long.figure.layout.annotations][1] == "0-24"


def test_a_ward_without_counts_has_a_plain_title() -> None:
    unknown = GroupShare(group="0-24", count=NONE, ward=NONE, borough=0.3, london=0.3)

    assert (
        draw_people([unknown], characteristic="age", ward="Bow", borough="T", source="Nobody").title
        == "Bow beside London by age"
    )

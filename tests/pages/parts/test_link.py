"""Settings in a link: there and back, short, and forgiving."""

from types import MappingProxyType

import pytest

from pages.parts.link import read_link, to_link
from scoring.settings import Choice, Settings, TieBreak, Ties
from tests.conftest import make_measure

MEASURES = [make_measure("knife_crime"), make_measure("trust_in_police")]


def test_the_usual_settings_need_no_link() -> None:
    assert to_link(Settings()) == {}
    assert read_link({}, MEASURES) == (Settings(), [])


def test_everything_set_comes_back() -> None:
    settings = Settings(
        ties=Ties.INCLUDE,
        min_coverage=0.25,
        ward_level_only=True,
        top_percent=12.5,
        weight=2,
        list_size=None,
        min_score=4.5,
        tie_break=TieBreak.AVERAGE_PERCENTILE,
        choices=MappingProxyType(
            {"knife_crime": Choice(top_percent=5, weight=0), "trust_in_police": Choice(value=63.2)}
        ),
    )

    link = to_link(settings)

    assert link["m"] == "knife_crime~t5~w0~~trust_in_police~v63.2"
    assert read_link(link, MEASURES) == (settings, [])


def test_forty_measures_moved_still_make_a_link_that_can_be_mailed() -> None:
    measures = [make_measure(f"measure_number_{number}") for number in range(40)]
    choices = {each.id: Choice(top_percent=12.5, weight=1.5) for each in measures}

    link = to_link(Settings(choices=MappingProxyType(choices)))

    assert sum(len(key) + len(value) + 2 for key, value in link.items()) < 1_800
    assert read_link(link, measures)[1] == []


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"m": "gone~t5"}, "gone"),
        ({"m": "knife_crime~t500"}, "knife_crime"),
        ({"m": "knife_crime~w-2"}, "knife_crime"),
        ({"m": "knife_crime~x5"}, "x5"),
        ({"m": "knife_crime~tmany"}, "many"),
        ({"m": "knife_crime~vnan"}, "knife_crime"),
        ({"m": "knife_crime~t5~v3"}, "knife_crime"),
        ({"ties": "perhaps"}, "perhaps"),
        ({"coverage": "7"}, "min_coverage"),
        ({"only": "x"}, "ward_level_only"),
        ({"list": "0"}, "size"),
        ({"list": "3", "score": "2"}, "min_score"),
        ({"tiebreak": "coin"}, "coin"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_holds(link: dict[str, str], named: str) -> None:
    settings, faults = read_link({"weight": "3", **link}, MEASURES)

    assert settings.weight == 3
    assert len(faults) == 1
    assert named in faults[0]


def test_a_link_full_of_rubbish_is_only_explained() -> None:
    settings, faults = read_link({"m": "~~~~~%00~<b>~t1", "top": "1e999", "list": "-3"}, MEASURES)

    assert settings == Settings()
    assert len(faults) >= 3

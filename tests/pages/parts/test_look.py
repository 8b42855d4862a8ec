"""The style sheet: every look that the charts' text asks for is in it."""

import re

from charts.plot import MARKS
from pages.parts.look import STYLE


def test_every_mark_of_a_chart_has_a_look_in_the_chart_and_in_its_key() -> None:
    told = set(re.findall(r"\.(wn-[a-z]+)", STYLE))

    assert {name for look in MARKS.values() for name in look.split()} <= told

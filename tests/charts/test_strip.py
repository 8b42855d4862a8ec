"""The small distribution beside a slider: grey bars, and those beyond the cut in colour."""

import base64
import re

from charts.palette import NEED_COLOURS
from charts.strip import draw_strip
from scoring.score import judge_measure
from scoring.settings import Settings
from tests.scoring.small_packs import Given, small_evidence


def _picture(value: Given | list[float]) -> str:
    evidence = small_evidence({"robbery": value})
    column = evidence.columns["robbery"]
    image = draw_strip(column, judge_measure(evidence, column, Settings(top_percent=40.0)).cut)
    found = re.search(r"base64,([^\"]+)", image)
    return base64.b64decode(found[1]).decode() if found else image


def _coloured(picture: str) -> list[float]:
    return [float(x) for x, fill in re.findall(r'x="([\d.]+)".*?fill="([^"]+)"', picture) if fill == NEED_COLOURS[2]]


def test_bars_beyond_the_cut_are_coloured_and_lie_to_the_right() -> None:
    coloured = _coloured(_picture([1.0, 2.0, 3.0, 4.0, 5.0]))

    # 4 and 5 are above; 4 lies at three quarters of 280 pixels
    assert min(coloured) >= 200
    assert max(coloured) == 270.0


def test_more_need_is_to_the_right_where_lower_is_worse_too() -> None:
    coloured = _coloured(_picture(Given(value=[1.0, 2.0, 3.0, 4.0, 5.0], lower_is_worse=True)))

    assert min(coloured) >= 200


def test_a_measure_that_is_the_same_everywhere_has_no_picture() -> None:
    assert _picture([3.0, 3.0, 3.0]) == ""

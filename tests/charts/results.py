"""A result small enough to count by hand, with shapes: six wards in two boroughs, laid out as two rows of squares."""

import numpy as np
import shapely

from charts.web_geometry import WebGeometry, make_web_geometry
from scoring.evidence import Evidence
from scoring.measures import Level
from scoring.score import ScoreResult, score_wards
from scoring.settings import Settings
from tests.scoring.small_packs import NONE, Given, small_evidence

SIDE = 0.01
"""One side of a square ward in degrees: about a kilometre."""


def six_wards() -> Evidence:
    """Give two crime measures by ward and a borough measure; the last ward has neither of the first two."""
    return small_evidence(
        {
            "robbery": [1.0, 2.0, 3.0, 4.0, 5.0, NONE],
            "theft": [5.0, 4.0, 3.0, 2.0, 6.0, NONE],
            "trust": Given(value=[60.0, 70.0], level=Level.BOROUGH, theme="perceptions", lower_is_worse=True),
        },
        boroughs=[0, 0, 0, 1, 1, 1],
        population=[100.0, 200.0, 300.0, 400.0, 500.0, 600.0],
    )


def six_scores(settings: Settings | None = None) -> ScoreResult:
    """Score the six wards with the worst 40% above: wards 4 and 5 in robbery, 1 and 5 in theft, and borough 0 in none.

    Of five wards with data the percentiles are 0, 1/4, 1/2, 3/4, 1, and 40% needs at least 3/5.
    Robbery: wards 4 and 5. Theft (2, 3, 4, 5, 6): wards 1 and 5. Trust: the lower of two boroughs: borough 0.
    Scores: 2 (theft and trust), 1 (trust), 1 (trust), 1 (robbery), 2; ward 6 has one measure of three: not scored.
    """
    return score_wards(six_wards(), settings or Settings(top_percent=40.0, list_size=2))


def squares() -> WebGeometry:
    """Draw the wards as squares, borough 0 above borough 1."""
    evidence = six_wards()
    shapes = np.array(
        [shapely.box(x * SIDE, 51 - y * SIDE, (x + 1) * SIDE, 51 - (y - 1) * SIDE) for y in (0, 1) for x in (0, 1, 2)],
        dtype=object,
    )
    return make_web_geometry(evidence, evidence.wards.codes, shapes, np.array([], dtype=object))

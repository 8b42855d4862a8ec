"""How much of a measure there is: areas with a figure, and why the others have none."""

import numpy as np

from scoring.evidence import Column
from scoring.measures import Level
from scoring.words import join_words

REASONS = {"c": "suppressed", "x": "not available", "u": "unreliable"}


def coverage_sentence(column: Column) -> str:
    """Say how many areas of its level have a figure in a measure, and why the others have none."""
    areas = "wards" if column.measure.level is Level.WARD else "boroughs"
    missing = np.isnan(column.value)
    counts: dict[str, int] = {}
    for note in column.note[missing]:
        word = REASONS.get(str(note), "not available")
        counts[word] = counts.get(word, 0) + 1
    told = f"{int((~missing).sum()):,} of {len(missing):,} {areas}"
    why = join_words([f"{count:,} {word}" for word, count in sorted(counts.items())])
    return f"{told}; {why}" if why else told

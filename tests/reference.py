"""Where real official files lie, for the tests that try readers on them and skip where there are none."""

import os
from pathlib import Path

VARIABLE = "WARD_NEED_REFERENCE"


def reference_dir() -> Path | None:
    """Give the folder that the environment names, else `../shared/reference` beside the checkout, else None."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "reference"
    return folder if folder.is_dir() else None

"""Scoring is light: having it at hand brings in no screen, no geometry, and no statistics before they are needed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT_OUT = ("streamlit", "plotly", "pydeck", "geopandas", "shapely", "duckdb", "scipy.special")


def test_importing_all_of_scoring_brings_in_nothing_heavy() -> None:
    names = [f"scoring.{path.stem}" for path in (ROOT / "scoring").glob("*.py") if not path.stem.startswith("__")]
    code = f"import sys, {', '.join(names)}; print(*[name for name in {KEPT_OUT} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == []

"""Which packs the tool offers: the sample, and those in the folder that whoever runs it has named."""

import os
import tomllib
from pathlib import Path

SAMPLE = "sample"
SAMPLE_FOLDER = Path(__file__).parents[1] / "sample_data"
FOLDER_SETTING = "WARD_NEED_PACKS"
"""The environment variable that names a folder of packs."""


def find_packs() -> dict[str, Path]:
    """Give the packs on offer by the names that links carry, the sample first."""
    packs = {SAMPLE: SAMPLE_FOLDER}
    named = os.environ.get(FOLDER_SETTING)
    if named and Path(named).is_dir():
        packs |= {folder.name: folder for folder in sorted(Path(named).iterdir()) if (folder / "pack.toml").is_file()}
    return packs


def read_title(folder: Path) -> str | None:
    """Give a pack's title for a list of packs; None when it can't be read, which opening the pack explains."""
    try:
        return str(tomllib.loads((folder / "pack.toml").read_text("utf-8")).get("title") or "") or None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None

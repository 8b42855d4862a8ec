"""The command `python -m loaders check`: every fault of a pack at once, or what the pack holds on one screen."""

import argparse
import sys
from pathlib import Path

import numpy as np

from loaders.errors import PackError
from loaders.pack import Pack, examine_pack
from scoring.measures import Level, Role, theme_label


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.description = "Open a pack and print every fault at once (exit 2), or a summary (exit 0)."
    parser.add_argument("folder", type=Path, metavar="DIR", help="the pack")


def run(arguments: argparse.Namespace) -> int:
    """Check a pack and print its summary; raise PackError with all faults."""
    pack, faults = examine_pack(arguments.folder)
    if pack is None or faults:
        raise PackError([fault.text for fault in faults])
    sys.stdout.write("\n".join(summarise_pack(pack)) + "\n")
    return 0


def summarise_pack(pack: Pack) -> list[str]:
    """Say on one screen what a pack holds."""
    levels = pack.areas["level"].astype(str)
    wards, boroughs = int((levels == Level.WARD).sum()), int((levels == Level.BOROUGH).sum())
    lines = [
        f"{pack.title} ({pack.kind}, built {pack.built}, wards of {pack.ward_vintage}, id {pack.fingerprint})",
        *pack.warnings,
        f"{wards:,} wards in {boroughs:,} boroughs",
    ]
    needs = [measure for measure in pack.measures if measure.role is Role.NEED]
    for theme in dict.fromkeys(measure.theme for measure in needs):
        held = [measure for measure in needs if measure.theme == theme]
        borough_level = sum(measure.level is Level.BOROUGH for measure in held)
        lines.append(f"{theme_label(theme)}: {len(held)} measures, {borough_level} of them by borough")
    lines.append(f"Strengths: {len(pack.measures) - len(needs)}")
    values = pack.values["value"].to_numpy(dtype=float, na_value=np.nan)
    lines.append(f"{len(values):,} figures, {int(np.isnan(values).sum()):,} of them missing with a reason")
    if pack.monthly is not None:
        months = pack.monthly["month"]
        lines.append(
            f"{len(pack.monthly):,} monthly counts of {pack.monthly['measure_id'].nunique()} measures, "
            f"{months.min():%B %Y} to {months.max():%B %Y}"
        )
    if pack.people is not None:
        characteristics = ", ".join(sorted(set(pack.people["characteristic"].astype(str))))
        lines.append(f"People by {characteristics}")
    lines.append("Geometry: " + (", ".join(pack.geometry) or "none"))
    lines.append(f"{len(pack.sources)} source files accounted for")
    return lines

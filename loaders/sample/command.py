"""The command `python -m loaders sample`: make the sample pack."""

import argparse
import sys
from pathlib import Path

from loaders.pack_write import write_pack
from loaders.sample.build import SEED, build_sample


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.description = "Make the sample pack, a made-up London: the same seed gives the same bytes."
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the pack to write or to replace")
    parser.add_argument("--seed", type=int, default=SEED, help="another number, another London (default %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """Make the pack and say where it is."""
    pack = build_sample(seed=arguments.seed)
    write_pack(pack, arguments.out)
    wards = int((pack.areas["level"] == "ward").sum())
    sys.stdout.write(f"{arguments.out}: {pack.title}, {wards:,} wards, {len(pack.measures)} measures\n")
    return 0

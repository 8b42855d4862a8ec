"""The command `python -m loaders build`: a pack from a folder of official files.

Exit codes: 0 a pack was written (even if files were left aside; the report names them), 2 nothing could be built and
nothing was written; a pack that stood there stays.
"""

import argparse
import datetime
import shutil
import sys
from pathlib import Path

from loaders.build.assemble import build


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.description = (
        "Build a pack from the official files in a folder, recognised by what they hold. Says at the end which "
        "measures were built, which not, and what file would supply them. Exit 0 when a pack was written, 2 when "
        "nothing could be built."
    )
    parser.add_argument("--raw", type=Path, required=True, metavar="DIR", help="the folder of official files")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the pack to write, or to replace")
    parser.add_argument(
        "--wards", type=int, metavar="YEAR", help="the year of the wards; the newest complete set if left out"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build, print the report and give the exit code."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    try:
        report = build(arguments.raw, arguments.out, wards=arguments.wards, say=_show, today=today)
    finally:
        _show("")
    sys.stdout.write(f"{report}\n")
    return 0


def _show(text: str) -> None:
    """Draw one line over and over on a terminal; nothing where there is none."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{text[:width]}\x1b[K")
        sys.stderr.flush()

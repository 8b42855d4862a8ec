"""The command line for data: `python -m loaders check|sample|build|download`."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from scoring.errors import DataToolError

COMMANDS = {
    "check": ("loaders.check", "open a pack and print every fault, or what it holds"),
    "sample": ("loaders.sample.command", "make the sample pack, a made-up London"),
    "build": ("loaders.build.command", "make a pack from a folder of official files"),
    "download": ("loaders.download.command", "fetch the official files from their publishers"),
}
"""Each command's module gives `add_arguments(parser)` and `run(arguments)`; only the one asked for is imported."""

USAGE_ERROR, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 2 with one plain message when something given can't be used."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Make, check and fetch data.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, (module, text) in COMMANDS.items():
        sub = commands.add_parser(name, help=text)
        if name in given[:1]:
            importlib.import_module(module).add_arguments(sub)
    options = parser.parse_args(given)
    try:
        return int(importlib.import_module(COMMANDS[options.command][0]).run(options))
    except DataToolError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

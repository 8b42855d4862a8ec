"""The command line for analysts and pipelines: `python -m scoring score|certainty|change|concentration|explain`."""

import argparse
import io
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from loaders.files import whole_file
from loaders.pack import Part, read_pack
from scoring.certainty import assess_certainty
from scoring.change import WINDOWS, compare_periods
from scoring.concentration import Band, Concentration, measure_concentration
from scoring.contrast import Contrast, contrast_by_measure, contrast_by_score
from scoring.doubt import Doubt
from scoring.errors import DataToolError, SettingsError
from scoring.evidence import Evidence
from scoring.explain import explain_ward
from scoring.score import ScoreResult, score_wards
from scoring.settings import Settings
from scoring.settings_file import parse_settings
from scoring.table import certainty_table, score_table, to_csv_text

USAGE_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it worked, 2 with one plain message when something given can't be used."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except DataToolError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:
        # whoever read the text has read enough; what is left must not be flushed into the closed pipe at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("stopped; nothing was written", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Score the wards of a pack.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], None], text: str, out: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        sub.add_argument("--pack", type=Path, required=True, metavar="DIR", help="the pack to read")
        if out:
            sub.add_argument("--out", type=Path, required=True, metavar=out, help="the file to write")
        return sub

    score = add("score", _score, "Write every ward's need score, rank and flags.", "FILE.csv")
    certainty = add("certainty", _certainty, "Write how firm each ward's place on the list is.", "FILE.csv")
    change = add("change", _change, "Write where counts are rising or falling beyond chance.", "FILE.csv")
    concentration = add("concentration", _concentration, "Write how few wards hold how many events.", "FILE.json")
    explain = add("explain", _explain, "Say in sentences why a ward scores what it scores.", "")
    for sub in (score, certainty, concentration, explain):
        sub.add_argument(
            "--settings", type=Path, metavar="FILE", help="a settings file (TOML); without it, the defaults"
        )
    usual = Doubt()
    certainty.add_argument("--draws", type=int, default=usual.draws, metavar="N", help="how many draws (%(default)s)")
    certainty.add_argument(
        "--threshold-spread", type=float, default=usual.threshold_spread, metavar="POINTS",
        help="how far each threshold may lie to either side (%(default)s points)",
    )  # fmt: skip
    certainty.add_argument(
        "--weight-spread", type=float, default=usual.weight_spread, metavar="SHARE",
        help="how far each weight may lie to either side (%(default)s of itself)",
    )  # fmt: skip
    certainty.add_argument(
        "--value-noise", action=argparse.BooleanOptionalAction, default=False,
        help="let each figure vary by its own sampling error, where that is known (off unless given)",
    )  # fmt: skip
    certainty.add_argument(
        "--seed", type=int, default=usual.seed, metavar="S", help="where the draws start (%(default)s)"
    )
    change.add_argument("--measure", nargs="+", action="extend", default=[], metavar="ID", help="these measures only")
    change.add_argument("--window", type=int, choices=WINDOWS, default=12, help="months compared (%(default)s)")
    concentration.add_argument("--measure", required=True, metavar="ID", help="the measure whose events are looked at")
    concentration.add_argument("--by", metavar="ID|score", help="compare worst and best tenth of wards by this")
    explain.add_argument("--ward", required=True, metavar="CODE", help="the ward's code")
    return parser


def _score(options: argparse.Namespace) -> None:
    result = _result(options)
    _write(options.out, to_csv_text(score_table(result)), result.evidence)
    _say(result.priority.sentence())


def _certainty(options: argparse.Namespace) -> None:
    doubt = Doubt(
        draws=options.draws,
        threshold_spread=options.threshold_spread,
        weight_spread=options.weight_spread,
        value_noise=options.value_noise,
        seed=options.seed,
    )
    result = _result(options)
    certainty = assess_certainty(result, doubt, progress=_progress("drawing"))
    _write(options.out, to_csv_text(certainty_table(certainty)), result.evidence)


def _change(options: argparse.Namespace) -> None:
    pack = read_pack(options.pack, include={Part.MONTHLY})
    if pack.monthly is None:
        raise DataToolError(f"{options.pack / 'monthly.parquet'}: the file is missing; change needs monthly counts")
    evidence = pack.arrange()
    change = compare_periods(evidence, pack.monthly, measure_ids=options.measure, window=options.window)
    _write(options.out, to_csv_text(change.table), evidence)
    for notice in change.notices:
        _say(notice)


def _concentration(options: argparse.Namespace) -> None:
    evidence = read_pack(options.pack).arrange()
    settings = _settings(options, evidence)
    found = measure_concentration(evidence, options.measure)
    contrast = None
    if options.by == "score":
        contrast = contrast_by_score(score_wards(evidence, settings), options.measure)
    elif options.by is not None:
        contrast = contrast_by_measure(evidence, options.measure, options.by)
    document = concentration_document(evidence, found, contrast, settings)
    _write(options.out, json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n", evidence)


def _explain(options: argparse.Namespace) -> None:
    result = _result(options)
    text = "\n".join(explain_ward(result, result.evidence.find_ward(options.ward)))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a name may hold letters that an old terminal can't show
    print(text, flush=True)


def concentration_document(
    evidence: Evidence, found: Concentration, contrast: Contrast | None, settings: Settings
) -> dict[str, object]:
    """Lay out what concentration found as one JSON document."""
    identity = evidence.identity
    document: dict[str, object] = {
        "pack": {"title": identity.title, "kind": identity.kind, "built": identity.built},
        "measure": found.measure.id,
        "wards": found.wards,
        "events": found.events,
        "share_of_events_in_worst_percent_of_wards": {
            str(percent): _band_document(band) for percent, band in found.worst_shares.items()
        },
        "gini": {**_band_document(found.gini), "beyond_chance": found.gini_beyond_chance},
        "lorenz": {
            "share_of_wards": [place / found.wards for place in range(found.wards + 1)],
            "share_of_events": found.lorenz.tolist(),
            "by_chance_low": found.chance_low.tolist(),
            "by_chance_high": found.chance_high.tolist(),
        },
    }
    if identity.is_sample:
        document = {"notice": "Sample data - not real", **document}
    if contrast is not None:
        document["worst_tenth_against_best"] = {
            key: _plain(value) for key, value in asdict(contrast).items() if key != "outcome"
        }
        if contrast.by == "score":
            document["settings"] = settings.to_document()
    return document


def _band_document(band: Band) -> dict[str, float]:
    return asdict(band)


def _plain(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _result(options: argparse.Namespace) -> ScoreResult:
    evidence = read_pack(options.pack).arrange()
    return score_wards(evidence, _settings(options, evidence))


def _settings(options: argparse.Namespace, evidence: Evidence) -> Settings:
    if options.settings is None:
        return Settings()
    path: Path = options.settings
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"{path}: expected a settings file; it can't be read: {error.strerror}; correct the path"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: expected text in UTF-8; {error}; save it as UTF-8") from error
    return parse_settings(text, source=str(path), measures=evidence.measures)


def _write(path: Path, text: str, evidence: Evidence) -> None:
    try:
        with whole_file(path) as temporary:
            temporary.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise DataToolError(
            f"{path}: expected the name of a new file, or of one to replace; it can't be written: {error.strerror}; "
            f"nothing was written, choose a name in a folder that is there"
        ) from error
    if evidence.identity.is_sample:
        _say("Sample data - not real")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _progress(doing: str) -> Callable[[float], None] | None:
    """Show progress on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def show(share: float) -> None:
        end = "\n" if share >= 1 else ""
        print(f"\r{doing}: {share:4.0%}", end=end, file=sys.stderr, flush=True)

    return show


if __name__ == "__main__":
    sys.exit(main())

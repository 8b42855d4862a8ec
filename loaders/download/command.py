"""The command `python -m loaders download`: what it understands, what it does in which order, what it reports."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from loaders.download.fetch import Outcome, State, fetch_download
from loaders.download.folder import opened_folder
from loaders.download.patience import Patience
from loaders.download.progress import ProgressLine
from loaders.download.record import read_record, write_record
from loaders.download.report import list_downloads, plan, report
from loaders.download.web import LOOPBACK, Web
from loaders.errors import SourceError
from loaders.publishers import DOWNLOADS, PUBLISHERS, Download
from scoring.errors import name_some

DONE, SOME_FAILED, INTERRUPTED = 0, 1, 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.description = (
        "Fetch the official files from their publishers. Exit 0 when all are there, 1 when some could not be fetched, "
        "2 when the request itself can't be met, 130 when stopped; run it again to go on."
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="the folder for the files; made if need be")
    parser.add_argument(
        "--only", nargs="+", action="extend", metavar="ID", help="fetch these files, or all files of these publishers"
    )
    parser.add_argument("--again", action="store_true", help="fetch files anew even if they have not changed")
    parser.add_argument("--list", action="store_true", help="list the files and publishers, and do nothing else")
    parser.add_argument("--dry-run", action="store_true", help="show the addresses that would be asked; ask none")
    parser.add_argument(
        "--base-url", action="append", default=[], metavar="PUBLISHER=URL", help="use a mirror of this publisher"
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="PUBLISHER=HOST",
        help="let this publisher's addresses lead on to another host",
    )


def run(arguments: argparse.Namespace, *, patience: Patience | None = None) -> int:
    """Do what the arguments ask and give the exit code; a request that can't be met raises `DataToolError`."""
    if arguments.list:
        _say(list_downloads())
        return DONE
    downloads = _choose(arguments.only)
    bases = _pairs("--base-url", arguments.base_url)
    hosts = _pairs("--allow-host", arguments.allow_host)
    _check_bases(bases)
    if arguments.dry_run:
        _say(plan(downloads, bases={name: urls[-1] for name, urls in bases.items()}))
        return DONE
    if arguments.out is None:
        raise SourceError("download: expected --out DIR, the folder for the files; it is missing")
    return _fetch_all(arguments, downloads, bases, hosts, patience or Patience())


def _fetch_all(
    arguments: argparse.Namespace,
    downloads: Sequence[Download],
    bases: dict[str, list[str]],
    hosts: dict[str, list[str]],
    patience: Patience,
) -> int:
    progress = ProgressLine(sys.stderr)
    patience = replace(patience, sleep=_telling(progress, patience.sleep))
    silent: set[str] = set()
    outcomes: list[Outcome] = []
    with opened_folder(arguments.out) as folder:
        record = read_record(folder.path)
        try:
            for number, download in enumerate(downloads, start=1):
                publisher = download.publisher
                progress.begin(f"[{number}/{len(downloads)}] {download.label}")
                base, more_hosts = bases.get(publisher.id, [None])[-1], tuple(hosts.get(publisher.id, []))
                # a publisher that could not be reached is asked once, not five times, for its further files
                its_patience = replace(patience, tries=1) if publisher.id in silent else patience
                with Web(publisher, patience=its_patience, base=base, more_hosts=more_hosts) as web:
                    outcome = fetch_download(
                        web, download, folder, record=record, again=arguments.again, progress=progress
                    )
                outcomes.append(outcome)
                if outcome.is_unreachable:
                    silent.add(publisher.id)
                if outcome.state is not State.FAILED and outcome.entry != record.get(download.id) and outcome.entry:
                    record[download.id] = outcome.entry
                    write_record(folder.path, record)
        except KeyboardInterrupt:
            progress.end()
            if outcomes:
                _say(report(outcomes, arguments.out))
            sys.stderr.write("Stopped. Run the command again to go on where it was.\n")
            return INTERRUPTED
    progress.end()
    _say(report(outcomes, arguments.out))
    return SOME_FAILED if any(outcome.state is State.FAILED for outcome in outcomes) else DONE


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _telling(progress: ProgressLine, sleep: Callable[[float], None]) -> Callable[[float], None]:
    def tell_and_sleep(seconds: float) -> None:
        progress.say(f"trying again in {seconds:.0f} s")
        sleep(seconds)

    return tell_and_sleep


def _choose(asked: Sequence[str] | None) -> list[Download]:
    """Give the downloads of these ids or publishers; those on request only when named themselves."""
    if not asked:
        return [download for download in DOWNLOADS if not download.is_on_request]
    known = {download.id for download in DOWNLOADS} | set(PUBLISHERS)
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise SourceError(
            f"--only: expected ids of files or publishers; came {name_some(unknown)}; see --list for those there are"
        )
    chosen = [
        download
        for download in DOWNLOADS
        if download.id in asked or (download.publisher.id in asked and not download.is_on_request)
    ]
    if not chosen:
        large = [download.id for download in DOWNLOADS if download.publisher.id in asked]
        raise SourceError(
            f"--only: the files of {', '.join(asked)} come only when named themselves: {', '.join(large)}"
        )
    return chosen


def _pairs(option: str, given: Sequence[str]) -> dict[str, list[str]]:
    """Read `PUBLISHER=VALUE` options."""
    pairs: dict[str, list[str]] = {}
    faults = []
    for text in given:
        name, _, value = text.partition("=")
        if name not in PUBLISHERS or not value:
            faults.append(f"{option}: expected PUBLISHER=..., with one of {', '.join(PUBLISHERS)}; came {text!r}")
        pairs.setdefault(name, []).append(value)
    if faults:
        raise SourceError(faults)
    return pairs


def _check_bases(bases: dict[str, list[str]]) -> None:
    faults = []
    for url in [url for urls in bases.values() for url in urls]:
        parts = urlsplit(url)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not (is_safe and parts.hostname):
            faults.append(f"--base-url: expected an address that begins with https://; came {url!r}")
    if faults:
        raise SourceError(faults)

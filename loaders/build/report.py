"""What a build did, for people: measures built and not, choices, and what became of every file."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.build.accounts import why_unused
from loaders.build.built import Built, Missing
from loaders.build.folder import Held, SourceFile, State
from loaders.build.ledger import Ledger
from scoring.measures import theme_label


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The outcome of a build; `str()` gives it as text."""

    folder: str
    year: int
    ward_count: int
    built: tuple[Built, ...]
    missing: tuple[Missing, ...]
    choices: tuple[str, ...]
    refusals: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    unused: tuple[tuple[str, str], ...]
    seconds: float

    def __str__(self) -> str:
        """Write the report."""
        return "\n".join(_lines(self))

    def of_state(self, state: State) -> list[SourceFile]:
        """Give the files of which this became."""
        return [source for source in self.sources if source.state is state]


def _lines(report: BuildReport) -> list[str]:
    scope = f"{len(report.built)} measures for {report.ward_count} wards of {report.year}"
    lines = [f"{report.folder}: {scope}, from {len(report.sources)} files in {report.seconds:.0f} s"]
    lines += _section("Built", [_describe(built) for built in report.built])
    lines += _section("Not built", [f"{gap.entry.id}: {gap.reason}; it needs {gap.supply}" for gap in report.missing])
    lines += _section("Chosen", report.choices)
    lines += _section("Contradicting", report.refusals)
    lines += _section("Faulty, left aside", [fault for source in report.sources for fault in _faults(source)])
    lines += _section("Read but not used", [f"{reason}: {names}" for reason, names in report.unused])
    lines += _section("Not recognised", [source.name for source in report.of_state(State.UNKNOWN)])
    return lines


def _section(title: str, lines: "tuple[str, ...] | list[str]") -> list[str]:
    return ["", f"{title}:", *(f"  {line}" for line in lines)] if lines else []


def _describe(built: Built) -> str:
    values = built.values["value"]
    measure = built.measure
    months = f", {built.monthly.shape[1]} months" if built.monthly is not None else ""
    spread = f"{values.min():,.{measure.decimals}f} to {values.max():,.{measure.decimals}f} {measure.unit}"
    lacking = int(values.isna().sum())
    return (
        f"{measure.id} ({theme_label(measure.theme)}, {measure.level}): {measure.period}{months}; {spread}; "
        f"{len(values) - lacking} areas{f', {lacking} without a figure' if lacking else ''}"
    )


def _faults(source: SourceFile) -> list[str]:
    return [_with_folder(source, fault) for fault in source.faults]


def _with_folder(source: SourceFile, fault: str) -> str:
    """Name the file by its path in the folder, since two folders may hold files of one name."""
    short = source.name.rsplit("/", 1)[-1]
    return source.name + fault[len(short) :] if fault.startswith(short) else f"{source.name}: {fault}"


def unused_tables(held: Sequence[Held], ledger: Ledger) -> list[tuple[str, str]]:
    """Give the reasons for which tables that were read serve nothing, each with the tables it holds for."""
    by_reason: dict[str, list[str]] = {}
    for table in held:
        account = ledger.account(table)
        if not account.used_for:
            by_reason.setdefault(account.unused or why_unused(table), []).append(table.name)
    return [(reason, "; ".join(names)) for reason, names in by_reason.items()]

"""Read a settings file, and name everything that is wrong with it at once."""

import difflib
import math
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from scoring.errors import SettingsError
from scoring.measures import Measure, Role
from scoring.settings import Choice, Settings, TieBreak, Ties

TOP_KEYS = ("ties", "min_coverage", "ward_level_only", "defaults", "list", "measures")
MAX_WEIGHT = 1_000_000
"""A weight is points; beyond this the 1e-9 within which scores count as equal is lost in rounding."""


def parse_settings(text: str, *, source: str, measures: Iterable[Measure]) -> Settings:
    """Read settings written in TOML for a pack with these measures.

    Raise SettingsError with all faults: unknown keys and measures, wrong types, impossible numbers, both `top_percent`
    and `value`, both `size` and `min_score`.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # not TOML, a number of thousands of digits, or tables nested without end
        raise SettingsError(f"{source}: expected a settings file in TOML; {error}; correct that place") from error
    return read_document(document, source=source, measures=measures)


def read_document(document: Mapping[str, Any], *, source: str, measures: Iterable[Measure]) -> Settings:
    """Read settings given as a parsed document, such as a TOML file or a link holds."""
    reader = _Reader(source)
    reader.refuse_unknown("", document, TOP_KEYS)
    defaults = reader.table(document, "defaults")
    listing = reader.table(document, "list")
    reader.refuse_unknown("defaults", defaults, ("top_percent", "weight"))
    reader.refuse_unknown("list", listing, ("size", "min_score", "tie_break"))
    if "size" in listing and "min_score" in listing:
        reader.fault("list", "expected size or min_score; it has both", "keep one")
    min_score = reader.number("list.min_score", listing, "min_score", None, at_least=0)
    size = reader.whole("list.size", listing, "size", None if min_score is not None else 30)
    settings = Settings(
        ties=Ties(reader.choice("ties", document, "ties", Ties.EXCLUDE, list(Ties))),
        min_coverage=reader.number("min_coverage", document, "min_coverage", 0.5, at_least=0, at_most=1) or 0,
        ward_level_only=reader.flag("ward_level_only", document, "ward_level_only"),
        top_percent=_or(reader.percent("defaults.top_percent", defaults), 10),
        weight=_or(reader.weight("defaults.weight", defaults), 1),
        list_size=size if min_score is None else None,
        min_score=min_score,
        tie_break=TieBreak(reader.choice("list.tie_break", listing, "tie_break", TieBreak.NONE, list(TieBreak))),
        choices=MappingProxyType(_read_choices(reader, reader.table(document, "measures"), tuple(measures))),
    )
    if reader.faults:
        raise SettingsError(reader.faults)
    return settings


def _read_choices(reader: "_Reader", tables: Mapping[str, Any], measures: tuple[Measure, ...]) -> dict[str, Choice]:
    choices = {}
    for measure_id in tables:
        place = f"measures.{measure_id}"
        if problem := _misnamed(measure_id, measures):
            reader.fault(place, *problem)
        table = reader.table(tables, measure_id, place=place)
        reader.refuse_unknown(place, table, ("top_percent", "value", "weight"))
        if "top_percent" in table and "value" in table:
            reader.fault(place, "expected top_percent or value; it has both", "keep one")
        choices[measure_id] = Choice(
            top_percent=reader.percent(f"{place}.top_percent", table),
            value=reader.number(f"{place}.value", table, "value", None),
            weight=reader.weight(f"{place}.weight", table),
        )
    return choices


def check_choices(settings: Settings, measures: tuple[Measure, ...]) -> None:
    """Refuse settings made for measures that these are not."""
    problems = {measure_id: _misnamed(measure_id, measures) for measure_id in settings.choices}
    faults = [f"settings: measures.{name}: {found[0]}; {found[1]}" for name, found in problems.items() if found]
    if faults:
        raise SettingsError(faults)


def _misnamed(measure_id: str, measures: tuple[Measure, ...]) -> tuple[str, str] | None:
    """Say what is wrong with choosing for a measure of this name, and what to do; None when nothing is."""
    roles = {measure.id: measure.role for measure in measures}
    if measure_id not in roles:
        needs = [name for name, role in roles.items() if role is Role.NEED]
        near = difflib.get_close_matches(measure_id, needs, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the pack has {', '.join(needs)}"
        return "the pack has no such measure", hint
    if roles[measure_id] is Role.STRENGTH:
        return "a strength is shown beside the score and never counted as need", "take it out"
    return None


def _or(number: float | None, default: float) -> float:
    return default if number is None else number


@dataclass(slots=True)
class _Reader:
    """Takes values out of a document one by one and remembers what was wrong with them."""

    source: str
    faults: list[str] = field(default_factory=list)

    def fault(self, place: str, problem: str, remedy: str) -> None:
        where = f"{self.source}: {place}" if place else self.source
        self.faults.append(f"{where}: {problem}; {remedy}")

    def refuse_unknown(self, place: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                name = f"{place}.{key}" if place else key
                self.fault(name, "this is not a setting", f"expected one of {', '.join(known)}")

    def table(self, parent: Mapping[str, Any], key: str, *, place: str = "") -> Mapping[str, Any]:
        found = parent.get(key, {})
        if isinstance(found, Mapping):
            return found
        self.fault(place or key, f"expected a table; it is {found!r}", f"write [{place or key}] above its settings")
        return {}

    def choice(self, place: str, table: Mapping[str, Any], key: str, default: str, choices: list[Any]) -> str:
        found = table.get(key, default)
        if isinstance(found, str) and found in choices:
            return found
        self.fault(
            place, f"expected {' or '.join(map(repr, map(str, choices)))}; it is {found!r}", "choose one of these"
        )
        return default

    def flag(self, place: str, table: Mapping[str, Any], key: str) -> bool:
        found = table.get(key, False)
        if isinstance(found, bool):
            return found
        self.fault(place, f"expected true or false; it is {found!r}", "write true or false")
        return False

    def percent(self, place: str, table: Mapping[str, Any]) -> float | None:
        return self.number(place, table, "top_percent", None, at_least=0, at_most=100)

    def weight(self, place: str, table: Mapping[str, Any]) -> float | None:
        return self.number(place, table, "weight", None, at_least=0, at_most=MAX_WEIGHT)

    def whole(self, place: str, table: Mapping[str, Any], key: str, default: int | None) -> int | None:
        if key not in table:
            return default
        found = table[key]
        if isinstance(found, int) and not isinstance(found, bool) and found >= 1:
            return found
        self.fault(place, f"expected a whole number of 1 or more; it is {found!r}", "correct it")
        return default

    def number(
        self,
        place: str,
        table: Mapping[str, Any],
        key: str,
        default: float | None,
        *,
        at_least: float = -math.inf,
        at_most: float = math.inf,
    ) -> float | None:
        if key not in table:
            return default
        found = table[key]
        # compared as it stands, because a whole number in a file may be too long to become a float
        if isinstance(found, bool) or not isinstance(found, int | float) or not abs(found) <= sys.float_info.max:
            self.fault(place, f"expected a number; it is {found!r}", "correct it")
        elif not at_least <= found <= at_most:
            words = f"from {at_least:g} to {at_most:,.10g}" if math.isfinite(at_most) else f"of {at_least:g} or more"
            self.fault(place, f"expected a number {words}; it is {found!r}", "correct it")
        else:
            return float(found)
        return default

"""All that a user chose: thresholds, weights, tie rule, list and coverage; from TOML, to TOML, and as one hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

import tomli_w


class Ties(StrEnum):
    """What a tie at a threshold does: keeps the tied areas out, or lets them in (R4)."""

    EXCLUDE = "exclude"
    INCLUDE = "include"


class TieBreak(StrEnum):
    """How wards that tie for the last places of a list are told apart (R9)."""

    NONE = "none"
    AVERAGE_PERCENTILE = "average_percentile"
    POPULATION = "population"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Where need starts: the worst `top_percent` of areas, or an absolute `value`; exactly one is set."""

    top_percent: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a user chose for one measure; None means "as the defaults say"."""

    top_percent: float | None = None
    value: float | None = None
    weight: float | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One user's choices. Without any, this is the rule of the tool: worst 10%, weights 1, a list of 30."""

    ties: Ties = Ties.EXCLUDE
    min_coverage: float = 0.5
    ward_level_only: bool = False
    top_percent: float = 10
    weight: float = 1
    list_size: int | None = 30
    min_score: float | None = None
    tie_break: TieBreak = TieBreak.NONE
    choices: Mapping[str, Choice] = field(default_factory=lambda: MappingProxyType({}))

    def threshold_of(self, measure_id: str) -> Threshold:
        """Give the threshold that holds for a measure."""
        choice = self.choices.get(measure_id, Choice())
        if choice.value is not None:
            return Threshold(value=choice.value)
        return Threshold(top_percent=self.top_percent if choice.top_percent is None else choice.top_percent)

    def weight_of(self, measure_id: str) -> float:
        """Give the weight that holds for a measure."""
        chosen = self.choices.get(measure_id, Choice()).weight
        return self.weight if chosen is None else chosen

    def with_choice(self, measure_id: str, choice: Choice) -> "Settings":
        """Give the same settings with another choice for one measure."""
        return replace(self, choices=MappingProxyType({**self.choices, measure_id: choice}))

    def to_document(self) -> dict[str, Any]:
        """Give the settings as a TOML document in canonical form: sorted, nothing that repeats a default."""
        listing: dict[str, Any] = {"tie_break": self.tie_break.value}
        if self.min_score is not None:
            listing["min_score"] = _plain(self.min_score)
        else:
            listing["size"] = self.list_size
        measures = {}
        for measure_id, choice in sorted(self.choices.items()):
            kept: dict[str, int | float] = {}
            if choice.value is not None:
                kept["value"] = _plain(choice.value)
            elif choice.top_percent is not None and choice.top_percent != self.top_percent:
                kept["top_percent"] = _plain(choice.top_percent)
            if choice.weight is not None and choice.weight != self.weight:
                kept["weight"] = _plain(choice.weight)
            if kept:
                measures[measure_id] = kept
        document: dict[str, Any] = {
            "ties": self.ties.value,
            "min_coverage": _plain(self.min_coverage),
            "ward_level_only": self.ward_level_only,
            "defaults": {"top_percent": _plain(self.top_percent), "weight": _plain(self.weight)},
            "list": listing,
        }
        return {**document, "measures": measures} if measures else document

    def to_toml(self) -> str:
        """Write the settings as a settings file."""
        return tomli_w.dumps(self.to_document())

    @cached_property
    def fingerprint(self) -> str:
        """Tell settings apart: the same for settings that mean the same."""
        return hashlib.sha256(self.to_toml().encode()).hexdigest()[:12]


def _plain(number: float) -> int | float:
    """Write 10.0 as 10, so that equal settings read the same.

    >>> _plain(10.0), _plain(2.5)
    (10, 2.5)
    """
    return int(number) if float(number).is_integer() else float(number)

"""Settings in the address bar: short enough to mail, and forgiving when a link is old or broken."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.errors import SettingsError
from scoring.measures import Measure
from scoring.settings import Settings
from scoring.settings_file import read_document

BETWEEN_MEASURES = "~~"
BETWEEN_PARTS = "~"
PART_KEYS = {"t": "top_percent", "v": "value", "w": "weight"}
SOURCE = "the link"

# parameter of the address -> place in a settings document
PLACES = {
    "ties": ("ties",),
    "coverage": ("min_coverage",),
    "only": ("ward_level_only",),
    "top": ("defaults", "top_percent"),
    "weight": ("defaults", "weight"),
    "list": ("list", "size"),
    "score": ("list", "min_score"),
    "tiebreak": ("list", "tie_break"),
}
MEASURES = "m"
PARAMETERS = (*PLACES, MEASURES)


def to_link(settings: Settings) -> dict[str, str]:
    """Write settings as parameters of an address; what is as usual is left out."""
    usual = Settings().to_document()
    document = settings.to_document()
    link = {}
    for parameter, place in PLACES.items():
        value = _look_up(document, place)
        if value is not None and value != _look_up(usual, place):
            link[parameter] = _text(value)
    letters = {key: letter for letter, key in PART_KEYS.items()}
    entries = [
        BETWEEN_PARTS.join([measure_id, *(f"{letters[key]}{_text(value)}" for key, value in choice.items())])
        for measure_id, choice in document.get("measures", {}).items()
    ]
    if entries:
        link[MEASURES] = BETWEEN_MEASURES.join(entries)
    return link


def read_link(parameters: Mapping[str, str], measures: Sequence[Measure]) -> tuple[Settings, list[str]]:
    """Read settings from an address: all that is valid, and what is wrong with the rest."""
    document: dict[str, Any] = {}
    faults: list[str] = []
    for parameter, place in PLACES.items():
        if parameter in parameters:
            _add(document, place, _value(parameter, parameters[parameter]), measures, faults)
    for entry in filter(None, parameters.get(MEASURES, "").split(BETWEEN_MEASURES)):
        measure_id, *parts = entry.split(BETWEEN_PARTS)
        for part in parts:
            if part[:1] in PART_KEYS:
                _add(document, ("measures", measure_id, PART_KEYS[part[0]]), _number(part[1:]), measures, faults)
            else:
                faults.append(f"{SOURCE}: measures.{measure_id}: {part!r} is not a setting; it is left out")
    return read_document(document, source=SOURCE, measures=measures), faults


def _add(
    document: dict[str, Any], place: tuple[str, ...], value: object, measures: Sequence[Measure], faults: list[str]
) -> None:
    """Put one setting into a document if the document stays valid, else say what is wrong with it."""
    trial = {key: dict(part) if isinstance(part, dict) else part for key, part in document.items()}
    if "measures" in trial:
        trial["measures"] = {key: dict(part) for key, part in trial["measures"].items()}
    target = trial
    for key in place[:-1]:
        target = target.setdefault(key, {})
    target[place[-1]] = value
    try:
        read_document(trial, source=SOURCE, measures=measures)
    except SettingsError as error:
        faults.extend(error.faults)
    else:
        document.clear()
        document.update(trial)


def _look_up(document: Mapping[str, Any], place: tuple[str, ...]) -> Any:
    found: Any = document
    for key in place:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "wards" if value else "all"
    if isinstance(value, int | float):
        return repr(value)
    return str(value)


def _value(parameter: str, text: str) -> object:
    if parameter == "only":
        return {"wards": True, "all": False}.get(text, text)
    return text if parameter in ("ties", "tiebreak") else _number(text)


def _number(text: str) -> object:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text

"""Numbers, tokens and dates as publishers write them, decided on the whole column and never cell by cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.headers import MONTHS
from scoring.errors import name_some

SUPPRESSED, NOT_AVAILABLE, UNRELIABLE = "c", "x", "u"

LARGEST = 1e12
"""No published figure is larger: a larger number is a slip of the hand, and the largest are no number at all."""

TOKENS: Mapping[str, str] = {
    **dict.fromkeys(("*", "**", "c", "[c]", "#", "~", "low", "[low]", "k", "s", "supp", "suppressed"), SUPPRESSED),
    **dict.fromkeys(("x", "[x]", "z", "[z]", "..", ".", "-", "--", "…", ":", "n/a", "na"), NOT_AVAILABLE),
    **dict.fromkeys(
        ("n.a.", "#n/a", "null", "none", "nan", "n/k", "no data", "not available", "not applicable"), NOT_AVAILABLE
    ),
    **dict.fromkeys(("u", "[u]"), UNRELIABLE),
}
"""What stands in a cell instead of a number, and the note it becomes; compared in lower case."""

_FEW = re.compile(r"(?:<|under |fewer than )\s*\d+", re.I)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.I)
_ENGLISH = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_CONTINENTAL = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+),\d+")
_ADORNMENT = re.compile(r"[£$€%\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers: NaN where there is none, a note saying why, and what could not be read at all."""

    values: npt.NDArray[np.float64]
    notes: npt.NDArray[np.object_]
    trouble: str = ""


def parse_numbers(
    column: pd.Series, *, blank: str = NOT_AVAILABLE, tokens: Mapping[str, str] = TOKENS, comma_decimals: bool = False
) -> Numbers:
    """Read a column of text as numbers: thousands commas or decimal commas, tokens to missing values with a note.

    `blank` is the note of an empty cell. `comma_decimals` settles a column that reads both ways ("1,234" alone): true
    for a file cut at semicolons. A column that uses both styles is trouble, and so is any other text.
    """
    cells = _text(column)
    quick = _cast(cells)
    if quick is not None:
        return Numbers(quick, np.full(len(quick), "", dtype=object))
    coded = pc.dictionary_encode(cells.fill_null(""))
    texts: list[str] = coded.dictionary.to_pylist()
    values, notes, trouble = _parse_texts(texts, blank=blank, tokens=tokens, comma_decimals=comma_decimals)
    places = coded.indices.to_numpy(zero_copy_only=False)
    return Numbers(values[places], notes[places], trouble)


def _text(column: pd.Series) -> pa.Array:
    """Give a column as one stretch of stripped text; nothing stands for an empty cell."""
    cells = pa.array(column.astype("str").str.strip())
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells


def _cast(cells: pa.Array) -> npt.NDArray[np.float64] | None:
    """Give the numbers of a column that holds nothing else, the usual case; nothing for any other column."""
    try:
        values = pc.cast(cells, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return None
    return values if bool((np.abs(values) <= LARGEST).all()) else None


def _parse_texts(
    texts: list[str], *, blank: str, tokens: Mapping[str, str], comma_decimals: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_], str]:
    values = np.full(len(texts), np.nan)
    notes = np.full(len(texts), "", dtype=object)
    bare: dict[int, str] = {}
    unreadable: list[str] = []
    for place, text in enumerate(texts):
        note = blank if not text else tokens.get(text.lower(), SUPPRESSED if _FEW.fullmatch(text) else None)
        if note is not None:
            notes[place] = note
            continue
        number = _ADORNMENT.sub("", text)
        if any(pattern.fullmatch(number) for pattern in (_PLAIN, _ENGLISH, _CONTINENTAL)):
            bare[place] = number
        else:
            unreadable.append(text)
    is_continental, mixed = _comma_style(list(bare.values()), comma_decimals=comma_decimals)
    for place, number in bare.items():
        plain = number.replace(".", "").replace(",", ".") if is_continental else number.replace(",", "")
        value = float(plain)
        if abs(value) > LARGEST:
            unreadable.append(texts[place])
        else:
            values[place] = value
    troubles = []
    if unreadable:
        troubles.append(f"{len(unreadable)} that are no number: {name_some([repr(text) for text in unreadable])}")
    if mixed:
        troubles.append(f"decimal commas and decimal points in one column: {name_some([repr(text) for text in mixed])}")
    return values, notes, "; ".join(troubles)


def _comma_style(numbers: list[str], *, comma_decimals: bool) -> tuple[bool, list[str]]:
    """Tell whether the comma is the decimal sign, and the numbers that contradict each other."""
    only_continental = [text for text in numbers if _CONTINENTAL.fullmatch(text) and not _ENGLISH.fullmatch(text)]
    grouped = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+")
    only_english = [
        text
        for text in numbers
        if (_ENGLISH.fullmatch(text) and not _CONTINENTAL.fullmatch(text))
        or (_PLAIN.fullmatch(text) and "." in text and not grouped.fullmatch(text))
    ]
    if only_continental and only_english:
        return True, [only_continental[0], only_english[0]]
    either = any("," in text for text in numbers)
    return bool(only_continental) or (comma_decimals and either and not only_english), []


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates, NaT where there is none, and what could not be read at all."""

    values: pd.Series
    trouble: str = ""


_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?Z?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})")


def parse_dates(column: pd.Series) -> Dates:
    """Read a column of text as dates: ISO, day first or month first, `202203`, `Jan-03`, `31 Dec 2014`.

    Day or month first is decided on the whole column by a part above 12; a column that proves neither (or both) is
    trouble, unless day and month are the same throughout. A month without a day is its first day.
    """
    texts = column.astype("str").str.strip()
    distinct = [str(text) for text in texts.unique()]
    slashed = [match for text in distinct if (match := _SLASHED.fullmatch(text))]
    day_first = any(int(match[1]) > 12 for match in slashed)
    month_first = any(int(match[2]) > 12 for match in slashed)
    is_open = not day_first and not month_first and any(match[1] != match[2] for match in slashed)
    if (day_first and month_first) or is_open:
        why = "days first and months first in one column" if month_first else "dates that may be day or month first"
        return Dates(pd.Series(pd.NaT, index=column.index), f"{why}: {name_some(match[0] for match in slashed)}")
    known = {text: _date(text, day_first=day_first) for text in distinct}
    unreadable = [text for text, date in known.items() if date is None and text]
    came = name_some([repr(text) for text in unreadable])
    trouble = f"{len(unreadable)} that are no date: {came}" if unreadable else ""
    stamps = {text: pd.NaT if date is None else pd.Timestamp(*date) for text, date in known.items()}
    return Dates(pd.to_datetime(texts.map(stamps)), trouble)


def _date(text: str, *, day_first: bool) -> tuple[int, int, int] | None:
    if match := _ISO.fullmatch(text):
        parts = (int(match[1]), int(match[2]), int(match[3] or 1))
    elif match := _COMPACT.fullmatch(text):
        parts = (int(match[1]), int(match[2]), 1)
    elif match := _SLASHED.fullmatch(text):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        parts = (int(match[3]), int(month), int(day))
    elif (match := _NAMED.fullmatch(text)) and match[2].lower() in MONTHS:
        year = int(match[3])
        year += 0 if year > 99 else (1900 if year > 68 else 2000)
        parts = (year, MONTHS.index(match[2].lower()) + 1, int(match[1] or 1))
    else:
        return None
    year, month, day = parts
    is_real = 1 <= month <= 12 and 1 <= day <= pd.Period(year=year, month=month, freq="M").days_in_month
    return parts if is_real else None

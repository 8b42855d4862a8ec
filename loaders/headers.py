"""Turn a publisher's column headers into series ids and periods."""

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_YEAR = r"(?:19|20)\d{2}"
_SPAN = rf"{_YEAR}(?:\s?[/-]\s?(?:{_YEAR}|\d{{2}}))?"
_PERIOD = re.compile(
    rf"(?<![\w.])(?:FYE\s+|[A-Z][a-z]{{2}}[- ])?{_SPAN}(?:\s*(?:to|and)\s*{_SPAN})?(?:\s*Q[1-4])?(?![\w.])"
    r"|(?<![\w.])[A-Z][a-z]{2}-\d{2}(?!\w)"
)


def words(text: object) -> str:
    """Write a header in lower case with single spaces: no quotes, no underscores, no line breaks.

    >>> words(' "Good  Job" local')
    'good job local'
    """
    return re.sub(r"[\s_\u00a0]+", " ", str(text).replace('"', " ")).strip().lower()


def split_period(header: str) -> tuple[str, str]:
    """Part a header into its words and the last period that it names; an empty period where it names none.

    >>> split_period("Crime rate - 2014/15")
    ('crime rate', '2014/15')
    >>> split_period("Homes_Owned_outright,_(2014)_%")
    ('homes owned outright, %', '2014')
    >>> split_period("Youth claimant rate (Dec-15)")
    ('youth claimant rate', '2015-12')
    """
    text = re.sub(r"[\s_\u00a0]+", " ", header).strip()
    found = list(_PERIOD.finditer(text))
    if not found:
        return words(text), ""
    last = found[-1]
    rest = re.sub(r"\(\s*\)", " ", text[: last.start()] + " " + text[last.end() :])
    rest = re.sub(r"\s+([),])", r"\1", re.sub(r"\(\s+", "(", rest))
    return words(rest.strip(" -,;:")).replace(",,", ","), _sortable(re.sub(r"\s+", " ", last[0]))


def _sortable(period: str) -> str:
    """Write a month and year so that periods sort as text; other periods stay as published."""
    match = re.fullmatch(rf"([A-Z][a-z]{{2}})[- ]({_YEAR}|\d{{2}})", period)
    if not match or match[1].lower() not in MONTHS:
        return period
    year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
    return f"{year}-{MONTHS.index(match[1].lower()) + 1:02d}"

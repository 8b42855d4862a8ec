"""Numbers and lists in plain words, the same wherever the tool speaks."""

from collections.abc import Sequence

from scoring.measures import Measure


def number_text(number: float) -> str:
    """Write a number a user set, without a trailing .0 and with no more digits than matter.

    >>> number_text(10.0), number_text(2.5), number_text(1200), number_text(9.970544919)
    ('10', '2.5', '1,200', '9.9705449')
    """
    return f"{number:z,.8g}" if abs(number) < 1e7 else f"{number:,.0f}"  # z: never "-0"


def setting_text(number: float) -> str:
    """Write a threshold or weight, with the hair's breadth beyond a plain number in words.

    >>> setting_text(2.000000001), setting_text(9.999999999), setting_text(8.1001473)
    ('just above 2', 'just below 10', '8.1001473')
    """
    plain = round(number, 6)
    if number == plain or abs(number - plain) > 1e-8 * max(1.0, abs(number)):
        return number_text(number)
    return f"just {'above' if number > plain else 'below'} {number_text(plain)}"


def with_unit(number: str, unit: str) -> str:
    """Put a unit behind a number, per cents without a space; a score is named before it.

    >>> with_unit("4.2", "per 1,000"), with_unit("62", "% of residents"), with_unit("33", ""), with_unit("4", "score")
    ('4.2 per 1,000', '62% of residents', '33', 'score 4')
    """
    if unit == "score":
        return f"score {number}"
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}".strip()


def value_text(measure: Measure, value: float) -> str:
    """Write a figure in its measure's unit and decimals."""
    return with_unit(f"{value:z,.{measure.decimals}f}", measure.unit)


def in_sentence(label: str) -> str:
    """Write a label as it stands within a sentence: without its capital, unless that belongs to an abbreviation.

    >>> in_sentence("Knife crime"), in_sentence("IMD score"), in_sentence("A&E visits")
    ('knife crime', 'IMD score', 'A&E visits')
    """
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def join_words(items: Sequence[str]) -> str:
    """Join items as one would say them.

    >>> join_words(["a"]), join_words(["a", "b"]), join_words(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def percentile_text(share: float) -> str:
    """Write a percentile rounded down, so that 89.97 never reads 90 (R10).

    >>> percentile_text(0.89971), percentile_text(1.0), percentile_text(0.29)
    ('89', '100', '29')
    """
    # a millionth of a millionth keeps 0.29 * 100 = 28.999999999999996 at 29
    return str(int(share * 100 + 1e-10))

"""Names as text and nothing else, wherever they are shown: nothing in a pack can become markup, style or a formula."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>$~@|]"  # emphasis, code, links, tags, formulas, addresses, tables
    r"|:(?=\S)|&(?=#?\w+;)|(?<=www)\.|(?<=[-<])-|-(?=[->])"  # directives, entities, bare addresses, arrows
    r"|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]",  # headings and lists
    re.IGNORECASE,
)
"""What markdown would read as more than text, and no more: a control's label is also read aloud as it stands."""

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def plain_markdown(text: str) -> str:
    r"""Escape all that markdown would read as more than text.

    >>> plain_markdown("*Bow* [x](y)")
    '\\*Bow\\* \\[x\\](y)'
    >>> plain_markdown("Children in low-income families (2024)")
    'Children in low-income families (2024)'
    """
    return _MARKDOWN.sub(r"\\\g<0>", plain_line(text))


def plain_html(text: str) -> str:
    """Escape text for HTML, and keep its direction of writing to itself.

    >>> plain_html("<img onerror=x>")
    '<bdi>&lt;img onerror=x&gt;</bdi>'
    """
    return f"<bdi>{html.escape(plain_line(text))}</bdi>"


def plain_lines(texts: Iterable[str], *, most: int) -> str:
    r"""Escape texts for HTML, one a line and none longer than `most`, for a place that keeps lines as they are.

    >>> plain_lines(["a<b", "abcdef"], most=4)
    'a&lt;b\nabc…'
    """
    return html.escape("\n".join(cut_short(plain_line(text), most) for text in texts))


def cut_short(text: str, most: int) -> str:
    """Cut a text that is longer than `most` characters, and show that it was cut.

    >>> cut_short("abcdef", 4), cut_short("abcd", 4)
    ('abc…', 'abcd')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def plain_style(text: str) -> str:
    r"""Escape text for a quoted string in a style sheet.

    >>> plain_style('a"b</style>')
    'a\\22 b\\3c \\2f style\\3e '
    """
    return "".join(each if each.isalnum() or each in " =.,-()%" else f"\\{ord(each):x} " for each in plain_line(text))


def plain_line(text: str) -> str:
    r"""Put text on one line and drop the marks that would turn the writing around it.

    >>> plain_line("a\nb")
    'a b'
    """
    return " ".join(_DIRECTION.sub("", text).split())


def tell_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Put names by key on one line each, with the key behind those that are not alone: a control knows them by words.

    >>> tell_apart({"a": "London", "b": "London", "c": "Kent"})
    {'a': 'London (a)', 'b': 'London (b)', 'c': 'Kent'}
    """
    lines = {key: plain_line(name) for key, name in names.items()}
    times = Counter(lines.values())
    return {key: f"{line} ({plain_line(key)})" if times[line] > 1 else line for key, line in lines.items()}

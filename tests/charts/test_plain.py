"""Names are text and nothing else, whatever they hold."""

import pytest

from charts.plain import plain_html, plain_line, plain_markdown, plain_style, tell_apart

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[a](http://x)",
    "**bold** _it_",
    "`code`",
    "$x^2$",
    ":red[x]",
    "# head",
    "| a |",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_marks_are_all_escaped(name: str) -> None:
    text = plain_markdown(name)

    for mark in "<>[]*_`$:#|":
        assert text.count(mark) == text.count(f"\\{mark}")


def test_html_is_shown_as_text_in_its_own_direction() -> None:
    assert plain_html('<b>"x"</b>') == "<bdi>&lt;b&gt;&quot;x&quot;&lt;/b&gt;</bdi>"


def test_marks_that_turn_the_writing_around_a_name_are_dropped() -> None:
    assert plain_line("a\u202eb\u2066c\u2069\u200f") == "abc"


def test_lines_and_tabs_become_spaces() -> None:
    assert plain_line(" a\n\tb ") == "a b"


def test_a_style_sheet_s_string_can_not_be_ended() -> None:
    text = plain_style('x";}body{display:none}</style>')

    assert not set('";{}<>/') & set(text)
    assert text.startswith("x\\22 ")


def test_names_that_are_not_alone_carry_their_key() -> None:
    told = tell_apart({"W1": "Central,\nAda", "W2": "Central, Ada", "W3": "North, Ada"})

    assert told == {"W1": "Central, Ada (W1)", "W2": "Central, Ada (W2)", "W3": "North, Ada"}

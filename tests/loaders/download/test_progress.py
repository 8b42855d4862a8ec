"""The progress line: on a terminal only, never wider than it."""

import io

import pytest

from loaders.download.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def lines(monkeypatch):
    """Give a progress line on a terminal of 60 columns, and what is on it, drawing by drawing."""
    monkeypatch.setenv("COLUMNS", "60")
    terminal = Terminal()
    clock = iter(range(100))
    line = ProgressLine(terminal, clock=lambda: next(clock))
    return line, lambda: [text.removesuffix("\x1b[K") for text in terminal.getvalue().split("\r")[1:]]


def test_bytes_with_and_without_a_total(lines):
    line, drawn = lines
    line.begin("[1/2] Crime")
    line.show_bytes(500_000, 2_000_000)
    line.show_bytes(700_000, None)
    assert drawn() == ["[1/2] Crime", "[1/2] Crime  [#####...............] 0.5 of 2.0 MB", "[1/2] Crime  0.7 MB"]


def test_rows(lines):
    line, drawn = lines
    line.begin("[1/2] Census")
    line.show_rows(25_000, 50_000)
    line.say("trying again in 2 s")
    line.end()
    assert drawn()[1:] == [
        "[1/2] Census  [##########..........] 25,000 of 50,000 rows",
        "[1/2] Census  trying again in 2 s",
        "",
    ]


def test_a_line_never_wraps(lines):
    line, drawn = lines
    line.begin("x" * 200)
    assert drawn() == ["x" * 59]


def test_it_is_not_drawn_too_often():
    terminal = Terminal()
    line = ProgressLine(terminal, clock=lambda: 5.0)
    line.begin("Crime")
    line.show_bytes(1, 2)
    line.show_bytes(2, 2)
    assert terminal.getvalue().count("\r") == 1


def test_silence_where_there_is_no_terminal():
    stream = io.StringIO()
    line = ProgressLine(stream)
    line.begin("Crime")
    line.show_bytes(1, 2)
    line.end()
    assert stream.getvalue() == ""

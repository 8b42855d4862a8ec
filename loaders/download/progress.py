"""One line on a terminal that shows how far a download is; nothing where there is no terminal."""

import shutil
import time
from collections.abc import Callable
from typing import TextIO

BAR_CELLS = 20
SECONDS_BETWEEN = 0.1


class ProgressLine:
    """A line that is drawn over and over. `stream` is a terminal, or the line stays silent."""

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._is_shown = stream.isatty()
        self._clock = clock
        self._title = ""
        self._drawn_at = -SECONDS_BETWEEN

    def begin(self, title: str) -> None:
        """Start on another file."""
        self._title = title
        self._draw(title)

    def show_bytes(self, size: int, total: int | None) -> None:
        """Show how many bytes are here, and of how many."""
        if self._is_due():
            of_all = f" of {total / 1e6:,.1f}" if total else ""
            self._draw(f"{self._title}  {_bar(size, total)}{size / 1e6:,.1f}{of_all} MB")

    def show_rows(self, rows: int, total: int | None) -> None:
        """Show how many rows of a paged table are here, and of how many."""
        of_all = f" of {total:,}" if total else ""
        self._draw(f"{self._title}  {_bar(rows, total)}{rows:,}{of_all} rows")

    def say(self, text: str) -> None:
        """Show what is being waited for."""
        self._draw(f"{self._title}  {text}")

    def end(self) -> None:
        """Clear the line."""
        self._draw("")

    def _is_due(self) -> bool:
        return self._clock() - self._drawn_at >= SECONDS_BETWEEN

    def _draw(self, text: str) -> None:
        if not self._is_shown:
            return
        self._drawn_at = self._clock()
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r{text[:width]}\x1b[K")
        self._stream.flush()


def _bar(here: int, total: int | None) -> str:
    if not total:
        return ""
    filled = min(BAR_CELLS, BAR_CELLS * here // total)
    return f"[{'#' * filled}{'.' * (BAR_CELLS - filled)}] "

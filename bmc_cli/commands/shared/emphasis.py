"""Headings and levels that stand out on a terminal, without the library that draws.

That library takes longer to load than a check takes.
"""

from __future__ import annotations

import os
import sys
from typing import NamedTuple, TextIO

from bmc_cli import terminal
from bmc_cli.plain_text import clean, one_line

HEADING = "heading"

_CODES = {HEADING: "1", "error": "1;31", "warning": "1;33", "advice": "36"}
"""How a terminal is told to write (ECMA-48): bold, and in red, yellow and cyan."""


class Line(NamedTuple):
    """A line of a result; ``part`` of it stands out as its ``kind`` does, or all of it.

    A kind is ``HEADING`` or the name of a level; "" for a line as others.
    """

    text: str
    kind: str = ""
    part: str = ""


def show(line: Line, *, plain: bool = False) -> None:
    """Write a line of the result, broken at words on a terminal."""
    text = clean(terminal.wrapped(one_line(line.text), sys.stdout))
    if line.kind and text and not plain and takes_colours(sys.stdout):
        part = line.part or text
        text = text.replace(part, f"\x1b[{_CODES[line.kind]}m{part}\x1b[0m", 1)
    sys.stdout.write(f"{text}\n")


def takes_colours(stream: TextIO) -> bool:
    """Whether ``stream`` shows colours, and somebody wants to see them."""
    if os.environ.get("NO_COLOR") or terminal.wants_plain():
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    # An old console of Windows would show the codes.
    knows_codes = os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "TERM"))
    return knows_codes and terminal.is_terminal(stream)

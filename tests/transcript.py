"""A conversation line by line as it is held in a terminal, as text.

Remake the one in docs/ with: python -m tests.transcript
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal import BMC, Terminal

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "conversation.md"

REPLIES = (
    "Second Round",
    "Sam",
    *("parents on a budget", "eco-conscious parents", "grandparents", ""),
    *("C: buy more online each year", ""),
    *("clothes checked and washed", "both kinds of parents"),
    *("gift boxes by age", "all but the first two"),
    *("swap for the next size", "?", "the first two", ""),
    "not sure",
    *("tips by mail", "all but grandparents"),
    *("a phone line on weekdays", "nobody yet", "/for 2 grandparents", ""),
    *("web shop", "everyone", "stall at the school fair", "parents", "both"),
    *("what did I say in step 1?", "", "/canvas 1", ""),
    *("the stall", "the stall", "web shop", "2", "/undo", "1", "none"),
    *("/canvas 4", "/quit"),
)
"""What a web shop in second-hand baby clothes answers, in its first four steps."""

_PROMPT = re.compile(r"(?:^|\n)(?:[a-z ]+ )?> $")


def transcript(replies: Sequence[str], *options: str) -> str:
    """Return all that a plain interview in a terminal shows while ``replies`` are typed."""
    with TemporaryDirectory() as folder:
        command = [*BMC, "new", "shop.yaml", "--plain", *options]
        with Terminal(command, Path(folder), columns=160, rows=60) as terminal:
            for reply in replies:
                terminal.wait_for_text_end(_PROMPT)
                terminal.send(f"{reply}\n")
            assert terminal.wait_for_end() == 0
            return written(terminal)


def written(terminal: Terminal) -> str:
    """Return what a program wrote to a terminal, with the ends of lines of a file."""
    lines = terminal.raw.decode().replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def document(held: str) -> str:
    """Return ``held`` in the words around it that the document has."""
    before, rest = DOCUMENT.read_text(encoding="utf-8").split("```text\n")
    _, after = rest.split("```\n")
    return f"{before}```text\n{held.strip()}\n```\n{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(transcript(REPLIES)), encoding="utf-8")

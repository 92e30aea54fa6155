"""The manual page, for ``man``: the help of all commands, from the sentences that ``-h`` shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from bmc_cli.commands.shared.helping import readers_words, sections
from bmc_cli.words.help_words import AS_IT_STANDS, HelpWords

_CODES = "Exit codes"


def manual(root: Any) -> str:
    """Return the page for the program of the context ``root``, in the reader's language.

    It is roff for the macros ``man``, in ASCII, which no program that shows it takes otherwise.
    """
    words = readers_words(root.command.line)
    named = words.say("Manual of bmc")
    return "\n".join(
        [f'.TH BMC 1 "" "bmc\\-cli" "{_inline(named)}"', *_LAID_OUT, *_lines(root, words)]
    )


_LAID_OUT = (".nh", ".ad l")
"""No hyphen in a command that is to be typed, and no wide blanks."""


def _lines(root: Any, words: HelpWords) -> Iterator[str]:
    command = root.command
    yield from (_head("SH", "Name", words), f"bmc \\- {_inline(words.say(command.help))}")
    yield from (_head("SH", "Usage", words), *_usage(root, words))
    said = dict(sections(command, root))
    for heading in ("Options", _CODES):
        yield from (_head("SH", heading, words), *_rows(said[heading], words))
    yield from (_head("SH", "Start", words), *_text(command.epilog, words))
    yield _head("SH", "Commands", words)
    for name in command.commands:
        each = command.opened(root, name)
        yield f".SS bmc {_inline(name)}"
        yield from (*_usage(each, words), *_text(cleandoc(each.command.help), words))
        for heading, rows in sections(each.command, each):
            if heading == _CODES and rows == said[_CODES]:
                continue
            yield from (".PP", f"{_inline(words.say(heading))}:", *_rows(rows, words))


def _head(macro: str, heading: str, words: HelpWords) -> str:
    return f'.{macro} "{_inline(words.say(heading).upper())}"'


def _usage(ctx: Any, words: HelpWords) -> Iterator[str]:
    typed = words.named(" ".join(ctx.command.collect_usage_pieces(ctx)))
    yield from (".PP", f"\\fB{_inline(ctx.command_path)}\\fP {_inline(typed)}")


def _rows(rows: list[tuple[str, str]], words: HelpWords) -> Iterator[str]:
    for typed, does in rows:
        yield from (".TP", f"\\fB{_inline(words.named(typed))}\\fP", _line(words.say(does)))


def _text(text: str, words: HelpWords) -> Iterator[str]:
    for paragraph in words.text(text).split("\n\n"):
        first, *lines = paragraph.split("\n")
        if first.strip() != AS_IT_STANDS:
            yield from (".PP", _line(paragraph))
            continue
        heading, *examples = (each.strip() for each in lines)
        yield from (".PP", _line(heading), ".PP", ".RS 4", ".nf", *map(_line, examples))
        yield from (".fi", ".RE")


def _line(text: str) -> str:
    """Return text as a line of roff, in which it is no command."""
    said = _inline(text)
    return f"\\&{said}" if said.startswith((".", "'")) else said


_SIGNS = {"\\": "\\e", "-": "\\-", "'": "\\(aq", '"': "\\(dq", "`": "\\(ga", "^": "\\(ha"}
_SIGNS |= {"~": "\\(ti"}
"""What roff would take for something else, or print as another sign than is to be typed."""


def _inline(text: str) -> str:
    spaced = re.sub(r"\s+", " ", text)
    signs = (_SIGNS.get(sign, sign) for sign in spaced)
    return "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in signs)

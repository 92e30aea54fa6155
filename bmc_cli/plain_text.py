"""Foreign text is text: nothing that a user, a file or a pack says can drive a terminal.

The file keeps what its owner wrote; this is applied where text goes out.
"""

from __future__ import annotations

import re
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# C0 but for newline, DEL and C1, the bidirectional controls (Unicode TR9, §2), the
# line separators, BOM, interlinear marks, what XML has no place for, tag characters and
# lone surrogates.
_HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]+"
)

_COMMAND = re.compile(r"^ *::|##\[", re.MULTILINE)


def clean(text: str) -> str:
    """Return ``text`` with each run of harmful characters as one visible sign.

    Newlines stay and a tab becomes a space; use ``one_line`` where a line is
    all there is room for.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\t", " "))


def one_line(text: str) -> str:
    """Return ``text`` cleaned, its lines joined by a space."""
    return " ".join(clean(text).split("\n"))


def quoted(text: str) -> str:
    """Return a text as it stands in a sentence of ours: on one line, in curly quotes."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{one_line(text)}\N{RIGHT DOUBLE QUOTATION MARK}"


def logged(text: str) -> str:
    """Return ``text`` as it stands in the log of GitHub Actions, where no part of it is a command.

    Those are ``::name::`` at the start of a line and, of old, ``##[name]`` anywhere.
    """
    return _COMMAND.sub(lambda found: " ".join(found[0]), text)


def outgoing(text: str) -> bytes:
    """Return ``text`` as it is written to a file, cleaned: a writer that forgot does no harm."""
    return clean(text).encode()


def json_text(content: Any, *, ascii_only: bool = True) -> str:
    """Return ``content`` as JSON that reads back the same, with all that is harmful escaped.

    ``json`` lets DEL through, and without ``ascii_only`` C1 and what turns text around too.
    """
    import json

    said = json.dumps(content, indent=2, ensure_ascii=ascii_only)
    return _HARMFUL.sub(lambda run: json.dumps(run[0])[1:-1].replace("\x7f", "\\u007f"), said)

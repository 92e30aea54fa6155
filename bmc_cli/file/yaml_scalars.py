"""Texts written as YAML scalars: plain where every reader takes them so, else in quotes."""

from __future__ import annotations

import re

import yaml

from bmc_cli.file.yaml_text import NONE

_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
# What is not printable, by its own ranges: [^...] of what is takes ten times as long to compile.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_ELSEWHERE = re.compile(r"(?i:y|n|[-+]?[0-9.]+e[-+]?[0-9]+|0o[0-7]+)")
_FIRST = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}])")
_BREAKS_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def as_scalar(text: str, *, style: str = "", flow: bool = False) -> str:
    """Return ``text`` as a YAML scalar on one line.

    It is plain where every YAML reader takes it for this same text, else in single
    quotes, else in double ones.  ``style`` asks for quotes, ``flow`` says it goes
    into brackets.
    """
    if _UNPRINTABLE.search(text) or style == '"':
        return '"' + "".join(_escaped(character) for character in text) + '"'
    if style == "'" or not _is_plain(text, flow):
        return "'" + text.replace("'", "''") + "'"
    return text


def is_plain_start(text: str) -> bool:
    """Whether a plain text may begin as ``text`` does, wherever it stands.

    ``? x`` may as a note, where it is a text to us; behind a key no YAML reader takes it.
    """
    return _FIRST.match(text) is not None


def _is_plain(text: str, flow: bool) -> bool:
    if not is_plain_start(text) or _BREAKS_PLAIN.search(text) or text in NONE:
        return False
    if text.startswith(("---", "...")) or _ELSEWHERE.fullmatch(text):
        return False
    if flow and re.search(r"^:|[,\[\]{}?]|:$", text):
        return False
    resolvers = _RESOLVERS.get(text[0], []) + _RESOLVERS.get(None, [])
    return not any(pattern.match(text) for _, pattern in resolvers)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _UNPRINTABLE.match(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def as_block_scalar(text: str, indent: str, newline: str) -> str:
    """Return ``text`` as a scalar that may be a literal block with its lines after ``indent``."""
    lines = text.split("\n")
    literal = len(lines) > 1 and not any(_UNPRINTABLE.search(line) for line in lines)
    if not literal or lines[0][:1] in {"", " "} or not lines[-1].strip():
        return as_scalar(text)
    return "|-" + "".join(newline + indent + line if line else newline for line in lines)

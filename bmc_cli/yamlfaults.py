"""What somebody meant who wrote something that is no YAML.

A parser says what it expected; a person wants to know what to write instead.  The
usual slips are looked for on the line where the parser gave up, or where what it
was reading began; what is found does not depend on the words of one parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml


class Slip(NamedTuple):
    """A reason that the packs have sentences for, its offset in the text, and their values."""

    reason: str
    offset: int
    values: dict[str, Any]


class _Line(NamedTuple):
    """A line in three parts: indent and dashes, a key with its colon, and what follows."""

    start: int
    lead: str
    key: str
    value: str
    before: str  # the lines above it

    @property
    def value_at(self) -> int:
        return self.start + len(self.lead) + len(self.key)


_PARTS = re.compile(r"(\s*(?:-[ \t]+)*)((?:[A-Za-z_]+:(?:[ \t]+|$))?)(.*)")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_NO_SIGN = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")  # beyond the last character
_ITEM = re.compile(r"^([ \t]*)-(?:[ \t]|$)", re.MULTILINE)
_NAME = re.compile(r"^([ \t]*)([a-z_]+):(?=[ \t]|$)", re.MULTILINE)


def explain(text: str, fault: Exception) -> Slip:
    """Return the slip that made ``text`` unreadable; ``fault`` is the parser's own error."""
    if not isinstance(fault, yaml.YAMLError) and (sign := _NO_SIGN.search(text)):
        return Slip("yaml_no_sign", sign.start(), {"escape": sign[0]})
    if conflict := _CONFLICT.search(text):
        return Slip("yaml_conflict", conflict.start(), {})
    for line in _suspects(text, fault):
        for slip in _SLIPS:
            if found := slip(line):
                return found
    line = next(_suspects(text, fault))
    return Slip("yaml_syntax", line.start + len(line.lead), {})


def _suspects(text: str, fault: Exception) -> Iterator[_Line]:
    """Yield the lines to look at: where a quote opened, where a key began, where reading ended."""
    context = str(getattr(fault, "context", ""))
    problem = getattr(fault, "problem_mark", None)
    began = getattr(fault, "context_mark", None)
    stopped = min(problem.index if problem else getattr(fault, "position", 0), len(text))
    if began and re.search("quoted scalar|simple key|flow", context):
        yield _line_at(text, began.index)
    yield _line_at(text, stopped)
    # A quote that is never closed ends at the next one, lines further on.
    for opened in reversed(list(re.finditer(r"(?:^|[ \t])['\"]", text[:stopped]))):
        yield _line_at(text, opened.end() - 1)
    if above := text[: _line_at(text, stopped).start].rstrip():
        yield _line_at(text, len(above) - 1)


def marked(text: str, offset: int) -> dict[str, Any]:
    """Return the values for a text that begins with a sign of YAML's at ``offset``."""
    line = _line_at(text, offset)
    return {"sign": text[offset], "quoted": quoted(line.value)}


def _line_at(text: str, offset: int) -> _Line:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    assert end is not None  # \Z is found in any text
    parts = _PARTS.match(text, start, end.start())
    assert parts is not None  # every part may be empty
    return _Line(start, parts[1], parts[2], parts[3].rstrip(), text[:start])


def quoted(text: str) -> str:
    """Return ``text`` in single quotes, as a person would write it."""
    return "'" + text.replace("'", "''") + "'"


def _tab(line: _Line) -> Slip | None:
    blank = re.match(r"\s*", line.lead)
    at = blank[0].find("\t") if blank else -1
    return Slip("yaml_tab", line.start + at, {}) if at >= 0 else None


def _open_quote(line: _Line) -> Slip | None:
    """Find a quote that is not closed on its line, or closed too early."""
    sign = line.value[:1]
    if sign not in {"'", '"'}:
        return None
    whole = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", line.value)
    if not whole:
        return Slip("yaml_open_quote", line.value_at, {"sign": sign})
    rest = line.value[whole.end() :].strip()
    if rest and not rest.startswith("#"):
        return Slip("yaml_after_quote", line.value_at + whole.end(), {"quoted": quoted(line.value)})
    if sign == '"' and re.search(r"\\[^0abtnvfre \"/\\N_LPxuU\t]", whole[0]):
        return Slip("yaml_escape", line.value_at, {"quoted": quoted(whole[0][1:-1])})
    return None


def _first_sign(line: _Line) -> Slip | None:
    if not re.match(r"[@`%*&!\[\]{},|>]", line.value):
        return None
    if line.value[0] == "*" and "-" not in line.lead and not line.key:
        return Slip("yaml_bullet", line.value_at, {"note": line.value[1:].strip()})
    values = {"sign": line.value[0], "quoted": quoted(line.value)}
    return Slip("yaml_first_sign", line.value_at, values)


def _dash_without_blank(line: _Line) -> Slip | None:
    found = re.match(r"-([^\s-].*)", line.value)
    if not found or line.key:
        return None
    return Slip("yaml_dash", line.value_at, {"note": found[1]})


def _uneven_dash(line: _Line) -> Slip | None:
    """Find a dash that does not stand under the dash of the note before it."""
    above = list(_ITEM.finditer(line.before))
    here = _ITEM.match(line.lead + line.value)
    if not above or not here or above[-1][1] == here[1]:
        return None
    return Slip("yaml_uneven", line.start + len(here[1]), {"column": len(above[-1][1]) + 1})


def _uneven_key(line: _Line) -> Slip | None:
    """Find a key further in, or out, than those above it."""
    here = _NAME.match(line.lead + line.key)
    above = list(_NAME.finditer(line.before))
    if not here or "-" in line.lead or not above or above[-1][1] == here[1]:
        return None
    dash = _ITEM.search(line.before, above[-1].end())
    fields = re.compile(r"[ \t]*-[ \t]+(?=[a-z_]+:)")
    inside = fields.match(line.before, dash.start()) if dash else None
    column = len(inside[0]) if inside else len(above[-1][1])
    return Slip("yaml_uneven", line.start + len(here[1]), {"column": column + 1})


def _colon_without_blank(line: _Line) -> Slip | None:
    found = re.match(r"([a-z_]+):(?=\S)", line.value)
    if not found or "-" in line.lead:
        return None
    right = f"{found[1]}: {line.value[found.end() :]}"
    return Slip("yaml_colon_blank", line.value_at + found.end() - 1, {"right": right})


def _colon_inside(line: _Line) -> Slip | None:
    """Find a text that holds a colon and a blank, which makes it a key."""
    value, at = line.value, line.value_at
    if "-" in line.lead:  # a note: what stood before its first colon belongs to it
        value, at = line.key + line.value, line.value_at - len(line.key)
    found = re.search(r":(?:\s|$)", value)
    if not found:
        return None
    return Slip("yaml_colon", at + found.start(), {"quoted": quoted(value)})


def _loose_text(line: _Line) -> Slip | None:
    if line.key or "-" in line.lead or not line.value or line.value.startswith("#"):
        return None
    return Slip("yaml_loose", line.value_at, {"note": line.value})


_SLIPS: tuple[Callable[[_Line], Slip | None], ...] = (
    _tab,
    _open_quote,
    _first_sign,
    _dash_without_blank,
    _uneven_dash,
    _uneven_key,
    _colon_without_blank,
    _colon_inside,
    _loose_text,
)
"""The slips in the order they are looked for, the surest first."""

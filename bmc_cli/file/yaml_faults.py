"""What somebody meant who wrote something that is no YAML.

A parser says what it expected; a person wants to know what to write instead.  The
usual slips are looked for on the line where the parser gave up, or where what it
was reading began; what is found does not depend on the words of one parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from bmc_cli.file.yaml_scalars import is_plain_start
from bmc_cli.model.fields import BY_NAME


class Slip(NamedTuple):
    """A reason that the packs have sentences for, its offset in the text, and their values."""

    reason: str
    offset: int
    values: dict[str, Any]


class _Line(NamedTuple):
    """A line in parts: indent and dashes, a key with its colon, what follows, and a comment.

    ``comment`` begins with its spaces; what is to be written instead of ``value`` has it behind it.
    """

    start: int
    prefix: str
    key: str
    value: str
    comment: str
    before: str  # the lines above it
    below: str  # and those below

    @property
    def value_at(self) -> int:
        return self.start + len(self.prefix) + len(self.key)


_PARTS = re.compile(r"(\s*(?:-[ \t]+)*)((?:[a-z_]+:(?:[ \t]+|$))?)(.*)")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)-(?:[ \t]|$)", re.MULTILINE)
_NAME = re.compile(r"^([ \t]*)([a-z_]+):(?=[ \t]|$)", re.MULTILINE)
_FIELD = re.compile(rf"(?:{'|'.join(BY_NAME)}):")

_QUOTE = re.compile(r"(?:^|(?<=[\r\n]))[ \t]*(?:-[ \t]+)*(?:[a-z_]+:[ \t]+)?(?=['\"])")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_ENDED = re.compile(r"[ \t]*(?:[:,\]}]|[ \t]#[^\r\n]*)?(?=[\r\n]|\Z)|[ \t]*:[ \t]")
_ESCAPE = re.compile(
    r"\\(?:[0abtnvfre \"/\\N_LP\t\r\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}"
    r"|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
)
_CLOSED = r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|\[.*\]|\{.*\}"
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_ITEM_IN_BRACKETS = re.compile(r"[^,\[\]{}\r\n]*")
_ASKED = re.compile(r"\?[ \t]+(.*)")
_BULLET = re.compile(r"([*+•–—]|\d+[.)])[ \t]+(.*)")


def explain(text: str, fault: Exception) -> Slip:
    """Return the slip that made ``text`` unreadable; ``fault`` is the parser's own error."""
    if "<<<<<<<" in text and (conflict := _CONFLICT.search(text)):
        return Slip("yaml_conflict", conflict.start(), {})
    problem = getattr(fault, "problem_mark", None)
    stopped = min(problem.index if problem else len(text), len(text))
    if quote := _bad_quote(text, stopped):
        return quote
    suspects = list(_suspects(text, fault, stopped))
    for slips in (_SLIPS, (_loose_text,)):
        for line in suspects:
            for slip in slips:
                if found := slip(line):
                    return found
    return Slip("yaml_syntax", suspects[0].start + len(suspects[0].prefix), {})


def _bad_quote(text: str, stopped: int) -> Slip | None:
    """Return the first text in quotes before ``stopped`` that is not as it should be.

    A quote that is not closed ends at the next one, lines further on, so they are
    followed from the top.
    """
    at = 0
    while (opened := _QUOTE.search(text, at)) and opened.end() <= stopped:
        start = opened.end()
        whole = _QUOTED.match(text, start)
        if whole is None or ("\n" in whole[0] and not _ENDED.match(text, whole.end())):
            return Slip("yaml_open_quote", start, {"character": text[start]})
        if not _ENDED.match(text, whole.end()):
            line = _line_at(text, start)
            inner = line.value[1:-1] if line.value.endswith(text[start]) else line.value
            return Slip("yaml_after_quote", whole.end(), {"quoted": quoted(inner) + line.comment})
        if text[start] == '"' and "\\" in _ESCAPE.sub("", whole[0]):
            said = quoted(whole[0][1:-1]) + _line_at(text, start).comment
            return Slip("yaml_escape", start, {"quoted": said})
        at = whole.end()
    return None


def _suspects(text: str, fault: Exception, stopped: int) -> Iterator[_Line]:
    """Yield the lines to look at: where a key or bracket began, where reading ended, and above."""
    began = getattr(fault, "context_mark", None)
    if began and re.search("simple key|flow", str(getattr(fault, "context", ""))):
        yield _line_at(text, began.index)
    yield _line_at(text, stopped)
    if above := text[: _line_at(text, stopped).start].rstrip():
        yield _line_at(text, len(above) - 1)


def marked(text: str, offset: int) -> dict[str, Any]:
    """Return the values for a text that begins with a character of YAML's at ``offset``."""
    line = _line_at(text, offset)
    if offset == line.value_at:
        return marked_in(line, text[offset])
    item = _ITEM_IN_BRACKETS.match(text, offset)
    assert item is not None  # it may be empty
    return {"character": text[offset], "quoted": quoted(parted(item[0].rstrip())[0])}


def marked_in(line: _Line, character: str) -> dict[str, Any]:
    """Return the values for the value of ``line``, which begins with ``character``."""
    return {"character": character, "quoted": quoted(line.value) + line.comment}


def is_anchor(text: str, offset: int) -> bool:
    """Whether the mark at ``offset`` is meant as one: it is referred to, or marks no plain text."""
    mark = re.compile(r"\S+").match(text, offset)
    assert mark is not None
    name = re.escape(mark[0][1:])
    if mark[0][0] == "&" and re.search(rf"(?<![^\s\[{{,])\*{name}(?![^\s\]}},])", text):
        return True
    return text[mark.end() :].lstrip(" \t")[:1] in {"'", '"', "|", ">"}


def _line_at(text: str, offset: int) -> _Line:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    assert end is not None  # \Z is found in any text
    parts = _PARTS.match(text, start, end.start())
    assert parts is not None  # every part may be empty
    value, comment = parted(parts[3].rstrip())
    rest = text[end.end() :].removeprefix("\n")
    return _Line(start, parts[1], parts[2], value, comment, text[:start], rest)


def parted(value: str) -> tuple[str, str]:
    """Return a value and the comment behind it, with its spaces; in quotes ``#`` is of the text."""
    at = 0
    if value[:1] in {"'", '"'}:
        closed = re.compile(rf"(?<!^){value[0]}(?=[ \t]+#)").search(value)
        whole = closed or _QUOTED.match(value)
        at = whole.end() if whole else 1
    found = _COMMENT.search(value, at)
    return (value[: found.start()], found[0]) if found else (value, "")


def comment_after(text: str, offset: int) -> str:
    """Return the comment that stands behind ``offset`` on its line, with its spaces."""
    found = _COMMENT.match(text, offset)
    return found[0].rstrip() if found else ""


def quoted_if_needed(text: str) -> str:
    """Return ``text`` as YAML, plain if it can be; in quotes or brackets it is YAML already."""
    plain = is_plain_start(text) and not re.search(r":(?:\s|$)|\s#", text)
    return text if plain or re.fullmatch(_CLOSED, text) else quoted(text)


def quoted(text: str) -> str:
    """Return ``text`` in single quotes, as a person would write it."""
    return "'" + text.replace("'", "''") + "'"


def _tab(line: _Line) -> Slip | None:
    indent = re.match(r"\s*", line.prefix)
    at = indent[0].find("\t") if indent else -1
    return Slip("yaml_tab", line.start + at, {}) if at >= 0 else None


def _open_bracket(line: _Line) -> Slip | None:
    """Find a list in brackets under a name that is not closed."""
    if not line.key or line.value[:1] not in {"[", "{"} or _is_whole(line.value):
        return None
    if re.search(r"[]}]", line.value):
        return None  # closed, with more behind it
    return Slip("yaml_open_bracket", line.value_at, {"character": line.value[0]})


def _character_in_list(line: _Line) -> Slip | None:
    """Find a text in a list in brackets that begins with a character of YAML's."""
    found = re.search(r"[\[,]\s*([@`%][^,\]]*)", line.value) if line.value[:1] == "[" else None
    if not found:
        return None
    text = found[1].rstrip()
    values = {"character": text[0], "quoted": quoted(text)}
    return Slip("yaml_first_character", line.value_at + found.start(1), values)


def _is_whole(value: str) -> bool:
    """Whether a value that begins with a character of YAML's may well be what it looks like."""
    return bool(re.fullmatch(r"\[.*\]|\{.*\}|[|>][-+\d]*", re.sub(r"\s#.*", "", value)))


def _first_character(line: _Line) -> Slip | None:
    found = re.match(r"[@`%*&!\[\]{},|>]", line.value) or (
        line.key and re.match("-\\s", line.value)
    )
    if not found or _is_whole(line.value):
        return None
    return Slip("yaml_first_character", line.value_at, marked_in(line, line.value[0]))


def bullet(text: str) -> tuple[str, str] | None:
    """Return the bullet that a note begins with in place of a dash, and the note."""
    found = _BULLET.match(text)
    return (found[1], found[2]) if found else None


def _bullet(line: _Line) -> Slip | None:
    found = None if line.key or "-" in line.prefix else bullet(line.value)
    if not found:
        return None
    values = {"character": found[0], "note": quoted_if_needed(found[1]) + line.comment}
    return Slip("yaml_bullet", line.value_at, values)


def _dash_without_space(line: _Line) -> Slip | None:
    found = re.match(r"-([^\s-].*)", line.value)
    if not found or line.key:
        return None
    return Slip("yaml_dash", line.value_at, {"note": quoted_if_needed(found[1]) + line.comment})


def _list_below_brackets(line: _Line) -> Slip | None:
    """Find notes below a name that has an empty list behind it already."""
    names = list(re.finditer(r"^[ \t]*[a-z_]+:.*", line.before, re.MULTILINE))
    found = re.search(r":[ \t]+(\[[ \t]*\])", names[-1][0]) if names else None
    if not found or "-" not in line.prefix:
        return None
    return Slip("yaml_list_below", names[-1].start() + found.start(1), {})


def _uneven_dash(line: _Line) -> Slip | None:
    """Find a dash that does not stand under the dash of the note before it."""
    above = list(_ITEM.finditer(line.before))
    here = _ITEM.match(line.prefix + line.value)
    if not above or not here or above[-1][1] == here[1]:
        return None
    return Slip("yaml_uneven", line.start + len(here[1]), {"column": len(above[-1][1]) + 1})


def _bare_note(line: _Line) -> Slip | None:
    """Find a field below a note that is only a text."""
    above = _line_at(line.before, len(line.before.rstrip()) - 1) if line.before.strip() else None
    if not above or not _FIELD.match(line.key) or "-" in line.prefix or "-" not in above.prefix:
        return None
    if above.key or _FIELD.match(above.value) or len(line.prefix) != len(above.prefix):
        return None
    return Slip(
        "yaml_bare_note", above.value_at, {"note": quoted_if_needed(above.value) + above.comment}
    )


def _uneven_key(line: _Line) -> Slip | None:
    """Find a key further in, or out, than those above it."""
    here = _NAME.match(line.prefix + line.key)
    above = list(_NAME.finditer(line.before))
    if not here or "-" in line.prefix or not above:
        return None
    if any(name[1] == here[1] for name in above) or _is_inside(above[-1], here, line.before):
        return None
    dash = _ITEM.search(line.before, above[-1].end())
    fields = re.compile(r"[ \t]*-[ \t]+(?=[a-z_]+:)")
    inside = fields.match(line.before, dash.start()) if dash else None
    column = len(inside[0]) if inside else len(above[-1][1])
    if column == len(here[1]):
        return None
    return Slip("yaml_uneven", line.start + len(here[1]), {"column": column + 1})


def _is_inside(above: re.Match[str], here: re.Match[str], before: str) -> bool:
    """Whether a key may stand in the one above it, which has nothing else in it."""
    rest = re.sub(r"#.*", "", before[above.end() :])
    return len(here[1]) > len(above[1]) and not rest.strip()


def _question(line: _Line) -> Slip | None:
    """Find a name behind a question mark, which has its value on a line of its own."""
    asked = _ASKED.match(line.value)
    if line.key or "-" in line.prefix:
        return None
    if asked:
        below = re.match(r"[ \t]*:[ \t]+(.*)", line.below)
        return _asked_slip(line, asked[1], below[1] if below else "")
    above = _line_at(line.before, len(line.before.rstrip()) - 1) if line.before.strip() else None
    return _question_above(line, above) if above else None


def _question_above(line: _Line, above: _Line) -> Slip | None:
    asked, value = _ASKED.match(above.value), re.match(r":[ \t]+(.*)", line.value)
    if not asked or not value or "-" in above.prefix:
        return None
    return _asked_slip(above, asked[1], value[1])


def _asked_slip(line: _Line, key: str, value: str) -> Slip:
    """Return what is said of the name ``key`` that ``line`` has behind a question mark."""
    if re.search(rf"^[ \t]*{re.escape(key)}[ \t]*:", line.before + line.below, re.MULTILINE):
        return Slip("yaml_question_again", line.value_at, {"key": key})
    if re.match(r"-\s", value):
        return Slip("yaml_question_list", line.value_at, {"key": key, "note": value})
    return Slip("yaml_question", line.value_at, {"right": f"{key}: {value}".rstrip()})


def _colon_without_space(line: _Line) -> Slip | None:
    found = re.match(r"([a-z_]+):(?=\S)", line.value)
    if not found or ("-" in line.prefix and not _FIELD.match(line.value)):
        return None
    right = f"{found[1]}: {quoted_if_needed(line.value[found.end() :])}{line.comment}"
    return Slip("yaml_colon_space", line.value_at + found.end() - 1, {"right": right})


def _no_colon(line: _Line) -> Slip | None:
    """Find a name without its colon above a list."""
    below = _ITEM.match(line.below)
    if line.key or "-" in line.prefix or not below or not re.fullmatch("[a-z_]+", line.value):
        return None
    return Slip("yaml_no_colon", line.value_at, {"right": f"{line.value}:{line.comment}"})


def _colon_inside(line: _Line) -> Slip | None:
    """Find a text that holds a colon and a space, which makes it a key."""
    value, at = line.value, line.value_at
    if "-" in line.prefix and not _FIELD.match(line.key):
        # A note: what stood before its first colon belongs to it.
        value, at = line.key + line.value, line.value_at - len(line.key)
    found = re.search(r":(?:\s|$)", value)
    if not found or re.fullmatch(_CLOSED, value):  # the colon in quotes splits nothing
        return None
    return Slip("yaml_colon", at + found.start(), {"quoted": quoted(value) + line.comment})


def _loose_text(line: _Line) -> Slip | None:
    if "-" in line.prefix and line.value:
        prefix = line.start + line.prefix.index("-")
        return Slip(
            "yaml_loose", prefix, {"note": quoted_if_needed(line.key + line.value) + line.comment}
        )
    if line.key or not line.value or line.value.startswith("#"):
        return None
    return Slip("yaml_loose", line.value_at, {"note": quoted_if_needed(line.value) + line.comment})


_SLIPS: tuple[Callable[[_Line], Slip | None], ...] = (
    _tab,
    _question,
    _open_bracket,
    _character_in_list,
    _bullet,
    _first_character,
    _dash_without_space,
    _list_below_brackets,
    _uneven_dash,
    _colon_without_space,
    _bare_note,
    _uneven_key,
    _no_colon,
    _colon_inside,
)
"""The slips in the order they are looked for, the surest first."""

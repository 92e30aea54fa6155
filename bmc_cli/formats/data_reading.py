"""JSON and YAML of any shape as an outline: where their keys, or a list of theirs, name blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.importing.columns import TOLD
from bmc_cli.importing.names import Hit, How, Names
from bmc_cli.importing.outline import (
    ANOTHER,
    LeftOut,
    Outline,
    Piece,
    Run,
    Text,
    heading,
    item,
    runs_of,
)
from bmc_cli.importing.tables import LEAST
from bmc_cli.importing.texts import BULLET, colon_lead, is_label, parts_of, sure_of
from bmc_cli.importing.vocabulary import head_of_key

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_LONG, _SURE = 12, 2  # letters of names so full that this many of them make a canvas
_DEEP = 3  # levels in which the blocks are sought
_MOST = 20_000
_TOLD, _WIDE = 50, 500  # lines, and signs in one, that are told of what is left out
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+|mailto:[^)\s]+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__")
_TEXT = (
    *("text", "name", "title", "label", "content", "description", "value", "note", "summary"),
    *("segment", "proposition", "channel", "relationship", "type", "stream", "resource"),
    *("activity", "partner", "cost", "category", "item", "point", "naam", "tekst", "titel"),
)
"""What programs call the text of a note, the likeliest first."""
_DETAIL = (
    *("detail", "details", "description", "explanation", "notes", "toelichting", "omschrijving"),
    *("summary", "rationale"),
)
_NAMING = ("key", "block", "section", "category", "id", "title", "name", "box", "type")
"""By which of its keys an entry of a list says of which block it is."""
_LISTS = (
    *(
        "items",
        "content",
        "notes",
        "keyelements",
        "elements",
        "entries",
        "points",
        "values",
        "list",
    ),
    *("children", "data", "cards", "stickies", "bullets", "answers"),
)
"""What programs call the list of the notes of a block."""
_NAMES = {"title", "name", "label"}
_NO_NOTES = ("explanation", "definition", "question", "questions", "help", "hint", "prompt")
_IDS = re.compile(
    r"_?(?:id|uuid|key|slug|color|colour|x|y|width|height|order|position|created|updated|modified"
    r"|createdat|updatedat|timestamp|icon|emoji|score|weight)\Z"
)


class Place(NamedTuple):
    """Where the blocks are: their names, each with what it holds, and what stands beside them.

    ``holder`` is the object or list that holds them, ``above`` are the objects that hold that.
    """

    blocks: tuple[tuple[str, Hit, Any], ...]
    rest: dict[str, Any]
    holder: Any
    above: tuple[dict[str, Any], ...] = ()


def read(source: Source) -> Outline:
    """Return the outline of data.

    Raises ``BmcError`` for what is no JSON and no YAML, or is too deep to be read.
    """
    data = _data(source)
    names = Names()
    places = [each for each in _places(data, names, (), _Budget()) if each.blocks]
    if not places:
        return Outline(())
    from bmc_cli.formats.reading import MOST_PIECES

    best = max(places, key=_telling)
    pieces: list[Piece] = []
    left_out: list[LeftOut] = []
    for name, hit, value in best.blocks:
        line = source.line_of(name)
        is_name = names.whole(_shown(name)) is not None
        pieces.append(heading(_shown(name) if is_name else hit.key, 1, line))
        pieces += islice(_notes(value, line, left_out), MOST_PIECES + 1)
        if len(pieces) > MOST_PIECES:
            raise BmcError("import_too_much", file=source.name)
    head: dict[str, str] = {}
    for outer in (*best.above, best.rest):
        head |= _head(outer)
    others = {id(each.holder): each for each in places if _is_other(each, best)}
    above = {id(each) for each in (*best.above, best.holder)}
    beside = [pair for each in (*best.above, best.rest) for pair in each.items()]
    for key, value in [(key, _without(value, above, others.keys())) for key, value in beside]:
        if not head_of_key(key) and value not in ("", None) and id(value) not in above:
            why = ANOTHER if others.pop(id(value), None) else "key"
            left_out.append(LeftOut(source.line_of(key), key, tuple(_told(value)), why))
    for each in others.values():
        title = _head(each.rest).get("title", "")
        left_out.append(LeftOut(0, title, tuple(_told(each.holder)), ANOTHER))
    full = {hit.key for name, hit, _ in best.blocks if len(_flat(name)) >= _LONG}
    return Outline(tuple(pieces), head, tuple(dict.fromkeys(left_out)), is_sure=len(full) >= _SURE)


def _data(source: Source) -> Any:
    if source.text.lstrip()[:1] in {"{", "["}:
        try:
            return json.loads(source.text)
        except ValueError as fault:
            line = getattr(fault, "lineno", 1)
            raise BmcError("import_bad_json", file=source.name, line=line) from None
        except RecursionError:
            raise BmcError("import_too_deep", file=source.name) from None
    try:
        return source.parse(source.text)
    except BmcError as fault:
        if fault.place is None:
            raise
        raise BmcError("import_bad_json", file=source.name, line=fault.place.line) from None


class _Budget:
    """How many values may still be looked at."""

    left = _MOST

    def spend(self) -> bool:
        self.left -= 1
        return self.left >= 0


def _places(
    data: Any, names: Names, above: tuple[dict[str, Any], ...], budget: _Budget, depth: int = 0
) -> Iterator[Place]:
    """Yield where blocks are named, no deeper than three levels."""
    if depth > _DEEP or not budget.spend():
        return
    if isinstance(data, dict):
        found = _settled({key: names.exact(_shown(key)) for key in data})
        blocks = tuple((key, hit, data[key]) for key, hit in found.items() if hit)
        rest = {key: value for key, value in data.items() if not found[key]}
        yield Place(blocks, rest, data, above)
        for value in data.values():
            yield from _places(value, names, (*above, data), budget, depth + 1)
    elif isinstance(data, list):
        entries = [each for each in data if isinstance(each, dict)]
        for naming in _NAMING:
            key_of = {id(each): _key(each, naming) for each in entries}
            named = [
                (key_of[id(e)], names.whole(_shown(str(key_of[id(e)] and e[key_of[id(e)]]))))
                for e in entries
            ]
            blocks = tuple(
                (str(each[name]), hit, {k: v for k, v in each.items() if k != name})
                for each, (name, hit) in zip(entries, named, strict=True)
                if name and hit
            )
            if len({hit.key for _, hit, _ in blocks}) > 2:
                others = [e for e, (n, hit) in zip(entries, named, strict=True) if not (n and hit)]
                rest = {str(each.get(key_of[id(each)], "")): each for each in others}
                yield Place(blocks, rest, data, above)
        for value in data:
            yield from _places(value, names, above, budget, depth + 1)


def _telling(place: Place) -> tuple[bool, int]:
    """Return how much of a canvas is at ``place``: whether somebody filled it in comes first."""
    filled = {hit.key for _, hit, value in place.blocks if value}
    return len(filled) >= LEAST, len({hit.key for _, hit, _ in place.blocks})


def _without(value: Any, above: Set[int], others: Set[int]) -> Any:
    """Return a list that what was read is in without that and other canvases, None if empty."""
    if not isinstance(value, list) or not above & set(map(id, value)):
        return value
    return [each for each in value if id(each) not in above | others] or None


def _is_other(place: Place, best: Place) -> bool:
    """Whether a canvas of its own is at ``place``, and not the one that is read, or within it."""
    inner = best.holder if isinstance(best.holder, list) else []
    taken = {id(each) for each in (best.holder, *inner, *best.above)}
    keys = {hit.key for _, hit, _ in best.blocks} & {hit.key for _, hit, _ in place.blocks}
    is_apart = not taken & {id(each) for each in (place.holder, *place.above[len(best.above) :])}
    return is_apart and len(keys) >= LEAST


def _settled(found: dict[str, Hit | None]) -> dict[str, Hit | None]:
    """Return what keys name; ``cs`` is the one of two blocks that no other key names."""
    named = {hit.key for hit in found.values() if hit}
    left = {"customer_segments", "cost_structure"} - named
    for key in found:
        if _flat(key) == "cs" and len(left) == 1 and len(named) > 2:
            found[key] = Hit(left.pop(), How.EXACT)
    return found


def _key(entry: dict[str, Any], naming: str) -> str:
    return next((k for k, v in entry.items() if _flat(k) == naming and isinstance(v, str)), "")


def _shown(key: str) -> str:
    """Return a key as people read it: ``keyPartners`` and ``key-partners`` as key partners."""
    return " ".join(re.split(r"[_\s-]+", _HUMP.sub(" ", str(key)))).strip()


def _flat(key: str) -> str:
    return re.sub(r"[\W_]", "", str(key)).casefold()


def _head(data: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    if isinstance(data, dict):
        for key, value in data.items():
            name = head_of_key(key)
            if name and isinstance(value, str | int | float) and not isinstance(value, bool):
                found.setdefault(name, str(value))
        for key in ("meta", "metadata", "info", "canvas"):
            if isinstance(data.get(key), dict):
                found = _head(data[key]) | found
    return found


def _told(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _first(f"{key}: {_line(each)}" for key, each in value.items())
    elif isinstance(value, list):
        yield from _first(map(_line, value))
    else:
        yield _line(value)


def _first(lines: Iterator[str]) -> Iterator[str]:
    """Yield the first lines, and say that there are more."""
    yield from islice(lines, _TOLD)
    if next(lines, None) is not None:
        yield "\u2026"


def _line(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else f"{line[:_WIDE]}\u2026"


def _notes(value: Any, line: int, left_out: list[LeftOut]) -> Iterator[Piece]:
    """Yield the notes in what a block holds."""
    if isinstance(value, str):
        yield from _lines(value, line)
    elif isinstance(value, list):
        texts = [each for each in value if isinstance(each, str)]
        is_led = len(texts) == len(value) and all(colon_lead(_unlinked(t)).rest for t in texts)
        for each in value:
            if isinstance(each, str):
                yield from _said(each, line, is_led=is_led)
            elif isinstance(each, dict):
                yield from _object(each, line)
            elif isinstance(each, list) and (told := _texts(each)):
                yield item(_rich(told[0]), 0, line, {"detail": told[1:]} if told[1:] else None)
            elif each is not None and not isinstance(each, bool):
                yield item(_line(each), 0, line)
    elif isinstance(value, dict):
        yield from _block(value, line, left_out)


def _block(value: dict[str, Any], line: int, left_out: list[LeftOut]) -> Iterator[Piece]:
    """Yield the notes of a block that is an object: its list, or its values one by one."""
    lists = [key for key in value if _flat(key) in _LISTS and isinstance(value[key], list | str)]
    for key in lists:
        yield from _notes(value[key], line, left_out)
    rest = {key: each for key, each in value.items() if key not in lists and each}
    texts = {key: each for key, each in rest.items() if isinstance(each, str)}
    if lists:
        beside = [key for key in texts if _flat(key) not in _NAMES and not _IDS.match(_flat(key))]
    else:
        yield from _values({k: v for k, v in rest.items() if k not in texts}, line, left_out)
        is_named = len(rest) > len(texts)
        beside = [key for key in texts if _flat(key) in _NO_NOTES or _IDS.match(_flat(key))]
        for key, text in texts.items():
            if key not in beside and not (is_named and _flat(key) in {*_NAMES, "description"}):
                yield from _lines(text, line)
    left_out += [LeftOut(line, key, (_line(texts[key]),), "key") for key in beside]


def _values(value: dict[str, Any], line: int, left_out: list[LeftOut]) -> Iterator[Piece]:
    """Yield the notes of objects and lists under names of their own."""
    for key, each in value.items():
        if isinstance(each, dict):
            yield from _object(each, line)
        elif isinstance(each, list):
            if len(value) > 1:
                yield heading(_shown(key), 2, line)  # the label above its notes
            yield from _notes(each, line, left_out)


def _object(value: dict[str, Any], line: int) -> Iterator[Piece]:
    """Yield the note that an object is: its text, and the rest as its detail."""
    flat = {_flat(key): key for key in value}
    name = next((flat[each] for each in _TEXT if _is_text(value.get(flat.get(each, "")))), None)
    if name is None:
        yield from _unnamed(value, line)
        return
    fields: dict[str, list[str]] = {}
    for key, each in value.items():
        known = _flat(key)
        if key == name or _IDS.match(known) or each in ("", None, [], {}):
            continue
        if known in {"for", "segment", "segments", "customersegment", "customersegments"}:
            fields.setdefault("for", []).extend(_texts(each))
        elif known in {"kind", "type", "category", "phase"} and _is_text(each):
            fields.setdefault("kind", []).append(str(each))
        elif known in {"later", "future", "planned"}:
            fields["later"] = [str(each).lower()]
        elif known in TOLD and _is_text(each):
            fields.setdefault(known, []).append(str(each))
        elif known in {"status", "confidence", "validation"} and sure_of(str(each)):
            fields.setdefault("evidence", []).append(str(each))
        elif known in _DETAIL and _is_text(each):
            fields.setdefault("detail", []).extend(str(each).strip().split("\n"))
        else:
            said = ", ".join(_texts(each))
            fields.setdefault("detail", []).append(f"{_shown(key)}: {said}" if said else "")
    fields["detail"] = [each for each in fields.get("detail", []) if each]
    yield item(_rich(str(value[name]).strip().replace("\n", " ")), 0, line, fields)


def _unnamed(value: dict[str, Any], line: int) -> Iterator[Piece]:
    """Yield the note that an object without a known text is: its first name, or what that says."""
    said = {
        key: ", ".join(_texts(each)) for key, each in value.items() if not _IDS.match(_flat(key))
    }
    said = {key: each for key, each in said.items() if each}
    if len(said) == 1:
        ((key, each),) = said.items()
        yield item(_rich(str(key)), 0, line, {"detail": [each]})
    elif said:
        first, *rest = said
        yield item(
            said[first], 0, line, {"detail": [f"{_shown(key)}: {said[key]}" for key in rest]}
        )


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if isinstance(value, dict):
        return [_line(value)]
    return [str(value)] if value not in ("", None) else []


def _lines(value: str, line: int) -> Iterator[Piece]:
    """Yield the notes of a text: its lines, or what stands between its commas."""
    lines = [each for each in value.split("\n") if each.strip()]
    if len(lines) == 1:
        for part in parts_of(BULLET.sub("", lines[0])):
            yield item(_rich(part), 0, line)
        return
    for each in lines:
        bare = BULLET.sub("", each).strip()
        deeper = len(each) - len(each.lstrip()) >= 2 and bool(BULLET.match(each))
        if is_label(bare) and not BULLET.match(each):
            yield heading(bare, 2, line)
        else:
            yield item(_rich(bare), int(deeper), line)


def _said(text: str, line: int, *, is_led: bool) -> Iterator[Piece]:
    text = BULLET.sub("", text.strip())
    if is_led:
        lead = colon_lead(_unlinked(text))
        yield item(_rich(lead.text), 0, line, {"detail": [_unstarred(lead.rest)]})
    elif text:
        yield item(_rich(text), 0, line)


def _unlinked(text: str) -> str:
    return _LINK.sub(r"\1 (\2)", text)


def _unstarred(text: str) -> str:
    return _STRONG.sub(lambda found: found[1] or found[2], text)


def _rich(text: str) -> Text:
    """Return a text in runs: what stands between two stars is strong."""
    return runs_of(
        _unlinked(text), _STRONG, lambda found: Run(found[1] or found[2], is_strong=True)
    )

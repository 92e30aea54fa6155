"""Our own Markdown, read back without loss: its marks are fields, its texts exactly what they are.

A document of ours has the nine blocks by the numbers and titles of a pack.  Behind the text of a
note stand the letters of its segments, its kinds and its marks; below it its further texts, and
what it is for and of which kind, where that is told in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from bmc_cli.importing.outline import Kind, Piece, Text, plain
from bmc_cli.importing.sections import Section
from bmc_cli.importing.texts import lines_of
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.words.packs import Pack, every_target

_LETTER = re.compile(r"[A-Z]{1,2}")
_LETTERS = re.compile(r" \[([A-Z]{1,2}(?:[ ,]+[A-Z]{1,2})*)\]$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Told(NamedTuple):
    """A note that was read back, with the letters and the names of what it is for."""

    note: Note
    letters: tuple[str, ...] = ()
    targets: str = ""


def pack_of(sections: Sequence[Section], packs: Sequence[Pack]) -> Pack | None:
    """Return the pack whose words a document of ours is in, None for one of somebody else."""
    titles = {section.title for section in sections if section.key}
    for pack in packs:
        wanted = {f"{block.number}. {pack.blocks[block.key].title}" for block in BLOCKS}
        if wanted <= titles:
            return pack
    return None


def canvas_of(sections: Sequence[Section], pack: Pack) -> Canvas:
    """Return the canvas in a document of ours, which is in the words of ``pack``."""
    read = {
        section.key: [_note(items, section.key, pack) for items in _notes(section)]
        for section in sections
        if section.key
    }
    canvas = Canvas(language=pack.language, **_head(sections, pack))
    notes = {key: tuple(told.note for told in each) for key, each in read.items()}
    canvas = replace(canvas, blocks={block.key: notes.get(block.key, ()) for block in BLOCKS})
    linked = {
        key: tuple(_linked(told, key, canvas, pack) for told in each) for key, each in read.items()
    }
    return replace(canvas, blocks={block.key: linked.get(block.key, ()) for block in BLOCKS})


def _head(sections: Sequence[Section], pack: Pack) -> dict[str, str]:
    """Return the title block: the first heading, and the line below it."""
    above: list[Piece] = []
    for section in sections:
        if section.key:
            break
        above += [*([section.heading] if section.heading else []), *section.pieces]
    title = next((piece.plain for piece in above if piece.kind is Kind.HEADING), "")
    lines = (piece.plain for piece in above if piece.kind is Kind.PARAGRAPH)
    found = dict(about_of(next(lines, "").split(" · "), pack))
    is_named = title and title != pack.say("export.untitled")
    return {"title": title, **found} if is_named else found


def about_of(parts: Sequence[str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the fields of the title block that the parts of the line below the title are."""
    before, after = pack.say("show.iteration", n="\ue000").split("\ue000")
    author = []
    for part in parts:
        if _DATE.fullmatch(part):
            yield "date", part
        elif part.startswith(before) and part.endswith(after) and len(part) > len(before + after):
            yield "iteration", part[len(before) : len(part) - len(after)]
        else:
            author.append(part)
    if any(author):
        yield "author", " · ".join(author)


def _notes(section: Section) -> Iterator[list[Piece]]:
    """Yield the items of each note: its own, and those below it."""
    items: list[Piece] = []
    for piece in section.pieces:
        if piece.kind is not Kind.ITEM:
            continue
        if piece.level == 0 and items:
            yield items
            items = []
        items.append(piece)
    if items:
        yield items


def _note(items: Sequence[Piece], key: str, pack: Pack) -> Told:
    first, *others = lines_of(items[0].text)
    said, letters = _behind(_unlettered(first) if key == SEGMENTS else first, key, pack)
    texts: dict[str, list[str]] = {"detail": [], "outlook": [], "remark": []}
    name = "detail"
    for line in others:
        text = plain(line)
        for other in ("outlook", "remark"):
            if text.startswith(lead := pack.say(f"show.{other}") + " "):
                name, text = other, text[len(lead) :]
        texts[name].append(text)
    targets = ""
    for piece in items[1:]:
        label, _, value = piece.plain.partition(": ")
        if f"{label}:" == pack.say("show.for"):
            targets = value
        elif f"{label}:" == pack.say("show.kinds"):
            said["kinds"] = _kinds(value, key, pack)
    below = {each: "\n".join(lines) for each, lines in texts.items() if lines}
    return Told(Note(**said, **below), letters, targets)


def _unlettered(line: Text) -> Text:
    """Return the text of a segment without the letter before it."""
    if line and line[0].is_strong and _LETTER.fullmatch(line[0].text) and len(line) > 1:
        return (line[1]._replace(text=line[1].text.removeprefix(" ")), *line[2:])
    return line


def _behind(line: Text, key: str, pack: Pack) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a note by its text and what stands behind that, and the letters of its segments."""
    said: dict[str, Any] = {}
    letters: tuple[str, ...] = ()
    while len(line) > 1:
        last = line[-1].text
        if line[-1].is_slanted and last.startswith("("):
            marks = [mark.strip() for mark in last.strip("()").split(",")]
            said["later"] = pack.say("show.later") in marks
        elif line[-1].is_slanted and (kinds := _kinds(last, key, pack)):
            said["kinds"] = kinds
        elif not last.strip():
            pass
        else:
            break
        line = line[:-1]
    text = plain(line).rstrip()
    if (found := _LETTERS.search(text)) and SEGMENTS in BY_KEY[key].targets:
        letters = tuple(re.findall(r"[A-Z]+", found[1]))
        text = text[: found.start()]
    return {"text": text, **said}, letters


def _kinds(said: str, key: str, pack: Pack) -> tuple[str, ...]:
    """Return the kinds that labels in a row name; a label may hold a comma."""
    labels = {kind.label: name for name, kind in pack.blocks[key].kinds.items()}
    known = {**{name: name for name in labels.values()}, **labels}
    return tuple(known.get(each, each) for each in _parted(said, known))


def _linked(told: Told, key: str, canvas: Canvas, pack: Pack) -> Note:
    """Return a note with its links, found among the notes that it may be for."""
    note = told.note
    if told.targets:
        if told.targets == every_target(key, pack):
            return replace(note, links=EVERY_TARGET)
        texts = [n.text for target in BY_KEY[key].targets for n in canvas.notes(target)]
        known = {composed(text): text for text in texts}
        found = (known.get(composed(each), each) for each in _parted(told.targets, known))
        return replace(note, links=tuple(dict.fromkeys(found)))
    if told.letters:
        segments = canvas.notes(SEGMENTS)
        numbers = [_number(letter) for letter in told.letters]
        return replace(note, links=tuple(segments[at].text for at in numbers if at < len(segments)))
    return note


def _number(letters: str) -> int:
    """Return the place of the segment with these ``letters``, from 0: A, B ... Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parted(said: str, known: Mapping[str, Any]) -> list[str]:
    """Return the names in a row with commas; the longest that is known goes first."""
    parts = said.split(", ")
    found = []
    while parts:
        fitting = (n for n in range(len(parts), 0, -1) if composed(", ".join(parts[:n])) in known)
        number = next(fitting, 1)
        found.append(", ".join(parts[:number]))
        parts = parts[number:]
    return found

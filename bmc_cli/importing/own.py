"""Our own Markdown, read back without loss: its marks are fields, its texts exactly what they are.

A document of ours has the nine blocks by the numbers and titles of a pack.  Behind the text of a
note stand the letters of its segments, its kinds and its marks; below it its further texts, and
what it is for and of which kind, where that is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bmc_cli.importing import own_lines, own_marks
from bmc_cli.importing.outline import Kind, Piece, Text, plain
from bmc_cli.importing.own_marks import Told, parted
from bmc_cli.importing.sections import Section
from bmc_cli.importing.texts import DATE
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack, every_target


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
    read_note = own_marks.note_of if _has_grid(sections) else own_lines.note_of
    read = {
        section.key: [read_note(items, section.key, pack) for items in _notes(section)]
        for section in sections
        if section.key
    }
    head: dict[str, Any] = {"language": pack.language, **_head(sections, pack)}
    canvas = Canvas(**head)
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
    line = next((piece.text for piece in above if piece.kind is Kind.PARAGRAPH), ())
    found = dict(_worded(line, pack)) or dict(about_of(plain(line).split(" · "), pack))
    is_named = title and title != pack.say("export.untitled")
    return {"title": title, **found} if is_named else found


def _worded(line: Text, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the fields in a line that has a slanted word before each: ``*By:* Ann · *Date:* …``."""
    words = {
        said: name.removeprefix("field_")
        for name, said in pack.words["export"].items()
        if name.startswith("field_")
    }
    places = [at for at, run in enumerate(line) if run.is_slanted and run.text in words]
    for at, end in pairwise((*places, len(line))):
        value = plain(line[at + 1 : end])
        yield words[line[at].text], value.removesuffix(" · ").removeprefix(" ")


def about_of(parts: Sequence[str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the fields of the title block that the parts of the line below the title are."""
    before, after = pack.say("show.iteration", n="\ue000").split("\ue000")
    author = []
    undecided = f"{pack.say('show.undecided')}: "
    for part in parts:
        if part.startswith(undecided) and not {*part[len(undecided) :].split(", ")} - {*HEAD}:
            continue  # its versions do not stand there
        if DATE.fullmatch(part):
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


def _has_grid(sections: Sequence[Section]) -> bool:
    """Whether the document begins with the canvas drawn: then its marks stand in its lines."""
    first = next(at for at, section in enumerate(sections) if section.key)
    return any(piece.kind is Kind.TABLE for each in sections[:first] for piece in each.pieces)


def _linked(told: Told, key: str, canvas: Canvas, pack: Pack) -> Note:
    """Return a note with its links, found among the notes that it may be for."""
    note = told.note
    if note.links == EVERY_TARGET or (told.targets and told.targets == every_target(key, pack)):
        return replace(note, links=EVERY_TARGET)
    if told.targets or note.links:
        texts = [n.text for target in BY_KEY[key].targets for n in canvas.notes(target)]
        known = {composed(one_line(text)): text for text in texts}
        names = note.links or parted(told.targets, known)
        found = (known.get(composed(each), each) for each in names)
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

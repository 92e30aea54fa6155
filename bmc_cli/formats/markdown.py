"""A canvas as Markdown: the grid, then headings and lists that show every text as it is.

All that a canvas says of its notes can be read back from it (docs/markdown.md): what is ours is
markup or stands behind a word of ours, and no text of a note is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bmc_cli.formats.markdown_grid import grid
from bmc_cli.model.alike import composed
from bmc_cli.words.chapter import Chapter

if TYPE_CHECKING:
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import View
    from bmc_cli.words.notes import NoteWords, Tie

# Signs that are markup anywhere; an entity, the short name of an emoji and an address; and
# at the start of a line, what makes it a heading or an item of a list.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|:(?=[\w+-]+:|//)|(?<=www)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(?:(\d+)([.)])|([#+=-]))", re.MULTILINE)
_EDGES = re.compile(r"^\s+|\s+$")
_LIKE_A_WORD = re.compile(r"[^\n:]{1,60}:(\s|$)")
"""A text that begins as what stands behind a word of ours."""


def escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows it as it is."""
    return _AT_START.sub(r"\1\\\2\3", _ANYWHERE.sub(r"\\\g<0>", text))


def write(view: View, setting: Setting) -> str:
    """Return a canvas as a document."""
    return "".join(f"{line}\n" for line in markdown(view, setting.chapters))


def markdown(view: View, chapters: Iterable[Chapter] = ()) -> Iterator[str]:
    """Yield the lines of a canvas: the grid, the blocks in interview order, then the chapters."""
    yield f"# {escaped(view.heading)}"
    if view.head:
        yield ""
        yield " · ".join(f"*{escaped(word)}* {escaped(value)}" for word, value in view.head)
    yield from ("", *grid(view))
    letters = {composed(each.name): each.letter for each in view.segments}
    for block in view.blocks.values():
        yield from ("", f"## {block.number}. {escaped(block.title)}", "")
        for at, note in enumerate(block.notes):
            own = f"**{view.segments[at].letter}** " if block.holds_segments else ""
            yield from _note(view, note, own, letters)
        if not block.notes:
            yield f"*{escaped(_flat(block.question))}*"
    for chapter in chapters:
        yield from ("", *chapter_lines(chapter, level=2))
    yield from ("", "---", "", escaped(_flat(view.credit)))


def _note(view: View, note: NoteWords, own: str, letters: Mapping[str, str]) -> Iterator[str]:
    """Yield an item for a note: its text and marks, and below it what it says besides."""
    marks, below = [], []
    if note.mark:
        marks.append(f"*{escaped(note.brackets)}*")
    for tie in note.tied:
        short = _short(tie, letters)
        marks += [short] if short else []
        below += [f"{tie.label} {value}" for value in tie.values if not short]
    if note.version:
        below.append(f"{view.say('show.undecided')}: {note.version}")
    below += [
        f"{view.say('diff.detail')} {each.text}"
        if not each.lead and _LIKE_A_WORD.match(each.text)
        else each.said
        for each in note.below
    ]
    yield _item(note.text, indent="", before=own, after="".join(f" {mark}" for mark in marks))
    yield from (_item(each, indent="  ") for each in below)


def _short(tie: Tie, letters: Mapping[str, str]) -> str:
    """Return what a note is for or of as a mark in its line, "" where that would not be clear."""
    if tie.every:
        return f"[{escaped(tie.every)}]"
    if tie.name == "kind":
        is_clear = not any(value.startswith("(") or value != value.strip() for value in tie.values)
        return ", ".join(f"*{escaped(value)}*" for value in tie.values) if is_clear else ""
    found = [letters.get(composed(value), "") for value in tie.values]
    return f"[{' '.join(found)}]" if tie.name == "for" and all(found) else ""


def _item(text: str, *, indent: str, before: str = "", after: str = "") -> str:
    """Return an item of a list in which the lines of ``text`` stand as they are.

    White space at an edge, which would be lost, becomes entities: " b" is "&#32;b".
    """
    lines = [_EDGES.sub(_as_entities, escaped(line)) for line in _kept(text)]
    return f"{indent}- {before}" + f"\\\n{indent}  ".join(lines) + after


def _kept(text: str) -> Sequence[str]:
    """Return the lines of a text, one of white space with one sign more, as an empty one has."""
    return [line if line.strip() else f"{line} " for line in text.split("\n")]


def _as_entities(run: re.Match[str]) -> str:
    return "".join(f"&#{ord(each)};" for each in run[0])


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def chapter_lines(chapter: Chapter, level: int) -> Iterator[str]:
    """Yield a chapter under a heading of ``level``."""
    yield f"{'#' * level} {escaped(chapter.title)}"
    for part in chapter.parts:
        if part.heading:
            yield from ("", f"{'#' * (level + 1)} {escaped(part.heading)}")
        for paragraph in part.paragraphs:
            yield from ("", escaped(paragraph))
        if part.items:
            yield from ("", *(f"- {escaped(item)}" for item in part.items))

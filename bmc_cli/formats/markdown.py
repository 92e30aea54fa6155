"""A canvas as Markdown: headings and lists that read well, and show every text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bmc_cli.drawing.outline import mark_of, ties_of
from bmc_cli.drawing.poster import about, title_of
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.links import SEGMENTS, letters
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.chapter import Chapter

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

# Signs that are markup anywhere; an entity, the short name of an emoji and an address; and
# at the start of a line, what makes it a heading or an item of a list.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|:(?=[\w+-]+:|//)|(?<=www)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(?:(\d+)([.)])|([#+=-]))", re.MULTILINE)


def escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows it as it is."""
    return _AT_START.sub(r"\1\\\2\3", _ANYWHERE.sub(r"\\\g<0>", text))


def markdown(canvas: Canvas, pack: Pack, chapters: Iterable[Chapter] = ()) -> Iterator[str]:
    """Yield the lines of ``canvas`` in interview order, then the chapters."""
    yield f"# {escaped(title_of(canvas, pack))}"
    if parts := about(canvas, pack):
        yield from ("", escaped(" · ".join(parts)))
    for block in BLOCKS:
        prompt = pack.blocks[block.key]
        yield from ("", f"## {block.number}. {escaped(one_line(prompt.title))}", "")
        yield from _notes(canvas, block.key, pack)
        if not canvas.notes(block.key):
            yield f"*{escaped(one_line(prompt.question))}*"
    for chapter in chapters:
        yield from ("", *chapter_lines(chapter, level=2))
    yield from ("", "---", "", escaped(one_line(pack.credit)))


def _notes(canvas: Canvas, key: str, pack: Pack) -> Iterator[str]:
    signs = letters(canvas)
    for at, note in enumerate(canvas.notes(key)):
        lead = f"**{signs[key, at]}** " if key == SEGMENTS and signs else ""
        later = f" *{escaped(said)}*" if (said := mark_of(note, pack)) else ""
        details = [escaped(line.strip()) for line in clean(note.detail).split("\n")]
        lines = [f"{lead}{escaped(one_line(note.text))}{later}", *filter(None, details)]
        yield "- " + "\\\n  ".join(lines)
        yield from (f"  - {escaped(tie)}" for tie in ties_of(note, pack, key))


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

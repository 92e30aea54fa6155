"""A canvas as Markdown: headings and lists that read well, and show every text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bmc_cli.words.chapter import Chapter

if TYPE_CHECKING:
    from bmc_cli.formats.table import Setting
    from bmc_cli.view import BlockView, View

# Signs that are markup anywhere; an entity, the short name of an emoji and an address; and
# at the start of a line, what makes it a heading or an item of a list.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|:(?=[\w+-]+:|//)|(?<=www)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(?:(\d+)([.)])|([#+=-]))", re.MULTILINE)


def escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows it as it is."""
    return _AT_START.sub(r"\1\\\2\3", _ANYWHERE.sub(r"\\\g<0>", text))


def write(view: View, setting: Setting) -> str:
    """Return a canvas as a document."""
    return "".join(f"{line}\n" for line in markdown(view, setting.chapters))


def markdown(view: View, chapters: Iterable[Chapter] = ()) -> Iterator[str]:
    """Yield the lines of a canvas in interview order, then the chapters."""
    yield f"# {escaped(view.heading)}"
    if view.about:
        yield from ("", escaped(" · ".join(view.about)))
    for block in view.blocks.values():
        yield from ("", f"## {block.number}. {escaped(block.title)}", "")
        yield from _notes(view, block)
        if not block.notes:
            yield f"*{escaped(_flat(block.question))}*"
    for chapter in chapters:
        yield from ("", *chapter_lines(chapter, level=2))
    yield from ("", "---", "", escaped(_flat(view.credit)))


def _notes(view: View, block: BlockView) -> Iterator[str]:
    letters = view.letters if block.holds_segments else ()
    for at, note in enumerate(block.notes):
        letter = f"**{letters[at]}** " if letters else ""
        mark = f" *{escaped(note.brackets)}*" if note.mark else ""
        below = [line.strip() for each in note.below for line in each.said.split("\n")]
        lines = [f"{letter}{escaped(note.text_line)}{mark}", *map(escaped, filter(None, below))]
        yield "- " + "\\\n  ".join(lines)
        yield from (f"  - {escaped(tie)}" for tie in note.ties)


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

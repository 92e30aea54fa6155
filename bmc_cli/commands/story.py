"""``bmc story``: the canvas told along its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.session import joined, pack_for
from bmc_cli.drawing.chapter import Chapter, Part
from bmc_cli.file.storage import load
from bmc_cli.formats.markdown import chapter_lines
from bmc_cli.method.story import Paragraph, Sentence, story
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack


def run(path: Path, *, markdown: bool, lang: str | None, prompts: Path | None) -> None:
    """Tell the canvas at ``path`` as plain text or as Markdown."""
    canvas = load(path).canvas
    pack = pack_for(lang, prompts, canvas.language)
    chapter = chapter_of(canvas, pack)
    if markdown:
        for line in chapter_lines(chapter, level=1):
            terminal.result(one_line(line))
        return
    for line in plain_lines(chapter):
        terminal.result_lines(terminal.wrapped_result(one_line(line)))


def chapter_of(canvas: Canvas, pack: Pack) -> Chapter:
    """Return the story in words: a title, then paragraphs under their headings."""
    title = one_line(canvas.title)
    named = pack.say("story.opening", title=title) if title else pack.say("story.opening_untitled")
    return Chapter(named, tuple(_part(paragraph, canvas, pack) for paragraph in story(canvas)))


def _part(paragraph: Paragraph, canvas: Canvas, pack: Pack) -> Part:
    heading = "" if paragraph.heading == "opening" else _heading(paragraph, canvas, pack)
    return Part(heading, (" ".join(say(sentence, pack) for sentence in paragraph.sentences),))


def plain_lines(chapter: Chapter) -> Iterator[str]:
    """Yield a chapter as lines, a paragraph on one."""
    yield chapter.title
    for part in chapter.parts:
        yield ""
        yield from [part.heading] if part.heading else []
        yield from part.paragraphs


def _heading(paragraph: Paragraph, canvas: Canvas, pack: Pack) -> str:
    if paragraph.segment is None:
        return pack.say(f"story.{paragraph.heading}")
    sign, text = paragraph.segment
    alone = len(canvas.notes("customer_segments")) == 1
    return one_line(text) if alone else f"{sign}. {one_line(text)}"


def say(sentence: Sentence, pack: Pack) -> str:
    """Return a sentence with its notes in it."""
    if sentence.template == "missing":
        notes = [pack.say(f"story.{name}") for name in sentence.notes]
    elif sentence.template == "nothing":
        notes = [pack.blocks[key].title.lower() for key in sentence.notes]
    else:
        notes = [inside(one_line(note), pack) for note in sentence.notes]
    goals = joined(
        [
            f"\N{LEFT DOUBLE QUOTATION MARK}{one_line(goal)}\N{RIGHT DOUBLE QUOTATION MARK}"
            for goal in sentence.goals
        ],
        pack,
    )
    values = {"notes": _listed(notes, pack), "goals": goals, "n": len(notes)}
    return re.sub(r"(?<=[!?…])\.$", "", pack.say(f"story.{sentence.template}", **values))


def _listed(notes: list[str], pack: Pack) -> str:
    """Return notes as a list within a sentence; semicolons part those that hold commas."""
    stop = "; " if any("," in note or ":" in note for note in notes) else ", "
    if stop == "; " and len(notes) > 1:
        return f"{stop.join(notes[:-1])}; {pack.say('show.and')} {notes[-1]}"
    return joined(notes, pack)


def inside(note: str, pack: Pack) -> str:
    """Return a note as it reads in the middle of a sentence: names keep their capital."""
    note = note.rstrip(" .")
    word = re.match(r"\w*", note)
    first, rest = (word[0] if word else ""), note[len(word[0]) :] if word else note
    if note.startswith(("IJ", "Eé")):  # one letter, and one accent, in Dutch
        return {"IJ": "ij", "Eé": "éé"}[note[:2]] + note[2:]
    is_name = first.casefold() in pack.capitals or bool(re.match(" [A-Z][a-z]", rest))
    if is_name or (len(first) > 1 and not first[1:].islower()):
        return note
    return note[:1].lower() + note[1:]

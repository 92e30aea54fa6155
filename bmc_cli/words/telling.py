"""The story of a canvas in words: from its paragraphs to sentences with the notes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bmc_cli.method.story import Paragraph, Sentence, story
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import one_line, quoted
from bmc_cli.words.chapter import Chapter, Part
from bmc_cli.words.packs import Pack, joined
from bmc_cli.words.terms import terms_of


def chapter_of(canvas: Canvas, pack: Pack) -> Chapter:
    """Return the story in words: a title, then paragraphs under their headings."""
    title = one_line(canvas.title)
    named = pack.say("story.opening", title=title) if title else pack.say("story.opening_untitled")
    paragraphs = story(canvas, terms_of(pack))
    return Chapter(named, tuple(_part(paragraph, canvas, pack) for paragraph in paragraphs))


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
    segment_letter, text = paragraph.segment
    alone = len(canvas.notes("customer_segments")) == 1
    return one_line(text) if alone else f"{segment_letter}. {one_line(text)}"


def say(sentence: Sentence, pack: Pack) -> str:
    """Return a sentence with its notes in it."""
    if sentence.template == "missing":
        notes = [pack.say(f"story.{name}") for name in sentence.notes]
    elif sentence.template == "nothing":
        notes = [pack.blocks[key].title.lower() for key in sentence.notes]
    else:
        notes = [inside(one_line(note), pack) for note in sentence.notes]
    goals = joined([quoted(goal) for goal in sentence.goals], pack)
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

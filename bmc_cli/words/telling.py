"""The story of a canvas in words: from its paragraphs to sentences with the notes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter

from bmc_cli.method.story import Paragraph, Sentence, story
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.links import SEGMENTS
from bmc_cli.plain_text import one_line, quoted
from bmc_cli.words.chapter import Chapter, Part
from bmc_cli.words.packs import Pack, joined
from bmc_cli.words.story_cards import cards
from bmc_cli.words.terms import terms_of


def chapter_of(canvas: Canvas, pack: Pack) -> Chapter:
    """Return the story in words: a title, then paragraphs under their headings."""
    title = one_line(canvas.title)
    named = pack.say("story.opening", title=title) if title else pack.say("story.opening_untitled")
    paragraphs = story(canvas, terms_of(pack))
    parts = tuple(_part(paragraph, canvas, pack) for paragraph in paragraphs)
    return Chapter(named, parts, partial(cards, paragraphs, canvas, pack))


def _part(paragraph: Paragraph, canvas: Canvas, pack: Pack) -> Part:
    heading = "" if paragraph.heading == "opening" else _heading(paragraph, canvas, pack)
    parts = [paragraph.sentences]
    if paragraph.heading == "means":  # it is long: a breath after each block
        parts = [tuple(said) for _, said in groupby(paragraph.sentences, attrgetter("sort"))]
    return Part(heading, [" ".join(say(sentence, pack) for sentence in part) for part in parts])


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
    alone = len(canvas.notes(SEGMENTS)) == 1
    return one_line(text) if alone else f"{segment_letter}. {one_line(text)}"


def say(sentence: Sentence, pack: Pack) -> str:
    """Return a sentence with its notes in it, each as it was written."""
    if sentence.template == "missing":
        notes = _named(sentence.notes, pack)
    elif sentence.template == "nothing":
        notes = [pack.blocks[key].title for key in sentence.notes]
    else:
        notes = [quoted(note) for note in sentence.notes]
    said = pack.say(
        f"story.{sentence.template}",
        notes=joined(notes, pack),
        goals=joined([quoted(goal) for goal in sentence.goals], pack),
        functions=joined(_named(sentence.functions, pack), pack),
        n=_number(len(notes), pack),
    )
    return re.sub(r"(?<=[.!?…]\N{RIGHT DOUBLE QUOTATION MARK})\.$", "", said)


def _named(names: Sequence[str], pack: Pack) -> list[str]:
    return [pack.say(f"story.{name}") for name in names]


def _number(n: int, pack: Pack) -> str:
    """Return a number as it is written in a sentence: from two on in words, as far as they go."""
    spelled = dict(enumerate(pack.say("story.numbers").split(), start=2))
    return spelled.get(n, str(n))

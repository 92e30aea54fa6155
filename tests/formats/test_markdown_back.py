"""What a Markdown file says can be read back from it: every field of every note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bmc_cli.formats.markdown import markdown
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.plain_text import clean, one_line
from bmc_cli.view import view
from bmc_cli.words.packs import every_target
from tests.documents import canvases
from tests.drawing.posters import CANVASES
from tests.packs import pack

READER = MarkdownIt("gfm-like", {"linkify": False}).disable("text_join")
"""A reader that tells what is escaped, and so a text, from what stands there as a sign."""

WORDS = pack("en")
LEADS = {
    WORDS.say("show.for"): "for",
    WORDS.say("show.kinds"): "kind",
    WORDS.say("diff.detail"): "detail",
    WORDS.say("show.outlook"): "outlook",
    WORDS.say("show.remark"): "remark",
    f"{WORDS.say('show.undecided')}:": "conflict",
}


@dataclass
class Line:
    """An item of a list: its text, and what stands as a mark in it."""

    text: str = ""
    bold: list[str] = field(default_factory=list)
    italic: list[str] = field(default_factory=list)
    brackets: str = ""


def lined(node: SyntaxTreeNode) -> Line:
    """Read the content of a paragraph: its text ends where its first mark begins."""
    said = Line()
    for child in node.children[0].children:
        is_marked = bool(said.italic or said.brackets)
        if child.type == "strong":
            said.bold.append(plain(child))
        elif child.type == "em":
            said.italic.append(plain(child))
        elif child.type == "text" and "[" in child.content:
            before, _, after = child.content.partition("[")
            said.text += "" if is_marked else before
            said.brackets = after.partition("]")[0]
        elif not is_marked:
            said.text += "\n" if child.type == "hardbreak" else child.content
    said.text = said.text.removesuffix(" ") if said.italic or said.brackets else said.text
    said.text = said.text.removeprefix(" ") if said.bold else said.text
    lines = (line if line.strip() else line[1:] for line in said.text.split("\n"))
    said.text = "\n".join(lines)
    return said


def plain(node: SyntaxTreeNode) -> str:
    return "".join(each.content for each in node.walk() if each.type in {"text", "text_special"})


def read(text: str) -> Canvas:
    """Read a canvas as docs/markdown.md says it stands there."""
    root = SyntaxTreeNode(READER.parse(text))
    canvas, key = Canvas(), ""
    letters: dict[str, str] = {}
    for node in root.children:
        if node.type == "heading" and node.tag == "h1":
            canvas = replace(canvas, title=plain(node))
        elif node.type == "heading":
            number = plain(node).partition(".")[0]
            key = BLOCKS[int(number) - 1].key if number.isdigit() else ""
        elif node.type == "paragraph" and not key:
            canvas = varied(canvas, headed(node))
        elif node.type == "bullet_list" and key:
            notes = tuple(noted(item, key, letters) for item in node.children)
            canvas = replace(canvas, blocks={**canvas.blocks, key: notes})
    return canvas


def varied(canvas: Canvas, head: Mapping[str, str]) -> Canvas:
    """Return a canvas with other fields of the title block."""
    named: Any = head
    return replace(canvas, **named)


def headed(node: SyntaxTreeNode) -> dict[str, str]:
    names = {WORDS.say(f"export.field_{name}"): name for name in ("author", "date")}
    names |= {WORDS.say(f"export.field_{name}"): name for name in ("iteration", "language")}
    found: dict[str, str] = {}
    name = ""
    for child in node.children[0].children:
        if child.type == "em":
            found = {each: said.removesuffix(" · ") for each, said in found.items()}
            name = names[plain(child)]
            found[name] = ""
        else:
            found[name] += child.content
    return {each: said.removeprefix(" ") for each, said in found.items()}


def noted(item: SyntaxTreeNode, key: str, letters: dict[str, str]) -> Note:
    said = lined(item.children[0])
    if said.bold:
        letters[said.bold[0]] = one_line(said.text)
    marks = [each for each in said.italic if each.startswith("(")]
    values: dict[str, list[str]] = {"kind": [each for each in said.italic if each not in marks]}
    if said.brackets == every_target(key, WORDS):
        values["for"] = list(EVERY_TARGET)
    elif said.brackets:
        values["for"] = [letters[each] for each in said.brackets.split(" ")]
    for sub in item.children[1].children if len(item.children) > 1 else ():
        text = lined(sub.children[0]).text
        lead = next((lead for lead in LEADS if text.startswith(f"{lead} ")), "")
        values.setdefault(LEADS.get(lead, "detail"), []).append(
            text.removeprefix(f"{lead} ") if lead else text
        )
    one = {name: "".join(values.get(name, ())) for name in ("detail", "outlook", "remark")}
    return Note(
        said.text,
        links=tuple(values.get("for", ())),
        kinds=tuple(values["kind"]),
        later=any(WORDS.say("show.later") in mark for mark in marks),
        conflict="".join(values.get("conflict", ())),
        **one,
    )


def cleaned(canvas: Canvas) -> Canvas:
    """What a drawing shows of a canvas: cleaned, with names on one line and kinds in words."""

    def note(key: str, each: Note) -> Note:
        known = WORDS.blocks[key].kinds
        return Note(
            clean(each.text),
            clean(each.detail),
            tuple(map(one_line, each.links)),
            tuple(one_line(known[kind].label if kind in known else kind) for kind in each.kinds),
            each.later,
            clean(each.outlook),
            clean(each.remark),
            clean(each.conflict),
        )

    names = ("title", "author", "date", "iteration", "language")
    head = {name: one_line(getattr(canvas, name)) for name in names}
    head["title"] = head["title"] or WORDS.say("export.untitled")
    blocks = {
        block.key: tuple(note(block.key, each) for each in canvas.notes(block.key))
        for block in BLOCKS
        if canvas.notes(block.key)
    }
    return varied(Canvas(blocks=blocks), head)


def back(canvas: Canvas) -> Canvas:
    return read("\n".join(markdown(view(canvas, WORDS))))


@pytest.mark.parametrize("name", CANVASES)
def test_every_field_is_read_back(name: str) -> None:
    assert back(CANVASES[name]) == cleaned(CANVASES[name])


def notes() -> Iterator[Note]:
    for text in ("a", "[A]", "(later)", "a [A B]", "*a*", "for: x", "a\n\n b ", "Remark: x", " "):
        yield Note(
            f"{text}.", text, ("One, two",), (text.strip() or "k",), outlook=text, remark=text
        )
        yield Note(f"{text}!", conflict=text, kinds=("a, b", "c"), later=True, links=EVERY_TARGET)
        yield Note(text.strip() or "x", links=("One, two", "Gone"))


@pytest.mark.parametrize("note", list(notes()), ids=lambda note: note.text)
def test_so_is_what_looks_like_a_mark(note: Note) -> None:
    segments: Sequence[Note] = (Note("One, two"), Note("Three"))
    canvas = Canvas("T", blocks={"customer_segments": tuple(segments), "channels": (note,)})
    assert back(canvas) == cleaned(canvas)


@settings(deadline=None, max_examples=80)
@given(canvases())
def test_so_is_any_canvas(canvas: Canvas) -> None:
    assert back(canvas) == cleaned(canvas)


def test_a_canvas_with_one_segment_names_it_by_its_letter() -> None:
    segments, channels = (Note("All"),), (Note("Shop", links=("All",)),)
    canvas = Canvas("T", blocks={"customer_segments": segments, "channels": channels})
    lines = list(markdown(view(canvas, WORDS)))
    assert {"- **A** All", "- Shop [A]"} <= set(lines)

"""Canvases, files that hold them and edits on them: a strategy for hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from bmc_cli.model.canvas import BLOCKS, HEAD, Block, Canvas, add, change, move, reach, remove
from bmc_cli.model.fields import EVERY_TARGET, EVIDENCE, Note
from tests.handwriting import Hand

Choice = TypeVar("Choice")

EVERYDAY = [
    "Families in the neighbourhood",
    "Hotels within 10 km",
    "Fresh bread at seven",
    "Webshop",
    "Market stall on Saturday",
    "de bakker om de hoek",
    "Café 't Hoekje",
]
TRICKY = [
    *["no", "12:30", "010", "1.0", "2026-11-23", "~", "null", "all", "true", "=", "<<"],
    *["a: b", "it's", 'say "x"', "- dash", "-dash", "-", "?", ":", "[x]", "{y}", "a, b", "x]"],
    *["C#", "# none", "one # two", "*star", "&x", "!t", "%p", "@home", "`tick", "|", ">"],
    *["---", "...", "a:", "a :b", ",", "back\\slash", "''", '"', "trailing -", "€ 5", "日本", "😀"],
    *["two\nlines", "two\n\nblocks\n  indented", "a\n- b", "a\n# b", "a \nb", "a\n\n\nb", "a\r\nb"],
    *["\x1b[31mred", "tab\there", "next\x85line", "a\u2028b", "\u202ertl", "\ufeffmark", "\x00"],
]
KINDS = ["price", "speed", "my own"]

anything = st.text(max_size=9).map(str.strip).filter(bool)
"""Any text that reading leaves as it is."""

_MOST = 2**20
_throws = st.integers(0, _MOST - 1)


class Dice:
    """Choices from what hypothesis draws, several from one number, as draws are slow."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.number = 0
        self.room = 1

    def below(self, most: int) -> int:
        """Return a whole number from 0 to below ``most``."""
        if self.room < most:
            self.number, self.room = self.draw(_throws), _MOST
        self.number, choice = divmod(self.number, most)
        self.room //= most
        return choice

    def pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.below(len(choices))]

    def text(self, besides: Sequence[Note] = ()) -> str:
        """Return a text that none of the notes ``besides`` has."""
        taken = {note.text for note in besides}
        form = self.below(4)
        if form < 3:
            free = [text for text in (EVERYDAY, TRICKY, TRICKY)[form] if text not in taken]
            return self.pick(free)
        return self.draw(anything.filter(lambda text: text not in taken))

    def note(self, canvas: Canvas, block: Block, text: str) -> Note:
        """Return a note of ``block`` that says ``text``, in half of the cases only that."""
        if not self.below(2):
            return Note(text)
        return Note(
            text,
            detail=self.text() if self.below(2) else "",
            links=self.links(canvas, block),
            kinds=tuple(dict.fromkeys(self.pick(KINDS) for _ in range(self.below(3)))),
            later=bool(self.below(2)),
            outlook="" if self.below(4) else self.text(),
            remark="" if self.below(4) else self.text(),
            evidence=self.pick(("", "", "", *EVIDENCE[1:])),
            test="" if self.below(6) else self.text(),
            learned="" if self.below(6) else self.text(),
            vital=not self.below(4),
            conflict="" if self.below(6) else self.text(),
        )

    def links(self, canvas: Canvas, block: Block) -> tuple[str, ...]:
        """Return links to what is there, to everything, to nothing, or to what is gone."""
        names = [note.text for key in block.targets for note in canvas.notes(key)]
        if not block.targets or not self.below(3):
            return ()
        if not names or not self.below(4):
            return self.pick([EVERY_TARGET, ("nobody we know",)])
        return tuple(dict.fromkeys(self.pick(names) for _ in range(1 + self.below(3))))

    def canvas(self) -> Canvas:
        """Return a canvas with up to four notes in up to nine blocks, no two of one text."""
        head = {name: self.text() for name in HEAD if self.below(3) == 2}
        canvas = Canvas(**head)  # type: ignore[arg-type]  # the fields of the head are texts
        for block in BLOCKS:
            size = self.below(8) - 3
            if size >= -1:
                canvas = reach(canvas, block.key)
            for _ in range(size):
                text = self.text(canvas.notes(block.key))
                canvas = add(canvas, block.key, self.note(canvas, block, text))
        return canvas if canvas.blocks else reach(canvas, "channels")

    def edit(self, canvas: Canvas) -> tuple[str, Canvas]:
        """Return the name of an edit and what it makes of ``canvas``."""
        filled = [block for block in BLOCKS if canvas.notes(block.key)]
        linked = [b for b in filled if any(b.key in other.targets for other in filled)]
        several = [block for block in filled if len(canvas.notes(block.key)) > 1]
        kinds = ["add", "head", "reach", *["say", "mark", "remove"] * bool(filled)]
        kinds += ["rename"] * bool(linked) + ["move", "move"] * bool(several)
        kind = self.pick(kinds)
        if kind == "head":
            name, text = self.pick(HEAD), self.text() if self.below(4) else ""
            return f"{name}: {text!r}", replace(canvas, **{name: text})  # type: ignore[arg-type]
        where = {"move": several, "rename": linked, "add": BLOCKS, "reach": BLOCKS}
        block = self.pick(where.get(kind, filled))
        if kind == "reach":
            return f"{block.key} reached", reach(canvas, block.key)
        notes = canvas.notes(block.key)
        if kind == "add":
            note = self.note(canvas, block, self.text(notes))
            return f"{block.key} + {note}", add(canvas, block.key, note)
        return self.edit_note(kind, canvas, block, self.pick(notes))

    def edit_note(self, kind: str, canvas: Canvas, block: Block, old: Note) -> tuple[str, Canvas]:
        if kind == "remove":
            return f"{block.key} - {old}", remove(canvas, block.key, old)
        if kind == "move":
            to = self.below(len(canvas.notes(block.key)))
            return f"{block.key} {old} to {to}", move(canvas, block.key, old, to)
        if kind == "mark":
            new = self.note(canvas, block, old.text)
        else:
            new = replace(old, text=self.text(canvas.notes(block.key)))
        return f"{block.key} {old} becomes {new}", change(canvas, block.key, old, new)


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """The text of a file, the canvas in it, and that canvas after one edit after another."""

    text: str
    canvas: Canvas
    steps: tuple[tuple[str, Canvas], ...]

    def __repr__(self) -> str:
        return f"Case({self.text!r}, {[name for name, _ in self.steps]})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Be told by hypothesis without three canvases in full."""
        printer.text(repr(self))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a canvas in anybody's hand, and one to three edits."""
    dice = Dice(draw)
    canvas = dice.canvas()
    text = Hand(dice.below).document(canvas)
    steps: list[tuple[str, Canvas]] = []
    for _ in range(1 + dice.below(3)):
        steps.append(dice.edit(steps[-1][1] if steps else canvas))
    return Case(text, canvas, tuple(steps))


@st.composite
def canvases(draw: st.DrawFn) -> Canvas:
    """Return canvases, with texts of all sorts."""
    return Dice(draw).canvas()

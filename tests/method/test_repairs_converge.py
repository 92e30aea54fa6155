"""Repairs mend: whoever does all that a check proposes ends with a canvas that hangs together.

Canvases of all sorts are repaired in the order of the findings and in reverse.  No repair
fails, none takes away what was there, what is mended stays mended, and after two rounds there
is no error and no warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bmc_cli.file.canvas_text import read
from bmc_cli.method.finding import Finding, Level
from bmc_cli.method.repairs import ASKED, Amend, Marks, Repair, Reword, Write, operations_of
from bmc_cli.method.rules import check
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.canvas import remove as without
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.operations import apply
from tests.method.rule_rows import TERMS, canvas_of

ANSWERS = Path(__file__).resolve().parents[1] / "answers"
REAL = [read(path.read_text("utf-8"), path.name).canvas for path in sorted(ANSWERS.glob("*.yaml"))]
ROUNDS = 2
WORDS = (
    *("Marktkraam zaterdag", "Kookworkshop", "Nieuwsbrief", "Spaarkaart", "Proeverij"),
    *("Bezorgfiets", "Ambachtsman", "Keukenhuur", "Telefoongesprek", "Folder in de bus"),
    *("Weekmenu", "Kerstpakket", "Stageplek", "Lunchroom", "Vergunning", "Magazijn"),
)

HURRIED = {
    "a few notes and no links": """
customer_segments: [Families, hotels, Offices nearby]
value_propositions: [Fresh bread]
channels: [Shop, Website, Van to hotels]
key_partners: [Mill, Flour trader, Accountant]
cost_structure: [Rent, Flour, Wages, Van]
""",
    "ideas in one note, a slip, a note twice": """
customer_segments: ["families, hotels, offices"]
value_propositions: [{text: Bread, for: family}, Products, Bread at seven and rolls at four]
customer_relationships: [{text: Chat}, {text: chat}]
channels: [{text: Shop, kind: [awarenes]}, {text: Van, kind: zzz}]
revenue_streams: [Sales, {text: Subscription to a loaf a day, kind: [subscription]}]
key_activities: [{text: Baking, for: [Bread]}, Driving, Driving]
cost_structure: [{text: Rent, for: [The shop]}, {text: Flour, kind: [variable]}]
""",
    "half of it, with names of notes that are gone": """
customer_segments: [Parents, {text: Grandparents, for: [Uncles]}]
value_propositions: [{text: Clothes that fit, for: [Parents]}, {text: Gift box, for: [Uncles]}]
customer_relationships: [{text: Mail, for: [Uncles]}, {text: Group, for: all}]
channels: [{text: Site, for: [Uncles, Parents]}, Fair]
revenue_streams: [{text: Sale, for: [Parents], kind: sale}]
key_activities: [{text: Washing, for: [Swaps]}, {text: Sorting, for: [Clothes that fit]}]
key_resources: [{text: Attic, for: [Swaps]}]
key_partners: [{text: Nursery, for: [Site]}, Post]
cost_structure: [{text: Stamps, for: [Post]}, {text: Rent, for: [Warehouse]}, Bank]
""",
    "for now and for later": """
customer_segments: [Families, {text: Hotels, later: true}]
value_propositions: [{text: Bread, for: [Hotels]}, {text: Cake, later: true, for: [Families]}]
channels: [{text: Van, for: [Hotels], later: true}, {text: Shop, for: [Hotels]}]
key_activities: [{text: Baking, for: [Cake]}]
revenue_streams: [{text: Sale, later: true, for: [Families]}]
""",
}


def taken_apart(seed: int) -> Canvas:
    """Return a real canvas without some of its notes, links and kinds."""
    random = Random(seed)
    canvas = REAL[seed % len(REAL)]
    for block in BLOCKS:
        for note in canvas.notes(block.key):
            chance = random.random()
            if chance < 0.2 and seed % 3:
                canvas = without(canvas, block.key, note)
            elif chance < 0.2:  # by hand, so that its name stays where it was linked to
                left = tuple(each for each in canvas.notes(block.key) if each != note)
                canvas = replace(canvas, blocks={**canvas.blocks, block.key: left})
    blocks = {
        key: tuple(stripped(note, random) for note in notes) for key, notes in canvas.blocks.items()
    }
    if seed % 5 == 0:
        blocks[random.choice(BLOCKS).key] = ()
    return replace(canvas, blocks=blocks)


def stripped(note: Note, random: Random) -> Note:
    links = tuple(each for each in note.links if random.random() > 0.4)
    kinds = tuple(each for each in note.kinds if random.random() > 0.4)
    return replace(note, links=links, kinds=kinds, later=note.later and random.random() > 0.2)


CANVASES = [
    pytest.param(Canvas(), id="empty"),
    *(pytest.param(canvas_of(text), id=name) for name, text in HURRIED.items()),
    *(pytest.param(canvas, id=canvas.title) for canvas in REAL),
    *(pytest.param(taken_apart(seed), id=f"taken apart {seed}") for seed in range(60)),
]


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "in reverse"])
@pytest.mark.parametrize("canvas", CANVASES)
def test_repairs_converge(canvas: Canvas, backwards: bool) -> None:
    words = (f"{WORDS[at % len(WORDS)]} {at}" for at in count())
    mended: set[tuple[str, ...]] = set()
    for _ in range(ROUNDS):
        canvas = repaired(canvas, words, mended, backwards=backwards)
    assert [each for each in found_in(canvas) if each.level < Level.ADVICE] == []


def repaired(
    canvas: Canvas, words: Iterator[str], mended: set[tuple[str, ...]], *, backwards: bool
) -> Canvas:
    """Return ``canvas`` after a round of repairs; what they mend goes to ``mended``."""
    found = found_in(canvas)
    for finding in reversed(found) if backwards else found:
        if finding.repair is None:
            continue
        done = apply(canvas, operations_of(worded(finding.repair, next(words)), canvas)).canvas
        assert_nothing_is_lost(canvas, done, finding.repair)
        canvas = done
        now = causes(found_in(canvas))
        mended |= causes([finding]) - now
        assert mended & now == set(), finding
    return canvas


def worded(repair: Repair, words: str) -> Repair:
    """Return a repair with what its user says where it asks."""
    if isinstance(repair, Write | Reword) and repair.text == ASKED:
        repair = replace(repair, text=words)
    if isinstance(repair, Write | Amend):
        texts = tuple((name, text or words) for name, text in repair.marks.texts)
        repair = replace(repair, marks=replace(repair.marks, texts=texts))
    return repair


def found_in(canvas: Canvas) -> list[Finding]:
    return check(canvas, TERMS["nl" if canvas.language == "nl" else "en"])


def causes(found: Sequence[Finding]) -> set[tuple[str, ...]]:
    """Return what was found, for each note that it was found of; a missing note is one cause."""
    return {
        (each.rule, each.key if each.rule != "unknown-target" else "", name)
        for each in found
        for name in each.names or ("",)
    }


def assert_nothing_is_lost(before: Canvas, after: Canvas, repair: Repair) -> None:
    for block in BLOCKS:
        for place, note in enumerate(before.notes(block.key)):
            is_here = block.key == repair.key
            if is_here and isinstance(repair, Reword) and place == repair.place:
                continue  # its words were asked for
            there = [now for now in after.notes(block.key) if now.text == note.text]
            assert any(says_all(now, note, repair) for now in there), note


def says_all(now: Note, note: Note, repair: Repair) -> bool:
    """Whether ``now`` says what ``note`` said, but for names of nothing that were to go."""
    marks = getattr(repair, "marks", Marks())
    links, kinds = set(note.links) - {*marks.unlinks}, set(note.kinds) - {*marks.unkinds}
    if isinstance(repair, Reword):  # the name of the note that was reworded is another one now
        is_linked = len(now.links) == len(note.links)
    else:
        is_linked = now.links == EVERY_TARGET or links <= set(now.links)
    is_told = note.detail in now.detail and note.outlook in now.outlook
    return is_linked and is_told and kinds <= set(now.kinds)

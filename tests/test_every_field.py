"""Each field of a note and of the title block goes the whole way: file, edit, diff, merge, out.

A field that is added to the canvas has its rows here by itself, and fails where it is forgotten.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bmc_cli.drawing.block_page import BlockPage
from bmc_cli.drawing.differences import lines
from bmc_cli.drawing.grid import Grid, Look
from bmc_cli.drawing.outline import outline
from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.screen import Screen
from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.file import canvas_text
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice import splice_canvas
from bmc_cli.file.storage import change, load
from bmc_cli.formats import json as json_format
from bmc_cli.formats.html import page
from bmc_cli.formats.markdown import markdown
from bmc_cli.formats.schema import schema
from bmc_cli.formats.svg import drawing
from bmc_cli.model.canvas import HEAD_FIELDS as HEAD_FIELDS_BY_NAME
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import apply, difference
from bmc_cli.model.fields import FIELDS, Field, Merge, Note, Place, Shape, in_place
from bmc_cli.model.merging import merge
from bmc_cli.view import View, view
from bmc_cli.words.choices import called
from bmc_cli.words.differences import told
from bmc_cli.words.notes import note_words
from bmc_cli.words.packs import Pack
from tests.commandline import bmc
from tests.drawing import drawn, squeezed
from tests.packs import pack

FIELD = {each.attribute: each for each in FIELDS}
NOTE_FIELDS = [pytest.param(each.name, id=each.name) for each in dataclasses.fields(Note)]
HEAD_FIELDS = [
    pytest.param(each.name, id=each.name)
    for each in dataclasses.fields(Canvas)
    if "head" in each.metadata
]

SEGMENTS, CHANNELS = "customer_segments", "channels"
MEANT = {
    "text": ("Shop at one", "Shop at two"),
    "links": (("Families",), ("Hotels",)),
    "kinds": (("purchase",), ("delivery",)),
    "evidence": ("tested", "proven"),
}
"""Values of the fields that mean something: wordings of the note "Shop", notes, kinds."""

BELOW = in_place(Place.BELOW)
TAG = re.compile("<[^>]*>")

DRAWINGS: dict[str, Callable[[View], str]] = {
    "grid": lambda said: squeezed(drawn(Grid(said, Look(details=True)), 60).replace("│", "")),
    "wide grid": lambda said: squeezed(drawn(Grid(said), 1000).replace("│", "")),
    "one block": lambda said: squeezed(drawn(BlockPage(said.blocks[CHANNELS], Look()), 60)),
    "step": lambda said: squeezed(
        drawn(Screen(said, CHANNELS, "?", "", Look(), has_notes=True), 60)
    ),
    "lines": lambda said: squeezed("".join(outline(said))),
    "markdown": lambda said: squeezed("".join(markdown(said))),
    "page": lambda said: squeezed(TAG.sub("", page(poster(said), PAPERS["A4"]))),
    "drawing": lambda said: squeezed(TAG.sub("", drawing(poster(said)).text)),
}
"""What a canvas is seen in, without white space."""

TEXT = """\
# Ours.
bmc: 1
customer_segments:
  - Families
  - Hotels
channels:
  - Shop   # on the corner
  - text: Van
    detail: On Saturday
    # the old one
    owner: Jo
"""


def samples(attribute: str) -> tuple[Any, Any]:
    """Return two values that a field may have, for a flag the same one twice."""
    if attribute in MEANT:
        return MEANT[attribute]
    shape = FIELD[attribute].shape
    if shape is Shape.FLAG:
        return True, True
    if shape is Shape.NAMES:
        return (f"One {attribute}",), (f"Other {attribute}",)
    return f"One {attribute}", f"Other {attribute}"


def document() -> Document:
    return canvas_text.read(TEXT, "canvas.yaml")


def varied(value: Any, **fields: Any) -> Any:
    """Return a canvas or a note with other fields, named by the rows."""
    return dataclasses.replace(value, **fields)


def saying(canvas: Canvas, attribute: str, value: Any, at: int = 0) -> Canvas:
    """Return ``canvas`` with a field of the channel at a place set."""
    notes = list(canvas.notes(CHANNELS))
    notes[at] = varied(notes[at], **{attribute: value})
    return dataclasses.replace(canvas, blocks={**canvas.blocks, CHANNELS: tuple(notes)})


def shown(field: Field, value: Any) -> str:
    """Return what a reader must see of a value: itself, or the mark that stands for it."""
    said = pack("en")
    if field.undone:
        return said.say(field.label)
    if field.attribute == "kinds":
        return said.blocks[CHANNELS].kinds[value[0]].label
    if field.shape is Shape.CHOICE:
        return called(field, value, said)
    return value if isinstance(value, str) else str(value[0])


@pytest.mark.parametrize("attribute", NOTE_FIELDS)
class TestAFieldOfANote:
    def test_is_written_and_read(self, attribute: str) -> None:
        said = saying(document().canvas, attribute, samples(attribute)[0])
        assert canvas_text.read(canvas_text.write(said), "").canvas == said

    @pytest.mark.parametrize("at", [0, 1], ids=["of a plain text", "of a mapping"])
    def test_is_spliced_in_changed_and_taken_out(self, attribute: str, at: int) -> None:
        first, second = samples(attribute)
        before = document()
        there = splice_canvas(before, saying(before.canvas, attribute, first, at), "")
        other = splice_canvas(there, saying(there.canvas, attribute, second, at), "")
        back = splice_canvas(other, before.canvas, "")
        assert getattr(there.canvas.notes(CHANNELS)[at], attribute) == first
        assert getattr(other.canvas.notes(CHANNELS)[at], attribute) == second
        assert back.canvas == before.canvas
        for result in (there, other, back):
            for own in ("# on the corner", "# the old one", "owner: Jo"):
                assert own in result.text

    def test_is_news_that_is_told(self, attribute: str) -> None:
        old = document().canvas
        first, second = samples(attribute)
        new = saying(old, attribute, first)
        (found,) = difference(old, new).news
        assert found.sign == "~"
        (name,) = found.news
        said = told(difference(old, new), pack("en"))
        seen = [line.plain for line in lines(said, coloured=False)]
        if FIELD[attribute].undone:
            assert pack("en").say(f"diff.{name}") in seen[-1]
        else:
            words = first.removeprefix("Shop ") if isinstance(first, str) else first[0]
            assert words in seen[-1]
        assert bool(difference(new, saying(old, attribute, second)).news) == (second != first)

    def test_is_applied(self, attribute: str) -> None:
        old = document().canvas
        for value in samples(attribute):
            new = saying(old, attribute, value)
            assert apply(old, difference(old, new)) == new
            assert apply(new, difference(new, old)) == old

    def test_is_merged_when_one_side_changed_it(self, attribute: str) -> None:
        base = document().canvas
        changed = saying(base, attribute, samples(attribute)[0])
        assert merge(base, changed, base).canvas == changed
        assert merge(base, base, changed).canvas == changed

    def test_is_merged_when_both_sides_changed_it_alike(self, attribute: str) -> None:
        base = document().canvas
        changed = saying(base, attribute, samples(attribute)[0])
        found = merge(base, changed, changed)
        assert (found.canvas, found.conflicts) == (changed, ())

    def test_is_merged_when_the_sides_changed_it_differently(self, attribute: str) -> None:
        first, second = samples(attribute)
        base = document().canvas
        found = merge(base, saying(base, attribute, first), saying(base, attribute, second))
        values = [getattr(note, attribute) for note in found.canvas.notes(CHANNELS)][:-1]
        expected = {
            Merge.VERSIONS: [first, second],
            Merge.UNION: [tuple(first) + tuple(second)] if isinstance(first, tuple) else [],
            Merge.OURS: [first],
            Merge.HIGHEST: [max(first, second)],
        }
        assert values == expected[FIELD[attribute].merge]
        assert bool(found.conflicts) == (FIELD[attribute].merge is Merge.VERSIONS)

    def test_is_taken_out_by_one_side_while_the_other_changes_something_else(
        self, attribute: str
    ) -> None:
        another, value = ("later", True) if attribute == "detail" else ("detail", "At seven")
        plain = document().canvas
        base = saying(plain, attribute, samples(attribute)[0])
        found = merge(base, plain, saying(base, another, value)).canvas.notes(CHANNELS)[0]
        assert getattr(found, attribute) == getattr(plain.notes(CHANNELS)[0], attribute)
        assert getattr(found, another) == value

    def test_is_in_json_and_comes_back_from_it(self, attribute: str) -> None:
        said = saying(document().canvas, attribute, samples(attribute)[0])
        data = json_format.write(said)
        assert FIELD[attribute].name in json.loads(data)[CHANNELS][0]
        assert canvas_text.read(data, "").canvas.notes(CHANNELS) == said.notes(CHANNELS)

    def test_is_in_the_schema(self, attribute: str) -> None:
        said = saying(document().canvas, attribute, samples(attribute)[0])
        shape = json.loads(schema(pack("en")))
        jsonschema.validate(json.loads(json_format.write(said)), shape)
        note = shape["properties"][CHANNELS]["anyOf"][0]["items"]["anyOf"][1]
        assert note["properties"][FIELD[attribute].name]["description"]

    @pytest.mark.parametrize("way", ["markdown", "line"])
    def test_is_shown(self, attribute: str, way: str) -> None:
        value = samples(attribute)[0]
        said = saying(document().canvas, attribute, value)
        note = said.notes(CHANNELS)[0]
        text = (
            "\n".join(markdown(view(said, pack("en"))))
            if way == "markdown"
            else note_words(note, pack("en"), CHANNELS).line
        )
        assert shown(FIELD[attribute], value) in text.replace("\\", "")

    def test_is_undone_and_put_back(
        self, attribute: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "canvas.yaml"
        path.write_text(TEXT, encoding="utf-8")
        value = samples(attribute)[0]
        _, after = change(path, lambda canvas: saying(canvas, attribute, value))
        assert bmc("undo").code == 0
        assert path.read_text(encoding="utf-8") == TEXT
        assert bmc("undo", "--redo").code == 0
        assert load(path).canvas == after


class TestATextBelowANote:
    """Whatever stands below a note is seen wherever one of them is, behind the word for it."""

    @pytest.fixture(params=["en", "nl"])
    def words(self, request: pytest.FixtureRequest) -> Pack:
        said: Pack = pack(request.param)
        return said

    def canvas(self, *fields: Field) -> Canvas:
        said = document().canvas
        for field in fields:
            said = saying(said, field.attribute, f"One {field.name}")
        return said

    def said(self, field: Field, words: Pack) -> str:
        lead = f"{words.say(field.lead)} " if field.lead else ""
        return f"{lead}One {field.name}"

    @pytest.mark.parametrize("way", DRAWINGS)
    def test_all_are_shown_in_the_order_of_the_table(self, way: str, words: Pack) -> None:
        shown = DRAWINGS[way](view(self.canvas(*BELOW), words))
        places = [shown.index(squeezed(self.said(each, words))) for each in BELOW]
        assert places == sorted(places)

    @pytest.mark.parametrize("field", BELOW, ids=lambda each: each.name)
    @pytest.mark.parametrize("way", DRAWINGS)
    def test_each_is_shown_without_the_others(self, way: str, field: Field, words: Pack) -> None:
        shown = DRAWINGS[way](view(self.canvas(field), words))
        assert squeezed(self.said(field, words)) in shown
        for other in BELOW:
            assert other is field or not other.lead or squeezed(words.say(other.lead)) not in shown

    def test_only_the_first_needs_no_word(self) -> None:
        assert [each.name for each in BELOW if not each.lead] == ["detail"]
        leads = [each.lead for each in BELOW if each.lead]
        assert len(set(leads)) == len(leads)

    @pytest.mark.parametrize("field", BELOW, ids=lambda each: each.name)
    def test_without_details_the_grid_is_the_same(self, field: Field, words: Pack) -> None:
        plain, more = (view(each, words) for each in (self.canvas(), self.canvas(field)))
        look = Look(details=False)
        assert drawn(Grid(more, look), 140) == drawn(Grid(plain, look), 140)

    @pytest.mark.parametrize("field", BELOW, ids=lambda each: each.name)
    def test_an_option_sets_it_and_takes_it_off(
        self, field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "canvas.yaml"
        path.write_text(TEXT, encoding="utf-8")
        done = bmc("edit", "4", "--note", "1", f"--{field.name}", " One\ttext\n", "--lang", "en")
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[-1].endswith("One text")
        assert field.of(load(path).canvas.notes(CHANNELS)[0]) == "One text"
        assert bmc("edit", "4", "--note", "1", f"--{field.name}", "").code == 0
        assert load(path).canvas == document().canvas

    @pytest.mark.parametrize("field", BELOW, ids=lambda each: each.name)
    def test_it_is_found(
        self, field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        text = canvas_text.write(self.canvas(*BELOW))
        (tmp_path / "canvas.yaml").write_text(text, encoding="utf-8")
        found = bmc("list", "--find", field.name, "--lang", "en").out
        assert found.endswith(f"1 Shop - {self.said(field, pack('en'))}\n")


@pytest.mark.parametrize("name", HEAD_FIELDS)
class TestAFieldOfTheTitleBlock:
    def test_is_written_and_read(self, name: str) -> None:
        said = varied(document().canvas, **{name: f"One {name}"})
        assert canvas_text.read(canvas_text.write(said), "").canvas == said

    def test_is_spliced_in_changed_and_taken_out(self, name: str) -> None:
        before = document()
        there = splice_canvas(before, varied(before.canvas, **{name: "One"}), "")
        other = splice_canvas(there, varied(before.canvas, **{name: "Other"}), "")
        back = splice_canvas(other, before.canvas, "")
        said = [getattr(each.canvas, name) for each in (there, other, back)]
        assert said == ["One", "Other", ""]

    def test_is_told_and_applied(self, name: str) -> None:
        old = document().canvas
        new = varied(old, **{name: "One"})
        found = difference(old, new)
        assert found.head == {name: ("", "One")}
        assert any("One" in line.plain for line in lines(told(found, pack("en")), coloured=False))
        assert apply(old, found) == new

    def test_is_merged(self, name: str) -> None:
        base = document().canvas
        one, other = (varied(base, **{name: value}) for value in ("One", "Other"))
        assert merge(base, one, base).canvas == one
        assert merge(base, base, one).canvas == one
        assert merge(base, one, one).canvas == one
        both = merge(base, one, other)
        is_ours = HEAD_FIELDS_BY_NAME[name].merge is Merge.OURS
        assert both.canvas.conflicts == ({} if is_ours else {name: ("One", "Other")})
        assert len(both.conflicts) == (not is_ours)
        assert getattr(both.canvas, name) == "One"

    def test_is_in_json_and_in_the_schema(self, name: str) -> None:
        said = varied(document().canvas, **{name: "One"})
        assert json.loads(json_format.write(said))[name] == "One"
        assert canvas_text.read(json_format.write(said), "").canvas.title == said.title
        assert json.loads(schema(pack("en")))["properties"][name]["description"]

    def test_is_undone_and_put_back(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "canvas.yaml"
        path.write_text(TEXT, encoding="utf-8")
        change(path, lambda canvas: varied(canvas, **{name: "en"}))
        assert bmc("undo").code == 0
        assert path.read_text(encoding="utf-8") == TEXT
        assert bmc("undo", "--redo").code == 0
        assert getattr(load(path).canvas, name) == "en"

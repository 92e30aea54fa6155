"""``bmc edit --apply``: operations in JSON, all or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.commands.shared.applying import obey_all
from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.file.splice import splice_canvas
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.commandline import Outcome, bmc
from tests.commands.conftest import CANVAS

ENGLISH = load_language("en")
Asked = dict[str, Any]


def asked(do: str, block: Any = 4, **more: Any) -> Asked:
    return {"do": do, "block": block, **more}


def applied(*operations: Any, options: tuple[str, ...] = ()) -> Outcome:
    return bmc("edit", "--apply", "-", *options, stdin=json.dumps(operations))


def made(canvas: Canvas, *operations: Asked) -> Canvas:
    return obey_all(canvas, operations, Path("canvas.yaml"), ENGLISH).canvas


SHOP, WEB, VAN = Note("Shop"), Note("Web shop", "Order before ten", ("Families",)), Note("Van")


@pytest.mark.parametrize(
    ("operations", "notes"),
    [
        pytest.param(
            [asked("add", "kanalen", text="App", **{"for": ["b"], "kind": "purchase"})],
            (SHOP, WEB, VAN, Note("App", links=("Hotels",), kinds=("purchase",))),
            id="add, by a Dutch name",
        ),
        pytest.param(
            [asked("add", text="Shop", **{"for": "all", "later": True})],
            (Note("Shop", links=("all",), later=True), WEB, VAN),
            id="add what is there",
        ),
        pytest.param(
            [asked("change", note="Shop", text="Corner shop", kind=["3", 1])],
            (Note("Corner shop", kinds=("purchase", "awareness")), WEB, VAN),
            id="change, by its text",
        ),
        pytest.param(
            [asked("change", note=2, detail="", add_for=["Hotels"], remove_for="A")],
            (SHOP, Note("Web shop", links=("Hotels",)), VAN),
            id="come and go",
        ),
        pytest.param(
            [asked("change", note=2, **{"for": []})],
            (SHOP, Note("Web shop", "Order before ten"), VAN),
            id="for nobody",
        ),
        pytest.param([asked("remove", note=1)], (WEB, VAN), id="remove"),
        pytest.param([asked("move", note=3, to=1)], (VAN, SHOP, WEB), id="move"),
        pytest.param([asked("carry", note=3, to="revenue")], (SHOP, WEB), id="carry"),
        pytest.param(
            [asked("remove", note=1), asked("remove", note=1)],
            (VAN,),
            id="numbers are those of the moment",
        ),
        pytest.param(
            [
                asked("add", 1, text="Schools"),
                asked("change", note="Van", **{"for": "C"}),
                asked("change", 1, note="Schools", text="Schools in town"),
            ],
            (SHOP, WEB, Note("Van", links=("Schools in town",))),
            id="one goes on with the other",
        ),
    ],
)
def test_operations_are_carried_out(
    canvas: Path, operations: list[Asked], notes: tuple[Note, ...]
) -> None:
    done = applied(*operations)
    assert done.code == 0
    assert load(canvas).canvas.notes("channels") == notes
    bmc("undo")
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_what_changed_is_told_block_by_block(canvas: Path) -> None:
    done = applied(
        asked("add", text="Shop", kind="purchase"),
        asked("carry", note="Van", to=5),
        {"do": "retitle", "field": "titel", "text": "The Bakery"},
    )
    assert done.out.splitlines() == [
        *("title", "- Bakery", "+ The Bakery"),
        *("4 Channels", "- 1 Shop", "- 3 Van", "+ 1 Shop [kind: purchase]"),
        *("5 Revenue Streams", "+ 1 Van"),
    ]
    assert done.err == "Note 1 was there already, so this was added to it: Shop\n"


def test_they_may_be_in_a_file_and_tried_first(canvas: Path) -> None:
    canvas.rename("bakery.yaml")
    Path("ops.json").write_text(json.dumps([asked("remove", note=1)]), encoding="utf-8")
    tried = bmc("edit", "--apply", "ops.json", "bakery", "--dry-run")
    assert tried.err == ENGLISH.say("edit.dry_run") + "\n"
    assert Path("bakery.yaml").read_text(encoding="utf-8") == CANVAS
    done = bmc("edit", "--apply", "ops.json", "bakery")
    assert (done.out, done.err) == (tried.out, "")
    assert load(Path("bakery.yaml")).canvas.notes("channels") == (WEB, VAN)


@pytest.mark.parametrize(
    ("operation", "said", "do"),
    [
        pytest.param(
            asked("add", text="X", **{"for": "Z"}), "“Z”", "A Families, B Hotels", id="for"
        ),
        pytest.param(
            asked("add", text="X", kind="rent"), "no kind “rent”", "3 purchase", id="kind"
        ),
        pytest.param(
            asked("add", "chanels", text="X"), "no block “chanels”", "4, Channels", id="block"
        ),
        pytest.param(asked("add", text="…"), "stands for", "Write the words", id="dots"),
        pytest.param(asked("add", text=" "), "needs a text", "a few words", id="no words"),
        pytest.param(
            asked("add", text="Web shop", detail="X"), "has a 'detail'", "--note", id="more"
        ),
        pytest.param(asked("change", note=1, text="Van"), "note “Van”", "other words", id="twice"),
        pytest.param(asked("remove", note=9), "has no note 9", "show --block 4", id="number"),
        pytest.param(asked("remove", note="Ship"), "no note “Ship”", "show --block 4", id="text"),
        pytest.param(asked("move", note=1, to=9), "has no note 9", "show --block 4", id="place"),
        pytest.param(asked("carry", note=1, to=4), "in block 4 already", "--move", id="home"),
        pytest.param(asked("keep", note=1), "Shop", "bmc check", id="no versions"),
        pytest.param(
            asked("change", note=1, add_for="A", remove_for="A"), "same 'for'", "one", id="both"
        ),
        pytest.param(asked("add", text="X", colour="red"), "“colour”", "block, text", id="key"),
    ],
)
def test_where_one_cannot_be_none_is_done(
    canvas: Path, operation: Asked, said: str, do: str
) -> None:
    done = applied(asked("add", text="First"), asked("add", text="Second"), operation)
    assert (done.code in {1, 2}, done.out) == (True, "")
    first, second = done.err.splitlines()
    assert first.startswith("bmc: operation 3: ")
    assert said in first
    assert do in second
    assert canvas.read_text(encoding="utf-8") == CANVAS


@pytest.mark.parametrize(
    ("stdin", "said"),
    [
        pytest.param("", "- is not JSON (line 1, column 1).", id="nothing"),
        pytest.param("[\n{]", "- is not JSON (line 2, column 2).", id="no JSON"),
        pytest.param("[" * 100_000, "nested too deeply", id="deep"),
        pytest.param(" " * 1_000_001, "too big", id="huge"),
        pytest.param(
            '[{"do": "add", "do": "add"}]', "operation 1: 'do' is there twice.", id="twice"
        ),
        pytest.param('[{"do": "reach", "block": "\\u0000"}]', "operation 1: 'block'", id="NUL"),
    ],
)
def test_what_is_no_list_of_operations_is_told_in_one_line(
    canvas: Path, stdin: str, said: str
) -> None:
    done = bmc("edit", "--apply", "-", stdin=stdin)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert said in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["4", "--apply", "-"], "in which block", id="a block"),
        pytest.param(["--apply", "-", "--add", "X"], "in which block", id="an option"),
        pytest.param(["--apply", "no.json"], "no.json does not exist", id="no file"),
        pytest.param(["--apply", "-", "a.yaml", "b.yaml"], "One canvas at a time", id="two files"),
        pytest.param(["--apply", "-", "--editor"], "--editor on its own", id="the editor"),
        pytest.param(["--schema", "4"], "--schema on its own", id="a schema of a block"),
    ],
)
def test_it_goes_with_nothing_else(canvas: Path, options: list[str], said: str) -> None:
    done = bmc("edit", *options, stdin="[]")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_the_schema_is_printed_in_the_language_that_is_asked_for(folder: Path) -> None:
    titles = [
        json.loads(bmc("edit", "--schema", "--lang", code).out)["title"] for code in ("en", "nl")
    ]
    assert titles[0] != titles[1]


NAMES = st.sampled_from(["A", "B", "Families", 1, "all"])
NUMBERS = st.integers(1, 4)
OPERATION = st.one_of(
    st.builds(lambda n, name: asked("add", text=f"New {n}", **{"for": name}), NUMBERS, NAMES),
    st.builds(lambda n: asked("add", 1, text=f"Segment {n}"), NUMBERS),
    st.builds(lambda n, name: asked("change", note=n, add_for=name, later=True), NUMBERS, NAMES),
    st.builds(lambda n, m: asked("change", note=n, text=f"Other {m}"), NUMBERS, NUMBERS),
    st.builds(lambda n, block: asked("remove", block, note=n), NUMBERS, st.sampled_from([1, 4])),
    st.builds(lambda n, m: asked("move", note=n, to=m), NUMBERS, NUMBERS),
    st.builds(lambda n: asked("carry", note=n, to=5), NUMBERS),
    st.builds(lambda n: {"do": "retitle", "field": "title", "text": f"T {n}"}, NUMBERS),
)


@given(st.lists(OPERATION, max_size=6))
def test_one_by_one_and_as_a_list_they_make_the_same(operations: list[Asked]) -> None:
    document, path = read(CANVAS, ""), Path("canvas.yaml")
    canvas, possible = document.canvas, []
    for operation in operations:
        try:
            canvas = made(canvas, operation)
        except BmcError:
            continue
        possible.append(operation)
    edited = obey_all(document.canvas, possible, path, ENGLISH)
    assert edited.canvas == canvas
    assert splice_canvas(document, canvas, "", origin=edited.origin).canvas == canvas

"""``bmc edit`` for scripts: what each option does to the file, and what it prints."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.model.fields import Note
from tests.commandline import bmc
from tests.commands.conftest import CANVAS

SHOP, WEB, VAN = Note("Shop"), Note("Web shop", "Order before ten", ("Families",)), Note("Van")
TOLD = "Web shop [for: Families] - Order before ten"
ENGLISH = load_language("en")
NOTHING = ENGLISH.say("edit.nothing") + "\n"


def channels(path: Path) -> tuple[Note, ...]:
    return load(path).canvas.notes("channels")


@pytest.mark.parametrize(
    ("options", "notes", "out"),
    [
        pytest.param(["--add", "App"], (SHOP, WEB, VAN, Note("App")), ["+ 4 App"], id="add"),
        pytest.param(
            ["--add", "App", "-a", "Stall"],
            (SHOP, WEB, VAN, Note("App"), Note("Stall")),
            ["+ 4 App", "+ 5 Stall"],
            id="add two",
        ),
        pytest.param(
            ["--add", "- App\n- Stall"],
            (SHOP, WEB, VAN, Note("App"), Note("Stall")),
            ["+ 4 App", "+ 5 Stall"],
            id="add lines",
        ),
        pytest.param(
            ["--add", "App", "--later", "--detail", "For phones"],
            (SHOP, WEB, VAN, Note("App", "For phones", later=True)),
            ["+ 4 App (later) - For phones"],
            id="add with a detail, for later",
        ),
        pytest.param(
            ["--set", "3", "Cargo bike"],
            (SHOP, WEB, Note("Cargo bike")),
            ["- 3 Van", "+ 3 Cargo bike"],
            id="set",
        ),
        pytest.param(
            ["--set", "2", "Site"],
            (SHOP, Note("Site", "Order before ten", ("Families",)), VAN),
            [f"- 2 {TOLD}", f"+ 2 {TOLD.replace('Web shop', 'Site')}"],
            id="set keeps the rest of a note",
        ),
        pytest.param(["--remove", "1"], (WEB, VAN), ["- 1 Shop"], id="remove"),
        pytest.param(
            ["--remove", "1", "--remove", "3"], (WEB,), ["- 1 Shop", "- 3 Van"], id="remove two"
        ),
        pytest.param(
            ["--set", "1", "Corner shop", "--set", "3", "Cart"],
            (Note("Corner shop"), WEB, Note("Cart")),
            ["- 1 Shop", "- 3 Van", "+ 1 Corner shop", "+ 3 Cart"],
            id="set two",
        ),
        pytest.param(
            ["--note", "1", "--note", "3", "--later"],
            (Note("Shop", later=True), WEB, Note("Van", later=True)),
            ["- 1 Shop", "- 3 Van", "+ 1 Shop (later)", "+ 3 Van (later)"],
            id="two for later",
        ),
        pytest.param(
            ["--move", "3", "1", "--move", "1", "3"],
            (VAN, WEB, SHOP),
            ["  1 Van", f"  2 {TOLD}", "  3 Shop"],
            id="move two, one after the other",
        ),
        pytest.param(
            ["--move", "3", "1"],
            (VAN, SHOP, WEB),
            ["  1 Van", "  2 Shop", f"  3 {TOLD}"],
            id="move",
        ),
        pytest.param(
            ["--note", "1", "--detail", "Till six"],
            (Note("Shop", "Till six"), WEB, VAN),
            ["- 1 Shop", "+ 1 Shop - Till six"],
            id="a detail",
        ),
        pytest.param(
            ["--note", "2", "--detail", ""],
            (SHOP, Note("Web shop", links=("Families",)), VAN),
            [f"- 2 {TOLD}", "+ 2 Web shop [for: Families]"],
            id="no detail",
        ),
        pytest.param(
            ["--note", "1", "--later"],
            (Note("Shop", later=True), WEB, VAN),
            ["- 1 Shop", "+ 1 Shop (later)"],
            id="later",
        ),
        pytest.param(
            ["--note", "1", "--for", "B", "--kind", "purchase"],
            (Note("Shop", links=("Hotels",), kinds=("purchase",)), WEB, VAN),
            ["- 1 Shop", "+ 1 Shop [for: Hotels; kind: purchase]"],
            id="for and kind",
        ),
        pytest.param(
            ["--set", "1", "Corner shop", "--remove", "3", "--add", "App"],
            (Note("Corner shop"), WEB, Note("App")),
            ["- 1 Shop", "- 3 Van", "+ 1 Corner shop", "+ 3 App"],
            id="all at once, numbered as before",
        ),
    ],
)
def test_an_option_changes_the_notes_and_prints_what_changed(
    canvas: Path, options: list[str], notes: tuple[Note, ...], out: list[str]
) -> None:
    done = bmc("edit", "4", *options)
    assert (done.code, done.err) == (0, "")
    assert channels(canvas) == notes
    assert done.out.splitlines() == ["4 Channels", *out]


def test_a_note_that_was_moved_among_other_changes_is_told(canvas: Path) -> None:
    done = bmc("edit", "4", "--move", "3", "1", "--add", "App")
    assert channels(canvas) == (VAN, SHOP, WEB, Note("App"))
    assert "+ 4 App" in done.out.splitlines()
    assert any("Van" in line for line in done.out.splitlines())


def test_what_an_option_does_not_touch_stays_as_it_was_written(canvas: Path) -> None:
    bmc("edit", "4", "--set", "1", "Corner shop")
    assert canvas.read_text(encoding="utf-8") == CANVAS.replace("- Shop", "- Corner shop")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--add", "Shop"], id="a note that is there"),
        pytest.param(["--set", "1", "Shop"], id="the same text"),
        pytest.param(["--move", "2", "2"], id="the same place"),
        pytest.param(["--note", "1", "--now"], id="the same mark"),
    ],
)
def test_an_edit_that_changes_nothing_says_so_and_leaves_the_file_alone(
    canvas: Path, options: list[str]
) -> None:
    before = canvas.stat().st_mtime_ns
    done = bmc("edit", "4", *options)
    assert (done.code, done.out, done.err) == (0, "", NOTHING)
    assert canvas.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--set", "1", "a", "--set", "1", "b"], id="set"),
        pytest.param(["--remove", "1", "--remove", "1"], id="remove"),
        pytest.param(["--note", "1", "--note", "1", "--later"], id="note"),
        pytest.param(["--move", "1", "2", "--move", "1", "3"], id="move"),
        pytest.param(["--set", "1", "a", "--remove", "1"], id="set and remove"),
        pytest.param(["--note", "1", "--to", "5", "--move", "1", "2"], id="carry and move"),
    ],
)
def test_a_note_that_is_named_twice_is_refused_by_its_number(
    canvas: Path, options: list[str]
) -> None:
    done = bmc("edit", "4", *options)
    assert (done.code, done.out) == (2, "")
    assert "You named note 1 twice." in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_a_note_is_carried_to_another_block(canvas: Path) -> None:
    done = bmc("edit", "4", "--note", "2", "--note", "3", "--to", "revenue", "--add-for", "B")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "4 Channels",
        f"- 2 {TOLD}",
        "- 3 Van",
        "5 Revenue Streams",
        "+ 1 Web shop [for: Families, Hotels] - Order before ten",
        "+ 2 Van [for: Hotels]",
    ]
    assert channels(canvas) == (SHOP,)
    bmc("undo")
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_a_note_that_is_carried_leaves_behind_what_it_cannot_be_for(canvas: Path) -> None:
    bmc("edit", "4", "--note", "2", "--to", "6")
    assert load(canvas).canvas.notes("key_activities") == (Note("Web shop", "Order before ten"),)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--note", "2", "--to", "channels"], "in block 4 already", id="home"),
        pytest.param(["--to", "5"], "Which note is this about?", id="no note"),
        pytest.param(["--add", "App", "--to", "5"], "Which note is this about?", id="a new note"),
        pytest.param(["--note", "9", "--to", "5"], "has no note 9", id="no such note"),
        pytest.param(["--note", "1", "--to", "12"], "There is no block “12”.", id="no such block"),
    ],
)
def test_a_note_that_cannot_be_carried_is_not(canvas: Path, options: list[str], said: str) -> None:
    done = bmc("edit", "4", *options)
    assert done.code in {1, 2}
    assert said in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["4", "--add", "App", "--remove", "1"], id="notes"),
        pytest.param(["4", "--note", "2", "--to", "5"], id="carried"),
        pytest.param(["title", "The Bakery"], id="title"),
        pytest.param(["4", "--set", "1", "Van"], id="refused"),
    ],
)
def test_a_dry_run_says_what_would_change_and_saves_nothing(
    canvas: Path, options: list[str]
) -> None:
    tried = bmc("edit", *options, "--dry-run")
    assert canvas.read_text(encoding="utf-8") == CANVAS
    assert bmc("undo", "--list").code != 0
    done = bmc("edit", *options)
    assert (tried.code, tried.out) == (done.code, done.out)
    told = ENGLISH.say("edit.dry_run") + "\n" if done.code == 0 else done.err
    assert tried.err == told


@pytest.mark.parametrize(
    ("word", "name", "text"),
    [
        pytest.param("title", "title", "The Bakery", id="title"),
        pytest.param("Titel", "title", "The Bakery", id="titel"),
        pytest.param("author", "author", "Sam", id="author"),
        pytest.param("auteur", "author", "Sam", id="auteur"),
        pytest.param("iteration", "iteration", "3", id="iteration"),
        pytest.param("versie", "iteration", "3", id="versie"),
        pytest.param("title", "title", "", id="none"),
        pytest.param("title", "title", "Bakery" * 50, id="too long for the name of a file"),
    ],
)
def test_a_field_of_the_title_block_gets_a_text(
    canvas: Path, word: str, name: str, text: str
) -> None:
    was = getattr(load(canvas).canvas, name)
    done = bmc("edit", word, text)
    assert getattr(load(canvas).canvas, name) == text
    signs = [f"{sign} {said}" for sign, said in (("-", was), ("+", text)) if said]
    assert (done.out.splitlines(), done.err) == ([name, *signs], "")


def test_the_text_comes_before_the_file(canvas: Path) -> None:
    canvas.rename("bakery.yaml")
    assert bmc("edit", "title", "The Bakery", "bakery").code == 0
    assert load(Path("bakery.yaml")).canvas.title == "The Bakery"


def test_the_file_of_the_environment_is_no_title(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.rename("my bakery.yaml")
    monkeypatch.setenv("BMC_FILE", "my bakery.yaml")
    assert bmc("edit", "title").code == 2
    assert bmc("edit", "title", "The Bakery").code == 0
    assert bmc("edit", "4", "--add", "App").code == 0
    assert load(Path("my bakery.yaml")).canvas.title == "The Bakery"


def test_notes_elsewhere_that_change_with_it_are_told(canvas: Path) -> None:
    done = bmc("edit", "segments", "--set", "1", "Young families")
    assert done.out.splitlines() == [
        "1 Customer Segments",
        "- 1 Families",
        "+ 1 Young families",
        "  Also changed: note 2 in Channels: Web shop",
    ]
    assert channels(canvas)[1].links == ("Young families",)


@pytest.mark.parametrize(
    "word", ["4", "channels", "Channels", "chan", "kanalen", "Klantkanalen", "CUSTOMER CHANNELS"]
)
def test_a_block_has_many_names(canvas: Path, word: str) -> None:
    assert bmc("edit", word, "--add", "App").out.splitlines() == ["4 Channels", "+ 4 App"]


@pytest.mark.parametrize("word", ["4", "channels"])
def test_a_file_that_is_called_like_a_block_does_not_hide_it(canvas: Path, word: str) -> None:
    canvas.with_name(word).write_text("my notes", encoding="utf-8")
    assert bmc("edit", word, "--add", "App").out.splitlines() == ["4 Channels", "+ 4 App"]


def test_what_changed_is_told_in_the_language_of_the_canvas(canvas: Path) -> None:
    canvas.write_text(CANVAS.replace("language: en", "language: nl"), encoding="utf-8")
    assert bmc("edit", "4", "--add", "App").out == "4 Klantkanalen\n+ 4 App\n"
    assert bmc("edit", "4", "--add", "Kar", "--lang", "en").out == "4 Channels\n+ 5 Kar\n"


def test_the_editor_option_needs_no_terminal(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys, pathlib as p; f = p.Path(sys.argv[1])\n"
    code += "f.write_text(f.read_text().replace('Van', 'Cargo bike'))"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", code]))
    done = bmc("edit", "4", "--editor")
    assert (done.code, done.out) == (0, "4 Channels\n- 3 Van\n+ 3 Cargo bike\n")
    assert channels(canvas) == (SHOP, WEB, Note("Cargo bike"))


def test_an_editor_that_changes_nothing_says_so(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", "pass"]))
    assert bmc("edit", "4", "--editor").err == NOTHING
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_a_file_with_another_name_is_warned_about(canvas: Path) -> None:
    os.link(canvas, canvas.with_name("copy.yaml"))
    done = bmc("edit", "4", "--add", "App")
    assert done.code == 0
    assert "Other hard links to canvas.yaml: 1." in done.err


def test_without_options_it_asks_by_lines(canvas: Path) -> None:
    done = bmc("edit", "4", "--plain", stdin="App\n\n\n\n")
    assert done.code == 0
    assert "3. Van" in done.err.splitlines()
    told = ENGLISH.say("edit.done", file="canvas.yaml", show="bmc show")
    assert done.err.splitlines()[-1] == told
    assert channels(canvas) == (SHOP, WEB, VAN, Note("App"))


def test_what_is_added_again_takes_what_is_said_of_it(canvas: Path) -> None:
    bmc("edit", "4", "--add", "App", "--kind", "purchase")
    assert bmc("edit", "4", "--add", "App").err.startswith("Nothing has changed")
    done = bmc("edit", "4", "--add", "App", "--later", "--for", "all")
    assert done.code == 0
    (app,) = (note for note in load(canvas).canvas.notes("channels") if note.text == "App")
    assert (app.kinds, app.links, app.later) == (("purchase",), ("all",), True)


@pytest.mark.parametrize(
    ("options", "note", "err"),
    [
        pytest.param(
            ["--for", "B", "--add-kind", "purchase"],
            Note("Web shop", "Order before ten", ("Families", "Hotels"), ("purchase",)),
            "Note 2 was there already, so this was added to it: Web shop\n",
            id="names",
        ),
        pytest.param(
            ["--outlook", "Grows"],
            Note("Web shop", "Order before ten", ("Families",), outlook="Grows"),
            "Note 2 was there already, so this was added to it: Web shop\n",
            id="a text",
        ),
        pytest.param(
            ["--detail", "Order before ten", "--now", "--for", ""], WEB, NOTHING, id="nothing new"
        ),
    ],
)
def test_what_is_said_of_a_note_that_is_there_is_added_to_it(
    canvas: Path, options: list[str], note: Note, err: str
) -> None:
    done = bmc("edit", "4", "--add", "Web shop", *options)
    assert (done.code, done.err) == (0, err)
    assert channels(canvas) == (SHOP, note, VAN)


def test_of_a_note_that_is_there_nothing_is_replaced(canvas: Path) -> None:
    done = bmc("edit", "4", "--add", "Web shop", "--detail", "Order before noon", "--add", "App")
    assert (done.code, done.out) == (2, "")
    assert "already has a 'detail'" in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_a_note_that_is_there_is_told_beside_one_that_is_new(canvas: Path) -> None:
    done = bmc("edit", "4", "--add", "Shop", "--add", "App")
    assert done.err == "Note 1 was there already: Shop\n"
    assert done.out.splitlines() == ["4 Channels", "+ 4 App"]

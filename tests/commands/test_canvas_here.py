"""A command that names no canvas: the usual one, the only one, or which there are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bmc_cli.commands.shared import beginning
from bmc_cli.commands.shared.beginning import file_for
from bmc_cli.commands.shared.session import Session
from bmc_cli.file.storage import change
from bmc_cli.interview.asking import Interrupted
from bmc_cli.interview.state import Reply
from bmc_cli.model.canvas import add
from bmc_cli.model.fields import Note
from tests.commandline import bmc
from tests.fakes import CTRL_D, ScriptedAsker
from tests.packs import pack
from tests.terminal import BMC, CTRL_C, ENTER, Terminal

FYSIO = "bmc: 1\ntitle: Fysio\nlanguage: nl\nchannels: [Praktijk]\n"
GYM = FYSIO.replace("Fysio", "Gym").replace("Praktijk", "Zaal")
ONLY = "Dit gaat over fysio.yaml, het enige canvas hier.\n"


@pytest.fixture
def only(folder: Path) -> Path:
    """A canvas with a name of its own, beside what is none."""
    path = folder / "fysio.yaml"
    path.write_text(FYSIO, encoding="utf-8")
    (folder / "compose.yaml").write_text("services: {web: {image: a}}\n", encoding="utf-8")
    (folder / ".hidden.yaml").write_text(GYM, encoding="utf-8")
    (folder / "canvas.json").write_text('{"bmc": 1, "channels": ["Copy"]}', encoding="utf-8")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "gym.yaml").write_text(GYM, encoding="utf-8")
    return path


@pytest.fixture
def several(only: Path) -> Path:
    (only.parent / "gym.yaml").write_text(GYM, encoding="utf-8")
    return only.parent


COMMANDS = [
    ("show --block 4", "show", "Praktijk"),
    ("show --json", "show", "Praktijk"),
    ("check", "check", "Fysio"),
    ("story", "story", "Fysio"),
    ("edit 4 --add Balie", "edit 4", "+ 2 Balie"),
    ("export --format md", "export --format md", "Praktijk"),
    ("export -o -  --format md", "export -o -", "Praktijk"),
    ("variant", "variant", "fysio.yaml"),
    ("variant premium", "variant premium", ""),
]


@pytest.mark.parametrize(("words", "said"), [(words, said) for words, _, said in COMMANDS])
def test_the_only_canvas_of_the_folder_is_meant_and_it_is_said(
    only: Path, words: str, said: str
) -> None:
    done = bmc(*words.split())
    assert done.err.startswith(ONLY)
    assert said in done.out
    assert not only.with_name("canvas.yaml").exists()


@pytest.mark.parametrize(("words", "command"), [(words, again) for words, again, _ in COMMANDS])
def test_of_several_one_is_to_be_named(several: Path, words: str, command: str) -> None:
    before = sorted(several.rglob("*"))
    done = bmc(*words.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "bmc: There is no canvas.yaml here, but there are: fysio.yaml, gym.yaml.",
        f"  Name one, for example: bmc {command} fysio.yaml",
    ]
    assert sorted(several.rglob("*")) == before


def test_diff_compares_the_only_one(only: Path) -> None:
    assert bmc("diff").err.startswith(ONLY)


def test_undo_takes_back_what_was_saved_of_the_only_one(only: Path) -> None:
    bmc("edit", "4", "--add", "Balie")
    assert bmc("undo").err.startswith(ONLY)
    assert only.read_text(encoding="utf-8") == FYSIO


def test_undo_means_a_usual_canvas_that_is_gone(only: Path) -> None:
    usual = only.with_name("canvas.yaml")
    usual.write_text(GYM, encoding="utf-8")
    change(usual, lambda canvas: add(canvas, "channels", Note("Balie")))
    usual.unlink()
    done = bmc("undo")
    assert "fysio.yaml" not in done.err
    assert usual.exists()


def test_undo_means_what_was_saved_after_a_usual_canvas_that_is_gone(only: Path) -> None:
    usual = only.with_name("canvas.yaml")
    usual.write_text(FYSIO, encoding="utf-8")
    bmc("edit", "4", "--add", "Balie")
    usual.replace(only)
    bmc("edit", "4", "--add", "Telefoon")
    assert bmc("undo").err.startswith(ONLY)
    assert not usual.exists()
    assert "Telefoon" not in only.read_text(encoding="utf-8")


@pytest.mark.parametrize("named", ["argument", "setting"])
def test_who_names_a_canvas_gets_that_one(
    several: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if named == "setting":
        monkeypatch.setenv("BMC_FILE", "gym.yaml")
    done = bmc("show", "--plain", *(["gym.yaml"] if named == "argument" else []))
    assert (done.out, done.err) == ("channels\tZaal\n", "")


def test_what_a_rule_asks_needs_no_canvas(several: Path) -> None:
    done = bmc("check", "--explain", "vague")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("command", ["show", "check", "story", "new --plain", "undo"])
def test_where_the_usual_canvas_is_nothing_is_searched(
    several: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (several / "canvas.yaml").write_text(FYSIO, encoding="utf-8")
    monkeypatch.setattr("bmc_cli.file.near_names.canvases_in", lambda _: pytest.fail("searched"))
    assert "gym.yaml" not in bmc(*command.split()).err


def test_without_any_canvas_the_usual_one_is_missing(folder: Path) -> None:
    assert bmc("show").err.splitlines()[0] == "bmc: canvas.yaml does not exist."


def test_of_very_many_a_few_are_named(folder: Path) -> None:
    for number in range(9):
        (folder / f"group{number}.yaml").write_text(FYSIO, encoding="utf-8")
    assert "group4.yaml, …." in bmc("show").err


# -- to begin, or to go on


def test_without_a_terminal_new_begins_one_and_says_what_is_there(several: Path) -> None:
    done = bmc("new", "--plain", stdin="Winkel\n")
    assert done.err.splitlines()[0] == (
        "Hier staat al: fysio.yaml, gym.yaml. Daarmee verder gaan: bmc new fysio.yaml"
    )
    assert "title: Winkel" in (several / "canvas.yaml").read_text(encoding="utf-8")
    assert (several / "fysio.yaml").read_text(encoding="utf-8") == FYSIO


def test_an_empty_form_is_made_without_asking(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bmc_cli.terminal.dialogue_stream", io.StringIO)
    assert bmc("new", "--template").code == 0
    assert only.with_name("canvas.yaml").exists()


def asked(
    answers: list[str | Reply | Interrupted], monkeypatch: pytest.MonkeyPatch
) -> tuple[object, ScriptedAsker]:
    """Return the file that is chosen, or how the program ends, and who asked."""
    asker = ScriptedAsker(answers, pack("nl"))
    monkeypatch.setattr("bmc_cli.terminal.dialogue_stream", io.StringIO)
    monkeypatch.setattr(beginning, "asker_for", lambda *_, **__: asker)
    monkeypatch.setattr(beginning, "exit_on_signals", lambda: None)
    try:
        return file_for(None, Session(), plain=False), asker
    except SystemExit as end:
        return end.code, asker


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        pytest.param([""], "fysio.yaml", id="Enter"),
        pytest.param(["1"], "fysio.yaml", id="its number"),
        pytest.param(["fysio"], "fysio.yaml", id="its name"),
        pytest.param(["2"], "canvas.yaml", id="a new one"),
        pytest.param(["7", "nee", "2"], "canvas.yaml", id="after what is none of them"),
    ],
)
def test_at_a_terminal_one_goes_on_or_begins(
    only: Path,
    answers: list[str | Reply | Interrupted],
    chosen: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, asker = asked(answers, monkeypatch)
    assert path == Path(chosen)
    first = asker.shown[0].asked
    assert first.question == "Er is hier nog geen canvas.yaml. Wat wil je doen?"
    assert [(each.label, each.shown) for each in first.choices] == [
        ("1", "Verder met fysio.yaml (Fysio)"),
        ("2", "Een nieuw canvas beginnen: canvas.yaml"),
    ]
    assert first.hint == "Welke? (Enter: 1)"
    assert asker.said == ["Typ een nummer van 1 tot en met 2."] * (len(answers) - 1)


def test_of_several_one_is_chosen_and_enter_is_no_choice(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asker = asked(["", "2"], monkeypatch)
    assert path == Path("gym.yaml")
    assert len(asker.shown) == 2


@pytest.mark.parametrize(
    ("answer", "code"), [(CTRL_D, 0), ("/stop", 0), (Interrupted(), 130)], ids=["D", "word", "C"]
)
def test_who_leaves_has_begun_nothing(
    only: Path, answer: str | Reply | Interrupted, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(only.parent.rglob("*"))
    end, asker = asked([answer], monkeypatch)
    assert (end, asker.told[-1]) == (code, pack("nl").say("new.nothing"))
    assert sorted(only.parent.rglob("*")) == before


@pytest.mark.once
def test_in_a_terminal_enter_goes_on_where_it_was(only: Path) -> None:
    with Terminal([*BMC, "new"], only.parent, env={"PAGER": ""}) as terminal:
        terminal.wait_for("Welke? (Enter: 1)")
        terminal.answer(ENTER)
        terminal.wait_for("Stap 4 van 9")
        terminal.answer(f"Balie{ENTER}")
        terminal.send(CTRL_C)
        terminal.wait_for("Verdergaan:")
    assert "[Praktijk, Balie]" in only.read_text(encoding="utf-8")
    assert not only.with_name("canvas.yaml").exists()

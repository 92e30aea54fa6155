"""``bmc new``: how a canvas is begun, and what it refuses to write over."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from bmc_cli.commands.new import conduct
from bmc_cli.commands.shared.conversation import asker_for
from bmc_cli.commands.shared.session import command_line
from bmc_cli.file.book import Book
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.interview.asking import Interrupted
from bmc_cli.interview.keys import KeyAsker
from bmc_cli.interview.lines import LineAsker
from bmc_cli.model.canvas import BLOCKS, Canvas
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.fakes import CTRL_D, Answer, ScriptedAsker

BEGIN = "Bakery\nS. de Wit\n"


def today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()


def test_a_canvas_begins_with_title_author_day_and_language(folder: Path) -> None:
    before = today()
    done = bmc("new", "--plain", "--lang", "nl", stdin=BEGIN)
    assert done.code == 0
    begun = load(folder / "canvas.yaml").canvas
    assert begun.date in {before, today()}
    expected = Canvas("Bakery", "S. de Wit", begun.date, "1", "nl", {"customer_segments": ()})
    assert begun == expected


def test_the_author_may_be_skipped(folder: Path) -> None:
    bmc("new", "--plain", stdin="Bakery\n\n")
    text = (folder / "canvas.yaml").read_text(encoding="utf-8")
    assert "author" not in text


def test_the_introduction_is_told_once(folder: Path) -> None:
    first = load_language("en").intro[0]
    assert first in bmc("new", "--plain", stdin=BEGIN).err
    assert first not in bmc("new", "--plain").err


@pytest.mark.parametrize(
    ("argument", "file"),
    [
        pytest.param("bakery.yaml", "bakery.yaml", id="a file"),
        pytest.param("bakery", "bakery.yaml", id="a name"),
        pytest.param("my bakery", "my bakery.yaml", id="a name with a blank"),
        pytest.param("bakery.canvas", "bakery.canvas", id="another ending"),
    ],
)
def test_the_file_can_be_named(folder: Path, argument: str, file: str) -> None:
    done = bmc("new", argument, "--plain", stdin=BEGIN)
    assert [path.name for path in folder.iterdir()] == [file]
    quoted = f"'{file}'" if " " in file else file
    way_on = load_language("en").say("new.way_on", file=file, command=f"bmc new {quoted}")
    assert done.err.splitlines()[-1] == way_on


def test_bmc_file_names_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BMC_FILE", "bakery.yaml")
    bmc("new", "--plain", stdin=BEGIN)
    assert load(folder / "bakery.yaml").canvas.title == "Bakery"


def test_a_file_with_nothing_in_it_becomes_a_canvas(folder: Path) -> None:
    (folder / "canvas.yaml").write_text(" \n\n", encoding="utf-8")
    bmc("new", "--plain", stdin=BEGIN)
    assert load(folder / "canvas.yaml").canvas.title == "Bakery"


def test_a_canvas_that_is_there_is_gone_on_with_and_never_written_anew(canvas: Path) -> None:
    done = bmc("new", "--plain", stdin="Market stall\n")
    assert "3. Van" in done.err.splitlines()
    expected = CANVAS.replace("Van  # the old one\n", "Van  # the old one\n  - Market stall\n")
    assert canvas.read_text(encoding="utf-8") == expected


def test_a_canvas_speaks_its_own_language(canvas: Path) -> None:
    canvas.write_text(CANVAS.replace("language: en", "language: nl"), encoding="utf-8")
    assert (
        f"Stap 4 van 9: {load_language('nl').blocks['channels'].title}."
        in bmc("new", "--plain").err
    )


def test_a_pack_of_ones_own_asks_the_questions(folder: Path) -> None:
    pack = folder / "mine.yaml"
    pack.write_text(
        "extends: nl\nblocks:\n  customer_segments:\n    question: Wie komt er binnen?\n",
        encoding="utf-8",
    )
    done = bmc("new", "--plain", "--prompts", "mine.yaml", stdin=BEGIN)
    assert "Wie komt er binnen?" in done.err
    assert load(folder / "canvas.yaml").canvas.language == "nl"


@pytest.mark.parametrize(
    ("held", "way_on"),
    [
        pytest.param(None, "bmc new", id="a new canvas remembers it"),
        pytest.param(CANVAS, "bmc new --prompts mine.yaml", id="one that was there does not"),
    ],
)
def test_the_way_on_names_the_pack_where_the_canvas_does_not(
    folder: Path, held: str | None, way_on: str
) -> None:
    (folder / "mine.yaml").write_text("extends: nl\n", encoding="utf-8")
    if held:
        (folder / "canvas.yaml").write_text(held, encoding="utf-8")
    done = bmc("new", "--plain", "--prompts", "mine.yaml", stdin=BEGIN)
    assert done.err.splitlines()[-1].endswith(f": {way_on}")


# -- leaving at the first questions

EN = load_language("en")
NOTHING = EN.say("new.nothing")
GO_ON = EN.say("new.way_on", file="canvas.yaml", command="bmc new")


def hold(*answers: Answer) -> ScriptedAsker:
    """Hold an interview over a canvas that has no file yet."""
    asker = ScriptedAsker(answers)
    conduct(Book(Path("canvas.yaml"), Canvas(language="en"), is_new=True), asker)
    return asker


@pytest.mark.parametrize(
    ("answers", "told", "kept"),
    [
        pytest.param([CTRL_D], NOTHING, None, id="Ctrl-D on the title"),
        pytest.param(["/quit"], NOTHING, None, id="/quit for a title"),
        pytest.param(["?", "", "/quit"], NOTHING, None, id="/quit after help"),
        pytest.param(["Bakery", CTRL_D], GO_ON, ("Bakery", ""), id="Ctrl-D on the author"),
        pytest.param(["Bakery", "/quit"], GO_ON, ("Bakery", ""), id="/quit for an author"),
    ],
)
def test_who_leaves_at_the_first_questions_is_told_what_is_kept(
    folder: Path, answers: list[Answer], told: str, kept: tuple[str, str] | None
) -> None:
    assert hold(*answers).told[-1] == told
    assert kept_in(folder) == kept


@pytest.mark.parametrize(
    ("answers", "told", "kept"),
    [
        pytest.param([Interrupted()], NOTHING, None, id="on nothing"),
        pytest.param([Interrupted("Bak")], GO_ON, ("Bak", ""), id="in the title"),
        pytest.param(["Bakery", Interrupted()], GO_ON, ("Bakery", ""), id="before the author"),
        pytest.param(["Bakery", Interrupted("S. de W")], GO_ON, ("Bakery", "S. de W"), id="in it"),
    ],
)
def test_who_breaks_off_at_the_first_questions_loses_nothing(
    folder: Path, answers: list[Answer], told: str, kept: tuple[str, str] | None
) -> None:
    asker = ScriptedAsker(answers)
    with pytest.raises(SystemExit) as ended:
        conduct(Book(Path("canvas.yaml"), Canvas(language="en"), is_new=True), asker)
    assert ended.value.code == 130
    assert asker.told[-1] == told
    assert kept_in(folder) == kept


def test_an_empty_title_is_asked_again_when_it_is_gone_on_with(folder: Path) -> None:
    hold("", "S. de Wit", "Families", CTRL_D)
    asker = ScriptedAsker(["Bakery", CTRL_D])
    conduct(Book(Path("canvas.yaml"), load(folder / "canvas.yaml").canvas), asker)
    assert asker.path == ["title", "1"]
    assert kept_in(folder) == ("Bakery", "S. de Wit")


def kept_in(folder: Path) -> tuple[str, str] | None:
    """Title and author in the folder's canvas."""
    if not list(folder.iterdir()):
        return None
    kept = load(folder / "canvas.yaml").canvas
    return kept.title, kept.author


def test_a_pasted_title_is_one_line(folder: Path) -> None:
    hold("The\nBakery", "S.\nde Wit", CTRL_D)
    assert kept_in(folder) == ("The Bakery", "S. de Wit")


def test_an_interview_that_is_broken_off_says_how_to_go_on(canvas: Path) -> None:
    asker = ScriptedAsker(["", Interrupted("Market st")])  # whom the last note is for comes first
    with pytest.raises(SystemExit) as ended:
        conduct(Book(Path("canvas.yaml"), load(canvas).canvas), asker)
    assert ended.value.code == 130
    assert asker.told == [GO_ON]
    assert load(canvas).canvas.notes("channels")[-1].text == "Market st"


# -- who asks


@pytest.mark.parametrize(
    ("plain", "env", "asker"),
    [
        pytest.param(False, {}, KeyAsker, id="keys on a terminal"),
        pytest.param(True, {}, LineAsker, id="--plain"),
        pytest.param(False, {"ACCESSIBLE": "1"}, LineAsker, id="ACCESSIBLE"),
        pytest.param(False, {"TERM": "dumb"}, LineAsker, id="TERM=dumb"),
    ],
)
def test_who_asks_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, plain: bool, env: dict[str, str], asker: type
) -> None:
    monkeypatch.setattr("bmc_cli.terminal.dialogue_stream", io.StringIO)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert isinstance(asker_for(load_language("en"), plain=plain), asker)


@pytest.mark.parametrize(
    ("drives", "asker"),
    [pytest.param(True, KeyAsker, id="can"), pytest.param(False, LineAsker, id="cannot")],
)
def test_a_console_that_the_prompts_cannot_drive_is_asked_by_lines(
    monkeypatch: pytest.MonkeyPatch, drives: bool, asker: type
) -> None:
    def create_output(stdout: object) -> None:
        if not drives:
            raise OSError("no console")

    monkeypatch.setattr("bmc_cli.terminal.dialogue_stream", io.StringIO)
    monkeypatch.setattr(
        "bmc_cli.commands.shared.conversation.sys", SimpleNamespace(platform="win32")
    )
    monkeypatch.setattr("prompt_toolkit.output.create_output", create_output)
    assert isinstance(asker_for(load_language("en"), plain=False), asker)


# -- without a terminal


def test_without_a_terminal_it_names_the_flags_and_makes_no_file(folder: Path) -> None:
    done = bmc("new", stdin=BEGIN)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "bmc: Questions cannot be asked here: this is not a terminal.",
        "  Use --plain to answer line by line, or --template for an empty canvas.",
    ]
    assert list(folder.iterdir()) == []


def test_a_canvas_stays_as_it_is_without_a_terminal(canvas: Path) -> None:
    assert bmc("new").code == 2
    assert canvas.read_text(encoding="utf-8") == CANVAS


# -- an empty canvas to fill in with an editor


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_template_has_every_question_and_criterion_as_a_comment(
    folder: Path, language: str
) -> None:
    done = bmc("new", "--template", "--lang", language)
    assert (done.code, done.out) == (0, "")
    text = (folder / "canvas.yaml").read_text(encoding="utf-8")
    for prompt in load_language(language).blocks.values():
        assert f" {prompt.title}: {prompt.question}\n" in text
        for criterion in prompt.criteria:
            assert f"# - {criterion}\n" in text
    canvas = load(folder / "canvas.yaml").canvas
    assert canvas.blocks == {block.key: () for block in BLOCKS}
    assert canvas.language == language


def test_a_template_has_a_place_for_title_and_author(folder: Path) -> None:
    bmc("new", "--template")
    lines = (folder / "canvas.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("title:", "author:"))] == [
        "title:",
        "author:",
    ]


def test_a_template_says_how_to_look_at_it(folder: Path) -> None:
    assert bmc("new", "--template").err.startswith("Made an empty canvas: canvas.yaml.")
    assert "bmc show bakery.yaml" in bmc("new", "--template", "bakery.yaml").err


def test_a_template_is_never_written_over_a_file(canvas: Path) -> None:
    done = bmc("new", "--template")
    assert (done.code, done.out) == (1, "")
    assert "canvas.yaml already exists." in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS


# -- what it says at the end


@pytest.mark.parametrize(
    ("path", "command"),
    [
        pytest.param("canvas.yaml", "bmc show", id="the usual file"),
        pytest.param("bakery.yaml", "bmc show bakery.yaml", id="another"),
        pytest.param("it's mine.yaml", """bmc show 'it'"'"'s mine.yaml'""", id="quoted"),
        pytest.param("-x.yaml", "bmc show -- -x.yaml", id="a dash in front"),
    ],
)
def test_the_command_to_type_works_for_any_file(path: str, command: str) -> None:
    assert command_line("show", Path(path)) == command


def test_a_finished_interview_draws_the_canvas_and_advises_to_experiment(folder: Path) -> None:
    done = bmc("new", "--plain", stdin="Bakery\n\nFamilies\n/go 9\n\n")
    assert done.code == 0
    assert "1. Customer Segments\n   1. Families\n" in done.out
    told = done.err.splitlines()
    way_on = "Change a block: bmc edit 4. See the canvas: bmc show."
    end = told.index(way_on)
    assert told[end - 4 : end] == list(load_language("en").closing)

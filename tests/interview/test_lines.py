"""The interview line by line: what is written, and what a line that is read means."""

from __future__ import annotations

import io
import shlex
import sys
from collections.abc import Callable

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply, Step
from bmc_cli.interview.lines import LineAsker
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note

CHANNELS = load_language("en").blocks["channels"]
CANVAS = Canvas("Bakery", blocks={"channels": (Note("Shop"), Note("Web\nshop", later=True))})

Type = Callable[[str | bytes], LineAsker]


@pytest.fixture(name="type_")
def fixture_type(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return an asker whose user types this text."""

    def type_(text: str | bytes) -> LineAsker:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        return LineAsker(load_language("en"))

    return type_


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        pytest.param("Shop\n", Reply("Shop"), id="a line"),
        pytest.param("Shop\r\n", Reply("Shop"), id="a line from Windows"),
        pytest.param("Shop", Reply("Shop"), id="a last line without an end"),
        pytest.param("\n", Reply(""), id="an empty line"),
        pytest.param("", Reply("", "quit"), id="the end of input is leaving"),
        pytest.param(b"caf\xe9\n", Reply("caf\N{REPLACEMENT CHARACTER}"), id="a broken character"),
    ],
)
def test_a_line_is_a_reply(type_: Type, text: str | bytes, reply: Reply) -> None:
    assert type_(text).ask(">") == reply


def test_one_line_in_is_one_reply(type_: Type) -> None:
    asker = type_("Shop\n\nVan\n")
    assert [asker.ask(">").text for _ in range(3)] == ["Shop", "", "Van"]


def test_what_nobody_typed_is_shown_behind_its_prompt(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_("Shop\n").ask("later >")
    assert capsys.readouterr() == ("", "later > Shop\n")


def test_the_end_of_input_ends_the_line_of_the_prompt(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_("").ask(">")
    assert capsys.readouterr().err == "> \n"


def test_ctrl_c_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard(io.TextIOBase):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Keyboard())
    with pytest.raises(Interrupted) as broken:
        LineAsker(load_language("en")).ask(">")
    assert broken.value.draft == ""


def test_no_input_at_all_is_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert LineAsker(load_language("en")).ask(">") == Reply("", "quit")


def test_closed_input_is_leaving(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = type_("Shop\n")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdin", closed)
    assert asker.ask(">") == Reply("", "quit")


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        pytest.param("Web shop\n", Reply("Web shop"), id="another text"),
        pytest.param("\n", Reply("Shop"), id="nothing leaves it as it is"),
        pytest.param("", Reply("", "quit"), id="the end of input"),
    ],
)
def test_a_note_is_reworded_by_typing_it_anew(
    type_: Type, capsys: pytest.CaptureFixture[str], text: str, reply: Reply
) -> None:
    assert type_(text).amend("change >", "Shop") == reply
    assert capsys.readouterr().err.startswith("Shop\n")


def test_the_notes_go_to_the_editor_of_the_environment(
    type_: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import sys; open(sys.argv[1], 'a').write('Van\\n')"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", code]))
    assert type_("").edit_lines(["Shop"], "Channels") == ["Shop", "Van"]


# -- what it shows


def test_a_step_is_its_question_criteria_and_notes_line_by_line(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_("").show_step(Step(BLOCKS[3], CANVAS))
    assert capsys.readouterr().err.split("\n") == [
        "",
        "Step 4 of 9: Channels",
        CHANNELS.purpose,
        CHANNELS.question,
        *(f"- {each}" for each in CHANNELS.criteria),
        "1. Shop",
        "2. Web shop (later)",
        "One note a line; an empty line goes on. ? gives examples and help.",
        "",
    ]


def test_looking_ahead_is_one_question(type_: Type, capsys: pytest.CaptureFixture[str]) -> None:
    type_("").show_step(Step(BLOCKS[3], CANVAS, ahead=True))
    assert capsys.readouterr().err == f"\nLooking ahead: {CHANNELS.ahead}\n"


def test_help_says_all_there_is_and_the_words_that_do_what_keys_do(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_("").show_help(Step(BLOCKS[3], CANVAS))
    said = capsys.readouterr().err
    for wanted in (*CHANNELS.criteria, *CHANNELS.advice, *CHANNELS.examples, CHANNELS.coach):
        assert wanted in said
    words = set(said.splitlines()[-1].replace(",", " ").replace(".", " ").split())
    assert {"/back", "/next", "/edit", "/del", "/move", "/detail", "/later"} <= words
    assert {"/editor", "/go", "/review", "/lang", "/quit"} <= words


def test_the_review_counts_the_notes_of_the_nine(capsys: pytest.CaptureFixture[str]) -> None:
    one = Canvas(blocks={"customer_segments": (Note("Families"),), **CANVAS.blocks})
    LineAsker(load_language("nl")).show_review(one)
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line.startswith(("1.", "4.", "9."))] == [
        "1. Klantsegmenten: 1 briefje",
        "4. Klantkanalen: 2 briefjes",
        "9. Kostenstructuur: nog niets",
    ]


@pytest.mark.parametrize(
    "show",
    [
        pytest.param(lambda asker: asker.tell("a\x1b[2Jb"), id="a line of talk"),
        pytest.param(lambda asker: asker.note_added(1, Note("a\x1b[2Jb")), id="a note"),
        pytest.param(lambda asker: asker.ask("a\x1b[2Jb"), id="a prompt"),
        pytest.param(lambda asker: asker.amend(">", "a\x1b[2Jb"), id="a note to reword"),
        pytest.param(lambda asker: asker.show_step(Step(BLOCKS[3], CANVAS)), id="a step"),
        pytest.param(lambda asker: asker.show_help(Step(BLOCKS[3], CANVAS)), id="help"),
        pytest.param(lambda asker: asker.show_review(CANVAS), id="the review"),
    ],
)
def test_no_escape_code_is_ever_written(
    type_: Type, capsys: pytest.CaptureFixture[str], show: Callable[[LineAsker], object]
) -> None:
    show(type_("\n"))
    written = capsys.readouterr().err
    assert written.strip()
    assert all(character == "\n" or character.isprintable() for character in written)

"""The interview line by line: what is written, and what a line that is read means."""

from __future__ import annotations

import io
import shlex
import sys
from collections.abc import Callable

import pytest

from bmc_cli.interview.asking import Interrupted, Shown
from bmc_cli.interview.lines import LineAsker
from bmc_cli.interview.state import Reply
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.interview.asked import BAKERY, HOSTILE, asking, beginning
from tests.packs import pack

EN = pack("en")
CHANNELS = EN.blocks["channels"]
NOTES = asking()
FOR_WHOM = asking("Market stall")

Type = Callable[[str | bytes], LineAsker]
Read = Callable[[], list[str]]


@pytest.fixture(name="type_")
def fixture_type(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return an asker whose user types this text."""

    def type_(text: str | bytes) -> LineAsker:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        return LineAsker(EN)

    return type_


@pytest.fixture(name="read")
def fixture_read(capsys: pytest.CaptureFixture[str]) -> Read:
    """Return what gives the lines that were written since it was called last."""

    def read() -> list[str]:
        return capsys.readouterr().err.splitlines()

    return read


# -- what is read


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
    assert type_(text).ask(NOTES) == reply


def test_one_line_in_is_one_reply(type_: Type) -> None:
    asker = type_("Shop\n\nVan\n")
    assert [asker.ask(NOTES).text for _ in range(3)] == ["Shop", "", "Van"]


def test_what_nobody_typed_is_shown_behind_its_prompt(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_("Hotels\n").ask(FOR_WHOM)
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[-1]) == ("", f"{FOR_WHOM.asked.prompt} Hotels")


def test_the_end_of_input_ends_the_line_of_the_prompt(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    type_("").ask(NOTES)
    assert capsys.readouterr().err.endswith("\n> \n")


def test_ctrl_c_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard(io.TextIOBase):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Keyboard())
    with pytest.raises(Interrupted) as broken:
        LineAsker(EN).ask(NOTES)
    assert broken.value.draft == ""


def test_no_input_at_all_is_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert LineAsker(EN).ask(NOTES) == Reply("", "quit")


def test_closed_input_is_leaving(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = type_("Shop\n")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdin", closed)
    assert asker.ask(NOTES) == Reply("", "quit")


def test_a_page_is_read_without_waiting_for_a_line(type_: Type) -> None:
    asker = type_("Shop\n")
    assert asker.ask(asking("?")) == Reply("")
    assert asker.ask(NOTES) == Reply("Shop")


def test_the_notes_go_to_the_editor_of_the_environment(
    type_: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import sys; open(sys.argv[1], 'a').write('Van\\n')"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", code]))
    assert type_("").edit_lines(["Shop"], "Channels") == ["Shop", "Van"]


# -- what is written


def test_a_step_is_its_question_points_and_notes_line_by_line(type_: Type, read: Read) -> None:
    type_("Web shop\n").ask(NOTES)
    assert read() == [
        "",
        f"{EN.say('interview.step', n=4, total=9)}: Channels.",
        CHANNELS.question,
        *([CHANNELS.lead] if CHANNELS.lead else []),
        *(f"- {each}" for each in CHANNELS.criteria),
        "1. Shop",
        "2. Van - At six",
        EN.say("interview.hint_single"),
        "> Web shop",
    ]


@pytest.mark.parametrize(
    "command", ["/edit 2 Truck", "/later 1", "/move 2 1", "/detail 1 On Saturday", "/nonsense"]
)
def test_a_step_is_not_read_again_after_a_command(type_: Type, read: Read, command: str) -> None:
    asker = type_("\n\n")
    asker.ask(NOTES)
    read()
    after = asking(command)
    asker.ask(after)
    assert read() == [*after.said, "> "]
    assert len(after.said) == 1


def test_a_step_is_read_again_when_it_is_come_back_to(type_: Type, read: Read) -> None:
    asker = type_("\n\n\n")
    asker.ask(beginning("/go 4", canvas=BAKERY))
    asker.ask(beginning("/go 1", canvas=BAKERY))
    read()
    asker.ask(beginning("/go 4", canvas=BAKERY))
    assert CHANNELS.question in read()


CHOICES = ["A: Families", "B: Hotels", "C: Office parks"]


def test_choices_are_read_one_a_line_and_once_while_they_stay_the_same(
    type_: Type, read: Read
) -> None:
    asker = type_("\n\n\n")
    asker.ask(FOR_WHOM)
    first = read()
    assert [line for line in first if line in CHOICES] == CHOICES
    assert FOR_WHOM.asked.hint in first
    again = asking("Market stall", "A", "Site")
    asker.ask(again)
    assert read() == [*again.said, again.asked.question, f"{again.asked.prompt} "]


def test_a_question_mark_reads_the_choices_again(type_: Type, read: Read) -> None:
    asker = type_("?\n\n")
    asker.ask(FOR_WHOM)
    read()
    explained = asking("Market stall", "?")
    asker.ask(explained)
    lines = read()
    assert lines[0] == EN.say("interview.help_segments")
    assert [line for line in lines if line in CHOICES] == CHOICES
    assert explained.asked.hint in lines


def test_choices_are_read_again_when_they_are_others(type_: Type, read: Read) -> None:
    asker = type_("\n\n")
    asker.ask(FOR_WHOM)
    read()
    blocks = {**BAKERY.blocks, "customer_segments": (Note("Families"), Note("Schools"))}
    asker.ask(asking("Site", canvas=Canvas("Bakery", blocks=blocks)))
    assert [line for line in read() if line[1:3] == ": "] == ["A: Families", "B: Schools"]


def test_a_kind_is_read_with_what_it_means(type_: Type, read: Read) -> None:
    type_("\n").ask(asking("/kind 1"))
    lines = read()
    for number, kind in enumerate(CHANNELS.kinds.values(), 1):
        assert f"{number}: {kind.label} ({kind.hint})" in lines


def test_looking_ahead_is_one_question_and_its_hint(type_: Type, read: Read) -> None:
    asker = type_("\n\n")
    asker.ask(NOTES)
    read()
    ahead = asking("", "")
    assert ahead.place == "4/ahead"
    asker.ask(ahead)
    assert read() == [
        f"{EN.say('interview.look_ahead')} {CHANNELS.ahead}",
        EN.say("interview.hint_ahead_single"),
        f"{EN.say('interview.prompt_later')} ",
    ]


def test_help_says_all_there_is_and_the_words_that_do_what_keys_do(type_: Type, read: Read) -> None:
    type_("").ask(asking("?"))
    said = "\n".join(read())
    for wanted in (*CHANNELS.criteria, *CHANNELS.advice, *CHANNELS.examples, CHANNELS.coach):
        assert wanted in said
    words = set(said.replace(",", " ").replace(":", " ").split())
    assert {"/back", "/next", "/edit", "/del", "/move", "/detail", "/later", "/undo"} <= words
    assert {"/editor", "/go", "/review", "/lang", "/quit", "/outlook", "/remark"} <= words


def test_the_canvas_is_read_in_the_order_of_the_steps(type_: Type, read: Read) -> None:
    type_("").ask(asking("/canvas"))
    lines = read()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [line[0] for line in heads] == list("123456789")
    at = lines.index("4. Channels:")
    assert lines[at + 1 : at + 4] == ["  1. Shop", "  2. Van - At six", "5. Revenue Streams:"]
    assert f"  {EN.say('show.open')}" in lines


def test_one_block_is_read_by_itself(type_: Type, read: Read) -> None:
    type_("").ask(asking("/canvas 1"))
    assert read() == ["1. Customer Segments:", "  1. Families", "  2. Hotels", "  3. Office parks"]


def test_the_first_question_names_the_other_language(type_: Type, read: Read) -> None:
    type_("\n").ask(beginning())
    assert EN.say("interview.speaks_too", name="Nederlands", code="nl") in read()


@pytest.mark.parametrize("shown", HOSTILE)
def test_no_escape_code_is_ever_written(
    type_: Type, capsys: pytest.CaptureFixture[str], shown: Shown
) -> None:
    type_("\n").ask(shown)
    written = capsys.readouterr().err
    assert written.strip()
    assert all(character == "\n" or character.isprintable() for character in written)

"""Which command a typed line is: by every name, behind a slash or bare."""

from __future__ import annotations

import pytest

from bmc_cli.interview.command_words import (
    COMMANDS,
    bare_command,
    named,
    said_as_command,
    understood,
)
from bmc_cli.interview.state import Reply
from tests.interview.asked import LANGUAGES
from tests.packs import pack

NAMES = [
    (language, command, name)
    for language, _ in LANGUAGES
    for command in COMMANDS
    for name in (command, *pack(language).words["commands"][command].split())
]


@pytest.mark.parametrize(("language", "command", "name"), NAMES)
def test_a_command_has_an_english_name_and_those_of_the_pack(
    language: str, command: str, name: str
) -> None:
    words = pack(language)
    assert named(name, words) == named(name.upper(), words) == command
    assert understood(Reply(f"/{name} 2 x"), words) == (command, "2 x")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param(Reply("Van"), ("", "Van"), id="a line"),
        pytest.param(Reply("  Van "), ("", "Van"), id="without its spaces"),
        pytest.param(Reply("?"), ("help", ""), id="a question mark"),
        pytest.param(Reply("//slash"), ("", "/slash"), id="a line that begins with a stroke"),
        pytest.param(Reply("/foo 2"), ("unknown", "/foo 2"), id="an unknown word"),
        pytest.param(Reply("/"), ("unknown", "/"), id="only a stroke"),
        pytest.param(Reply("Van", "back"), ("back", "Van"), id="a key, with what was typed"),
        pytest.param(Reply("/del\n2"), ("", "/del\n2"), id="several lines"),
        pytest.param(Reply("a/b"), ("", "a/b"), id="a stroke in a line"),
    ],
)
def test_a_reply_is_a_command_or_an_answer(reply: Reply, expected: tuple[str, str]) -> None:
    assert understood(reply, pack("en")) == expected


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("weg 2", ("del", "2")),
        ("Wijzig 3 Winkel", ("edit", "3 Winkel")),
        ("move 2 1", ("move", "2 1")),
        ("weg 4", ("", "")),
        ("weg 0", ("", "")),
        ("weg", ("", "")),
        ("weg van de snelweg", ("", "")),
        ("voor 2 personen", ("", "")),
    ],
)
def test_before_the_number_of_a_note_a_word_may_be_a_command(
    line: str, command: tuple[str, str]
) -> None:
    assert said_as_command(line, pack("nl"), "123", only_by_name=True) == command


@pytest.mark.parametrize(
    ("line", "language", "command"),
    [
        ("stop", "en", "quit"),
        ("Stop!", "nl", "quit"),
        ("terug", "nl", "back"),
        ("terug", "en", ""),
        ("overzicht", "nl", "review"),
        ("later", "en", ""),
        ("title", "en", ""),
        ("stop it", "en", ""),
    ],
)
def test_few_commands_are_typed_bare(line: str, language: str, command: str) -> None:
    assert bare_command(line, pack(language)) == command

"""A table of the help: sentences with notes behind them, names, and words in examples."""

from __future__ import annotations

import pytest

from bmc_cli.words.help_words import HelpWords

WORDS = HelpWords(
    "nl",
    {
        "The canvas.": "Het canvas.",
        "Examples:": "Voorbeelden:",
        "default": "standaard",
        "env var": "variabele",
        "default: your language": "standaard: je eigen taal",
    },
    {"FILE": "BESTAND", "N": "M"},
    {"Market": "Markt", "Market stall": "Marktkraam", "Marktkraam": "twice", "form": "formulier"},
)


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        pytest.param("The canvas.", "Het canvas.", id="a sentence"),
        pytest.param("Another one.", "Another one.", id="not in the table"),
        pytest.param("", "", id="none"),
        pytest.param(
            "The canvas.  [default: a.yaml]  [env var: X]",
            "Het canvas.  [standaard: a.yaml]  [variabele: X]",
            id="notes",
        ),
        pytest.param(
            "The canvas.  [env var: X; default: a.yaml]",
            "Het canvas.  [variabele: X; standaard: a.yaml]",
            id="two in one",
        ),
        pytest.param(
            "en or nl.  [default: your language]",
            "en or nl.  [standaard: je eigen taal]",
            id="a note as a whole",
        ),
        pytest.param('With "[crowded]" in it.', 'With "[crowded]" in it.', id="no note"),
    ],
)
def test_a_sentence_is_said_with_its_notes(english: str, dutch: str) -> None:
    assert WORDS.say(english) == dutch
    assert HelpWords("en").say(english) == english


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        pytest.param("[OPTIONS] [FILE]...", "[OPTIONS] [BESTAND]...", id="usage"),
        pytest.param("--set N FILE", "--set N BESTAND", id="a letter is no name"),
        pytest.param("-V, --FILE_S", "-V, --FILE_S", id="part of a word"),
    ],
)
def test_a_name_is_said(english: str, dutch: str) -> None:
    assert WORDS.named(english) == dutch


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        pytest.param('--add "Market stall"', '--add "Marktkraam"', id="the longest, once"),
        pytest.param("-o form.pdf --format md", "-o formulier.pdf --format md", id="a whole word"),
        pytest.param("--form x", "--form x", id="an option stays"),
    ],
)
def test_an_example_is_said(english: str, dutch: str) -> None:
    assert WORDS.example(english) == dutch


def test_a_text_is_said_by_paragraphs_and_its_examples_by_lines() -> None:
    text = "The\ncanvas.\n\n\b\nExamples:\n  bmc form\n  bmc x\n"
    assert WORDS.text(text) == "Het canvas.\n\n\b\nVoorbeelden:\n  bmc formulier\n  bmc x"

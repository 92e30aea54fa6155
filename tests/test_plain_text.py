"""Nothing that a user, a file or a pack says can drive a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.plain_text import REPLACEMENT, clean, json_text, logged, one_line, outgoing

HARMFUL = [
    pytest.param("\x1b[31mred", "�[31mred", id="ESC"),
    pytest.param("\x1b]0;title\x07", "�]0;title�", id="a window title"),
    pytest.param("\x00", "�", id="NUL"),
    pytest.param("a\x08b", "a�b", id="backspace"),
    pytest.param("a\rb", "a�b", id="a carriage return alone"),
    pytest.param("a\x0bb\x0cc", "a�b�c", id="vertical tab and form feed"),
    pytest.param("a\x7fb", "a�b", id="DEL"),
    pytest.param("a\x9bb", "a�b", id="C1: the control sequence in one sign"),
    pytest.param("a\x85b", "a�b", id="C1: next line"),
    pytest.param("a\u202eb", "a�b", id="bidi: right-to-left override"),
    pytest.param("a\u2066b\u2069", "a�b�", id="bidi: isolates"),
    pytest.param("a\u200eb\u200fc\u061cd", "a�b�c�d", id="bidi: marks"),
    pytest.param("a\u2028b\u2029c", "a�b�c", id="line and paragraph separator"),
    pytest.param("\ufeffa", "�a", id="byte order mark"),
    pytest.param("a\ufff9b\ufffbc", "a�b�c", id="interlinear marks"),
    pytest.param("a\ufffeb\uffffc", "a�b�c", id="what XML has no place for"),
    pytest.param("a\U000e0041\U000e007fb", "a�b", id="tag characters"),
    pytest.param("a\ud800b\udfffc", "a�b�c", id="lone surrogates"),
    pytest.param("a\x1b\x00\u202e\ud800b", "a�b", id="a run is one sign"),
]

HARMLESS = [
    "",
    "Fresh bread before seven",
    "Caf\u00e9 \u00e9\u00e9n, na\u00efef",
    "cafe\u0301 with a combining accent",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 a family, with joiners",
    "\u2764\ufe0f a heart, with a variation selector",
    "\U0001f44d\U0001f3fd a skin tone, \U0001f1f3\U0001f1f1 a flag, 1\ufe0f\u20e3 a keycap",
    "\u8fd1\u6240\u306e\u5bb6\u65cf",
    "\u05de\u05e9\u05e4\u05d7\u05d5\u05ea \u0639\u0627\u0626\u0644\u0627\u062a",
    "[red]markup[/red] :smile: \\n %s {n}",
    "10\u00a0km \u2013 \u201cquoted\u201d \u2026",
    "one\ntwo",
]


@pytest.mark.parametrize(("text", "cleaned"), HARMFUL)
def test_what_could_drive_a_terminal_becomes_a_visible_sign(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert one_line(text) == cleaned


@pytest.mark.parametrize("text", HARMLESS)
def test_text_that_people_write_is_untouched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned", "line"),
    [
        pytest.param("a\tb", "a b", "a b", id="a tab is a space"),
        pytest.param("a\nb", "a\nb", "a b", id="a newline stays, or joins"),
        pytest.param("a\r\nb", "a\nb", "a b", id="a newline of Windows is a newline"),
    ],
)
def test_white_space_stays_white(text: str, cleaned: str, line: str) -> None:
    assert (clean(text), one_line(text)) == (cleaned, line)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_no_control_gets_out(text: str) -> None:
    for character in clean(text).replace("\n", ""):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {"LRE", "RLE", "LRO", "RLO", "PDF"}
        assert unicodedata.bidirectional(character) not in {"LRI", "RLI", "FSI", "PDI"}
    assert "\n" not in one_line(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_cleaned_text_can_be_written_and_is_clean(text: str) -> None:
    assert clean(text).encode().decode() == clean(clean(text))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_what_goes_to_a_file_is_cleaned(text: str) -> None:
    assert outgoing(text).decode() == clean(text)


@pytest.mark.parametrize("ascii_only", [True, False])
@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_is_clean_and_reads_back_the_same(ascii_only: bool, text: str) -> None:
    said = json_text({text: [text]}, ascii_only=ascii_only)
    assert said == clean(said)
    assert json.loads(said) == {text: [text]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("\x1b", r"\u001b", id="ESC"),
        pytest.param("\x7f", r"\u007f", id="DEL"),
        pytest.param("\x9b\u202e", r"\u009b\u202e", id="C1, and what turns text around"),
        pytest.param("\U000e0041", r"\udb40\udc41", id="a tag, as the pair that JSON has for it"),
        pytest.param("\ud800", r"\ud800", id="half a pair"),
        pytest.param("a\tb\n", r"a\tb\n", id="white space"),
        pytest.param("Café 日本 😀", "Café 日本 😀", id="what people write"),
    ],
)
def test_json_escapes_what_is_harmful_and_nothing_else(text: str, said: str) -> None:
    assert json_text(text, ascii_only=False) == f'"{said}"'


def test_the_sign_is_the_one_that_everybody_knows() -> None:
    assert REPLACEMENT == "\ufffd"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("::error::x", ": :error::x"),
        ("a\n  ::stop-commands::x", "a\n    : :stop-commands::x"),
        ("a ##[add-mask]x ##[x]", "a # # [add-mask]x # # [x]"),
        ("a :: b, ## c [d]", "a :: b, ## c [d]"),
    ],
)
def test_in_a_log_there_are_no_commands(text: str, said: str) -> None:
    assert logged(text) == said

"""Whoever does what a message says has a canvas that reads as it was meant, remarks and all."""

from __future__ import annotations

import re

import pytest

from bmc_cli.errors import BmcError, Place
from bmc_cli.file.canvas_text import read
from bmc_cli.model.canvas import Canvas

FILE = "canvas.yaml"
pytestmark = pytest.mark.usefixtures("parser")

PREFIX = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[a-z_]+:[ \t]+)?")
LIST = re.compile(r"[ \t]*")


def put(line: str, start: int, advice: str) -> str:
    """Return ``line`` with what is advised from ``start`` on; in brackets, for one item."""
    if re.search(r"[\[{][^\]}]*\Z", line[:start]):
        item = re.compile(r"(?:\{[^}]*\}|\[[^\]]*\]|[^,\]}])*").match(line, start)
        assert item is not None
        return line[:start] + advice + line[item.end() :]
    return line[:start] + advice


def mended(line: str, error: BmcError, place: Place) -> str:
    """Return ``line`` as the message says that it should be."""
    values: dict[str, str] = error.values
    at = place.column - 1
    prefix, indent = PREFIX.match(line), LIST.match(line)
    assert prefix is not None
    assert indent is not None
    if "mark" in values:
        return line[:at] + line[at:].removeprefix(values["mark"]).lstrip()
    if error.reason == "yaml_bare_note":
        return f"{indent[0]}- text: {values['note']}"
    if "note" in values:
        return f"{indent[0]}- {values['note']}"
    if "right" in values:
        start = prefix.end() if prefix.end() <= at else indent.end()
        return line[:start] + values["right"]
    key = re.match(r"([ \t]*(?:-[ \t]+)*)", line)
    assert key is not None
    if error.reason == "note_with_colon":
        return put(line, at, values["quoted"])
    if error.reason == "yaml_colon" and not re.match(r"(?:text|detail|title):", line[key.end() :]):
        return line[: key.end()] + values["quoted"]
    return put(
        line,
        max(prefix.end(), at) if line[prefix.end()] in "[{" else prefix.end(),
        values["quoted"],
    )


def obeyed(text: str) -> tuple[str, Canvas]:
    """Do what the messages say, one after another, until the file reads."""
    for _ in range(4):
        error = fault(text)
        if error is None:
            return text, read(text, FILE).canvas
        assert error.place is not None
        lines = text.split("\n")
        at = error.place.line - 1
        lines[at] = mended(lines[at], error, error.place)
        text = "\n".join(lines)
    raise AssertionError(text)


def fault(text: str) -> BmcError | None:
    try:
        read(text, FILE)
    except BmcError as error:
        return error
    return None


TEXTS = [
    *(f"{character}home" for character in "@`%*&!,]}>|"),
    *(f"{character} home" for character in "@`%*&!,]}>|"),
    *["[x] done", "{name} shop", "*Our* shop", "&Co and more", "!!! now", "Shop: open: late"],
    *["Shop: open", "it's: a: 'b'", "100%: a: b", "@home: and away", "@a 'b' c"],
]
COMMENTS = ["", " # note", "   # it's: a [note", "\t# '"]
PLACES = [
    pytest.param(
        "bmc: 1\nchannels:\n  - {}\n  - Van\n", lambda c: c.notes("channels")[0].text, id="note"
    ),
    pytest.param(
        "bmc: 1\nchannels:\n  - Van\n  - text: {}\n    later: true\n",
        lambda c: c.notes("channels")[1].text,
        id="text",
    ),
    pytest.param(
        "bmc: 1\nchannels:\n  - text: Van\n    detail: {}\n",
        lambda c: c.notes("channels")[0].detail,
        id="detail",
    ),
    pytest.param("bmc: 1\ntitle: {}\nchannels:\n  - Van\n", lambda c: c.title, id="title"),
]


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize(("template", "said"), PLACES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_advised_in_quotes_with_its_remark_behind_them(
    text: str, template: str, said: object, comment: str
) -> None:
    after, canvas = obeyed(template.format(text + comment))
    assert said(canvas) == text  # type: ignore[operator]
    assert after.count(f"'{comment}\n") == 1
    assert template.split("{}")[1] in after


BRACKETED = ["@home", "`a", "%b", "*c", "&d", "!e", "Shop: a"]


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("text", BRACKETED)
def test_an_item_in_brackets_is_advised_by_itself(text: str, comment: str) -> None:
    after, canvas = obeyed(f"bmc: 1\nchannels: [Van, {text}, Bus]{comment}\n")
    assert [note.text for note in canvas.notes("channels")] == ["Van", text, "Bus"]
    assert after.endswith(f"]{comment}\n")


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("text", [text for text in BRACKETED if ":" not in text])
def test_a_name_in_for_is_advised_by_itself(text: str, comment: str) -> None:
    after, canvas = obeyed(f"bmc: 1\nchannels:\n  - text: A\n    for: [Van, {text}]{comment}\n")
    assert canvas.notes("channels")[0].links == ("Van", text)
    assert after.endswith(f"]{comment}\n")


LINES = [
    pytest.param("  -Shop", "Shop", id="no blank behind the dash"),
    pytest.param("  -Shop: open", "Shop: open", id="nor behind the colon of a text"),
    pytest.param("  -@home", "@home", id="nor before a sign"),
    pytest.param("  • Shop", "Shop", id="bullet"),
    pytest.param("  • Shop: open", "Shop: open", id="bullet before a colon"),
    pytest.param("  1. @home", "@home", id="number before a sign"),
    pytest.param("  - 'Jan's shop'", "Jan's shop", id="quote in quotes"),
    pytest.param('  - "Shop" open', '"Shop" open', id="text behind quotes"),
    pytest.param(r'  - "C:\data"', r"C:\data", id="backslash"),
    pytest.param("  - [Shop, Van]", "[Shop, Van]", id="brackets"),
    pytest.param("  - {Shop}", "{Shop}", id="braces"),
]


@pytest.mark.parametrize("comment", ["", " # note", "   # it is: a [note"])
@pytest.mark.parametrize("others", ["", "\n  - Van", "\n  - 'Van: b'", "\n  -Van: b"])
@pytest.mark.parametrize(("line", "text"), LINES)
def test_a_line_is_advised_with_its_remark(line: str, text: str, others: str, comment: str) -> None:
    after, canvas = obeyed(f"bmc: 1\nchannels:\n{line}{comment}{others}\n")
    assert canvas.notes("channels")[0].text == text
    assert after.count(f"{comment}\n") >= 1
    assert comment.strip() in after


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize("note", ["Shop", "'Shop: open'", "? Shop"])
def test_a_note_with_more_below_it_is_advised_with_its_remark(note: str, comment: str) -> None:
    after, canvas = obeyed(f"channels:\n  - {note}{comment}\n    detail: D\n")
    assert (canvas.notes("channels")[0].text, canvas.notes("channels")[0].detail) == (
        note.strip("'"),
        "D",
    )
    assert f"{comment}\n    detail: D\n" in after


@pytest.mark.parametrize("comment", COMMENTS)
@pytest.mark.parametrize(
    ("line", "title"),
    [
        pytest.param("title:A", "A", id="no blank"),
        pytest.param("title:@home", "@home", id="no blank, and a sign"),
        pytest.param("title: &a 'A'", "A", id="an anchor"),
        pytest.param("title: !!str 'A'", "A", id="a tag"),
        pytest.param("title: [Draft]", "[Draft]", id="brackets"),
    ],
)
def test_a_field_is_advised_with_its_remark(line: str, title: str, comment: str) -> None:
    after, canvas = obeyed(f"bmc: 1\n{line}{comment}\nchannels: []\n")
    assert canvas.title == title
    assert f"{comment}\nchannels: []\n" in after

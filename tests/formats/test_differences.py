"""A difference for a pull request and on a page: short, and nothing in it does anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bmc_cli.formats.differences import as_html, as_markdown, quiet
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import difference
from bmc_cli.model.fields import Note
from bmc_cli.model.kinship import kinship
from bmc_cli.plain_text import one_line
from bmc_cli.words.differences import News, news
from tests.documents import canvases
from tests.drawing.posters import HOSTILE
from tests.formats.test_markdown import MARKUP
from tests.packs import pack

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
EN = pack("en")
CALLS = ["@team", "a@b.nl", "#12", "owner/repo#3", "GH-4", "mailto:a@b.nl", "</del>@x", "a</ins>"]


def told(old: Canvas, new: Canvas, names: tuple[str, str] = ("a.yaml", "b.yaml")) -> News:
    found = difference(old, new)
    return news((names[0], old), (names[1], new), found, kinship(old, new, found), EN)


def many(*sides: Any) -> list[News]:
    return [told(*sides)]


def of(**blocks: str) -> Canvas:
    notes = {key: tuple(map(Note, texts.split(", "))) for key, texts in blocks.items()}
    return Canvas(title="Bakery", blocks=notes)


OLD = of(customer_segments="Families, Hotels", channels="Shop, Van")
NEW = of(customer_segments="Families, Hotels nearby", channels="Shop, Stall")
GARAGE = Canvas(title="Garage", blocks=of(channels="Shop, Tow truck, Kiosk, Expo, Fair").blocks)
BAKERY = of(channels="Shop, Stall, Round, Leaflet, Market")


def test_a_comment_has_a_line_for_each_note_under_its_block() -> None:
    assert as_markdown(many(OLD, NEW)).splitlines() == [
        "### What changed in Bakery",
        "",
        "a.yaml → b.yaml: 1 added, 1 removed and 1 changed",
        "",
        "**1 Customer Segments**",
        "",
        "- `~` Hotels<ins> nearby</ins>",
        "",
        "**4 Channels**",
        "",
        "- `−` <del>Van</del>",
        "- `+` <ins>Stall</ins>",
    ]


def test_several_follow_one_another() -> None:
    said = [told(OLD, NEW), told(OLD, OLD)]
    assert as_markdown(said) == f"{as_markdown(said[:1])}\n\n{as_markdown(said[1:])}"
    page = as_html(said)
    assert page.count("<h1 ") == 1
    assert page.count('class="sentence"') == 2


def test_what_went_and_what_came_stand_apart() -> None:
    new = of(customer_segments="Families, Inns and hotels", channels="Shop, Van")
    assert "<del>Hotels</del> <ins>Inns and hotels</ins>" in as_markdown(many(OLD, new))


def test_the_title_block_comes_first_without_a_heading() -> None:
    lines = as_markdown(many(OLD, Canvas(title="The Bakery", blocks=OLD.blocks))).splitlines()
    assert lines[4:] == ["- `~` title: <ins>The </ins>Bakery"]


def test_without_a_change_it_says_so() -> None:
    lines = as_markdown(many(OLD, OLD)).splitlines()
    assert lines[2:] == ["a.yaml and b.yaml have no differences."]


def test_two_canvases_are_a_table_of_blocks() -> None:
    lines = as_markdown(many(BAKERY, GARAGE)).splitlines()
    assert lines[:6] == [
        "### Bakery / Garage",
        "",
        "a.yaml and b.yaml are two different canvases, with 1 note in common.",
        "",
        "| Block | Bakery | Garage | In both |",
        "|---|--:|--:|---|",
    ]
    assert "| 4 Channels | 5 | 5 | Shop |" in lines
    assert len(lines) == 6 + 9


def test_of_two_with_one_title_the_files_stand_above_the_columns() -> None:
    other = Canvas(title="Bakery", blocks=GARAGE.blocks)
    assert "| Block | a.yaml | b.yaml | In both |" in as_markdown(many(BAKERY, other))


def flat(tokens: list[Token]) -> list[Token]:
    return [part for token in tokens for part in (token, *flat(token.children or []))]


HOSTILE_TEXTS = [*MARKUP, *HOSTILE, *CALLS]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_is_markup_in_a_comment(text: str) -> None:
    old = Canvas(title=text, blocks={"channels": (Note("Shop"), Note(f"Van {text}"))})
    new = Canvas(title=f"{text} b", blocks={"channels": (Note(f"Van by {text}"), Note(text))})
    assert_inert(as_markdown(many(old, new, (text, f"{text}.yaml"))))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_nor_in_a_table(text: str) -> None:
    old = Canvas(title=text, blocks={"channels": (*BAKERY.notes("channels"), Note(text))})
    new = Canvas(title=f"{text}{text}", blocks={"channels": (*GARAGE.notes("channels"),)})
    said = as_markdown(many(old, new, (text, text)))
    assert_inert(said)
    cells = [token for token in READER.parse(said) if token.type in {"th_open", "td_open"}]
    assert len(cells) == 4 * 10


def assert_inert(said: str) -> None:
    """Only our own tags, headings, items and tables are markup, and nobody is called."""
    tokens = flat(READER.parse(said))
    tags = {token.content for token in tokens if token.type.startswith("html")}
    assert tags <= {"<ins>", "</ins>", "<del>", "</del>"}
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert not kinds & {"link", "image", "em", "s", "fence", "code_block", "hr", "blockquote"}
    assert [token.type for token in tokens].count("heading_open") == 1
    shown = "".join(token.content for token in tokens if token.type == "text")
    assert not re.search(r"@\w|#\d|\bGH-\d", shown)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_text_is_shown_as_it_is(text: str) -> None:
    tokens = flat(READER.parse(f"x {quiet(one_line(text))} x"))
    shown = "".join(token.content for token in tokens if token.type in {"text", "text_special"})
    assert shown.replace("\u200b", "").split() == f"x {one_line(text)} x".split()


@settings(max_examples=25)
@given(canvases(), canvases())
def test_whatever_two_canvases_say(old: Canvas, new: Canvas) -> None:
    assert_inert(as_markdown(many(old, new)))


class Page(HTMLParser):
    """The elements and the texts of a page, without its style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "srcset", "onclick", "style", "action"}

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] != "style":
            self.texts.append(data)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_is_markup_on_a_page(text: str) -> None:
    old = Canvas(title=text, blocks={"channels": (Note("Shop"), Note(f"Van {text}"))})
    new = Canvas(title=f"{text} b", blocks={"channels": (Note(f"Van by {text}"), Note(text))})
    said = as_html(many(old, new, (text, text)))
    page = Page(said)
    known = {"html", "head", "meta", "title", "link", "style", "body", "header", "h1", "h2", "p"}
    assert set(page.tags) <= known | {"main", "section", "ul", "li", "b", "ins", "del"}
    assert "default-src 'none'; style-src 'sha256-" in said
    assert one_line(text) in "".join(page.texts)


def test_a_page_of_two_canvases_has_their_table() -> None:
    page = Page(as_html(many(BAKERY, GARAGE)))
    assert page.tags.count("tr") == 10
    assert page.tags.count("td") == 27
    assert [text for text in page.texts if text == "Shop"] == ["Shop"]


def test_a_page_marks_what_came_and_what_went() -> None:
    said = as_html(many(OLD, NEW))
    assert '<b class="went">−</b> <del>Van</del>' in said
    assert '<b class="came">+</b> <ins>Stall</ins>' in said
    assert "Hotels<ins> nearby</ins>" in said

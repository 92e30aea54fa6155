"""The page as text: what is in it, and what cannot be."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings

from bmc_cli.drawing.icons import ICONS
from bmc_cli.drawing.layout import STANDARD, areas
from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.formats.html import page
from bmc_cli.formats.html_document import Link
from bmc_cli.formats.print_style import screen_style
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from bmc_cli.words.chapter import Card, Chapter, Item, Part, Row
from tests.documents import canvases
from tests.drawing import squeezed
from tests.drawing.posters import CANVASES, HOSTILE, hung
from tests.formats.markup import Reader
from tests.packs import pack

A4 = PAPERS["A4"]
MARKUP = {
    *("html", "head", "meta", "title", "link", "style", "body", "nav", "a", "header", "main"),
    *("section", "div", "h1", "h2", "h3", "p", "span", "ul", "li", "abbr", "fieldset", "legend"),
    *("label", "input", "bdi", "dl", "dt", "dd"),
}


def policy_of(text: str) -> str:
    (found,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    return html.unescape(found)


def test_it_needs_nothing_from_elsewhere() -> None:
    text = page(hung("normal"), A4)
    wanted = re.findall(r"\s(?:src|href|action|data)=.|url\((?!\"data:)|@import", text)
    assert wanted == [' href="']
    assert ' href="data:image/svg+xml,' in text
    assert "<script" not in text
    assert text.count("http://") == text.count("https://") == 0


def test_its_policy_lets_in_the_one_style_and_nothing_else() -> None:
    text = page(hung("normal"), A4)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy_of(text).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert " style=" not in text


@settings(deadline=None, max_examples=60)
@given(canvases())
def test_no_note_becomes_markup(canvas: Canvas) -> None:
    drawn = poster(view(canvas, pack("en")))
    read = Reader(page(drawn, A4))
    assert {tag for tag, _ in read.tags} <= MARKUP
    assert {name for _, found in read.tags for name in found} <= {
        *("lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id"),
        *(
            "aria-labelledby",
            "aria-label",
            "aria-hidden",
            "dir",
            "title",
            "type",
            "checked",
            "role",
        ),
    }
    said = squeezed("".join(read.texts))
    for panel in drawn.panels.values():
        for note in panel.notes:
            assert squeezed(note.text) in said
            assert all(squeezed(each.said) in said for each in note.below)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    note = Note(text, detail=text, links=(text,), kinds=(text,), later=True)
    canvas = Canvas(text, text, text, text, text, {"customer_segments": (note, Note("b"))})
    chapters = [Chapter(text, (Part(text, (text,), (text,)),))]
    drawn = page(poster(view(canvas, pack("en"))), A4, chapters, Link("index.html", text))
    read = Reader(drawn)
    assert {tag for tag, _ in read.tags} <= MARKUP
    assert not [name for _, found in read.tags for name in found if name.startswith("on")]
    assert read.attributes("href")[1:] == ["index.html", "#chapter-0"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_says_which_language_is_which(language: str) -> None:
    canvas = Canvas(language="fr", blocks={"channels": (Note("Boutique"),)})
    text = page(poster(view(canvas, pack(language))), A4)
    assert f'<html lang="{language}">' in text
    assert re.search(r'<div class="board[^"]*" lang="fr">', text)
    assert f'id="block-4" lang="{language}"' in text


def test_what_stands_below_a_note_is_told_apart_by_a_word_and_by_a_name_for_its_style() -> None:
    canvas = Canvas(language="fr", blocks={"channels": (Note("A", "d", remark="r"),)})
    text = page(poster(view(canvas, pack("nl"))), A4)
    assert '<p class="below detail">d</p>' in text
    assert '<p class="below remark"><span lang="nl">Opmerking:</span> r</p>' in text


@pytest.mark.parametrize("odd", ["", "en", '"><b>', "no language at all"])
def test_a_language_that_is_none_is_not_said(odd: str) -> None:
    text = page(poster(view(Canvas(language=odd), pack("en"))), A4)
    assert re.search(r'<div class="board[^"]*">', text)


def test_the_blocks_are_read_in_interview_order_under_headings() -> None:
    text = page(hung("normal"), A4)
    headings = re.findall(r"<h(\d)[^>]*>(?:<span>(\d) </span>)?", text)
    assert headings == [("1", ""), *(("2", str(block.number)) for block in BLOCKS)]
    assert re.findall(r'aria-labelledby="(block-\d)"', text) == re.findall(
        r'<h2[^>]* id="(block-\d)"', text
    )


def test_every_block_has_an_icon_that_is_not_read_aloud() -> None:
    text = page(hung("normal"), A4)
    assert text.count('<span class="icon"></span></h2>') == len(BLOCKS)
    for key, icon in ICONS.items():
        (drawn,) = re.findall(rf"^\.{key} {{ --drawn: url\(\"([^\"]*)\"\); }}$", text, re.MULTILINE)
        assert icon.lines in unquote(drawn)


def test_sheets_that_are_printed_have_headings_of_their_own() -> None:
    printed, _, shown = page(hung("full"), A4).partition("<header>")
    assert shown
    assert printed.count("<h1") == 1
    assert printed.count("<h2") > len(BLOCKS)


def test_the_letters_of_a_print_are_told_below_it() -> None:
    text = page(hung("normal"), A4)
    (legend,) = re.findall(r'<p class="foot keys">.*?</p>', text)
    assert re.findall(r">([A-Z])</abbr> <span[^>]*>([^<]*)<", legend)[:2] == [
        ("A", "Commuters"),
        ("B", "Families"),
    ]


def test_no_id_is_there_twice() -> None:
    ids = Reader(page(hung("full"), A4)).attributes("id")
    assert len(ids) == len(set(ids))
    assert sum(str(each).startswith("block-") for each in ids) == 9


def test_the_places_of_the_blocks_are_those_of_the_layout() -> None:
    text = page(hung("normal"), A4)
    for row, band in enumerate(STANDARD, 1):
        for column in band:
            edges = f"{row} / {column.left + 1} / span 1 / {column.right + 1}"
            assert f".{column.keys[0]}-column {{ grid-area: {edges}; }}" in text
    assert len(areas(STANDARD)) == 9


@pytest.mark.parametrize("paper", PAPERS)
def test_it_prints_on_the_paper_that_is_asked_for(paper: str) -> None:
    sheet = PAPERS[paper]
    text = page(hung("blank"), sheet)
    assert (
        f"@page {{ size: {sheet.width}mm {sheet.height}mm; margin: {sheet.margin:.2f}mm; }}" in text
    )


def test_chapters_follow_the_canvas() -> None:
    chapter = Chapter("The story", (Part("", ("Once.",)), Part("Then", ("It went on.",), ("So",))))
    text = page(hung("normal"), A4, [chapter])
    assert (
        '<section class="chapter" id="chapter-0"><h2>The story</h2><p>Once.</p>'
        "<h3>Then</h3><p>It went on.</p><ul><li>So</li></ul></section></main>"
    ) in text


def test_every_chapter_can_be_gone_to() -> None:
    text = page(hung("normal"), A4, [Chapter("The story", ()), Chapter("Findings", ())])
    assert '<a href="#chapter-0">The story</a>' in text
    assert '<section class="chapter" id="chapter-1"><h2>Findings' in text


@pytest.mark.parametrize("name", [*CANVASES, "blank"])
def test_every_page_has_its_credit(name: str) -> None:
    assert "The Business Model Canvas, Strategyzer.com, CC BY-SA 3.0" in page(hung(name), A4)


def test_a_page_among_others_leads_back_to_them() -> None:
    text = page(hung("normal"), A4, home=Link("index.html", "All canvases"))
    assert '<nav><ul><li><a href="index.html">All canvases</a></li></ul></nav>' in text


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("A bread", False),
        ("לחם", True),
        ("12:30 خبز", True),
        ("12:30", False),
        ("Bread (לחם)", False),
    ],
)
def test_a_note_is_written_to_the_side_of_its_own_first_letter(text: str, turned: bool) -> None:
    segments = {"customer_segments": (Note(text), Note("B"))}
    made = page(poster(view(Canvas(blocks=segments), pack("en"))), A4)
    assert ('<li class="note for-0 s0 own" dir="rtl">' in made) == turned


CARD = Card(
    "Families",
    (
        Row("Offer", (Item("<Bread>"), Item("Cake", (0, 1)))),
        Row("Pays", (Item("still open", level="gap"),)),
        Row("", (Item("No link", (1,), "warning", "warning"),)),
    ),
    1,
)


def test_a_card_has_a_row_for_each_thing_with_letters_and_what_is_open() -> None:
    chapter = Chapter("Story", (Part("", ("Once.",)), Part("B", ("Then.",))), lambda: [CARD])
    text = page(hung("normal"), A4, [chapter])
    card = text[text.index('<section class="chapter"') :]
    assert '<p class="opening">Once.</p>' in card
    assert "Then." not in card
    assert '<h3><abbr class="letter s1 of-1"' in card
    assert '<dt>Offer</dt><dd><bdi>&lt;Bread&gt;</bdi></dd><dd><bdi><span class="end' in card
    assert '">Cake</span></bdi><span class="tags beside">' in card
    assert '<dd class="gap"><bdi>still open</bdi></dd>' in card
    assert '<li><span class="level warning">warning</span> <bdi>No<span> </span><span' in card


def test_columns_of_a_window_are_fitted_where_equal_ones_are_higher_than_it() -> None:
    """As on paper: a block with much in it gets the room of those with little."""
    for name, are_equal in (("short", True), ("full", False)):
        style = screen_style(hung(name))
        windows = re.findall(r"@media (.*) \{\n\.board \{ grid-template-columns: (.*); \}", style)
        assert [window for window, _ in windows] == ["screen", "screen and (min-width: 80rem)"]
        for _, tracks in windows:
            first, second, *_ = map(float, re.findall(r"([\d.]+)fr", tracks))
            assert (abs(first - second) < 0.02) == are_equal
        places = re.findall(r"\.board \.(\w+) \{ grid-column: (\d) / (\d); \}", style)
        assert places[:1] == [("key_partners", "1", "2")]
        assert {key for key, *_ in places} == {block.key for block in BLOCKS}


@pytest.mark.parametrize(
    ("count", "place", "names", "rows"),
    [(8, 0, "card", 0), (9, 0, "card", 1), (9, None, "card broad", 1), (25, 0, "card long", 1)],
)
def test_a_card_with_much_on_it_is_broad_and_may_be_broken(
    count: int, place: int | None, names: str, rows: int
) -> None:
    items = tuple(Item(f"Note {at}") for at in range(count))
    card = Card("Families", (Row("Offer", items),), place)
    text = page(hung("normal"), A4, [Chapter("Story", (), lambda: [card])])
    assert f'<div class="{names}"><h3>' in text
    assert text.count('<div class="long"><dt>') == rows

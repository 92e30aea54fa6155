"""The document: what a reader of Markdown shows is what the notes say."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bmc_cli.formats.markdown import chapter_lines, escaped, markdown
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean
from bmc_cli.view import view
from bmc_cli.words.chapter import Chapter, Part
from tests.drawing.posters import CANVASES, HOSTILE
from tests.packs import pack

READER = MarkdownIt("gfm-like", {"linkify": False})
MARKUP = [
    *["*stars*", "_under_", "`code`", "[a](b)", "![a](b)", "<b>", "~~gone~~", "a | b", "$x$"],
    *["# heading", "- item", "+ item", "= line", "1. first", "1) first", "12. x", "---", "***"],
    *["> said", "&amp;", "&#60;", "\\", "\\*", ":smile:", ":+1:", "12:30", "a: b", "www.a.nl"],
    *["https://a.nl/b_c", "a@b.nl", "[x] done", "C#", "#1 in bread", "2 * 3", "snake_case_name"],
    *["    indented", "a  ", "(a)", "3.5 %", "!", "a\\", "```", "~~~", "[^1]", "<!-- -->"],
]


def shown(tokens: list[Token]) -> Iterator[str]:
    """The text that a reader shows, the grid aside."""
    for token in tokens:
        if token.type == "html_block":
            assert re.fullmatch("<table>\n.*\n</table>\n", token.content, re.DOTALL)
            continue
        if token.children is not None:
            yield from shown(token.children)
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        else:
            assert token.type not in {"html_inline", "code_inline", "fence"}
            yield token.content


def kinds(text: str) -> set[str]:
    """The kinds of markup that a reader finds."""
    found = set()
    for token in READER.parse(text):
        found |= {token.type, *(child.type for child in token.children or ())}
    return found


@pytest.mark.parametrize("text", [*MARKUP, *(text for text in HOSTILE if "\n" not in text)])
def test_a_text_is_shown_as_it_is(text: str) -> None:
    text = clean(text).strip()
    said = f"- {escaped(text)}\n"
    assert "".join(shown(READER.parse(said))) == text
    assert kinds(said) <= {
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("paragraph_open", "paragraph_close", "inline", "text", "text_special"),
    }


@given(st.text(st.sampled_from("ab1 *_`[]()<>#+-=.!|~&;:$\\/@\"'é"), min_size=1, max_size=12))
def test_so_is_any_text(text: str) -> None:
    text = " ".join(text.split()) or "a"
    assert "".join(shown(READER.parse(f"- {escaped(text)}\n"))) == text
    assert "".join(shown(READER.parse(f"## {escaped(text)}\n"))) == text


def test_everyday_text_stays_readable() -> None:
    for text in ("Shop on Ketley Street, open from seven", "12:30 (daily), 3.5 %", "Bread & co"):
        assert escaped(text) == text


def test_it_is_headings_and_lists_in_interview_order() -> None:
    text = "\n".join(markdown(view(CANVASES["normal"], pack("en"))))
    headings = re.findall("^(#+) (.*)$", text, re.MULTILINE)
    assert headings == [
        ("#", "Ketley Street Cycles"),
        *(("##", f"{block.number}. {pack('en').blocks[block.key].title}") for block in BLOCKS),
    ]
    assert "|" not in text
    assert text.endswith("\n---\n\nThe Business Model Canvas, Strategyzer.com, CC BY-SA 3.0")


def test_a_note_has_its_letter_mark_detail_links_and_kinds() -> None:
    canvas = Canvas(
        blocks={
            "customer_segments": (Note("Families"), Note("Hotels", later=True)),
            "channels": (Note("Web_shop", "One\n\nTwo", ("Hotels",), ("purchase", "mine")),),
        }
    )
    lines = list(markdown(view(canvas, pack("en"))))
    at = lines.index("## 1. Customer Segments")
    assert lines[at + 2 : at + 4] == ["- **A** Families", "- **B** Hotels *(later)*"]
    at = lines.index("## 4. Channels")
    assert lines[at + 2 : at + 4] == [
        "- Web\\_shop [B] *purchase*, *mine*",
        "  - One\\\n    &#32;\\\n    Two",
    ]


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        (Note("A", links=("all",)), ["- A [everything]"]),
        (Note("A", links=("One, two", "3")), ["- A", "  - for: One, two", "  - for: 3"]),
        (Note("A", kinds=("(x)", "y")), ["- A", "  - kind: (x)", "  - kind: y"]),
        (Note("A", "Open: now"), ["- A", "  - detail: Open: now"]),
        (Note("A", "At 12:30"), ["- A", "  - At 12:30"]),
        (Note("A", outlook="B", remark="C"), ["- A", "  - Looking ahead: B", "  - Remark: C"]),
        (Note("A", later=True, conflict="B"), ["- A *(later, undecided)*", "  - undecided: B"]),
        (Note("a\nb", kinds=("x",)), ["- a\\\n  b *x*"]),
    ],
)
def test_what_a_note_says_besides_stands_in_its_line_or_below_it(
    note: Note, lines: list[str]
) -> None:
    said = list(markdown(view(Canvas(blocks={"key_activities": (note,)}), pack("en"))))
    at = said.index("## 6. Key Activities")
    assert said[at + 2 : said.index("## 7. Key Resources") - 1] == lines


def test_above_it_stands_what_is_known_of_it() -> None:
    canvas = Canvas("T", "R. *Okafor*", "2026-11-23", "1", "nl")
    lines = list(markdown(view(canvas, pack("en"))))
    assert lines[2] == "*By:* R. \\*Okafor\\* · *Date:* 2026-11-23 · *Version:* 1 · *Language:* nl"


def test_an_empty_block_shows_its_question() -> None:
    lines = list(markdown(view(Canvas(), pack("nl"))))
    assert lines[0] == "# Business Model Canvas"
    assert f"*{pack('nl').blocks['channels'].question}*" in lines


@pytest.mark.parametrize("name", CANVASES)
def test_every_note_is_shown_whole(name: str) -> None:
    canvas = CANVASES[name]
    said = "".join(shown(READER.parse("\n".join(markdown(view(canvas, pack("en"))))))).split()
    text = " ".join(said)
    for block in BLOCKS:
        for note in canvas.notes(block.key):
            assert " ".join(clean(note.text).split()) in text
            assert " ".join(clean(note.detail).split()) in text


def test_a_chapter_is_headings_paragraphs_and_items() -> None:
    chapter = Chapter("The *story*", (Part("", ("Once.",)), Part("1. Then", (), ("a", "b"))))
    assert list(chapter_lines(chapter, level=2)) == [
        "## The \\*story\\*",
        *("", "Once."),
        *("", "### 1\\. Then"),
        *("", "- a", "- b"),
    ]

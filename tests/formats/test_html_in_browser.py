"""The page as people see it: in a real browser, at three widths, by day, by night, on paper."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from bmc_cli.drawing.sheets import PAPERS, type_size
from bmc_cli.drawing.spread import sheets
from bmc_cli.formats import guess_cards
from bmc_cli.formats.html import page
from bmc_cli.formats.html_index import Dot, Entry, index
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.words.chapter import Chapter, Part
from bmc_cli.words.guess_cards import cards_of
from tests.browser import Open, Visit
from tests.drawing import squeezed, texts_in, unbroken
from tests.drawing.posters import CANVASES, HOSTILE, hung
from tests.packs import pack

A4 = PAPERS["A4"]
WIDTHS = (1600, 1024, 390)
NAMES = [*CANVASES, "blank"]
STORY = Chapter("A story", (Part("A heading", ("A paragraph.",), ("An item.",)),))

NOTES = """() => [...document.querySelectorAll('main .board .note')].map(note => {
    const inside = (inner, outer, slack) =>
        inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
        inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack
    const range = document.createRange()
    range.selectNodeContents(note)
    const block = note.closest('.block').getBoundingClientRect()
    const box = note.getBoundingClientRect()
    return {
        text: note.innerText,
        clear: note.checkVisibility({opacityProperty: true, visibilityProperty: true}),
        kept: [...range.getClientRects()].every(rect => inside(rect, box, 1)),
        within: inside(box, block, 1),
        block: note.closest('.block').className.split(' ')[1],
    }
})"""


def notes_of(seen: Visit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seen.ask(NOTES)
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CANVASES)
def test_every_note_is_seen_whole_inside_its_block(visit: Open, name: str, width: int) -> None:
    poster = hung(name)
    seen = visit(page(poster, A4, [STORY]), width)
    assert seen.ask("document.documentElement.scrollWidth") <= width
    found = notes_of(seen)
    expected = [(key, note) for key, panel in poster.panels.items() for note in panel.notes]
    assert [one["block"] for one in found] == [key for key, _ in expected]
    for one, (_, note) in zip(found, expected, strict=True):
        assert squeezed(note.text) in squeezed(one["text"])
        assert all(squeezed(each.said) in squeezed(one["text"]) for each in note.below)
        assert one["clear"]
        assert one["kept"], one
        assert one["within"], one


@pytest.mark.parametrize("width", WIDTHS)
def test_a_blank_form_is_no_wider_than_the_window(visit: Open, width: int) -> None:
    seen = visit(page(hung("blank"), A4), width)
    assert seen.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", NAMES)
def test_it_says_nothing_and_wants_nothing(visit: Open, name: str) -> None:
    seen = visit(page(hung(name), A4, [STORY]))
    assert seen.said == []
    assert [url for url in seen.wanted if not url.startswith(("file:", "data:"))] == []
    assert len(seen.wanted) >= 1


def test_a_hostile_note_is_only_text(visit: Open) -> None:
    seen = visit(page(hung("hostile"), A4))
    assert seen.ask("document.title") == HOSTILE[0]
    assert seen.ask("document.querySelectorAll('script, img, iframe, b, a').length") == 0
    assert seen.ask(
        "[...document.querySelectorAll('*')].every("
        "each => each.getAttributeNames().every(name => !name.startsWith('on')))"
    )
    assert "<script>document.title='had'</script>" in seen.ask("document.body.innerText")


def test_a_script_that_came_in_would_not_run(visit: Open) -> None:
    text = page(hung("short"), A4).replace("</main>", "<script>document.title = 1</script></main>")
    seen = visit(text)
    assert seen.ask("document.title") == "Business Model Canvas"
    assert "Content Security Policy" in " ".join(seen.said)


def test_on_a_phone_it_is_one_column_in_interview_order(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 390)
    boxes = seen.ask(
        "[...document.querySelectorAll('.block')].map(each => each.getBoundingClientRect())"
        ".map(box => [box.left, box.top, box.bottom])"
    )
    numbers = seen.ask("[...document.querySelectorAll('.block h2')].map(each => each.innerText[0])")
    assert numbers == [str(block.number) for block in BLOCKS]
    assert len({left for left, _, _ in boxes}) == 1
    assert all(below[1] >= above[2] for above, below in pairwise(boxes))


def test_on_a_screen_it_is_the_standard_canvas(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 1600)
    boxes = {
        key: seen.ask(f"document.querySelector('.{key}').getBoundingClientRect().toJSON()")
        for key in (block.key for block in BLOCKS)
    }
    above = [8, 6, 2, 3, 1]
    lefts = [boxes[BLOCKS[number - 1].key]["left"] for number in above]
    assert lefts == sorted(lefts)
    assert len(set(lefts)) == 5
    for upper, lower in ((6, 7), (3, 4)):
        first, second = (boxes[BLOCKS[number - 1].key] for number in (upper, lower))
        assert first["left"] == second["left"]
        assert first["bottom"] <= second["top"] + 1
    costs, revenue = (boxes[BLOCKS[number - 1].key] for number in (9, 5))
    assert costs["top"] == revenue["top"] >= boxes["channels"]["bottom"] - 1
    assert costs["right"] <= revenue["left"] + 1


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("normal", "light"),
        ("normal", "dark"),
        ("full", "light"),
        ("blank", "dark"),
        ("empty", "dark"),
    ],
)
def test_axe_finds_nothing_that_bars_anybody(visit: Open, name: str, scheme: str) -> None:
    seen = visit(page(hung(name, "nl"), A4, [STORY]), 1280, scheme=scheme)
    results = Axe().run(seen.page)
    assert [(each["id"], each["impact"]) for each in results.response["violations"]] == []
    assert "color-contrast" in [each["id"] for each in results.response["passes"]]


def test_axe_finds_nothing_in_an_index(visit: Open) -> None:
    entries = [
        Entry(
            "a b.html",
            "A & B",
            [["3 notes"]],
            {block.key: [Dot(at)] * at for at, block in enumerate(BLOCKS, 3)},
        )
    ]
    seen = visit(index("All canvases", "en", entries))
    assert [each["id"] for each in Axe().run(seen.page).response["violations"]] == []
    assert seen.ask("document.querySelector('a').getAttribute('href')") == "a%20b.html"


PAPERS_OF = """async name => {
    await Promise.allSettled(document.getAnimations().map(each => each.finished))
    return [...document.querySelectorAll('main .note')].map(note =>
        [note.classList.contains(name), getComputedStyle(note).backgroundColor])
}"""


def papers(seen: Visit, view: int | str) -> tuple[set[str], set[str]]:
    """The papers of the notes for a segment, or so sure, and those of the others."""
    found = seen.page.evaluate(PAPERS_OF, f"for-{view}")
    ours, others = ({paper for has, paper in found if has is it} for it in (True, False))
    return ours, others


GREY = {"rgba(0, 0, 0, 0)"}


def test_keys_choose_a_segment_to_look_along(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 1280)
    seen.page.focus("#look-all")
    seen.page.keyboard.press("ArrowRight")
    assert seen.ask("document.activeElement.id") == "look-0"
    frame = seen.ask("getComputedStyle(document.activeElement.parentElement).outlineStyle")
    assert frame == "solid"
    ours, others = papers(seen, 0)
    assert others == GREY
    assert ours.isdisjoint(GREY)
    said = seen.ask("document.querySelector('[role=status]').innerText")
    assert said == "A Commuters who ride within two miles: 22 of 47 notes"
    assert [each["id"] for each in Axe().run(seen.page).response["violations"]] == []


def test_a_letter_that_the_mouse_is_on_goes_before_the_segment_that_is_chosen(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 1280, scheme="dark")
    seen.page.check("#look-0")
    seen.page.hover(".channels .of-2")
    ours, others = papers(seen, 2)
    assert others == GREY
    assert ours.isdisjoint(GREY)


def test_how_sure_a_note_is_can_be_looked_along_too(visit: Open) -> None:
    seen = visit(page(hung("full"), A4), 1280)
    seen.page.check("#look-tested")
    ours, others = papers(seen, "tested")
    assert others == GREY
    assert ours.isdisjoint(GREY)
    assert seen.ask("document.querySelector('[role=status]').innerText").startswith("½ tested: 9 ")
    assert [each["id"] for each in Axe().run(seen.page).response["violations"]] == []


def test_cards_to_print_can_be_read_on_a_screen_by_everybody(visit: Open) -> None:
    cards = cards_of(CANVASES["full"], pack("en"), 4)
    seen = visit(guess_cards.write(cards, A4, "Bakery", "en"), 1280, scheme="dark")
    assert [each["id"] for each in Axe().run(seen.page).response["violations"]] == []
    assert (seen.said, len(seen.wanted)) == ([], 1)


def test_details_say_for_what_and_of_which_kind_a_note_is(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 1280)
    assert "kind: speed, convenience" not in seen.ask("document.body.innerText")
    seen.page.check("#look-details")
    assert "kind: speed, convenience" in seen.ask("document.body.innerText")


def test_nothing_of_it_is_printed(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 1280)
    seen.page.check("#look-0")
    seen.page.emulate_media(media="print")
    ours, others = papers(seen, 0)
    assert not (ours | others) & GREY
    assert seen.ask("document.querySelector('.look').checkVisibility()") is False


def test_a_wide_window_is_filled(visit: Open) -> None:
    seen = visit(page(hung("normal"), A4), 2560)
    assert seen.ask("document.querySelector('.board').getBoundingClientRect().width") > 2480
    sizes = [
        seen.ask(f"parseFloat(getComputedStyle(document.querySelector('{name}')).fontSize)")
        for name in (".note", "h1")
    ]
    assert sizes[0] >= 19
    assert sizes[1] >= 30


def test_both_stacks_part_at_one_line(visit: Open) -> None:
    seen = visit(page(hung("full"), A4), 1600)
    tops = {
        seen.ask(f"document.querySelector('.{key}').getBoundingClientRect().top")
        for key in ("key_resources", "channels")
    }
    assert len(tops) == 1


def printed(seen: Visit) -> list[str]:
    """The text of each sheet that the browser prints."""
    return texts_in(seen.page.pdf(prefer_css_page_size=True, print_background=True))


@pytest.mark.parametrize(
    ("name", "paper"), [*((name, "A4") for name in NAMES), ("full", "A3"), ("blank", "A0")]
)
def test_it_prints_on_as_many_sheets_as_were_planned(visit: Open, name: str, paper: str) -> None:
    poster, sheet = hung(name), PAPERS[paper]
    planned = sheets(poster, sheet, type_size(poster, sheet))
    found = printed(visit(page(poster, sheet)))
    assert len(found) == len(planned)
    if name in {"short", "normal", "empty", "blank", "wide"}:
        assert len(found) == 1
    said = unbroken("".join(found))
    for panel in poster.panels.values():
        for note in panel.notes:
            # What is printed from right to left, or as a picture, is not extracted in order.
            if note.text.isascii():
                assert unbroken(note.text) in said


def test_the_sheets_of_a_print_are_not_on_the_screen(visit: Open) -> None:
    seen = visit(page(hung("full"), A4))
    assert seen.ask("document.querySelectorAll('.sheet').length") > 1
    assert seen.ask(
        "[...document.querySelectorAll('.sheet')].every(each => !each.checkVisibility())"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_block_of_a_print_is_fuller_than_was_worked_out(visit: Open, name: str) -> None:
    poster = hung(name)
    seen = visit(page(poster, A4), 1280)
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": round(A4.inside / 25.4 * 96), "height": 900})
    over = seen.ask(
        "[...document.querySelectorAll('.block')].filter(each => each.checkVisibility()).map("
        "each => each.getBoundingClientRect().height"
        " - parseFloat(getComputedStyle(each).minHeight))"
    )
    assert len(over) % 9 == 0
    assert max(over) <= 2  # pixels: what borders and rounding come to

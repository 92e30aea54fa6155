"""What an export of one canvas and that of a folder share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bmc_cli import terminal
from bmc_cli.errors import BmcError
from bmc_cli.formats.endings import Setting, fitting, format_named
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import one_line, outgoing
from bmc_cli.view import view
from bmc_cli.words.chapter import Chapter
from bmc_cli.words.notes import title_of
from bmc_cli.words.packs import Pack

_MOST_SIGNS = 5  # of a script, to recognise it by


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of an export: the name of its paper, what follows the canvas, a blank form.

    ``in_index``: the page is one of several, and has a link to their index.
    """

    paper: str | None = None
    check: bool = False
    story: bool = False
    blank: bool = False
    in_index: bool = False


def make(name: str, canvas: Canvas, pack: Pack, look: Look) -> bytes:
    """Return ``canvas`` in the format ``name``.

    Raises ``BmcError`` for an unknown format, and for a look that the format cannot have.
    """
    wanted = fitting(name, paper=look.paper, chapters=look.check or look.story, blank=look.blank)
    home = pack.say("export.index") if look.in_index else ""
    chapters = tuple(_chapters(canvas, pack, look))
    story = None if look.blank else partial(_story, canvas, pack)
    missing = partial(_tell_missing, pack)
    setting = Setting(look.paper, chapters, look.blank, home, story, missing)
    return wanted.of(canvas, partial(view, canvas, pack), setting)


def make_cards(name: str, canvas: Canvas, pack: Pack, paper: str | None, most: int) -> bytes:
    """Return what to test first on cards, at most so many, in the format ``name``.

    Raises ``BmcError`` for an unknown format and one that has none, and where there is nothing to
    test.
    """
    from bmc_cli.drawing.sheets import paper_named
    from bmc_cli.formats import guess_cards
    from bmc_cli.words.guess_cards import cards_of

    wanted = fitting(name, paper=paper, cards=True)
    cards = cards_of(canvas, pack, most)
    if not cards:
        raise BmcError("no_guesses")
    page = guess_cards.write(cards, paper_named(paper), title_of(canvas, pack), pack.language)
    if wanted.is_text:
        return outgoing(page)
    from bmc_cli.formats.pdf import pdf

    return pdf(page, partial(_tell_missing, pack))


def sheets_of(name: str, canvas: Canvas, pack: Pack, look: Look) -> int:
    """Return how many sheets or slides ``canvas`` takes, 1 for a format without them."""
    if format_named(name).has_slides:
        from bmc_cli.formats import pptx

        return pptx.count(view(canvas, pack), Setting(look.paper))
    if not format_named(name).has_sheets:
        return 1
    from bmc_cli.drawing.poster import poster
    from bmc_cli.drawing.sheets import paper_named, type_size
    from bmc_cli.drawing.spread import sheets

    hung, paper = poster(view(canvas, pack), blank=look.blank), paper_named(look.paper)
    return len(sheets(hung, paper, type_size(hung, paper)))


def _story(canvas: Canvas, pack: Pack) -> Chapter:
    from bmc_cli.words import telling

    return telling.chapter_of(canvas, pack)


def _tell_missing(pack: Pack, signs: Sequence[str]) -> None:
    """Say which signs nobody will be able to read, by their scripts."""
    by_script: dict[str, list[str]] = {}
    for sign in signs:
        script = unicodedata.name(sign, f"U+{ord(sign):04X}").split()[0].capitalize()
        by_script.setdefault(script, []).append(sign)
    said = (
        f"{script} ({' '.join(each[:_MOST_SIGNS])}{' …' if len(each) > _MOST_SIGNS else ''})"
        for script, each in by_script.items()
    )
    terminal.message(pack.say("export.no_font", signs=one_line(", ".join(said))))


def _chapters(canvas: Canvas, pack: Pack, look: Look) -> Iterator[Chapter]:
    if look.story:
        yield _story(canvas, pack)
    if look.check:
        from bmc_cli.words import findings

        yield findings.chapter_of(canvas, pack)

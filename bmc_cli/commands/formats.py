"""The formats of ``bmc export``: what each is made of, and what it can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import outgoing
from bmc_cli.words.chapter import Chapter
from bmc_cli.words.packs import Pack

if TYPE_CHECKING:
    from bmc_cli.formats.svg import Drawing

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Look:
    """How an export comes out: the name of its paper, what follows the canvas, a blank form.

    ``in_index``: the page is one of several, and has a link to their index.
    """

    paper: str | None = None
    check: bool = False
    story: bool = False
    blank: bool = False
    in_index: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made of a canvas, and what it has.

    It makes text, which is cleaned once more as it goes out, or bytes when it ``is_text`` no
    more; it ``has_sheets`` of paper that can be chosen, ``has_chapters`` below the canvas, and
    ``has_form``: the blank form can be printed from it.
    """

    make: Callable[[Canvas, Pack, Look], str | bytes]
    is_text: bool = True
    has_sheets: bool = False
    has_chapters: bool = False
    has_form: bool = False


def make(name: str, canvas: Canvas, pack: Pack, look: Look) -> bytes:
    """Return ``canvas`` in the format ``name``.

    Raises ``BmcError`` for an unknown format, and for a look that the format cannot have.
    """
    wanted = format_named(name)
    if look.blank and not wanted.has_form:
        raise BmcError("no_form", exit_code=USAGE, format=name, known=_those("has_form"))
    if (look.check or look.story) and not wanted.has_chapters:
        raise BmcError("no_chapters", exit_code=USAGE, format=name, known=_those("has_chapters"))
    if look.paper and not (wanted.has_sheets or look.blank):
        raise BmcError("no_sheets", exit_code=USAGE, format=name, known=_those("has_sheets"))
    made = wanted.make(canvas, pack, look)
    return made if isinstance(made, bytes) else outgoing(made)


def sheets_of(name: str, canvas: Canvas, pack: Pack, look: Look) -> int:
    """Return how many sheets of paper ``canvas`` takes, 1 for a format without sheets."""
    if not format_named(name).has_sheets:
        return 1
    from bmc_cli.drawing.poster import poster
    from bmc_cli.drawing.sheets import paper_named, sheets, type_size

    hung, paper = poster(canvas, pack, blank=look.blank), paper_named(look.paper)
    return len(sheets(hung, paper, type_size(hung, paper)))


def format_named(name: str) -> Format:
    """Return the format ``name``.  Raises ``BmcError`` when there is none."""
    if name not in FORMATS:
        raise BmcError("unknown_format", exit_code=USAGE, word=name, known=", ".join(FORMATS))
    return FORMATS[name]


def _those(trait: str) -> str:
    return ", ".join(name for name, each in FORMATS.items() if getattr(each, trait))


def _page(canvas: Canvas, pack: Pack, look: Look) -> str:
    from bmc_cli.drawing.poster import poster
    from bmc_cli.drawing.sheets import paper_named
    from bmc_cli.formats.html import Link, page

    home = Link(INDEX, pack.say("export.index")) if look.in_index else None
    hung = poster(canvas, pack, blank=look.blank)
    return page(hung, paper_named(look.paper), tuple(_chapters(canvas, pack, look)), home)


def _chapters(canvas: Canvas, pack: Pack, look: Look) -> Iterator[Chapter]:
    if look.story:
        from bmc_cli.words import telling

        yield telling.chapter_of(canvas, pack)
    if look.check:
        from bmc_cli.drawing.poster import title_of
        from bmc_cli.words import findings

        yield findings.chapter_of(canvas, pack, title_of(canvas, pack))


def _pdf(canvas: Canvas, pack: Pack, look: Look) -> bytes:
    from bmc_cli.formats.pdf import pdf

    return pdf(_page(canvas, pack, look))


def _drawing(canvas: Canvas, pack: Pack, look: Look) -> Drawing:
    from bmc_cli.drawing.poster import poster
    from bmc_cli.drawing.sheets import paper_named
    from bmc_cli.formats.svg import drawing

    paper = paper_named(look.paper) if look.blank else None
    return drawing(poster(canvas, pack, blank=look.blank), paper)


def _svg(canvas: Canvas, pack: Pack, look: Look) -> str:
    return _drawing(canvas, pack, look).text


def _png(canvas: Canvas, pack: Pack, look: Look) -> bytes:
    from bmc_cli.formats.png import png

    return png(_drawing(canvas, pack, look))


def _markdown(canvas: Canvas, pack: Pack, look: Look) -> str:
    from bmc_cli.formats.markdown import markdown

    lines = markdown(canvas, pack, _chapters(canvas, pack, look))
    return "".join(f"{line}\n" for line in lines)


def _json(canvas: Canvas, pack: Pack, look: Look) -> str:
    from bmc_cli.drawing.outline import as_json

    return f"{as_json(canvas, ascii_only=False)}\n"


FORMATS = {
    "html": Format(_page, has_sheets=True, has_chapters=True, has_form=True),
    "pdf": Format(_pdf, is_text=False, has_sheets=True, has_chapters=True, has_form=True),
    "png": Format(_png, is_text=False, has_form=True),
    "svg": Format(_svg, has_form=True),
    "md": Format(_markdown, has_chapters=True),
    "json": Format(_json),
}
"""The formats by the endings of their files."""

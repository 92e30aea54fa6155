"""The formats by the endings of their files: one row here and one file beside it.

The file of a format for people has ``write(view: View, setting: Setting) -> str | bytes``; that
of data, whose texts are exactly those of the canvas, ``write(canvas: Canvas) -> str | bytes``.
It is imported when it is written.  What can be taken in stands in ``reading``.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.plain_text import outgoing

if TYPE_CHECKING:
    from bmc_cli.model.canvas import Canvas
    from bmc_cli.view import View
    from bmc_cli.words.chapter import Chapter

INDEX = "index.html"
"""The page that leads to the others, where several canvases are exported."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How an export comes out: the name of its paper, and what follows the canvas.

    ``is_blank``: it is the form to fill in.  ``home`` is what the link to the index says, ""
    where a page stands alone.  ``story`` tells the canvas, where there is one.
    ``on_missing`` is told the signs that no font has to draw them.
    """

    paper: str | None = None
    chapters: Sequence[Chapter] = ()
    is_blank: bool = False
    home: str = ""
    story: Callable[[], Chapter] | None = None
    on_missing: Callable[[Sequence[str]], object] = len


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file in this folder, and what it has.

    It ``is_text``, which is cleaned once more as it goes out, or bytes; it ``is_data`` that is
    written from the canvas itself; it ``has_sheets`` or ``has_slides`` whose size can be
    chosen, ``has_chapters`` below the canvas, ``has_form``: the blank form can be printed from it,
    and ``has_cards``: so can cards of what to test.  ``has_signature``: the sign for UTF-8 stands
    first, without which a spreadsheet takes the text for another encoding.  ``loses``: the
    file whose ``lost`` counts what a canvas says that it has no place for, "" where it has for all.
    """

    file: str
    is_text: bool = True
    is_data: bool = False
    has_sheets: bool = False
    has_slides: bool = False
    has_chapters: bool = False
    has_form: bool = False
    has_cards: bool = False
    has_signature: bool = False
    loses: str = ""

    @property
    def has_sizes(self) -> bool:
        """Whether one can choose how large it is."""
        return self.has_sheets or self.has_slides

    def of(self, canvas: Canvas, view: Callable[[], View], setting: Setting) -> bytes:
        """Return ``canvas`` in this format; ``view`` returns what there is to see of it."""
        write = import_module(f"{__package__}.{self.file}").write
        made = write(canvas) if self.is_data else write(view(), setting)
        if isinstance(made, bytes):
            return made
        return (BOM_UTF8 if self.has_signature else b"") + outgoing(made)

    def lost(self, canvas: Canvas) -> Mapping[str, int]:
        """Return how many of what ``canvas`` says have no place in it, by their names."""
        if not self.loses:
            return {}
        counted: Mapping[str, int] = import_module(f"{__package__}.{self.loses}").lost(canvas)
        return counted


FORMATS = {
    "html": Format("html", has_sheets=True, has_chapters=True, has_form=True, has_cards=True),
    "pdf": Format(
        "pdf", is_text=False, has_sheets=True, has_chapters=True, has_form=True, has_cards=True
    ),
    "png": Format("png", is_text=False, has_form=True),
    "svg": Format("svg", has_form=True),
    "md": Format("markdown", has_chapters=True),
    "pptx": Format("pptx", is_text=False, has_slides=True, has_chapters=True, has_form=True),
    "xlsx": Format("xlsx", is_text=False),
    "csv": Format("csv", has_signature=True, loses="rows_lost"),
    "json": Format("json", is_data=True),
    "bmml": Format("bmml", is_data=True, loses="bmml"),
}


def format_named(name: str) -> Format:
    """Return the format ``name``.  Raises ``BmcError`` when there is none."""
    if name not in FORMATS:
        raise BmcError("unknown_format", exit_code=USAGE, word=name, known=", ".join(FORMATS))
    return FORMATS[name]


def fitting(
    name: str,
    *,
    paper: str | None = None,
    chapters: bool = False,
    blank: bool = False,
    cards: bool = False,
) -> Format:
    """Return the format ``name``, which can have what is asked of it.

    Raises ``BmcError`` for an unknown format, and for what it cannot have.
    """
    wanted = format_named(name)
    if blank and not wanted.has_form:
        raise BmcError("no_form", exit_code=USAGE, format=name, known=_those("has_form"))
    if cards and not wanted.has_cards:
        raise BmcError("no_cards", exit_code=USAGE, format=name, known=_those("has_cards"))
    if chapters and not wanted.has_chapters:
        raise BmcError("no_chapters", exit_code=USAGE, format=name, known=_those("has_chapters"))
    if paper and not (wanted.has_sizes or blank):
        raise BmcError("no_sheets", exit_code=USAGE, format=name, known=_those("has_sizes"))
    return wanted


def _those(trait: str) -> str:
    return ", ".join(name for name, each in FORMATS.items() if getattr(each, trait))

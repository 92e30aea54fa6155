"""Slides with boxes of text on them, by python-pptx; sizes in millimetres, type in points.

What PowerPoint would work out later (where a text goes, how large it is) is written down: no
box fits its text, no text fits its box.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bmc_cli.drawing.direction import direction
from bmc_cli.drawing.hang import LINE
from bmc_cli.drawing.measure import bold_em, em
from bmc_cli.drawing.sheets import POINT
from bmc_cli.drawing.wrap import wrap
from bmc_cli.formats.extras import lacking
from bmc_cli.plain_text import outgoing

if TYPE_CHECKING:
    from datetime import datetime

    from bmc_cli.words.chapter import Chapter, Part

_EMU = 36_000  # in a millimetre
_TITLE_ONLY, _TITLE_AND_BODY = 5, 1  # of the layouts that python-pptx brings along
_REGIONS = {"en": "en-GB", "nl": "nl-NL"}  # PowerPoint knows no language without a region
_BODY, _HEAD = 16.0, 24.0  # points of the type on a slide of text
_EDGE = 15.0  # millimetres around it
_THIN = 0.75  # points of a line


class Box(NamedTuple):
    """Where a shape is: its top left corner and its size."""

    left: float
    top: float
    width: float
    height: float


class Run(NamedTuple):
    """A text in one type; ``colour`` is that of the theme's text if it is ""."""

    text: str
    size: float
    colour: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a box looks, what it is called, and what is read out of it (``described``).

    ``inset`` is the room between its edge and its text.  ``face`` and ``line`` are colours, ""
    for none.
    """

    name: str
    inset: float = 0.0
    face: str = ""
    line: str = ""
    dashed: bool = False
    language: str = ""
    described: str = ""


class Deck:
    """A presentation that is being made."""

    def __init__(self, width: float, height: float, title: str, language: str) -> None:
        """Begin one with slides of this size.  Raises ``BmcError`` when the extra is missing."""
        try:
            from pptx import Presentation
        except ImportError:
            raise lacking("office") from None
        self.made: Any = Presentation()
        self.width, self.height, self.language = width, height, language
        self._resize()
        told = self.made.core_properties
        told.title, told.language = _inert(title), language

    def _resize(self) -> None:
        """Give slides, and the layouts for those that somebody adds, their size."""
        deck = self.made
        across = self.width * _EMU / deck.slide_width
        down = self.height * _EMU / deck.slide_height
        deck.slide_width, deck.slide_height = round(self.width * _EMU), round(self.height * _EMU)
        deck.element.find("{*}sldSz").attrib.pop("type", None)  # it says 4:3
        for master in (deck.slide_master, *deck.slide_layouts):
            for shape in master.placeholders:
                for fitting in shape.element.xpath(".//a:normAutofit"):
                    fitting.getparent().remove(fitting)
                if shape.element.xpath("./p:spPr/a:xfrm"):
                    shape.left, shape.width = (round(x * across) for x in (shape.left, shape.width))
                    shape.top, shape.height = (round(y * down) for y in (shape.top, shape.height))

    def slide(self, layout: int = _TITLE_ONLY) -> Any:
        """Begin a slide; what follows is on it."""
        self.now = self.made.slides.add_slide(self.made.slide_layouts[layout])
        self.now.shapes.turbo_add_enabled = True
        return self.now

    def title(self, box: Box, title: Run, about: Run) -> None:
        """Write the title of the slide, and behind it what is known of it: beside or below."""
        width = box.width / POINT
        room = width - bold_em(title.text) * title.size - (em(about.text) + 2) * about.size
        beside = [[title, Run("\t", about.size), about]] if about.text else [[title]]
        lines = beside if room >= 0 else [[title], [about]]
        shape = self.now.shapes.title
        _fill(shape, box, lines, Look("title", language=self.language))
        if len(lines[0]) > 1:
            _tab_at(shape, round(box.width * _EMU))

    def text(self, box: Box, lines: Sequence[Sequence[Run]], look: Look) -> None:
        """Put a box with paragraphs of runs on the slide."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.now.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
        style = shape.element.find("{*}style")  # it would bring a shadow, and white letters
        shape.element.remove(style)
        _fill(shape, box, lines, look)

    def speaker_notes(self, lines: Sequence[str]) -> None:
        """Write what is said to the slide."""
        frame = self.now.notes_slide.notes_text_frame
        frame.text = "\n".join(_inert(line).replace("\n", " ") for line in lines)

    def chapter(self, chapter: Chapter) -> None:
        """Add slides with a chapter, as many as its parts need."""
        inside = Box(_EDGE, _EDGE, self.width - 2 * _EDGE, 2 * _HEAD * LINE * POINT)
        top = _EDGE + inside.height
        below = Box(_EDGE, top, inside.width, self.height - top - _EDGE)
        for part in chapter.parts:
            for lines in _pages(part, below):
                slide = self.slide(_TITLE_AND_BODY)
                heading = Run(part.heading or chapter.title, _HEAD, bold=True)
                look = Look("story", language=self.language)
                _fill(slide.shapes.title, inside, [[heading]], look)
                runs = [[Run(line, _BODY)] for line in lines]
                _fill(slide.placeholders[1], below, runs, look)

    def saved(self, now: datetime) -> bytes:
        """Return the file, as made at ``now``."""
        told = self.made.core_properties
        told.created = told.modified = now
        data = io.BytesIO()
        self.made.save(data)
        return data.getvalue()


def _pages(part: Part, box: Box) -> Iterator[list[str]]:
    """Yield the paragraphs of ``part``, as many as fit into ``box`` at a time."""
    unit = _BODY * POINT
    width, height = box.width / unit - 2.0, box.height / unit  # with a bullet before each
    page: list[str] = []
    used = 0.0
    for line in [*part.paragraphs, *part.items]:
        needed = (len(wrap(line, width, em)) + 0.5) * LINE
        if page and used + needed > height:
            yield page
            page, used = [], 0.0
        page.append(line)
        used += needed
    if page:
        yield page


def _fill(shape: Any, box: Box, lines: Sequence[Sequence[Run]], look: Look) -> None:
    """Give a shape its place, its looks and its text."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
    from pptx.util import Emu

    sides = (round(side * _EMU) for side in box)
    shape.left, shape.top, shape.width, shape.height = sides
    shape.name = look.name
    if look.described:
        shape.element.nvSpPr.cNvPr.set("descr", _inert(look.described))
    _paint(shape, look)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for side in ("left", "top", "right", "bottom"):
        setattr(frame, f"margin_{side}", Emu(round(look.inset * _EMU)))
    for at, runs in enumerate(lines):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        _write(paragraph, runs, look.language)


def _paint(shape: Any, look: Look) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    if look.face:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(look.face)
    elif not shape.is_placeholder:
        shape.fill.background()
    if look.line:
        shape.line.color.rgb = _rgb(look.line)
        shape.line.width = Pt(_THIN)
        if look.dashed:
            shape.line.dash_style = MSO_LINE.DASH
    elif not shape.is_placeholder:
        shape.line.fill.background()


def _write(paragraph: Any, runs: Sequence[Run], language: str) -> None:
    """Write ``runs`` from the side where their script begins."""
    from pptx.util import Pt

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (it has no other name for it)
    is_right = direction("".join(run.text for run in runs)) == "rtl"
    properties.set("algn", "r" if is_right else "l")
    properties.set("rtl", str(int(is_right)))
    for run in runs:
        # The tab is ours, behind a title: what we were given has none.
        said = run.text if run.text == "\t" else _inert(run.text)
        for at, line in enumerate(said.split("\n")):
            if at:
                paragraph.add_line_break()
            made = paragraph.add_run()
            made.text = line
            made.font.size, made.font.bold = Pt(run.size), run.bold
            if run.colour:
                made.font.color.rgb = _rgb(run.colour)
            made._r.get_or_add_rPr().set("lang", _REGIONS.get(language, language))  # noqa: SLF001


def _inert(text: str) -> str:
    """Return ``text`` cleaned once more, as what is a text does as it goes out."""
    return outgoing(text).decode()


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    kind: Any = RGBColor
    return kind.from_string(colour.removeprefix("#").upper())


def _tab_at(shape: Any, place: int) -> None:
    """Let what stands behind a tab end at the right edge."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    stops = parse_xml(f'<a:tabLst {nsdecls("a")}><a:tab pos="{place}" algn="r"/></a:tabLst>')
    shape.text_frame.paragraphs[0]._p.get_or_add_pPr().append(stops)  # noqa: SLF001

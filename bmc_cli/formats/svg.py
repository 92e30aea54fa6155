"""A canvas as a drawing: SVG in which every text has its place.

Text in SVG does not wrap, and its font is the viewer's, so lines are broken by the widest
that the usual fonts come to; the rare sign that may be wider still is fitted by the viewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from bmc_cli.drawing.direction import direction
from bmc_cli.drawing.hang import (
    BULLET,
    GAP,
    ICON,
    LETTER_WIDTH,
    LINE,
    MARGIN,
    PAD,
    SMALL,
    SPACE,
    Hung,
    HungPanel,
    Key,
    Tag,
    board,
    breadth,
    chip,
    keys,
)
from bmc_cli.drawing.icons import ICONS, SIDE, STROKE, Icon
from bmc_cli.drawing.measure import FAMILIES, bold_em, em, is_bounded
from bmc_cli.drawing.palette import STRIPE, UNLETTERED, again, shade
from bmc_cli.drawing.poster import Panel, Poster, Sticky, poster
from bmc_cli.drawing.sheets import (
    POINT,
    Paper,
    foot,
    footer_height,
    form,
    has_about_beside,
    header_height,
    paper_named,
    type_size,
)
from bmc_cli.drawing.wrap import wrap

if TYPE_CHECKING:
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import View

WIDTH, LEAST_HEIGHT = 1600.0, 900.0
"""Pixels of a drawing that is for no paper; it becomes higher as its notes need."""

_TYPE = 14.0  # pixels in an em
_EDGE = 24.0  # pixels around it all
_FRAME = 0.16  # em that the frame around the board is thick
_BASELINE = 0.35  # em below the middle of a line
_INK, _SOFT, _LINE, _BOARD, _GROUND = "#1c1b19", "#57544d", "#8f8b82", "#faf9f6", "#efede8"
_CORNERS = ("4", "8", "0")  # of letters whose colour is used once, twice, more often
_SHADOW = "#d5d2ca"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as the text of an SVG file, and its size in pixels, so many in an inch."""

    text: str
    width: float
    height: float
    per_inch: float = 96.0  # as CSS has it


def write(view: View, setting: Setting) -> str:
    """Return a canvas as a drawing, or the form to fill in."""
    return drawing_of(view, setting).text


def drawing_of(view: View, setting: Setting) -> Drawing:
    """Draw a canvas as large as its notes need, or the form as large as its paper."""
    paper = paper_named(setting.paper) if setting.is_blank else None
    return drawing(poster(view, blank=setting.is_blank), paper)


def drawing(poster: Poster, paper: Paper | None = None) -> Drawing:
    """Draw ``poster``: ``WIDTH`` pixels wide, or as large as ``paper``."""
    width, least, edge = WIDTH, LEAST_HEIGHT, _EDGE
    if paper:
        poster = form(poster, paper)
        scale = _TYPE / (type_size(poster, paper) * POINT)
        width, least, edge = paper.width * scale, paper.height * scale, paper.margin * scale
    inside = (width - 2 * edge) / _TYPE
    above, below = header_height(poster, inside), footer_height(poster, inside)
    hung = board(poster, inside, (least - 2 * edge) / _TYPE - above - below)
    height = max((above + hung.height + below) * _TYPE + 2 * edge, least)
    root = _root(poster, width, height, paper)
    ground, face = ("#ffffff", "#ffffff") if paper else (_GROUND, _BOARD)
    SubElement(root, "rect", width="100%", height="100%", fill=ground)
    shift = f"translate({_number(edge)} {_number(edge)})"
    pen = _Pen(SubElement(root, "g", transform=shift, fill=_INK))
    _draw_header(pen, poster, inside)
    for key, spot in hung.spots.items():
        block = pen.part("block", spot.x, above + spot.y)
        block.box(0, 0, spot.width, spot.height, fill=face, stroke=_LINE)
        side = ICON * poster.scale.heading
        block.icon(ICONS[key], spot.width - MARGIN - side, MARGIN, side)
        _draw_block(block, poster.panels[key], hung.filled[key], poster)
    frame = {"fill": "none", "stroke": _SOFT, "stroke_width": _number(_FRAME * _TYPE)}
    pen.box(0, above, inside, hung.height, **frame)
    y = _draw_keys(pen, keys(poster, inside), above + hung.height + GAP)
    feet = [line for text in foot(poster) for line in wrap(text, inside / SMALL, em)]
    pen.lines(feet, 0, y, size=SMALL, fill=_SOFT)
    per_inch = width / paper.width * 25.4 if paper else 96.0
    return Drawing(tostring(root, encoding="unicode") + "\n", width, height, per_inch)


def _root(poster: Poster, width: float, height: float, paper: Paper | None) -> Element:
    """Return the drawing without anything on it, with its title and its text in words."""
    unit = "mm" if paper else ""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{_number(paper.width if paper else width)}{unit}",
            "height": f"{_number(paper.width * height / width if paper else height)}{unit}",
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "xml:lang": poster.language,
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": FAMILIES,
        },
    )
    SubElement(root, "title", id="title").text = poster.title
    SubElement(root, "desc", id="desc").text = "\n".join(_described(poster))
    return root


def _described(poster: Poster) -> Iterator[str]:
    """Yield the blocks in interview order with what they hold."""
    for panel in sorted(poster.panels.values(), key=lambda panel: panel.number):
        held = "; ".join(map(_told, panel.notes))
        yield f"{panel.number} {panel.title}: {held or panel.question}"


def _told(note: Sticky) -> str:
    """Return a note with its signs in words."""
    said = f" ({', '.join(sign.said for sign in note.signs)})" if note.signs else ""
    return " ".join(note.text.split()) + said


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws in a group, from its own origin; all sizes are in em of the notes' type."""

    group: Element
    x: float = 0.0
    y: float = 0.0

    def part(self, name: str, x: float, y: float) -> _Pen:
        """Return a pen for a part of the drawing, with its origin at ``x`` and ``y``."""
        return _Pen(SubElement(self.group, "g", {"class": name}), self.x + x, self.y + y)

    def box(self, x: float, y: float, width: float, height: float, **looks: str) -> None:
        """Draw a box."""
        sides = {"x": self.x + x, "y": self.y + y, "width": width, "height": height}
        placed = {name: _number(side * _TYPE) for name, side in sides.items()}
        SubElement(self.group, "rect", placed | _hyphened(looks))

    def icon(self, icon: Icon, x: float, y: float, side: float) -> None:
        """Draw an icon on a square with its top left corner at ``x`` and ``y``."""
        zoom = side * _TYPE / SIDE
        place = f"{_number((self.x + x) * _TYPE)} {_number((self.y + y) * _TYPE)}"
        looks = {
            "class": f"icon {icon.name}",
            "d": icon.lines,
            "transform": f"translate({place}) scale({zoom:.4f})",
            "aria-hidden": "true",
        }
        strokes = {"fill": "none", "stroke": _SOFT, "stroke_width": f"{STROKE}"}
        round_ = {"stroke_linecap": "round", "stroke_linejoin": "round"}
        SubElement(self.group, "path", looks | _hyphened(strokes | round_))

    def line(
        self, text: str, x: float, y: float, *, size: float = 1.0, bold: bool = False, **looks: str
    ) -> Element:
        """Write one line whose top is at ``y``, and return it."""
        weight = {"font-weight": "700"} if bold else {}
        node = SubElement(self.group, "text", weight | _hyphened(looks))
        node.set("x", _number((self.x + x) * _TYPE))
        node.set("y", _number((self.y + y + (LINE / 2 + _BASELINE) * size) * _TYPE))
        node.set("font-size", _number(size * _TYPE))
        if not is_bounded(text):
            node.set("textLength", _number(em(text) * size * _TYPE))
            node.set("lengthAdjust", "spacingAndGlyphs")
        node.text = text
        return node

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        *,
        size: float = 1.0,
        bold: bool = False,
        **looks: str,
    ) -> float:
        """Write lines below each other; return where the next one would be."""
        for at, line in enumerate(lines):
            if line:
                self.line(line, x, y + at * LINE * size, size=size, bold=bold, **looks)
        return y + len(lines) * LINE * size


def _draw_keys(pen: _Pen, rows: Sequence[Sequence[Key]], y: float) -> float:
    """Draw the legend of the letters; return where the next line would be."""
    for row in rows:
        x = 0.0
        for key in row:
            _draw_tag(pen, key.tag, x, y)
            top = y + (LINE - LINE * SMALL) / 2
            pen.line(key.name, x + key.tag.width + SPACE, top, size=SMALL)
            x += key.width
        y += LINE
    return y


def _draw_header(pen: _Pen, poster: Poster, inside: float) -> None:
    about = poster.about_line
    y, size = 0.0, poster.scale.title
    if has_about_beside(poster, inside):
        pen.line(poster.title, 0, y, size=size, bold=True)
        pen.line(about, inside, y + (size - 1) * LINE / 2, fill=_SOFT, text_anchor="end")
        y += size * LINE
    else:
        y = pen.lines(wrap(poster.title, inside / size, bold_em), 0, y, size=size, bold=True)
        y = pen.lines(wrap(about, inside, em), 0, y, fill=_SOFT)
    width = inside / max(len(poster.fields), 1)
    for at, label in enumerate(poster.fields):
        pen.line(label, at * width, y, fill=_SOFT)
        pen.box(at * width, y + LINE, width - 1, 1 / _TYPE, fill=_LINE)


def _draw_block(pen: _Pen, panel: Panel, filled: HungPanel, poster: Poster) -> None:
    scale = poster.scale
    # The number has its own place: the space behind it is lost on some viewers.
    pen.line(str(panel.number), MARGIN, MARGIN, size=scale.heading, bold=True, fill=_SOFT)
    left = MARGIN + bold_em(f"{panel.number} ") * scale.heading
    y = pen.lines(filled.title, left, MARGIN, size=scale.heading, bold=True) + GAP
    y = pen.lines(filled.question, MARGIN, y, size=scale.question, fill=_SOFT)
    for lines in filled.criteria:
        pen.line("•", MARGIN, y, size=scale.criteria, fill=_SOFT)
        left = MARGIN + BULLET * scale.criteria
        y = pen.lines(lines, left, y, size=scale.criteria, fill=_SOFT)
    for hung in filled.notes:
        _draw_note(pen.part("note", hung.x, hung.y), hung, poster)


def _draw_note(pen: _Pen, hung: Hung, poster: Poster) -> None:
    note = hung.sticky
    paper = shade(note.colour) if poster.is_lettered else UNLETTERED
    if note.is_dashed:
        dashes = {"stroke": _SOFT, "stroke_dasharray": "4 3"}
        pen.box(0, 0, hung.width, hung.height, fill=paper.paper, **dashes)
    else:
        pen.box(0.06, 0.1, hung.width, hung.height, fill=_SHADOW)
        pen.box(0, 0, hung.width, hung.height, fill=paper.paper, stroke=_SHADOW)
    if time := again(note.colour):
        pen.box(0, 0, time * STRIPE, hung.height, fill=paper.ground)
    left, right = PAD, hung.width - PAD
    is_turned = direction("".join(hung.text)) == "rtl"  # its letters are at the left, its own not
    if note.own:
        _draw_tags(pen, [chip(note.own)], left, right, PAD, is_turned=not is_turned)
        left += 0 if is_turned else LETTER_WIDTH
        right -= LETTER_WIDTH if is_turned else 0
    y = _draw_text(pen, hung.text, left, right, PAD)
    if hung.is_joined:
        _draw_tags(pen, hung.tags[0], left, right, y - LINE, is_turned=is_turned)
    for lines in hung.below:
        y = _draw_text(pen, lines, left, right, y, size=SMALL)
    for row in () if hung.is_joined else hung.tags:
        _draw_tags(pen, row, left, right, y, is_turned=is_turned)
        y += LINE


def _draw_text(
    pen: _Pen, lines: Sequence[str], left: float, right: float, y: float, size: float = 1.0
) -> float:
    """Write the lines of a note from the side where its script begins."""
    if direction("".join(lines)) == "rtl":
        return pen.lines(lines, right, y, size=size, text_anchor="end")
    return pen.lines(lines, left, y, size=size)


def _draw_tags(
    pen: _Pen, tags: Sequence[Tag], left: float, right: float, y: float, *, is_turned: bool
) -> None:
    x = left if is_turned else right - breadth(tags)
    for tag in tags:
        _draw_tag(pen, tag, x, y)
        x += tag.width + SPACE


def _draw_tag(pen: _Pen, tag: Tag, x: float, y: float) -> None:
    """Draw a letter on its colour, a sign or a word, in a line whose top is at ``y``."""
    top = y + (LINE - LINE * SMALL) / 2
    if tag.sign:
        pen.line(tag.text, x, y, bold=True)
        return
    if tag.segment is None:
        pen.line(tag.text, x, top, size=SMALL, font_style="italic")
        return
    colour = shade(tag.segment.place)
    corner = _CORNERS[min(again(tag.segment.place), len(_CORNERS) - 1)]
    pen.box(x, top, tag.width, LINE * SMALL, fill=colour.ground, rx=corner)
    pen.line(
        tag.text,
        x + tag.width / 2,
        top,
        size=SMALL,
        bold=True,
        fill=colour.ink,
        text_anchor="middle",
    )


def _hyphened(looks: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in looks.items()}


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

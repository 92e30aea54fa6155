"""What every HTML file of ours is made of: nodes, the document around them, and its style.

A page is a tree whose texts are escaped where it is written, so no note can be markup.
Its policy (CSP) lets in the one style by its hash, and the icon; there is no script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, tostring

from bmc_cli.drawing import hang
from bmc_cli.drawing.direction import direction
from bmc_cli.drawing.icons import ICONS, SIDE, STROKE, Icon
from bmc_cli.drawing.layout import STANDARD, UNITS, Area, areas
from bmc_cli.drawing.measure import FAMILIES
from bmc_cli.drawing.palette import PLAIN, SHADES, STRIPE, UNLETTERED, again

if TYPE_CHECKING:
    from bmc_cli.drawing.signs import Sign
    from bmc_cli.view import Segment

_CORNERS = ("1em", "0", "1em 0")  # of letters whose colour is used again, twice, more often
_PEN = "#57544d"
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 9'>"
    "<path fill='#faf9f6' stroke='#57544d' stroke-width='.6' d='M.5 .5h9v8h-9zM2.3 .5v5.2"
    "M4.1 .5v5.2M5.9 .5v5.2M7.7 .5v5.2M.5 5.7h9M5 5.7v2.8M2.3 3.1h1.8M5.9 3.1h1.8'/></svg>"
)

PICTURES = "; img-src data:"
"""What follows the styles in the policy of a page."""


class Link(NamedTuple):
    """Where a link leads, and what it says."""

    href: str
    text: str


def document(
    title: str,
    language: str,
    body: Sequence[Element],
    own_style: str = "",
    known: Mapping[str, str] | None = None,
    **attributes: str,
) -> str:
    """Return an HTML file with ``body`` in it, whose attributes are given by name.

    ``known`` is what is known of it, by the names that HTML has for that.

    ``own_style`` has the rules of this one page; it comes after those of every page, so that
    its sizes hold.
    """
    every, paper = (text_of(name) for name in ("page.css", "print.css"))
    style = "\n".join((_properties(), every, own_style, paper))
    policy = (
        f"default-src 'none'; style-src {digest(style)}{PICTURES}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("meta", http_equiv="Content-Security-Policy", content=policy),
        node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        node("title", title),
        *(node("meta", name=name, content=said) for name, said in (known or {}).items()),
        node("link", rel="icon", href=f"data:image/svg+xml,{quote(_ICON)}"),
        node("style", style),
    )
    html = node("html", head, node("body", *body, **attributes), lang=language)
    return f"<!doctype html>\n{tostring(html, encoding='unicode', method='html')}\n"


def digest(text: str) -> str:
    """Return a style or a script as a policy names it: by its hash."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def text_of(name: str) -> str:
    """Return a file that stands beside this one: a style, a script."""
    return Path(__file__).with_name(name).read_text("utf-8")


# -- the style: what Python knows


def _properties() -> str:
    """Return the sizes, colours and places that are not the style's own."""
    sizes = {
        "line-height": f"{hang.LINE}",
        "small": f"{hang.SMALL}em",
        "title": f"{hang.NOTES.title}em",
        "column": f"{hang.COLUMN}em",
        "units": f"{UNITS}",
        "pad": f"{hang.PAD}em",
        "gap": f"{hang.GAP}em",
        "margin": f"{hang.MARGIN}em",
        "lead": f"{hang.LETTER_WIDTH}em",
        "chip": f"{hang.CHIP}em",
        "icon": f"{hang.ICON}em",
        "family": FAMILIES,
    }
    rules = [rule(":root", sizes)]
    for name, shade in (("note", PLAIN), ("unlettered .note", UNLETTERED)):
        rules.append(rule(f".{name}", {"paper": shade.paper, "dark-paper": shade.dark_paper}))
    for at, shade in enumerate(SHADES):
        paper_of = {"paper": shade.paper, "dark-paper": shade.dark_paper, "stripe": shade.ground}
        rules.append(rule(f".note.s{at}", paper_of))
        rules.append(rule(f".letter.s{at}", {"sign": shade.ground, "sign-ink": shade.ink}))
    for time, corners in enumerate(_CORNERS, 1):
        rules.append(f".letter.again-{time} {{ border-radius: {corners}; }}")
        stripe = f"var(--over-paper, var(--stripe)) {time * STRIPE:.1f}em, transparent 0"
        image = f"background-image: linear-gradient(90deg, {stripe})"
        rules.append(f".note.again-{time} {{ {image}; background-origin: border-box; }}")
    for row, band in enumerate(STANDARD, 1):
        for column in band:
            edges = f"{row} / {column.left + 1} / span 1 / {column.right + 1}"
            rules.append(f".{column.keys[0]}-column {{ grid-area: {edges}; }}")
    rules += [rule(f".{key}", {"drawn": f'url("{_drawn(icon)}")'}) for key, icon in ICONS.items()]
    places = areas(STANDARD).items()
    rules += [f".map .{key} {{ grid-area: {_lines(area)}; }}" for key, area in places]
    on_screen = (f".board .{key} {{ grid-area: {_lines(area)}; }}" for key, area in places)
    return "\n".join([*rules, "@media screen {", *on_screen, "}"])


def _drawn(icon: Icon) -> str:
    """Return an icon as a picture for the style: nothing to a screen reader, in a PDF as well."""
    look = f"fill='none' stroke='{_PEN}' stroke-width='{STROKE}'"
    ends = "stroke-linejoin='round' stroke-linecap='round'"
    square = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {SIDE} {SIDE}'"
    return (
        f"data:image/svg+xml,{quote(f'<svg {square} {look} {ends}><path d={icon.lines!r}/></svg>')}"
    )


def _lines(area: Area) -> str:
    return " / ".join(str(edge + 1) for edge in (area.top, area.left, area.bottom, area.right))


def rule(selector: str, properties: Mapping[str, str]) -> str:
    """Return a rule that gives custom properties their values."""
    said = " ".join(f"--{name}: {value};" for name, value in properties.items())
    return f"{selector} {{ {said} }}"


# -- nodes


def node(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element with texts and elements in it.

    ``class_`` and the like are named after words of Python; ``aria_label`` is aria-label.
    """
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    made = Element(tag, names)
    last: Element | None = None
    for each in inside:
        if not isinstance(each, str):
            made.append(each)
            last = each
        elif last is None:
            made.text = (made.text or "") + each
        else:
            last.tail = (last.tail or "") + each
    return made


def written(tag: str, text: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element that begins with a foreign ``text``, in the direction of that text."""
    made = node(tag, text, *inside, **attributes)
    if direction(text) == "rtl":
        made.set("dir", "rtl")
    return made


def parted(texts: Sequence[str]) -> list[Element | str]:
    """Return foreign texts with a dot between them, none turned round by its neighbours."""
    if len(texts) == 1:
        return list(texts)
    apart: list[Element | str] = []
    for text in texts:
        apart += [" · ", node("bdi", text)]
    return apart[1:]


def link(to: Link) -> Element:
    """Return a link."""
    return node("a", to.text, href=to.href)


def letter(segment: Segment) -> Element:
    """Return the letter of a segment on its colour."""
    return node("abbr", segment.letter, class_=letter_class(segment), title=segment.name)


def sign_node(sign: Sign) -> Element:
    """Return a sign, which is heard as the word for it."""
    name = f"sign of-{sign.name}"
    return node("span", sign.sign, class_=name, role="img", aria_label=sign.said, title=sign.said)


def letter_class(segment: Segment) -> str:
    """Return the classes of what stands for a segment: its colour, and whose letter it is."""
    return f"letter {colour_class(segment.place)} of-{segment.place}"


def colour_class(place: int) -> str:
    """Return the classes of a segment's colour: which it is, and the time it is used again."""
    time = again(place)
    return f"s{place % len(SHADES)}" + (f" again-{min(time, len(_CORNERS))}" if time else "")


def spaced(nodes: Sequence[Element]) -> list[Element | str]:
    """Return nodes with a space before each."""
    return list(chain.from_iterable((" ", each) for each in nodes))

"""Several canvases in one document: where each begins, and which one is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from bmc_cli.importing.outline import Kind, Piece
from bmc_cli.importing.sections import ENOUGH, Section, is_about_canvas
from bmc_cli.importing.tables import LEAST
from bmc_cli.importing.texts import is_blank, is_question


def canvases_in(sections: Sequence[Section]) -> list[list[Section]]:
    """Return the sections of each canvas: one for what is a canvas, or a part of one.

    Another begins where most blocks that were there already come once more, or a few below a
    heading about a canvas: a canvas that is told segment by segment repeats fewer.
    """
    parts: list[list[Section]] = [[]]
    seen: set[str] = set()
    run, following = "", set[str]()  # the same for all sections of a block in a row
    for at, section in enumerate(sections):
        before = parts[-1]
        if section.key and section.key != run:
            run, following = section.key, set()
        if section.key in seen and len(seen) >= LEAST:
            start = _start(before, section)
            is_titled = any(is_about_canvas(each.title) for each in before[start:])
            following = following or set(_following(sections[at:]))
            again = seen & following
            if len(again) >= (LEAST if is_titled else ENOUGH):
                parts.append(before[start:])
                del before[start:]
                seen = set()
        parts[-1].append(section)
        seen |= {section.key} - {""}
    return parts


def chosen(parts: Sequence[Sequence[Section]]) -> int:
    """Return the place of the canvas to read: the first that somebody filled in."""
    return next((at for at, each in enumerate(parts) if len(_filled(each)) >= LEAST), 0)


def pieces_of(sections: Iterable[Section]) -> list[Piece]:
    """Return all that stands in ``sections``."""
    parts = ([*([each.heading] if each.heading else []), *each.pieces] for each in sections)
    return [*chain.from_iterable(parts)]


def _start(before: Sequence[Section], section: Section) -> int:
    """Return where what belongs to the canvas that ``section`` begins does: at its own title."""
    start = len(before)
    while start and not before[start - 1].key:
        start -= 1
    above = range(start, len(before))
    return next((at for at in above if before[at].level < section.level), len(before))


def _following(sections: Sequence[Section]) -> list[str]:
    """Return the blocks that follow, up to the first that comes back."""
    found: list[str] = []
    for section in sections:
        if section.key in found and section.key != found[-1]:
            break
        found += [section.key] * bool(section.key)
    return found


def _filled(sections: Iterable[Section]) -> set[str]:
    def says(piece: Piece) -> bool:
        return piece.kind is Kind.TABLE or not (is_blank(piece.plain) or is_question(piece.plain))

    return {
        each.key for each in sections if each.key and (each.packed or any(map(says, each.pieces)))
    }

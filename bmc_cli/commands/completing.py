"""What the shell offers when Tab is pressed: blocks, segments, notes to link to, and kinds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Completer = Callable[[Any, str], list[tuple[str, str]]]
"""Takes the context of the command line and the start of a word; returns words and their help."""


def _offered(find: Callable[[Any], Iterable[tuple[str, str]]]) -> Completer:
    """Make a completer of ``find``; what goes wrong while Tab is pressed is no news."""

    @wraps(find)
    def complete(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
        try:
            found = list(find(ctx))
        except Exception:  # noqa: BLE001
            return []
        start = incomplete.casefold()
        return [(word, said) for word, said in found if word.casefold().startswith(start)]

    del complete.__wrapped__  # the parameters of this one are looked at
    return complete


def _words(ctx: Any) -> Any:
    """Return the canvas and the pack that the command line names."""
    from bmc_cli.canvas import Canvas
    from bmc_cli.commands.words import pack_for
    from bmc_cli.storage import load, locate

    path = locate(ctx.params.get("file") or os.environ.get("BMC_FILE"))
    canvas = load(path).canvas if path.exists() else Canvas()
    return canvas, pack_for(ctx.params.get("lang"), ctx.params.get("prompts"), canvas.language)


def _choices(ctx: Any, of: str) -> Iterable[tuple[str, str]]:
    from bmc_cli.choosing import kind_choices, link_choices
    from bmc_cli.commands.words import block_for

    canvas, pack = _words(ctx)
    key = block_for(ctx.params["block"], pack).key
    choices = link_choices(canvas, key) if of == "links" else kind_choices(pack, key)
    return ((choice.value, choice.sign if of == "links" else choice.shown) for choice in choices)


@_offered
def complete_blocks(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the keys of the blocks with their titles."""
    from bmc_cli.canvas import BLOCKS

    _, pack = _words(ctx)
    return ((block.key, pack.blocks[block.key].title) for block in BLOCKS)


@_offered
def complete_segments(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the segments of the canvas with their letters."""
    from bmc_cli.links import SEGMENTS, letter

    canvas, _ = _words(ctx)
    return ((note.text, letter(at)) for at, note in enumerate(canvas.notes(SEGMENTS)))


@_offered
def complete_links(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the notes that one of this block may be for."""
    return _choices(ctx, "links")


@_offered
def complete_kinds(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the kinds of this block."""
    return _choices(ctx, "kinds")

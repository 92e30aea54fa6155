"""What the shell offers when Tab is pressed, and nothing that a shell could take for a command.

A shell puts what it is offered on the line that it will run, and zsh runs it to take it
apart.  So a note is offered by its letter or number, and what it says is only told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

Completer = Callable[[Any, str], list[tuple[str, str]]]
"""Takes the context of the command line and the start of a word; returns words and their help."""

_INERT = re.compile(r"(--?)?[A-Za-z0-9][A-Za-z0-9_.-]*")
_LONGEST_HELP = 60


def is_inert(word: str) -> bool:
    """Whether every shell takes ``word`` for itself and for nothing else."""
    return _INERT.fullmatch(word) is not None


def told(text: str, *, wide: bool = True) -> str:
    """Return ``text`` with nothing but letters, numbers and what joins them: help for a shell.

    Letters outside of ASCII stay where the shell's encoding is ``wide``.
    """
    from unicodedata import category

    characters = (one if one in ",.-" or category(one)[0] in "LMN" else " " for one in text)
    kept = (one if wide or one.isascii() else " " for one in characters)
    said = " ".join("".join(kept).split())
    return said if len(said) <= _LONGEST_HELP else said[:_LONGEST_HELP].rstrip() + "..."


def offered(find: Callable[[Any], Iterable[tuple[str, str]]]) -> Completer:
    """Make a completer of ``find``; what goes wrong while Tab is pressed is no news."""

    @wraps(find)
    def complete(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
        try:
            found = list(find(ctx))
        except Exception:  # noqa: BLE001
            return []
        from bmc_cli.model.alike import folded

        start = folded(incomplete)
        return [(word, said) for word, said in found if folded(word).startswith(start)]

    del complete.__wrapped__  # the parameters of this one are looked at
    return complete


def _given(ctx: Any, name: str) -> str | None:
    """Return the first word that the line gives for an argument.

    A last option without its value breaks the reading off, ``bmc edit 4 --kind``: what is
    no option is then left over.
    """
    arguments = [each.name for each in ctx.command.params if each.param_type_name == "argument"]
    sources = [ctx.get_parameter_source(each) for each in arguments]
    broken_off = not any(source is not None and source.name == "COMMANDLINE" for source in sources)
    left = dict(zip(arguments, ctx.args, strict=False)) if broken_off else {}
    said = left.get(name) or ctx.params.get(name)
    return str(said[0]) if isinstance(said, (list, tuple)) and said else said or None


def _words(ctx: Any) -> Any:
    """Return the canvas and the pack that the command line names."""
    from bmc_cli.commands.shared.here import others_here
    from bmc_cli.commands.shared.session import Session
    from bmc_cli.file.storage import load, locate
    from bmc_cli.model.canvas import Canvas

    names = (_given(ctx, name) for name in ("file", "files", "rest"))
    named = next(filter(None, names), None) or os.environ.get("BMC_FILE")
    others = [] if named else others_here()
    path = others[0] if len(others) == 1 else locate(named)
    canvas = load(path).canvas if path.exists() else Canvas()
    said = ctx.params.get("prompts")  # a text: it becomes a path once the command runs
    own = Path(said) if said else None
    pack, _ = Session(ctx.params.get("lang"), own).choose(canvas, path)
    return canvas, pack


def _block(ctx: Any, pack: Any) -> str:
    from bmc_cli.commands.shared.session import block_for

    return block_for(_given(ctx, "block") or "", pack).key


@offered
def complete_blocks(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the keys of the blocks with their titles."""
    from bmc_cli.model.canvas import BLOCKS

    _, pack = _words(ctx)
    return ((block.key, pack.blocks[block.key].title) for block in BLOCKS)


@offered
def complete_edited(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the blocks, and the fields of the title block that can be edited."""
    from bmc_cli.model.canvas import BLOCKS, HEAD_FIELDS

    _, pack = _words(ctx)
    blocks = [(block.key, pack.blocks[block.key].title) for block in BLOCKS]
    return [*blocks, *((each.name, "") for each in HEAD_FIELDS.values() if each.names)]


@offered
def complete_segments(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the letters of the segments."""
    from bmc_cli.model.links import SEGMENTS, letter

    canvas, _ = _words(ctx)
    return ((letter(at), note.text) for at, note in enumerate(canvas.notes(SEGMENTS)))


@offered
def complete_notes(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the numbers of this block's notes."""
    canvas, pack = _words(ctx)
    notes = canvas.notes(_block(ctx, pack))
    return ((str(number), note.text) for number, note in enumerate(notes, 1))


@offered
def complete_kept(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the numbers of this block's notes, or of what a merge left of this field."""
    from bmc_cli.model.canvas import HEAD, head_named, versions_of

    canvas, pack = _words(ctx)
    word = _given(ctx, "block") or ""
    field = head_named(word) or (word if word in HEAD else "")
    if field:
        said = versions_of(canvas, field) if field in canvas.conflicts else ()
    else:
        said = tuple(note.text for note in canvas.notes(_block(ctx, pack)))
    return ((str(number), text) for number, text in enumerate(said, 1))


@offered
def complete_links(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the letters or numbers of the notes that one of this block may be for."""
    from bmc_cli.interview.choosing import link_choices

    canvas, pack = _words(ctx)
    return ((choice.label, choice.shown) for choice in link_choices(canvas, _block(ctx, pack)))


@offered
def complete_kinds(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the kinds of this block, by number where a pack has odd names for them."""
    from bmc_cli.interview.choosing import kind_choices

    _, pack = _words(ctx)
    return (
        (each.value if is_inert(each.value) else each.label, each.shown)
        for each in kind_choices(pack, _block(ctx, pack))
    )


@offered
def complete_revisions(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the canvases of this folder, and the branches and tags of its repository."""
    from bmc_cli.file import git
    from bmc_cli.file.near_names import canvases_in

    files = [path.name for path in canvases_in(Path())]
    return ((name, "") for name in [*files, *git.branches_and_tags(Path())])


@offered
def complete_commands(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the commands of the program."""
    commands = ctx.find_root().command.commands
    return ((name, each.get_short_help_str()) for name, each in commands.items())


@offered
def complete_languages(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the languages that are spoken."""
    from bmc_cli.file.languages import languages

    return ((code, "") for code in languages())


@offered
def complete_rules(ctx: Any) -> Iterable[tuple[str, str]]:
    """Offer the rules of the check, with why they are."""
    from bmc_cli.method.rules import RULES

    _, pack = _words(ctx)
    return ((rule, pack.say(f"whys.{rule}")) for rule in RULES)


@offered
def complete_report_formats(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the formats of findings."""
    from bmc_cli.formats.findings import WRITERS

    return ((name, "") for name in WRITERS)


@offered
def complete_evidence(_: Any) -> Iterable[tuple[str, str]]:
    """Offer how sure a note can be."""
    from bmc_cli.model.fields import EVIDENCE

    return ((name, "") for name in EVIDENCE)


@offered
def complete_levels(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the levels of findings."""
    from bmc_cli.words.findings import LEVELS

    return ((name, "") for name in LEVELS.values())

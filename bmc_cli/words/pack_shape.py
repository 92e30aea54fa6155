"""The shape of a prompt pack: what it says, by which names."""

from __future__ import annotations

from typing import Any, NamedTuple

from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.roles import ROLES

TEXT, LIST = "text", "list"

VERSIONS = ("1", "2")
"""The shapes of packs that are read; the last is what is shipped."""

MARKS = ("later",)
"""The marks that the answer to a closing question may give."""


class Choice(NamedTuple):
    """The shape of a text that is one of these words."""

    words: tuple[str, ...]


class Optional(NamedTuple):
    """What may be left out, and has this shape where it is there."""

    shape: Any


class Each(NamedTuple):
    """A list of things of one shape."""

    shape: Any


_ASK = {
    "question": TEXT,
    "kind": Optional(TEXT),
    "rest": Optional(TEXT),
    "mark": Optional(Choice(MARKS)),
}


def _block(key: str) -> dict[str, Any]:
    return {
        "title": TEXT,
        "short": TEXT,
        "names": LIST,
        "purpose": TEXT,
        "question": TEXT,
        "lead": TEXT,
        "criteria": LIST,
        "advice": LIST,
        "examples": LIST,
        "coach": TEXT,
        "ahead": TEXT,
        "ask": Each(_ASK),
        "gap": TEXT,
        "kinds": {
            "*": {
                "label": TEXT,
                "hint": TEXT,
                "role": Optional(Choice(ROLES.get(key, ()))),
                "words": Optional(LIST),
            }
        },
    }


FORMER: dict[str, Any] = {"capitals": Optional(LIST)}
"""What a pack may still hold that nothing is done with any more."""

SCHEMA: dict[str, Any] = {
    "pack": Choice(VERSIONS),
    "language": TEXT,
    "name": TEXT,
    "intro": LIST,
    "closing": LIST,
    "credit": TEXT,
    "vague": LIST,
    "joins": LIST,
    "changes": LIST,
    "ignore": Optional(LIST),
    "blocks": {block.key: _block(block.key) for block in BLOCKS},
    "words": {"*": {"*": TEXT}},
}
"""The shape of a pack: names to ``TEXT``, ``LIST`` (of texts) or one of the shapes above.

A mapping is a shape of names; ``*`` is any name.
"""

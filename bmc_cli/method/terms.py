"""What a prompt pack adds to the method: its kinds, and its words that mean something to a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bmc_cli.model.alike import composed
from bmc_cli.model.fields import Note


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words of a language add to the rules and the story.

    ``kinds`` are the ids of each block's kinds, each with its role (one of ``model.roles``, or
    any other word where the method asks nothing of it); ``ahead`` the blocks with a look-ahead
    question, ``vague`` words that say nothing, ``joins`` those that tie two ideas together.
    ``words`` are those in the text of a note that tell its kind, by block and kind; ``ignored``
    the rules that the pack leaves out.  ``is_stand_in``: there may be more kinds, in a pack
    that is not at hand.
    """

    kinds: Mapping[str, Mapping[str, str]]
    ahead: frozenset[str]
    vague: frozenset[str]
    joins: frozenset[str]
    is_stand_in: bool = False
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()

    def kinds_for(self, key: str, role: str) -> list[str]:
        """Return the kinds of block ``key`` that have ``role``; none where the pack has none."""
        return [kind for kind, its in self.kinds[key].items() if its == role]

    def told_by(self, key: str, kind: str) -> tuple[str, ...]:
        """Return the words that tell of a note of block ``key`` that it has ``kind``, folded."""
        return self.words.get(key, {}).get(kind, ())

    def roles(self, key: str, note: Note) -> set[str]:
        """Return the roles of a note of block ``key``; a kind that is not known has none."""
        if not note.kinds:
            return set()
        known = {composed(kind): role for kind, role in self.kinds[key].items()}
        return {role for kind in note.kinds if (role := known.get(composed(kind)))}

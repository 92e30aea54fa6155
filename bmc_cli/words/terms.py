"""What the method reads in a prompt pack."""

from __future__ import annotations

from bmc_cli.method.terms import Terms
from bmc_cli.model.alike import folded
from bmc_cli.words.packs import Pack


def terms_of(pack: Pack) -> Terms:
    """Return what the rules and the story need of a prompt pack."""
    return Terms(
        kinds={
            key: {name: kind.role for name, kind in said.kinds.items()}
            for key, said in pack.blocks.items()
        },
        ahead=frozenset(key for key, said in pack.blocks.items() if said.ahead),
        vague=frozenset(folded(word) for word in pack.vague),
        joins=frozenset(folded(word) for word in pack.joins),
        is_stand_in=pack.is_stand_in,
        words={
            key: {name: tuple(map(folded, kind.words)) for name, kind in said.kinds.items()}
            for key, said in pack.blocks.items()
        },
        ignored=frozenset(pack.ignore),
    )

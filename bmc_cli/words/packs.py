"""The words that a user sees: a prompt pack is those of one language, or of one coach."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Block, numbered
from bmc_cli.model.links import SEGMENTS
from bmc_cli.plain_text import one_line
from bmc_cli.words.known_names import block_called
from bmc_cli.words.likely_names import folded


class Kind(NamedTuple):
    """A kind a note may have, with the words for it, and what it does in the method.

    The ``role`` is one of ``model.roles``, or the kind's own id.  ``words`` in the text of a
    note say that it has this kind, as "abonnement" says subscription.
    """

    label: str
    hint: str
    role: str
    words: tuple[str, ...] = ()


class Ask(NamedTuple):
    """A closing question of a step: it gives a kind or a mark to the notes that are answered.

    ``kind`` is the id of that kind, ``mark`` is "later"; one of the two is "".  ``rest`` is the
    id of the kind that today's other notes of the block get that have neither, or "".
    """

    question: str
    kind: str = ""
    rest: str = ""
    mark: str = ""


class BlockPrompt(NamedTuple):
    """What a pack says about one block.

    ``lead`` is one line that leads in the criteria, ``ahead`` looks further than today, ``gap``
    asks about a target that no note serves and has the hole {name} for it; each may be "".
    """

    title: str
    short: str
    names: tuple[str, ...]
    purpose: str
    question: str
    lead: str
    criteria: tuple[str, ...]
    advice: tuple[str, ...]
    examples: tuple[str, ...]
    coach: str
    ahead: str
    ask: tuple[Ask, ...]
    gap: str
    kinds: Map[str, Kind]


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language, or of one coach.

    ``vague`` words say nothing in a note, ``joins`` tie two ideas together, ``changes`` are
    verbs of change, as "grows".
    ``ignore`` are rules of the check that it leaves out.
    ``is_stand_in``: the canvas was made with another pack, which may have more kinds.
    """

    language: str
    name: str
    intro: tuple[str, ...]
    closing: tuple[str, ...]
    credit: str
    vague: tuple[str, ...]
    joins: tuple[str, ...]
    changes: tuple[str, ...]
    blocks: Map[str, BlockPrompt]
    words: Map[str, Map[str, str]]
    ignore: tuple[str, ...] = ()
    is_stand_in: bool = False

    def say(self, name: str, /, **values: object) -> str:
        """Return the sentence ``name`` ("section.word") with ``values`` filled in.

        In a remedy, a value that stands in a command to type is quoted for the shell.
        """
        section, _, word = name.partition(".")
        template = self.words[section][word]
        if section != "remedies":
            return fill(template, values)
        command = _COMMAND.search(template)
        at = command.end() if command else len(template)
        quoted = {key: as_argument(str(value)) for key, value in values.items()}
        return fill(template[:at], values) + fill(template[at:], quoted)

    def count(self, name: str, number: int) -> str:
        """Return the sentence ``name_one`` or ``name_many`` for ``number`` things."""
        return self.say(f"{name}_{'one' if number == 1 else 'many'}", n=number)


_COMMAND = re.compile(r"\b(?:bmc|chown|git|mkdir) ")
"""Where a command to type begins."""


def as_argument(text: str) -> str:
    """Return ``text`` as one argument of a command, in any shell and to any program."""
    return shlex.quote(f"./{text}" if text.startswith("-") else text)


def fill(template: str, values: Map[str, object]) -> str:
    """Return ``template`` with each ``{name}`` that ``values`` knows filled in, on one line."""
    return re.sub(r"\{(\w+)\}", lambda hole: one_line(str(values.get(hole[1], hole[0]))), template)


def joined(names: Sequence[str], pack: Pack, last: str = "show.and") -> str:
    """Return names as people list them: a, b and c; ``last`` is the word before the last one."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {pack.say(last)} {names[-1]}"


def quoted(texts: Iterable[str], pack: Pack) -> str:
    """Return texts as people list them, each on one line: 'a', 'b' and 'c'."""
    return joined([f"'{one_line(text)}'" for text in texts], pack)


def block_title(key: str, pack: Pack) -> str:
    """Return the number and the title of a block."""
    return f"{BY_KEY[key].number} {one_line(pack.blocks[key].title)}"


def every_target(key: str, pack: Pack) -> str:
    """Return what stands for all that notes of block ``key`` can be for: everyone, everything."""
    people, things, *_ = pack.say("interview.every").split()
    return people if SEGMENTS in BY_KEY[key].targets else things


def find_block(word: str, packs: list[Pack]) -> Block:
    """Return the block that ``word`` names: a number, key, title or a clear start of one.

    What it is called in another language is a name too.

    Raises ``BmcError`` with the likely block, or with all that it may mean.
    """
    if block := numbered(word, BLOCKS):
        return block
    names = {name: block for block in BLOCKS for name in _names(block, packs)}
    sought = folded(word)
    if sought in names:
        return names[sought]
    if key := block_called(word):
        return BY_KEY[key]
    meant = {names[name] for name in names if sought and name.startswith(sought)}
    if len(meant) == 1:
        return meant.pop()
    titles = packs[0].blocks
    if meant:
        ordered = sorted(meant, key=lambda block: block.number)
        options = ", ".join(f"{b.number} {titles[b.key].title}" for b in ordered)
        raise BmcError("ambiguous_block", exit_code=USAGE, word=word, options=options)
    near = get_close_matches(sought, names, n=1, cutoff=0.6)
    if near:
        likely = names[near[0]]
        raise BmcError(
            "unknown_block_likely",
            exit_code=USAGE,
            word=word,
            number=likely.number,
            title=titles[likely.key].title,
        )
    options = block_options(packs[0])
    raise BmcError("unknown_block", exit_code=USAGE, word=word, options=options)


def block_options(pack: Pack) -> str:
    """Return the blocks to choose from, on one line."""
    return ", ".join(f"{b.number} {pack.blocks[b.key].short}" for b in BLOCKS)


def _names(block: Block, packs: list[Pack]) -> list[str]:
    names = [block.key]
    for pack in packs:
        prompt = pack.blocks[block.key]
        names += [prompt.title, prompt.short, *prompt.names]
    return [folded(name) for name in names]

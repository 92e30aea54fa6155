"""What a note may be linked to and which kinds it may have, as a list to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.model.alike import composed, folded
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVERY_TARGET
from bmc_cli.model.links import SEGMENTS, letter, targets
from bmc_cli.plain_text import one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


_LEAST_START = 2


class Choice(NamedTuple):
    """One thing to choose: by its ``sign``, by what is shown, or by a start of that.

    ``value`` is what stands in the file.
    """

    sign: str
    shown: str
    value: str


class NoChoice(ValueError):  # noqa: N818 (an answer, not a defect)
    """An answer has signs, or a name, that are on no list; ``words`` are those."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(*words)
        self.words = words


def link_choices(canvas: Canvas, key: str) -> list[Choice]:
    """Return what a note of block ``key`` may be for: segments by letter, others by number."""
    return [
        Choice(letter(place) if target == SEGMENTS else str(at), one_line(text), text)
        for at, (target, place) in enumerate(targets(canvas, key), 1)
        for text in [canvas.notes(target)[place].text]
    ]


def kind_choices(pack: Pack, key: str) -> list[Choice]:
    """Return the kinds that a note of block ``key`` may have."""
    kinds = pack.blocks[key].kinds.items()
    return [Choice(str(at), kind.label, name) for at, (name, kind) in enumerate(kinds, 1)]


def chosen_links(answer: str, choices: Sequence[Choice], every: Iterable[str]) -> tuple[str, ...]:
    """Return the links that ``answer`` names; ``every`` are words for all of them.

    Raises ``NoChoice`` for what is on no list.
    """
    if folded(answer.strip()) in {"*", "all", *every}:
        return EVERY_TARGET
    return chosen(answer, choices)


def chosen(answer: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Return the values that ``answer`` names, by their signs, or one by its name or its start.

    Raises ``NoChoice`` for what is on no list.
    """
    signs = {folded(choice.sign): choice.value for choice in choices}
    whole = folded(answer.strip())
    if whole not in signs and (exact := _found(whole, choices, str.__eq__)):
        return (exact,)
    words = [word for word in re.split(r"[\s,;+&]+", folded(answer.strip())) if word]
    run = len(words) == 1 and words[0] not in signs
    if run and all(sign in signs for sign in words[0]) and not _found(whole, choices):
        words = [*words[0]]  # AB
    if all(word in signs for word in words):
        return tuple(dict.fromkeys(signs[word] for word in words))
    parts = [part.strip() for part in re.split("[,;+&]", whole) if part.strip()]
    values = [signs.get(part) or _found(part, choices) for part in parts]
    if len(parts) > 1 and all(values):
        return tuple(dict.fromkeys(value for value in values if value))
    return (named(answer, choices),)


def named(name: str, choices: Sequence[Choice]) -> str:
    """Return the value of the one choice that ``name`` is, or is a clear start of."""
    sought = folded(name.strip())
    found = _found(sought, choices, str.__eq__) or _found(sought, choices)
    if found is None:
        raise NoChoice([name.strip()])
    return found


def _found(
    sought: str,
    choices: Sequence[Choice],
    is_it: Callable[[str, str], bool] = str.startswith,
) -> str | None:
    """Return the value of the one choice that is, or starts with, what is sought.

    A start has two letters at least: one is a slip in a list of signs.
    """
    if is_it is str.startswith and len(sought) < _LEAST_START:
        return None
    found = {
        composed(choice.value): choice.value
        for choice in choices
        if is_it(folded(choice.shown), sought) or is_it(folded(choice.value), sought)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def looks_like_signs(answer: str, choices: Sequence[Choice]) -> bool:
    """Whether an answer was meant as signs, if wrong ones, and not as a text of its own."""
    longest = max((len(choice.sign) for choice in choices), default=1)
    words = re.split(r"[\s,;+&]+", answer.strip())
    return all(len(word) <= longest and word.isalnum() for word in words)

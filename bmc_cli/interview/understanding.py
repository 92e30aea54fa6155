"""What somebody means who is asked to choose: by letters, numbers, names or words of them.

``understand("A en de hotels", choices)`` finds the two; what fits several, what is not there
and what is no choice at all are parts of the answer too, for whoever asks to ask about.
Read in this order: fixed words, whole names, letters and numbers, words of names, starts of
words.  Nothing is guessed: a part is clear or it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.senses import (
    AROUND,
    LONGEST,
    Sense,
    asks_for_help,
    fixed,
    plain,
    without_filler,
)
from bmc_cli.interview.vocabulary import any_of, counted, phrases
from bmc_cli.model.alike import folded
from bmc_cli.model.fields import EVERY_TARGET

_LONG_START = 4  # letters from which the start of a word may stand beside a whole word
_LEAST_START = 2
_PLURAL = re.compile(r"(?:en|es|s)\Z")
_LABEL = re.compile(r"[a-z]{1,2}|[0-9]{1,3}|[0-9]\.[0-9]{1,3}")


class Picked(NamedTuple):
    """A part of an answer that is clear."""

    choices: tuple[Choice, ...]


class Unclear(NamedTuple):
    """A part that fits several choices: ``word`` is what was said."""

    word: str
    choices: tuple[Choice, ...]


class Absent(NamedTuple):
    """A letter or number that is not on the list."""

    label: str


class Foreign(NamedTuple):
    """Words that name no choice; ``near`` are those that were clear beside them."""

    text: str
    near: tuple[Choice, ...] = ()


Part = Picked | Unclear | Absent | Foreign


class Answer(NamedTuple):
    """What was understood: the parts of a choice; ``is_all_but`` says that they are left out."""

    sense: Sense
    parts: tuple[Part, ...] = ()
    is_all_but: bool = False

    def first(self, sort: type[Part]) -> Part | None:
        """Return the first part of a sort."""
        return next((part for part in self.parts if isinstance(part, sort)), None)

    def chosen(self, choices: Sequence[Choice]) -> tuple[str, ...]:
        """Return the values that are meant, in the order of the list for what is left over."""
        named = [each for part in self.parts if isinstance(part, Picked) for each in part.choices]
        if self.is_all_but:
            return tuple(each.value for each in choices if each not in named)
        return tuple(dict.fromkeys(each.value for each in named))


def understand(text: str, choices: Sequence[Choice]) -> Answer:
    """Return what ``text`` means as an answer to a question with these choices."""
    if len(text) > LONGEST:
        return Answer(Sense.CHOICE, (Foreign(text.strip()),))
    said, reader = plain(text), _Reader(choices)
    if reader.name(said) is None:
        said = _without_reason(said)
    if text.strip() == "/help" or not text.strip(" ?"):
        return Answer(Sense.HELP)
    if (sense := fixed(said, len(choices))) is not None:
        return Answer(sense)
    if asks_for_help(said) and reader.name(said) is None:
        return Answer(Sense.HELP)
    if reader.name(said) is None and (rest := _left_out(re.sub(r"\A(\w+),", r"\1", said))):
        return Answer(Sense.CHOICE, reader.parts(rest, text, is_all_but=True), is_all_but=True)
    return Answer(Sense.CHOICE, reader.parts(said, text))


def _left_out(said: str) -> str:
    """Return what is left out by words that begin as "not for", "" where nothing is."""
    starts = (each for each in phrases("but") if said.startswith(f"{each} "))
    return next((said[len(each) :].strip() for each in starts), "")


def _without_reason(said: str) -> str:
    """Return ``said`` without a reason behind it: "everyone, because it is ours"."""
    because = any_of("because")
    return re.sub(rf"(?<=\S),?\s+(?:{because})\s.*", "", said)


class NoChoice(ValueError):  # noqa: N818 (an answer, not a defect)
    """An answer that is not clearly on the list; ``text`` is that answer."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def chosen(text: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Return the values that ``text`` names, for whoever cannot ask back.

    Raises ``NoChoice`` for what is not clear, or on no list.
    """
    answer = understand(text, choices)
    if not answer.parts or not all(isinstance(part, Picked) for part in answer.parts):
        raise NoChoice(text.strip())
    return answer.chosen(choices)


def chosen_labels(text: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the labels that ``text`` counts out: "2 and 3", "the last one"; raises ``NoChoice``.

    Names are not looked for, and "all of them" is no label either.
    """
    return chosen(text, [Choice(label, label, label) for label in labels])


def chosen_links(text: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Return the links that ``text`` names, ``EVERY_TARGET`` for everyone; as ``chosen``."""
    if understand(text, choices).sense is Sense.EVERYONE:
        return EVERY_TARGET
    return chosen(text, choices)


@cache
def _separators() -> re.Pattern[str]:
    joins = "|".join(map(re.escape, phrases("joins")))
    return re.compile(rf"\s*[,;+&/]\s*(?:(?:{joins})\s+)?|\s+(?:{joins})\s+")


@cache
def _range() -> re.Pattern[str]:
    through = "|".join(map(re.escape, phrases("through")))
    return re.compile(
        rf"(?<!\S)(\w{{1,3}})(?:\s*[-\u2013]\s*|\s+(?:{through})\s+)(\w{{1,3}})(?![^\s,;])"
    )


@cache
def _counted_from_an_end() -> re.Pattern[str]:
    ends = "|".join([*phrases("first"), *phrases("last")])
    numbers = "|".join([r"\d+", *counted("numbers", 2)])
    return re.compile(rf"(?:(?:de|het|the)\s+)?({ends})\s+({numbers})(?:\s+.*)?")


@cache
def _both_of() -> re.Pattern[str]:
    both = "|".join(map(re.escape, phrases("both")))
    kinds = "|".join(map(re.escape, phrases("kinds_of")))
    return re.compile(rf"(?:{both})\s+(?:(?:{kinds})\s+)?(?:(?:de|the)\s+)?(.+)")


class _Reader:
    """Reads parts of an answer against one list of choices."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = choices
        self.labels = {folded(choice.label): choice for choice in choices}
        self.labels |= {choice.place: choice for choice in choices if choice.place}
        names = [(folded(name), each) for each in choices for name in (each.shown, each.value)]
        self.names = sorted(dict.fromkeys(names), key=lambda pair: -len(pair[0]))

    def name(self, said: str) -> tuple[Choice, ...] | None:
        """Return the choices whose whole name is ``said``."""
        found = [choice for name, choice in self.names if name == said]
        return tuple(dict.fromkeys(found)) or None

    def parts(self, said: str, text: str, *, is_all_but: bool = False) -> tuple[Part, ...]:
        """Return the parts of ``said``, typed as ``text``; of "A, not B" just A is one."""
        if whole := self.name(said):
            return (self.one(said, whole),)
        for read in (self.counted, self.both, self.run):
            if found := read(said, text) or read(without_opener(said), text):
                return (Picked(found),)
        marked, held = self.marked(_range().sub(r"\1-\2", said))
        pieces = [*filter(None, map(without_filler, _separators().split(marked)))]
        drops = not is_all_but and not all(map(_left_out, pieces))
        parts = [
            part
            for piece in pieces
            for part in self.piece(_left_out(piece) or piece, held)
            if not (drops and _left_out(piece) and isinstance(part, Picked))
        ]
        if not parts or any(isinstance(part, Foreign) for part in parts):
            clear = [each for part in parts if isinstance(part, Picked) for each in part.choices]
            return (Foreign(text.strip(), tuple(dict.fromkeys(clear))),)
        return tuple(parts)

    def one(self, word: str, found: Sequence[Choice]) -> Part:
        """Return what was found for a word: a choice, or several; the same text twice is one."""
        is_clear = len({each.value for each in found}) == 1
        return Picked((found[0],)) if is_clear else Unclear(word, tuple(found))

    def marked(self, said: str) -> tuple[str, list[tuple[Choice, ...]]]:
        """Put a mark in the place of each whole name, so that no "and" within it parts it."""
        held: list[tuple[Choice, ...]] = []
        for name in dict.fromkeys(name for name, _ in self.names if len(name) > 2):
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            if name in said and re.search(pattern, said):
                said = re.sub(pattern, f"\0{len(held)}\0", said)
                held.append(self.name(name) or ())
        return said, held

    def piece(self, piece: str, held: Sequence[tuple[Choice, ...]]) -> Sequence[Part]:
        """Return what a piece between two separators means; letters apart may be several."""
        bare = without_opener(piece)
        if found := re.fullmatch(r"\0(\d+)\0", bare):
            whole = held[int(found[1])]
            return [self.one(whole[0].shown, whole)]
        if "\0" in bare:
            return [Foreign(piece)]
        if listed := self.by_labels(piece.split()) or self.by_labels(bare.split()):
            return [Picked(listed)]
        if counted_out := self.between(bare) or self.by_place(bare):
            return [Picked(counted_out)]
        return [self.by_name(piece, bare)]

    def by_name(self, piece: str, bare: str) -> Part:
        if near := self.by_words(bare):
            return self.one(bare, near)
        words = piece.split()
        if all(_LABEL.fullmatch(word) for word in words):
            return Absent(next(word for word in words if word not in self.labels).upper())
        return Foreign(piece)

    def by_labels(self, words: Sequence[str]) -> tuple[Choice, ...]:
        """Return the choices if all ``words`` are letters or numbers of some."""
        found = [self.labels.get(word.strip(AROUND)) for word in words]
        return tuple(each for each in found if each) if all(found) else ()

    def by_place(self, said: str) -> tuple[Choice, ...]:
        """Return the choice that "the second", "the last" or "the second one" is."""
        start, _, end = said.rpartition(" ")
        said = start if start and end in phrases("ones") else said
        place = len(self.choices) if said in phrases("last") else counted("ordinals", 1).get(said)
        return tuple(self.choices[place - 1 : place]) if place else ()

    def by_words(self, said: str) -> list[Choice]:
        """Return the choices that have each word of ``said``, or a word that starts so."""
        words = re.findall(r"\w+", said)
        if not words:
            return []
        near = [each for each in self.choices if self.fits(words, each, _LONG_START)]
        near = near or [each for each in self.choices if self.fits(words, each, _LEAST_START)]
        if near or len(said) < _LEAST_START:
            return near
        starting = (choice for name, choice in self.names if name.startswith(said))
        return list(dict.fromkeys(starting))

    def fits(self, words: Sequence[str], choice: Choice, least: int) -> bool:
        known = re.findall(r"\w+", f"{folded(choice.shown)} {folded(choice.value)}")
        return all(
            any(word == each or (len(word) >= least and each.startswith(word)) for each in known)
            for word in (each if each in known else one_of(each) for each in words)
        )

    def between(self, said: str) -> tuple[Choice, ...]:
        """Return the choices from one label to another, for "a-c"."""
        ends = [self.labels.get(label) for label in said.split("-")]
        if len(ends) != 2 or not all(ends):
            return ()
        start, end = (self.choices.index(each) for each in ends if each)
        return tuple(self.choices[start : end + 1])

    def counted(self, said: str, _text: str) -> tuple[Choice, ...]:
        """Return the first or the last few, for "the first two"."""
        found = _counted_from_an_end().fullmatch(said)
        if found is None:
            return ()
        word = found[2]
        count = int(word) if word.isdecimal() else counted("numbers", 2)[word]
        if count > len(self.choices):
            return ()
        is_first = found[1] in phrases("first")
        return tuple(self.choices[:count] if is_first else self.choices[-count:])

    def both(self, said: str, _text: str) -> tuple[Choice, ...]:
        """Return the two that "both kinds of parents" names, if there are just two."""
        found = _both_of().fullmatch(said)
        near = self.by_words(without_opener(found[1])) if found else []
        return tuple(near) if len(near) == 2 else ()

    def run(self, said: str, text: str) -> tuple[Choice, ...]:
        """Return the choices whose labels stand together, "AB"; small ones if no word."""
        is_run = len(said) > 1 and said.isalnum() and all(each in self.labels for each in said)
        if not is_run or said in self.labels:
            return ()
        is_typed_large = text.strip(f" {AROUND}").isupper() or said.isdecimal()
        if not is_typed_large and (said in phrases("letter_words") or self.by_words(said)):
            return ()
        return tuple(dict.fromkeys(self.labels[each] for each in said))


def one_of(word: str) -> str:
    """Return a word without the ending of a plural: "teens" is of "teenagers"."""
    return _PLURAL.sub("", word) if len(word) > _LONG_START else word


def without_opener(said: str) -> str:
    """Return ``said`` without openers and the like before a name."""
    while True:
        start, _, rest = said.partition(" ")
        if not rest or start not in phrases("openers"):
            return said
        said = rest

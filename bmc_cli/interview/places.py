"""A question by its id, so that a program can ask and answer with nothing kept in between.

"4" are the notes of step 4, "4/for/3" is whom note 3 is for, "4/close/awareness" a closing
question, "4/ahead" the look ahead; what is asked about an answer stands behind it, as in
"4/for/3/what/brings customers".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bmc_cli.interview.ahead import Ahead
from bmc_cli.interview.amending import Rewording
from bmc_cli.interview.carrying import Elsewhere, WhichStep
from bmc_cli.interview.closing import Closing
from bmc_cli.interview.closing_plan import ask_id, plan
from bmc_cli.interview.doubts import Like, Several, What, Which, doubted
from bmc_cli.interview.ends import End, Head, Review
from bmc_cli.interview.evidence import Learn, Sure
from bmc_cli.interview.links import For, Kind
from bmc_cli.interview.noting import like
from bmc_cli.interview.state import Doubted, Question, State, unescaped
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.understanding import Unclear, understand
from bmc_cli.model.canvas import BLOCKS, BY_KEY, numbered
from bmc_cli.model.ideas import parts_of


class NoSuchPlace(LookupError):  # noqa: N818 (an answer, not a defect)
    """An id that names no question that can be asked now."""


def place_of(state: State) -> str:
    """Return the id of what is asked: "4", "4/for/3", "4/close/awareness", "title".

    A title that is asked for below what is asked is left out, and so is what comes after it: the
    end of all, or another block.
    """
    last = state.question
    if isinstance(last, Head):
        return last.place(state)
    parts: list[str] = []
    for question in state.questions:
        is_elsewhere = isinstance(question, (End, Review)) or question.key not in {last.key, ""}
        if isinstance(question, Head) or (last.key and is_elsewhere):
            continue
        if not parts and question.key:
            parts.append(str(BY_KEY[question.key].number))
        if place := question.place(state):
            parts.append(place)
    return "/".join(parts)


def at(state: State, place: str) -> State:
    """Return the state in which the question with the id ``place`` is asked.

    Raises ``NoSuchPlace`` for what is none, or none any more.
    """
    words = iter(place.split("/"))
    first = next(words)
    block = numbered(first, BLOCKS)
    if block is None:
        begun: Mapping[str, Question] = {
            "title": Head("title"),
            "author": Head("author"),
            "end": End(),
            "review": Review(),
        }
        if first not in begun or next(words, None) is not None:
            raise NoSuchPlace(place)
        under = [] if first in {"end", "review"} else list(state.questions[:1])
        return replace(state, questions=(*under, begun[first]))
    found = replace(state, questions=(Notes(block.key),))
    try:
        for word in words:
            found = _ASKED[word](found, block.key, words)
    except (KeyError, StopIteration, IndexError, ValueError, AttributeError):
        raise NoSuchPlace(place) from None
    last = found.question
    # Below another question one that was answered may still stand.
    is_answered = isinstance(last, Closing) and last.id not in plan(found, last.key)
    if place_of(found) != place or is_answered:
        raise NoSuchPlace(place)
    return found


def _texts(state: State, key: str, numbers: str) -> tuple[str, ...]:
    notes = state.canvas.notes(key)
    found = [int(number) for number in numbers.split(",")]
    if min(found) < 1 or len(set(found)) < len(found):
        raise NoSuchPlace(numbers)
    return tuple(notes[number - 1].text for number in found)


_Opens = Callable[[State, str, Iterator[str]], State]
"""Asks a question about a block, by the words of an id that are left; it takes its own."""


def _listed(of: type[For | Kind]) -> _Opens:
    """Ask about notes, where there is something to choose from."""

    def asked(state: State, key: str, words: Iterator[str]) -> State:
        question = of(key, _texts(state, key, next(words)))
        if not question.choices(state):
            raise NoSuchPlace
        return state.asking(question)

    return asked


def _of_one(of: Callable[[str, str], Question]) -> _Opens:
    """Ask about one note."""

    def asked(state: State, key: str, words: Iterator[str]) -> State:
        (text,) = _texts(state, key, next(words))
        return state.asking(of(key, text))

    return asked


def _closing(start: str) -> _Opens:
    def asked(state: State, key: str, words: Iterator[str]) -> State:
        ids, id_ = plan(state, key), start + next(words)
        ids = ids if id_ in ids else (id_, *ids)
        question = Closing(key, ids, ids.index(id_), _begun(state, key, id_))
        if question.kept(state) is None:
            raise NoSuchPlace(id_)
        return replace(state, questions=(question,))

    return asked


def _begun(state: State, key: str, id_: str) -> bool:
    """Whether the pack asks something before this that needs no answer any more."""
    asks = [*map(ask_id, state.pack.blocks[key].ask)]
    return id_ in asks[1:] and asks[0] not in plan(state, key)


def _ahead(state: State, key: str, _words: Iterator[str]) -> State:
    if not state.pack.blocks[key].ahead:
        raise NoSuchPlace
    return replace(state, questions=(Ahead(key),))


def _what(state: State, key: str, words: Iterator[str]) -> State:
    if not isinstance(state.question, Doubted):
        raise NoSuchPlace
    return state.asking(What(unescaped(next(words)), key))


def _which(state: State, key: str, words: Iterator[str]) -> State:
    text = unescaped(next(words))
    choices = state.question.choices(state)  # type: ignore[attr-defined]  # one with a list
    unclear = understand(text, choices).first(Unclear)
    if not isinstance(unclear, Unclear):
        raise NoSuchPlace(text)
    return state.asking(Which(text, unclear.word, unclear.choices, key))


def _word(state: State, key: str, words: Iterator[str]) -> State:
    doubt = doubted(state, key, unescaped(next(words)))
    if doubt is None or not isinstance(state.question, (Notes, Ahead, Closing, For, Kind)):
        raise NoSuchPlace
    return state.asking(doubt)


def _like(state: State, key: str, words: Iterator[str]) -> State:
    text, other = _texts(state, key, next(words))
    if not like(text, [note for note in state.canvas.notes(key) if note.text == other]):
        raise NoSuchPlace
    return state.asking(Like(key, text, other))


def _several(state: State, key: str, words: Iterator[str]) -> State:
    (text,) = _texts(state, key, next(words))
    parts = parts_of(text)
    if not parts:
        raise NoSuchPlace
    return state.asking(Several(key, text, parts))


def _move(state: State, key: str, words: Iterator[str]) -> State:
    texts = _texts(state, key, next(words))
    to = BLOCKS[int(next(words)) - 1].key
    if to == key:
        raise NoSuchPlace
    return state.asking(Elsewhere(key, texts, to))


_ASKED: Mapping[str, _Opens] = {
    "for": _listed(For),
    "kind": _listed(Kind),
    "close": _closing(""),
    "gap": _closing("gap/"),
    "new": _closing("new/"),
    "ahead": _ahead,
    "what": _what,
    "which": _which,
    "word": _word,
    "like": _like,
    "several": _several,
    "edit": _of_one(Rewording),
    "move": _move,
    "step": _of_one(WhichStep),
    "sure": _of_one(Sure),
    "learn": _of_one(Learn),
}

"""Which note of one list is which note of another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from heapq import nsmallest
from itertools import accumulate, takewhile
from typing import Any

from bmc_cli.model.alike import MOST_COMPARED, composed, folded
from bmc_cli.model.canvas import Canvas, NoteGone, add, arrange, change, find, remove
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import one_line

SIMILAR = 0.6
"""From this ratio of shared characters on, a text is another wording of the same note."""

# Similarity is looked at for so many pairs of notes, and of their characters; beyond, for those
# that have the most in common, and where even that is too much places decide.
_MOST_PAIRS, _MOST_CHARACTERS, _MOST_NEAR_CHARACTERS = 2_500, 10_000_000, 4_000_000
_PIECE, _RAREST, _MOST_HOMES, _MOST_NEAR = 4, 12, 200, 3
"""How long the pieces of a text are, how many of them it is found by, how many notes may have such
a piece, and how many notes a note is then held against."""


def align(old: Sequence[Note], new: Sequence[Note]) -> list[int | None]:
    """Return, for each note of ``new``, the place in ``old`` it comes from, or None.

    As ``match`` does; and what is still unmatched between the same two neighbours, one note on
    each side, is the same note in other words.

    >>> align([Note("Shop"), Note("Van"), Note("Site")], [Note("Van"), Note("Shops")])
    [1, 0]
    """
    origin, free = _matched(old, new)
    match_places(len(old), origin, free)
    return origin


def match(old: Sequence[Note], new: Sequence[Note]) -> list[int | None]:
    """Return, for each note of ``new``, the place of the same note in ``old``, or None.

    Equal notes go first, wherever they stand, then equal texts, then similar texts.
    """
    return _matched(old, new)[0]


def similar(old: Sequence[Note], new: Sequence[Note], least: float) -> list[int | None]:
    """Return, for each note of ``new``, the place of the most similar one in ``old``, or None.

    ``least`` is the part of their characters that two must share.
    """
    origin: list[int | None] = [None] * len(new)
    _match_similar(old, new, origin, dict.fromkeys(range(len(old))), least)
    return origin


def _matched(old: Sequence[Note], new: Sequence[Note]) -> tuple[list[int | None], dict[int, None]]:
    origin: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    _match(old, new, origin, free, lambda note: note)
    _match(old, new, origin, free, lambda note: composed(note.text))
    _match_similar(old, new, origin, free)
    return origin, free


def _match(
    old: Sequence[Note],
    new: Sequence[Note],
    origin: list[int | None],
    free: dict[int, None],
    key: Callable[[Note], Hashable],
) -> None:
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for at in free:
        places[key(old[at])].append(at)
    for at, note in enumerate(new):
        if origin[at] is None and places[key(note)]:
            origin[at] = places[key(note)].popleft()
            del free[origin[at]]  # type: ignore[arg-type]  # just set, not None


def _match_similar(
    old: Sequence[Note],
    new: Sequence[Note],
    origin: list[int | None],
    free: dict[int, None],
    least: float = SIMILAR,
) -> None:
    waiting = [at for at, found in enumerate(origin) if found is None and _is_compared(new[at])]
    left = [at for at in free if _is_compared(old[at])]
    ratios = sorted(
        (-_likeness(old[was].text, new[now].text), was, now)
        for was, now in _compared(old, new, left, waiting)
    )
    for ratio, was, now in ratios:
        if -ratio >= least and was in free and origin[now] is None:
            origin[now] = was
            del free[was]


def _compared(
    old: Sequence[Note], new: Sequence[Note], left: Sequence[int], waiting: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Return the pairs of notes that are held against each other: all, if those are not many."""
    lengths = (sum(len(old[at].text) for at in left), sum(len(new[at].text) for at in waiting))
    if len(waiting) * len(left) <= _MOST_PAIRS and lengths[0] * lengths[1] <= _MOST_CHARACTERS:
        return [(was, now) for was in left for now in waiting]
    pairs = dict.fromkeys(_near(old, new, left, waiting))
    done = accumulate(len(old[was].text) * len(new[now].text) for was, now in pairs)
    return [pair for pair, count in zip(pairs, done, strict=True) if count <= _MOST_NEAR_CHARACTERS]


def _near(
    old: Sequence[Note], new: Sequence[Note], left: Sequence[int], waiting: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield for each note the one in its place, and those with most of its rare pieces.

    The work grows with the notes, and not with their pairs.
    """
    yield from zip(left, waiting, strict=False)
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for was in left:
        for piece in _pieces(old[was].text):
            homes[piece].append(was)
    for now in waiting:
        found = (homes[piece] for piece in _pieces(new[now].text) if piece in homes)
        rarest = nsmallest(_RAREST, found, key=len)
        counts = Counter(was for each in rarest if len(each) <= _MOST_HOMES for was in each)
        yield from ((was, now) for was, _ in counts.most_common(_MOST_NEAR))


def _pieces(text: str) -> set[str]:
    said = f" {folded(text)} "
    return {said[at : at + _PIECE] for at in range(len(said) - _PIECE + 1)}


def _is_compared(note: Note) -> bool:
    return len(note.text) <= MOST_COMPARED


def _likeness(old: str, new: str) -> float:
    """Return how much two texts are alike; a text with all the words of the other is like it."""
    ratio = SequenceMatcher(None, composed(old), composed(new)).ratio()
    shorter, longer = sorted((f" {folded(old)} ", f" {folded(new)} "), key=len)
    return max(ratio, SIMILAR) if shorter.strip() and shorter in _spaced(longer) else ratio


def is_same_claim(old: str, new: str) -> bool:
    """Whether ``new`` is another wording of what ``old`` says, as far as letters show.

    >>> is_same_claim("Families nearby", "Families in town"), is_same_claim("Families", "Hotels")
    (True, False)
    """
    if max(len(old), len(new)) > MOST_COMPARED:
        return composed(old) == composed(new)
    return _likeness(old, new) >= SIMILAR


def _spaced(text: str) -> str:
    return re.sub(r"[^\w\s]", " ", text)


def match_places(old_count: int, origin: list[int | None], free: dict[int, None]) -> None:
    """Put in ``origin`` what is left between the same two neighbours, one note on each side.

    ``free`` are the places in the old list that nothing comes from yet.
    """
    for now, found in enumerate(origin):
        before = origin[now - 1] if now else -1
        after = origin[now + 1] if now + 1 < len(origin) else old_count
        if found is None and before is not None and after == before + 2 and before + 1 in free:
            origin[now] = before + 1
            del free[before + 1]


def rewrite(canvas: Canvas, key: str, seen: tuple[Note, ...], lines: Sequence[str]) -> Canvas:
    """Make ``lines`` the notes of block ``key``, as somebody edited them from ``seen``.

    Each note of ``seen`` stood there as one line.  What is known of a note beyond its
    text stays with it.  What happened to the block since ``seen`` stays too: a note that
    came, and one that was reworded, now beside its new line.
    """
    shown = [Note(one_line(note.text)) for note in seen]
    origin = align(shown, [Note(line) for line in lines])
    result, texts = canvas, []
    for line, was in zip(lines, origin, strict=True):
        if was is None:
            result = add(result, key, Note(line))
        elif shown[was].text != line:
            result = _reworded(result, key, seen[was], line)
        texts.append(line if was is None or shown[was].text != line else seen[was].text)
    kept = set(origin)
    for at, note in enumerate(seen):
        if at not in kept and note in result.notes(key):
            result = remove(result, key, note)
    return _in_order(result, key, texts)


def _reworded(canvas: Canvas, key: str, note: Note, text: str) -> Canvas:
    """Give ``note`` another text; it goes if that is there already, and comes back if gone."""
    new = replace(note, text=text)
    is_there = find(canvas, key, text) is not None
    try:
        return remove(canvas, key, note) if is_there else change(canvas, key, note, new)
    except NoteGone:
        return add(canvas, key, new)


def _in_order(canvas: Canvas, key: str, texts: list[str]) -> Canvas:
    """Sort the notes named in ``texts`` into the places that they hold together."""
    ranks: defaultdict[str, deque[int]] = defaultdict(deque)
    for rank, text in enumerate(texts):
        ranks[composed(text)].append(rank)
    notes = canvas.notes(key)
    named = [ranks[composed(note.text)] for note in notes]
    ranked = [(places.popleft(), at) for at, places in enumerate(named) if places]
    places = sorted(at for _, at in ranked)
    arranged = list(notes)
    for place, (_, at) in zip(places, sorted(ranked), strict=True):
        arranged[place] = notes[at]
    return arrange(canvas, key, tuple(arranged))


def equal_ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """Return how many things two lists have in common at their start, and of the rest at their end.

    >>> equal_ends("Shop in town", "Shop on town")
    (5, 6)
    """
    first = _equal(zip(old, new, strict=False))
    return first, _equal(zip(reversed(old[first:]), reversed(new[first:]), strict=False))


def _equal(pairs: Iterable[tuple[object, object]]) -> int:
    """Return how many of ``pairs`` are equal before the first that is not."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def rising(origin: Sequence[int | None]) -> set[int]:
    """Return the places in ``origin`` that keep their order: its longest rising subsequence.

    >>> sorted(rising([2, 0, None, 1, 3]))
    [0, 1, 3]
    """
    tails: list[int] = []
    piles: list[tuple[int, int]] = []  # each place with the length of the run it ends
    for was in origin:
        if was is not None:
            at = bisect_left(tails, was)
            tails[at : at + 1] = [was]
            piles.append((at, was))
    staying: set[int] = set()
    length = len(tails) - 1
    for at, was in reversed(piles):
        if at == length:
            staying.add(was)
            length -= 1
    return staying

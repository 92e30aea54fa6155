"""Three texts made into one line by line, as git does, but finer: of a line, its comment apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from bmc_cli.model.matching import equal_ends, rising

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PARTS = re.compile(r"(.*?)((?:\A|\s+)#.*|\s*)", re.DOTALL)
_WORDS = re.compile(r"\s+|[^\s,\[\]{}]+|[,\[\]{}]")
_SIMILAR = 0.6
_MOST_PAIRS = 2_500  # of lines that are held against each other

Piece = TypeVar("Piece", bound=str)


class _Line(str):
    """A line without its end, which it remembers: lines are the same whatever ends them."""

    __slots__ = ("end",)
    end: str


@dataclass(frozen=True, slots=True)
class _Change(Generic[Piece]):
    """The lines that one side has where those of the base from ``start`` to ``end`` stood."""

    start: int
    end: int
    lines: Sequence[Piece]
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Way:
    """How lines meet.

    ``by_words``: what stands before a comment is merged word by word.  ``theirs_first``: so
    stands what both added at one place.  ``with_meeting``: of lines that meet, theirs come too.
    """

    by_words: bool = False
    theirs_first: bool = False
    with_meeting: bool = True


def merge_lines(base: str, ours: str, theirs: str, way: Way = Way()) -> str:
    r"""Return our text with what they changed in it; ours where both changed the same.

    What both added at one place stands together.  Our lines keep their ends, and theirs get the
    usual one of ours.

    >>> base = "# Sales\n- Shop\n- Van\n"
    >>> ours = "# Sales\n- Shops\n- Van  # blue\n- App\n"
    >>> theirs = "# Selling\n- Shop  # since 1998\n- Vans\n# new\n- Fair\n"
    >>> print(merge_lines(base, ours, theirs), end="")
    # Selling
    - Shops  # since 1998
    - Vans  # blue
    - App
    # new
    - Fair
    """
    found = _LINE.search(ours)
    newline = (found and found[2]) or "\n"
    old, yours = _lines(base, newline, kept=False), _lines(theirs, newline, kept=False)
    mine = _lines(ours, newline, kept=True)
    kept = list(old)
    changes = [*_changes(old, mine, kept, is_ours=True), *_changes(old, yours, is_ours=False)]
    written: list[_Line] = []
    at = 0
    for group in _groups(sorted(changes, key=lambda each: (each.start, each.end))):
        start, end = group[0].start, max(each.end for each in group)
        here, there = (
            _applied(kept, start, end, [each for each in group if each.is_ours is is_ours])
            for is_ours in (True, False)
        )
        written += kept[at:start]
        written += _resolved(old[start:end], here, there, way)
        at = end
    text = "".join(line + line.end for line in [*written, *kept[at:]])
    return text if ours.endswith(("\r", "\n")) else text.removesuffix(newline)


def _line(text: str, end: str) -> _Line:
    line = _Line(text)
    line.end = end
    return line


def _lines(text: str, newline: str, *, kept: bool) -> list[_Line]:
    found = (each for each in _LINE.finditer(text) if each[0])
    return [_line(each[1], (kept and each[2]) or newline) for each in found]


def _changes(
    old: Sequence[_Line], new: Sequence[_Line], kept: list[_Line] | None = None, *, is_ours: bool
) -> Iterator[_Change[_Line]]:
    """Yield what a side changed; into ``kept`` go its own lines for those that it did not."""
    first, last = equal_ends(old, new)
    if kept is not None:
        kept[:first] = new[:first]
        kept[len(old) - last :] = new[len(new) - last :]
    middle, changed = old[first : len(old) - last], new[first : len(new) - last]
    for tag, start, end, begin, stop in _opcodes(middle, changed):
        if tag != "equal":
            for was, till, lines in _paired(middle[start:end], changed[begin:stop]):
                yield _Change(first + start + was, first + start + till, lines, is_ours)
        elif kept is not None:
            kept[first + start : first + end] = changed[begin:stop]


def _opcodes(
    old: Sequence[_Line], new: Sequence[_Line]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what ``SequenceMatcher`` does, between the lines that both have once: that is fast."""
    once, counts = {line: at for at, line in enumerate(old)}, (Counter(old), Counter(new))
    origin = [once[it] if all(each[it] == 1 for each in counts) else None for it in new]
    kept = rising(origin)
    was = now = 0
    for to, at in [*enumerate(origin), (len(new), len(old))]:
        if to == len(new) or (at is not None and at in kept):
            end = len(old) if at is None else at
            gap = SequenceMatcher(None, old[was:end], new[now:to])
            for tag, start, till, begin, stop in gap.get_opcodes():
                yield tag, was + start, was + till, now + begin, now + stop
            if to < len(new):
                yield "equal", end, end + 1, to, to + 1
            was, now = end + 1, to + 1


def _paired(
    old: Sequence[_Line], new: Sequence[_Line]
) -> Iterator[tuple[int, int, Sequence[_Line]]]:
    """Yield lines that were replaced as lines that are alike, and what came and went between."""
    was = now = 0
    for at, to in [*_alike(old, new), (len(old), len(new))]:
        if at > was or to > now:
            yield was, at, new[now:to]
        if at < len(old) and old[at] != new[to]:
            yield at, at + 1, new[to : to + 1]
        was, now = at + 1, to + 1


def _alike(old: Sequence[_Line], new: Sequence[_Line]) -> list[tuple[int, int]]:
    """Return the pairs of lines, in the order of both, that are together the most alike."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(new) + 1)]
    for at, line in enumerate(old):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for to, other in enumerate(new):
            found = max(best[-1][to + 1], row[to], key=lambda each: each[0])
            likeness = _likeness(line, other)
            total, pairs = best[-1][to]
            if likeness >= _SIMILAR and total + likeness > found[0]:
                found = (total + likeness, [*pairs, (at, to)])
            row.append(found)
        best.append(row)
    return best[-1][-1][1]


def _likeness(line: str, other: str) -> float:
    one, two = (_parts(each)[0].strip() for each in (line, other))
    if not one and not two:
        one, two = line.strip(), other.strip()
    return SequenceMatcher(None, one, two).ratio() if one and two else 0.0


def _groups(changes: Sequence[_Change[Piece]]) -> Iterator[list[_Change[Piece]]]:
    """Yield the changes that touch the same lines together; two additions at one place do."""
    group: list[_Change[Piece]] = []
    for change in changes:
        end = max((each.end for each in group), default=-1)
        at_one_place = bool(group) and group[-1].start == change.start == change.end == end
        if group and change.start >= end and not at_one_place:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _applied(
    lines: Sequence[Piece], start: int, end: int, changes: Sequence[_Change[Piece]]
) -> list[Piece]:
    """Return what stands from ``start`` to ``end`` as the changes of one side make it."""
    made: list[Piece] = []
    for change in changes:
        made += [*lines[start : change.start], *change.lines]
        start = change.end
    return [*made, *lines[start:end]]


def _resolved(old: list[_Line], mine: list[_Line], yours: list[_Line], way: Way) -> list[_Line]:
    """Return what both sides made of some lines; ours where they meet in one."""
    if yours in (old, mine):
        return mine
    if mine == old:
        return yours
    if not way.with_meeting:
        return mine
    if len(old) == len(mine) == len(yours):
        lines = zip(old, mine, yours, strict=True)
        return [_merged_line(*each, by_words=way.by_words) for each in lines]
    first, last = equal_ends(mine, yours)
    if old and not first + last:
        return mine
    middles = [mine[first : len(mine) - last], yours[first : len(yours) - last]]
    between = [line for lines in middles[:: -1 if way.theirs_first else 1] for line in lines]
    return [*mine[:first], *between, *mine[len(mine) - last :]]


def _merged_line(old: _Line, mine: _Line, yours: _Line, *, by_words: bool) -> _Line:
    """Return what both made of a line: of what stands before its comment, and of that."""
    bodies, comments = zip(*map(_parts, (old, mine, yours)), strict=True)
    was, here, there = bodies
    body = _merged_words(was, here, there) if by_words else _chosen(was, here, there)
    return _line(body + _chosen(*comments), mine.end)


def _chosen(old: str, mine: str, yours: str) -> str:
    return yours if mine == old else mine


def _merged_words(old: str, mine: str, yours: str) -> str:
    """Return what both made of a text, word by word; ours if they meet in one.

    >>> _merged_words("- Shop", "- Shops", "- text: Shop")
    '- text: Shops'
    """
    was, *sides = (_WORDS.findall(text) for text in (old, mine, yours))
    changes = [
        _Change(start, end, side[begin:stop], is_ours=side is sides[0])
        for side in sides
        for tag, start, end, begin, stop in SequenceMatcher(None, was, side).get_opcodes()
        if tag != "equal"
    ]
    changes.sort(key=lambda each: (each.start, each.end))
    groups = [*_groups(changes)]
    if any(len(group) > 1 for group in groups):
        return _chosen(old, mine, yours)
    return "".join(_applied(was, 0, len(was), [change for group in groups for change in group]))


def _parts(line: str) -> tuple[str, str]:
    """Return what a line says, and the comment behind it with the space before that."""
    found = _PARTS.fullmatch(line)
    assert found is not None  # it takes any text
    return found[1], found[2]

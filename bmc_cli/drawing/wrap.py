"""Lines of text broken to a width, with nothing cut and nothing dropped."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

from bmc_cli.drawing.hyphens import LEAST, Hyphenate

# A word is broken after these characters, sooner than anywhere else.
_JOINTS = re.compile(r"[-/_.@\u2010\u2013\u2014]+(?=[^-/_.@\u2010\u2013\u2014])")
_HYPHENS = set("-\u2010\u2013\u2014")

_WORDS = re.compile(r"[\S\u00a0\u202f]+")  # a space that forbids a break is none
_ONE_SOUND = {"ch", "gh", "ph", "sh", "th"}
_CLOSING = set("、。，．・：；？！」』）】〉》ー々")  # begin no line (JIS X 4051)
_NEAR = 6  # characters that a line may stay short for a better break
_STUMP = 3  # characters that a rest should have at least
_WASTE = 2  # cells of a line that a broken word leaves empty, the hyphen among them
_OWN_WORD = 7  # characters of a rest that reads as a word of its own
# bedrijfs-, onderhouds-, gebruikers-; ergo-therapeut, micro-krediet
_LINKING = (
    r"(?i)[bcdfghklmnprtw]s$"
    r"|^(?:audio|auto|elektro|ergo|foto|fysio|hydro|logo|macro|micro|photo|psycho|radio|thermo"
    r"|video)$"
)

Measure = Callable[[str], float]


def wrap(
    text: str, width: float, measure: Measure = cell_len, hyphenate: Hyphenate | None = None
) -> list[str]:
    """Return ``text`` as lines of at most ``width``, as ``measure`` counts it.

    Lines break at spaces; a word that is longer than a line breaks after a hyphen
    or the like, else where ``hyphenate`` lets it, and what is then still too long between
    characters.  A single character wider than ``width`` has a line of its own.  Hyphens are drawn
    for whoever hands in ``hyphenate``, and stand in the lines only.  ``measure`` must count a line
    as the sum of its words and spaces.

    >>> wrap("Pop-up at the station, self-service", 12)
    ['Pop-up at', 'the station,', 'self-service']
    >>> wrap("self-service", 8), wrap("klanttevredenheid", 10)
    (['self-', 'service'], ['klanttevre', 'denheid'])
    >>> wrap("klanttevredenheid", 13, hyphenate=lambda word: [5, 7, 10, 13])
    ['klanttevre-', 'denheid']
    """
    lines: list[str] = []
    space = measure(" ")
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in _WORDS.findall(paragraph):
            needed = measure(word)
            if line and used + space + needed <= width:
                line, used = f"{line} {word}", used + space + needed
                continue
            if needed <= width:
                lines += [line] if line else []
                line, used = word, needed
                continue
            parts = _Parts(word, measure, hyphenate)
            pieces = list(parts.pieces(width))
            # A long word begins on the line of the word before it, where that breaks it no more.
            if line:
                beside = list(parts.pieces(width, width - used - space))
                if 1 < len(beside) <= len(pieces):
                    line, pieces = f"{line} {beside[0]}", beside[1:]
                lines.append(line)
            *whole, line = pieces
            lines += whole
            used = measure(line)
        lines.append(line)
    return lines


def line_widths(
    text: str, width: int, hyphenate: Hyphenate | None = None, *, rough: bool = False
) -> tuple[Sequence[int], int]:
    """Return the cells that each line of ``wrap`` takes, and those of the last word.

    Drawing tries many widths: where no word is too long it is a matter of adding up, and where
    it is to be ``rough`` a word that is fills lines, wherever it can be broken.

    >>> line_widths("Pop-up at the station", 12)
    ([9, 11], 7)
    """
    widths: list[int] = []
    last = 0
    for words in _word_widths(text):
        used = 0
        for word in words:
            last = word
            if word > width and rough:
                piece = max(width - _WASTE, 1)
                widths += [used] if used else []
                widths += [piece] * ((word - 1) // piece)
                used = last = (word - 1) % piece + 1
            elif word > width:
                lines = wrap(text, width, hyphenate=hyphenate)
                return [cell_len(line) for line in lines], cell_len(lines[-1].rpartition(" ")[2])
            elif used and used + 1 + word <= width:
                used += 1 + word
            else:
                widths += [used] if used else []
                used = word
        widths.append(used)
    return widths, last


@lru_cache(maxsize=4096)
def _word_widths(text: str) -> Sequence[Sequence[int]]:
    """Return the cells of each word of each paragraph."""
    return [[cell_len(word) for word in _WORDS.findall(part)] for part in text.split("\n")]


def part_widths(text: str) -> Iterator[int]:
    """Yield the cells of each word: of one with joints, those of its longest part.

    >>> list(part_widths("Self-service for e-bikes"))
    [7, 3, 7]
    """
    for word in _WORDS.findall(text):
        if not _JOINTS.search(word):
            yield cell_len(word)
            continue
        yield int(max(_Parts(word, cell_len, None).parts()))


def hyphens(text: str, lines: Iterable[str]) -> int:
    """Return how many hyphens were drawn to break ``text`` to these lines.

    >>> hyphens("a klanttevredenheid", ["a klantte-", "vredenheid"])
    1
    """
    return sum(len(part) for line in lines for part in line.split()) - sum(map(len, text.split()))


class _Parts:
    """A long word, and where it may be broken."""

    def __init__(self, word: str, measure: Measure, hyphenate: Hyphenate | None) -> None:
        self.clusters = _clusters(word)
        self.ends = list(accumulate(map(measure, self.clusters), initial=0.0))
        self.draws = hyphenate is not None
        self.hyphen = measure("-") if self.draws else 0.0
        at = {place: n for n, place in enumerate(accumulate(map(len, self.clusters), initial=0))}
        joints = [found.end() for found in _JOINTS.finditer(word)]
        self.joints = [at[place] for place in joints if place in at]
        hyphened = hyphenate(word) if hyphenate else ()
        self.hyphened = [at[place] for place in hyphened if place in at]

    def pieces(self, width: float, room: float | None = None) -> Iterator[str]:
        """Yield pieces that fit a line, each as long as reads well.

        The first has ``room`` only where there is one; where no part is short enough for that
        there are no pieces.
        """
        start, wide = 0, width if room is None else room
        while start < len(self.clusters) and self.ends[-1] - self.ends[start] > wide:
            end, sign = self._joint(start, wide), ""
            if not end and (end := self._hyphened(start, wide, width)):
                sign = "-"
            if not end:
                if start == 0 and room is not None:
                    return
                end, sign = self._anywhere(start, wide)
            yield "".join(self.clusters[start:end]) + sign
            start, wide = end, width
        if start < len(self.clusters):
            yield "".join(self.clusters[start:])

    def _fitting(self, places: Sequence[int], start: int, wide: float) -> Sequence[int]:
        """Return the places to which a piece from ``start`` can go."""
        last = bisect_right(places, self.ends[start] + wide, key=self.ends.__getitem__)
        return places[bisect_right(places, start) : last]

    def _joint(self, start: int, wide: float) -> int:
        """Return the last place after a hyphen or the like, 0 for none."""
        fitting = reversed(self._fitting(self.joints, start, wide))
        return next((at for at in fitting if self._is_open(start, at)), 0)

    def _is_open(self, start: int, joint: int) -> bool:
        """Whether a line may end there: after a hyphen only with letters enough before it."""
        piece = self.clusters[start:joint]
        return piece[-1] not in _HYPHENS or sum(map(str.isalnum, piece)) >= LEAST

    def parts(self) -> Iterator[float]:
        """Yield the widths of the parts between its joints."""
        start = 0
        for at in self.joints:
            if self._is_open(start, at):
                yield self.ends[at] - self.ends[start]
                start = at
        yield self.ends[-1] - self.ends[start]

    def _hyphened(self, start: int, wide: float, width: float) -> int:
        """Return the best place for a hyphen, 0 for none.

        It is the last one, but that a rest of one line had better be a word's own part: behind
        what links two words (``onderhouds-abonnement``, ``ergo-therapeut``), else not too short.
        """
        fitting = self._fitting(self.hyphened, start, wide - self.hyphen)
        if not fitting:
            return 0
        ends = [at for at in fitting if self.ends[-1] - self.ends[at] <= width]
        linked = [at for at in ends if re.search(_LINKING, "".join(self.clusters[start:at]))]
        letters = len(self.clusters) - sum(not each.isalpha() for each in self.clusters[-2:])
        whole = [at for at in ends if letters - at >= _OWN_WORD]
        return max(linked or whole or fitting)

    def _anywhere(self, start: int, wide: float) -> tuple[int, str]:
        """Return where to break what has no place to be broken, and what to draw there."""
        (end,) = self._fitting(range(len(self.clusters)), start, wide)[-1:] or (start + 1,)
        end = max(_break(self.clusters, start, end), start + 1)
        while end > start + 1 and self.clusters[end] in _CLOSING:
            end -= 1
        is_sign = not any(map(str.isalnum, self.clusters[end:]))
        if is_sign and (short := self._fitting(self.joints, start, wide)):
            return short[-1], ""  # "Sms-", rather than a colon alone on a line
        if not self.draws or not all(map(_is_latin, self.clusters[end - 1 : end + 1])):
            return end, ""
        if self.ends[end] - self.ends[start] + self.hyphen > wide and end > start + 1:
            end = max(_break(self.clusters, start, end - 1), start + 1)
        fits = self.ends[end] - self.ends[start] + self.hyphen <= wide
        return end, "-" if fits else ""


def _break(clusters: list[str], start: int, end: int) -> int:
    """Return where to break a word of which the characters from ``start`` to ``end`` fit.

    Dutch and English words break well in front of a consonant with a vowel behind it;
    where there is no such place near, the rest should at least be no stump.

    >>> word = "klanttevredenheid"
    >>> word[: _break(list(word), 0, 10)]
    'klanttevre'
    """
    if any(_is_vowel(cluster) is None for cluster in clusters[start : end + 1]):
        return end
    for at in range(end, max(end - _NEAR, start + _STUMP - 1), -1):
        is_sound = [_is_vowel(each) for each in clusters[at : at + 2]] == [False, True]
        is_one_sound = "".join(clusters[at - 1 : at + 1]).lower() in _ONE_SOUND
        if is_sound and not is_one_sound and len(clusters) - at >= _STUMP:
            return at
    return max(min(end, len(clusters) - _STUMP), start + (end - start + 1) // 2)


def _is_latin(cluster: str) -> bool:
    return _is_vowel(cluster) is not None


@lru_cache(maxsize=1024)  # a long word asks it of the same few letters
def _is_vowel(cluster: str) -> bool | None:
    """Tell vowels from consonants; None for what is no Latin letter."""
    letter = unicodedata.normalize("NFD", cluster[0])[0].lower()
    return letter in "aeiouy" if "a" <= letter <= "z" else None


def _clusters(text: str) -> list[str]:
    """Return the characters of ``text`` as people see them: each with the marks on it."""
    spans, _ = split_graphemes(text)
    return [text[start:end] for start, end, _ in spans]

"""Which block a heading names, in any language, and how sure that is.

The rules, in this order (the first that hits): the text itself, without what stands before it (a
sign, ``Step 3``, ``IV.``); its part before a bracket, in it and behind it; its parts between
signs such as ``/`` and ``|``; one slip of the finger; a name that it begins with.  Parts that name
two blocks name none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from bmc_cli.importing.vocabulary import KINDS, words
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.words.known_names import Known, known_names, sounded
from bmc_cli.words.packs import Pack

_LEAST = 8  # letters of a name that may be misspelt, or that a longer heading may begin with
_ALIKE = 0.92
_SHORTER = _ALIKE / (2 - _ALIKE)  # how much shorter one of two that are alike can be
_MOST_NEAR = 200  # headings that are compared letter by letter
_MOST = 120  # characters of a heading; longer is a text
_SHORT = {
    "kp": "key_partners",
    "ka": "key_activities",
    "kr": "key_resources",
    "vp": "value_propositions",
    "cr": "customer_relationships",
    "ch": "channels",
    "rs": "revenue_streams",
    "uvp": "value_propositions",
    "r$": "revenue_streams",
    "c$": "cost_structure",
}
"""What canvases call blocks for short; ``cs`` is two blocks, so none."""

_SIGNS = re.compile(r"^[\W_]+|[\s*_:：#~>?-]+$")
_STEP = re.compile(
    r"^(?:block|step|stap|schritt|étape|etape|paso|etapa|passo|blok|baustein|bloc|bloque|bloco"
    r"|blocco|krok|steg|vaihe|шаг|блок|第)\s*(?=[\d(])",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"^(?:our|my|your|the|onze|ons|mijn|unsere?|meine|nos|notre|nuestr[oa]s?|noss[oa]s?|i nostri"
    r"|le nostre|vores|våra|vår)\s+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\s*(?:[.):：、·–—-]|\ufe0f?\u20e3)?|[ivx]{1,4}\s*[.):–—-]|[a-z][.)]\s"
    r"|[一二三四五六七八九十]{1,2}\s*[、.．：:)）])\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[（【「]([^)\]）】」]*)[)\]）】」]")
_BETWEEN = re.compile(r"\s*[/|:：–—·•／｜]\s*|\s+-\s+")
_FOLLOWS = re.compile(
    r"\s*(?:[&/+,:|(：（]|[–—]|(?:and|en|und|et|y|e|och|og|oraz|ja|ve|és|и|та)\s)", re.IGNORECASE
)


class How(Enum):
    """How a heading was read."""

    EXACT = "exact"
    PART = "part"
    NEAR = "near"
    STARTS = "starts"


class Hit(NamedTuple):
    """The block that a heading names, how, and in which languages it is called that."""

    key: str
    how: How
    languages: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether it is to be said how it was read."""
        return self.how in {How.NEAR, How.STARTS}


class Names:
    """The names of the blocks: those of the table, and those of ``packs``."""

    def __init__(self, packs: Iterable[Pack] = ()) -> None:
        known = dict(known_names())
        packs = tuple(packs)
        for pack in packs:
            for block in BLOCKS:
                said = pack.blocks[block.key]
                for name in (said.title, said.short, *said.names):
                    known.setdefault(sounded(name), Known(block.key, (pack.language,)))
        known |= {name: Known(key, ()) for name, key in _SHORT.items()}
        known.pop("", None)
        self.packs = tuple(packs)
        self.left = _MOST_NEAR
        self.wholes: dict[str, tuple[Hit | None, bool]] = {}
        self.known: Mapping[str, Known] = known

    def exact(self, text: str) -> Hit | None:
        """Return the block that ``text`` as a whole names, after what stands before a name."""
        if len(text) > _MOST:
            return None
        for tried in dict.fromkeys(_stripped(text)):
            if found := self.known.get(sounded(tried)):
                return Hit(found.key, How.EXACT, found.languages)
        return None

    def whole(self, text: str) -> Hit | None:
        """Return the block that ``text`` or its parts name, if it is one: for cells and lines."""
        return self._whole(text)[0]

    def line(self, text: str) -> Hit | None:
        """Return the block that ``text`` as a whole names, but for brackets behind it."""
        if found := self.exact(text):
            return found
        if len(text) > _MOST:
            return None
        before = _BRACKETS.split(text)[0]
        return self.exact(before) if before != text else None

    def read(self, text: str) -> Hit | None:
        """Return the block that the heading ``text`` names by any of the rules."""
        found, is_torn = self._whole(text)
        if found or is_torn or len(text) > _MOST:
            return found
        tried = [*_stripped(text)][-1]
        return self._near(sounded(tried)) or self._starts(tried)

    def _whole(self, text: str) -> tuple[Hit | None, bool]:
        """Return the block that the parts of ``text`` name, and whether they name several."""
        if text not in self.wholes:
            self.wholes[text] = self._parts(text)
        return self.wholes[text]

    def _parts(self, text: str) -> tuple[Hit | None, bool]:
        if found := self.exact(text):
            return found, False
        if len(text) > _MOST:
            return None, False
        bare = [*_stripped(text)][-1]
        parts = [_BRACKETS.split(bare), _BETWEEN.split(_BRACKETS.sub(" ", bare))]
        hits = [hit for each in parts for part in each if part and (hit := self.exact(part))]
        keys = {hit.key for hit in hits}
        if len(keys) != 1:
            return None, bool(keys)
        return hits[0]._replace(how=How.PART), False

    def kind(self, word: str, key: str) -> str:
        """Return the kind of block ``key`` that is called ``word``, "" for none."""
        sought = folded(word).strip()
        dashed = sought.replace("-", "_")
        for pack in self.packs:
            for name, kind in pack.blocks[key].kinds.items():
                if dashed in {name, name.replace("_", " "), folded(kind.label).replace("-", "_")}:
                    return name
        known = KINDS.get(key, {})
        return next((kind for kind, each in known.items() if sought in words(each)), "")

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[str]]:
        found: dict[int, list[str]] = {}
        for name in self.known:
            if len(name) >= _LEAST:
                found.setdefault(len(name), []).append(name)
        return found

    def _near(self, sought: str) -> Hit | None:
        length = len(sought)
        self.left -= 1
        if self.left < 0 or not _LEAST - 1 <= length <= _MOST:
            return None
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(sought)
        near = []
        few = range(int(length * _SHORTER), int(length / _SHORTER) + 2)
        for name in (each for at in few for each in self._by_length.get(at, ())):
            matcher.set_seq1(name)
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                near.append(self.known[name])
        keys = {each.key for each in near}
        return Hit(keys.pop(), How.NEAR, near[0].languages) if len(keys) == 1 else None

    def _starts(self, text: str) -> Hit | None:
        for sign in _FOLLOWS.finditer(text):
            found = self.known.get(start := sounded(text[: sign.start()]))
            if found and len(start) >= _LEAST:
                return Hit(found.key, How.STARTS, found.languages)
        return None


def _stripped(text: str) -> Iterator[str]:
    """Yield ``text``, then without the signs, the step and the number before it."""
    yield text
    bare = _SIGNS.sub("", text)
    yield bare
    bare = _SIGNS.sub("", _NUMBER.sub("", _STEP.sub("", bare)))
    yield bare
    yield _OWNER.sub("", bare)


def language_of(hits: Iterable[Hit]) -> str:
    """Return the code of the language that most headings are in, "" where none is."""
    counted = Counter(code for hit in hits for code in hit.languages)
    return max(counted, key=lambda code: counted[code], default="")

"""What a text of somebody else says: its lead and the rest, its marks in brackets, its parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bmc_cli.importing.outline import Run, Text, plain
from bmc_cli.importing.vocabulary import BLANKS, KINDS, LATER, SURE, words
from bmc_cli.model.alike import folded

MOST_LEAD = 12
"""Words of a lead at most; more is a sentence."""

BULLET = re.compile(r"^\s*(?:[-*+•●▪■◦○‣➢➤➔➜→▶►◆❖✓✔✅☑☐·–—]\ufe0f?|\d{1,2}[.)])\s+")
"""What stands before an entry of a list, where a format has no lists of its own."""

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A day, as a canvas has it."""

_CITED = re.compile(r"\s*\[(?:cite[^\]]*|\^[^\]]+)\]")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]]{0,200})\]\]")
_TASK = re.compile(r"^\[[ xX]\]\s+")
_SIGN = re.compile(r"^\s*(?:[:：]|[—–]|-(?=\s))\s*")
_BRACKET_SIGN = re.compile(r"^\s*([(（][^()（）]*[)）])\s*(?:[:：]|[—–]|-(?=\s)|$)\s*")
_DASH = re.compile(r"\s+[—–-]\s+|——")
_COLON = re.compile(r":\s+|：")
_MOST_MARK = 200  # characters of what stands in brackets at the end
_LAST_BRACKET = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*[.:：]?\s*$")
_BLANK = re.compile(
    r"(?:\[[^\[\]]*\](?:\s*:\s*\[[^\]]*\])?|\{+[^}]*\}+|<[^>]*>|_{2,}|[.…·\s-]*|\?+)\Z"
)
_LINKED = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:R\$|US\$|[A-Z]{3}\s|kr\.?)?[\s€$£¥%]*[-+]?\d[\d.,\s%€$£kKmM]*")
_LATER = words(LATER)
_BLANKS = words(BLANKS)
_SURE = {word: sure for sure, said in SURE.items() for word in words(said)}
_KINDS = {key: {kind: words(said) for kind, said in kinds.items()} for key, kinds in KINDS.items()}


class Lead(NamedTuple):
    """A text in two: what it is, and what is said of it ("" for nothing)."""

    text: str
    rest: str = ""


def tidy(text: str) -> str:
    """Return ``text`` on one line, without marks of a program that wrote it."""
    bare = _WIKI.sub(r"\1", _CITED.sub("", text))
    return " ".join(_TASK.sub("", bare.strip()).split())


def said(text: Text) -> str:
    """Return what ``text`` says, with the addresses that it leads to behind their words."""
    parts = []
    for at, run in enumerate(text):
        parts.append(run.text)
        ends = at + 1 == len(text) or text[at + 1].address != run.address
        if ends and _LINKED.match(run.address) and run.address.strip() != run.text.strip():
            parts.append(f" ({run.address})")
    return "".join(parts)


def lines_of(text: Text) -> list[Text]:
    """Return the lines of ``text``, each in its runs, the empty ones off."""
    lines: list[list[Run]] = [[]]
    for run in text:
        first, *others = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other)] for other in others]
    kept = (tuple(run for run in line if run.text) for line in lines)
    return [line for line in kept if plain(line).strip()]


def is_marked(run: Run) -> bool:
    """Whether a run stands out from the text."""
    return run.is_strong or run.is_slanted


def lead_of(text: Text, *, is_loose: bool = False) -> Lead:
    """Return ``text`` as its lead and the rest.

    A lead stands out and has a sign behind it, or a dash with blanks; with ``is_loose`` what
    stands out needs no sign.  A text that is one address as a whole is led by its words.
    """
    text = tuple(run for run in text if run.text)
    while text and not text[0].text.strip():
        text = text[1:]
    addresses = {run.address for run in text if run.text.strip()}
    if len(addresses) == 1 and (address := addresses.pop()) and _LINKED.match(address):
        shown = tidy(plain(text))
        return Lead(shown, address if shown != address else "")
    at = next((n for n, run in enumerate(text) if not is_marked(run)), len(text))
    if at:
        lead, rest = tidy(plain(text[:at])), said(text[at:])
        if found := _led(lead, rest, is_loose=is_loose):
            return found
    return _dashed(tidy(said(text)))


def _led(lead: str, rest: str, *, is_loose: bool) -> Lead | None:
    if not lead or len(lead.split()) > MOST_LEAD:
        return None
    has_sign = lead.endswith((":", "：", "—", "–"))
    bare = lead.rstrip(":： —–").strip()
    if bracket := _BRACKET_SIGN.match(rest):
        return Lead(f"{bare} {bracket[1]}", tidy(rest[bracket.end() :]))
    if has_sign or _SIGN.match(rest):
        return Lead(bare, tidy(_SIGN.sub("", rest, count=1)))
    if is_loose and rest.strip(" .;,"):
        return Lead(bare, tidy(rest))
    return None


def _dashed(text: str) -> Lead:
    sign = _DASH.search(text)
    if not sign:
        return Lead(text)
    before, after = text[: sign.start()], text[sign.end() :]
    numbers = before[-1:].isdigit() and after.lstrip("€$£ ")[:1].isdigit()
    is_quotation = any(sign in before for sign in '“”„«»"')
    if numbers or is_quotation or not before or not after or len(before.split()) > MOST_LEAD:
        return Lead(text)
    return Lead(before, after)


def colon_lead(text: str) -> Lead:
    """Return a text whose lead ends in a colon, as its lead and the rest."""
    sign = _COLON.search(text)
    if not sign or len(text[: sign.start()].split()) > MOST_LEAD:
        return Lead(text)
    return Lead(text[: sign.start()].strip(), text[sign.end() :].strip())


def is_blank(text: str) -> bool:
    """Whether ``text`` is a place that nobody filled in."""
    bare = text.strip().strip("*_`.:-– ")
    return is_picture(bare) or bool(_BLANK.match(text.strip())) or folded(bare) in _BLANKS


def is_picture(text: str) -> bool:
    """Whether ``text`` is nothing but pictures: an icon beside the notes says nothing."""
    categories = {unicodedata.category(each) for each in text}
    return "So" in categories and categories <= {"So", "Mn", "Me", "Cf", "Sk"}


def is_question(text: str) -> bool:
    """Whether ``text`` asks something."""
    return text.rstrip(" *_)）]»\"”'").endswith(("?", "？", "؟"))


def is_number(text: str) -> bool:
    """Whether ``text`` is a number and nothing else."""
    return bool(_NUMBER.fullmatch(text))


def is_label(text: str) -> bool:
    """Whether ``text`` says of what follows what it is."""
    return text.rstrip("*_ ").endswith((":", "："))


def without_stop(text: str) -> str:
    """Return a note without the full stop at its end; a text of sentences keeps it."""
    bare = text.rstrip().rstrip(";；,，").rstrip()
    if bare.endswith("。"):
        return bare[:-1] if "。" not in bare[:-1] else bare
    if not bare.endswith(".") or bare.endswith("..") or re.search(r"[.!?]\s", bare):
        return bare
    if re.search(r"(?:\b\w|\.\w+)\.$", bare):  # an initial, "z.B.", "etc." is kept by the next
        return bare
    return (
        bare
        if re.search(r"\b(?:etc|ca|inc|ltd|enz|bzw|usw|co)\.$", bare, re.IGNORECASE)
        else bare[:-1]
    )


def parts_of(text: str) -> list[str]:
    """Return the notes in a text that holds several, by the first sign that parts it.

    `` · ``, ``;``, numbers, ``,`` in this order; never inside brackets, and ``/`` and ``&`` never.
    """
    numbered = re.split(r"(?:^|\s)\(?\d{1,2}[.)]\s+", text)
    if len(numbered) > 2 and not numbered[0].strip():
        return [part.strip(" ;,") for part in numbered if part.strip(" ;,")]
    for sign in (r"\s+[·•●|]\s*|[·•●]\s+", r"[;；]\s*", r",\s+|，|、"):
        parts = [part for part in _outside(text, sign) if part.strip(" .")]
        if len(parts) > 1:
            return [part.strip() for part in parts]
    return [text.strip()] if text.strip() else []


def listed(text: str) -> list[str]:
    """Return the parts of a line that is a list by its sign; a sentence is one part."""
    if text.endswith((".", "!", "。")):
        return [text]
    parts = (part for sign in (r"\s+[·•|]\s+", r"[;；]\s+") for part in [[*_outside(text, sign)]])
    return next((part for part in parts if len(part) > 1), [text])


def _outside(text: str, sign: str) -> Iterator[str]:
    """Yield the parts of ``text`` between ``sign`` that stands outside brackets."""
    start = deep = 0
    stops = {found.start(): found.end() for found in re.finditer(sign, text)}
    for at, character in enumerate(text):
        deep += character in "([（【"
        deep -= character in ")]）】"
        if deep <= 0 and at in stops and at >= start:
            yield text[start:at]
            start = stops[at]
    yield text[start:]


def marked_parts(text: Text) -> list[Text]:
    """Return ``text`` broken before each run that stands out at the start of a sentence or part."""
    starts = []
    before = ""
    for at, run in enumerate(text):
        is_first = is_marked(run) and (not at or not is_marked(text[at - 1]))
        if is_first and (not before.strip() or before.rstrip().endswith((".", ";", "。", "；"))):
            starts.append(at)
        before = run.text
    if len(starts) < 2 or any(run.text.strip() for run in text[: starts[0]]):
        return [text]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


class Marks(NamedTuple):
    """What the brackets of a text said: it is for later, it is of these kinds."""

    text: str
    later: bool = False
    kinds: tuple[str, ...] = ()


def marks_of(text: str, key: str) -> Marks:
    """Return ``text`` of block ``key`` without the brackets at its end that are a mark."""
    found = _LAST_BRACKET.search(text, max(0, len(text) - _MOST_MARK))
    if not found:
        return Marks(text)
    inside = found[1].strip()
    kinds = kinds_of(inside, key)
    if not kinds and not is_later(inside):
        return Marks(text)
    rest = text[: found.start()].rstrip()
    return Marks(rest, is_later(inside), kinds)


def is_later(said_: str) -> bool:
    """Whether a mark says that something is for later."""
    sought = folded(said_).strip(" .:：")
    parts = sought.split(" ")
    if any(" ".join(parts[:number]) in _LATER for number in (1, 2, 3)):
        return True
    return not sought.isascii() and any(_starts_script(sought, word) for word in _LATER)


def _starts_script(sought: str, word: str) -> bool:
    """Whether ``sought`` begins with a word of a script that leaves no blanks."""
    return len(word) > 1 and word[0] > "\u2e80" and sought.startswith(word)


def sure_of(said_: str) -> str:
    """Return how sure a note is of which that is said, "" for words that do not say it."""
    return _SURE.get(folded(said_).strip(" .:：*✓✔✅❌✗"), "")


def kinds_of(label: str, key: str, *, is_part: bool = False) -> tuple[str, ...]:
    """Return the kinds of block ``key`` that ``label`` is made of, none where it says more.

    ``is_part``: they may be words of a longer label.
    """
    known = _KINDS.get(key, {})
    sought = folded(label).strip(" .:：*")
    whole = [kind for kind, names in known.items() if sought in names]
    if whole:
        return tuple(whole)
    if is_part:
        within = set(re.split(r"[^\w-]+", sought))
        return tuple(kind for kind, names in known.items() if names & within)
    parts = [part.strip() for part in re.split(r"[/,&+、]|\b(?:and|en|und|et|y|e)\b", sought)]
    found = [[kind for kind, names in known.items() if part in names] for part in parts if part]
    if len(found) < 2 or not all(found):
        return ()
    return tuple(dict.fromkeys(each[0] for each in found))

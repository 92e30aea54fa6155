"""Which command a sentence is that people say instead of one: "haal 3 weg", "go back to step 2".

A sentence is one only as a whole, and only if all of its words are known: a line with a word of
its own in it, as "Afval weg laten halen", is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from bmc_cli.interview.vocabulary import counted, phrases


class Sentences(NamedTuple):
    """What one language says for each command, as sentences with a hole in them.

    ``{note}`` is the number or letter of a note, "the last", or one of ``that_note``, with
    ``note_words`` around it; ``{step}`` is the number of a step, ``{text}`` any words.
    ``{any}`` is any words too, and says nothing.  ``small_talk`` may stand anywhere,
    and what begins with one of ``reasons`` behind a comma.
    """

    remove: str
    edit: str
    carry: str
    link: str
    go: str
    title: str
    author: str
    that_note: str
    note_words: str
    small_talk: str
    reasons: str


DUTCH = Sentences(
    remove=(
        "weg, weg ermee, haal weg, gooi weg, weghalen, verwijderen, eruit, {note} weg,"
        " weg met {note},"
        " {note} moet weg, {note} mag weg, {note} kan weg, {note} eruit, haal {note} weg,"
        " haal {note} eruit, gooi {note} weg, doe {note} weg, laat {note} weg, streep {note} door,"
        " dubbel, {note} is dubbel, {note} staat er dubbel, {note} staat er al, staat er al,"
        " {note} had ik al, {note} is er een te veel, een te veel, {note} is geen {any},"
        " {note} zijn geen {any}, {note} hoort hier niet, {note} horen hier niet,"
        " {note} hoort er niet bij"
    ),
    edit=(
        "{note} moet anders, {note} wil ik anders, {note} wijzigen, {note} veranderen,"
        " {note} aanpassen, pas {note} aan, {note} klopt niet, {note} klopt niet helemaal,"
        " {note} klopt niet meer, klopt niet, klopt niet meer, {note} is niet goed,"
        " {note} bedoel ik niet, {note} bedoelde ik niet, {note} schrijf je anders,"
        " {note} heb ik verkeerd getypt, verkeerd getypt, {note} is een typfout,"
        " {note} was een typfout, typfout, typefout, tikfout, {note} is een tikfout,"
        " {note} was een tikfout, hoofdletter, hoofdletters, {note} moet met hoofdletters,"
        " {note} moet met een hoofdletter, met een hoofdletter, met hoofdletters,"
        " {note} met een hoofdletter, {note} met hoofdletters, {note} moet {text} zijn,"
        " {note} moet {text} worden, {note} moet {text} heten, bij {note} moet {any},"
        " in {note} zit een typfout, in {note} zit een tikfout, er zit een typfout in {note}"
    ),
    carry=(
        "{note} hoort bij stap {text}, {note} horen bij stap {text}, {note} moet naar stap {text},"
        " {note} moeten naar stap {text}, {note} hoort in stap {text}, {note} horen in stap {text}"
    ),
    link=(
        "{note} is ook voor {any}, {note} zijn ook voor {any}, {note} geldt ook voor {any},"
        " {note} was ook voor {any}, {note} is alleen voor {text}, {note} is voor {text},"
        " {note} was voor {text}, {note} geldt alleen voor {text}, {note} geldt voor {text}"
    ),
    go=(
        "ga terug naar stap {step}, terug naar stap {step}, ga naar stap {step}, naar stap {step},"
        " ik wil terug naar stap {step}, ik wil naar stap {step}, stap {step}"
    ),
    title=(
        "titel moet {text} zijn, de titel moet {text} zijn, titel moet {text} worden,"
        " de titel moet {text} worden, titel wordt {text}, de titel wordt {text},"
        " titel is {text}, de titel is {text}, verander de titel in {text},"
        " wijzig de titel in {text}, maak de titel {text}"
    ),
    author="ingevuld door {text}",
    that_note="die, dat, deze, dit, hem, het, dat briefje, dit briefje, die regel, deze regel,"
    " de vorige, de vorige regel, het vorige briefje",
    note_words="de, het, die, dat, deze, dit, nummer, nr, nr., letter, briefje, regel, punt",
    small_talk=(
        "maar, even, oh, o, oeps, nee, sorry, hoor, alsjeblieft, aub, dan, nou, weer, ja, toch,"
        " graag, wel, ook, wacht"
    ),
    reasons="dat, die, deze, het, want, omdat",
)

ENGLISH = Sentences(
    remove=(
        "take {note} out, take {note} away, cross {note} out, throw {note} away,"
        " {note} is not a {any}, {note} is no {any}, {note} isn't a {any},"
        " that's not a {any}, that's no {any}"
    ),
    edit=(
        "typo, {note} is a typo, {note} was a typo, {note} is not right, {note} isn't right,"
        " {note} is not correct, {note} is not what i meant, {note}'s not what i meant,"
        " {note}'s not right, {note} needs capitals, {note} needs a capital, with a capital,"
        " with capitals, {note} should be {text}, {note} must be {text}, {note} should say {text}"
    ),
    carry="{note} belongs in step {text}, {note} belong in step {text}, {note} goes in step {text}",
    link=(
        "{note} is also for {any}, {note} is for {any} too, {note} are also for {any},"
        " {note} is only for {text}, {note} is for {text}, {note} is just for {text}"
    ),
    go=(
        "go back to step {step}, back to step {step}, go to step {step}, step {step},"
        " take me to step {step}, i want to go back to step {step}"
    ),
    title=(
        "the title should be {text}, title should be {text}, the title must be {text},"
        " title must be {text}, the title is {text}, change the title to {text},"
        " make the title {text}"
    ),
    author="filled in by {text}",
    that_note=(
        "the previous one, the one before, that, this, it, that one, this one, that note, this note"
    ),
    note_words="the, that, this, number, no, no., letter, note, line, one, item",
    small_talk="oh, oops, no, sorry, then, just, please, well, again, actually, yes, wait",
    reasons="that, that's, it, it's, they, because",
)

LANGUAGES = (DUTCH, ENGLISH)

COMMANDS = {
    "del": "remove",
    "edit": "edit",
    "move": "carry",
    "for": "link",
    "go": "go",
    "title": "title",
    "author": "author",
}
"""Commands, and the name of the sentences for each; the vocabulary has those that are whole."""

OF_NOTES = {"del", "edit", "move", "for"}
"""Those that are of a note, which stands first behind them."""

_LONGEST = 200  # characters; a longer line is no command
_QUOTES = " \"'\u2018\u2019\u201c\u201d"
THAT = "-0"
"""Stands for the number of the note that is talked about, as ``LAST`` does for that of the last."""
LAST = "-1"
"""The last; "-2" stands for the one before it, and so on."""


def spoken(text: str) -> tuple[str, str]:
    """Return the command that a whole line says, "" for none, and what stands behind it.

    That is the numbers or letters of notes, the number of a step, or a text.
    """
    line = " ".join(text.replace("\u2019", "'").split()).strip(" .,;:!")
    if "\n" in text.strip() or len(line) > _LONGEST:
        return "", ""
    bare = " ".join(_pattern("small_talk").sub(" ", line).split()).strip(" ,")
    known = _sentences()
    for said in dict.fromkeys((line, bare, _pattern("reasons").sub("", bare).rstrip(" ,"))):
        for sentence, rest in _readings(said):
            if command := known.get(sentence.casefold()):
                return command, rest or (THAT if command in OF_NOTES else "")
    for said in dict.fromkeys((line, _unled(line))):
        for sentence, label in _readings(said):
            command, rest = _said_of_text(sentence)
            is_that = command in OF_NOTES and not label
            if command and not (is_that and rest):
                return command, f"{THAT if is_that else label} {rest}".strip()
    return "", ""


def _unled(line: str) -> str:
    """Return a line without the small talk that it begins with."""
    while found := _pattern("small_talk").match(line):
        line = line[found.end() :].lstrip(" ,")
    return line


def _readings(line: str) -> Iterator[tuple[str, str]]:
    """Return the sentences that a line may be, with what stands in their holes."""
    yield line, ""
    for hole, part in {"{note}": "label", "{step}": "{step}"}.items():
        for found in _pattern(hole).finditer(line):
            sentence = f"{line[: found.start()]}{hole}{line[found.end() :]}"
            yield sentence, " ".join(map(_number, _pattern(part).findall(found[1] or "")))


def _said_of_text(line: str) -> tuple[str, str]:
    for sentence, command in _sentences().items():
        start, hole, end = sentence.replace("{any}", "{text}").partition("{text}")
        begins, ends = line[: len(start)].casefold(), line[len(line) - len(end) :].casefold()
        is_said = hole and (begins, ends) == (start, end)
        if is_said and (rest := line[len(start) : len(line) - len(end)].strip(_QUOTES)):
            return command, "" if "{any}" in sentence else rest
    return "", ""


def _number(word: str) -> str:
    word = word.casefold()
    end, _, few = word.partition(" ")
    if few:
        count = int(counted("numbers", 2).get(few, few))
        from_last, from_first = range(-count, 0), range(1, count + 1)
        return " ".join(map(str, from_last if end in phrases("last") else from_first))
    if word in phrases("last"):
        return LAST
    return str({**counted("ordinals", 1), **counted("numbers", 2)}.get(word, word))


def _said(name: str) -> list[str]:
    return [each.strip() for words in LANGUAGES for each in getattr(words, name).split(",")]


@cache
def _sentences() -> Mapping[str, str]:
    """Return each sentence with its command."""
    return {said: command for command, name in COMMANDS.items() for said in _said(name)}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return what a whole word, or a few, of one sort looks like."""

    def any_of(*said: str) -> str:
        return "|".join(map(re.escape, sorted(said, key=len, reverse=True)))

    ends = any_of(*phrases("first"), *phrases("last"))
    few = rf"(?:{ends}) (?:\d|{any_of(*counted('numbers', 2))})"
    label = rf"{few}|\d{{1,3}}|{any_of(*phrases('ordinals'), *phrases('last'))}|[a-z]"
    called = rf"(?:(?:{any_of(*_said('note_words'))})\s+)*"
    join = rf"(?:\s*[,&+]\s*|\s+(?:{any_of(*phrases('joins'))})\s+)"
    after = rf"(?:\s+(?:{any_of(*_said('note_words'))}))?"
    patterns = {
        "reasons": rf"(?<=,\s)(?:{any_of(*_said('reasons'))})\s.*",
        "small_talk": rf"(?:{any_of(*_said('small_talk'))}),?",
        "label": rf"(?<!\w)(?:{label})(?!\w)",
        "{step}": rf"(\d|{any_of(*counted('numbers', 2))})",
        "{note}": rf"{called}((?:{label})(?:{join}{called}(?:{label}))*){after}"
        rf"|{any_of(*_said('that_note'))}",
    }
    return re.compile(rf"(?<!\S)(?:{patterns[name]})(?!\S)", re.IGNORECASE)

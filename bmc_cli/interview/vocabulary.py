"""The words that people answer with, whatever the question: nobody, everyone, not for, the first.

They are understood in every language at once, since nobody changes tongue for one word; a
language that is added brings its own.  All are folded: small letters, accents composed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from bmc_cli.interview import speaking
from bmc_cli.interview.speaking import Sentences


class Words(NamedTuple):
    """What one language says: each word or phrase stands in its usual form.

    ``help`` asks what is meant, ``done`` is Enter, ``show`` asks to see it all, ``nobody`` takes
    everything away, ``unsure`` leaves it as it is, ``every`` and ``both`` are all that can be
    chosen, ``but`` comes before what is left out, ``because`` before a reason.  ``openers`` come
    before a name, ``filler`` anywhere, ``joins`` between two; ``first`` and ``last`` count from
    either end, ``ordinals`` and ``numbers`` count from one and two on.  ``apart`` makes several of
    one and ``whole`` leaves it one, ``wrong`` says of a guess that it was, ``hedged`` only that it
    was not quite right.  ``letter_words`` are words that could be taken for a run of letters,
    ``common`` those that stand in many names and name nothing; ``ones`` stand behind a count.
    ``again`` answers as for the note before.
    """

    help: str
    done: str
    yes: str
    show: str
    nobody: str
    unsure: str
    every: str
    both: str
    but: str
    because: str
    openers: str
    filler: str
    joins: str
    through: str
    first: str
    last: str
    ordinals: str
    numbers: str
    kinds_of: str
    apart: str
    whole: str
    wrong: str
    hedged: str
    letter_words: str
    common: str
    same: str
    again: str
    ones: str


DUTCH = Words(
    help=(
        "wat bedoel je, hoe bedoel je, wat bedoelt u, ik snap het niet, snap ik niet,"
        " snap het niet, ik begrijp het niet, begrijp ik niet, wat is dat, wat betekent dat,"
        " uitleg, help, huh, hoezo, hoe dan, wie bedoel je, welke bedoel je, waar doel je op,"
        " wat moet ik hier, wat moet ik hier zeggen, wat moet ik hier invullen, wat moet hier,"
        " wat moet ik invullen, wat moet ik zeggen, wat moet ik doen, wat moet ik hier doen,"
        " wat wil je weten,"
        " wat wordt hier bedoeld, wat wordt bedoeld, wat is de bedoeling, wat bedoel je daarmee,"
        " hoe bedoel je dat, ik weet niet wat je bedoelt, ik weet niet wat ik moet invullen,"
        " ik begrijp de vraag niet, ik snap de vraag niet, snap de vraag niet, ik snap dit niet,"
        " snap dit niet, begrijp dit niet, leg uit, leg eens uit, kun je dat uitleggen, kan je dat"
        " uitleggen, geef een voorbeeld, geef eens een voorbeeld, heb je een voorbeeld, zoals wat,"
        " wat dan, zoals, bijvoorbeeld, wat voor iets, hoe werkt dit, ik kom er niet uit, wablief"
    ),
    done=(
        "klaar, ik ben klaar, dat was het, dat is alles, meer niet, verder niets, verder niks,"
        " niets meer, niks meer, dat was alles, dat is het, dit was het, dit is alles,"
        " meer weet ik niet, meer heb ik niet, verder niet, niet meer, ik weet niets meer,"
        " ik weet niks meer, ik heb niks meer, ik heb niets meer, dat was hem, dat was 'm,"
        " dat was het voor nu, dat was het voor deze stap, dat was het voor dit blok,"
        " dat was het voor de klanten, dat was het voor deze vraag, dat was het weer,"
        " dat waren ze, dat zijn ze, meer zijn er niet, meer weet ik zo niet, dit was alles,"
        " verder weet ik het niet, verder weet ik niets, verder weet ik niks, verder kom ik niet,"
        " verder heb ik niets, verder heb ik niks, meer kan ik niet bedenken,"
        " meer kan ik er niet bedenken, verder zou ik het niet weten,"
        "  zo is het goed, klaar hiermee, klaar met deze, klaar met deze stap"
    ),
    yes=(
        "ja, j, jawel, jazeker, klopt, ja hoor, zeker, oke, ok, ja natuurlijk, ja graag, graag,"
        " dat klopt, het klopt, klopt helemaal, dat klopt helemaal, ja hoor dat klopt, is goed,"
        " dat is goed, dat is zo, zo is het, dat is juist, inderdaad, precies, akkoord, prima,"
        " lijkt me goed, ziet er goed uit, doe maar"
    ),
    show=(
        "hoe ziet het eruit, hoe ziet dat eruit, laat zien, laat het zien, laat maar zien,"
        " hoe ziet het canvas eruit, toon het canvas, laat het canvas zien"
    ),
    nobody=(
        "-, \u2013, geen, niemand, niets, niks, nee, nvt, n.v.t, niet van toepassing,"
        " geen van allen, geen enkele, geen een, nergens, nergens voor, nergens bij,"
        " voor niemand, geen van deze, geen van beide, geen van die, niet een, heb ik niet,"
        " hebben we niet, nee hoor, neen"
    ),
    unsure=(
        "weet ik niet, weet ik nog niet, weet niet, geen idee, nog niet, ik weet het niet,"
        " niet zeker, niet zo zeker, ik weet het niet zeker, ik weet het niet zo zeker,"
        " overslaan, later, sla over, sla deze over, sla dit over, sla maar over,"
        " zou ik niet weten, ik zou het niet weten, weet ik veel, kan ik niet zeggen,"
        " moeilijk te zeggen, dat weet ik niet, dat weet ik nog niet, dat weet ik zo niet,"
        " weet ik zo niet, weet k niet, geen flauw idee, moet ik over nadenken,"
        " daar moet ik over nadenken, laat maar, doe ik later, dat doe ik later,"
        " kom ik op terug, nog geen idee"
    ),
    every=(
        "iedereen, allemaal, alle, alles, allen, elk, voor iedereen, voor alles, alle segmenten,"
        " voor allemaal, voor alle, voor alle segmenten, alle klanten, voor alle klanten, al mijn"
        " klanten, elke klant, alle groepen, voor alle groepen, ze allemaal, die allemaal,"
        " deze allemaal, dat geldt voor iedereen, dat geldt voor allemaal, geldt voor iedereen,"
        " geldt voor allemaal, allemaal hetzelfde, alle soorten, stuk voor stuk"
    ),
    both="beide, allebei, alle twee, alletwee",
    but=(
        "niet voor, alles behalve, alle behalve, iedereen behalve, behalve, allemaal behalve, niet,"
        " maar niet, maar niet voor, iedereen maar niet, alles maar niet, allemaal maar niet,"
        " iedereen niet, allemaal niet, voor iedereen behalve, voor iedereen maar niet"
    ),
    because="want, omdat, aangezien",
    openers="voor, alleen, enkel, vooral, ook, de, het, een, segment, nummer, letter, bij, aan, "
    "mijn, die, dat",
    filler=(
        "ja, natuurlijk, denk ik, misschien, uiteraard, nog, wel, toch, graag, gewoon, eigenlijk,"
        " hoor, volgens mij, geloof ik, ofzo, of zo, zeg maar, nou, sowieso, dus, zo'n beetje,"
        " zo ongeveer, eh, in principe, he, hè, nee"
    ),
    joins="en, of, plus",
    through="t/m, tm, tot en met, tot",
    first="eerste",
    last="laatste",
    ordinals="eerste, tweede, derde, vierde, vijfde, zesde, zevende, achtste, negende, tiende",
    numbers="twee, drie, vier, vijf, zes, zeven, acht, negen, tien",
    kinds_of="soorten, groepen",
    apart="apart, los, los van elkaar, losse briefjes, splitsen, opsplitsen, splits,"
    " allemaal apart, ieder apart, elk apart, uit elkaar, aparte briefjes, allemaal, alle, alles,"
    " elk, stuk voor stuk, ze allemaal, die allemaal, deze allemaal",
    whole="een briefje, één briefje, één, een, samen, bij elkaar, hoort bij elkaar,"
    " dat hoort bij elkaar, laten, zo laten, laat zo, laat het zo, laat staan, laat maar,"
    " laat maar zo, laat maar staan, een ding, dat is een ding, dat is een briefje,"
    " het is een briefje, een geheel, als een briefje, niet splitsen, niet apart, op een briefje",
    wrong="klopt niet meer, klopt toch niet, klopt helemaal niet, klopte niet, dat klopt niet meer,"
    " dat klopt niet, dat klopt helemaal niet, het klopt niet meer, het klopt niet, niet waar,"
    " is niet waar, dat is niet waar, het is niet waar, klopt niks van, bleek niet te kloppen,"
    " blijkt niet te kloppen, bleek niet waar, onwaar, onjuist, nee klopt niet",
    hedged="klopt niet altijd, klopt niet helemaal, klopt niet echt, klopt niet overal,"
    " klopt niet bij iedereen, klopt niet voor iedereen",
    common=(
        "voor, naar, alle, alles, meer, minder, steeds, worden, wordt, gaan, gaat, willen, veel,"
        " weinig, niet, geen, deze, mensen, klanten, groepen, groep, straks, later, ook, over,"
        " onze, mijn, zijn, hebben, misschien, nieuwe, nieuw, binnen, zelf, andere, door, want"
    ),
    same="dezelfde, hetzelfde, dezelfden, dubbel",
    letter_words="ad, af, bed, bad, be, dag, de, ga, ha, ag, bah, dab",
    again="zelfde, idem, dezelfde als net, hetzelfde als net, hetzelfde als hierboven",
    ones="notitie, notities, briefje, briefjes, punt, regel, keuze",
)

ENGLISH = Words(
    help=(
        "what do you mean, what does that mean, what is this, what is that, what's that, help me,"
        " i don't understand, i dont understand, i don't get it, i dont get it, explain,"
        " explain this, explain that, for example, example, examples, an example, such as,"
        " give me an example, like what, how does this work, how does that work, i'm lost,"
        " what should i write, what do i write, what do i do, what now, what goes here,"
        " what was the question, say that again, repeat, repeat that, repeat the question,"
        " bmc help, can you give an example, can you give examples, do you have an example"
    ),
    done=(
        "done, i'm done, im done, that's all, thats all, that's it, thats it, nothing else,"
        " no more, nothing more, all done, finished, i'm finished, im finished, i am done,"
        " that's it for now, that's all for now, that's everything, that will do, no more notes,"
        " enough, that's enough, that's all i have, that's all i've got, i can't think of more,"
        " i can't think of anything else, i can't think of any more, bye, goodbye"
    ),
    yes=(
        "yes, y, yep, yeah, yup, sure, correct, okay, yes please, great, cool, fine, perfect,"
        " right, thanks, thank you"
    ),
    show=(
        "what does it look like, how does it look, show me, show it, let me see, let me see it,"
        " show me the canvas, show the canvas, let me see the canvas, see the canvas,"
        " show the list, show me the list, show me what i have,"
        " what do i have, what have i got, what did i say, what do i have so far,"
        " what have i got so far, can i see the canvas, bmc show"
    ),
    nobody=(
        "none, nobody, no one, noone, nothing, no, n/a, na, nope, nah, none of them, none of these,"
        " none of those, none of the above, neither, neither of them, neither one,"
        " neither of these, neither of those, not any, no thanks, no thank you"
    ),
    unsure=(
        "don't know, dont know, i don't know, i dont know, not sure, no idea, not yet, skip,"
        " not sure yet, not so sure, i'm not sure, i am not sure, dunno, i dunno, idk, no clue,"
        " haven't a clue, pass, skip it, skip this, skip that, skip this one, skip this question,"
        " leave it, leave it open, maybe later, come back to this later, i'll do this later,"
        " do this later, i'll do that later, never mind, nevermind, cancel, forget it"
    ),
    every=(
        "everyone, everybody, everything, all, all of them, for all, for everyone, all of these,"
        " all of those, all of it, all the above, all of the above, all offers, all the offers,"
        " all my offers, all segments, all the segments, all customers, all the customers,"
        " all kinds, every one of them, each of them, the lot, the whole lot, every one"
    ),
    both="both, both of them",
    but=(
        "not for, all but, everyone but, everybody but, all except, everyone except, except, not,"
        " everyone but not, but not, but not for, all but not, for everyone except,"
        " everything but, everything except, everybody except, anyone but, anyone except,"
        " anybody but, anybody except, all of them but, all of them except"
    ),
    because="because, since",
    openers=(
        "for, only, just, mainly, also, the, a, an, segment, number, letter, note, with, my, both"
    ),
    filler="of course, i think, maybe, probably, yet, too, please, obviously",
    joins="and, or, plus",
    through="to, through, thru",
    first="first",
    last="last",
    ordinals="first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth",
    numbers="two, three, four, five, six, seven, eight, nine, ten",
    kinds_of="kinds of, sorts of, types of, groups of",
    apart="apart, separate, separately, split, split them, split it, separate notes, each its own,"
    " all, all of them, all of these, all of those, everything, each of them, every one of them,"
    " every one",
    whole="one note, one, together, keep it together, keep them together, it's one note, it is one,"
    " as one, as one note, keep it as it is, leave it, leave it as it is, as it is, one thing,"
    " it's one thing, don't split, don't split it, do not split",
    wrong="not true any more, not true anymore, no longer true, not true, isn't true,"
    " it isn't true, that isn't true, that's not true, that is not true, it's wrong, that's wrong,"
    " was wrong, is wrong, not right, turned out wrong, untrue",
    hedged="wrong for some, not always true, not quite true, not quite right, not true for all,"
    " not true for everyone",
    common=(
        "with, from, more, less, will, want, that, this, these, those, people, customers, groups,"
        " group, some, many, much, they, them, their, have, into, later, also, over, other, new,"
        " maybe, perhaps, about, than, then, when, what"
    ),
    same="same, duplicate, double",
    letter_words="a, ad, add, age, bad, bag, be, bed, bee, cab, cafe, dad, egg, face, fad, head",
    again=(
        "same, the same, same again, same as before, same as above, same as last time, ditto,"
        " same as the last one, same as the last, same as the one before, same as the previous one,"
        " same ones, the same ones, same people, the same people, idem"
    ),
    ones="one, ones, note, notes, item, items, option, options, line",
)

LANGUAGES: Mapping[str, tuple[Words, Sentences]] = {
    "nl": (DUTCH, speaking.DUTCH),
    "en": (ENGLISH, speaking.ENGLISH),
}


def _said(name: str) -> list[list[str]]:
    """Return what each language says under ``name``, in its order."""
    rows = (getattr(table, name, "") for tables in LANGUAGES.values() for table in tables)
    return [[phrase.strip() for phrase in row.split(",")] for row in rows if row]


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return what all languages say under ``name``, the longest first."""
    said = {phrase for row in _said(name) for phrase in row}
    return tuple(sorted(said, key=lambda phrase: (-len(phrase), phrase)))


@cache
def counted(name: str, start: int) -> Mapping[str, int]:
    """Return the counting words under ``name`` with their numbers, the first being ``start``."""
    return {word: at for row in _said(name) for at, word in enumerate(row, start)}


@cache
def any_of(*names: str) -> str:
    """Return the expression for one of all that is said under ``names``, the longest first."""
    said = {phrase for name in names for phrase in phrases(name)}
    return "|".join(map(re.escape, sorted(said, key=lambda phrase: (-len(phrase), phrase))))

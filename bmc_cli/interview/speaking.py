"""What people say instead of a command: "haal 3 weg", "go back to step 2", "scrap that".

A sentence is one only as a whole, and only if all of its words are known: a line with a word of
its own in it, as "Afval weg laten halen", is a note.
"""

from __future__ import annotations

from typing import NamedTuple


class Sentences(NamedTuple):
    """What one language says for each command, as sentences with holes in them.

    ``{note}`` are one or more notes, by number, letter or place, or one of ``it``, each with
    ``note_words`` around it; ``{step}`` is the number of a step, ``{block}`` the number or name
    of one, ``{into}`` one of ``into``, ``{text}`` any words, ``{any}`` too, which say nothing.
    A sentence without ``{note}`` is of the note that is talked about.  ``small_talk`` may stand
    anywhere, what begins with one of ``reasons`` behind a comma, and ``exclaimed`` before and
    behind, which alone says nothing; behind ``regretted`` stands what was wrong with a note, not
    another one.
    """

    undo: str
    back: str
    next: str
    quit: str
    title: str
    author: str
    go: str
    remove: str
    edit: str
    move: str
    link: str
    into: str
    it: str
    note_words: str
    small_talk: str
    reasons: str
    exclaimed: str
    regretted: str


DUTCH = Sentences(
    undo=(
        "maak ongedaan, maak dat ongedaan, draai dat terug, laat maar, toch niet, foutje,"
        " vergissing, dat was een vergissing, dat was een fout, dat was fout, dat was verkeerd,"
        " dat is fout, dat is verkeerd, dat ging fout, dat ging verkeerd, die was fout"
    ),
    back=(
        "ga terug, ga maar terug, ga even terug, ga eens terug, een terug, stap terug,"
        " ga een stap terug, een stap terug, terug naar de vorige, terug naar de vorige vraag,"
        " terug naar de vorige stap, ga terug naar de vorige vraag, ga terug naar de vorige stap,"
        " ga naar de vorige vraag, ga naar de vorige stap, naar de vorige stap,"
        " naar de vorige vraag, vorige stap, vorige vraag, ik wil terug, mag ik terug, kan ik terug"
    ),
    next=(
        "volgende vraag, volgende stap, ga verder, ga door, ga maar verder, ga maar door,"
        " door naar de volgende, naar de volgende stap, naar de volgende vraag, de volgende graag"
    ),
    quit=(
        "ik stop ermee, opslaan en stoppen, ik wil stoppen, ik ga stoppen, ik stop, stop ermee,"
        " stop maar, genoeg voor vandaag, ik ga later verder, ik doe later verder, hoe stop ik"
    ),
    title=(
        "wijzig de titel, titel wijzigen, de titel klopt niet, titel klopt niet, andere titel,"
        " titel moet {text} zijn, de titel moet {text} zijn, titel moet {text} worden,"
        " de titel moet {text} worden, titel wordt {text}, de titel wordt {text},"
        " titel is {text}, de titel is {text}, verander de titel in {text},"
        " wijzig de titel in {text}, maak de titel {text}"
    ),
    author="ingevuld door {text}",
    go=(
        "ga terug naar stap {step}, terug naar stap {step}, ga naar stap {step}, naar stap {step},"
        " ik wil terug naar stap {step}, ik wil naar stap {step}, stap {step}"
    ),
    remove=(
        "weg, weg ermee, haal weg, gooi weg, weghalen, verwijderen, eruit, {note} weg,"
        " verwijder {note}, schrap {note}, wis {note}, haal weg {note}, gooi weg {note},"
        " weg met {note}, streep door {note},"
        " {note} moet weg, {note} mag weg, {note} kan weg, {note} moeten weg, {note} mogen weg,"
        " {note} kunnen weg, {note} weghalen, {note} weggooien, {note} eruit, {note} moet eruit,"
        " {note} mag eruit, {note} kan eruit, {note} moeten eruit, {note} eraf,"
        " {note} verwijderen, {note} schrappen, {note} wissen, {note} doorstrepen,"
        " {note} hoeft niet, {note} hoeft er niet bij, {note} hoort er niet bij, haal {note} weg,"
        " haal {note} eruit, gooi {note} weg, doe {note} weg, laat {note} weg, streep {note} door,"
        " dubbel, {note} is dubbel, {note} staat er dubbel, {note} staat er al, staat er al,"
        " {note} had ik al, {note} is er een te veel, een te veel, {note} is geen {any},"
        " {note} zijn geen {any}, {note} hoort hier niet, {note} horen hier niet"
    ),
    edit=(
        "wijzig {note}, wijzig {note} {into} {text}, verander {note},"
        " verander {note} {into} {text}, vervang {note}, vervang {note} {into} {text},"
        " hernoem {note},"
        " hernoem {note} {into} {text}, verbeter {note}, verbeter {note} {into} {text},"
        " {note} moet anders, {note} wil ik anders, {note} wijzigen, {note} veranderen,"
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
    move=(
        "zet {note}, zet {note} {into} {block}, dat hoort bij {block}, dit hoort bij {block},"
        " die hoort bij {block}, dat is een {block}, dit is een {block}, dat was een {block},"
        " {note} hoort bij stap {step}, {note} horen bij stap {step}, {note} moet naar stap {step},"
        " {note} moeten naar stap {step}, {note} hoort in stap {step}, {note} horen in stap {step}"
    ),
    link=(
        "{note} is ook voor {any}, {note} zijn ook voor {any}, {note} geldt ook voor {any},"
        " {note} was ook voor {any}, {note} is alleen voor {text}, {note} is voor {text},"
        " {note} was voor {text}, {note} geldt alleen voor {text}, {note} geldt voor {text}"
    ),
    into="in, naar, door",
    it="die, dat, deze, dit, hem, het, dat briefje, dit briefje, die regel, deze regel,"
    " de vorige, de vorige regel, het vorige briefje",
    note_words="de, het, die, dat, deze, dit, nummer, nr, nr., letter, briefje, regel, punt",
    reasons="dat, die, deze, het, want, omdat",
    small_talk="maar, even, hoor, alsjeblieft, aub, dan, weer, toch, graag, wel, ook, nou, ja",
    exclaimed=(
        "nee wacht, wacht even, wacht, oeps, oei, sorry, nee, hmm, hm, o nee, oh, eh, o, oh nee,"
        " ja, nou"
    ),
    regretted="nee wacht, wacht even, wacht, oeps, oei, o nee, oh nee, sorry, nee sorry, foutje",
)

ENGLISH = Sentences(
    undo=(
        "undo that, undo it, undo this, undo the last one, scrap that, scrap it, take that back,"
        " take it back, forget that, ignore that, my mistake, i made a mistake,"
        " i didn't mean that, that's not what i meant, that was wrong, that's wrong,"
        " that was a mistake, never mind, nevermind, cancel, cancel that, forget it"
    ),
    back=(
        "go back, take me back, back up, previous question, previous step, last question,"
        " one back, one step back, go back one, go back one step, step back, back to the last step"
    ),
    next=(
        "next question, next step, go on, move on, go to the next step, go to the next question,"
        " next please, next one, on to the next, on to the next step"
    ),
    quit=(
        "save and quit, save and exit, save and stop, stop here, i want to stop, i want to quit,"
        " let me out, i have to go, i quit, quit the program, exit the program, how do i stop,"
        " how do i quit, how do i exit, how do i get out, how do i get out of here,"
        " wq, bye bye"
    ),
    title=(
        "change the title, i want to change the title, change the name, the title is wrong,"
        " the title should be {text}, title should be {text}, the title must be {text},"
        " title must be {text}, the title is {text}, change the title to {text},"
        " make the title {text}"
    ),
    author="filled in by {text}",
    go=(
        "go back to step {step}, back to step {step}, go to step {step}, step {step},"
        " take me to step {step}, i want to go back to step {step}"
    ),
    remove=(
        "get rid of {note}, scrap {note}, drop {note}, take out {note}, take away {note},"
        " throw out {note}, throw away {note}, erase {note}, forget {note},"
        " take {note} out, take {note} away, cross {note} out, throw {note} away,"
        " {note} can go, {note} may go, {note} should go, {note} must go, {note} has to go,"
        " {note} have to go, {note} can be removed, {note} can be deleted,"
        " {note} should be removed, {note} should be deleted, {note} is not needed,"
        " {note} is not a {any}, {note} is no {any}, {note} isn't a {any},"
        " that's not a {any}, that's no {any}"
    ),
    edit=(
        "rename {note}, rename {note} {into} {text}, replace {note}, replace {note} {into} {text},"
        " correct {note}, correct {note} {into} {text}, rewrite {note},"
        " rewrite {note} {into} {text},"
        " typo, {note} is a typo, {note} was a typo, {note} is not right, {note} isn't right,"
        " {note} is not correct, {note} is not what i meant, {note}'s not what i meant,"
        " {note}'s not right, {note} needs capitals, {note} needs a capital, with a capital,"
        " with capitals, {note} should be {text}, {note} must be {text}, {note} should say {text}"
    ),
    move=(
        "put {note}, put {note} {into} {block}, that's a {block}, thats a {block},"
        " that is a {block}, that was a {block}, this is a {block}, it's a {block},"
        " that belongs in {block}, that belongs to {block}, that belongs under {block},"
        " this belongs in {block}, this belongs to {block}, it belongs in {block},"
        " it belongs to {block}, that should be in {block}, this should be in {block},"
        " that goes in {block}, that goes under {block}, {note} belongs in step {step},"
        " {note} belong in step {step}, {note} goes in step {step}"
    ),
    link=(
        "{note} is also for {any}, {note} is for {any} too, {note} are also for {any},"
        " {note} is only for {text}, {note} is for {text}, {note} is just for {text}"
    ),
    into="to, into, with, by",
    it=(
        "it, that, this, that one, this one, that note, this note, the previous one, the one before"
    ),
    note_words="the, that, this, number, no, no., letter, note, line, one, item",
    reasons="that, that's, it, it's, they, because",
    small_talk="then, just, again, yes, please, actually",
    exclaimed=(
        "no wait, wait, hold on, hang on, oh no, oh, oops, whoops, ups, sorry, actually, no, hmm,"
        " hm, um, uh, er, ok, okay, well, please, argh, damn, so, save, wrong block, wrong step,"
        " wrong one, let me think, give me a sec, one sec, just a sec, one moment, hold up"
    ),
    regretted="no wait, wait, hold on, hang on, oh no, oops, whoops, sorry, my mistake",
)

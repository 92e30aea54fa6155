"""What is wrong in a canvas: names of nothing, texts that stand twice, what a merge left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby
from operator import itemgetter

from bmc_cli.method.evidence import WRONG
from bmc_cli.method.finding import (
    COSTS,
    PARTNERS,
    PROPOSITIONS,
    RESOURCES,
    TITLE_BLOCK,
    Finding,
    Model,
)
from bmc_cli.method.offers import Targets
from bmc_cli.method.repairs import EVERYTHING, Amend, Decide, Join, Marks, Reword, Title, Write
from bmc_cli.model.alike import Nearest, composed, folded
from bmc_cli.model.canvas import BLOCKS, BY_KEY, versions_of
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Merge, Note, Place, Shape
from bmc_cli.model.ideas import plain_form
from bmc_cli.model.links import SEGMENTS, Spot, targets
from bmc_cli.model.undecided import note_versions


def unknown_target(model: Model) -> Iterator[Finding]:
    """Find names in ``for`` that are no note's: a slip, or a note that was reworded by hand.

    Notes of a block that name the same are one finding; where nothing like it is there, it is
    the note that is missing, and all that name it are.
    """
    nearest, near_of = Nearest(0.5), cache(partial(Targets, model))
    absent: dict[tuple[str, str], list[Spot]] = {}
    for block in BLOCKS:
        loose = _loose(model, block.key)
        near = targets(model.canvas, block.key) if loose else []
        texts = {composed(model.web.note(spot).text): spot for spot in reversed(near)}
        for name, spots in loose.items():
            if likely := texts.get(nearest(composed(name), texts)):
                marks = Marks(links=(likely,), unlinks=(name,))
                text = model.web.note(likely).text
                meant = Amend(block.key, _places(spots), marks)
                yield Finding(block.key, spots, (name,), meant, text)
            else:
                absent.setdefault((_home_of(block.key), name), []).extend(spots)
    for (home, name), named in absent.items():
        if _can_be_added(model, home, named):
            added = Write(home, name)
            yield Finding(named[0][0], tuple(named), (name,), added, lacks_target=True)
        else:
            yield from _unlinked(model, name, named, near_of)


def _loose(model: Model, key: str) -> dict[str, tuple[Spot, ...]]:
    """Return the names in the links of a block that are no note's, with the notes that say them."""
    found: dict[str, list[Spot]] = {}
    for spot, _ in model.notes(key):
        for name in model.web.loose(spot):
            found.setdefault(composed(name), []).append(spot)
    return {name: tuple(spots) for name, spots in found.items()}


def _home_of(key: str) -> str:
    """Return the block where a note that those of block ``key`` name most likely belongs.

    "" where they cannot be for anything.
    """
    return RESOURCES if key in {PARTNERS, COSTS} else "".join(BY_KEY[key].targets[:1])


def _can_be_added(model: Model, home: str, named: Sequence[Spot]) -> bool:
    """Whether adding the note that is named leaves a model that hangs together.

    A segment that no offer is made to would be another gap; and beside a note that stands
    alone, to which all others count as linked, it would leave those loose.
    """
    offers = (spot for spot in named if spot[0] == PROPOSITIONS)
    is_offered = any(not model.web.note(spot).later for spot in offers)
    is_gap = home == SEGMENTS and model.canvas.notes(SEGMENTS) and not is_offered
    return home != "" and not is_gap and not model.stands_alone(home)


def _unlinked(
    model: Model, name: str, named: Sequence[Spot], near_of: Callable[[str], Targets]
) -> Iterator[Finding]:
    """Yield the links to what cannot be meant: they go, for others where none is left."""
    for key, group in groupby(named, key=itemgetter(0)):
        spots = tuple(group)
        bare = not any(model.web.forward[spot] for spot in spots)
        links = near_of(key).likely(model.web.note(spots[0])) if bare else ()
        repair = Amend(key, _places(spots), Marks(links=links, unlinks=(name,)), is_proposal=bare)
        yield Finding(key, spots, (name,), repair)


def unknown_kind(model: Model) -> Iterator[Finding]:
    """Find kinds that the pack in use does not know; those of one block are one finding."""
    nearest = Nearest(0.6)
    for block in BLOCKS:
        known = {composed(kind): kind for kind in model.terms.kinds[block.key]}
        found: dict[str, list[Spot]] = {}
        for spot, note in model.notes(block.key):
            for kind in note.kinds:
                if composed(kind) not in known:
                    found.setdefault(kind, []).append(spot)
        for kind, spots in found.items():
            likely = known.get(nearest(folded(kind), known), "")
            marks = Marks(kinds=(likely,) if likely else (), unkinds=(kind,))
            repair = Amend(block.key, _places(spots), marks)
            yield Finding(block.key, tuple(spots), (kind,), repair, likely)


def same_text(model: Model) -> Iterator[Finding]:
    """Find a text that a block has more than once; links cannot tell the two apart."""
    for block in BLOCKS:
        found: dict[str, list[Spot]] = {}
        for spot, note in model.notes(block.key):
            if not note.conflict:
                found.setdefault(composed(note.text), []).append(spot)
        for spots in found.values():
            if len(spots) > 1:
                stays = min(spots, key=lambda spot: (model.web.note(spot).later, spot))
                gone = [spot for spot in spots if spot != stays]
                marks = _said_by(model, stays, gone)
                repair = Join(block.key, stays[1], _places(gone), marks)
                names = (model.web.note(stays).text,)
                yield Finding(block.key, tuple(spots), names, repair)


def _said_by(model: Model, stays: Spot, gone: Sequence[Spot]) -> Marks:
    """Return what notes say that the one that stays does not."""
    note, others = model.web.note(stays), [model.web.note(spot) for spot in gone]
    kinds = [kind for each in others for kind in each.kinds if kind not in note.kinds]
    return Marks(
        _links_of(model, stays, gone), tuple(dict.fromkeys(kinds)), texts=_below(note, others)
    )


def _links_of(model: Model, stays: Spot, gone: Sequence[Spot]) -> tuple[Spot, ...]:
    note = model.web.note(stays)
    if note.links == EVERY_TARGET or not any(model.web.note(spot).links for spot in gone):
        return ()
    if any(model.web.note(spot).links == EVERY_TARGET for spot in gone):
        return EVERYTHING
    added = (each for spot in gone for each in model.web.forward[spot])
    return tuple(each for each in dict.fromkeys(added) if each not in model.web.forward[stays])


def _below(note: Note, others: Iterable[Note]) -> tuple[tuple[str, str], ...]:
    """Return the texts below ``note`` to which the others add something, with all of it."""
    found = []
    for field in FIELDS:
        if field.shape is Shape.TEXT and field.place is Place.BELOW:
            said = dict.fromkeys(text for each in (note, *others) if (text := field.of(each)))
            if list(said) != [field.of(note)] and said:
                found.append((field.name, "; ".join(said)))
    return tuple(found)


def nearly_same(model: Model) -> Iterator[Finding]:
    """Find notes of a block that differ in nothing but capitals or an ending."""
    for block in BLOCKS:
        found: dict[tuple[str, bool], dict[str, Spot]] = {}
        for spot, note in model.notes(block.key):
            if not note.conflict and (form := plain_form(note.text)):
                texts = found.setdefault((form, note.later), {})
                texts.setdefault(composed(note.text), spot)
        for texts in found.values():
            if len(texts) > 1:
                spots = tuple(texts.values())
                yield Finding(block.key, spots, repair=Reword(block.key, spots[-1][1]))


def unmerged(count: int, model: Model) -> Iterator[Finding]:
    """Find what a merge could not decide: ``count`` versions of one note.

    Of two somebody has to choose; one is left where the other side removed the note.
    """
    for was, spots in note_versions(model.canvas):
        if min(len(spots), 2) == count:
            names, choice = _told_apart([model.web.note(spot) for spot in spots])
            yield Finding(spots[0][0], spots, names, Decide(*spots[0]), likely=was, choice=choice)


def _told_apart(versions: Sequence[Note]) -> tuple[tuple[str, ...], str]:
    """Return what tells versions apart whose texts are the same, and of which choice that is.

    It is nothing for one, and where the texts do; else the texts below the notes, else a choice
    (its field), else nothing.
    """
    texts = {composed(note.text) for note in versions}
    if len(versions) == len(texts):
        return (), ""
    for shape in (Shape.TEXT, Shape.CHOICE):
        for field in FIELDS:
            said = tuple(field.of(note) or (*field.choices, note.text)[0] for note in versions)
            is_version = field.merge is Merge.VERSIONS and field.shape is shape
            if is_version and len(set(said)) > len(texts):
                return said, field.name if field.choices else ""
    return (), ""


def undecided(model: Model) -> Iterator[Finding]:
    """Find the fields of the title block of which a merge left several versions."""
    for name in model.canvas.conflicts:
        versions = versions_of(model.canvas, name)
        yield Finding(TITLE_BLOCK, (), versions, Title(name, versions[0]), name)


def unplaced(model: Model) -> Iterator[Finding]:
    """Find the lines, comments and keys of the owner's own, for which a merge found no place."""
    for text, line in model.canvas.unplaced:
        yield Finding(TITLE_BLOCK, names=(text,), line=line)


def wrong_kept(model: Model) -> Iterator[Finding]:
    """Find notes of today that a test proved wrong (the form's closing word: experiment)."""
    for block in BLOCKS:
        for spot, note in model.today(block.key):
            if note.evidence == WRONG:
                repair = Amend(block.key, (spot[1],), Marks(later=True), is_proposal=True)
                yield Finding(block.key, (spot,), repair=repair)


def _places(spots: Iterable[Spot]) -> tuple[int, ...]:
    return tuple(place for place, _ in groupby(sorted(spot[1] for spot in spots)))

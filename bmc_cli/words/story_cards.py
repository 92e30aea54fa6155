"""The story of a canvas on cards: for each segment what it meets, then what that takes.

They are made of the same sentences as the story to read, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bmc_cli.method.finding import ACTIVITIES, COSTS, PARTNERS, RESOURCES
from bmc_cli.method.story import Paragraph, Sentence
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.links import SEGMENTS, Spot, Web, letter
from bmc_cli.model.roles import CHANNEL_ROLES
from bmc_cli.plain_text import one_line, quoted
from bmc_cli.words.chapter import Card, Item, Row
from bmc_cli.words.packs import Pack, joined

_MEETS = ("proposition", *CHANNEL_ROLES, "channel", "relationship", "revenue")
"""What a segment meets, in the order in which it does; each is a word in the pack."""

_MEANS = {
    "activity": ACTIVITIES,
    "resource": RESOURCES,
    "partner": PARTNERS,
    "cost": COSTS,
}
"""The blocks of what it takes, by the sort of their sentences."""


def cards(paragraphs: Sequence[Paragraph], canvas: Canvas, pack: Pack) -> list[Card]:
    """Return the cards of a story."""
    teller = _Cards(canvas, pack)
    rows = {
        "means": teller.means,
        "later": teller.later,
        "open": teller.open,
        "unsure": teller.unsure,
    }
    found = []
    for paragraph in paragraphs:
        if paragraph.segment:
            alone = len(canvas.notes(SEGMENTS)) == 1
            segment_letter, text = paragraph.segment
            place = None if alone else teller.letters[segment_letter]
            found.append(Card(one_line(text), tuple(teller.meets(paragraph.sentences)), place))
        elif paragraph.heading in rows:
            made = tuple(rows[paragraph.heading](paragraph.sentences))
            found.append(Card(pack.say(f"story.{paragraph.heading}"), made))
    return found


def _alike(names: Sequence[str], found: Mapping[str, Sequence[Item]]) -> list[list[str]]:
    """Put phases that follow each other together where a segment meets the same in them."""
    groups: list[list[str]] = []
    for name in names:
        phases = {name, groups[-1][0]} if groups else set()
        if phases and phases <= set(CHANNEL_ROLES) and found[groups[-1][0]] == found[name]:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


class _Cards:
    def __init__(self, canvas: Canvas, pack: Pack) -> None:
        self.pack = pack
        self.web = Web(canvas)
        self.letters = {letter(at): at for at in range(len(canvas.notes(SEGMENTS)))}
        self.spots: dict[tuple[str, str], Spot] = {}
        for key, place in self.web.spots():
            self.spots.setdefault((key, self.web.note((key, place)).text), (key, place))

    def meets(self, sentences: Sequence[Sentence]) -> Iterator[Row]:
        """Yield what a segment meets, a row each, and where there is nothing that it is open."""
        found: dict[str, list[Item]] = {}
        rest: list[Item] = []
        for sentence in sentences:
            items = [Item(one_line(text)) for text in sentence.notes]
            if sentence.template == "missing":
                open_ = Item(self.pack.say("page.open"), level="gap")
                found |= {name.removeprefix("no_"): [open_] for name in sentence.notes}
            elif sentence.template == "reach":
                for role in sentence.functions:
                    found.setdefault(role, []).extend(items)
            elif sentence.template in _MEETS:
                found.setdefault(sentence.template, []).extend(items)
            else:
                rest.append(Item(self.pack.say(f"story.{sentence.template}"), level="gap"))
        for names in _alike([name for name in _MEETS if name in found], found):
            first, *others = (self.pack.say(f"page.{name}") for name in names)
            label = ", ".join([first, *(each[:1].lower() + each[1:] for each in others)])
            yield Row(label, tuple(found[names[0]]))
        if rest:
            yield Row("", tuple(rest))

    def means(self, sentences: Sequence[Sentence]) -> Iterator[Row]:
        """Yield what it takes, a row a block, each note with the segments that it is for."""
        found: dict[str, list[Item]] = {}
        for sentence in sentences:
            key = _MEANS[sentence.sort]
            found.setdefault(key, []).extend(self.items(key, sentence.notes))
        yield from (self.row(key, items) for key, items in found.items())

    def later(self, sentences: Sequence[Sentence]) -> Iterator[Row]:
        """Yield what comes, a row a block, and what is expected of notes."""
        keys = {f"{when}_{block.key}": block.key for block in BLOCKS for when in ("later", "first")}
        expected = []
        for sentence in sentences:
            if sentence.template == "outlook":
                goals = joined([quoted(goal) for goal in sentence.goals], self.pack)
                expected.append(Item(f"{goals}: {one_line(sentence.notes[0])}"))
            else:
                key = keys[sentence.template]
                yield self.row(key, self.items(key, sentence.notes))
        if expected:
            yield Row(self.pack.say("page.outlook"), tuple(expected))

    def open(self, sentences: Sequence[Sentence]) -> Iterator[Row]:
        """Yield the blocks that are empty, and the notes that are for nobody yet."""
        for sentence in sentences:
            texts: Sequence[str] = sentence.notes
            if sentence.template == "nothing":
                texts = [self.pack.blocks[key].title for key in texts]
            label = "nothing" if sentence.template == "nothing" else "loose"
            yield Row(self.pack.say(f"page.{label}"), tuple(Item(one_line(each)) for each in texts))

    def unsure(self, sentences: Sequence[Sentence]) -> Iterator[Row]:
        """Yield what is still to be found out, and how that is done of those that say it."""
        ways = []
        for sentence in sentences:
            texts = [one_line(each) for each in sentence.notes]
            if sentence.template == "find_out":
                yield Row(self.pack.say("page.find_out"), tuple(Item(each) for each in texts))
            else:
                ways.append(Item(f"{quoted(texts[0])}: {one_line(sentence.goals[0])}"))
        if ways:
            yield Row(self.pack.say("page.find_out_test"), tuple(ways))

    def row(self, key: str, items: Sequence[Item]) -> Row:
        return Row(one_line(self.pack.blocks[key].short), tuple(items))

    def items(self, key: str, texts: Sequence[str]) -> list[Item]:
        reached: Mapping[Spot, tuple[int, ...]] = self.web.reached if len(self.letters) > 1 else {}
        spots = (self.spots[key, text] for text in texts)
        return [
            Item(one_line(text), reached.get(spot, ()))
            for text, spot in zip(texts, spots, strict=True)
        ]

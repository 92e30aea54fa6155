"""The story of a canvas: small canvases in, whole sentences out, in two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.formats.markdown import chapter_lines
from bmc_cli.method.story import Paragraph, Sentence, story
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.links import targets
from bmc_cli.words.packs import Pack
from bmc_cli.words.telling import chapter_of, inside, plain_lines
from tests.method.rule_rows import FULL, TERMS, canvas_of
from tests.namespace import REPOSITORY

EN, NL = load_language("en"), load_language("nl")
ANSWERS = REPOSITORY / "tests" / "answers"


def told(canvas: Canvas, pack: Pack, *, markdown: bool) -> Iterator[str]:
    """The lines of the story, as the command prints them."""
    chapter = chapter_of(canvas, pack)
    return chapter_lines(chapter, level=1) if markdown else plain_lines(chapter)


def lines(text: str, language: str, *, markdown: bool = False) -> list[str]:
    """Return the story's lines but for the title and for what the canvas says nothing about."""
    pack = NL if language == "nl" else EN
    found = [line for line in told(canvas_of(text), pack, markdown=markdown) if line]
    nothing = pack.words["story"]["nothing"].split("{")[0]
    return [line for line in found[1:] if not line.startswith(nothing)]


def paragraph(text: str, heading: str) -> tuple[Sentence, ...]:
    """Return the sentences under a heading."""
    return next(
        each.sentences for each in story(canvas_of(text), TERMS["en"]) if each.heading == heading
    )


@pytest.mark.parametrize(
    ("segments", "english", "dutch"),
    [
        pytest.param(
            "['Families, large']",
            "We serve one group of customers: families, large.",
            "We werken voor één groep klanten: families, large.",
            id="one with a comma",
        ),
        pytest.param(
            "[Families]",
            "We serve one group of customers: families.",
            "We werken voor één groep klanten: families.",
            id="one",
        ),
        pytest.param(
            "[Families, Hotels]",
            "We serve 2 groups of customers: families and hotels.",
            "We werken voor 2 groepen klanten: families en hotels.",
            id="two",
        ),
        pytest.param(
            "[Families, Hotels, Cafes in town]",
            "We serve 3 groups of customers: families, hotels and cafes in town.",
            "We werken voor 3 groepen klanten: families, hotels en cafes in town.",
            id="many",
        ),
        pytest.param(
            "['Families, large', Hotels]",
            "We serve 2 groups of customers: families, large; and hotels.",
            "We werken voor 2 groepen klanten: families, large; en hotels.",
            id="with a comma",
        ),
        pytest.param(
            "[Families, {text: Hotels, later: true}]",
            "We serve one group of customers: families.",
            "We werken voor één groep klanten: families.",
            id="one for later",
        ),
    ],
)
def test_the_opening_says_whom_we_work_for(segments: str, english: str, dutch: str) -> None:
    text = f"customer_segments: {segments}\n"
    assert lines(text, "en")[0] == english
    assert lines(text, "nl")[0] == dutch


BREAD = "customer_segments: [Families]\nvalue_propositions: [Fresh bread]\n"


@pytest.mark.parametrize(
    ("text", "english", "dutch"),
    [
        pytest.param(
            BREAD,
            "We offer them fresh bread. Still to work out: how we reach them,"
            " how we look after them and what they pay for.",
            "We bieden hun fresh bread. Nog uit te zoeken: hoe we hen bereiken,"
            " hoe we de relatie onderhouden en waarvoor ze betalen.",
            id="what is missing",
        ),
        pytest.param(
            BREAD
            + "channels: [Shop]\ncustomer_relationships: [A chat]\nrevenue_streams: [Sale, Fee]",
            "We offer them fresh bread. We reach them through shop."
            " We look after them with a chat. We earn from them through sale and fee.",
            "We bieden hun fresh bread. We bereiken hen via shop."
            " We onderhouden de relatie met a chat. We verdienen aan hen met sale en fee.",
            id="channels without kinds",
        ),
        pytest.param(
            BREAD
            + "channels: [{text: Shop, kind: [awareness, purchase]}, {text: Van, kind: delivery},"
            " {text: Stall, kind: purchase}, Poster]\n"
            "customer_relationships: [A chat]\nrevenue_streams: [Sale]",
            "We offer them fresh bread. They hear of us through shop."
            " They buy through shop and stall. They get what they buy through van."
            " We reach them through poster. We look after them with a chat."
            " We earn from them through sale. Still to work out:"
            " how they find out whether it suits them and how we help them afterwards.",
            "We bieden hun fresh bread. Ze leren ons kennen via shop."
            " Ze kopen via shop en stall. Wat ze kopen, krijgen ze via van."
            " We bereiken hen via poster. We onderhouden de relatie met a chat."
            " We verdienen aan hen met sale. Nog uit te zoeken:"
            " hoe ze merken of het iets voor hen is en hoe we hen na de koop helpen.",
            id="channels with kinds",
        ),
    ],
)
def test_a_segment_is_told_from_what_we_bring_it_to_what_is_missing(
    text: str, english: str, dutch: str
) -> None:
    assert lines(text, "en")[1:3] == ["Families", english]
    assert lines(text, "nl")[1:3] == ["Families", dutch]


def test_each_of_two_segments_gets_its_own_notes_under_its_letter() -> None:
    text = (
        "customer_segments: [Families, Hotels]\n"
        "value_propositions: [{text: Cake, for: [Families]}, {text: Rolls, for: [Hotels]},"
        " {text: Bread, for: all}]\n"
    )
    said = lines(text, "en")
    assert (said[1], said[3]) == ("A. Families", "B. Hotels")
    assert said[2].startswith("We offer them cake and bread.")
    assert said[4].startswith("We offer them rolls and bread.")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "key_activities: [Baking]\n", [Sentence("activity", ("Baking",))], id="for nothing"
        ),
        pytest.param(
            "value_propositions: [Bread]\nkey_activities: [Baking]\n",
            [Sentence("activity_all", ("Baking",))],
            id="for the only one",
        ),
        pytest.param(
            "value_propositions: [Bread, Cake, Rolls]\n"
            "key_resources: [{text: Oven, for: [Bread, Cake]}, {text: Mixer, for: [Bread, Cake]},"
            " {text: Van, for: [Rolls]}, Shop, {text: Cash, for: all}]\n",
            [
                Sentence("resource_for", ("Oven", "Mixer"), ("Bread", "Cake")),
                Sentence("resource_for", ("Van",), ("Rolls",)),
                Sentence("resource_all", ("Cash",)),
                Sentence("resource_loose", ("Shop",)),
            ],
            id="in groups",
        ),
        pytest.param(
            "key_activities: [Baking, Driving]\nkey_partners: [{text: Mill, for: [Baking]}]\n",
            [
                Sentence("activity", ("Baking", "Driving")),
                Sentence("partner_for", ("Mill",), ("Baking",)),
            ],
            id="partners",
        ),
        pytest.param(
            "key_activities: [Baking]\nchannels: [Web shop]\n"
            "key_partners: [{text: Post, for: [Web shop]}, {text: Mill, for: [Baking, Web shop]},"
            " {text: Maker, for: [Baking]}]\n",
            [
                Sentence("activity", ("Baking",)),
                Sentence("partner_reach", ("Post",), ("Web shop",)),
                Sentence("partner_all", ("Mill",)),
                Sentence("partner_for", ("Maker",), ("Baking",)),
            ],
            id="partners in a channel",
        ),
        pytest.param(
            "key_partners: [Mill]\nchannels: [Web shop, Van]\n"
            "cost_structure: [{text: Flour, for: [Mill], kind: variable},"
            " {text: Hosting, for: [Web shop]}, {text: Fuel, for: all}, Rent]\n",
            [
                Sentence("partner", ("Mill",)),
                Sentence("cost_variable", ("Flour",)),
                Sentence("cost_for", ("Flour",), ("Mill",)),
                Sentence("cost_for", ("Hosting",), ("Web shop",)),
                Sentence("cost_rest", ("Fuel", "Rent")),
            ],
            id="costs of a channel",
        ),
        pytest.param(
            "cost_structure: [Rent, Flour]\n", [Sentence("cost", ("Rent", "Flour"))], id="costs"
        ),
        pytest.param(
            "cost_structure: [{text: Rent, kind: fixed}, {text: Flour, kind: variable}, Van]\n",
            [
                Sentence("cost_fixed", ("Rent",)),
                Sentence("cost_variable", ("Flour",)),
                Sentence("cost_rest", ("Van",)),
            ],
            id="kinds of costs",
        ),
    ],
)
def test_what_it_takes_is_told_by_what_it_is_for(text: str, sentences: list[Sentence]) -> None:
    assert list(paragraph(text, "means")) == sentences


def test_what_is_for_later_is_told_apart_and_nowhere_else() -> None:
    text = "".join(f"{b.key}: [{{text: Later {b.number}, later: true}}]\n" for b in BLOCKS)
    assert story(canvas_of(text), TERMS["en"]) == [
        Paragraph(
            "later", tuple(Sentence(f"later_{b.key}", (f"Later {b.number}",)) for b in BLOCKS)
        )
    ]


@pytest.mark.parametrize(
    ("language", "about"), [("en", "What lies ahead for"), ("nl", "Zo gaat het verder met")]
)
def test_an_outlook_is_told_with_what_comes_later_and_a_remark_is_not(
    language: str, about: str
) -> None:
    segment = "customer_segments: [{text: Families, outlook: More of them., remark: Sure}]\n"
    text = f"{segment}channels: [{{text: App, later: true, outlook: Why?, remark: Sure}}]\n"
    assert paragraph(text, "later") == (
        Sentence("outlook", ("More of them.",), ("Families",)),
        Sentence("later_channels", ("App",)),
        Sentence("outlook", ("Why?",), ("App",)),
    )
    said = "\n".join(lines(text, language))
    assert f"{about} “Families”: more of them." in said
    assert f"{about} “App”: why?" in said
    assert "sure" not in said.lower()


def test_what_is_tied_to_nobody_is_said_at_the_end() -> None:
    text = "customer_segments: [Families, Hotels]\nchannels: [Shop]\nrevenue_streams: [Sale]\n"
    assert paragraph(text, "open")[-1] == Sentence("loose", ("Shop", "Sale"))
    last = list(told(canvas_of(text), EN, markdown=False))[-1]
    assert last.endswith("We don't know yet who these are for: shop and sale.")


@pytest.mark.parametrize(
    ("language", "title", "heading"),
    [
        ("en", "The story of our company", "What is still missing"),
        ("nl", "Het verhaal van ons bedrijf", "Wat nog ontbreekt"),
    ],
)
def test_an_empty_canvas_says_that_all_is_missing(language: str, title: str, heading: str) -> None:
    pack = load_language(language)
    said = list(told(Canvas(), pack, markdown=False))
    assert said[:-1] == [title, "", heading]
    assert all(prompt.title.casefold() in said[-1].casefold() for prompt in pack.blocks.values())


@pytest.mark.parametrize(
    ("note", "said", "language"),
    [
        pytest.param("Fresh bread", "fresh bread", "en", id="common word"),
        pytest.param("Fresh bread.", "fresh bread", "en", id="full stop"),
        pytest.param("A chat", "a chat", "en", id="one letter"),
        pytest.param("I visit them at home", "I visit them at home", "en", id="I"),
        pytest.param("B2B firms", "B2B firms", "en", id="abbreviation"),
        pytest.param("Albert Heijn", "Albert Heijn", "nl", id="name of two words"),
        pytest.param("Instagram ads", "Instagram ads", "en", id="name the pack knows"),
        pytest.param("Instagram-ads", "Instagram-ads", "en", id="name joined to a word"),
        pytest.param("Monday's market", "Monday's market", "en", id="possessive"),
        pytest.param("E-bike repairs", "e-bike repairs", "en", id="hyphen"),
        pytest.param("Nederlandse hotels", "Nederlandse hotels", "nl", id="Dutch name"),
        pytest.param("IJs van de boer", "ijs van de boer", "nl", id="Dutch ij"),
        pytest.param("Één adviseur", "één adviseur", "nl", id="accent"),
        pytest.param("24 hours a day", "24 hours a day", "en", id="number"),
    ],
)
def test_within_a_sentence_names_keep_their_capital_and_words_lose_it(
    note: str, said: str, language: str
) -> None:
    assert inside(note, load_language(language)) == said


@pytest.mark.parametrize(
    ("note", "end"),
    [("Fresh!", "fresh!"), ("What else?", "what else?"), ("And more…", "and more…")],
)
def test_a_note_that_ends_a_sentence_itself_gets_no_second_stop(note: str, end: str) -> None:
    assert (
        lines(f"customer_segments: ['{note}']\n", "en")[0]
        == f"We serve one group of customers: {end}"
    )


def test_markdown_shows_notes_as_they_are() -> None:
    text = "title: '*Fresh*'\ncustomer_segments: ['Bread_and_[butter] <b>']\n"
    said = list(told(canvas_of(text), EN, markdown=True))
    assert said[0] == "# The story of \\*Fresh\\*"
    assert "## Bread\\_and\\_\\[butter\\] \\<b\\>" in said


@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["bike-shop.en", "praktijkrooster.nl", "full"])
def test_no_hole_is_left_open(name: str, language: str, markdown: bool) -> None:
    canvas = canvas_of(FULL) if name == "full" else load(ANSWERS / f"{name}.yaml").canvas
    said = "\n".join(told(canvas, load_language(language), markdown=markdown))
    assert "{" not in said
    assert "  " not in said
    assert ".." not in said


@pytest.mark.parametrize("name", ["bike-shop.en", "praktijkrooster.nl"])
def test_every_note_is_told(name: str) -> None:
    canvas = load(ANSWERS / f"{name}.yaml").canvas
    pack = load_language(canvas.language)
    said = "\n".join(told(canvas, pack, markdown=False))
    notes = [note for block in BLOCKS for note in canvas.notes(block.key)]
    assert [note.text for note in notes if inside(note.text, pack) not in said] == []


def test_what_a_block_may_point_to_is_looked_up_once_for_all_its_notes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notes = {key: tuple(Note(f"{key} {at}") for at in range(50)) for key in BY_KEY}
    asked: list[str] = []

    def seen(canvas: Canvas, key: str) -> list[tuple[str, int]]:
        asked.append(key)
        return targets(canvas, key)

    monkeypatch.setattr("bmc_cli.method.story.targets", seen)
    story(Canvas(blocks=notes), TERMS["en"])
    assert len(asked) <= len(BY_KEY)

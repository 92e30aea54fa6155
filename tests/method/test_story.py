"""The story of a canvas: small canvases in, whole sentences out, in two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.method.story import Sentence, story
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.links import targets
from bmc_cli.words.packs import Pack
from bmc_cli.words.telling import chapter_of, plain_lines
from tests.method.rule_rows import TERMS, canvas_of

EN, NL = load_language("en"), load_language("nl")


def told(canvas: Canvas, pack: Pack) -> Iterator[str]:
    """The lines of the story, as the command prints them."""
    return plain_lines(chapter_of(canvas, pack))


def lines(text: str, language: str) -> list[str]:
    """Return the story's lines but for the title and for what the canvas says nothing about."""
    pack = NL if language == "nl" else EN
    found = [line for line in told(canvas_of(text), pack) if line]
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
            "[Families]",
            "We serve one group of customers: “Families”.",
            "We werken voor één groep klanten: “Families”.",
            id="one",
        ),
        pytest.param(
            "['Families: large, with IJs', Miller & Sons]",
            "We serve two groups of customers: “Families: large, with IJs” and “Miller & Sons”.",
            "We werken voor twee groepen klanten: “Families: large, with IJs” en “Miller & Sons”.",
            id="two, as they were written",
        ),
        pytest.param(
            "[Families, Hotels, Cafes in town]",
            "We serve three groups of customers: “Families”, “Hotels” and “Cafes in town”.",
            "We werken voor drie groepen klanten: “Families”, “Hotels” en “Cafes in town”.",
            id="three",
        ),
        pytest.param(
            "[A, B, C, D, E, F, G, H, I]",
            "We serve nine groups of customers: “A”, “B”, “C”, “D”, “E”, “F”, “G”, “H” and “I”.",
            "We werken voor negen groepen klanten: “A”, “B”, “C”, “D”, “E”, “F”, “G”, “H” en “I”.",
            id="the last number in words",
        ),
        pytest.param(
            "[A, B, C, D, E, F, G, H, I, J]",
            "We serve 10 groups of customers: “A”, “B”, “C”, “D”, “E”, “F”, “G”, “H”, “I” and “J”.",
            "We werken voor 10 groepen klanten:"
            " “A”, “B”, “C”, “D”, “E”, “F”, “G”, “H”, “I” en “J”.",
            id="the first in figures",
        ),
        pytest.param(
            "[Families, {text: Hotels, later: true}]",
            "We serve one group of customers: “Families”.",
            "We werken voor één groep klanten: “Families”.",
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
            "We offer them “Fresh bread”. Still to work out: how we reach them,"
            " how we look after them and what they pay for.",
            "We bieden hun “Fresh bread”. Nog uit te zoeken: hoe we hen bereiken,"
            " hoe we de relatie onderhouden en waarvoor ze betalen.",
            id="what is missing",
        ),
        pytest.param(
            BREAD
            + "channels: [Shop]\ncustomer_relationships: [A chat]\nrevenue_streams: [Sale, Fee]",
            "We offer them “Fresh bread”. We reach them through “Shop”."
            " We look after them with “A chat”. We earn from them through “Sale” and “Fee”.",
            "We bieden hun “Fresh bread”. We bereiken hen via “Shop”."
            " We onderhouden de relatie met “A chat”. We verdienen aan hen met “Sale” en “Fee”.",
            id="channels without kinds",
        ),
        pytest.param(
            BREAD
            + "channels: [{text: Shop, kind: [awareness, purchase]}, {text: Van, kind: delivery},"
            " {text: Stall, kind: purchase}, Poster]\n"
            "customer_relationships: [A chat]\nrevenue_streams: [Sale]",
            "We offer them “Fresh bread”. They hear of us through “Shop”."
            " They buy through “Shop” and “Stall”. They get what they bought through “Van”."
            " We reach them through “Poster”. We look after them with “A chat”."
            " We earn from them through “Sale”. Still to work out:"
            " how they find out whether it suits them and how we help them afterwards.",
            "We bieden hun “Fresh bread”. Ze leren ons kennen via “Shop”."
            " Ze kopen via “Shop” en “Stall”. Ze krijgen het geleverd via “Van”."
            " We bereiken hen via “Poster”. We onderhouden de relatie met “A chat”."
            " We verdienen aan hen met “Sale”. Nog uit te zoeken:"
            " hoe ze merken of het iets voor hen is en hoe we hen na de koop helpen.",
            id="channels with kinds",
        ),
        pytest.param(
            BREAD + "channels: [{text: Shop, kind: [awareness, evaluation, after_sales]},"
            " {text: Van, kind: [purchase, delivery]}]\n"
            "customer_relationships: [A chat]\nrevenue_streams: [Sale]",
            "We offer them “Fresh bread”. They hear of us, find out whether it suits them"
            " and get help afterwards through “Shop”."
            " They buy and get what they bought through “Van”."
            " We look after them with “A chat”. We earn from them through “Sale”.",
            "We bieden hun “Fresh bread”. Ze leren ons kennen, merken of het iets voor hen is"
            " en vinden na de koop hulp via “Shop”."
            " Ze kopen en krijgen het geleverd via “Van”."
            " We onderhouden de relatie met “A chat”. We verdienen aan hen met “Sale”.",
            id="functions that share their channels",
        ),
        pytest.param(
            "customer_segments: [Families]\n"
            "channels: [{text: Shop, kind: awareness},"
            " {text: App, kind: [purchase, after_sales], later: true}]\n"
            "value_propositions: [{text: Bread, later: true}]\n"
            "customer_relationships: [{text: Chat, later: true}]\nrevenue_streams: [Sale]",
            "They hear of us through “Shop”. We earn from them through “Sale”."
            " Still to work out: how they find out whether it suits them.",
            "Ze leren ons kennen via “Shop”. We verdienen aan hen met “Sale”."
            " Nog uit te zoeken: hoe ze merken of het iets voor hen is.",
            id="what is there for later is not missing",
        ),
        pytest.param(
            "customer_segments: [Families]\nchannels: [{text: App, later: true}]\n"
            "value_propositions: [{text: Bread, later: true}]\n"
            "customer_relationships: [{text: Chat, later: true}]\n"
            "revenue_streams: [{text: Sale, later: true}]",
            "What we do for them starts later.",
            "Wat we voor hen doen, begint later.",
            id="all of it is for later",
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
    assert said[2].startswith("We offer them “Cake” and “Bread”.")
    assert said[4].startswith("We offer them “Rolls” and “Bread”.")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "key_activities: [Baking]\n", [Sentence("activity", ("Baking",))], id="for nothing"
        ),
        pytest.param(
            "value_propositions: [Bread]\nkey_activities: [Baking]\n",
            [Sentence("activity", ("Baking",))],
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


def test_what_it_takes_has_a_paragraph_for_each_block() -> None:
    text = (
        "key_activities: [Baking]\nkey_resources: [Oven, Van]\nkey_partners: [Mill]\n"
        "cost_structure: [{text: Rent, kind: fixed}, {text: Flour, kind: variable}]\n"
    )
    assert lines(text, "en")[1:5] == [
        "We work on “Baking”.",
        "We need “Oven” and “Van”.",
        "We get help from “Mill”.",
        "However much we sell, we pay for “Rent”. The more we sell, the more we spend on “Flour”.",
    ]


@pytest.mark.parametrize(
    ("today", "template"),
    [
        pytest.param("", "first", id="the first of its block"),
        pytest.param("Now, ", "later", id="more than there is today"),
    ],
)
def test_what_is_for_later_is_told_apart_and_nowhere_else(today: str, template: str) -> None:
    text = "".join(f"{b.key}: [{today}{{text: Later {b.number}, later: true}}]\n" for b in BLOCKS)
    told_by = {each.heading: each.sentences for each in story(canvas_of(text), TERMS["en"])}
    assert told_by.pop("later") == tuple(
        Sentence(f"{template}_{b.key}", (f"Later {b.number}",)) for b in BLOCKS
    )
    notes = [note for said in told_by.values() for each in said for note in each.notes]
    assert [note for note in notes if note.startswith("Later")] == []


@pytest.mark.parametrize(
    ("language", "about", "and_", "is_"),
    [("en", "Our outlook for", "and", "is"), ("nl", "Onze verwachting voor", "en", "is")],
)
def test_an_outlook_is_told_with_what_comes_later_and_a_remark_is_not(
    language: str, about: str, and_: str, is_: str
) -> None:
    segment = (
        "customer_segments: [{text: Families, outlook: More of them., remark: Sure},"
        " {text: Hotels, outlook: More of them.}]\n"
    )
    text = f"{segment}channels: [{{text: App, later: true, outlook: Why?, remark: Sure}}]\n"
    assert paragraph(text, "later") == (
        Sentence("outlook", ("More of them.",), ("Families", "Hotels")),
        Sentence("first_channels", ("App",)),
        Sentence("outlook", ("Why?",), ("App",)),
    )
    said = "\n".join(lines(text, language))
    assert f"{about} “Families” {and_} “Hotels” {is_} “More of them.” " in said
    assert f"{about} “App” {is_} “Why?”" in said
    assert "sure" not in said.lower()


@pytest.mark.parametrize(
    ("notes", "english", "dutch"),
    [
        pytest.param(
            "[Shop]",
            "We don't know yet who “Shop” is for.",
            "We weten nog niet voor wie “Shop” is.",
            id="one",
        ),
        pytest.param(
            "[Shop, Van, Post]",
            "We don't know yet who these are for: “Shop”, “Van” and “Post”.",
            "Van deze weten we nog niet voor wie ze zijn: “Shop”, “Van” en “Post”.",
            id="many",
        ),
    ],
)
def test_what_is_tied_to_nobody_is_said_at_the_end(notes: str, english: str, dutch: str) -> None:
    canvas = canvas_of(f"customer_segments: [Families, Hotels]\nchannels: {notes}\n")
    for pack, said in ((EN, english), (NL, dutch)):
        *_, last = told(canvas, pack)
        assert last.endswith(said)


@pytest.mark.parametrize(
    ("language", "title", "heading"),
    [
        ("en", "The story of our company", "What is still missing"),
        ("nl", "Het verhaal van ons bedrijf", "Wat nog ontbreekt"),
    ],
)
def test_an_empty_canvas_says_that_all_is_missing(language: str, title: str, heading: str) -> None:
    pack = load_language(language)
    said = list(told(Canvas(), pack))
    assert said[:-1] == [title, "", heading]
    assert all(prompt.title.casefold() in said[-1].casefold() for prompt in pack.blocks.values())


@pytest.mark.parametrize(
    ("note", "end"),
    [
        ("Fresh.", "“Fresh.”"),
        ("Fresh!", "“Fresh!”"),
        ("What else?", "“What else?”"),
        ("And more…", "“And more…”"),
        ("B2B", "“B2B”."),
    ],
)
def test_a_note_that_ends_a_sentence_itself_gets_no_second_stop(note: str, end: str) -> None:
    said = lines(f"customer_segments: ['{note}']\n", "en")[0]
    assert said == f"We serve one group of customers: {end}"


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


@pytest.mark.parametrize("language", ["en", "nl"])
def test_two_notes_of_one_name_are_named_once(language: str) -> None:
    text = (
        "channels: [Shop]\nkey_activities: [Shop, Bake]\n"
        "key_partners:\n  - text: Miller\n    for: [Shop]\n"
    )
    (line,) = [each for each in lines(text, language) if "Miller" in each]
    assert line.count("Shop") == 1

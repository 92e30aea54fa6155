"""The rules: a canvas in, findings out."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.file.splice import splice_canvas
from bmc_cli.method.finding import Finding, Level
from bmc_cli.method.repairs import Amend, Marks
from bmc_cli.method.rules import RULES, by_weight, check
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas, add
from bmc_cli.model.fields import Note
from bmc_cli.model.links import targets
from bmc_cli.words.findings import sentence
from tests.method.rule_rows import FULL, ROWS, TERMS, TWO, Row, canvas_of
from tests.pace import assert_within

PLACES = [pytest.param(row, id=row.rule) for row in ROWS]
LANGUAGES = ["en", "nl"]


def found_by(rule: str, canvas: Canvas, language: str = "en") -> list[Finding]:
    """Return what one rule finds."""
    return check(canvas, TERMS[language], set(RULES) - {rule})


def rules_in(text: str, *ignored: str) -> list[str]:
    """Return the rules that find something, but for those of the steps not taken."""
    ignore = {"empty-block", "no-later", *ignored}
    return [finding.rule for finding in check(canvas_of(text), TERMS["en"], ignore)]


def test_every_rule_has_a_row() -> None:
    assert sorted(row.rule for row in ROWS) == sorted(RULES)


@pytest.mark.parametrize("row", PLACES)
def test_a_rule_finds_what_trips_it(row: Row) -> None:
    level = RULES[row.rule][0]
    expected = [finding._replace(rule=row.rule, level=level) for finding in row.found]
    assert found_by(row.rule, row.tripping("en")) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", PLACES)
def test_a_rule_finds_as_much_in_either_language(row: Row, language: str) -> None:
    assert len(found_by(row.rule, row.tripping(language), language)) == len(row.found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", PLACES)
def test_a_rule_finds_nothing_in_what_fits(row: Row, language: str) -> None:
    assert found_by(row.rule, row.fitting(language), language) == []


@pytest.mark.parametrize(
    ("links", "likely", "marks"),
    [
        pytest.param(
            "[Zebras]",
            "",
            Marks(links=(("customer_segments", 0), ("customer_segments", 1)), unlinks=("Zebras",)),
            id="nothing like it",
        ),
        pytest.param(
            "[Families, Hotel]",
            "Hotels",
            Marks(links=(("customer_segments", 1),), unlinks=("Hotel",)),
            id="what was right stays",
        ),
        pytest.param("[Families, Zebras]", "", Marks(unlinks=("Zebras",)), id="what is wrong goes"),
    ],
)
def test_a_wrong_link_is_mended_by_naming_what_was_meant(
    links: str, likely: str, marks: Marks
) -> None:
    canvas = canvas_of(f"{TWO}channels: [{{text: Van, for: {links}}}]\n")
    (found,) = found_by("unknown-target", canvas)
    assert isinstance(found.repair, Amend)
    assert (found.likely, found.repair.marks) == (likely, marks)


class TestNothingTwice:
    def test_an_empty_block_is_the_one_finding(self) -> None:
        found = check(Canvas(blocks={"customer_segments": (Note("A"),)}), TERMS["en"], ["no-later"])
        assert [(each.rule, each.key) for each in found] == [
            ("empty-block", block.key) for block in BLOCKS[1:]
        ]

    def test_an_unlinked_block_is_the_one_finding(self) -> None:
        text = TWO + "channels: [{text: Shop, kind: delivery}, {text: Van, kind: delivery}]\n"
        assert rules_in(text, "channel-function") == ["unlinked-block"]

    def test_a_block_with_a_wrong_link_is_not_called_unlinked(self) -> None:
        text = TWO + "customer_relationships: [{text: A chat, for: [Hotel, Families]}]\n"
        assert rules_in(text) == ["unknown-target"]

    def test_a_note_with_a_wrong_link_is_not_called_unlinked(self) -> None:
        text = (
            TWO + "customer_relationships: [{text: A chat, for: all}, {text: Tea, for: [Hotel]}]\n"
        )
        assert rules_in(text) == ["unknown-target"]

    def test_a_stream_without_any_kind_is_not_asked_for_its_price_too(self) -> None:
        text = "customer_segments: [Families]\nrevenue_streams: [Bread]\n"
        assert rules_in(text) == ["revenue-kind"]


class TestLater:
    """What is for later is left alone, and does nothing for today."""

    LATER = "customer_segments: [Families, {text: Hotels, later: true}]\n"

    def test_an_outlook_looks_ahead_as_well(self) -> None:
        outlook = "customer_segments: [Families, {text: Hotels, outlook: More of them}]\n"
        assert "no-later" in {each.rule for each in check(canvas_of(TWO), TERMS["en"])}
        assert "no-later" not in {each.rule for each in check(canvas_of(outlook), TERMS["en"])}

    @pytest.mark.parametrize("key", [block.key for block in BLOCKS[1:5]])
    def test_nobody_asks_what_a_segment_for_later_gets(self, key: str) -> None:
        kinds = "kind: [sale, fixed_price]" if key == "revenue_streams" else ""
        note = ", ".join(filter(None, ["text: Bread", "for: [Families]", kinds]))
        text = f"{self.LATER}{key}: [{{{note}}}]\n"
        assert rules_in(text, "channel-kind") == []

    @pytest.mark.parametrize(
        ("key", "rule"),
        [
            pytest.param("value_propositions", "proposition-without-segment", id="proposition"),
            pytest.param("channels", "unlinked-note", id="link"),
            pytest.param("channels", "channel-kind", id="kind of a channel"),
            pytest.param("revenue_streams", "revenue-kind", id="kind of revenue"),
        ],
    )
    def test_a_note_for_later_need_not_be_finished(self, key: str, rule: str) -> None:
        text = f"{TWO}{key}: [{{text: It, for: all, kind: sale}}, {{text: That, later: true}}]\n"
        assert found_by(rule, canvas_of(text)) == []

    def test_what_is_only_for_later_is_called_that(self) -> None:
        text = (
            f"{TWO}channels: [{{text: A, for: [Families]}}, {{text: B, for: all, later: true}}]\n"
        )
        (found,) = found_by("segment-without-channel", canvas_of(text))
        assert (found.names, found.plans) == (("Hotels",), ("B",))
        said = sentence(found, load_language("en"))
        assert said == "For “Hotels” there is only something for later: “B”. What is there today?"

    def test_what_hangs_on_a_note_that_is_only_for_later_is_found_with_it(self) -> None:
        text = self.LATER + (
            "value_propositions: [{text: Van, for: [Hotels]}, {text: Shop, for: [Families]}]\n"
            "key_activities: [{text: Driving, for: [Van]}]\n"
        )
        found = found_by("now-for-later", canvas_of(text))
        assert [each.names for each in found] == [("Van",), ("Driving",)]

    def test_a_channel_for_later_reaches_nobody_today(self) -> None:
        text = (
            TWO + "channels: [{text: Shop, for: [Families]}, "
            "{text: Van, for: [Hotels], later: true}]\n"
        )
        found = found_by("segment-without-channel", canvas_of(text))
        assert [finding.names for finding in found] == [("Hotels",)]


class TestIgnoring:
    def test_a_pack_leaves_rules_out_too(self) -> None:
        using = replace(TERMS["en"], ignored=frozenset({"empty-block"}))
        assert check(Canvas(), using) == []

    def test_a_rule_is_left_out_by_name(self) -> None:
        assert {each.rule for each in check(Canvas(), TERMS["en"])} == {"empty-block"}
        assert check(Canvas(), TERMS["en"], ["empty-block"]) == []

    def test_a_canvas_leaves_rules_out_itself(self) -> None:
        canvas = canvas_of("check: {ignore: [empty-block, no-later]}\n" + TWO)
        assert canvas.ignored_rules == ("empty-block", "no-later")
        assert check(canvas, TERMS["en"]) == []

    def test_an_edit_keeps_that_line_as_it_was(self) -> None:
        line = "check:   {ignore: [ empty-block,no-later ]}  # for now\n"
        document = read(f"bmc: 1\n{line}channels:\n  - Shop\n", "canvas.yaml")
        text = splice_canvas(
            document, add(document.canvas, "channels", Note("Van")), "canvas.yaml"
        ).text
        assert text == f"bmc: 1\n{line}channels:\n  - Shop\n  - Van\n"


def test_the_steps_come_in_order_and_in_each_the_heaviest_first() -> None:
    text = TWO + "revenue_streams: [Fee]\nchannels: [Van, Van]\nkey_partners: [{text: A, kind: b}]"
    found = check(canvas_of(text), TERMS["en"])
    order = [(BY_KEY[each.key].number, each.level) for each in found]
    assert order == sorted(order)
    assert {each.level for each in found} == set(Level)
    assert [each.rule for each in by_weight(found)[:2]] == ["same-text", "unknown-kind"]


@pytest.mark.parametrize(
    ("note", "is_vague"),
    [
        ("Products", True),
        ("Products and services", True),
        ("Everyone.", True),
        ("Good quality bread", True),
        ("Sale of bread boxes", False),
        ("Families in the neighbourhood", False),
        ("Website", True),
        ("Social media", True),
    ],
)
def test_vague_words_are_vague_where_nothing_else_is_said(note: str, is_vague: bool) -> None:
    canvas = Canvas(blocks={"channels": (Note(note),)})
    assert bool(found_by("vague", canvas)) is is_vague


@pytest.mark.parametrize(
    ("note", "is_vague"),
    [
        pytest.param("Good bread", False, id="half is not more than half"),
        pytest.param("Good products daily", True, id="two of three"),
        pytest.param("Good to go", True, id="a word of two letters does not count"),
        pytest.param("Good for us", False, id="one of three letters does"),
        pytest.param("To us", False, id="only short words"),
        pytest.param("(Products!)", True, id="signs around"),
    ],
)
def test_short_words_and_half_a_note_do_not_make_it_vague(note: str, is_vague: bool) -> None:
    canvas = Canvas(blocks={"channels": (Note(note),)})
    assert bool(found_by("vague", canvas)) is is_vague


@pytest.mark.parametrize(
    ("note", "is_double"),
    [
        ("mensen met rug- en nekklachten van het zitten", False),
        ("short- and long-stay guests of the city", False),
        pytest.param("Fresh bread and fresh cake", True, id="two words each"),
        pytest.param("Bread and fresh cake", False, id="one word before"),
        pytest.param("Fresh bread and cake", False, id="one word behind"),
        pytest.param("Fresh bread; fresh cake", True, id="semicolon"),
        pytest.param("Bread and cake and fresh rolls", True, id="the second of two"),
        pytest.param("Fresh bread", False, id="nothing that joins"),
    ],
)
def test_two_ideas_are_two_words_or_more_each(note: str, is_double: bool) -> None:
    canvas = Canvas(blocks={"channels": (Note(note),)})
    assert bool(found_by("two-ideas", canvas)) is is_double


class TestWords:
    @pytest.mark.parametrize("section", ["checks", "whys"])
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_rule_has_its_sentences(self, section: str, language: str) -> None:
        said = load_language(language).words[section]
        assert list(said) == list(RULES)
        assert all(text.endswith((".", "?", "{likely}")) for text in said.values())

    @pytest.mark.parametrize("section", ["checks", "whys"])
    @pytest.mark.parametrize("rule", RULES)
    def test_both_languages_have_the_same_holes(self, section: str, rule: str) -> None:
        english, dutch = (load_language(code).words[section][rule] for code in LANGUAGES)
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", dutch))

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("row", PLACES)
    def test_a_finding_is_a_whole_sentence(self, row: Row, language: str) -> None:
        pack = load_language(language)
        for finding in found_by(row.rule, row.tripping(language), language):
            said = sentence(finding, pack)
            assert said[-1] in ".?!"
            assert "{" not in said
            assert "  " not in said
            is_told = "{names}" in pack.words["checks"][row.rule]
            assert all(f"“{name}”" in said for name in finding.names if is_told)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_rule_has_a_few_words_for_a_table(self, language: str) -> None:
        said = load_language(language).words["rules"]
        assert list(said) == list(RULES)
        assert max(map(len, said.values())) < 30


def test_a_whole_canvas_that_hangs_together_needs_nothing_but_looking_ahead() -> None:
    text = re.sub(r"\[One, Two\]", "[{text: One, for: all}, {text: Two, for: all}]", FULL)
    needs = {finding.level for finding in check(canvas_of(text), TERMS["en"])}
    assert needs == {Level.ADVICE}


def big_canvas(count: int) -> Canvas:
    """Return a canvas of ``count`` notes, each for two others."""
    each, canvas = -(-count // len(BLOCKS)), Canvas()
    for block in BLOCKS:
        near = [canvas.notes(key)[place].text for key, place in targets(canvas, block.key)]
        notes = tuple(
            Note(f"{block.key} {at} of many", links=(near[at], near[-1 - at]) if near else ())
            for at in range(each)
        )
        canvas = replace(canvas, blocks={**canvas.blocks, block.key: notes})
    return canvas


MEASURED = """
import time
from bmc_cli.method.rules import check
from tests.method.test_rules import TERMS, big_canvas
from tests.pace import slowness
canvas = big_canvas(1_000)
assert sum(map(len, canvas.blocks.values())) >= 1_000
times = []
for _ in range(5):
    start = time.process_time()
    check(canvas, TERMS["en"])
    times.append(time.process_time() - start)
print(min(times), slowness())
"""


def test_a_thousand_notes_are_checked_in_a_moment() -> None:
    # In a process of its own, where nobody counts the lines that run.
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, cwd=root
    )
    assert_within(0.05, *map(float, done.stdout.split()))

"""The shipped prompt packs: their languages, their blocks, and their words against the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bmc_cli
from bmc_cli.drawing.wrap import wrap
from bmc_cli.errors import BmcError
from bmc_cli.file import languages as places
from bmc_cli.file import packs
from bmc_cli.file.languages import languages, shipped
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.words.packs import Pack, fill

LANGUAGES = ["en", "nl"]
KINDS = {
    "customer_segments": "",
    "value_propositions": "price speed service design experience problem_solved newness performance"
    " customisation brand cost_reduction risk_reduction accessibility convenience",
    "customer_relationships": "self_service personal online face_to_face dedicated automated"
    " community co_creation",
    "channels": "awareness evaluation purchase delivery after_sales",
    "revenue_streams": "sale usage_fee subscription rent lease licence brokerage advertising"
    " one_off recurring fixed_price dynamic_price",
    "key_activities": "production service platform",
    "key_resources": "physical financial intellectual human",
    "key_partners": "optimisation risk acquisition",
    "cost_structure": "fixed variable scale scope",
}
LOOK_AHEAD = {
    *["customer_segments", "value_propositions", "channels"],
    *["revenue_streams", "key_resources", "key_partners"],
}


@pytest.fixture(params=LANGUAGES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return load_language(request.param)


def holes(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


# -- the shipped packs


def test_dutch_and_english_are_shipped() -> None:
    assert languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_pack_says_which_language_it_is(language: str) -> None:
    assert load_language(language).language == language


def test_another_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(BmcError) as caught:
        load_language("fr")
    error = caught.value
    assert (error.reason, error.exit_code) == ("unknown_language", 2)
    assert error.values == {"language": "fr", "known": "en, nl"}


def shape(value: Any) -> Any:
    """Return what a pack is made of without its words; lists may differ in length."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return type(value).__name__ if value else "nothing"


def test_the_shipped_packs_have_the_same_shape() -> None:
    dutch, english = (shape(packs._load(shipped(language))) for language in ("nl", "en"))
    assert dutch == english


def test_a_sentence_has_the_same_holes_in_both_languages() -> None:
    dutch, english = load_language("nl").words, load_language("en").words
    assert {name: [*section] for name, section in dutch.items()} == {
        name: [*section] for name, section in english.items()
    }
    differing = [
        f"{name}.{word}"
        for name, section in english.items()
        for word, text in section.items()
        if holes(text) != holes(dutch[name][word])
    ]
    assert differing == []


def test_every_block_is_asked_about_in_full(pack: Pack) -> None:
    assert [*pack.blocks] == [block.key for block in BLOCKS]
    for prompt in pack.blocks.values():
        said = (prompt.title, prompt.short, prompt.purpose, prompt.question, prompt.coach)
        assert all(said)
        assert len(prompt.criteria) >= 3
        assert len(prompt.examples) >= 3
        assert prompt.names
        assert prompt.advice


def test_the_kinds_are_those_that_stand_in_peoples_files(pack: Pack) -> None:
    assert {key: " ".join(prompt.kinds) for key, prompt in pack.blocks.items()} == KINDS
    for prompt in pack.blocks.values():
        assert all(kind.label and kind.hint for kind in prompt.kinds.values())


def test_steps_look_ahead_where_the_form_does(pack: Pack) -> None:
    assert {key for key, prompt in pack.blocks.items() if prompt.ahead} == LOOK_AHEAD


ASKED = {
    "channels": "awareness evaluation purchase delivery after_sales",
    "revenue_streams": "recurring/one_off dynamic_price/fixed_price",
    "key_resources": "later",
    "cost_structure": "variable/fixed",
}
GAPS = {
    *["value_propositions", "customer_relationships", "revenue_streams"],
    *["key_activities", "key_resources"],
}
"""The blocks at whose end somebody is asked for what a target has nothing of."""


def test_the_closing_questions_set_what_check_and_story_use(pack: Pack) -> None:
    asked = {
        key: " ".join(f"{ask.kind or ask.mark}/{ask.rest}".rstrip("/") for ask in prompt.ask)
        for key, prompt in pack.blocks.items()
    }
    assert {key: words for key, words in asked.items() if words} == ASKED


def test_a_gap_is_asked_about_by_name(pack: Pack) -> None:
    gaps = {key: prompt.gap for key, prompt in pack.blocks.items() if prompt.gap}
    assert set(gaps) == GAPS
    assert all(holes(gap) == {"name"} for gap in gaps.values())


def test_words_say_one_sort_of_revenue_each(pack: Pack) -> None:
    kinds = pack.blocks["revenue_streams"].kinds
    words = [word for kind in kinds.values() for word in kind.words]
    assert len(set(words)) == len(words)
    priced = {"one_off", "recurring", "fixed_price", "dynamic_price"}
    assert {name for name, kind in kinds.items() if not kind.words} == priced
    assert pack.changes


ON_SCREEN = {
    "value_propositions": {
        "en": "price speed service design experience problem need segment",
        "nl": "prijs snelheid service ontwerp beleving probleem behoefte segment",
    },
    "customer_relationships": {
        "en": "self-service personal online face-to-face effective profitable",
        "nl": "zelf persoonlijke online intensief werkt levert",
    },
    "channels": {
        "en": "hear judge buy receive help efficiently likes online offline",
        "nl": "bekend proberen kopen ontvangen nazorg efficiënt wil online offline",
    },
    "revenue_streams": {
        "en": "sale usage subscription rent lease licence once fixed dynamic",
        "nl": "verkoop gebruik abonnement huur lease licentie keer vast dynamisch",
    },
    "key_activities": {
        "en": "production service network platform",
        "nl": "productie dienstverlening netwerk platform",
    },
    "key_resources": {
        "en": "essential physical financial intellectual human",
        "nl": "essentiële fysiek financieel intellectueel menselijk",
    },
    "key_partners": {
        "en": "reasons optimisation scale risk resources activities exactly",
        "nl": "redenen optimalisatie schaalvoordeel risico hulpbronnen activiteiten precies",
    },
    "cost_structure": {
        "en": "fixed varies size cost value",
        "nl": "vast variabel schaalvoordeel kosten waarde",
    },
}
"""What the form says that may not stand behind ``?`` only."""


@pytest.mark.parametrize("key", ON_SCREEN)
def test_what_the_form_says_stands_on_the_screen(key: str, pack: Pack) -> None:
    prompt = pack.blocks[key]
    seen = " ".join([prompt.question, prompt.lead, *prompt.criteria]).lower()
    words = set(re.findall(r"[\w-]+", seen))
    assert set(ON_SCREEN[key][pack.language].split()) - words == set()


def test_a_question_and_its_criteria_fit_a_small_screen(pack: Pack) -> None:
    for key, prompt in pack.blocks.items():
        points = [line for each in prompt.criteria for line in wrap(each, 58)]
        lines = [*wrap(prompt.question, 60), *wrap(prompt.lead, 60), *points]
        assert len(lines) <= 9, key


OPEN = {"en": ("How", "What", "Which", "Who"), "nl": ("Hoe", "Wat", "Welke", "Wie", "Waar")}


def test_a_look_ahead_is_not_answered_with_yes_or_no(pack: Pack) -> None:
    for prompt in pack.blocks.values():
        assert prompt.ahead.startswith(OPEN[pack.language]) or not prompt.ahead
        assert prompt.ahead.endswith("?") or not prompt.ahead


def test_criteria_are_points_under_one_line_that_leads_in(pack: Pack) -> None:
    for prompt in pack.blocks.values():
        assert prompt.lead.endswith(":")
        starts = [tuple(each.split()[:3]) for each in prompt.criteria]
        assert len(set(starts)) == len(starts)
        assert not any(each.endswith(".") for each in prompt.criteria)


def test_labels_of_kinds_are_distinct_within_a_block(pack: Pack) -> None:
    for prompt in pack.blocks.values():
        labels = [kind.label for kind in prompt.kinds.values()]
        assert len(set(labels)) == len(labels)


def test_the_canvas_is_credited(pack: Pack) -> None:
    assert pack.credit == "The Business Model Canvas, Strategyzer.com, CC BY-SA 3.0"
    assert "Alexander Osterwalder" in " ".join(pack.intro)
    assert "Yves Pigneur" in " ".join(pack.intro)


def test_the_closing_is_about_experiments(pack: Pack) -> None:
    assert re.search("experiment", " ".join(pack.closing), re.IGNORECASE)


# -- the words against the program


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Return all there is in the program."""
    paths = Path(bmc_cli.__file__).parent.rglob("*.py")
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    return tuple(node for module in modules for node in ast.walk(module))


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of functions with these names whose first argument is a text, with it."""
    for node in nodes():
        if isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            text = getattr(node.args[0], "value", None)
            if called in names and isinstance(text, str):
                yield text, node


RAISING = {"BmcError", "error", "refuse", "Slip"}


def test_every_error_is_told_with_what_to_do(pack: Pack) -> None:
    used = {reason for reason, _ in calls(RAISING)}
    assert len(used) > 40
    assert used - set(pack.words["errors"]) == set()
    assert [*pack.words["errors"]] == [*pack.words["remedies"]]


def test_no_error_is_told_that_nobody_makes(pack: Pack) -> None:
    texts = {
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(pack.words["errors"]) - texts == set()


def test_every_hole_of_an_error_is_filled_where_it_is_made(pack: Pack) -> None:
    unfilled = set()
    for reason, call in calls(RAISING - {"Slip"}):
        values = {keyword.arg for keyword in call.keywords}
        if None in values:  # the values come from elsewhere
            continue
        if "cause" in values:
            values.add("cause_remedy")
        said = pack.words["errors"][reason] + pack.words["remedies"][reason]
        unfilled |= {f"{reason} {hole}" for hole in holes(said) - values}
    assert unfilled == set()


def test_every_word_that_is_said_is_there(pack: Pack) -> None:
    said = {name for name, _ in calls({"say"}) if "." in name}
    said |= {f"{name}_{n}" for name, _ in calls({"count"}) for n in ("one", "many") if "." in name}
    assert len(said) > 20
    there = {f"{name}.{word}" for name, section in pack.words.items() for word in section}
    assert said - there == set()


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{n} of {m}", "1 of {b}", id="filled_once"),
        pytest.param("{x} {n}", "{x} 1", id="unknown_stays"),
        pytest.param("{} {n:>9} }{", "{} {n:>9} }{", id="other_braces_stay"),
    ],
)
def test_only_the_holes_of_a_sentence_are_filled(template: str, expected: str) -> None:
    assert fill(template, {"n": 1, "m": "{b}"}) == expected


def test_one_and_many_are_told_apart() -> None:
    pack = load_language("en")
    counted = [pack.count("show.notes", number) for number in (0, 1, 2)]
    assert counted == ["0 notes", "1 note", "2 notes"]


# -- where they are


def test_a_program_without_its_packs_says_where_they_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "__file__", str(tmp_path / "bmc_cli" / "file" / "languages.py"))
    with pytest.raises(BmcError) as caught:
        load_language("en")
    assert caught.value.reason == "no_packs"
    assert caught.value.values == {"folder": tmp_path / "bmc_cli" / "prompts"}


def test_packs_in_the_package_come_before_those_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, beside = tmp_path / "bmc_cli" / "prompts", tmp_path / "prompts"
    for folder in (inside, beside):
        folder.mkdir(parents=True)
        (folder / "en.yaml").touch()
    monkeypatch.setattr(places, "__file__", str(tmp_path / "bmc_cli" / "file" / "languages.py"))
    assert places.folder() == inside
    (inside / "en.yaml").unlink()
    assert places.folder() == beside

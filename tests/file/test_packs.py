"""The shipped prompt packs, and a pack of one's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bmc_cli
from bmc_cli.errors import BmcError
from bmc_cli.file import packs
from bmc_cli.file.packs import languages, load_file, load_language, shipped
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.words.packs import Kind, Pack, fill

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


# -- a pack of one's own


def test_a_copy_of_a_shipped_pack_is_the_same_pack(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_bytes(shipped("nl").read_bytes())
    assert load_file(copy) == load_language("nl")


def test_a_pack_that_extends_another_says_only_what_differs(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        """\
extends: nl
name: Mijn vragen
blocks:
  channels:
    question: Hoe vinden ze je?
    criteria: [Eén, Twee]
    kinds:
      purchase: {label: kopen, hint: hier}
      tasting: {label: proeven, hint: daar}
words:
  show:
    later: straks
""",
        encoding="utf-8",
    )
    dutch, pack = load_language("nl"), load_file(mine)
    assert (pack.language, pack.name, pack.intro) == ("nl", "Mijn vragen", dutch.intro)
    ours, theirs = pack.blocks["channels"], dutch.blocks["channels"]
    assert (ours.question, ours.criteria) == ("Hoe vinden ze je?", ("Eén", "Twee"))
    assert (ours.title, ours.examples, ours.ahead) == (theirs.title, theirs.examples, theirs.ahead)
    assert [*ours.kinds] == [*theirs.kinds, "tasting"]
    assert ours.kinds["purchase"] == Kind("kopen", "hier", "purchase")
    assert ours.kinds["delivery"] == theirs.kinds["delivery"]
    assert pack.words["show"] == {**dutch.words["show"], "later": "straks"}
    others = [key for key in dutch.blocks if key != "channels"]
    assert all(pack.blocks[key] == dutch.blocks[key] for key in others)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        pytest.param("", "tasting", id="its own id"),
        pytest.param(", role: evaluation", "evaluation", id="said"),
        pytest.param(", role: ' evaluation '", "evaluation", id="blanks around"),
        pytest.param(", role: ", "tasting", id="nothing"),
        pytest.param(", role: ''", "tasting", id="empty"),
    ],
)
def test_a_kind_has_the_role_that_the_pack_says_or_its_own_id(
    said: str, role: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    kind = f"tasting: {{label: a, hint: b{said}}}"
    text = f"extends: nl\nblocks:\n  channels:\n    kinds:\n      {kind}\n"
    mine.write_text(text, encoding="utf-8")
    assert load_file(mine).blocks["channels"].kinds["tasting"] == Kind("a", "b", role)


WRONG = [
    pytest.param(
        "extends: fr\n", "pack_extends", 1, 10, {"name": "fr", "known": "en, nl"}, id="base"
    ),
    pytest.param("extends: [nl]\n", "pack_not_text", 1, 10, {"key": "extends"}, id="base_list"),
    pytest.param(
        "extends: nl\nblocks:\n  chanels:\n    title: A\n",
        "pack_unknown",
        3,
        3,
        {"key": "chanels", "likely": "channels"},
        id="misspelled_block",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    questions: A\n",
        "pack_unknown",
        4,
        5,
        {"key": "questions", "likely": "question"},
        id="misspelled_part",
    ),
    pytest.param(
        "extends: nl\nblocks: [channels]\n",
        "pack_not_mapping",
        2,
        9,
        {"key": "blocks"},
        id="blocks_in_a_list",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    criteria: A\n",
        "pack_not_list",
        4,
        15,
        {"key": "criteria"},
        id="criteria_as_text",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    criteria:\n      - Online: or not\n",
        "yaml_colon",
        5,
        9,
        {"quoted": "'Online: or not'"},
        id="criterion_with_colon",
    ),
    pytest.param(
        "extends: nl\nintro:\n  - a\n  - b: c   # d\n",
        "yaml_colon",
        4,
        5,
        {"quoted": "'b: c'   # d"},
        id="list_with_colon_and_remark",
    ),
    pytest.param(
        "extends: nl\nintro:\n  - text: b\n    detail: c\n",
        "pack_not_text",
        3,
        5,
        {"key": "intro"},
        id="list_with_mapping",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    question: Hoe: wat\n",
        "yaml_colon",
        4,
        18,
        {"quoted": "'Hoe: wat'"},
        id="first_key_of_a_block_with_colon",
    ),
    pytest.param(
        "extends: nl\n? blocks\n: {}\n",
        "yaml_question",
        2,
        1,
        {"right": "blocks: {}"},
        id="question_mark_before_a_name",
    ),
    pytest.param(
        "? extends\n: nl\n",
        "yaml_question",
        1,
        1,
        {"right": "extends: nl"},
        id="question_mark_before_the_first_name",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ? question\n    : Hoe\n",
        "yaml_question",
        4,
        5,
        {"right": "question: Hoe"},
        id="question_mark_further_in",
    ),
    pytest.param(
        "? extends: nl\n",
        "yaml_question",
        1,
        1,
        {"right": "extends: nl"},
        id="question_mark_before_name_and_value",
    ),
    pytest.param(
        "extends: nl\nname: [A]\n", "pack_not_text", 2, 7, {"key": "name"}, id="name_list"
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    kinds:\n      tasting: {label: A}\n",
        "pack_missing",
        5,
        16,
        {"key": "hint"},
        id="kind_without_hint",
    ),
    pytest.param(
        "extends: nl\nwords:\n  show:\n    latter: A\n",
        "pack_unknown",
        4,
        5,
        {"key": "latter", "likely": "later"},
        id="misspelled_word",
    ),
    pytest.param(
        "extends: nl\nwords:\n  show:\n    notes_many: '{m} briefjes'\n",
        "pack_hole",
        4,
        17,
        {"hole": "{m}", "known": "{n}"},
        id="hole_that_is_not_filled",
    ),
    pytest.param(
        "extends: nl\nwords:\n  show:\n    open: '{n} open'\n",
        "pack_hole",
        4,
        11,
        {"hole": "{n}", "known": "-"},
        id="hole_where_there_is_none",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    kinds:\n"
        "      tasting: {label: A, hint: B, role: taste}\n",
        "pack_choice",
        5,
        42,
        {
            "key": "role",
            "word": "taste",
            "known": "awareness, evaluation, purchase, delivery, after_sales",
        },
        id="role_that_there_is_not",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  key_resources:\n    kinds:\n"
        "      tools: {label: A, hint: B, role: fixed}\n",
        "pack_choice",
        5,
        40,
        {"key": "role", "word": "fixed", "known": "-"},
        id="role_where_there_is_none",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    kinds:\n"
        "      tasting: {label: A, hint: B, role: [purchase]}\n",
        "pack_not_text",
        5,
        42,
        {"key": "role"},
        id="role_list",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    kinds:\n"
        "      tasting: {label: A, hint: B, rol: purchase}\n",
        "pack_unknown",
        5,
        36,
        {"key": "rol", "likely": "role"},
        id="role_misspelled",
    ),
    pytest.param("pack: 1\nlanguage: fy\n", "pack_missing", 1, 1, {"key": "name"}, id="incomplete"),
    pytest.param(
        "extends: nl\nname: A\nname: B\n",
        "yaml_duplicate_key",
        3,
        1,
        {"key": "name"},
        id="double_key",
    ),
]


@pytest.mark.parametrize(("text", "reason", "line", "column", "values"), WRONG)
def test_a_wrong_pack_is_told_with_its_place(
    text: str, reason: str, line: int, column: int, values: dict[str, str], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(BmcError) as caught:
        load_file(mine)
    error = caught.value
    assert error.place is not None
    assert (error.place.file, error.place.source) == (str(mine), text.split("\n")[line - 1])
    assert (error.reason, error.place.line, error.place.column) == (reason, line, column)
    assert error.values == values


@pytest.mark.parametrize("text", ["", "# nothing\n", "- A\n", "just a line\n"])
def test_what_is_no_mapping_is_no_pack(text: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(BmcError) as caught:
        load_file(mine)
    assert (caught.value.reason, caught.value.values) == ("not_a_pack", {"file": mine})


def test_a_pack_may_be_missing_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BmcError, match="no_pack"):
        load_file(tmp_path / "nothing.yaml")
    with pytest.raises(BmcError, match="unfit_pack") as caught:
        load_file(tmp_path)
    assert caught.value.values["cause"].reason == "is_folder"


def test_a_program_without_its_packs_says_where_they_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "__file__", str(tmp_path / "bmc_cli" / "file" / "packs.py"))
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
    monkeypatch.setattr(packs, "__file__", str(tmp_path / "bmc_cli" / "file" / "packs.py"))
    assert packs.folder() == inside
    (inside / "en.yaml").unlink()
    assert packs.folder() == beside

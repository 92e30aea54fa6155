"""What is wrong in a prompt pack is told with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.packs import load_file

NL = "extends: nl\n"
CHANNELS = NL + "blocks:\n  channels:\n    "
KINDS = CHANNELS + "kinds:\n      "
ASK = CHANNELS + "ask:\n      - "


def row(name: str, text: str, reason: str, /, **values: str) -> Any:
    """Return a pack, » where it is wrong, and what is said of that."""
    return pytest.param(text, reason, values, id=name)


WRONG = [
    row("base", "extends: »fr\n", "pack_extends", name="fr", known="en, nl"),
    row("base_list", "extends: »[nl]\n", "pack_not_text", key="extends"),
    row(
        "misspelled_block",
        NL + "blocks:\n  »chanels:\n    title: A\n",
        "pack_unknown",
        key="chanels",
        likely="channels",
    ),
    row(
        "misspelled_part",
        CHANNELS + "»questions: A\n",
        "pack_unknown",
        key="questions",
        likely="question",
    ),
    row("blocks_in_a_list", NL + "blocks: »[channels]\n", "pack_not_mapping", key="blocks"),
    row("criteria_as_text", CHANNELS + "criteria: »A\n", "pack_not_list", key="criteria"),
    row(
        "criterion_with_colon",
        CHANNELS + "criteria:\n      - »Online: or not\n",
        "yaml_colon",
        quoted="'Online: or not'",
    ),
    row(
        "list_with_colon_and_remark",
        NL + "intro:\n  - a\n  - »b: c   # d\n",
        "yaml_colon",
        quoted="'b: c'   # d",
    ),
    row(
        "list_with_mapping",
        NL + "intro:\n  - »text: b\n    detail: c\n",
        "pack_not_text",
        key="intro",
    ),
    row(
        "first_key_of_a_block_with_colon",
        CHANNELS + "question: Hoe»: wat\n",
        "yaml_colon",
        quoted="'Hoe: wat'",
    ),
    row(
        "question_mark_before_a_name", NL + "»? blocks\n: {}\n", "yaml_question", right="blocks: {}"
    ),
    row(
        "question_mark_before_the_first_name",
        "»? extends\n: nl\n",
        "yaml_question",
        right="extends: nl",
    ),
    row(
        "question_mark_further_in",
        CHANNELS + "»? question\n    : Hoe\n",
        "yaml_question",
        right="question: Hoe",
    ),
    row(
        "question_mark_before_name_and_value",
        "»? extends: nl\n",
        "yaml_question",
        right="extends: nl",
    ),
    row("name_list", NL + "name: »[A]\n", "pack_not_text", key="name"),
    row("kind_without_hint", KINDS + "tasting: »{label: A}\n", "pack_missing", key="hint"),
    row(
        "misspelled_word",
        NL + "words:\n  show:\n    »latter: A\n",
        "pack_unknown",
        key="latter",
        likely="later",
    ),
    row(
        "hole_that_is_not_filled",
        NL + "words:\n  show:\n    notes_many: »'{m} briefjes'\n",
        "pack_hole",
        hole="{m}",
        known="{n}",
    ),
    row(
        "hole_where_there_is_none",
        NL + "words:\n  show:\n    open: »'{n} open'\n",
        "pack_hole",
        hole="{n}",
        known="-",
    ),
    row(
        "role_that_there_is_not",
        KINDS + "tasting: {label: A, hint: B, role: »taste}\n",
        "pack_choice",
        key="role",
        word="taste",
        known="awareness, evaluation, purchase, delivery, after_sales",
    ),
    row(
        "role_where_there_is_none",
        NL
        + "blocks:\n  key_resources:\n    kinds:\n      tools: {label: A, hint: B, role: »fixed}\n",
        "pack_choice",
        key="role",
        word="fixed",
        known="-",
    ),
    row(
        "role_list",
        KINDS + "tasting: {label: A, hint: B, role: »[purchase]}\n",
        "pack_not_text",
        key="role",
    ),
    row(
        "role_misspelled",
        KINDS + "tasting: {label: A, hint: B, »rol: purchase}\n",
        "pack_unknown",
        key="rol",
        likely="role",
    ),
    row("question_that_gives_nothing", ASK + "»{question: A?}\n", "pack_ask"),
    row(
        "question_that_gives_both",
        ASK + "»{question: A?, kind: purchase, mark: later}\n",
        "pack_ask",
    ),
    row("rest_of_a_mark", ASK + "»{question: A?, mark: later, rest: purchase}\n", "pack_ask"),
    row(
        "question_for_a_kind_that_there_is_not",
        ASK + "{question: A?, kind: »tasting}\n",
        "pack_kind",
        word="tasting",
        known="awareness, evaluation, purchase, delivery, after_sales",
    ),
    row(
        "rest_that_is_what_is_asked_for",
        ASK + "{question: A?, kind: purchase, rest: »purchase}\n",
        "pack_rest",
        word="purchase",
    ),
    row(
        "question_without_words",
        ASK + "{question: »'', kind: purchase}\n",
        "pack_missing",
        key="question",
    ),
    row(
        "gap_that_does_not_say_what_is_missing",
        CHANNELS + "gap: »Nothing here yet.\n",
        "pack_no_hole",
        key="gap",
        hole="{name}",
    ),
    row(
        "rest_of_a_kind_that_there_is_not",
        ASK + "{question: A?, kind: purchase, rest: »tasting}\n",
        "pack_kind",
        word="tasting",
        known="awareness, evaluation, purchase, delivery, after_sales",
    ),
    row(
        "mark_that_there_is_not",
        ASK + "{question: A?, mark: »never}\n",
        "pack_choice",
        key="mark",
        word="never",
        known="later",
    ),
    row(
        "part_of_a_question_misspelled",
        ASK + "{question: A?, »knd: purchase}\n",
        "pack_unknown",
        key="knd",
        likely="kind",
    ),
    row("no_question", ASK + "»{kind: purchase}\n", "pack_missing", key="question"),
    row("question_that_is_a_text", ASK + "»Where?\n", "pack_not_mapping", key="ask"),
    row(
        "gap_with_another_hole",
        CHANNELS + "gap: »Niets voor {C}?\n",
        "pack_hole",
        hole="{C}",
        known="{name}",
    ),
    row(
        "words_as_text",
        KINDS + "purchase: {label: A, hint: B, words: »kopen}\n",
        "pack_not_list",
        key="words",
    ),
    row("another_version", NL + "pack: »3\n", "pack_version", word="3", known="1, 2"),
    row("incomplete", "»pack: 1\nlanguage: fy\n", "pack_missing", key="name"),
    row("double_key", NL + "name: A\n»name: B\n", "yaml_duplicate_key", key="name"),
]


@pytest.mark.parametrize(("marked", "reason", "values"), WRONG)
def test_a_wrong_pack_is_told_with_its_place(
    marked: str, reason: str, values: dict[str, str], tmp_path: Path
) -> None:
    before, sign, after = marked.partition("»")
    assert sign
    text, line = before + after, before.count("\n") + 1
    mine = tmp_path / "mine.yaml"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(BmcError) as caught:
        load_file(mine)
    error = caught.value
    assert error.place is not None
    assert (error.place.file, error.place.source) == (str(mine), text.split("\n")[line - 1])
    column = len(before.split("\n")[-1]) + 1
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

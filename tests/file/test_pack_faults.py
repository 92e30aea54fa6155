"""What is wrong in a prompt pack is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.packs import load_file

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
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - {question: A?}\n",
        "pack_ask",
        5,
        9,
        {},
        id="question_that_gives_nothing",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n"
        "      - {question: A?, kind: purchase, mark: later}\n",
        "pack_ask",
        5,
        9,
        {},
        id="question_that_gives_both",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n"
        "      - {question: A?, mark: later, rest: purchase}\n",
        "pack_ask",
        5,
        9,
        {},
        id="rest_of_a_mark",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - {question: A?, kind: tasting}\n",
        "pack_kind",
        5,
        30,
        {"word": "tasting", "known": "awareness, evaluation, purchase, delivery, after_sales"},
        id="question_for_a_kind_that_there_is_not",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n"
        "      - {question: A?, kind: purchase, rest: purchase}\n",
        "pack_rest",
        5,
        46,
        {"word": "purchase"},
        id="rest_that_is_what_is_asked_for",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - {question: '', kind: purchase}\n",
        "pack_missing",
        5,
        20,
        {"key": "question"},
        id="question_without_words",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    gap: Nothing here yet.\n",
        "pack_no_hole",
        4,
        10,
        {"key": "gap", "hole": "{name}"},
        id="gap_that_does_not_say_what_is_missing",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n"
        "      - {question: A?, kind: purchase, rest: tasting}\n",
        "pack_kind",
        5,
        46,
        {"word": "tasting", "known": "awareness, evaluation, purchase, delivery, after_sales"},
        id="rest_of_a_kind_that_there_is_not",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - {question: A?, mark: never}\n",
        "pack_choice",
        5,
        30,
        {"key": "mark", "word": "never", "known": "later"},
        id="mark_that_there_is_not",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - {question: A?, knd: purchase}\n",
        "pack_unknown",
        5,
        24,
        {"key": "knd", "likely": "kind"},
        id="part_of_a_question_misspelled",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - {kind: purchase}\n",
        "pack_missing",
        5,
        9,
        {"key": "question"},
        id="no_question",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    ask:\n      - Where?\n",
        "pack_not_mapping",
        5,
        9,
        {"key": "ask"},
        id="question_that_is_a_text",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    gap: Niets voor {C}?\n",
        "pack_hole",
        4,
        10,
        {"hole": "{C}", "known": "{name}"},
        id="gap_with_another_hole",
    ),
    pytest.param(
        "extends: nl\nblocks:\n  channels:\n    kinds:\n"
        "      purchase: {label: A, hint: B, words: kopen}\n",
        "pack_not_list",
        5,
        44,
        {"key": "words"},
        id="words_as_text",
    ),
    pytest.param(
        "extends: nl\npack: 3\n",
        "pack_version",
        2,
        7,
        {"word": "3", "known": "1, 2"},
        id="another_version",
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

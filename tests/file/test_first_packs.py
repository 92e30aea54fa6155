"""Packs of the first shape, ``pack: 1``: they go on working, and what is new to them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bmc_cli import errors
from bmc_cli.errors import BmcError
from bmc_cli.file.first_packs import NEW, former_words
from bmc_cli.file.languages import shipped
from bmc_cli.file.packs import load_file, load_language
from bmc_cli.words.packs import Pack


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    errors.warnings.clear()
    yield
    errors.warnings.clear()


def first_pack(language: str = "nl") -> dict[str, Any]:
    """Return a whole pack of the first shape: all that it could say, and nothing newer."""
    said = yaml.safe_load(shipped(language).read_text(encoding="utf-8"))
    for prompt in said["blocks"].values():
        for kind in prompt["kinds"].values():
            kind.pop("words", None)
    words = {
        section: {
            name: " ".join(f"{{{hole}}}" for hole in holes) or "x" for name, holes in of.items()
        }
        for section, of in former_words().items()
    }
    blocks = {key: without_new(prompt) for key, prompt in said["blocks"].items()}
    return {**without_new(said), "pack": "1", "blocks": blocks, "words": words}


def without_new(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in NEW}


def loaded(folder: Path, said: dict[str, Any] | str) -> Pack:
    path = folder / "mine.yaml"
    text = said if isinstance(said, str) else yaml.safe_dump(said, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return load_file(path)


def told() -> list[tuple[str, Any]]:
    """Return what was warned about, with the values but the file."""
    return [
        (each.reason, {name: value for name, value in each.values.items() if name != "file"})
        for each in errors.warnings
        if isinstance(each, BmcError)
    ]


@pytest.mark.parametrize(
    ("language", "base"),
    [("nl", "nl"), ("en", "en"), ("NL", "nl"), ("fy", "en")],
)
def test_what_a_whole_first_pack_lacks_comes_from_the_shipped_one_of_its_language(
    language: str, base: str, tmp_path: Path
) -> None:
    pack = loaded(tmp_path, {**first_pack("nl"), "language": language})
    ours = load_language(base)
    assert pack.changes == ours.changes
    for key, prompt in pack.blocks.items():
        assert (prompt.ask, prompt.gap) == (ours.blocks[key].ask, ours.blocks[key].gap)
        assert {name: kind.words for name, kind in prompt.kinds.items()} == {
            name: kind.words for name, kind in ours.blocks[key].kinds.items()
        }
    assert {name: set(said) for name, said in pack.words.items()} == {
        name: set(said) for name, said in ours.words.items()
    }


def test_nothing_leads_in_criteria_that_were_not_written_for_it(tmp_path: Path) -> None:
    pack = loaded(tmp_path, first_pack())
    assert {prompt.lead for prompt in pack.blocks.values()} == {""}


def test_what_it_does_say_is_said(tmp_path: Path) -> None:
    said = first_pack()
    said["words"]["show"]["later"] = "straks"
    said["blocks"]["channels"]["ask"] = [{"question": "Waar?", "kind": "purchase"}]
    pack = loaded(tmp_path, said)
    assert pack.words["show"]["later"] == "straks"
    assert [ask.question for ask in pack.blocks["channels"].ask] == ["Waar?"]


def test_a_question_for_a_kind_that_it_has_not_got_is_left_out(tmp_path: Path) -> None:
    said = first_pack("en")
    kinds = said["blocks"]["channels"]["kinds"]
    said["blocks"]["channels"]["kinds"] = {"purchase": kinds["purchase"]}
    del said["blocks"]["revenue_streams"]["kinds"]["one_off"]
    said["blocks"]["key_resources"]["kinds"] = {}
    blocks = loaded(tmp_path, said).blocks
    assert [ask.kind for ask in blocks["channels"].ask] == ["purchase"]
    assert [(ask.kind, ask.rest) for ask in blocks["revenue_streams"].ask] == [
        ("recurring", ""),
        ("dynamic_price", "fixed_price"),
    ]
    assert [ask.mark for ask in blocks["key_resources"].ask] == ["later"]


def test_a_question_of_its_own_for_a_kind_that_there_is_not_is_wrong(tmp_path: Path) -> None:
    said = first_pack("en")
    said["blocks"]["channels"]["ask"] = [{"question": "Where?", "kind": "tasting"}]
    with pytest.raises(BmcError, match="pack_kind") as caught:
        loaded(tmp_path, said)
    assert caught.value.place is not None


@pytest.mark.parametrize("name", ["name", "intro", "words"])
def test_what_the_first_shape_had_may_not_be_missing(name: str, tmp_path: Path) -> None:
    said = first_pack()
    del said[name]
    with pytest.raises(BmcError, match="pack_missing") as caught:
        loaded(tmp_path, said)
    assert caught.value.values == {"key": name}


def test_a_whole_pack_of_today_may_not_lack_what_is_new(tmp_path: Path) -> None:
    with pytest.raises(BmcError, match="pack_missing") as caught:
        loaded(tmp_path, {**first_pack(), "pack": "2"})
    assert caught.value.values["key"] in NEW


# -- words that nobody says any more


@pytest.fixture
def _shown_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the first shape had had a word, a hole and a section that are no more."""
    from bmc_cli.file import first_packs

    words = first_packs._WORDS
    former = {**words, "show": f"{words['show']} faded open{{n}}", "dance": "waltz{n} tango"}
    monkeypatch.setattr(first_packs, "_WORDS", former)


GONE = "words:\n  show: {faded: A, open: '{n} open', later: B}\n  dance: {waltz: '{n}'}\n"


@pytest.mark.usefixtures("_shown_otherwise")
@pytest.mark.parametrize("head", ["extends: en\n", "extends: en\npack: 1\n"])
def test_words_that_are_said_no_more_are_left_out(head: str, tmp_path: Path) -> None:
    pack, shipped_pack = loaded(tmp_path, head + GONE), load_language("en")
    assert pack.words == {
        **shipped_pack.words,
        "show": {**shipped_pack.words["show"], "later": "B"},
    }


@pytest.mark.usefixtures("_shown_otherwise")
def test_words_that_are_said_no_more_are_wrong_in_a_pack_of_today(tmp_path: Path) -> None:
    with pytest.raises(BmcError, match="pack_unknown") as caught:
        loaded(tmp_path, f"extends: en\npack: 2\n{GONE}")
    assert caught.value.values["key"] == "faded"


@pytest.mark.parametrize("head", ["extends: en\n", "extends: en\npack: 1\n"])
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param("{latter: A}", "pack_unknown", id="a word that there never was"),
        pytest.param("{open: '{m}'}", "pack_hole", id="a hole that there never was"),
    ],
)
def test_a_slip_in_a_word_is_told_in_every_pack(
    head: str, words: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BmcError, match=reason):
        loaded(tmp_path, f"{head}words:\n  show: {words}\n")


# -- words that once kept their capital


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("extends: en\n", id="extends"),
        pytest.param("extends: en\npack: 1\n", id="first"),
        pytest.param("extends: en\npack: 2\n", id="of today"),
    ],
)
@pytest.mark.parametrize("words", ["[monday, albert]", "", "[]"])
def test_a_pack_may_still_hold_capitals(head: str, words: str, tmp_path: Path) -> None:
    pack = loaded(tmp_path, f"{head}name: Mine\ncapitals: {words}\n")
    assert (pack.name, pack.words) == ("Mine", load_language("en").words)


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_whole_pack_may_still_hold_capitals(version: str, tmp_path: Path) -> None:
    said = yaml.safe_load(shipped("nl").read_text(encoding="utf-8"))
    pack = loaded(tmp_path, {**said, "pack": version, "capitals": ["maandag"]})
    assert pack == load_language("nl")


@pytest.mark.parametrize("head", ["extends: en\n", "extends: en\npack: 2\n"])
def test_capitals_are_told_to_be_left_out(head: str, tmp_path: Path) -> None:
    loaded(tmp_path, f"{head}capitals: [monday]\n")
    assert told() == [("pack_gone", {"words": "capitals"})]


def test_capitals_are_told_with_the_words_that_are_left_out(tmp_path: Path) -> None:
    text = "extends: en\ncapitals: [monday]\nwords: {story: {awareness: 'By {notes}.'}}\n"
    pack = loaded(tmp_path, text)
    assert pack.words == load_language("en").words
    assert told() == [("pack_gone", {"words": "capitals, story.awareness"})]


# -- what is told


def test_what_is_new_to_a_first_pack_is_told(tmp_path: Path) -> None:
    said = first_pack()
    said["words"] = load_language("nl").words
    said["words"] = {**said["words"], "show": {**said["words"]["show"]}}
    del said["words"]["show"]["later"]
    loaded(tmp_path, said)
    assert told() == [("old_pack", {"new": "ask, changes, gap, lead, words.show.later"})]


def test_a_first_pack_that_extends_another_is_told_what_it_may_say(tmp_path: Path) -> None:
    loaded(tmp_path, "extends: nl\npack: 1\nblocks: {channels: {gap: '', ask: []}}\n")
    assert told() == [("old_pack", {"new": "changes, lead"})]


@pytest.mark.parametrize("head", ["extends: nl\n", "extends: nl\npack: 2\n"])
def test_nothing_is_told_of_a_pack_of_today(head: str, tmp_path: Path) -> None:
    loaded(tmp_path, f"{head}name: Mijn vragen\n")
    loaded(tmp_path, shipped("nl").read_text(encoding="utf-8"))
    assert told() == []


@pytest.mark.usefixtures("_shown_otherwise")
def test_words_that_are_left_out_are_told_by_name(tmp_path: Path) -> None:
    loaded(tmp_path, f"extends: en\n{GONE}")
    assert told() == [("pack_gone", {"words": "dance.waltz, show.faded, show.open"})]


def test_the_words_of_the_first_shape_are_names_with_holes() -> None:
    words = former_words()
    assert words["interview"]["step"] == {"n", "total"}
    names = [name for of in words.values() for name in of]
    assert [name for name in names if not re.fullmatch(r"[\w-]+", name)] == []

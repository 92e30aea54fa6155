"""``bmc prompts``: a pack, to start one of your own from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bmc_cli.file.languages import shipped, skill
from tests.commandline import bmc


@pytest.mark.parametrize("language", ["en", "nl", "NL"])
def test_a_pack_is_printed_as_it_is_shipped(language: str) -> None:
    done = bmc("prompts", language)
    assert done.code == 0
    assert done.out == shipped(language.lower()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Make one of your own: bmc prompts en > mine.yaml,"),
        ("nl", "Een eigen set maken: bmc prompts nl > mijn.yaml,"),
    ],
)
def test_a_list_says_which_there_are_and_how_to_make_one(language: str, told: str) -> None:
    done = bmc("prompts", language, "--list")
    assert done.out.splitlines() == ["en  English", "nl  Nederlands"]
    assert done.err.startswith(told)


def test_without_a_language_it_prints_the_pack_of_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert bmc("prompts").out.startswith("# Vragenset voor bmc in het Nederlands")


def test_a_pack_of_the_first_shape_is_used_and_told_of_once(folder: Path) -> None:
    text = "extends: nl\npack: 1\nblocks: {channels: {title: Wegen}}\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    (folder / "canvas.yaml").write_text("bmc: 1\nchannels: [Winkel]\n", encoding="utf-8")
    done = bmc("show", "--prompts", "mine.yaml", "--block", "4")
    assert (done.code, "Wegen" in done.out) == (0, True)
    (line,) = done.err.splitlines()
    assert line.startswith("bmc: mine.yaml zegt pack: 1. Nieuw sindsdien")
    assert "ask, changes, gap, lead" in line


@pytest.mark.parametrize(("words", "said"), [("en", "in one line"), ("nl", "in één regel")])
def test_the_schema_of_packs_is_printed_in_a_language(words: str, said: str) -> None:
    done = bmc("prompts", words, "--schema")
    assert (done.code, done.err) == (0, "")
    assert (
        said
        in json.loads(done.out)["properties"]["blocks"]["properties"]["channels"]["properties"][
            "purpose"
        ]["description"]
    )


def test_the_skill_is_printed_as_it_is_shipped() -> None:
    assert bmc("prompts", "--skill").out == skill().read_text(encoding="utf-8")

"""``bmc prompts``: a pack, to start one of your own from."""

from __future__ import annotations

import pytest

from bmc_cli.file.packs import shipped
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

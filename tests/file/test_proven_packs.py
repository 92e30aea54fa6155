"""Packs that the build has checked: not read again, unless they changed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file import languages, packs
from bmc_cli.file.languages import shipped
from bmc_cli.file.packs import load_file, load_language

LANGUAGES = ["en", "nl"]


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the shipped packs, and what a build has made of the English one."""
    for path in (shipped(language) for language in LANGUAGES):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    made = ModuleType("made")
    exec(packs.proven(tmp_path / "en.yaml"), vars(made))
    for module in (languages, packs):
        monkeypatch.setattr(module, "folder", lambda: tmp_path)
    monkeypatch.setitem(sys.modules, f"{packs.PROVEN}.en", made)
    monkeypatch.setitem(sys.modules, f"{packs.PROVEN}.nl", None)  # as if there were none
    return tmp_path


def test_a_pack_that_the_build_has_checked_is_not_read_again(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load_language("nl"), load_file(own_folder / "en.yaml")
    monkeypatch.setattr(packs, "parse", lambda *_: pytest.fail("it was read again"))
    assert load_language("en") == expected[1]
    with pytest.raises(pytest.fail.Exception):
        packs._shipped_pack.__wrapped__(own_folder / "nl.yaml")


def test_a_pack_that_changed_since_the_build_is_read_as_it_is(own_folder: Path) -> None:
    path = own_folder / "en.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Channels", "title: Canals"), encoding="utf-8")
    assert load_language("en").blocks["channels"].title == "Canals"


def test_a_build_refuses_a_wrong_pack(own_folder: Path) -> None:
    path = own_folder / "en.yaml"
    path.write_text("language: en\n", encoding="utf-8")
    with pytest.raises(BmcError, match="pack_missing"):
        packs.proven(path)

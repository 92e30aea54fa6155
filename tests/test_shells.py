"""Tab and Enter in real shells: no note, no name of a file and no pack runs a program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bmc_cli.file.languages import shipped
from tests.shells import HOSTILE, SHELLS, TAB, Shell, shell
from tests.terminal import ENTER

pytestmark = pytest.mark.once


def write_canvas(path: Path, *segments: str) -> None:
    """Write a canvas with these segments; a JSON text is one of YAML."""
    path.write_text(f"bmc: 1\ncustomer_segments: {json.dumps(segments)}\n", encoding="utf-8")


def assert_nothing_ran(started: Shell) -> None:
    assert not list(started.folder.rglob("PWN"))


@pytest.mark.parametrize("name", SHELLS)
def test_a_file_is_quoted_and_a_segment_is_its_letter(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    for at, text in enumerate(HOSTILE):
        write_canvas(folder / f"{at}-{text}.yaml", text)
    with shell(name, folder) as started:
        for at, text in enumerate(HOSTILE):
            written = started.run(f"bmc show --width 60 {at}-", TAB, " --segment ", TAB)
            assert_nothing_ran(started)
            if text.isprintable():  # else zsh and fish hand it over in a spelling of their own
                assert re.search(r"--segment .{0,20}A", written), text
                assert "Strategyzer" in written, text  # it is drawn


@pytest.mark.parametrize("name", SHELLS)
def test_a_list_of_notes_runs_nothing(name: str, tmp_path: Path) -> None:
    write_canvas(tmp_path / "canvas.yaml", *HOSTILE)
    with shell(name, tmp_path) as started:
        for line in ("bmc edit 4 --add Van --for ", "bmc show --width 60 --segment "):
            started.run(line, TAB, TAB, ENTER)  # fish takes the first Enter for its list
            assert_nothing_ran(started)


@pytest.mark.parametrize("name", SHELLS)
def test_a_pack_s_words_run_nothing(name: str, tmp_path: Path) -> None:
    write_canvas(tmp_path / "canvas.yaml", "Families")
    text = shipped("en").read_text(encoding="utf-8")
    bad = text.replace("awareness: {label: awareness", 'aware: {label: "`touch PWN`$(touch PWN)"')
    assert bad != text
    (tmp_path / "bad.yaml").write_text(bad, encoding="utf-8")
    with shell(name, tmp_path) as started:
        started.run("bmc edit 4 --prompts bad.yaml --add Van --kind ", TAB, TAB, ENTER)
        assert_nothing_ran(started)


@pytest.mark.parametrize("name", SHELLS)
def test_a_word_is_completed(name: str, tmp_path: Path) -> None:
    write_canvas(tmp_path / "canvas.yaml", "Families")
    with shell(name, tmp_path) as started:
        for typed, becomes in (
            ("bmc edit 4 --add Van --kind=aw", "--kind=awareness"),
            ("bmc check --explain idle-p", "idle-partner"),
            ("bmc sh", "bmc show"),
        ):
            started.complete(typed)
            assert becomes in started.terminal.text

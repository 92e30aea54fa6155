"""``bmc check`` for programs, and what a pack leaves out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.test_check import findings, write
from tests.method.rule_rows import TWO


@pytest.mark.parametrize("name", ["json", "github", "sarif"])
def test_each_format_has_the_findings_of_all_files(folder: Path, name: str) -> None:
    write(folder, TWO, "a.yaml")
    write(folder, 'channels: ["x\n', "broken.yaml")
    done = bmc("check", "a.yaml", "broken.yaml", "--format", name)
    assert done.code == 3
    assert all(word in done.out for word in ("a.yaml", "empty-block", "broken.yaml", "unreadable"))


def test_an_unknown_format_is_named_with_those_there_are(folder: Path) -> None:
    write(folder, TWO)
    done = bmc("check", "--format", "xml", "--lang", "en")
    assert done.code == 2
    assert "json, github, sarif" in done.err


def test_a_pack_leaves_rules_out(folder: Path) -> None:
    write(folder, TWO)
    pack = folder / "mine.yaml"
    pack.write_text("extends: en\nignore: [empty-block]\n", encoding="utf-8")
    assert {each["rule"] for each in findings("--prompts", "mine.yaml")} == {"no-later"}
    assert "empty-block" in {each["rule"] for each in findings()}


@pytest.mark.parametrize("folder", ["##[stop-commands]x", "a ##[add-mask]x", "::error::x"])
def test_in_the_log_of_an_action_no_name_is_a_command(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "canvas.yaml").write_text('bmc: 1\nchannels: ["a\n', encoding="utf-8")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert f"read: {folder}/" in bmc("check", ".", "--format", "github").err
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = bmc("check", ".", "--format", "github")
    assert "##[" not in done.err
    assert folder.partition("[")[2] in done.err
    assert [line[:8] for line in done.out.splitlines()] == ["::error "]

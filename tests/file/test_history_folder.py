"""A folder that cannot hold versions: the edit is saved and says so, and undo says why."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bmc_cli.file import history
from bmc_cli.file.versions import folder_of
from tests.commandline import bmc
from tests.histories import FIRST, added


def file_for_the_line(target: Path, _: pytest.MonkeyPatch) -> str:
    folder_of(target).parent.mkdir(parents=True)
    folder_of(target).write_text("a file", encoding="utf-8")
    return f"{folder_of(target)} is not a folder."


def file_for_the_state(target: Path, _: pytest.MonkeyPatch) -> str:
    state = target.parent.parent / "state"
    state.write_text("a file", encoding="utf-8")
    return f"{state} is not a folder."


def link_for_the_line(target: Path, _: pytest.MonkeyPatch) -> str:
    elsewhere = target.parent.parent / "elsewhere"
    elsewhere.mkdir()
    folder_of(target).parent.mkdir(parents=True)
    folder_of(target).symlink_to(elsewhere)
    return f"{folder_of(target)} is not a folder."


def nowhere(target: Path, _: pytest.MonkeyPatch) -> str:
    folder_of(target).parent.mkdir(parents=True)
    folder_of(target).symlink_to("nowhere")
    return f"{folder_of(target)} is not a folder."


def no_home(_: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    def home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr(Path, "home", home)
    return "There is no home folder to keep earlier saves in."


def home_from_here(_: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "home")
    monkeypatch.setenv("USERPROFILE", "home")
    return "There is no home folder to keep earlier saves in."


def somebody_elses(target: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder_of(target).mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: 54_321)
    return f"{folder_of(target)} belongs to somebody else."


UNUSABLE = [
    *(pytest.param(spoil, id=spoil.__name__) for spoil in (file_for_the_line, file_for_the_state)),
    *(pytest.param(spoil, id=spoil.__name__) for spoil in (link_for_the_line, nowhere)),
    pytest.param(somebody_elses, id=somebody_elses.__name__),
    *(pytest.param(spoil, id=spoil.__name__) for spoil in (no_home, home_from_here)),
]


@pytest.mark.parametrize("spoil", UNUSABLE)
def test_an_edit_that_cannot_be_undone_is_saved_and_says_so_once(
    target: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[..., str]
) -> None:
    why = spoil(target, monkeypatch)
    done = bmc("edit", "4", "--add", "Stall")
    assert (done.code, done.out) == (0, "4 Channels\n+ 2 Stall\n")
    assert done.err.splitlines() == [
        f"bmc: canvas.yaml is saved, but cannot be undone. {why}",
        "  Fix that, set XDG_STATE_HOME to a folder of yours, or do without: BMC_HISTORY=off",
    ]
    assert target.read_text(encoding="utf-8") == FIRST + "  - Stall\n"
    monkeypatch.setenv("BMC_HISTORY", "off")
    assert bmc("edit", "4", "--add", "Van").err == ""


@pytest.mark.parametrize("spoil", UNUSABLE)
@pytest.mark.parametrize("option", ["--redo", "--list", "--lang=en"])
def test_undo_says_why_there_are_no_versions_and_leaves_the_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[..., str], option: str
) -> None:
    why = spoil(target, monkeypatch)
    done = bmc("undo", option)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"bmc: The earlier saves of canvas.yaml cannot be used. {why}\n")
    assert target.read_text(encoding="utf-8") == FIRST


def test_an_interview_says_once_that_it_cannot_be_undone(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_for_the_state(target, monkeypatch)
    done = bmc("new", "fresh.yaml", "--plain", stdin="Bakery\nAnn\nFamilies\nHotels\n/quit\n")
    assert done.err.count("cannot be undone") == 1
    assert "Hotels" in target.with_name("fresh.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give")
def test_what_root_keeps_in_a_users_home_is_the_users(target: Path) -> None:
    home = target.parent.parent / "state"
    home.mkdir()
    os.chown(home, 54_321, 54_322)
    added(target, "One", "Two")
    found = [*home.rglob("*")]
    assert len(found) > 5
    assert {(each.stat().st_uid, each.stat().st_gid) for each in found} == {(54_321, 54_322)}
    assert {stat.S_IMODE(each.stat().st_mode) for each in found} == {0o600, 0o700}


def test_history_that_is_off_is_the_reason_that_undo_gives(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(history.SWITCH, "off")
    assert bmc("edit", "4", "--add", "Stall").err == ""
    for options in ([], ["--redo"], ["--list"]):
        done = bmc("undo", *options)
        assert (done.code, done.out) == (1, "")
        assert "BMC_HISTORY is off." in done.err

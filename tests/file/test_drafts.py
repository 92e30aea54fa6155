"""Notes in an editor: what was cut off is told once, and nothing else is."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bmc_cli.file import drafts
from bmc_cli.file.storage import load
from tests.commandline import bmc
from tests.terminal import BMC, CTRL_D, CTRL_O, Terminal

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="asks whether a process is there")


@pytest.fixture
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "canvas.yaml"
    path.write_text("bmc: 1\nlanguage: en\nchannels:\n- Shop\n", encoding="utf-8")
    return path


def home(canvas: Path) -> Path:
    found = drafts.home_of(canvas)
    assert found is not None
    return found


def cut_off(canvas: Path, write: str = "Van\n", name: str = "notes.txt") -> Path:
    """Leave what a process leaves that was killed with an editor open; return its folder."""
    begin = "import os, sys; from pathlib import Path; from bmc_cli.file.drafts import begin\n"
    begin += "print(begin(Path(sys.argv[1]), 'Shop\\n').parent, flush=True); os._exit(9)"
    gone = subprocess.run(
        [sys.executable, "-c", begin, home(canvas)], stdout=subprocess.PIPE, text=True, check=False
    )
    folder = Path(gone.stdout.strip())
    if write:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(write)
    return folder


def test_what_was_cut_off_is_told_once(canvas: Path) -> None:
    cut_off(canvas)
    (file,) = drafts.left(home(canvas))
    assert file.read_text(encoding="utf-8") == "Shop\nVan\n"
    assert drafts.left(home(canvas)) == []
    assert file.exists()


@pytest.mark.parametrize(
    ("write", "name", "told"),
    [
        pytest.param("Van\n", "notes.txt", True, id="notes"),
        pytest.param("b0VIM", ".notes.txt.swp", True, id="a swap file"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_only_what_was_written_is_told(canvas: Path, write: str, name: str, told: bool) -> None:
    folder = cut_off(canvas, write, name)
    assert bool(drafts.left(home(canvas))) is told
    assert folder.exists() is told
    assert bool(list(home(canvas).iterdir())) is told


def test_an_editor_that_is_still_open_is_nobody_else_s_news(canvas: Path) -> None:
    path = drafts.begin(home(canvas), "Shop\n")
    path.write_text("Van\n", encoding="utf-8")
    assert drafts.left(home(canvas)) == []
    look = "import sys; from pathlib import Path; from bmc_cli.file.drafts import left\n"
    look += "print(left(Path(sys.argv[1])))"
    other = subprocess.run(
        [sys.executable, "-c", look, home(canvas)], stdout=subprocess.PIPE, text=True, check=True
    )
    assert other.stdout == "[]\n"
    assert path.read_text(encoding="utf-8") == "Van\n"
    drafts.drop(path)


def test_only_what_was_begun_here_goes_when_it_is_saved(canvas: Path) -> None:
    """Whatever the process is called: its number comes again, on another machine too."""
    others = [cut_off(canvas), cut_off(canvas)]
    old = home(canvas) / f"{os.getpid()}@{os.uname().nodename}@abcdefgh"
    others[0].rename(old)
    path = drafts.begin(home(canvas), "Shop\n")
    drafts.done()
    assert not path.exists()
    assert sorted(home(canvas).iterdir()) == sorted([old, others[1]])
    assert len(drafts.left(home(canvas))) == 2


def test_it_is_told_whatever_the_machine_is_called_by_now(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cut_off(canvas)
    monkeypatch.setattr(os, "uname", lambda: type(os.uname())(("Linux", "another", "6", "1", "x")))
    assert drafts.left(home(canvas)) == [folder / "notes.txt"]


def test_what_an_editor_failed_with_stays_when_the_next_one_is_saved(canvas: Path) -> None:
    failed = drafts.begin(home(canvas), "Shop\n")
    failed.write_text("Shop\nVan\n", encoding="utf-8")
    assert drafts.kept(failed) == failed
    drafts.begin(home(canvas), "Shop\n")
    drafts.done()
    assert failed.read_text(encoding="utf-8") == "Shop\nVan\n"
    assert drafts.left(home(canvas)) == []


def test_a_disk_without_locks_keeps_the_notes_and_takes_nothing_for_over(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    path = drafts.begin(home(canvas), "Shop\n")
    assert path.is_relative_to(home(canvas))
    path.write_text("Van\n", encoding="utf-8")
    assert drafts.left(home(canvas)) == []
    drafts.drop(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give")
def test_what_root_makes_in_a_users_home_is_the_users(canvas: Path) -> None:
    state = canvas.parent / "state"
    state.mkdir()
    os.chown(state, 54_321, 54_322)
    path = drafts.begin(home(canvas), "Shop\n")
    found = [*state.rglob("*")]
    assert len(found) > 5
    assert {(each.stat().st_uid, each.stat().st_gid) for each in found} == {(54_321, 54_322)}
    assert {stat.S_IMODE(each.stat().st_mode) for each in found} == {0o600, 0o700}
    drafts.drop(path)


def test_without_a_home_there_is_a_temporary_folder(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Path:
        raise RuntimeError

    monkeypatch.setattr("bmc_cli.file.versions.folder_of", fail)
    assert drafts.home_of(canvas) is None
    assert drafts.left(None) == []
    path = drafts.begin(None, "Shop\n")
    assert path.read_text(encoding="utf-8") == "Shop\n"
    drafts.drop(path)


def test_a_home_that_cannot_be_made_is_no_hindrance(canvas: Path) -> None:
    (canvas.parent / "state").write_text("a file", encoding="utf-8")
    path = drafts.begin(home(canvas), "Shop\n")
    assert path.exists()
    drafts.done()
    assert not path.parent.exists()
    assert drafts.left(home(canvas)) == []


def test_the_next_edit_says_where_the_notes_are_and_the_one_after_does_not(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    cut_off(canvas)
    first, second = (bmc("edit", "4", "--editor") for _ in range(2))
    assert "Notes from an editor that was cut off are in " in first.err
    assert "cut off" not in second.err


@pytest.mark.parametrize("command", ["new", "edit 4", "new --plain", "edit 4 --plain"])
def test_an_interview_says_it_too(canvas: Path, command: str) -> None:
    cut_off(canvas)
    env = {"XDG_STATE_HOME": os.environ["XDG_STATE_HOME"]}
    with Terminal([*BMC, *command.split()], canvas.parent, columns=200, env=env) as terminal:
        terminal.wait_for("Notes from an editor that was cut off")
        terminal.wait_for_prompt(" >" if "plain" not in command else ">")
        terminal.send(CTRL_D)
        terminal.wait_for_end()


def test_a_script_is_not_told(canvas: Path) -> None:
    cut_off(canvas)
    assert "cut off" not in bmc("edit", "4", "--add", "Van").err
    assert drafts.left(home(canvas))


@pytest.mark.needs("sh")
def test_what_cannot_be_saved_is_still_there(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = shutil.which("sh")
    line = f"""{other} -c 'echo Van >>"$1"; echo "no: [canvas" >{canvas}' x"""
    monkeypatch.setenv("EDITOR", line)
    assert bmc("edit", "4", "--editor").code == 1
    (folder,) = home(canvas).iterdir()
    assert "Van" in (folder / "notes.txt").read_text(encoding="utf-8")


@pytest.mark.needs("sh")
def test_what_is_saved_is_gone_from_there(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", """sh -c 'echo Van >>"$1"' x""")
    assert bmc("edit", "4", "--editor").code == 0
    assert [note.text for note in load(canvas).canvas.notes("channels")] == ["Shop", "Van"]
    assert list(home(canvas).iterdir()) == []


@pytest.mark.needs("sh")
def test_a_terminal_that_closes_with_an_editor_open_loses_nothing(canvas: Path) -> None:
    """The editor has written, and waits; then the whole program is killed."""
    ready = canvas.parent / "ready"
    os.mkfifo(ready)
    editor = f"""sh -c 'echo Van >>"$1"; echo opened; read -r _ <{ready}' x"""
    env = {"XDG_STATE_HOME": os.environ["XDG_STATE_HOME"], "EDITOR": editor}
    with Terminal([*BMC, "edit", "4"], canvas.parent, columns=200, env=env) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send(CTRL_O)
        terminal.wait_for("opened")
        terminal.signal(signal.SIGKILL)
        terminal.child.wait()
    with Terminal([*BMC, "edit", "4"], canvas.parent, columns=200, env=env) as terminal:
        terminal.wait_for("Notes from an editor that was cut off")
        terminal.wait_for_prompt(" >")
        terminal.send(CTRL_D)
        terminal.wait_for_end()
    (folder,) = home(canvas).iterdir()
    assert "Van" in (folder / "notes.txt").read_text(encoding="utf-8")

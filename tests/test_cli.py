"""The command line itself: help, version, completion, and how it is started."""

from __future__ import annotations

import builtins
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bmc_cli import __version__
from bmc_cli.__main__ import main as start
from bmc_cli.cli import COMMANDS
from tests.commandline import bmc
from tests.terminal import BMC, environment


def started(*command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**environment(), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_examples_one_a_line(command: str, flag: str) -> None:
    done = bmc(command, flag)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith(f"Usage: bmc {command} ")
    assert " ".join(done.out.split()).count(COMMANDS[command]) == 1
    at = lines.index("  Examples:")
    examples = [line for line in lines[at + 1 :] if re.match(r" {4}\S", line)]
    assert len(examples) >= 2
    assert all(re.match(r"    (bmc|printf) ", line) for line in examples)
    assert f"    bmc {command}" in done.out
    assert "\\b" not in done.out
    assert max(len(line) for line in lines) <= 80


def test_help_is_there_where_python_has_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the folder without Python, and with ``python -S``: ``help`` comes from ``site``."""
    monkeypatch.delattr(builtins, "help")
    assert bmc("help", "edit").out == bmc("edit", "-h").out


def test_the_examples_can_be_typed_as_they_stand() -> None:
    assert r"printf 'Title\nAuthor\nFirst segment\n' | bmc new --plain" in bmc("new", "-h").out


@pytest.mark.parametrize("missing", [True, False], ids=["while it is read", "when it ends"])
def test_ctrl_c_is_no_traceback(missing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    class Read:
        main = staticmethod(pressed)
        __getattr__ = pressed

    if missing:
        del Read.main
    monkeypatch.setitem(sys.modules, "bmc_cli.cli", Read())
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 130


def test_help_is_there_where_python_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frozen program has no such name: it comes with ``site``."""
    monkeypatch.delattr("builtins.help")
    assert bmc("help", "edit").code == 0


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_the_commands_and_how_to_start(flag: str) -> None:
    done = bmc(flag)
    assert done.code == 0
    for command in COMMANDS:
        assert re.search(rf"(?m)^  {command} +\w", done.out)
    assert "Start with: bmc new." in done.out


def test_without_a_command_it_shows_the_help() -> None:
    done = bmc()
    assert "Start with: bmc new." in done.out + done.err
    assert done.code == 2


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version(flag: str) -> None:
    done = bmc(flag)
    assert (done.code, done.out, done.err) == (0, f"bmc {__version__}\n", "")


BMC_SCRIPT = str(Path(sys.executable).with_name("bmc"))


@pytest.mark.needs("bash")
def test_completion_can_be_had_for_the_shell_it_is_typed_in(tmp_path: Path) -> None:
    script = f"{shlex.quote(BMC_SCRIPT)} --show-completion; exit $?"
    done = started("bash", "-c", script, cwd=tmp_path)
    assert done.returncode == 0
    assert "complete -o default -F _bmc_completion bmc" in done.stdout


@pytest.mark.parametrize("joined", [" ", "="])
@pytest.mark.parametrize(
    ("shell", "script"),
    [
        pytest.param("bash", "complete -o default -F _bmc_completion bmc", id="bash"),
        pytest.param("zsh", "#compdef bmc", id="zsh"),
        pytest.param("fish", "complete --command bmc", id="fish"),
    ],
)
@pytest.mark.needs("bash")
def test_or_for_the_shell_that_is_named(
    tmp_path: Path, shell: str, script: str, joined: str
) -> None:
    command = f"{shlex.quote(BMC_SCRIPT)} --show-completion{joined}{shell}; exit $?"
    done = started("bash", "-c", command, cwd=tmp_path)
    assert done.returncode == 0
    assert script in done.stdout


@pytest.mark.needs("bash")
def test_it_is_set_up_for_the_shell_that_is_named(tmp_path: Path) -> None:
    command = f"{shlex.quote(BMC_SCRIPT)} --install-completion fish; exit $?"
    done = started("bash", "-c", command, cwd=tmp_path, HOME=str(tmp_path))
    assert done.returncode == 0
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["bmc.fish"]


def test_a_shell_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    done = started(BMC_SCRIPT, "--show-completion", "tcsh", cwd=tmp_path)
    assert done.returncode == 2
    assert "fish" in done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("bmc sh", "show", id="a command"),
        pytest.param("bmc edit --kin", "--kind", id="an option"),
    ],
)
def test_the_shell_completes_what_is_typed(tmp_path: Path, typed: str, offered: str) -> None:
    asked = {"_BMC_COMPLETE": "complete_bash", "COMP_WORDS": typed}
    done = started(BMC_SCRIPT, cwd=tmp_path, COMP_CWORD=str(typed.count(" ")), **asked)
    assert done.stdout.split() == [offered]


# -- as a program of its own


@pytest.mark.parametrize("command", [BMC, (BMC_SCRIPT,)], ids=["python -m", "bmc"])
def test_the_program_is_started_by_either_name(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = started(*command, "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"bmc {__version__}\n")


CANVAS = "bmc: 1\ntitle: Café 角\nchannels:\n  - Wébshop\n"


@pytest.mark.needs("sh")
@pytest.mark.parametrize("command", ["show", "show --json", "show --plain", "prompts nl", "new -h"])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, command: str) -> None:
    notes = "".join(f"  - Note number {number}\n" for number in range(2_000))
    (tmp_path / "canvas.yaml").write_text(CANVAS + notes, encoding="utf-8")
    script = f"{shlex.join(BMC)} {command} | head -n 1"
    done = started("sh", "-c", script, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_output_without_box_glyphs_gets_borders_it_can_show(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "canvas.yaml").write_text(CANVAS, encoding="utf-8")
    done = subprocess.run(
        [*BMC, "show"],
        cwd=tmp_path,
        env={**environment(), "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    drawn = done.stdout.decode(encoding)
    assert "+---" in drawn
    assert "bshop" in drawn


@pytest.mark.needs("sh")
def test_it_is_not_hindered_by_a_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    script = f"mkdir gone && cd gone && rmdir {gone} && {shlex.join(BMC)} show"
    done = started("sh", "-c", script, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("bmc: canvas.yaml does not exist.")
    assert "Traceback" not in done.stderr

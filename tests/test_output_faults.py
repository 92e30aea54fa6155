"""Output that cannot be written is told, and changes nothing of what a command does."""

from __future__ import annotations

import errno
import shlex
import subprocess
from functools import partial
from pathlib import Path

import pytest

from bmc_cli.file.storage import change
from bmc_cli.model.canvas import BLOCKS, add
from bmc_cli.model.fields import Note
from tests.commandline import Outcome, bmc, program
from tests.terminal import BMC, environment
from tests.whole_files import everything, restore

CANVAS = "bmc: 1\ntitle: Bakery\nlanguage: en\nchannels:\n  - Shop\n"
SAVED = CANVAS + "  - Van\n"

CLOSED, FULL, BROKEN = None, errno.ENOSPC, errno.EIO
FAULTS = [
    pytest.param(CLOSED, id="closed"),
    pytest.param(FULL, id="full"),
    pytest.param(BROKEN, id="broken"),
]
TELLING = [
    pytest.param(line.split(), id=line)
    for line in (
        *("-h", "--version", "edit -h", "show", "show --block 4", "show --json", "show --plain"),
        *("check", "check --json", "check --explain idle-partner", "story", "story --markdown"),
        *("export --format md", "export --format json", "export --schema", "prompts nl"),
        *("diff canvas.yaml canvas.old.yaml", "diff canvas.yaml canvas.old.yaml --json"),
        *("merge canvas.old.yaml canvas.yaml canvas.new.yaml", "variant", "list", "list --json"),
        *("list --find shop", "undo --list"),
    )
]
SAVING = [
    pytest.param("edit 4 --add Bus", CANVAS + "  - Van\n  - Bus\n", id="edit"),
    pytest.param("undo", CANVAS, id="undo"),
]


@pytest.fixture
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas in a folder of its own after one edit, with the one before beside it."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = folder / "canvas.yaml"
    path.write_text(CANVAS, encoding="utf-8")
    for name in ("old", "new"):
        (folder / f"canvas.{name}.yaml").write_text(CANVAS, encoding="utf-8")
    change(path, partial(add, key="channels", note=Note("Van")))
    return path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", TELLING)
def test_a_command_whose_output_is_lost_says_so_and_ends_with_1(
    canvas: Path, command: list[str]
) -> None:
    for fault in (CLOSED, FULL):
        done = program(*command, out=fault)
        assert done.code == 1
        *_, says, todo = done.err.splitlines()
        assert says.startswith("bmc: The output could not be written: ")
        assert todo == "  Send it to a place with room, where you have permission to write."
        assert read(canvas) == SAVED


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("command", "after"), SAVING)
def test_a_save_whose_output_is_lost_says_that_it_is_saved(
    canvas: Path, command: str, after: str, fault: int | None
) -> None:
    done = program(*command.split(), out=fault)
    assert done.code == 1
    *_, says, then = done.err.splitlines()
    assert says.startswith("bmc: The output could not be written: ")
    assert then == "  canvas.yaml was still saved."
    assert read(canvas) == after


def test_an_interview_whose_drawing_is_lost_is_saved_to_its_end(canvas: Path) -> None:
    notes = "".join(f"{block.key}:\n  - Ours\n" for block in BLOCKS[:-1])
    canvas.write_text(f"bmc: 1\ntitle: Ours\nlanguage: en\n{notes}", encoding="utf-8")
    done = program("new", "--plain", stdin="Rent\n" + "\n" * 9, out=FULL)
    assert done.code == 1
    assert done.err.endswith("\n  canvas.yaml was still saved.\n")
    assert "  - Rent\n" in read(canvas)


@pytest.mark.parametrize(
    "command",
    [
        *TELLING,
        pytest.param("edit 4 --add Bus".split(), id="edit"),  # noqa: SIM905
        pytest.param(["undo"], id="undo"),
        pytest.param(["variant", "x"], id="a variant"),
        pytest.param(["new", "--template", "x.yaml"], id="template"),
        pytest.param(["export", "-o", "x.md"], id="an export"),
        pytest.param(["nonsense"], id="wrong usage"),
        pytest.param(["show", "nothing.yaml"], id="no such file"),
        pytest.param("edit 4 --remove 9".split(), id="no such note"),  # noqa: SIM905
    ],
)
def test_talk_that_is_lost_changes_neither_the_outcome_nor_the_code(
    canvas: Path, command: list[str]
) -> None:
    begun = everything(canvas.parent.parent)
    whole = program(*command)
    after = everything(canvas.parent)
    for fault in (CLOSED, FULL):
        restore(canvas.parent.parent, begun)
        done = program(*command, err=fault)
        assert done == Outcome(whole.code, whole.out, "")
        assert everything(canvas.parent) == after


def test_without_either_stream_a_save_is_saved(canvas: Path) -> None:
    assert program("edit", "4", "--add", "Bus", out=None, err=None).code == 1
    assert read(canvas) == SAVED + "  - Bus\n"


def test_what_has_nothing_to_say_needs_no_output(canvas: Path) -> None:
    assert program("edit", "4", "--add", "Van", out=None).code == 0
    assert program("export", "-o", "x.md", out=errno.ENOSPC).code == 0


def test_a_defect_after_a_save_does_not_deny_it(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bmc_cli.commands.edit.report", broken)
    done = bmc("edit", "4", "--add", "Bus")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("bmc: This should not have happened: ZeroDivisionError")
    assert done.err.endswith("\n  canvas.yaml was still saved.\n")
    assert read(canvas) == SAVED + "  - Bus\n"


@pytest.mark.once
@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        pytest.param("edit 4 --add Bus >&-", 1, "canvas.yaml was still saved.", id="closed"),
        pytest.param("edit 4 --add Bus > /dev/full", 1, "was still saved.", id="full"),
        pytest.param("--help > /dev/full", 1, "The output could not be written", id="help"),
        pytest.param("--show-completion > /dev/full", 1, "could not be written", id="completion"),
        pytest.param("edit 4 --add Bus 2>&-", 0, "", id="talk closed"),
        pytest.param("edit 4 --add Bus >&- 2>&- <&-", 1, "", id="all closed"),
    ],
)
def test_a_shell_that_gives_no_output(canvas: Path, typed: str, code: int, says: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(BMC)} {typed}; exit $?"],
        cwd=canvas.parent,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert read(canvas) == SAVED + "  - Bus\n" * ("Bus" in typed)

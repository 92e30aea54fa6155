"""Whatever call of the system fails, what a command says of the file is what the file holds."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bmc_cli.drawing.differences import lines
from bmc_cli.file import history
from bmc_cli.file.canvas_text import read
from bmc_cli.file.storage import change
from bmc_cli.file.variants import fingerprint, keep_base
from bmc_cli.model.canvas import add
from bmc_cli.model.difference import difference
from bmc_cli.model.fields import Note
from bmc_cli.words.differences import told
from tests.commandline import Outcome, program
from tests.packs import pack
from tests.systemcalls import Calls
from tests.whole_files import everything, restore

BASE = "bmc: 1\ntitle: Bakery\nlanguage: en\nchannels:\n  - Shop\n"
THEIRS = BASE + "  - App\n"
VARIANT = f"variant_of: canvas.yaml\nvariant_base: {fingerprint(BASE.encode())}\n{THEIRS}"


@dataclass(frozen=True)
class Writer:
    """A command, the file that it writes, and what it is answered."""

    command: str
    file: str = "canvas.yaml"
    stdin: str = ""


WRITERS = [
    pytest.param(Writer("edit 4 --add Bus"), id="edit"),
    pytest.param(Writer("undo"), id="undo"),
    pytest.param(Writer("undo --redo"), id="redo"),
    pytest.param(Writer("variant x", "canvas.x.yaml"), id="variant"),
    pytest.param(Writer("merge base.yaml canvas.yaml theirs.yaml -o canvas.yaml"), id="merge"),
    pytest.param(
        Writer("merge base.yaml canvas.yaml theirs.yaml -o new.yaml", "new.yaml"),
        id="merge into a new file",
    ),
    pytest.param(
        Writer("merge base.yaml canvas.yaml theirs.yaml -o base.yaml --force", "base.yaml"),
        id="merge over another file",
    ),
    pytest.param(Writer("merge variant.yaml"), id="a variant back"),
    pytest.param(Writer("new new.yaml --template", "new.yaml"), id="template"),
    pytest.param(Writer("new new.yaml --plain", "new.yaml", "Bakery\n"), id="new"),
    pytest.param(Writer("new empty.yaml --template", "empty.yaml"), id="below remarks"),
    pytest.param(Writer("export -o new.md", "new.md"), id="export"),
    pytest.param(Writer("export -o old.md --force", "old.md"), id="export over another"),
]


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with canvases in "work" and their versions in "state": one undone, one to undo."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name, text in (
        *(("base.yaml", BASE), ("theirs.yaml", THEIRS), ("canvas.yaml", BASE)),
        *(("empty.yaml", "# Ours.\n"), ("old.md", "# Old\n")),
        ("variant.yaml", VARIANT),
    ):
        (work / name).write_text(text, encoding="utf-8")
    keep_base(BASE.encode())
    for text in ("Van", "Stall"):
        change(work / "canvas.yaml", partial(add, key="channels", note=Note(text)))
    history.step(work / "canvas.yaml", -1)
    return tmp_path


def run(top: Path, writer: Writer, at: int) -> tuple[Outcome, Calls]:
    """Run the command while call ``at`` fails; 0 is none."""

    def before(n: int, name: str) -> None:
        if n == at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    calls = Calls(top, before)
    with pytest.MonkeyPatch.context() as patch:
        calls.watch(patch)
        return program(*writer.command.split(), stdin=writer.stdin), calls


@pytest.mark.parametrize("writer", WRITERS)
def test_a_command_says_saved_when_it_is_and_fails_when_it_is_not(
    top: Path, writer: Writer
) -> None:
    path, begun = top / "work" / writer.file, everything(top)
    whole, calls = run(top, writer, 0)
    new = path.read_bytes()
    assert (whole.code, new) != (0, begun.get(path))
    for at in range(1, calls.count + 1):
        restore(top, begun)
        done, _ = run(top, writer, at)
        if done.code == 0:
            if done.out == whole.out:
                assert path.read_bytes() == new, (at, done)
            else:  # undo found another version to go back to, and says so
                assert writer.command.startswith("undo"), (at, done)
                assert done.out == changes(begun[path], path.read_bytes()), (at, done)
            assert all("is saved, but" in line for line in added(whole, done)), (at, done)
        else:
            assert (done.code, done.out) == (1, ""), (at, done)
            assert (path.read_bytes() if path.exists() else None) == begun.get(path), (at, done)
            assert not re.search(r"\bsaved\b", done.err), (at, done)
            assert 1 <= done.err.count("bmc: ") <= 2, (at, done)


def changes(before: bytes, after: bytes) -> str:
    """What ``bmc undo`` says of a file that became another."""
    old, new = (read(data.decode(), "").canvas for data in (before, after))
    said = lines(told(difference(old, new), pack("en")), coloured=False)
    return "".join(f"{line.plain}\n" for line in said if line.plain)


def added(whole: Outcome, done: Outcome) -> list[str]:
    """What a run said beyond another; the line that says what to do goes with the one before."""
    return done.err.removeprefix(whole.err).splitlines()[::2]


def test_an_interview_says_of_every_answer_where_it_is(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(history.SWITCH, "off")
    begun, path = everything(top), top / "work" / "new.yaml"
    writer = Writer("new new.yaml --plain", stdin="Bakery\nAnn\nFamilies\n")
    for at in count(1):
        restore(top, begun)
        done, calls = run(top, writer, at)
        if calls.count < at:
            break
        where = re.search(r"The whole canvas is now in (\S+)\. ", done.err)
        lost = re.search(r"Not saved: (.*)\n", done.err)
        file = Path(where[1]) if where else path
        held = file.read_text(encoding="utf-8") if file.exists() else ""
        answers = [text for text in writer.stdin.split() if f" {text}\n" in done.err]
        for answer in answers[: None if done.code == 0 or where else -1]:
            assert answer in held, (at, done)
        if done.code:
            assert done.code == 1, (at, done)
            assert where or lost or answers == ["Bakery"], (at, done)
            assert not lost or answers[-1] not in held, (at, done)


@pytest.mark.parametrize("writer", WRITERS)
def test_output_that_is_lost_does_not_make_it_say_otherwise(top: Path, writer: Writer) -> None:
    path, begun = top / "work" / writer.file, everything(top)
    whole = program(*writer.command.split(), stdin=writer.stdin)
    new = path.read_bytes()
    restore(top, begun)
    done = program(*writer.command.split(), stdin=writer.stdin, out=errno.ENOSPC)
    assert path.read_bytes() == new
    assert done.code == (1 if whole.out else 0)
    assert done.err.endswith(f"\n  {writer.file} was still saved.\n") == bool(whole.out)

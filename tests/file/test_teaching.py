"""Who writes what is no canvas is told where, why, and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from rich.cells import cell_len

from bmc_cli.commands.shared import session
from bmc_cli.errors import BmcError
from bmc_cli.file import yaml_text
from bmc_cli.file.storage import load
from bmc_cli.plain_text import clean
from tests.commandline import Outcome, bmc
from tests.packs import pack
from tests.slips import SLIPS

WIDE_SOURCE = 120

table = pytest.mark.parametrize(
    ("data", "at", "says", "do"), [pytest.param(*slip[1:], id=slip.name) for slip in SLIPS]
)


def refused(folder: Path, data: bytes, language: str) -> Outcome:
    """Give a file to a command that would change it; it stays as it was."""
    path = folder / "canvas.yaml"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "spoken", None)
        patch.setattr(session, "load_language", pack)
        done = bmc("edit", "1", "canvas.yaml", "--add", "Hotels", "--lang", language)
    assert path.read_bytes() == data
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    assert done.err.endswith("\n")
    assert 2 <= len(done.err.splitlines()) <= 3
    return done


def place(done: Outcome) -> str:
    """The line and column that a message begins with."""
    found = re.match(r"canvas\.yaml:(\d+:\d+): ", done.err)
    return found[1] if found else ""


def lines_of(data: bytes) -> list[str]:
    """The lines of a file as an editor counts them."""
    return re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", errors="replace"))


def assert_caret_stands(done: Outcome, data: bytes) -> None:
    """The line in question is shown, and the caret stands below the column that was named."""
    line, column = map(int, place(done).split(":"))
    source = lines_of(data)[line - 1]
    _, shown, below = done.err.splitlines()
    caret = below.index("^")
    if len(source) <= WIDE_SOURCE:
        assert shown == "  " + clean(source).rstrip()
        assert caret == 2 + cell_len(clean(source[: column - 1]))
    else:  # shown in part
        assert len(shown) <= 2 + WIDE_SOURCE
        assert source[column - 1 :].startswith(shown[caret:])
        assert source[: column - 1].endswith(shown[2:caret])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@table
def test_a_slip_is_told_with_its_place_and_what_to_do(
    folder: Path, data: bytes, at: str, says: str, do: str
) -> None:
    done = refused(folder, data, "en")
    first, *_, last = done.err.splitlines()
    assert place(done) == at
    assert says in first
    assert do in last
    if at and "^" in last:
        assert_caret_stands(done, data)


@table
def test_a_slip_is_told_in_dutch_too(
    folder: Path, data: bytes, at: str, says: str, do: str
) -> None:
    dutch, english = (refused(folder, data, language) for language in ("nl", "en"))
    assert place(dutch) == place(english)
    ours, theirs = dutch.err.splitlines(), english.err.splitlines()
    assert (len(ours), ours[0] != theirs[0], ours[-1] != theirs[-1]) == (len(theirs), True, True)
    if at and "^" in theirs[-1]:
        assert ours[1] == theirs[1]
        assert ours[2].index("^") == theirs[2].index("^")


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not here")
@table
def test_a_slip_is_the_same_with_libyaml_and_without(
    folder: Path, data: bytes, at: str, says: str, do: str
) -> None:
    path = folder / "canvas.yaml"
    path.write_bytes(data)
    answers = []
    for parser in (yaml.SafeLoader, yaml.CSafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_text, "_PARSER", parser)
            with pytest.raises(BmcError) as caught:
                load(path)
        answers.append((caught.value.reason, caught.value.place, caught.value.values))
    assert answers[0] == answers[1]

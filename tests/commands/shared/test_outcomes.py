"""What went wrong becomes one message and one exit code."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bmc_cli.cli import app
from bmc_cli.commands.shared.outcomes import (
    as_error,
    ended,
    exit_on_signals,
    explain,
    reported,
    tell,
)
from bmc_cli.errors import BmcError, NotSaved, Place
from bmc_cli.file.packs import load_language
from tests.commandline import bmc

PACK = load_language("en")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param(errno.ENOENT, "a.yaml does not exist.", id="ENOENT"),
        pytest.param(errno.ENOTDIR, "a.yaml does not exist.", id="ENOTDIR"),
        pytest.param(errno.EISDIR, "a.yaml is a folder, not a file.", id="EISDIR"),
        pytest.param(
            errno.EACCES, "You do not have permission to read or write a.yaml.", id="EACCES"
        ),
        pytest.param(
            errno.EPERM, "You do not have permission to read or write a.yaml.", id="EPERM"
        ),
        pytest.param(errno.EROFS, "a.yaml is on a read-only disk.", id="EROFS"),
        pytest.param(errno.ENOSPC, "There is no room to save a.yaml.", id="ENOSPC"),
        pytest.param(errno.EDQUOT, "There is no room to save a.yaml.", id="EDQUOT"),
        pytest.param(errno.EFBIG, "There is no room to save a.yaml.", id="EFBIG"),
        pytest.param(errno.ENAMETOOLONG, "The name is too long: a.yaml", id="ENAMETOOLONG"),
        pytest.param(
            errno.ELOOP, "a.yaml is a symbolic link that leads back to itself.", id="ELOOP"
        ),
        pytest.param(errno.ENXIO, "a.yaml is not an ordinary file.", id="ENXIO"),
        pytest.param(errno.EIO, "a.yaml: broken", id="another"),
    ],
)
def test_an_error_of_the_system_is_told_in_words(number: int, says: str) -> None:
    error = as_error(OSError(number, "broken", "a.yaml"))
    assert error.exit_code == 1
    assert explain(error, PACK).startswith(says)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        pytest.param(MemoryError(), "too_much", id="memory"),
        pytest.param(RecursionError(), "too_much", id="depth"),
        pytest.param(ValueError("odd"), "defect", id="a defect"),
        pytest.param(BmcError("empty_file", file="a"), "empty_file", id="as it is"),
        pytest.param(OSError("no number"), "system_alone", id="an error without a number"),
    ],
)
def test_every_fault_has_its_sentence(fault: Exception, reason: str) -> None:
    assert as_error(fault).reason == reason
    assert "{" not in explain(fault, PACK).replace("{example}", "")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_defect_says_what_it_was_and_that_the_file_is_as_it_was(language: str) -> None:
    said = explain(ValueError("odd"), load_language(language))
    assert "ValueError: odd" in said
    assert "Traceback" not in said


def not_saved(kept: Path | None, *texts: str) -> NotSaved:
    """The news that a save failed, as a save raises it."""
    try:
        try:
            raise OSError(errno.ENOSPC, "full", "canvas.yaml")
        except OSError as cause:
            raise NotSaved(kept, texts) from cause
    except NotSaved as fault:
        return fault


def test_an_answer_that_was_kept_elsewhere_says_where_and_how_to_go_on() -> None:
    assert explain(not_saved(Path("my canvas.kept.yaml")), PACK) == (
        "There is no room to save canvas.yaml. Your answer is kept. "
        "The whole canvas is now in my canvas.kept.yaml. "
        "To continue: bmc new 'my canvas.kept.yaml'"
    )


def test_an_answer_that_could_be_kept_nowhere_is_told_in_full() -> None:
    said = explain(not_saved(None, "Web shop", "Van"), PACK)
    assert "Not saved: Web shop · Van" in said


# -- telling it


def test_an_error_is_what_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    tell(BmcError("no_file", file="a.yaml"))
    told = capsys.readouterr()
    assert told.out == ""
    assert (
        told.err == "bmc: a.yaml does not exist.\n"
        "  Check the name. See which canvases there are with: bmc list\n"
    )


@pytest.mark.parametrize(
    ("source", "column", "told"),
    [
        pytest.param(
            "  - Café: open", 5, ["  " + "  - Café: open", "  " + "    ^ write"], id="a caret"
        ),
        pytest.param(
            "  - 角: x", 7, ["  " + "  - 角: x", "  " + "       ^ write"], id="behind a wide sign"
        ),
        pytest.param(
            "  - é́: x", 8, ["  " + "  - é́: x", "  " + "      ^ write"], id="behind a mark"
        ),
        pytest.param("", 1, ["  write"], id="no line to show"),
    ],
)
def test_a_place_is_shown_with_a_caret_below_it(
    capsys: pytest.CaptureFixture[str], source: str, column: int, told: list[str]
) -> None:
    place = Place("a.yaml", 3, column, source)
    tell(BmcError("not_a_flag", place=place, key="later"))
    first, *rest = capsys.readouterr().err.splitlines()
    assert first == f"a.yaml:3:{column}: 'later' needs true or false."
    assert rest == [*told[:-1], f"{told[-1]} true or false"]


def test_a_long_line_is_shown_around_its_caret(capsys: pytest.CaptureFixture[str]) -> None:
    place = Place("a.yaml", 1, 301, "x" * 300 + "HERE" + "y" * 300)
    tell(BmcError("not_a_flag", place=place, key="later"))
    _, source, caret = capsys.readouterr().err.splitlines()
    assert len(source) <= 122
    assert source[caret.index("^") :].startswith("HERE")


def test_nothing_in_an_error_can_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tell(BmcError("no_file", file="a\x1b[2J\nb.yaml"))
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert len(err.splitlines()) == 2


def test_an_error_is_told_in_the_language_that_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(BmcError("empty_file", file="a.yaml"), "nl")
    assert capsys.readouterr().err.startswith("bmc: a.yaml is leeg.\n")


@pytest.mark.parametrize(
    ("command", "said"), [("pip install x", "pip install x"), ("", "as you did before")]
)
def test_without_its_packs_it_still_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    said: str,
) -> None:
    monkeypatch.setattr("bmc_cli.installation.again", lambda: command)
    monkeypatch.setattr(
        "bmc_cli.file.languages.__file__", str(tmp_path / "bmc_cli" / "file" / "languages.py")
    )
    tell(BmcError("empty_file", file="a.yaml"))
    assert capsys.readouterr().err.splitlines() == [
        f"bmc: the prompt packs are missing from {tmp_path / 'bmc_cli' / 'prompts'}",
        f"  Install it again: {said}",
    ]


# -- ending


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        pytest.param(BmcError("empty_file", file="a"), 1, "a is empty.", id="cannot"),
        pytest.param(BmcError("note_wanted", exit_code=2), 2, "Which note", id="wrong usage"),
        pytest.param(ZeroDivisionError("x"), 1, "ZeroDivisionError", id="a defect"),
        pytest.param(KeyboardInterrupt(), 130, "", id="Ctrl-C"),
    ],
)
def test_a_command_that_fails_ends_with_a_message_and_a_code(
    capsys: pytest.CaptureFixture[str], fault: BaseException, code: int, says: str
) -> None:
    @reported
    def command() -> None:
        raise fault

    with pytest.raises(SystemExit) as stopped:
        command()
    assert stopped.value.code == code
    assert says in capsys.readouterr().err


def test_a_broken_pipe_is_left_to_who_knows_how_to_be_quiet() -> None:
    @reported
    def command() -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        command()


@pytest.mark.parametrize(
    "where",
    [
        pytest.param("cli._command", id="before a command has begun"),
        pytest.param("commands.shared.outcomes.terminal.release_streams", id="at the end"),
    ],
)
def test_ctrl_c_is_no_failure_anywhere(
    where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"bmc_cli.{where}", pressed)
    monkeypatch.setattr("sys.argv", ["bmc", "list"])
    assert ended(app) == 130
    assert capsys.readouterr().err == ""


@pytest.fixture
def signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_program_with_its_code(number: signal.Signals, code: int) -> None:
    exit_on_signals()
    with pytest.raises(SystemExit) as stopped:
        signal.raise_signal(number)
    assert stopped.value.code == code


@pytest.mark.parametrize("name", [None, "", 3], ids=["none", "empty", "a handle"])
def test_a_fault_without_a_file_names_none(name: object) -> None:
    fault = OSError(errno.EIO, "Input/output error", name)
    told = explain(fault, PACK)
    assert told == "The system says: Input/output error. Try again."


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that breaks off")
def test_a_file_that_cannot_be_read_is_named_as_the_user_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").symlink_to("/proc/self/mem")
    assert bmc("show", "m.yaml").err.startswith("bmc: m.yaml: ")

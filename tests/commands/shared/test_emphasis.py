"""Headings and levels that stand out, and where they must not."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from bmc_cli.commands.shared.emphasis import HEADING, Line, show, takes_colours
from tests.commandline import bmc


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (Line("Channels", HEADING), "\x1b[1mChannels\x1b[0m"),
        (Line("  1. error: no.", "error", "error:"), "  1. \x1b[1;31merror:\x1b[0m no."),
        (Line("  1. warning: no.", "warning", "warning:"), "  1. \x1b[1;33mwarning:\x1b[0m no."),
        (Line("  1. tip: tip: no.", "advice", "tip:"), "  1. \x1b[36mtip:\x1b[0m tip: no."),
        (Line("as others"), "as others"),
        (Line("", HEADING), ""),
        (Line("\x1b[31mred", HEADING), "\x1b[1m\N{REPLACEMENT CHARACTER}[31mred\x1b[0m"),
    ],
)
def test_a_line_stands_out_on_a_terminal(
    line: Line, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout", out := Terminal())
    show(line)
    assert out.getvalue() == f"{written}\n"
    show(line, plain=True)
    assert "\x1b" not in out.getvalue().splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "stream", "coloured"),
    [
        pytest.param({}, Terminal(), True, id="a terminal"),
        pytest.param({}, io.StringIO(), False, id="a pipe"),
        pytest.param({"NO_COLOR": "1"}, Terminal(), False, id="no colours"),
        pytest.param({"NO_COLOR": ""}, Terminal(), True, id="that is empty"),
        pytest.param({"ACCESSIBLE": "1"}, Terminal(), False, id="a screen reader"),
        pytest.param({"TERM": "dumb"}, Terminal(), False, id="a terminal without colours"),
        pytest.param({"FORCE_COLOR": "1"}, io.StringIO(), True, id="a pipe that wants them"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, Terminal(), False, id="both"),
    ],
)
def test_colours_are_for_those_who_want_them(
    environment: dict[str, str],
    stream: io.StringIO,
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {"TERM": "xterm", **environment}.items():
        monkeypatch.setenv(name, value)
    assert takes_colours(stream) is coloured


def test_a_story_and_a_check_say_the_same_with_and_without(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("story", "check"):
        plain = bmc(command).out
        monkeypatch.setenv("FORCE_COLOR", "1")
        coloured = bmc(command).out
        monkeypatch.delenv("FORCE_COLOR")
        assert "\x1b[1m" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain

"""``bmc show`` of several canvases, and of one that changes while it is looked at."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.terminal import BMC, CTRL_C, Terminal


@pytest.fixture
def two(canvas: Path) -> Path:
    text = CANVAS.replace("Bakery", "Other").replace("Shop", "Stall")
    (canvas.parent / "other.yaml").write_text(text, encoding="utf-8")
    return canvas.parent


def test_two_stand_beside_each_other_where_the_width_allows(two: Path) -> None:
    wide = bmc("show", "canvas.yaml", "other.yaml", "--width", "160").out.splitlines()
    assert wide[0].startswith("Bakery ")
    assert wide[0].index("Other") == 81
    assert max(map(len, wide)) <= 160
    shop = next(line for line in wide if "Shop" in line)
    assert "Stall" in shop


def test_else_they_follow_each_other(two: Path) -> None:
    narrow = bmc("show", "canvas.yaml", "other.yaml", "--width", "100").out
    assert narrow.index("Bakery") < narrow.index("Shop") < narrow.index("Other")
    assert max(map(len, narrow.splitlines())) <= 100


def test_each_is_drawn_as_it_is_alone(two: Path) -> None:
    both = bmc("show", "canvas.yaml", "other.yaml", "--width", "163").out.splitlines()
    alone = bmc("show", "canvas.yaml", "--width", "80").out.splitlines()
    assert [line[:80].rstrip() for line in both[: len(alone)]] == [line.rstrip() for line in alone]


@pytest.mark.parametrize(
    "options",
    [["--plain"], ["--block", "4"], ["--block", "4", "--plain"], ["--segment", "A"]],
)
def test_some_things_go_with_one_at_a_time(two: Path, options: list[str]) -> None:
    done = bmc("show", "canvas.yaml", "other.yaml", *options)
    assert (done.code, done.out) == (2, "")
    assert "only one canvas" in done.err


class TestJson:
    def test_of_several_it_is_a_list_of_what_each_is_alone(self, two: Path) -> None:
        names = ("canvas.yaml", "other.yaml")
        for options in ([], ["--block", "channels"]):
            alone = [json.loads(bmc("show", name, "--json", *options).out) for name in names]
            done = bmc("show", *names, "--json", *options)
            assert (done.code, done.err) == (0, "")
            assert json.loads(done.out) == alone

    def test_of_one_it_is_no_list(self, two: Path) -> None:
        assert json.loads(bmc("show", "--json", "other.yaml").out)["title"] == "Other"


@pytest.mark.parametrize(
    ("options", "shown", "nothing"),
    [
        pytest.param(["--json"], '"title": "Other"', "[]\n", id="JSON"),
        pytest.param(["--width", "160"], "Other", "", id="drawn"),
    ],
)
def test_of_several_one_that_cannot_be_read_is_told_and_the_others_are_shown(
    two: Path, options: list[str], shown: str, nothing: str
) -> None:
    done = bmc("show", "none.yaml", "canvas.yaml", "other.yaml", *options)
    assert (done.code, done.err.splitlines()[0]) == (1, "bmc: none.yaml does not exist.")
    assert "Bakery" in done.out
    assert shown in done.out
    done = bmc("show", "none.yaml", "neither.yaml", *options)
    assert (done.code, done.out) == (1, nothing)
    assert [line for line in done.err.splitlines() if line.startswith("bmc: ")] == [
        "bmc: none.yaml does not exist.",
        "bmc: neither.yaml does not exist.",
    ]


class TestWatch:
    def test_it_follows_the_file_and_leaves_the_terminal_clean(self, canvas: Path) -> None:
        with Terminal([*BMC, "show", "--watch"], cwd=canvas.parent) as terminal:
            terminal.wait_for("Web shop")
            canvas.write_text(CANVAS + "  - Stall\n", encoding="utf-8")
            terminal.wait_for("Stall")
            canvas.write_text(CANVAS + '  - "Stall\n', encoding="utf-8")
            terminal.wait_for("is not closed")
            assert f"canvas.yaml:{CANVAS.count(chr(10)) + 1}:5: " in terminal.text
            assert "Web shop" in terminal.text
            canvas.unlink()
            terminal.wait_for("canvas.yaml does not exist.")
            canvas.write_text(CANVAS + "  - Van 2\n", encoding="utf-8")
            terminal.wait_for("Van 2")
            assert "does not exist" not in terminal.text
            terminal.send(CTRL_C)
            assert terminal.wait_for_end() == 0
            assert terminal.is_sane()
            assert terminal.raw.endswith(b"\x1b[?25h\x1b[?1049l")

    def test_a_drawing_that_is_too_high_says_how_much_there_is_more(self, canvas: Path) -> None:
        notes = "".join(f"  - Note {number}\n" for number in range(60))
        canvas.write_text(CANVAS + notes, encoding="utf-8")
        with Terminal([*BMC, "show", "--watch"], cwd=canvas.parent) as terminal:
            terminal.wait_for("… (+")
            terminal.send(CTRL_C)
            assert terminal.wait_for_end() == 0

    def test_a_signal_ends_it_with_the_terminal_as_it_was(self, canvas: Path) -> None:
        with Terminal([*BMC, "show", "--watch"], cwd=canvas.parent) as terminal:
            terminal.wait_for("Web shop")
            terminal.signal(signal.SIGTERM)
            assert terminal.wait_for_end() == 143
            assert terminal.raw.endswith(b"\x1b[?25h\x1b[?1049l")

    @pytest.mark.parametrize("options", [["--plain"], ["--json"]])
    def test_it_is_for_drawings(self, canvas: Path, options: list[str]) -> None:
        assert bmc("show", "--watch", *options).code == 2

    def test_without_a_terminal_it_says_what_to_do(self, canvas: Path) -> None:
        done = bmc("show", "--watch")
        assert (done.code, done.out) == (2, "")
        assert "not a terminal" in done.err

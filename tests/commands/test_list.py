"""``bmc list``: the canvases below a folder, with what they hold and lack; a word in them all."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from bmc_cli.model.canvas import BLOCKS
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.namespace import bound_by_modes, on_small_disk, own_environment
from tests.repository import Repository
from tests.terminal import BMC, Terminal


@pytest.fixture
def groups(folder: Path) -> Path:
    """A folder with canvases, and with what is none."""
    files = {
        "groups/b.yaml": CANVAS,
        "groups/a/canvas.yaml": "bmc: 1\ntitle: Empty\nlanguage: nl\n",
        "groups/c.txt": "bmc: 1\ntitle: Twice\nchannels: [Shop, Shop]\n",
        "groups/broken.yaml": 'bmc: 1\nchannels: ["x\n',
        "groups/.hidden/d.yaml": CANVAS,
        "groups/other.yaml": "hello: world\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    return folder / "groups"


def test_each_canvas_has_a_line_in_order(groups: Path) -> None:
    done = bmc("list", "groups", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(1_700_000_000))
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert [row[0] for row in rows] == [
        *("groups/a/canvas.yaml", "groups/b.yaml", "groups/broken.yaml", "groups/c.txt")
    ]
    assert rows[0][1:4] == ["Empty", "nl", "·" * 9]
    assert rows[1] == ["groups/b.yaml", "Bakery", "en", "▂··▃·····", "10 warnings", day]
    assert rows[3][4].startswith("1 error, ")


def test_a_broken_one_is_listed_with_its_error_and_stops_nothing(groups: Path) -> None:
    rows = [line.split("\t") for line in bmc("list", "groups", "--lang", "en").out.splitlines()]
    assert rows[2][0] == "groups/broken.yaml"
    assert rows[2][1] == "The bracket [ that opens here is not closed. (2:11)"


def test_without_a_folder_it_is_this_one(groups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(groups)
    rows = bmc("list").out.splitlines()
    assert [row.split("\t")[0] for row in rows] == [
        "a/canvas.yaml",
        "b.yaml",
        "broken.yaml",
        "c.txt",
    ]


def test_as_json_it_is_for_programs(groups: Path) -> None:
    data = json.loads(bmc("list", "groups", "--json", "--lang", "en").out)
    _, first, broken, _ = data
    assert first["title"] == "Bakery"
    assert first["notes"] == {
        block.key: {"customer_segments": 2, "channels": 3}.get(block.key, 0) for block in BLOCKS
    }
    assert {"errors", "warnings", "advice", "changed", "iteration", "language"} <= set(first)
    assert set(broken) == {"file", "error"}


@pytest.mark.parametrize("word", ["web", "WEB", "eb sh"])
def test_a_word_is_found_in_all_of_them(groups: Path, word: str) -> None:
    done = bmc("list", "groups", "--find", word, "--lang", "en")
    assert (done.code, done.out) == (0, "groups/b.yaml: 4 Channels: 2 Web shop\n")
    assert done.err.startswith("groups/broken.yaml: ")


def test_a_word_in_a_detail_is_shown_with_it(groups: Path) -> None:
    out = bmc("list", "groups", "--find", "before ten").out
    assert out.endswith("2 Web shop - Order before ten\n")


def test_a_word_that_is_nowhere_ends_with_1(groups: Path) -> None:
    done = bmc("list", "groups", "--find", "zzz")
    assert (done.code, done.out) == (1, "")
    assert json.loads(bmc("list", "groups", "--find", "web", "--json").out) == [
        {"file": "groups/b.yaml", "block": "channels", "number": 2, "text": "Web shop"}
    ]


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere", "nowhere is not a folder."), ("empty", "There is no canvas in")]
)
def test_where_there_is_none_it_says_so(folder: Path, name: str, says: str) -> None:
    (folder / "empty").mkdir()
    done = bmc("list", name)
    assert (done.code, done.out) == (1, "")
    assert says in done.err


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--find", "web"), 1)])
def test_where_there_is_none_a_program_gets_an_empty_list(
    folder: Path, options: tuple[str, ...], code: int
) -> None:
    done = bmc("list", "--json", *options)
    assert (done.code, done.out, done.err) == (code, "[]\n", "")


def test_what_was_left_out_is_counted_and_said(groups: Path) -> None:
    for number in range(7):
        (groups / f"l{number}").symlink_to("a")
    done = bmc("list", "groups", "--json", "--lang", "en")
    names = ", ".join(f"groups/l{number}" for number in range(5))
    assert done.err == f"Not followed, 7 symbolic links to folders: {names}, …\n"
    assert len(json.loads(done.out)) == 4
    assert bmc("list", "groups", "--find", "web", "--lang", "en").err.startswith("Not followed, 7")


def test_a_folder_that_cannot_be_read_is_said(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0)
    (folder / "canvas.yaml").write_text(CANVAS, encoding="utf-8")
    command = [*bound_by_modes(), *BMC, "list", "--lang", "nl"]
    done = subprocess.run(
        command, env=own_environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0
    assert done.stderr == "Overgeslagen, je mag het niet lezen: closed\n"
    assert done.stdout.startswith("canvas.yaml\tBakery\t")


def test_a_file_that_is_waited_for_holds_nothing_up(folder: Path) -> None:
    (folder / "canvas.yaml").write_text(CANVAS, encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "log").symlink_to("/proc/kmsg")
    (folder / "zero").symlink_to("/dev/zero")
    assert [row.split("\t")[0] for row in bmc("list").out.splitlines()] == ["canvas.yaml"]


FAR = """
import json, os, subprocess, sys
from pathlib import Path
Path("canvas.yaml").write_text("bmc: 1\\n", "utf-8")
bmc = [sys.executable, "-m", "bmc_cli", "list"]
for moment in (-(2**40), -(2**31), 253402300800 - 2 * 86400, 253402300800 + 2 * 86400, 2**60):
    os.utime("canvas.yaml", (moment, moment))
    line, data = (subprocess.check_output([*bmc, *more], text=True) for more in ((), ("--json",)))
    print(line.rstrip().endswith("\\t-"), json.loads(data)[0]["changed"] is None)
"""


def test_a_file_may_be_from_any_time(tmp_path: Path) -> None:
    said = on_small_disk(tmp_path, "size=1m", FAR).splitlines()
    assert said == ["True True", "False False", "False False", "True True", "True True"]


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    made = Repository(tmp_path / "repository")
    made.write(".gitignore", "build\n")
    made.write("build/a.yaml", CANVAS)
    made.write("b.yaml", CANVAS)
    first, last = made.bmc("list").splitlines()
    assert first.split("\t")[0] == "b.yaml"
    assert last == "Left out because of .gitignore: build/a.yaml"


def test_on_a_terminal_it_is_a_table_that_fits(groups: Path) -> None:
    with Terminal([*BMC, "list", "groups"], cwd=groups.parent, columns=100) as terminal:
        assert terminal.wait_for_end() == 0
        row = next(line for line in terminal.lines if line.startswith("groups/b.yaml"))
        assert "Bakery" in row
        assert "▂··▃·····" in row
        assert "\t" not in terminal.text


def test_nothing_in_a_canvas_can_drive_the_terminal(folder: Path) -> None:
    (folder / "x.yaml").write_text('bmc: 1\ntitle: "\\e[31mred"\nchannels: ["\\eB"]\n', "utf-8")
    assert "\x1b" not in bmc("list").out + bmc("list", "--find", "b").out


def test_a_file_that_cannot_be_read_has_one_line_whatever_its_name(folder: Path) -> None:
    (folder / "a\nb\x1b[31m.yaml").write_text("bmc: 1\nchannels: [\n", encoding="utf-8")
    done = bmc("list", "--find", "web")
    assert len(done.err.splitlines()) == 1
    assert "\x1b" not in done.err


def test_a_word_to_find_is_needed(canvas: Path) -> None:
    done = bmc("list", "--find", " ")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bmc: Give a word to search for.")

"""Whatever a file holds: an answer within a second, and nothing that drives a terminal."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from bmc_cli.commands.shared import session
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.canvas import BY_KEY
from tests.commandline import Outcome, bmc
from tests.mutations import spoiled_bytes
from tests.namespace import own_environment
from tests.pace import assert_within
from tests.packs import pack

HEAD = b"bmc: 1\nchannels:\n"
STEPS = list(zip(b"abcdefgh", b"bcdefghi", strict=True))
HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
MEGABYTES_AT_MOST = 200
SECONDS_AT_MOST = 1.0 if yaml.__with_libyaml__ else 10.0  # a megabyte takes Python its time
READ_BY_AN_EDIT = 2  # times: for what is to be edited, and when the edit is proved
DRAWN_LONG = {"single quotes", "a line", "words", "many notes"}

LARGE = {
    "dashes in dashes": HEAD + b"  - " + b"- " * 22_500 + b"x\n",
    "brackets": HEAD + b"  - " + b"[" * 900_000,
    "question marks": b"? " * 450_000,
    "colons": HEAD + b"  - " + b"a: " * 300_000,
    "quotes": HEAD + b"  - " + b'"' * 900_000,
    "single quotes": HEAD + b"  - " + b"'" * 900_000,
    "a quote on each line": HEAD + b"  - 'a\n" * 130_000,
    "NULs": b"\0" * 900_000,
    "a line": HEAD + b"  - " + b"x" * 900_000 + b"\n",
    "a line with a slip": HEAD + b"  - " + b"x" * 900_000 + b": a: b\n",
    "words": HEAD + b"  - " + b"word " * 180_000 + b"\n",
    "tabs": HEAD + b"\t" * 900_000,
    "blanks": HEAD + b" " * 900_000 + b"- a\n",
    "line ends": HEAD + b"\n" * 900_000 + b"  - a\n",
    "remarks": HEAD + b"#\n" * 450_000 + b"  - a\n",
    "deeper and deeper": b"".join(b" " * depth + b"a:\n" for depth in range(1_300)),
    "merge keys": b"bmc: 1\na: &a {x: 1}\n"
    + b"".join(b"%c: &%c {<<: [*%c, *%c]}\n" % (b, b, a, a) for a, b in STEPS),
    "laughs": b'bmc: 1\na: &a ["lol"]\n'
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (b, b, a, a) for a, b in STEPS),
    "a full canvas": b"".join(
        b"%s:\n" % key.encode() + b"  - a few words that say one thing, and not a thing more\n" * 80
        for key in BY_KEY
    ),
    "many notes": HEAD + b"  - a\n" * 100_000,
    "many notes and a slip": HEAD + b"  - a\n" * 100_000 + b"  - @b\n",
    "many names": b"bmc: 1\n" + b"".join(b"k%d: a\n" % number for number in range(80_000)),
    "escapes": HEAD + b'  - "' + b"\\u202e" * 150_000 + b'"\n',
    "Latin-1": HEAD + b"  - caf\xe9\n" * 90_000,
    "too much": HEAD + b"  - a\n" * 200_000,
}


def assert_calm(done: Outcome, data: bytes, command: list[str]) -> None:
    """The command ended in order, with a message if it failed, and no more than that."""
    case = (command, data[:500], done)
    assert done.code in {0, 1, 2}, case
    assert "Traceback" not in done.err, case
    assert "should not have happened" not in done.err, case
    assert (done.code == 0) == (done.err == "") or command[0] == "edit", case
    assert not HARMFUL.search(done.out.replace("\t", "") if "--plain" in command else done.out), (
        case
    )
    assert not HARMFUL.search(done.err), case
    if done.code:
        assert done.out == "", case
        assert 1 <= len(done.err.splitlines()) <= 3, case
        assert len(done.err) < 4_000, case


@pytest.mark.parametrize("seed", range(10))
def test_spoiled_files_are_read_or_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "load_language", pack)
    assert pack("en") != pack("nl")  # read before the time is taken
    path = tmp_path / "canvas.yaml"
    dice = random.Random(seed)
    for data in spoiled_bytes(seed, 30):
        path.write_bytes(data)
        show = ["show", *dice.choice([[], ["--plain"], ["--json"], ["-b", "4"], ["-w", "40"]])]
        for command in (show, ["edit", "1", "--add", "Hotels"]):
            begun = time.process_time()
            monkeypatch.setattr(session, "spoken", None)
            done = bmc(*command, "--lang", dice.choice(["en", "nl"]))
            assert_within(SECONDS_AT_MOST, time.process_time() - begun)
            assert_calm(done, data, command)
            if command is show or done.code:
                assert path.read_bytes() == data, (command, data)
            else:
                shown = bmc("show", "--plain")
                assert "customer_segments\tHotels\n" in shown.out, (command, data)
        assert [each.name for each in tmp_path.iterdir()] == ["canvas.yaml"], data


MEASURED = """
import atexit, re, resource, sys
from bmc_cli.cli import main
from tests.pace import slowness

def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

def tell():
    seconds = spent() - measuring
    status = open("/proc/self/status").read()
    most = re.search(r"VmHWM:\\s+(\\d+)", status)[1]  # ru_maxrss has the parent's in it
    sys.stderr.write(f"\\0{seconds} {max(slow, slowness())} {most}")

resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
before = spent()
slow = slowness()
measuring = spent() - before
atexit.register(tell)
main()
"""


def measured(folder: Path, command: list[str]) -> tuple[Outcome, float, float, float]:
    """Run the program; return how it ended, its seconds of work, how slow the machine was meanwhile
    (see ``tests.pace``), and its megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=folder,
        env=own_environment(),
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert done.returncode >= 0, f"ended by signal {-done.returncode}"
    err, _, spent = done.stderr.decode().rpartition("\0")
    seconds, slow, kilobytes = map(float, spent.split())
    return Outcome(done.returncode, done.stdout.decode(), err), seconds, slow, kilobytes / 1024


@pytest.mark.timed
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured on Linux")
@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_takes_no_more_than_a_second_and_little_memory(
    tmp_path: Path, name: str
) -> None:
    data = LARGE[name]
    assert len(data) <= MOST_BYTES or name == "too much"
    path = tmp_path / "canvas.yaml"
    path.write_bytes(data)
    # A megabyte of notes is a drawing of 75,000 rows; to list it is what takes a second.
    show = ["show", "--plain"] if name in DRAWN_LONG else ["show"]
    for command, times in ((show, 1), (["edit", "1", "--add", "Hotels"], READ_BY_AN_EDIT)):
        done, seconds, slow, megabytes = measured(tmp_path, command)
        assert_calm(done, data, command)
        assert megabytes < MEGABYTES_AT_MOST
        assert_within(SECONDS_AT_MOST * times + 0.5, seconds, slow)  # with half a second to start
        if command == show or done.code:
            assert path.read_bytes() == data

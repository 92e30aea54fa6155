"""Real disks without room or rights, and what is no file: refused, told, and left as it was."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.namespace import bound_by_modes, on_small_disk, own_environment
from tests.systemcalls import names_in

OLD = "bmc: 1\nchannels:\n  - Shop   # on the corner\n"
NEW = OLD + "  - Van\n"
COMMAND = [sys.executable, "-m", "bmc_cli"]


def bmc(
    *arguments: str | Path, folder: Path, before: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in ``folder``; nothing it does may take long."""
    return subprocess.run(
        [*(before or []), *COMMAND, *arguments],
        cwd=folder,
        env=own_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=20,
    )


def assert_refused(done: subprocess.CompletedProcess[str], says: str) -> None:
    assert done.returncode == 1, done
    assert done.stdout == ""
    first, *rest = done.stderr.splitlines()
    assert says in first
    assert len(rest) == 1


# -- room


ON_DISK = """
import json, os, pathlib, subprocess, sys
canvas = pathlib.Path("canvas.yaml")

def bmc(*arguments):
    command = [sys.executable, "-m", "bmc_cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")

def fill():
    try:
        with open("filler", "wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
    except OSError:
        pass

def take_names():
    try:
        for number in range(1000):
            os.close(os.open(f"name{number}", os.O_CREAT))
    except OSError:
        pass

def remount(how):
    subprocess.run(["mount", "-o", f"remount,{how}", "."], check=True)

canvas.write_text(%r, encoding="utf-8")
%s
done = bmc("edit", "4", "--add", "Van")
said = [done.returncode, done.stdout, done.stderr, canvas.read_text(encoding="utf-8")]
left = [name for name in os.listdir() if name.startswith(".bmc")]
%s
again = bmc("edit", "4", "--add", "Van")
after = [again.returncode, canvas.read_text(encoding="utf-8"), os.listdir()]
print(json.dumps([said, left, after]))
"""


@pytest.mark.parametrize(
    ("options", "spoil", "mend", "says"),
    [
        pytest.param(
            "size=64k",
            "fill()",
            "os.unlink('filler')",
            "There is no room to save canvas.yaml.",
            id="full",
        ),
        pytest.param(
            "nr_inodes=8",
            "take_names()",
            "[os.unlink(name) for name in os.listdir() if name.startswith('name')]",
            "There is no room to save canvas.yaml.",
            id="no room for names",
        ),
        pytest.param(
            "size=64k",
            "remount('ro')",
            "remount('rw')",
            "canvas.yaml is on a read-only disk.",
            id="read-only",
        ),
    ],
)
def test_a_disk_that_takes_no_more_keeps_the_old_file(
    tmp_path: Path, options: str, spoil: str, mend: str, says: str
) -> None:
    printed = on_small_disk(tmp_path, options, ON_DISK % (OLD, spoil, mend))
    said, left, after = json.loads(printed)
    assert said[:2] == [1, ""]
    assert said[2].startswith(f"bmc: {says}\n")
    assert said[3] == OLD
    assert left == []
    assert after == [0, NEW, ["canvas.yaml"]]


LIMITED = """
import resource, sys
from bmc_cli.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv[1:] = ["edit", "4", "--add", "Van"]
main()
"""


@pytest.mark.parametrize(
    ("most", "saved"),
    [
        pytest.param(0, False, id="nothing"),
        pytest.param(len(OLD), False, id="as much as before"),
        pytest.param(len(NEW) - 1, False, id="all but the last byte"),
        pytest.param(len(NEW), True, id="just enough"),
    ],
)
def test_a_limit_on_the_size_of_files_keeps_the_old_one(
    tmp_path: Path, most: int, saved: bool
) -> None:
    canvas = tmp_path / "canvas.yaml"
    canvas.write_text(OLD, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(most)],
        cwd=tmp_path,
        env=own_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=20,
    )
    if saved:
        assert done.returncode == 0, done
    else:
        assert_refused(done, "There is no room to save canvas.yaml.")
    assert canvas.read_text(encoding="utf-8") == (NEW if saved else OLD)
    assert names_in(tmp_path) == ["canvas.yaml"]


# -- rights


@pytest.mark.parametrize(
    ("folder_mode", "file_mode"),
    [
        pytest.param(0o555, 0o644, id="folder"),
        pytest.param(0o755, 0o444, id="file"),
        pytest.param(0o755, 0o000, id="file that may not be read"),
        pytest.param(0o000, 0o644, id="folder that may not be entered"),
    ],
)
def test_what_may_not_be_written_stays_as_it_is(
    tmp_path: Path, folder_mode: int, file_mode: int
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    canvas = folder / "canvas.yaml"
    canvas.write_text(OLD, encoding="utf-8")
    canvas.chmod(file_mode)
    folder.chmod(folder_mode)
    arguments = ["edit", "4", "kept/canvas.yaml", "--add", "Van"]
    done = bmc(*arguments, folder=tmp_path, before=bound_by_modes())
    folder.chmod(0o755)
    assert_refused(done, "You do not have permission to read or write kept/canvas.yaml.")
    assert stat.S_IMODE(canvas.stat().st_mode) == file_mode
    canvas.chmod(0o644)
    assert canvas.read_text(encoding="utf-8") == OLD
    assert names_in(folder) == ["canvas.yaml"]


# -- what is no file


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # a longer path may be too long for a socket


@pytest.fixture
def zoo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one of everything that is no ordinary file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    make_socket(tmp_path / "socket")
    (tmp_path / "link to a device").symlink_to("/dev/null")
    (tmp_path / "link to a folder").symlink_to("folder")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("folder", "folder is a folder, not a file.", id="folder"),
        pytest.param("link to a folder", "link to a folder is a folder", id="link to a folder"),
        pytest.param("fifo", "fifo is not an ordinary file.", id="FIFO"),
        pytest.param("socket", "socket is not an ordinary file.", id="socket"),
        pytest.param("/dev/null", "/dev/null is not an ordinary file.", id="device"),
        pytest.param("link to a device", "link to a device is not an ord", id="link to a device"),
    ],
)
def test_what_is_no_ordinary_file_is_refused_at_once_and_stays(
    zoo: Path, name: str, says: str
) -> None:
    before = (zoo / name).lstat()
    done = bmc("edit", "4", name, "--add", "Van", folder=zoo)
    assert_refused(done, says)
    after = (zoo / name).lstat()
    assert (after.st_mode, after.st_ino) == (before.st_mode, before.st_ino)

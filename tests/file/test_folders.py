"""Canvases are known by what is in them, not by their names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bmc_cli.file.canvas_text import write
from bmc_cli.file.folders import LeftOut, canvases, looks_like_canvas
from tests.drawing.posters import CANVASES
from tests.namespace import bound_by_modes, own_environment
from tests.repository import Repository


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        pytest.param(b"bmc: 1\n", True, id="a version"),
        pytest.param(b"# mine\n\ntitle: x\nbmc : 1\r\n", True, id="not at the top"),
        pytest.param(b"\xef\xbb\xbfbmc: 1\n", True, id="behind a mark"),
        pytest.param(b"'bmc': 1\n", True, id="in quotes"),
        pytest.param(b"channels: [a]\nkey_partners: [b]\n", True, id="two blocks"),
        pytest.param(b"klantsegmenten:\n  - a\nkanalen:\n  - b\n", True, id="other names"),
        pytest.param(b"Key Partners: [a]\nChannels: [b]\n", True, id="other spellings"),
        pytest.param(b"keyPartners: [a]\ncost-structure: [b]\n", True, id="spelled as a program"),
        pytest.param(b"- bmc: 1\n  channels: [a]\n", True, id="in a list"),
        pytest.param(b"- channels: [a]\n- key_partners: [b]\n", True, id="a list of blocks"),
        pytest.param(b"bmc: 1\n---\na: b\n", True, id="a second document"),
        pytest.param(b"channels: [a]\nresources: [b]\n", False, id="names that anybody has"),
        pytest.param(b"klantsegmenten: [a]\nsegmenten: [b]\n", False, id="one block by two names"),
        pytest.param(b"channels: [conda-forge]\n", False, id="one block"),
        pytest.param(b"channels: [a]\nchannels: [b]\n", False, id="one block twice"),
        pytest.param(b"  bmc: 1\n", False, id="inside something else"),
        pytest.param(b"bmc is a tool\n", False, id="a text about it"),
        pytest.param(b"# Ours\n\n```yaml\nbmc: 1\n```\n", False, id="quoted in a document"),
        pytest.param(b"It is one text file: so\n\nbmc: 1\n", False, id="in a text with a colon"),
        pytest.param(b'"""A test: ours."""\n\nA = """\nbmc: 1\n"""\n', False, id="in a program"),
        pytest.param(b'%YAML 1.2\n--- # ours\n\n"bmc": 1\n', True, id="behind a head"),
        pytest.param(b"<<<<<<< HEAD\nbmc: 1\n=======\n", True, id="two versions of the first line"),
        pytest.param("prénom: x\nbmc: 1\n".encode(), True, id="behind a foreign key"),
        pytest.param(b"\0bmc: 1\n", False, id="no text"),
        pytest.param(b"bmc: 1\n" + b"#" * 1_000_000, False, id="too large"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_a_canvas_is_known_by_its_keys(tmp_path: Path, content: bytes, is_one: bool) -> None:
    path = tmp_path / "whatever"
    path.write_bytes(content)
    assert looks_like_canvas(path) == is_one


@pytest.mark.parametrize("ending", [".yaml", ".YML"])
def test_a_canvas_by_its_name_may_begin_with_anything(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mine{ending}"
    path.write_text("My canvas\nbmc: 1\n", encoding="utf-8")
    assert looks_like_canvas(path)


@pytest.mark.parametrize("name", CANVASES)
def test_what_we_write_is_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text(write(CANVASES[name]), encoding="utf-8")
    assert looks_like_canvas(path)


def test_what_is_no_file_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not looks_like_canvas(tmp_path)
    assert not looks_like_canvas(tmp_path / "pipe")
    assert not looks_like_canvas(tmp_path / "gone")


def test_they_are_found_below_a_folder_sorted_and_without_the_hidden(tmp_path: Path) -> None:
    for name in ("b/two", "b/one.txt", "a.yaml", ".git/config", ".secret", "c/.d/e.yaml", "z"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("bmc: 1\n", encoding="utf-8")
    (tmp_path / "c" / "other.yaml").write_text("hello: world\n", encoding="utf-8")
    assert names_of(tmp_path) == (["a.yaml", "b/one.txt", "b/two", "z"], [])


def test_they_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ["g1/a.yaml", "g2.yaml", "g2a.yaml", "g10.yaml", "h", f"h{'1' * 200}", "é2", "é10"]
    for name in reversed(names):
        put_canvas(tmp_path / name)
    assert names_of(tmp_path) == (names, [])


def names_of(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the canvases in ``folder``, and what was left out, from there."""
    left_out = LeftOut()
    found = [path.relative_to(folder).as_posix() for path in canvases(folder, left_out)]
    return found, [(path.relative_to(folder).as_posix(), why) for path, why in left_out]


def put_canvas(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("bmc: 1\n", encoding="utf-8")
    return path


def test_the_canvases_of_a_submodule_are_there_too(tmp_path: Path) -> None:
    part = Repository(tmp_path / "part")
    part.write("b.yaml", "bmc: 1\n")
    part.commit()
    whole = Repository(tmp_path / "whole")
    whole.write("a.yaml", "bmc: 1\n")
    whole.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../part", "sub")
    whole.commit()
    assert names_of(whole.folder) == (["a.yaml", "sub/b.yaml"], [])


LINKS = [
    pytest.param("canvas", "there.yaml", [], id="a canvas"),
    pytest.param("gone", "", [], id="nothing"),
    pytest.param("a", "", [], id="itself"),
    pytest.param("folder", "", [("a", "linked")], id="a folder"),
    pytest.param(".", "", [("a", "linked")], id="the folder that it is in"),
    pytest.param("pipe", "", [], id="a pipe"),
    pytest.param("/dev/zero", "", [], id="a device"),
    pytest.param("/proc/kmsg", "", [], id="a file that is waited for"),
    pytest.param("/proc/self/maps", "", [], id="a file without a size"),
]


@pytest.mark.parametrize(("leads_to", "reached", "left_out"), LINKS)
def test_a_link_is_followed_to_a_file_alone(
    tmp_path: Path, leads_to: str, reached: str, left_out: list[tuple[str, str]]
) -> None:
    put_canvas(tmp_path / ".there" / "canvas")
    put_canvas(tmp_path / ".there" / "folder" / "b.yaml")
    os.mkfifo(tmp_path / ".there" / "pipe")
    there = {"canvas", "gone", "folder", "pipe"}
    (tmp_path / "a").symlink_to(f".there/{leads_to}" if leads_to in there else leads_to)
    assert names_of(tmp_path) == (["a"] if reached else [], left_out)


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for folders so deep that Python cannot take them away."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    while Path.cwd() != tmp_path:  # a test ends in the deepest one
        here = Path.cwd().name
        for path in Path().iterdir():
            path.unlink()
        os.chdir("..")
        Path(here).rmdir()


def make_below(names: Iterable[str]) -> None:
    """Make a folder in a folder, each of these names, and stay in the last."""
    for name in names:
        Path(name).mkdir()
        os.chdir(name)


def test_folders_may_be_deeper_than_python_can_call(deep: Path) -> None:
    make_below("d" * 1_500)
    put_canvas(Path("a.yaml"))
    assert names_of(deep) == ([f"{'d/' * 1_500}a.yaml"], [])


def test_what_is_too_deep_for_a_path_is_counted(deep: Path) -> None:
    put_canvas(deep / "z.yaml")
    make_below(["d" * 200] * 30)
    found, left_out = names_of(deep)
    assert found == ["z.yaml"]
    assert [why for _, why in left_out] == ["unreadable"]


def test_a_folder_that_goes_away_meanwhile_is_not_missed(tmp_path: Path) -> None:
    for name in ("a.yaml", "b/c.yaml", "d.yaml"):
        put_canvas(tmp_path / name)
    left_out = LeftOut()
    found = canvases(tmp_path, left_out)
    assert next(found).name == "a.yaml"
    (tmp_path / "b" / "c.yaml").unlink()
    (tmp_path / "b").rmdir()
    assert [path.name for path in found] == ["d.yaml"]
    assert left_out == []


def test_a_name_may_be_any_bytes(tmp_path: Path) -> None:
    names = [b"a\nb", b"\xff.yaml", b"\x1b[31m", b"-x"]
    for name in names:
        put_canvas(tmp_path / os.fsdecode(name))
    found = [os.fsencode(path.name) for path in canvases(tmp_path, LeftOut())]
    assert sorted(found) == sorted(names)


SEARCH = """
import json, sys
from pathlib import Path
from bmc_cli.file.folders import LeftOut, canvases
left_out = LeftOut()
found = [str(path) for path in canvases(Path(sys.argv[1]), left_out)]
print(json.dumps([found, [[str(path), why] for path, why in left_out]]))
"""


def test_what_may_not_be_read_is_left_out_with_its_reason(tmp_path: Path) -> None:
    for name in ("a.yaml", "b/c.yaml", "d/e.yaml", "f.yaml"):
        put_canvas(tmp_path / name)
    (tmp_path / "link").symlink_to("d/e.yaml")
    (tmp_path / "f.yaml").chmod(0)
    (tmp_path / "b").chmod(0o311)
    (tmp_path / "d").chmod(0o600)
    command = [*bound_by_modes(), sys.executable, "-c", SEARCH, "."]
    environment = own_environment()
    said = subprocess.check_output(command, cwd=tmp_path, env=environment, encoding="utf-8")
    (tmp_path / "b").chmod(0o700)
    (tmp_path / "d").chmod(0o700)
    forbidden = [[name, "forbidden"] for name in ("b", "d/e.yaml", "f.yaml", "link")]
    assert json.loads(said) == [["a.yaml"], forbidden]


def test_a_folder_that_cannot_be_searched_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(canvases(tmp_path / "gone", LeftOut()))

"""Bad input: one clear message on stderr, what to do next, an exit code, nothing written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commandline import Outcome, bmc
from tests.commands.conftest import CANVAS

FILES = {
    "canvas.yaml": CANVAS.encode(),
    "other.yaml": b"hello: world\n",
    "page.html": b"<!doctype html>\n<p>a: b: c</p>\n",
    "list.yaml": b"- Shop\n- Van\n",
    "picture.yaml": b"\x89PNG\r\n\x1a\n\0\0\0",
    "latin.yaml": b"bmc: 1\nchannels:\n  - caf\xe9\n",
    "empty.yaml": b"",
    "broken.yaml": b'bmc: 1\nchannels:\n  - Shop\n  - "Van\n',
    "version.yaml": b"bmc: 2\nchannels: []\n",
    "slip.yaml": b"bmc: 1\nchanels:\n  - Shop\n",
    "huge.yaml": b"bmc: 1\nchannels:\n  - Shop\n# " + b"x" * 1_100_000,
    "folder/inside.txt": b"",
    "pack-slip.yaml": b"extends: en\nblocks:\n  chanels: {}\n",
    "pack-hole.yaml": b"extends: en\nwords:\n  interview:\n    step: 'Step {m}'\n",
    "pack-base.yaml": b"extends: fr\n",
    "pack-half.yaml": b"pack: 1\nlanguage: en\n",
}


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (folder / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(folder / "fifo")


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file below ``folder``, and what is in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def refused(folder: Path, *arguments: str, stdin: str = "Title\nAuthor\nA note\n") -> Outcome:
    """Run a command that is refused; nothing is drawn and nothing is written."""
    before = everything(folder)
    done = bmc(*arguments, stdin=stdin)
    assert done.out == ""
    assert done.code in {1, 2}
    assert "Traceback" not in done.err
    assert 1 <= len([line for line in done.err.splitlines() if line.strip()]) <= 3
    assert everything(folder) == before
    return done


@pytest.mark.parametrize("command", ["show", "edit", "new"])
@pytest.mark.parametrize(
    ("file", "says", "do"),
    [
        pytest.param(
            "folder", "folder is a folder, not a file.", "folder/canvas.yaml", id="folder"
        ),
        pytest.param("fifo", "fifo is not an ordinary file.", "ordinary", id="fifo"),
        pytest.param("/dev/null", "/dev/null is not an ordinary file.", "ordinary", id="device"),
        pytest.param("other.yaml", "other.yaml is not a canvas", "another file", id="other YAML"),
        pytest.param("page.html", "page.html is not a canvas", "another file", id="no YAML"),
        pytest.param("list.yaml", "list.yaml is not a canvas", "another file", id="a list"),
        pytest.param("picture.yaml", "picture.yaml is not text.", "canvas file", id="binary"),
        pytest.param("latin.yaml", "latin.yaml:3:8: This character is", "UTF-8", id="not UTF-8"),
        pytest.param("broken.yaml", "broken.yaml:4:5: The quote", "close it", id="broken YAML"),
        pytest.param("version.yaml", "version.yaml:1:6: This canvas has", "newer", id="version"),
        pytest.param("slip.yaml", "slip.yaml:2:1: 'chanels' is not", "'channels'", id="slip"),
        pytest.param("huge.yaml", "huge.yaml is too big", "Remove", id="too big"),
        pytest.param("x" * 300 + ".yaml", "The name is too long", "shorter", id="name too long"),
        pytest.param(
            "loop.yaml", "loop.yaml is a symbolic link that leads back", "link", id="loop"
        ),
    ],
)
def test_what_is_no_canvas_is_refused_by_every_command(
    folder: Path, command: str, file: str, says: str, do: str
) -> None:
    arguments = {
        "show": ["show", file],
        "edit": ["edit", "4", file, "--add", "App"],
        "new": ["new", file, "--plain"],
    }
    done = refused(folder, *arguments[command])
    assert done.code == 1
    first, *rest = done.err.splitlines()
    assert first.removeprefix("bmc: ").startswith(says)
    assert do in " ".join(rest)


@pytest.mark.parametrize(
    "arguments", [["show"], ["edit", "4", "--add", "App"]], ids=["show", "edit"]
)
@pytest.mark.parametrize(
    ("file", "says", "do"),
    [
        pytest.param(
            "nowhere.yaml", "nowhere.yaml does not exist.", "bmc new nowhere.yaml", id="no file"
        ),
        pytest.param(
            "nowhere", "nowhere.yaml does not exist.", "bmc new nowhere.yaml", id="no name"
        ),
        pytest.param("empty.yaml", "empty.yaml is empty.", "bmc new empty.yaml", id="empty"),
    ],
)
def test_a_missing_canvas_can_be_begun(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    file: str,
    says: str,
    do: str,
) -> None:
    monkeypatch.setenv("BMC_FILE", file)
    done = refused(folder, *arguments)
    told, remedy = done.err.splitlines()
    assert (done.code, told) == (1, f"bmc: {says}")
    assert remedy.endswith(f"To start a new canvas: {do}")


def test_a_missing_folder_is_told_before_anything_is_asked(folder: Path) -> None:
    done = refused(folder, "new", "nowhere/canvas.yaml", "--plain")
    assert done.code == 1
    assert done.err.startswith("bmc: nowhere does not exist.")
    assert "bmc new nowhere\n" not in done.err


BLOCKS = "1 Segments, 2 Value, 3 Relationships, 4 Channels, 5 Revenue, 6 Activities"


@pytest.mark.parametrize(
    ("arguments", "code", "parts"),
    [
        pytest.param(["show", "-b", "12"], 2, ["There is no block “12”.", BLOCKS], id="number"),
        pytest.param(["show", "-b", "chanels"], 2, ["Do you mean 4, Channels?"], id="slip"),
        pytest.param(
            ["edit", "kanaln", "-a", "x"], 2, ["Do you mean 4, Channels?"], id="Dutch slip"
        ),
        pytest.param(
            ["edit", "xyzzy", "-a", "x"], 2, ["There is no block “xyzzy”."], id="no block"
        ),
        pytest.param(["edit", "", "-a", "x"], 2, ["There is no block “”."], id="nothing"),
        pytest.param(
            ["edit", "bakery", "4"], 2, ["block comes first", "bmc edit 4 bakery"], id="other order"
        ),
        pytest.param(
            ["edit", "canvas", "4"], 2, ["block comes first", "bmc edit 4 canvas"], id="of a file"
        ),
        pytest.param(["edit", "canvas"], 2, ["canvas.yaml is a file"], id="a file alone"),
        pytest.param(["edit", "chanels", "4"], 2, ["Do you mean 4, Channels?"], id="slip and 4"),
        pytest.param(["edit", "4", "a", "b"], 2, ["One canvas at a time: “b”"], id="two files"),
        pytest.param(["edit", "title"], 2, ["bmc edit title TEXT"], id="a title of nothing"),
        pytest.param(
            ["edit", "title", "canvas.yaml"], 2, ["bmc edit title TEXT"], id="a title of a file"
        ),
        pytest.param(
            ["edit", "title", "X", "--add", "Y"], 2, ["'title' is a text"], id="a note of a title"
        ),
        pytest.param(["edit", "title", "..."], 2, ["Write the words"], id="a title of dots"),
        pytest.param(["edit", "4", "-a", "…"], 2, ["Write the words"], id="a note of dots"),
        pytest.param(
            ["edit", "4", "-a", "x", "--detail", "..."],
            2,
            ["Write the words"],
            id="a detail of dots",
        ),
        pytest.param(["edit", "4", "--dry-run"], 2, ["something to do"], id="a dry run of nothing"),
        pytest.param(["edit", "key", "-a", "x"], 2, ["6 Key Activities, 7 Key R"], id="ambiguous"),
        pytest.param(["show", "--lang", "fr"], 2, ["en, nl", "no language “fr”"], id="language"),
        pytest.param(["prompts", "fr"], 2, ["en, nl"], id="language of a pack"),
        pytest.param(["show", "--width", "5"], 2, ["--width", "20", "1000"], id="too narrow"),
        pytest.param(["show", "-s", "A", "-b", "4"], 2, ["whole", "--block"], id="segment, block"),
        pytest.param(["show", "-s", "A", "--json"], 2, ["whole", "--json"], id="segment, JSON"),
        pytest.param(["show", "--width", "9999"], 2, ["--width", "20", "1000"], id="too wide"),
        pytest.param(["show", "--width", "x"], 2, ["--width", "20", "1000"], id="no number"),
        pytest.param(["edit", "4", "--set", "9", "x"], 1, ["no note 9", "--block 4"], id="no note"),
        pytest.param(["edit", "4", "--remove", "0"], 1, ["no note 0; it has 3"], id="note 0"),
        pytest.param(["edit", "4", "--move", "1", "4"], 1, ["no note 4"], id="no place"),
        pytest.param(["edit", "4", "--note", "9", "--later"], 1, ["no note 9"], id="marked"),
        pytest.param(
            ["edit", "4", "--set", "1", "Van"], 1, ["already have the note “Van”"], id="twice"
        ),
        pytest.param(["edit", "4", "--add", " "], 2, ["needs a text"], id="empty note"),
        pytest.param(["edit", "4", "--set", "1", ""], 2, ["needs a text"], id="emptied note"),
        pytest.param(["edit", "4", "--detail", "x"], 2, ["--note"], id="detail of what"),
        pytest.param(["edit", "4", "--later"], 2, ["--note"], id="later, what"),
        pytest.param(
            ["edit", "canvas.yaml"], 2, ["is a file", "bmc edit 4 canvas.yaml"], id="file as block"
        ),
        pytest.param(
            ["edit", "4", "--editor", "--add", "x"], 2, ["--editor on its own"], id="editor, more"
        ),
        pytest.param(
            ["edit", "4", "--set", "1", "x", "--remove", "1"], 2, ["twice"], id="set and removed"
        ),
        pytest.param(
            ["edit", "4", "--move", "1", "2", "--note", "1", "--later"], 2, ["twice"], id="moved"
        ),
        pytest.param(
            ["edit", "4", "--note", "1", "--for", "Schools"],
            2,
            ["A Families", "B Hotels"],
            id="no segment",
        ),
        pytest.param(
            ["edit", "4", "--note", "1", "--kind", "rent"], 2, ["rent", "purchase"], id="no kind"
        ),
        pytest.param(["edit", "4", "--for", "A"], 2, ["--note"], id="for what"),
        pytest.param(["edit", "4"], 2, ["not a terminal", "--add", "--plain"], id="nobody to ask"),
        pytest.param(["edit", "4", "--set", "x", "y"], 2, ["--set", "x"], id="no note number"),
        pytest.param(["edit"], 2, ["Which block", BLOCKS], id="no block at all"),
        pytest.param(["new", "a", "b"], 2, ["“b” is too much"], id="two files"),
        pytest.param(["show", "--wdth", "80"], 2, ["--wdth", "--width"], id="no option"),
        pytest.param(["shwo"], 2, ["shwo", "show"], id="no command"),
    ],
)
def test_a_slip_is_told_with_what_to_do(
    folder: Path, arguments: list[str], code: int, parts: list[str]
) -> None:
    done = refused(folder, *arguments)
    assert done.code == code
    for part in parts:
        assert part in done.err


@pytest.mark.parametrize(
    ("pack", "says", "do"),
    [
        pytest.param("nowhere.yaml", "nowhere.yaml does not exist.", "bmc prompts", id="missing"),
        pytest.param("folder", "folder is a folder, not a file.", "bmc prompts", id="folder"),
        pytest.param("picture.yaml", "picture.yaml is not text.", "bmc prompts", id="binary"),
        pytest.param("list.yaml", "list.yaml is not a prompt pack.", "bmc prompts", id="a list"),
        pytest.param("pack-slip.yaml", "pack-slip.yaml:3:3: 'chanels'", "'channels'", id="slip"),
        pytest.param(
            "pack-hole.yaml", "pack-hole.yaml:4:11: {m} is not", "{n}, {total}", id="hole"
        ),
        pytest.param("pack-base.yaml", "pack-base.yaml:1:10: 'fr'", "en, nl", id="base"),
        pytest.param(
            "pack-half.yaml", "pack-half.yaml:1:1: 'name' is missing", "extends", id="half"
        ),
    ],
)
def test_a_broken_pack_is_told_with_its_place(folder: Path, pack: str, says: str, do: str) -> None:
    done = refused(folder, "new", "fresh.yaml", "--plain", "--prompts", pack)
    assert done.code == 1
    first, *rest = done.err.splitlines()
    assert first.removeprefix("bmc: ").startswith(says)
    assert do in " ".join(rest)


def test_the_command_in_a_remedy_names_the_file_it_is_about(folder: Path) -> None:
    (folder / "canvas.yaml").rename(folder / "bakery.yaml")
    done = refused(folder, "edit", "4", "bakery.yaml", "--remove", "9")
    assert done.err.rstrip().endswith("bmc show bakery.yaml --block 4")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("command", [["show"], ["edit", "4", "--add", "App"], ["new", "--plain"]])
def test_a_file_that_may_not_be_read_is_told(folder: Path, command: list[str]) -> None:
    path = folder / "canvas.yaml"
    path.chmod(0)
    done = bmc(*command)
    path.chmod(0o600)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("bmc: You do not have permission to read or write canvas.yaml.\n")
    assert path.read_text(encoding="utf-8") == CANVAS


def test_a_file_that_may_not_be_written_is_told_and_the_note_is_not_lost(folder: Path) -> None:
    path = folder / "canvas.yaml"
    path.chmod(0o444)
    done = bmc("edit", "4", "--add", "App")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("bmc: You do not have permission to read or write canvas.yaml.")
    assert path.read_text(encoding="utf-8") == CANVAS


# -- in the user's language


@pytest.mark.parametrize(
    ("arguments", "env", "says"),
    [
        pytest.param(["show", "no.yaml", "--lang", "nl"], {}, "no.yaml bestaat niet.", id="option"),
        pytest.param(
            ["show", "no.yaml"], {"BMC_LANG": "nl"}, "no.yaml bestaat niet.", id="BMC_LANG"
        ),
        pytest.param(["show", "no.yaml"], {"LANG": "nl_NL"}, "no.yaml bestaat niet.", id="LANG"),
        pytest.param(["show", "-b", "12", "--lang", "nl"], {}, "Er is geen blok “12”.", id="block"),
        pytest.param(
            ["edit", "kanaln", "--lang", "nl"], {}, "Bedoel je 4, Klantkanalen?", id="slip"
        ),
        pytest.param(["edit", "4", "--lang", "nl"], {}, "(geen terminal)", id="no terminal"),
        pytest.param(["show", "broken.yaml", "--lang", "nl"], {}, "broken.yaml:4:5: ", id="place"),
        pytest.param(["show", "--lang", "fr"], {"BMC_LANG": "nl"}, "geen taal “fr”", id="unknown"),
        pytest.param(["show", "--lang", "nl", "-w", "5"], {}, "20", id="width"),
    ],
)
def test_an_error_is_told_in_dutch_to_who_speaks_dutch(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    env: dict[str, str],
    says: str,
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    done = refused(folder, *arguments)
    assert says in done.err
    for english in (" is not", "Do you", "Choose", "Usage", "Invalid", "There "):
        assert english not in done.err


def test_a_language_that_does_not_exist_is_told_with_any_other_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BMC_LANG", "fy")
    told, *error = bmc("show", "no.yaml").err.splitlines()
    assert told.startswith("bmc: BMC_LANG is set to “fy”")
    assert told.endswith(": en, nl")
    assert error[0] == "bmc: no.yaml does not exist."

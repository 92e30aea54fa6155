"""Whatever a canvas, a pack or a file's name says, no command writes it so that it can do harm."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from rich.padding import Padding
from rich.text import Text

from bmc_cli.formats.endings import FORMATS
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.plain_text import REPLACEMENT
from bmc_cli.terminal import rich_console
from tests.commandline import bmc

# One of each kind that ``foreign`` names; what it takes for harmful is said here once more.
HARM = "\x1b[31m\x1b]0;x\x07\b\r\x7f\x9b5m\x85\u200f\u202e\u2066\u2028\ufeff\ufffa\U000e0041"
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
SIGNATURE = "\ufeff"  # of UTF-8, before what spreadsheets read
NAME = f"name {HARM}.yaml"  # no slash, no NUL: a file can be called so


def hostile(word: str) -> str:
    return f"{word} {HARM} {word}"


def quoted(text: str) -> str:
    """Return ``text`` between quotes for YAML, in ASCII."""
    inside = (
        f"\\U{ord(character):08x}" if not "a" <= character <= "z" else character
        for character in text
    )
    return f'"{"".join(inside)}"'


HEAD = {
    name: hostile(name) for name in ("title", "author", "date", "iteration", "variant_of", "mine")
}


def canvas(**more: str) -> str:
    """Return a canvas with harm in each of its texts, and ``more`` head."""
    lines = ["bmc: 1", *(f"{name}: {quoted(text)}" for name, text in (HEAD | more).items())]
    for block in BLOCKS:
        lines.append(f"{block.key}:")
        lines.append(f"  - {quoted(hostile('plain'))}")
        for text in ("note", "vague", "note"):
            lines.append(f"  - text: {quoted(hostile(text))}")
            own = ("detail", "conflict", "mine")
            lines += [f"    {key}: {quoted(hostile(key))}" for key in own]
            for key, names in (("for", ("plain", "away")), ("kind", ("kind", "sale"))):
                lines.append(f"    {key}: [{', '.join(quoted(hostile(name)) for name in names)}]")
    return "\n".join(lines) + "\n"


@cache
def pack() -> str:
    """Return a pack whose every word is hostile, where it may be."""

    def harmed(value: Any) -> Any:
        if isinstance(value, dict):
            ids = {"kind", "rest", "mark"} if "question" in value else set()
            ids |= {key for key in ("gap",) if not value.get(key)}  # one without {name} is refused
            return {key: each if key in ids else harmed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [harmed(each) for each in value]
        return f"{value} {HARM}"

    shipped = yaml.safe_load(bmc("prompts", "en").out)
    names = ("intro", "closing", "credit", "blocks", "words")
    changed = {name: harmed(shipped[name]) for name in names}
    return f"extends: en\n{yaml.safe_dump(changed, width=10**9)}"


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    text = canvas()
    (folder / "canvas.yaml").write_text(text, encoding="utf-8")
    (folder / NAME).write_text(canvas(language=hostile("nl")), encoding="utf-8")
    other = text.replace(quoted(hostile("note")), quoted(hostile("noted")))
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    (folder / "broken.yaml").write_text(
        'bmc: 1\nchannels:\n  - a\u202e\u2066b: ["x\n', encoding="utf-8"
    )
    (folder / f"slip {HARM}.yaml").write_text("bmc: 1\nchanels: [x]\n", encoding="utf-8")
    (folder / "pack.yaml").write_text(pack(), encoding="utf-8")


COMMANDS = {
    "show": ["show", "canvas.yaml"],
    "show with details": ["show", NAME, "--width", "160", "--details"],
    "show two": ["show", "canvas.yaml", "other.yaml", "--width", "200"],
    "show a block": ["show", "canvas.yaml", "--block", "4"],
    "show a segment": ["show", "canvas.yaml", "--segment", "A"],
    "show no segment": ["show", "canvas.yaml", "--segment", hostile("none")],
    "show lines": ["show", "canvas.yaml", "--plain"],
    "show JSON": ["show", "canvas.yaml", "--json"],
    "show what is broken": ["show", "broken.yaml"],
    "show a slip": ["show", f"slip {HARM}.yaml"],
    "check": ["check", "canvas.yaml", NAME, "broken.yaml", f"slip {HARM}.yaml"],
    "check as JSON": ["check", "--json", "canvas.yaml", NAME, "broken.yaml", f"slip {HARM}.yaml"],
    "story": ["story", "canvas.yaml"],
    "story as Markdown": ["story", "canvas.yaml", "-m"],
    "diff": ["diff", "canvas.yaml", "other.yaml"],
    "diff on the grid": ["diff", "canvas.yaml", "other.yaml", "--grid"],
    "diff as JSON": ["diff", "canvas.yaml", "other.yaml", "--json"],
    "list": ["list"],
    "list as JSON": ["list", "--json"],
    "find": ["list", "--find", "note"],
    "find as JSON": ["list", "--find", "note", "--json"],
    "variants": ["variant", "canvas.yaml"],
    "undo": ["undo", "canvas.yaml"],
    "versions": ["undo", "--list", NAME],
    "edit": ["edit", "4", NAME, "--remove", "1"],
    "edit in vain": ["edit", "4", NAME, "--note", "1", "--for", hostile("nobody")],
    "interview": ["new", NAME, "--plain"],
    "template": ["new", "fresh.yaml", "--template"],
    "edit line by line": ["edit", "4", NAME, "--plain"],
    "prompts": ["prompts", "nl"],
    "schema": ["export", "--schema"],
    "export a folder": ["export", ".", "-o", "pages"],
    "export nothing": ["export", "--format", hostile("x")],
    "the form": ["export", "--blank", "-o", "form.svg"],
    "form as page": ["export", "--blank", "-o", "form.html"],
    **{
        f"export {name}": [
            *("export", NAME, "-o", f"x.{name}"),
            *(["--check", "--story"] if format_.has_chapters else []),
        ]
        for name, format_ in FORMATS.items()
    },
}


SHIPPED: list[str] = []
OWN = ["--prompts", "pack.yaml"]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        *(pytest.param(words, SHIPPED, id=name) for name, words in COMMANDS.items()),
        *(
            pytest.param(words, OWN, id=f"{name}, own words")
            for name, words in COMMANDS.items()
            if name not in {"prompts", "export pdf", "export png"}  # no pack; all said by svg
        ),
    ],
)
def test_nothing_harmful_comes_out(
    folder: Path,
    words: list[str],
    options: list[str],
) -> None:
    before = {path for path in folder.rglob("*") if path.is_file()}
    done = bmc(*words, *options)
    assert not done.err.startswith("pack.yaml:")
    assert HARMFUL.findall(done.out + done.err) == []
    for path in folder.rglob("*"):
        if path.is_file() and path not in before:
            assert HARMFUL.findall(path.name) == []
            assert HARMFUL.findall(texts_of(path)) == [], path


def texts_of(path: Path) -> str:
    """Return the text in a file, and what its format says of it; a picture has none."""
    if path.suffix == ".png":
        return ""
    if path.suffix in {".pptx", ".xlsx"}:
        with zipfile.ZipFile(path) as archive:
            pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
        return "\n".join(page.decode() for page in pages).replace("\r\n", "\n")
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8")
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    said = [str(value) for value in (reader.metadata or {}).values()]
    said += [str(each.title) for each in reader.outline if not isinstance(each, list)]
    return "\n".join([*said, *(page.extract_text() for page in reader.pages)])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["show", "canvas.yaml", "--json"], id="show"),
        pytest.param(["export", "canvas.yaml", "--format", "json"], id="export"),
    ],
)
def test_json_reads_back_as_what_the_canvas_says(words: list[str]) -> None:
    model = json.loads(bmc(*words).out)
    assert model["title"] == hostile("title")
    assert model["channels"][1]["conflict"] == hostile("conflict")
    assert REPLACEMENT not in str(model)


def test_other_json_names_a_file_as_it_is_called() -> None:
    assert {each["file"] for each in json.loads(bmc("check", "--json", NAME).out)} == {NAME}
    assert NAME in [each["file"] for each in json.loads(bmc("list", "--json").out)]
    assert json.loads(bmc("diff", "canvas.yaml", NAME, "--json").out)["new"] == NAME


def test_a_line_of_a_report_is_one_line_whatever_a_note_or_a_file_says(folder: Path) -> None:
    said = canvas().replace(quoted(hostile("conflict")), '"a\\nFORGED: fine"')
    (folder / "x\nFORGED.yaml").write_text(said, encoding="utf-8")
    for words in (["check"], ["story"], ["story", "-m"], ["show", "--plain"]):
        out = bmc(*words, "x\nFORGED.yaml").out
        assert not [line for line in out.splitlines() if line.startswith("FORGED")], words


def test_a_file_s_name_forges_no_line_of_what_is_told(folder: Path) -> None:
    (folder / "x\nFORGED.yaml").write_text('bmc: 1\nchannels: ["x\n', encoding="utf-8")
    for words in (
        ["show", "x\nFORGED.yaml"],
        ["check", "x\nFORGED.yaml"],
        ["export", "canvas.yaml", "-o", "x\nFORGED.md"],
        ["export", "canvas.yaml", "-o", "x\nFORGED.md"],  # it is there already
        ["export", "canvas.yaml", NAME, "x\nFORGED.yaml", "-o", "y\nFORGED"],
    ):
        err = bmc(*words).err
        assert err
        assert not [line for line in err.splitlines() if line.startswith("FORGED")], words


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.is_text])
def test_a_writer_that_forgets_is_cleaned_all_the_same(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = import_module(f"bmc_cli.formats.{FORMATS[name].file}")
    monkeypatch.setattr(file, "write", lambda *_: hostile("text"))
    said = bmc("export", "canvas.yaml", "--format", name).out
    assert not HARMFUL.search(said.removeprefix(SIGNATURE if FORMATS[name].has_signature else ""))


def test_a_drawing_that_forgets_is_cleaned_where_it_is_printed() -> None:
    out = rich_console(io.StringIO())
    out.print(Text(hostile("text")))
    out.print(Padding(hostile("text"), 1))
    assert isinstance(out.file, io.StringIO)
    assert not HARMFUL.search(out.file.getvalue())
    assert out.file.getvalue().count("text") == 4

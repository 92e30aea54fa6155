"""``bmc export``: the right content, in the right place, and nothing written over."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bmc_cli.model.canvas import BLOCKS
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.terminal import BMC, environment

TEXTS = {
    "html": "<!doctype html>\n<html lang",
    "svg": "<svg ",
    "md": "# Bakery\n",
    "json": "{\n",
}


@pytest.mark.parametrize(("name", "start"), TEXTS.items())
def test_the_ending_of_the_name_says_the_format(canvas: Path, name: str, start: str) -> None:
    done = bmc("export", "-o", f"out.{name}")
    assert (done.code, done.out, done.err) == (0, "", f"Exported to out.{name}\n")
    text = (canvas.parent / f"out.{name}").read_text(encoding="utf-8")
    assert text.startswith(start)
    assert "Web shop" in text


@pytest.mark.parametrize("name", TEXTS)
def test_text_goes_to_stdout_when_that_is_asked_for(canvas: Path, name: str) -> None:
    bmc("export", "-o", f"out.{name}")
    written = (canvas.parent / f"out.{name}").read_text(encoding="utf-8")
    for options in (["--format", name], ["--format", name, "-o", "-"], ["--format", f".{name}"]):
        done = bmc("export", *options)
        assert (done.code, done.out, done.err) == (0, written, "")


def test_what_is_asked_for_wins_over_the_ending(canvas: Path) -> None:
    assert bmc("export", "-o", "page", "--format", "md").code == 0
    assert (canvas.parent / "page").read_text(encoding="utf-8").startswith("# Bakery")


def test_an_ending_may_be_in_capitals(canvas: Path) -> None:
    assert bmc("export", "-o", "PAGE.HTML").code == 0


@pytest.mark.parametrize(
    ("name", "magic"),
    [
        pytest.param("png", b"\x89PNG", marks=pytest.mark.needs("fonts")),
        pytest.param("pdf", b"%PDF", marks=pytest.mark.needs("Pango", "fonts")),
    ],
)
def test_pictures_and_prints_are_made_too(canvas: Path, name: str, magic: bytes) -> None:
    done = bmc("export", "-o", f"out.{name}")
    assert done.code == 0, done.err
    assert (canvas.parent / f"out.{name}").read_bytes().startswith(magic)


def test_the_json_is_the_whole_model(canvas: Path) -> None:
    model = json.loads(bmc("export", "--format", "json").out)
    assert model["bmc"] == 1
    assert model["channels"][1] == {
        "text": "Web shop",
        "detail": "Order before ten",
        "for": ["Families"],
    }


def test_half_a_pair_of_signs_stays_an_escape_in_json(folder: Path) -> None:
    (folder / "canvas.yaml").write_text('bmc: 1\nchannels: ["a\\ud800é"]\n', encoding="utf-8")
    done = bmc("export", "-o", "x.json")
    assert done.code == 0, done.err
    assert json.loads((folder / "x.json").read_bytes())["channels"][0]["text"] == "a\ud800é"


# -- nothing is written over


def test_a_file_that_is_there_stays(canvas: Path) -> None:
    out = canvas.parent / "out.html"
    out.write_text("mine", encoding="utf-8")
    done = bmc("export", "-o", "out.html")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "bmc: out.html already exists.\n  Use --force to replace it, or choose another name.\n"
    )
    assert out.read_text(encoding="utf-8") == "mine"


def test_unless_it_is_forced(canvas: Path) -> None:
    out = canvas.parent / "out.html"
    out.write_text("mine", encoding="utf-8")
    out.chmod(0o640)
    assert bmc("export", "-o", "out.html", "--force").code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert out.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("link", ["itself", "symlink", "hard link"])
def test_the_canvas_itself_is_never_written_over(canvas: Path, link: str) -> None:
    name = canvas.parent / "out.json"
    if link == "symlink":
        name.symlink_to(canvas)
    elif link == "hard link":
        name.hardlink_to(canvas)
    else:
        name = canvas
    done = bmc("export", "-o", name.name, "--format", "json", "--force")
    assert (done.code, done.err.splitlines()[0]) == (1, f"bmc: {name.name} is the canvas itself.")
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_a_folder_or_a_device_is_not_written_over(canvas: Path) -> None:
    os.mkfifo(canvas.parent / "pipe.html")
    done = bmc("export", "-o", "pipe.html", "--force")
    assert done.code == 1
    assert "pipe.html is not an ordinary file." in done.err


def test_exporting_changes_nothing_in_the_canvas_and_leaves_no_litter(canvas: Path) -> None:
    bmc("export", "-o", "out.html")
    assert canvas.read_text(encoding="utf-8") == CANVAS
    assert sorted(path.name for path in canvas.parent.iterdir()) == ["canvas.yaml", "out.html"]


def test_nothing_is_left_of_an_export_that_fails(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bmc_cli.file.disk.os.write", full)
    done = bmc("export", "-o", "out.html")
    assert done.code == 1
    assert "no room to save out.html" in done.err
    assert sorted(path.name for path in canvas.parent.iterdir()) == ["canvas.yaml"]


# -- a folder as the place


@pytest.mark.parametrize("name", ["pages/", "pages"])
def test_into_a_folder_it_keeps_its_name(canvas: Path, name: str) -> None:
    if name == "pages":
        (canvas.parent / name).mkdir()
    assert bmc("export", "-o", name).code == 0
    assert [path.name for path in (canvas.parent / "pages").iterdir()] == ["canvas.html"]


def test_a_folder_that_has_no_folder_is_not_made(canvas: Path) -> None:
    done = bmc("export", "-o", "a/b/")
    assert (done.code, done.err.splitlines()[0]) == (1, "bmc: a does not exist.")


# -- usage


@pytest.mark.parametrize(
    ("options", "says", "do"),
    [
        pytest.param(
            "", "No output file was given.", "bmc export -o canvas.html", id="nothing said"
        ),
        pytest.param("-o out", "No format was given.", "--format", id="no ending"),
        pytest.param("-o -", "No format was given.", "--format", id="stdout of what"),
        pytest.param(
            "-o x.doc", "There is no format “doc”.", "html, pdf, png, svg, md, pptx", id="unknown"
        ),
        pytest.param("--format pdf", "pdf cannot be shown here", "-o canvas.pdf", id="no text"),
        pytest.param(
            "-o x.svg --story", "--story with svg", "html, pdf, md, pptx", id="no chapters"
        ),
        pytest.param("-o x.md --paper A3", "--paper with md", "html, pdf", id="no sheets"),
        pytest.param("-o x.html --paper A9", "no paper size “A9”", "A4, A3", id="no paper"),
        pytest.param(
            "--blank -o x.md", "cannot be exported as md", "html, pdf, png, svg", id="no form"
        ),
        pytest.param(
            "--blank canvas.yaml -o x.pdf", "the blank form", "--blank -o", id="not alone"
        ),
        pytest.param(
            "--tests -o x.md", "Test cards cannot be exported as md", "html, pdf", id="no cards"
        ),
        *(
            pytest.param(f"{said} -o x.pdf", "one canvas", "--tests -o", id=said)
            for said in (
                *("--tests --blank", "--tests --story", "--tests --check", "--tests --schema"),
                *("--tests canvas.yaml canvas.yaml", "--tests .", "-n 3"),
            )
        ),
        pytest.param("--tests -n none -o x.html", "number of notes", "-n 10", id="no number"),
        pytest.param("--blank --story -o x.pdf", "the blank form", "--blank -o", id="no story"),
        pytest.param("--schema canvas.yaml", "on its own", "--schema -o", id="schema of what"),
        pytest.param("--schema --blank", "on its own", "--schema -o", id="schema and form"),
        pytest.param("-o x.pdf --format md", "does not end in .md", "--format", id="two formats"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    canvas: Path, options: str, says: str, do: str
) -> None:
    done = bmc("export", *options.split())
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert do in done.err
    assert [path.name for path in canvas.parent.iterdir()] == ["canvas.yaml"]


def test_a_folder_that_is_not_there_is_told(canvas: Path) -> None:
    done = bmc("export", "-o", "pages/x.html")
    assert (done.code, done.err) == (
        1,
        "bmc: pages does not exist.\n  Create the folder first: mkdir -p pages\n",
    )


def test_what_takes_several_sheets_is_told(canvas: Path) -> None:
    notes = "".join(f"  - A note with quite a few words, number {n}\n" for n in range(99))
    canvas.write_text(f"bmc: 1\nlanguage: en\nchannels:\n{notes}", encoding="utf-8")
    done = bmc("export", "-o", "x.html")
    assert "On paper this takes " in done.err
    assert "--paper A3" in done.err
    assert "On paper" not in bmc("export", "-o", "x.svg").err


def test_a_canvas_that_is_not_there_is_told(folder: Path) -> None:
    done = bmc("export", "-o", "x.html")
    assert (done.code, done.err.splitlines()[0]) == (1, "bmc: canvas.yaml does not exist.")
    assert list(folder.iterdir()) == []


# -- what else can be in it


@pytest.mark.parametrize("name", ["html", "md"])
def test_story_and_findings_can_follow(canvas: Path, name: str) -> None:
    bare = bmc("export", "--format", name).out
    both = bmc("export", "--format", name, "--story", "--check").out
    assert "The story of Bakery" in both
    assert "What could be better" in both
    assert "There is nothing here yet" in both
    assert "There is nothing here yet" not in bare
    assert "The story of Bakery" not in bare
    assert both.index("The story of") < both.index("What could be better")


def test_the_words_are_those_of_the_language_that_is_asked_for(canvas: Path) -> None:
    text = bmc("export", "--format", "html", "--lang", "nl", "--story").out
    assert '<html lang="nl">' in text
    assert "Klantkanalen" in text
    assert "Het verhaal van Bakery" in text


def test_a_pack_of_ones_own_gives_the_words(canvas: Path) -> None:
    pack = canvas.parent / "mine.yaml"
    pack.write_text("extends: en\nblocks: {channels: {title: Wegen}}\n", encoding="utf-8")
    assert "Wegen" in bmc("export", "--format", "md", "--prompts", "mine.yaml").out
    assert "Wegen" in bmc("export", "--blank", "--format", "svg", "--prompts", "mine.yaml").out


# -- cards of what to test


@pytest.mark.parametrize(("options", "count"), [([], 4), (["-n", "1"], 1), (["-n", "99"], 5)])
def test_there_are_cards_of_what_to_test_first(
    folder: Path, options: list[str], count: int
) -> None:
    lines = "".join(f"  - Note {at}\n" for at in range(5))
    (folder / "canvas.yaml").write_text(f"bmc: 1\nchannels:\n{lines}", encoding="utf-8")
    done = bmc("export", "--tests", "-o", "cards.html", *options)
    assert (done.code, done.err) == (0, "Exported to cards.html\n")
    page = (folder / "cards.html").read_text(encoding="utf-8")
    assert re.findall(r"<h1>(.*?)</h1>", page) == [f"Note {at}" for at in range(count)]


def test_cards_into_a_folder_have_a_name(canvas: Path) -> None:
    assert bmc("export", "--tests", "-o", "cards/", "--lang", "nl").code == 0
    assert (canvas.parent / "cards" / "testkaartjes.html").exists()


def test_without_a_guess_there_are_no_cards(folder: Path) -> None:
    text = "bmc: 1\nchannels: [{text: Shop, evidence: proven}, {text: Van, later: true}]\n"
    (folder / "canvas.yaml").write_text(text, encoding="utf-8")
    done = bmc("export", "--tests", "-o", "cards.html")
    assert done.code == 1
    assert "nothing to put on a test card" in done.err
    assert not (folder / "cards.html").exists()


# -- the blank form


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["html", "svg"])
def test_the_blank_form_needs_no_canvas(folder: Path, name: str, language: str) -> None:
    done = bmc("export", "--blank", "-o", f"form.{name}", "--lang", language)
    assert done.code == 0, done.err
    text = (folder / f"form.{name}").read_text(encoding="utf-8")
    assert ("Klantkanalen" in text) == (language == "nl")
    assert ("Channels" in text) == (language == "en")


@pytest.mark.parametrize(("paper", "width"), [("A4", 297), ("a3", 420), ("A0", 1189)])
def test_the_blank_form_is_as_large_as_its_paper(folder: Path, paper: str, width: int) -> None:
    svg = bmc("export", "--blank", "--format", "svg", "--paper", paper).out
    assert re.search(rf'<svg [^>]*width="{width}mm"', svg)
    page = bmc("export", "--blank", "--format", "html", "--paper", paper).out
    assert f"@page {{ size: {width}mm" in page


def test_the_blank_form_into_a_folder_has_a_name(folder: Path) -> None:
    assert bmc("export", "--blank", "-o", "forms/", "--format", "svg").code == 0
    assert [path.name for path in (folder / "forms").iterdir()] == ["form.svg"]


# -- the schema


def test_the_schema_goes_to_stdout_or_to_a_file(folder: Path) -> None:
    said = bmc("export", "--schema").out
    assert list(json.loads(said)["properties"])[-1] == BLOCKS[-1].key
    assert bmc("export", "--schema", "-o", "canvas.schema.json").code == 0
    assert (folder / "canvas.schema.json").read_text(encoding="utf-8") == said


# -- for other programs


def test_a_pipe_that_closes_is_no_error(canvas: Path) -> None:
    command = [*BMC, "export", "--format", "html"]
    with subprocess.Popen(
        command,
        cwd=canvas.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.read(10)
        started.stdout.close()
        assert started.stderr.read() == b""


def test_what_goes_to_stdout_is_utf_8_whatever_the_terminal_thinks(canvas: Path) -> None:
    canvas.write_text("bmc: 1\nchannels: [Café 日本]\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bmc_cli", "export", "--format", "md"],
        cwd=canvas.parent,
        env={**environment(), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "- Café 日本\n" in done.stdout.decode("utf-8")


def test_a_name_in_the_environment_may_have_a_blank(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.rename(canvas.with_name("my canvas.yaml"))
    monkeypatch.setenv("BMC_FILE", "my canvas.yaml")
    assert bmc("export", "--format", "md").out.startswith("# Bakery")
    assert bmc("check").out.startswith("Bakery\n")
    assert "step" not in bmc("check", "--explain", "vague").err

"""What an error says to do can be done, and is about the file in hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS


def put(*names: str, text: str = CANVAS) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "asked", "likely"),
    [
        pytest.param(["b.yaml"], "b.yml", "b.yaml", id="another ending"),
        pytest.param(["Bakery.yaml"], "bakery.yaml", "Bakery.yaml", id="capitals"),
        pytest.param(["bakery.yaml"], "bakry.yaml", "bakery.yaml", id="a slip"),
        pytest.param(["canvas.premium.yaml"], "premium", "canvas.premium.yaml", id="a variant"),
        pytest.param(["Mijn Bakkerij.yaml"], "canvas.yaml", "Mijn Bakkerij.yaml", id="the only"),
        pytest.param(["g/b.yaml"], "g/b.yml", "g/b.yaml", id="in a folder"),
        pytest.param(["group/b.yaml"], "groepen", "", id="too unlike a folder"),
        pytest.param(["class/b.yaml"], "klass", "class", id="a folder"),
        pytest.param(["class/b.yaml", "klas.yaml"], "klass", "klas.yaml", id="a file first"),
        pytest.param(["a.yaml", "b.yaml"], "canvas.yaml", "", id="two"),
        pytest.param(["bakery.yaml"], "butcher.yaml", "", id="nothing alike"),
        pytest.param([], "gone/b.yaml", "", id="no folder"),
    ],
)
def test_a_file_that_was_meant_is_named(
    folder: Path, there: list[str], asked: str, likely: str
) -> None:
    put(*there)
    mean, begin = f"Do you mean {likely}?", f"o start a new canvas: bmc new {Path(asked)}"
    begin += "" if Path(asked).suffix else ".yaml"
    for command in ("check", "show", "export -o x.md", "diff", "story"):
        done = bmc(*command.split(), asked)
        assert done.code in {1, 3}
        said = done.out + done.err
        assert (mean in said) == bool(likely)
        assert (begin in said) == (command in {"show", "story"})
        assert ("bmc list" in said) == (not likely and command not in {"show", "story"})


def test_a_folder_is_named_that_was_meant_and_a_canvas_in_it(folder: Path) -> None:
    put("class/b.yaml")
    assert "Do you mean class?" in bmc("list", "klass").err
    assert f"such as {Path('class/b.yaml')}." in bmc("show", "class").err


def test_what_is_no_canvas_was_not_meant(folder: Path) -> None:
    put("b.yaml", text="hello: world\n")
    assert "Do you mean" not in bmc("show", "b.yml").err


@pytest.mark.parametrize(
    ("command", "says"),
    [
        pytest.param(["new", "a/b c/x.yaml"], "first: mkdir -p 'a/b c'\n", id="new"),
        pytest.param(["export", "-o", "a/b/x.md"], "first: mkdir -p a/b\n", id="export"),
        pytest.param(
            ["edit", "4", "my own.yaml", "--keep", "1"],
            "wordings: bmc check 'my own.yaml'\n",
            id="two versions",
        ),
        pytest.param(["show", "-s", "A", "empty.yaml"], "bmc edit 1 empty.yaml\n", id="segments"),
        pytest.param(["undo", "my own.yaml"], "--list 'my own.yaml'\n", id="undo"),
        pytest.param(["prompts", "de"], "Choose from: en, nl\n", id="a pack"),
        pytest.param(["show", "--lang", "de"], "Choose from: en, nl\n", id="a language"),
    ],
)
def test_a_command_that_is_advised_is_for_this_file_and_can_be_typed(
    canvas: Path, command: list[str], says: str
) -> None:
    put("my own.yaml")
    put("empty.yaml", text="bmc: 1\n")
    assert bmc(*command).err.endswith(says)


def test_a_language_of_the_environment_is_mended_there(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BMC_LANG", "xx")
    assert bmc("show").err.endswith("Set it to one of: en, nl\n")


def test_what_looks_like_a_file_is_no_name_of_a_variant(canvas: Path) -> None:
    done = bmc("variant", "nope.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "bmc: nope.yaml does not exist, and the name of a variant has no ending.\n"
        "  Name a file that exists, or make a copy of that name: bmc variant nope\n"
    )
    assert [path.name for path in canvas.parent.iterdir()] == ["canvas.yaml"]


def test_a_merge_on_the_screen_says_that_nothing_is_saved(canvas: Path) -> None:
    for name in ("ours", "theirs"):
        put(f"{name}.yaml", text=CANVAS.replace("Web shop", f"Web shop {name}"))
    done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml")
    assert done.code == 1
    assert "and nothing is saved" in done.err
    assert "ours.yaml" not in done.err
    done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "both.yaml")
    assert done.err.endswith("To see them: bmc check both.yaml\n")


def test_each_field_of_the_title_block_is_a_change(canvas: Path) -> None:
    put("b.yaml", text=CANVAS.replace("title: ", "title: New ") + "iteration: 2\n")
    assert "2 changed" in bmc("diff", "canvas.yaml", "b.yaml").out

"""A title that a merge left in two versions: told by every command, settled by edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from tests.commandline import bmc
from tests.commands.conftest import CANVAS

LEFT = CANVAS.replace(
    "language: en\n",
    "language: en\nconflicts:\n  title: [Bakery, Bread & Co]\n  language: [en, nl]\n",
)
SETTLED = LEFT.replace("  title: [Bakery, Bread & Co]\n", "")


@pytest.fixture
def left(canvas: Path) -> Path:
    canvas.write_text(LEFT, encoding="utf-8")
    return canvas


@pytest.mark.parametrize(
    ("options", "after", "told"),
    [
        pytest.param(
            ["title", "--keep", "1"], SETTLED, ["title", "  Bakery", "- Bread & Co"], id="the first"
        ),
        pytest.param(
            ["titel", "canvas.yaml", "--keep", "2"],
            SETTLED.replace("title: Bakery", "title: Bread & Co"),
            ["title", "- Bakery", "  Bread & Co"],
            id="the second, of a file",
        ),
        pytest.param(
            ["title", "Cakes"],
            SETTLED.replace("title: Bakery", "title: Cakes"),
            ["title", "- Bakery", "- Bread & Co", "+ Cakes"],
            id="another text",
        ),
        pytest.param(
            ["language", "--keep", "2"],
            LEFT.replace("  language: [en, nl]\n", "").replace("language: en\n", "language: nl\n"),
            ["language", "- en", "  nl"],
            id="a field that is not edited otherwise",
        ),
    ],
)
def test_a_version_is_kept(left: Path, options: list[str], after: str, told: list[str]) -> None:
    done = bmc("edit", *options)
    assert (done.code, done.out.splitlines()) == (0, told)
    assert left.read_text(encoding="utf-8") == after
    assert bmc("undo").code == 0
    assert left.read_text(encoding="utf-8") == LEFT


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["title", "--keep", "3"], "“3” is not among the versions of", id="no such"),
        pytest.param(["title", "--keep", "0"], "“0” is not among the versions of", id="nought"),
        pytest.param(["author", "--keep", "1"], "“author” has only one wording.", id="settled"),
        pytest.param(["title", "--keep", "1", "--add", "x"], "has no notes", id="notes as well"),
    ],
)
def test_what_is_not_there_is_refused(left: Path, options: list[str], said: str) -> None:
    done = bmc("edit", *options)
    assert (done.code, said in done.err) == (2, True), done.err
    assert left.read_text(encoding="utf-8") == LEFT


def test_a_try_changes_nothing(left: Path) -> None:
    assert "- Bread & Co" in bmc("edit", "title", "--keep", "1", "--dry-run").out
    assert left.read_text(encoding="utf-8") == LEFT


def test_check_has_the_command_and_a_program_gets_it_too(left: Path) -> None:
    assert "    bmc edit title --keep 1\n" in bmc("check").out
    first = json.loads(bmc("check", "--json").out)[0]
    assert (first["rule"], first["block"], first["line"]) == ("title-versions", None, 7)
    assert bmc(*first["repair"]["command"][1:]).code == 0
    assert left.read_text(encoding="utf-8") == SETTLED


def test_it_is_asked_by_its_number(left: Path) -> None:
    done = bmc("check", "--fix", "1", "--plain", stdin="2\n")
    assert "2: keep 'Bread & Co'" in done.err
    assert load(left).canvas.title == "Bread & Co"
    assert [*load(left).canvas.conflicts] == ["language"]


def test_a_list_of_operations_settles_it(left: Path) -> None:
    operation = {"do": "settle", "field": "language", "text": "nl"}
    assert bmc("edit", "--apply", "-", stdin=json.dumps([operation])).code == 0
    assert load(left).canvas.language == "nl"
    done = bmc("edit", "--apply", "-", stdin=json.dumps([{**operation, "field": "title"}]))
    assert (done.code, "“nl” is geen van de versies van 'title'" in done.err) == (2, True)


def test_it_is_shown_compared_and_handed_out(left: Path) -> None:
    assert "undecided: title, language" in bmc("show", "--width", "120").out
    (left.parent / "before.yaml").write_text(CANVAS, encoding="utf-8")
    diff = bmc("diff", "before.yaml", "canvas.yaml").out
    assert "~ conflicts: {+title: Bakery / Bread & Co, language: en / nl+}" in diff
    data = json.loads(bmc("show", "--json").out)
    assert data["conflicts"] == {"title": ["Bakery", "Bread & Co"], "language": ["en", "nl"]}

"""``bmc variant``: a copy to try something with, and the family as a tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from bmc_cli.file.variants import fingerprint
from tests.commandline import bmc
from tests.commands.conftest import CANVAS

BASE = fingerprint(CANVAS.encode())


def test_a_copy_has_all_that_the_canvas_has_and_says_what_it_is(canvas: Path) -> None:
    done = bmc("variant", "premium")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "Created canvas.premium.yaml. To change it: bmc edit 2 canvas.premium.yaml. "
        "To see what changed: bmc diff canvas.premium.yaml\n"
    )
    copy = (canvas.parent / "canvas.premium.yaml").read_text(encoding="utf-8")
    assert copy == CANVAS.replace(
        "language: en\n",
        f"iteration: 2\nlanguage: en\nvariant_of: canvas.yaml\nvariant_base: {BASE}\n",
    )
    assert canvas.read_text(encoding="utf-8") == CANVAS


@pytest.mark.parametrize(
    ("iteration", "expected"), [("1", "2"), ("9", "10"), ("", "2"), ("spring", "spring")]
)
def test_it_is_the_next_iteration(canvas: Path, iteration: str, expected: str) -> None:
    canvas.write_text(CANVAS + f"iteration: {iteration}\n", encoding="utf-8")
    bmc("variant", "b2b")
    assert load(canvas.parent / "canvas.b2b.yaml").canvas.iteration == expected


def test_a_copy_of_a_copy_is_named_after_the_first(canvas: Path) -> None:
    bmc("variant", "b2b")
    assert bmc("variant", "lean", "canvas.b2b.yaml").code == 0
    made = load(canvas.parent / "canvas.lean.yaml").canvas
    assert made.variant_of == "canvas.b2b.yaml"


@pytest.mark.parametrize(
    ("name", "file"),
    [("a/b", "canvas.a-b.yaml"), ("..", "canvas.yaml"), ("x y", "canvas.x y.yaml")],
)
def test_its_name_stays_in_the_folder(canvas: Path, name: str, file: str) -> None:
    done = bmc("variant", name)
    assert done.code == (1 if file == "canvas.yaml" else 0)
    assert (canvas.parent / file).exists()


def test_a_file_that_is_there_stays(canvas: Path) -> None:
    other = canvas.parent / "canvas.premium.yaml"
    other.write_text("mine", encoding="utf-8")
    done = bmc("variant", "premium")
    assert (done.code, done.err.splitlines()[0]) == (
        1,
        "bmc: canvas.premium.yaml already exists.",
    )
    assert other.read_text(encoding="utf-8") == "mine"


def test_one_that_was_removed_comes_back(canvas: Path) -> None:
    bmc("variant", "premium")
    copy = canvas.parent / "canvas.premium.yaml"
    before = copy.read_bytes()
    copy.unlink()
    assert bmc("undo", "canvas.premium.yaml").code == 0
    assert copy.read_bytes() == before


class TestFamily:
    def test_each_stands_under_the_one_it_was_copied_from(self, canvas: Path) -> None:
        bmc("variant", "b2b")
        bmc("edit", "4", "canvas.b2b.yaml", "--add", "Stall", "--remove", "1")
        bmc("variant", "lean", "canvas.b2b.yaml")
        bmc("variant", "also")
        bmc("edit", "1", "canvas.also.yaml", "--set", "1", "Families nearby")
        for options in ([], ["canvas.lean.yaml"]):
            done = bmc("variant", *options)
            assert (done.code, done.err) == (0, "")
            assert done.out.splitlines() == [
                "canvas.yaml             5 notes",
                "├─ canvas.also.yaml     version 2 · 5 notes · 1 changed",
                "└─ canvas.b2b.yaml      version 2 · 5 notes · 1 added and 1 removed",
                "   └─ canvas.lean.yaml  version 3 · 5 notes · no difference",
            ]

    def test_a_canvas_alone_says_so(self, canvas: Path) -> None:
        done = bmc("variant")
        assert (done.code, done.out) == (0, "canvas.yaml  5 notes\n")
        assert done.err == "canvas.yaml has no variants yet.\n"

    def test_other_canvases_and_broken_ones_do_not_belong_to_it(self, canvas: Path) -> None:
        for name, text in (("other", CANVAS), ("broken", "bmc: 1\nvariant_of: canvas.yaml\n- x\n")):
            (canvas.parent / f"{name}.yaml").write_text(text, encoding="utf-8")
        assert len(bmc("variant").out.splitlines()) == 1

    def test_a_ring_made_by_hand_ends(self, canvas: Path) -> None:
        canvas.write_text(CANVAS + "variant_of: b.yaml\n", encoding="utf-8")
        other = canvas.parent / "b.yaml"
        other.write_text(CANVAS + "variant_of: canvas.yaml\n", encoding="utf-8")
        done = bmc("variant")
        assert done.code == 0
        assert len(done.out.splitlines()) == 2


@pytest.mark.parametrize("name", ["premium", "canvas.premium", "canvas.premium.yaml"])
def test_a_name_may_be_that_of_the_file(canvas: Path, name: str) -> None:
    assert bmc("variant", name).err.startswith("Created canvas.premium.yaml.")


def test_a_variant_needs_a_name(canvas: Path) -> None:
    assert bmc("variant", "").code == 2
    assert [path.name for path in canvas.parent.iterdir()] == ["canvas.yaml"]

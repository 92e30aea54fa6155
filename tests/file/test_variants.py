"""What a variant was copied from, known by its content."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bmc_cli.errors import BmcError
from bmc_cli.file import git
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.merged import merge_documents
from bmc_cli.file.variants import base_of, copied, fingerprint, keep_base, parent_of
from bmc_cli.model.canvas import Canvas
from tests.documents import Dice
from tests.handwriting import Hand
from tests.merging import SHAPES, Writer
from tests.repository import Repository

BASE, NOW = b"bmc: 1\nchannels: [Shop]\n", b"bmc: 1\nchannels: [Van]\n"


def test_a_fingerprint_is_the_name_that_git_gives(tmp_path: Path) -> None:
    made = Repository(tmp_path / "repository")
    (made.folder / "x").write_bytes(BASE)
    assert made.git("hash-object", "x").startswith(fingerprint(BASE))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_copy_says_where_it_is_from_and_nothing_else(shape: str) -> None:
    text = SHAPES[shape]
    document = read(text, "x")
    copy = copied(document, "canvas.yaml", text.encode()).canvas
    assert (copy.variant_of, copy.variant_base) == ("canvas.yaml", fingerprint(text.encode()))
    assert copy.blocks == document.canvas.blocks


@st.composite
def experiments(draw: st.DrawFn) -> tuple[list[Document], list[str]]:
    """Return a copy as it was made, its canvas and itself as each is now, and new remarks."""
    dice = Dice(draw)
    base = Hand(dice.below).document(dice.canvas())
    copy = copied(read(base, "x"), "canvas.yaml", base.encode())
    ours, theirs = Writer(dice, "mine"), Writer(dice, "yours")
    texts = (ours.edited(base), theirs.edited(copy.text))
    return [copy, *(read(text, "x") for text in texts)], [*ours.remarks, *theirs.remarks]


@settings(deadline=None)
@given(experiments())
def test_whatever_was_done_it_comes_back_without_what_the_copying_did(
    drawn: tuple[list[Document], list[str]],
) -> None:
    (copy, ours, theirs), remarks = drawn
    head = attrgetter("variant_of", "variant_base", "iteration")
    assume(head(theirs.canvas) == head(copy.canvas))
    merged = merge_documents(copy, ours, theirs, "x")
    assert head(merged.document.canvas) == head(ours.canvas)
    left = "".join(merged.unplaced)
    assert [each for each in remarks if each not in merged.document.text + left] == []


class TestBase:
    @pytest.fixture(autouse=True)
    def _state(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Repository:
        """A repository in which the base was committed once, and is no more."""
        made = Repository(tmp_path / "repository")
        for data in (BASE, NOW):
            (made.folder / "canvas.yaml").write_bytes(data)
            made.commit()
        return made

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "folder"
        folder.mkdir()
        return folder

    variant = Canvas(variant_of="canvas.yaml", variant_base=fingerprint(BASE))

    def test_the_canvas_itself_while_nobody_changed_it(self, folder: Path) -> None:
        (folder / "canvas.yaml").write_bytes(BASE)
        assert base_of(folder / "v.yaml", self.variant, folder / "canvas.yaml") == BASE

    def test_what_was_kept(self, folder: Path) -> None:
        (folder / "canvas.yaml").write_bytes(NOW)
        keep_base(BASE)
        assert base_of(folder / "v.yaml", self.variant, folder / "canvas.yaml") == BASE

    def test_what_git_knows(self, repository: Repository) -> None:
        assert base_of(repository.folder / "v.yaml", self.variant) == BASE

    @pytest.mark.parametrize("said", ["", "0" * 12, "HEAD", "../x", fingerprint(BASE)[:11]])
    def test_and_nothing_else(self, repository: Repository, said: str) -> None:
        keep_base(NOW)
        folder = repository.folder
        variant = Canvas(variant_of="canvas.yaml", variant_base=said)
        assert base_of(folder / "v.yaml", variant, folder / "canvas.yaml") is None

    def test_other_ends_of_lines_are_the_same_base(self, folder: Path) -> None:
        crlf = BASE.replace(b"\n", b"\r\n")
        (folder / "canvas.yaml").write_bytes(crlf)
        assert base_of(folder / "v.yaml", self.variant, folder / "canvas.yaml") == crlf


class TestParent:
    def test_it_is_in_the_same_folder(self) -> None:
        assert parent_of(Path("a/v.yaml"), Canvas(variant_of="b.yaml")) == Path("a/b.yaml")

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("", "not_variant"),
            *((name, "outward") for name in ("../b.yaml", "/b.yaml", "C:b.yaml", "a\\..\\b.yaml")),
        ],
    )
    def test_and_nowhere_else(self, name: str, reason: str) -> None:
        with pytest.raises(BmcError) as refused:
            parent_of(Path("v.yaml"), Canvas(variant_of=name))
        assert refused.value.reason == reason


class TestGit:
    @pytest.mark.needs("git")
    def test_outside_of_a_repository_there_is_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(BmcError):
            list(git.contents(tmp_path, "0" * 12, ["canvas.yaml"]))

    def test_the_sides_of_a_merge_are_in_the_index(self, tmp_path: Path) -> None:
        made = Repository(tmp_path / "repository")
        made.write("canvas.yaml", "a\n")
        made.commit()
        made.git("checkout", "-q", "-b", "theirs")
        made.write("canvas.yaml", "c\n")
        made.commit()
        made.git("checkout", "-q", "main")
        made.write("canvas.yaml", "b\n")
        made.commit()
        path = made.folder / "canvas.yaml"
        assert git.staged(path, 1) is None
        made.git("merge", "theirs", code=1)
        assert [git.staged(path, stage) for stage in (1, 2, 3)] == [b"a\n", b"b\n", b"c\n"]

"""What a user calls a canvas that git has: a file and a revision, told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.revisions import Committed, parted, refuse_revision, stem_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("canvas.yaml", "anna@home.yaml", "bakery.yaml", "plain"):
        Path(name).write_text("bmc: 1\n", encoding="utf-8")
    Path("sub").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("canvas.yaml", None),
        ("canvas.yaml@HEAD~1", ("canvas.yaml", "HEAD~1")),
        ("canvas.yaml@", ("canvas.yaml", "HEAD")),
        ("canvas.yaml@{yesterday}", ("canvas.yaml", "@{yesterday}")),
        ("canvas.yaml@main@{1}", ("canvas.yaml", "main@{1}")),
        ("canvas.yaml@origin/main", ("canvas.yaml", "origin/main")),
        ("canvas.yaml@HEAD^{/a@b}", ("canvas.yaml", "HEAD^{/a@b}")),
        ("bakery@v1", ("bakery", "v1")),
        ("plain@v1", ("plain", "v1")),
        ("gone.yaml@v1", ("gone.yaml", "v1")),
        ("gone@v1", ("gone", "v1")),
        ("@HEAD~3", ("", "HEAD~3")),
        ("@", ("", "HEAD")),
        ("@{1}", ("", "@{1}")),
        ("anna@home.yaml", None),
        ("anna@home", None),
        ("anna@home.yaml@v1", ("anna@home.yaml", "v1")),
        ("ben@home.yaml", None),
        ("sub", None),
        ("@" * 5_000, None),
        ("a\0b@HEAD", ("a\0b", "HEAD")),
    ],
)
def test_a_file_and_a_revision_are_told_apart(
    folder: Path, name: str, cut: tuple[str, str] | None
) -> None:
    assert parted(name) == cut


@pytest.mark.parametrize("name", ["canvas.yaml@v1", "canvas.yaml@{1}", "sub/x.yaml@origin/main"])
def test_what_it_is_called_says_it_again(folder: Path, name: str) -> None:
    cut = parted(name)
    assert cut
    assert str(Committed(Path(cut[0]), cut[1])) == name


def test_a_page_of_a_revision_has_it_in_its_name() -> None:
    assert stem_of(Committed(Path("a/canvas.yaml"), "v1")) == "canvas@v1"
    assert stem_of(Path("a/canvas.yaml")) == "canvas"


@pytest.mark.parametrize("name", ["canvas.yaml@v1", "canvas@v1", "new.yaml@v1", "@v1"])
def test_a_revision_is_not_to_be_changed(folder: Path, name: str) -> None:
    with pytest.raises(BmcError) as found:
        refuse_revision(name)
    assert (found.value.reason, found.value.exit_code) == ("revision_is_read", 2)


@pytest.mark.parametrize("name", [None, "", "new.yaml", "ben@home.yaml", "ben@home", "anna@home"])
def test_a_name_with_a_sign_in_it_is_one(folder: Path, name: str | None) -> None:
    refuse_revision(name)

"""A canvas that is its owner's alone stays so: while it is saved, and in every copy of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.errors import NotSaved
from bmc_cli.file.book import Book
from bmc_cli.file.disk import TEMPORARY
from bmc_cli.file.ownership import mode_of_copy
from bmc_cli.file.storage import change, load
from bmc_cli.model.canvas import add
from bmc_cli.model.fields import Note
from tests.commandline import bmc
from tests.systemcalls import Calls

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")

CANVAS = "bmc: 1\nlanguage: en\nchannels:\n- Shop\n"

van = partial(add, key="channels", note=Note("Van"))


@pytest.fixture(autouse=True, params=[0o022, 0], ids=["usual mask", "no mask"])
def _mask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    path = work / "canvas.yaml"
    for each in (path, work / "two.yaml", work / "three.yaml"):
        each.write_text(CANVAS, encoding="utf-8")
        each.chmod(0o644)
    path.chmod(0o600)
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("at", [0o600, 0o640, 0o664])
def test_at_no_call_of_a_save_may_more_people_read_it(canvas: Path, at: int) -> None:
    canvas.chmod(at)
    seen: list[int] = []

    def before(n: int, name: str) -> None:
        seen.extend(mode(path) for path in canvas.parent.iterdir() if path not in others)

    others = [canvas.with_name("two.yaml"), canvas.with_name("three.yaml")]
    with pytest.MonkeyPatch.context() as patch:
        stated, scanned = os.stat, os.scandir
        Calls(canvas.parent, before).watch(patch)
        patch.setattr(os, "stat", stated)
        patch.setattr(os, "scandir", scanned)
        change(canvas, van)
    assert mode(canvas) == at
    assert len(set(seen)) <= 2
    assert all(not each & ~at for each in seen)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        pytest.param("variant p", "canvas.p.yaml", id="variant"),
        pytest.param("merge canvas.yaml two.yaml three.yaml -o new.yaml", "new.yaml", id="base"),
        pytest.param("merge two.yaml canvas.yaml three.yaml -o new.yaml", "new.yaml", id="ours"),
        pytest.param("merge two.yaml three.yaml canvas.yaml -o new.yaml", "new.yaml", id="theirs"),
    ],
)
def test_a_copy_of_a_private_canvas_is_private(canvas: Path, command: str, name: str) -> None:
    done = bmc(*command.split())
    assert done.code == 0, done
    assert mode(canvas.parent / name) == 0o600


def test_what_is_kept_aside_of_a_private_canvas_is_private(canvas: Path) -> None:
    book = Book(canvas, load(canvas).canvas)
    canvas.write_text("no: [canvas", encoding="utf-8")
    with pytest.raises(NotSaved) as caught:
        book.change(van)
    assert caught.value.kept is not None
    assert mode(caught.value.kept) == 0o600


def test_an_export_is_asked_for_and_is_as_other_new_files(canvas: Path) -> None:
    assert bmc("export", "-o", "canvas.md").code == 0
    (canvas.parent / "usual").touch()
    assert mode(canvas.parent / "canvas.md") == mode(canvas.parent / "usual")


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        pytest.param([], 0o666, id="of nothing"),
        pytest.param([0o644], 0o644, id="one"),
        pytest.param([0o664, 0o640], 0o640, id="what both allow"),
        pytest.param([0o444], 0o644, id="its owner may change the copy of what is read only"),
        pytest.param([0o755], 0o644, id="none is a program"),
        pytest.param([0o644, None], 0o600, id="one that is gone"),
    ],
)
def test_a_copy_allows_what_each_of_its_sources_does(
    tmp_path: Path, modes: list[int | None], expected: int
) -> None:
    sources = [tmp_path / str(number) for number in range(len(modes))]
    for source, each in zip(sources, modes, strict=True):
        if each is not None:
            source.touch()
            source.chmod(each)
    assert mode_of_copy(sources, tmp_path) == expected


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give")
def test_what_a_group_may_read_another_group_may_not(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.touch()
    source.chmod(0o664)
    os.chown(source, -1, 12_345)
    assert mode_of_copy([source], tmp_path) == 0o644
    source.chmod(0o640)
    assert mode_of_copy([source], tmp_path) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give")
def test_a_group_that_could_not_be_kept_is_one_of_the_others(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(canvas, -1, 12_345)
    canvas.chmod(0o640)

    def refuse(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fchown", refuse)
    change(canvas, van)
    assert mode(canvas) == 0o600


def a_folder(path: Path) -> None:
    path.mkdir()


def a_full_folder(path: Path) -> None:
    path.mkdir()
    (path / "file").touch()


@pytest.mark.parametrize("spoil", [a_folder, a_full_folder])
def test_what_has_the_name_of_the_temporary_file_denies_no_save(canvas: Path, spoil: Any) -> None:
    spoil(canvas.parent / TEMPORARY)
    left = canvas.parent / ".bmc-saving-0123456789abcdef.tmp"
    left.write_text("of a program that was killed", encoding="utf-8")
    assert bmc("edit", "4", "--add", "Van").code == 0
    assert load(canvas).canvas.notes("channels")[-1].text == "Van"
    names = sorted(path.name for path in canvas.parent.iterdir())
    assert names == [TEMPORARY, "canvas.yaml", "three.yaml", "two.yaml"]


def test_a_file_that_may_not_be_taken_away_denies_no_save(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (canvas.parent / TEMPORARY).write_text("somebody else's", encoding="utf-8")
    unlink = os.unlink

    def refusing(path: Path) -> None:
        if Path(path).name == TEMPORARY:
            raise PermissionError
        unlink(path)

    monkeypatch.setattr(os, "unlink", refusing)
    change(canvas, van)
    assert load(canvas).canvas.notes("channels")[-1].text == "Van"
    assert (canvas.parent / TEMPORARY).read_text(encoding="utf-8") == "somebody else's"

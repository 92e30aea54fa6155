"""Versions that are damaged, and a folder that cannot hold them: nothing is lost or made up."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bmc_cli.errors import BmcError, NoVersions, warnings
from bmc_cli.file.history import line, record, step
from bmc_cli.file.versions import folder_of
from tests.commandline import bmc
from tests.histories import FIRST, added
from tests.systemcalls import Calls

Spoil = Callable[[Path], object]


def kept(target: Path) -> list[bytes | None]:
    return [version.data for version in line(target)[0]]


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00\xff" * 40)


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Shop", b"Shot"))


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**12)


def linked(path: Path) -> None:
    path.replace(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def in_a_ring(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    path.unlink()


def named(spoil: Spoil) -> object:
    return pytest.param(spoil, id=spoil.__name__)


# -- a damaged version


@pytest.mark.parametrize(
    "spoil",
    [*map(named, (emptied, garbage, halved, edited, huge, linked, in_a_ring, piped, a_folder))],
)
def test_a_damaged_version_is_passed_over_and_never_put_back(target: Path, spoil: Spoil) -> None:
    first, one, two, three = added(target, "One", "Two", "Three")
    bad = line(target)[0][2].path
    spoil(bad)
    assert kept(target) == [first, one, None, three]
    done = step(target, -1)
    assert (done.before, done.after) == (three, one)
    assert [version.path for version in done.damaged] == [bad]
    assert step(target, 1).after == three
    assert two not in kept(target)


@pytest.mark.parametrize("spoil", [*map(named, (emptied, garbage, gone))])
def test_without_a_sound_version_the_file_stays_and_it_is_said_which(
    target: Path, spoil: Spoil
) -> None:
    _, one = added(target, "One")
    bad = line(target)[0][0].path
    spoil(bad)
    done = bmc("undo")
    assert done.code == 1
    assert target.read_bytes() == one
    assert ("nothing to undo" if spoil is gone else str(bad)) in done.err


def test_a_damaged_version_that_stands_is_kept_anew_by_the_next_saving(target: Path) -> None:
    first, one = added(target, "One")
    emptied(line(target)[0][-1].path)
    _, two = added(target, "Two")
    assert kept(target) == [first, None, one, two]
    assert step(target, -1).after == one


def test_a_damaged_version_is_told_by_undo_and_in_the_list(target: Path) -> None:
    added(target, "One", "Two")
    bad = line(target)[0][1].path
    garbage(bad)
    assert f"damaged, cannot be restored: {bad}" in bmc("undo", "--list").out
    done = bmc("undo")
    assert done.code == 0
    assert "Skipped a damaged save" in done.err
    assert str(bad) in done.err
    assert target.read_text(encoding="utf-8") == FIRST


def test_the_first_version_too_is_told_to_be_damaged(target: Path) -> None:
    added(target, "One", "Two")
    bad = line(target)[0][0].path
    emptied(bad)
    told = [row.partition(": ")[2] for row in bmc("undo", "--list").out.splitlines()]
    assert told == [
        "4 Channels; + Two",
        "first version",
        f"damaged, cannot be restored: {bad}",
    ]


# -- the mark


@pytest.mark.parametrize(
    "spoil",
    [
        *map(named, (emptied, garbage, halved, huge, linked, in_a_ring, piped, a_folder, gone)),
        pytest.param(lambda path: path.write_text("0"), id="none"),
        pytest.param(lambda path: path.write_text("1"), id="another number"),
        pytest.param(lambda path: path.write_text("9" * 400), id="400 digits"),
        pytest.param(lambda path: path.write_text("9" * 5_000), id="5,000 digits"),
        pytest.param(lambda path: path.write_text("../../x.yaml 0"), id="another folder"),
    ],
)
def test_a_damaged_mark_costs_no_version(target: Path, spoil: Spoil) -> None:
    first, one, two = added(target, "One", "Two")
    mark = folder_of(target) / "at"
    spoil(mark)
    _, three = added(target, "Three")
    assert kept(target) == [first, one, two, three]
    if not mark.is_dir():
        spoil(mark)
        assert step(target, -1).after == two


def test_without_a_mark_a_file_that_was_gone_comes_back_as_it_was_last(target: Path) -> None:
    *_, two = added(target, "One", "Two")
    (folder_of(target) / "at").unlink()
    target.unlink()
    assert step(target, -1).after == two


# -- strange things in the folder


def test_what_is_no_version_is_left_alone_and_hinders_nothing(target: Path) -> None:
    added(target, "One")
    folder = folder_of(target)
    names = ["9" * 200 + ".yaml", "٣٤٥٦٧٨.yaml", "-00003.yaml", "000003-x.yaml", "notes.txt"]
    for name in names:
        (folder / name).write_bytes(b"?")
    (folder / "000001.yaml.d").mkdir()
    before = target.read_bytes()
    added(target, "Two")
    assert step(target, -1).after == before
    assert {each.name for each in folder.iterdir()} >= set(names)
    assert warnings == []


def test_the_last_number_there_is_ends_the_line_with_a_word(target: Path) -> None:
    added(target, "One")
    (folder_of(target) / f"{10**12 - 1}-{'0' * 16}.yaml").write_bytes(b"?")
    (folder_of(target) / "at").unlink()
    added(target, "Two")
    assert [str(warning) for warning in warnings] == [str(NoVersions("not_kept", target))]


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(target: Path) -> None:
    added(target, "One")
    victim = target.parent / "victim"
    victim.write_text("mine", encoding="utf-8")
    (folder_of(target) / ".bmc-saving.tmp").symlink_to(victim)
    *_, two = added(target, "Two")
    assert victim.read_text(encoding="utf-8") == "mine"
    assert kept(target)[-1] == two


def test_a_huge_file_in_the_line_drives_no_version_away(target: Path) -> None:
    versions = added(target, "One", "Two")
    (folder_of(target) / f"000009-{'0' * 16}.yaml").touch()
    huge(folder_of(target) / f"000009-{'0' * 16}.yaml")
    (folder_of(target) / "at").unlink()
    added(target, "Three")
    assert kept(target)[:3] == versions


# -- any call that fails


def failing(folder: Path, at: int, number: int, *, lasting: bool) -> Calls:
    """Return a watch under which the call ``at`` fails, or it and all that follow."""

    def before(n: int, name: str) -> None:
        if n == at or (lasting and n > at):
            raise OSError(number, os.strerror(number))

    return Calls(folder, before)


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for ever"])
def test_a_saving_whose_version_fails_at_any_call_loses_no_other(
    target: Path, lasting: bool
) -> None:
    record(target, b"first", b"old")
    for at in count(1):
        calls = failing(folder_of(target), at, errno.EIO, lasting=lasting)
        before, now = kept(target), f"note {at}".encode()
        with pytest.MonkeyPatch.context() as patch:
            calls.watch(patch)
            record(target, before[-1] or b"", now)
        assert set(before[-50:]) <= set(kept(target)), at
        assert now in kept(target) or warnings, at
        assert calls.handles == set(), at
        warnings.clear()
        record(target, now, b"after %d" % at)
        assert kept(target)[-2:] == [now, b"after %d" % at], at
        assert warnings == [], at
        if calls.count < at:
            assert at > 15
            return


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for ever"])
def test_an_undo_that_fails_at_any_call_leaves_the_file_or_takes_a_step(
    target: Path, lasting: bool
) -> None:
    for at in count(1):
        old, new = f"old {at}".encode(), f"new {at}".encode()
        record(target, b"first", old)
        record(target, old, new)
        target.write_bytes(new)
        calls = failing(folder_of(target), at, errno.EIO, lasting=lasting)
        fault = None
        with pytest.MonkeyPatch.context() as patch:
            calls.watch(patch)
            try:
                step(target, -1)
            except (BmcError, NoVersions) as raised:
                fault = raised
        now = target.read_bytes()
        assert (now == new) if fault else (now != new), at
        assert {old, new, now} <= set(kept(target)), at
        warnings.clear()
        if calls.count < at:
            assert fault is None
            assert now == old
            return


# -- versions to redo


@pytest.mark.parametrize("command", ["edit 4 --add Bus", "undo", "undo --redo"])
@pytest.mark.parametrize("is_edited", [False, True], ids=["as it was", "edited by hand"])
def test_what_was_undone_is_still_there_when_the_next_version_was_not_kept(
    target: Path, monkeypatch: pytest.MonkeyPatch, command: str, is_edited: bool
) -> None:
    *_, two = added(target, "One", "Two")
    step(target, -1)
    if is_edited:
        target.write_bytes(target.read_bytes() + b"  - By hand\n")

    def full(n: int, name: str) -> None:
        if name == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        Calls(folder_of(target), full).watch(patch)
        bmc(*command.split())
    assert two in kept(target)
    assert not [*folder_of(target).glob(".bmc*")]


@pytest.mark.parametrize("command", ["undo", "undo --redo"])
def test_what_was_undone_is_led_to_again_when_the_file_could_not_be_written(
    target: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    *_, two = added(target, "One", "Two")
    step(target, -1)
    one, versions = target.read_bytes(), kept(target)
    target.write_bytes(one + b"  - By hand\n")

    def full(n: int, name: str) -> None:
        if name == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        Calls(target.parent, full).watch(patch)
        assert bmc(*command.split()).code == 1
    assert kept(target) == versions
    target.write_bytes(one)
    assert step(target, 1).after == two


def test_a_file_that_comes_back_is_its_owners_alone(target: Path) -> None:
    added(target, "One")
    target.unlink()
    step(target, -1)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_empty_file_is_a_version_like_another(target: Path) -> None:
    empty = target.with_name("empty.yaml")
    empty.touch()
    assert bmc("new", "empty.yaml", "--template").code == 0
    made = empty.read_bytes()
    done = bmc("undo", "empty.yaml")
    assert (done.code, "damaged" in done.err, empty.read_bytes()) == (0, False, b"")
    assert bmc("undo", "empty.yaml", "--redo").code == 0
    assert empty.read_bytes() == made

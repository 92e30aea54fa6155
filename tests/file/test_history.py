"""The versions of a file that were saved: back, again, and forth."""

from __future__ import annotations

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file import disk, history
from bmc_cli.file.history import line, record, step
from bmc_cli.file.storage import change
from bmc_cli.file.versions import _checksum, folder_of
from bmc_cli.model.canvas import Canvas, add, reach
from bmc_cli.model.canvas import remove as remove_note
from bmc_cli.model.fields import Note

FIRST = "bmc: 1\nchannels:\n  - Shop   # the first\n"


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas, with a history of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "canvas.yaml"
    path.write_text(FIRST, encoding="utf-8")
    return path


def added(target: Path, *texts: str) -> list[bytes]:
    """Add notes, each in a saving of its own; return what the file held after each."""
    found = []
    for text in texts:
        change(target, lambda canvas, text=text: add(canvas, "channels", Note(text)))  # type: ignore[misc]
        found.append(target.read_bytes())
    return found


def test_every_saving_can_be_taken_back_one_after_the_other(target: Path) -> None:
    one, two = added(target, "One", "Two")
    assert target.read_bytes() == two
    assert step(target, -1).after == one == target.read_bytes()
    assert step(target, -1).after == FIRST.encode() == target.read_bytes()
    with pytest.raises(BmcError) as refused:
        step(target, -1)
    assert refused.value.reason == "nothing_to_undo"
    assert target.read_text(encoding="utf-8") == FIRST


def test_what_was_taken_back_can_be_put_back(target: Path) -> None:
    one, two = added(target, "One", "Two")
    step(target, -1)
    step(target, -1)
    assert step(target, 1).after == one
    assert step(target, 1).after == two == target.read_bytes()
    with pytest.raises(BmcError) as refused:
        step(target, 1)
    assert refused.value.reason == "nothing_to_redo"


def test_a_new_saving_ends_what_could_be_put_back(target: Path) -> None:
    added(target, "One", "Two")
    step(target, -1)
    (three,) = added(target, "Three")
    with pytest.raises(BmcError):
        step(target, 1)
    step(target, -1)
    assert step(target, 1).after == three


def test_the_same_content_twice_in_the_line_is_two_versions(target: Path) -> None:
    record(target, b"a", b"b")
    record(target, b"b", b"a")
    target.write_bytes(b"a")
    assert [version.data for version in line(target)[0]] == [b"a", b"b", b"a"]
    assert step(target, -1).after == b"b"
    assert step(target, -1).after == b"a"
    assert step(target, 1).after == b"b"


def test_what_somebody_changed_by_hand_is_a_version_too(target: Path) -> None:
    (one,) = added(target, "One")
    by_hand = one.replace(b"One", b"Uno")
    target.write_bytes(by_hand)
    assert step(target, -1).after == one
    assert step(target, 1).after == by_hand
    (two,) = added(target, "Two")
    assert [version.data for version in line(target)[0]] == [FIRST.encode(), one, by_hand, two]


def test_a_file_that_is_gone_comes_back_as_it_was_last(target: Path) -> None:
    one, two = added(target, "One", "Two")
    target.unlink()
    assert step(target, -1).after == two
    assert step(target, -1).after == one


def test_the_line_says_which_version_the_file_holds(target: Path) -> None:
    added(target, "One", "Two")
    assert line(target)[1] == 2
    step(target, -1)
    versions, at = line(target)
    assert (len(versions), at) == (3, 1)
    assert line(target.with_name("other.yaml")) == ([], -1)


def test_it_stands_outside_of_the_folder_by_xdg(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(target, "One")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["canvas.yaml", "state"]
    monkeypatch.setenv("XDG_STATE_HOME", "/x")
    assert folder_of(target).parent == Path("/x/bmc/history")


@pytest.mark.parametrize("named", [None, "", "state", "./state", "~/state"])
def test_a_state_folder_that_is_not_absolute_is_ignored(
    target: Path, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    if named is not None:
        monkeypatch.setenv("XDG_STATE_HOME", named)
    assert folder_of(target).parent == Path.home() / ".local" / "state" / "bmc" / "history"


def test_each_file_has_a_line_of_its_own_also_through_a_link(target: Path) -> None:
    link = target.with_name("link.yaml")
    link.symlink_to(target)
    other = target.with_name("canvas2.yaml")
    assert folder_of(link) == folder_of(target) != folder_of(other)
    assert folder_of(target.parent / "sub" / target.name) != folder_of(target)


def test_two_files_whose_paths_have_one_checksum_have_each_a_line(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bmc_cli.file.versions._checksum",
        lambda data: "0" * 16 if data[:1] == b"/" else _checksum(data),
    )
    other = target.parent / "other" / target.name
    other.parent.mkdir()
    other.write_text("bmc: 1\nchannels: []\n", encoding="utf-8")
    (one,) = added(target, "One")
    (two,) = added(other, "Two")
    assert folder_of(target) != folder_of(other)
    assert [version.data for version in line(target)[0]] == [FIRST.encode(), one]
    assert line(other)[0][-1].data == two


def test_only_its_owner_can_read_it(target: Path) -> None:
    added(target, "One")
    folder = folder_of(target)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_it_is_bounded_in_number(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bmc_cli.file.versions.MOST_VERSIONS", 3)
    saved = added(target, *"abcdef")
    assert [version.data for version in line(target)[0]] == saved[-3:]


def test_it_is_bounded_in_size_but_one_step_back_is_always_there(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bmc_cli.file.versions.MOST_BYTES", 10)
    saved = added(target, *"abcdef")
    assert [version.data for version in line(target)[0]] == saved[-2:]


@pytest.mark.parametrize("word", ["off", "no", "0", "OFF"])
def test_it_can_be_switched_off(target: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("BMC_HISTORY", word)
    added(target, "One")
    assert not folder_of(target).exists()


# -- what is no step


def test_a_saving_that_is_no_step_makes_no_version_and_takes_none_away(target: Path) -> None:
    (one,) = added(target, "One")
    open_block = partial(reach, key="key_partners")
    change(target, open_block)
    assert target.read_bytes() == one + b"\nkey_partners: []\n"
    assert [version.data for version in line(target)[0]] == [FIRST.encode(), one]
    (two,) = added(target, "Two")
    assert [version.data for version in line(target)[0]] == [FIRST.encode(), one, two]
    assert step(target, -1).after == one
    change(target, open_block)
    assert step(target, 1).after == two
    step(target, -1)
    assert step(target, -1).after == FIRST.encode()


def test_what_somebody_wrote_by_hand_is_kept_when_no_step_follows(target: Path) -> None:
    (one,) = added(target, "One")
    change(target, partial(reach, key="key_partners"))
    by_hand = target.read_bytes() + b"# Ask Ann.\n"
    target.write_bytes(by_hand)
    change(target, partial(reach, key="key_resources"))
    assert [version.data for version in line(target)[0]] == [FIRST.encode(), one, by_hand]
    assert step(target, -1).after == one
    assert step(target, 1).after == by_hand


@pytest.mark.parametrize(
    ("edit", "is_step"),
    [
        pytest.param(partial(reach, key="key_partners"), False, id="a step reached"),
        pytest.param(partial(replace, title="Bakery"), True, id="title"),
        pytest.param(partial(replace, language="nl"), True, id="language"),
        pytest.param(partial(add, key="channels", note=Note("Van")), True, id="note"),
        pytest.param(
            partial(remove_note, key="channels", note=Note("Shop")), True, id="the last note"
        ),
    ],
)
def test_a_version_is_made_when_notes_or_title_block_change(
    target: Path, edit: Callable[[Canvas], Canvas], is_step: bool
) -> None:
    change(target, edit)
    assert len(line(target)[0]) == 1 + is_step


# -- versions from before there were checksums


@pytest.fixture
def released(target: Path) -> list[bytes]:
    """The line of a released version: numbers for names, and for a mark."""
    folder = folder_of(target)
    folder.mkdir(parents=True)
    versions = [FIRST.encode(), FIRST.encode() + b"  - One\n", FIRST.encode() + b"  - Two\n"]
    for number, data in enumerate(versions, 1):
        (folder / f"{number:06}.yaml").write_bytes(data)
    (folder / "at").write_text("3", encoding="ascii")
    target.write_bytes(versions[-1])
    return versions


def test_versions_without_a_checksum_can_be_gone_back_to(
    target: Path, released: list[bytes]
) -> None:
    assert ([version.data for version in line(target)[0]], line(target)[1]) == (released, 2)
    assert step(target, -1).after == released[1]
    assert step(target, -1).after == released[0]
    assert step(target, 1).after == released[1]


def test_saving_goes_on_after_them_and_cuts_off_what_was_undone(
    target: Path, released: list[bytes]
) -> None:
    (folder_of(target) / "at").write_text("2", encoding="ascii")
    target.write_bytes(released[1])
    (three,) = added(target, "Three")
    assert [version.data for version in line(target)[0]] == [*released[:2], three]
    assert step(target, -1).after == released[1]


@pytest.mark.parametrize("data", [b"", b"\0\xff", b"channels: [", b"nothing of the kind\n"])
def test_one_of_them_that_is_no_canvas_is_not_put_back(
    target: Path, released: list[bytes], data: bytes
) -> None:
    (folder_of(target) / "000002.yaml").write_bytes(data)
    done = step(target, -1)
    assert done.after == released[0]
    assert [version.number for version in done.damaged] == [2]


def broken_home(target: Path) -> None:
    folder_of(target).parent.mkdir(parents=True)
    folder_of(target).write_text("a file", encoding="utf-8")


def full_disk(target: Path) -> None:
    folder_of(target).parent.parent.mkdir(parents=True)
    folder_of(target).parent.symlink_to("/dev/full")


@pytest.mark.parametrize("spoil", [broken_home, full_disk])
def test_what_goes_wrong_with_it_never_hinders_a_save(
    target: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(target)
    (one,) = added(target, "One")
    assert b"One" in one


def test_several_who_undo_at_once_take_a_step_each(target: Path) -> None:
    saved = [FIRST.encode(), *added(target, *"abcdef")]
    with ThreadPoolExecutor(4) as pool:
        done = [*pool.map(lambda _: step(target, -1), range(4))]
    assert target.read_bytes() == saved[-5]
    assert {each.after for each in done} == {*saved[-5:-1]}


def test_a_file_with_a_new_name_has_no_versions_and_the_old_name_still_has(target: Path) -> None:
    (one,) = added(target, "One")
    other = target.rename(target.with_name("other.yaml"))
    with pytest.raises(BmcError) as refused:
        step(other, -1)
    assert refused.value.reason == "nothing_to_undo"
    assert step(target, -1).after == one == other.read_bytes()


def test_taking_back_through_a_link_keeps_the_link(target: Path) -> None:
    added(target, "One")
    link = target.with_name("link.yaml")
    link.symlink_to(target)
    step(disk.real(link), -1)
    assert link.is_symlink()
    assert target.read_bytes() == FIRST.encode()


def test_taking_back_keeps_the_mode_and_leaves_no_litter(target: Path) -> None:
    added(target, "One")
    target.chmod(0o640)
    step(target, -1)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in target.parent.iterdir()) == ["canvas.yaml", "state"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, ("second", 0)),
        (59, ("second", 59)),
        (60, ("minute", 1)),
        (7_199, ("hour", 1)),
        (86_400, ("day", 1)),
        (864_000, ("day", 10)),
        (-5, ("second", 0)),
    ],
)
def test_how_long_ago_is_told_in_the_largest_unit(seconds: int, said: tuple[str, int]) -> None:
    assert history.ago(1_000_000 - seconds, 1_000_000) == said

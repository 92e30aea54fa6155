"""A canvas and its file: found, made, read and changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bmc_cli.errors import BmcError, NotSaved
from bmc_cli.file import locks
from bmc_cli.file.book import Book
from bmc_cli.file.canvas_text import write
from bmc_cli.file.storage import change as change_file
from bmc_cli.file.storage import create, is_blank, load, locate
from bmc_cli.model.canvas import Canvas, NoteGone, add, change, remove
from bmc_cli.model.fields import Note

KEY = "channels"
TEXT = b"# mine\r\nchannels:\r\n-   'Webshop' # here\r\n"

Edit = Callable[[Canvas], Canvas]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.yaml"
    path.write_bytes(TEXT)
    return path


def adding(text: str) -> Edit:
    return lambda canvas: add(canvas, KEY, Note(text))


def texts(path: Path) -> list[str]:
    return [note.text for note in load(path).canvas.notes(KEY)]


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(BmcError) as caught:
        call()
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(None, "canvas.yaml", id="no_name"),
        pytest.param("", "canvas.yaml", id="empty_name"),
        pytest.param("bakery", "bakery.yaml", id="without_an_ending"),
        pytest.param("bakery.yml", "bakery.yml", id="with_an_ending"),
        pytest.param("shops/bakery", "shops/bakery.yaml", id="in_a_folder"),
        pytest.param("there", "there", id="a_file_of_just_that_name"),
        pytest.param("folder", "folder", id="a_folder_of_just_that_name"),
        pytest.param(".", ".", id="this_folder"),
        pytest.param("..", "..", id="the_folder_above"),
        pytest.param("con", "_con.yaml", id="a_name_that_windows_reserves"),
        pytest.param("what?", "what-.yaml", id="a_sign_that_windows_refuses"),
    ],
)
def test_a_canvas_is_found_by_what_the_user_calls_it(
    name: str | None, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").touch()
    Path("folder").mkdir()
    assert locate(name) == Path(expected)


# -- a new file

CANVAS = Canvas(title="Bakery", blocks={KEY: (Note("Webshop"),)})


def test_a_new_canvas_is_written_with_its_remarks(tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    create(path, CANVAS, {KEY: ["How do they find you?"]})
    assert path.read_text(encoding="utf-8") == write(CANVAS, {KEY: ["How do they find you?"]})
    assert load(path).canvas == CANVAS
    assert [each.name for each in tmp_path.iterdir()] == ["canvas.yaml"]


@pytest.mark.parametrize("data", [TEXT, b"x", b"\x89PNG\0"])
def test_a_new_canvas_never_takes_the_place_of_a_file(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(BmcError) as caught:
        create(path, CANVAS)
    assert (caught.value.reason, caught.value.values) == ("exists", {"file": path})
    assert path.read_bytes() == data


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_that_holds_nothing_is_filled(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o640)
    assert is_blank(path)
    create(path, CANVAS)
    assert load(path).canvas == CANVAS
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_remarks_of_a_file_without_a_canvas_stay_above_it(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf# ours\n\n# all of us\n")
    create(path, CANVAS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# ours\n\n# all of us\n\nbmc: 1\n")
    assert load(path).canvas == CANVAS


def test_a_file_that_appears_in_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "canvas.yaml"
    link = os.link

    def late(source: Path, target: Path) -> None:
        target.write_bytes(TEXT)
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert reason_of(lambda: create(path, CANVAS)) == "exists"
    assert path.read_bytes() == TEXT


def test_a_link_to_nothing_gets_no_file(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to("target.yaml")
    assert reason_of(lambda: create(tmp_path / "link.yaml", CANVAS)) == "dangling"
    assert [each.name for each in tmp_path.iterdir()] == ["link.yaml"]


def test_a_new_canvas_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        create(tmp_path / "nowhere" / "canvas.yaml", CANVAS)


def test_a_change_gives_the_canvas_before_and_after(path: Path) -> None:
    before, after = change_file(path, adding("Market"))
    assert before == Canvas(blocks={KEY: (Note("Webshop"),)})
    assert after == Canvas(blocks={KEY: (Note("Webshop"), Note("Market"))})
    assert load(path).canvas == after


def test_a_change_touches_only_what_it_changes(path: Path) -> None:
    change_file(path, adding("Market"))
    assert path.read_bytes() == TEXT + b"-   Market\r\n"


def test_a_change_is_applied_to_what_the_file_holds_now(path: Path) -> None:
    book = Book(path, load(path).canvas)
    change_file(path, adding("From elsewhere"))
    assert [note.text for note in book.change(adding("Market")).notes(KEY)] == [
        "Webshop",
        "From elsewhere",
        "Market",
    ]


def test_a_change_is_applied_again_when_the_file_changes_underneath(path: Path) -> None:
    disturbances = [b"bmc: 1\nchannels: [A]\n", b"bmc: 1\nchannels: [A, B]\n"]

    def edit(canvas: Canvas) -> Canvas:
        if disturbances:
            path.write_bytes(disturbances.pop(0))
        return adding("Market")(canvas)

    change_file(path, edit)
    assert path.read_bytes() == b"bmc: 1\nchannels: [A, B, Market]\n"


def test_a_file_that_never_stands_still_is_left_to_the_other_program(path: Path) -> None:
    def edit(canvas: Canvas) -> Canvas:
        path.write_bytes(path.read_bytes() + b"- again\r\n")
        return adding("Market")(canvas)

    assert reason_of(lambda: change_file(path, edit)) == "busy"
    assert path.read_bytes() == TEXT + 5 * b"- again\r\n"


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda canvas: canvas, id="nothing"),
        pytest.param(adding("Webshop"), id="a_note_that_is_there"),
    ],
)
def test_a_change_that_changes_nothing_leaves_the_file_alone(path: Path, edit: Edit) -> None:
    os.utime(path, ns=(1, 1))
    old = path.stat()
    before, after = change_file(path, edit)
    assert before == after
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, old.st_ino)
    assert path.read_bytes() == TEXT


def test_the_byte_order_mark_stays(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + TEXT)
    change_file(path, adding("Market"))
    assert path.read_bytes() == b"\xef\xbb\xbf" + TEXT + b"-   Market\r\n"


def test_the_mode_stays(path: Path) -> None:
    path.chmod(0o660)
    change_file(path, adding("Market"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_a_link_stays_and_its_target_changes(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.yaml"
    link.symlink_to(path)
    change_file(link, adding("Market"))
    assert link.is_symlink()
    assert texts(path) == ["Webshop", "Market"]
    assert [each.name for each in link.parent.iterdir()] == ["link.yaml"]


def test_another_name_of_the_file_keeps_the_old_content(path: Path, tmp_path: Path) -> None:
    os.link(path, tmp_path / "second.yaml")
    change_file(path, adding("Market"))
    assert texts(tmp_path / "second.yaml") == ["Webshop"]


def nothing_there(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def no_canvas(path: Path) -> None:
    path.write_bytes(b"name: x\n")


def wrong_encoding(path: Path) -> None:
    path.write_bytes(b"channels: [caf\xe9]\n")


def too_big(path: Path) -> None:
    path.write_bytes(b"channels: []\n#" + b" " * 1_000_000)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(nothing_there, FileNotFoundError, id="missing"),
        pytest.param(a_folder, "is_folder", id="folder"),
        pytest.param(a_fifo, "is_special", id="fifo"),
        pytest.param(no_canvas, "not_a_canvas", id="no_canvas"),
        pytest.param(wrong_encoding, "wrong_encoding", id="latin_1"),
        pytest.param(too_big, "too_big", id="too_big"),
    ],
)
def test_what_is_no_canvas_is_neither_read_nor_changed(
    path: Path, make: Callable[[Path], None], expected: str | type[OSError]
) -> None:
    make(path)
    for call in (lambda: load(path), lambda: change_file(path, adding("Market"))):
        if isinstance(expected, str):
            assert reason_of(call) == expected
        else:
            with pytest.raises(expected):
                call()


def test_an_error_names_the_file_as_the_user_does(tmp_path: Path, path: Path) -> None:
    path.write_bytes(b"channels: A\n")
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    with pytest.raises(BmcError) as caught:
        change_file(link, adding("Market"))
    assert caught.value.place is not None
    assert caught.value.place.file == str(link)


def test_a_read_only_file_is_not_changed(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        change_file(path, adding("Market"))
    assert path.read_bytes() == TEXT


def test_a_canvas_that_would_become_too_big_is_not_saved(path: Path) -> None:
    assert reason_of(lambda: change_file(path, adding("x" * 1_000_000))) == "would_be_too_big"
    assert path.read_bytes() == TEXT


def test_an_edit_that_fails_leaves_the_file_and_frees_the_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    with pytest.raises(NoteGone):
        change_file(path, lambda canvas: remove(canvas, KEY, Note("Gone")))
    assert path.read_bytes() == TEXT
    assert load(path).canvas == change_file(path, lambda canvas: canvas)[0]


ADD_25 = """
import sys
from pathlib import Path
from bmc_cli.file import locks
from bmc_cli.model.canvas import Note, add
from bmc_cli.file.storage import change

path, name, lock = sys.argv[1:]
if lock == "lock_file":
    locks.fcntl = None
for number in range(25):
    note = Note(f"{name} {number}")
    change(Path(path), lambda canvas: add(canvas, "channels", note))
"""


@pytest.mark.parametrize("lock", ["folder", "lock_file"])
def test_four_programs_that_add_25_notes_each_keep_a_hundred(path: Path, lock: str) -> None:
    command = [sys.executable, "-c", ADD_25, str(path)]
    programs = [subprocess.Popen([*command, name, lock]) for name in "ABCD"]
    assert [program.wait(timeout=60) for program in programs] == [0, 0, 0, 0]
    added = texts(path)[1:]
    assert len(added) == 100
    for name in "ABCD":
        own = [text for text in added if text.startswith(name)]
        assert own == [f"{name} {number}" for number in range(25)]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_book_saves_every_change(path: Path) -> None:
    book = Book(path, load(path).canvas)
    book.change(adding("Market"))
    assert texts(path) == ["Webshop", "Market"]
    assert book.canvas == load(path).canvas


def test_a_book_knows_what_the_file_holds_after_a_note_is_gone(path: Path) -> None:
    book = Book(path, load(path).canvas)
    change_file(path, lambda canvas: change(canvas, KEY, Note("Webshop"), Note("Shop")))
    with pytest.raises(NoteGone):
        book.change(lambda canvas: remove(canvas, KEY, Note("Webshop")))
    assert book.canvas.notes(KEY) == (Note("Shop"),)
    assert texts(path) == ["Shop"]


@pytest.mark.parametrize("make", [nothing_there, a_folder, no_canvas, wrong_encoding])
def test_an_answer_that_cannot_be_saved_is_kept_beside_the_file(
    path: Path, make: Callable[[Path], None]
) -> None:
    book = Book(path, load(path).canvas)
    make(path)
    with pytest.raises(NotSaved) as caught:
        book.change(adding("Market"))
    kept = path.with_name("canvas.kept.yaml")
    assert (caught.value.kept, book.path) == (kept, kept)
    assert texts(kept) == ["Webshop", "Market"]
    book.change(adding("Stall"))
    assert texts(kept) == ["Webshop", "Market", "Stall"]


def test_what_was_kept_before_is_not_overwritten(path: Path) -> None:
    path.with_name("canvas.kept.yaml").write_bytes(TEXT)
    book = Book(path, load(path).canvas)
    path.unlink()
    with pytest.raises(NotSaved) as caught:
        book.change(adding("Market"))
    assert caught.value.kept == path.with_name("canvas.kept2.yaml")
    assert path.with_name("canvas.kept.yaml").read_bytes() == TEXT


def test_an_answer_is_kept_at_home_when_the_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, folder = tmp_path / "home", tmp_path / "folder"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    book = Book(folder / "canvas.yaml", CANVAS)
    with pytest.raises(NotSaved) as caught:
        book.change(adding("Market"))
    assert caught.value.kept == home / "canvas.kept.yaml"
    assert texts(home / "canvas.kept.yaml") == ["Webshop", "Market"]


def test_an_answer_that_no_file_takes_is_handed_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "no_home"))
    book = Book(tmp_path / "folder" / "canvas.yaml", CANVAS)
    with pytest.raises(NotSaved) as caught:
        book.change(adding("Market"))
    assert (caught.value.kept, caught.value.texts) == (None, ("Market",))

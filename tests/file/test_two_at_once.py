"""Two who work on one canvas: nothing of either is lost, and who asks is told."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.errors import NotSaved
from bmc_cli.file.book import Book
from bmc_cli.file.disk import TEMPORARY
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.interview.asking import Ending
from bmc_cli.interview.conversation import Conversation
from bmc_cli.interview.state import Reply
from bmc_cli.interview.walk import begin, opened
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import Note
from tests.fakes import CTRL_O, ScriptedAsker
from tests.namespace import own_environment
from tests.packs import pack
from tests.spoiling import (
    cut,
    delete,
    lock_up,
    make_fifo,
    make_folder,
    make_huge,
    make_picture,
    point_nowhere,
    truncate,
)
from tests.systemcalls import names_in

pytestmark = pytest.mark.once

HEAD = "# Ours.\nbmc: 1\nchannels:\n"
OURS = HEAD + "  - Shop\n  - Van   # the old one\n"
PACK = pack("en")

Answers = Iterator[str | Reply]


@pytest.fixture
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas in a folder of its own, with a home folder beside it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "canvas.yaml"
    path.write_text(OURS, encoding="utf-8")
    return path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def interview(
    path: Path, answers: Answers, **options: object
) -> tuple[ScriptedAsker, Book, Ending]:
    """Hold the step of the channels over the file at ``path``."""
    book = Book(path, load(path).canvas)
    asker = ScriptedAsker(answers, PACK, **options)  # type: ignore[arg-type]
    conversation = Conversation(book, asker, load_language, explain)
    end = conversation.hold(opened(book.canvas, PACK, BY_KEY["channels"]))
    return asker, book, end


# -- programs


ADDING = """
import sys
from functools import partial
from pathlib import Path
from bmc_cli.model.canvas import Note, add
from bmc_cli.file.storage import change

for number in range(100):
    note = Note(f"{sys.argv[1]} {number}")
    change(Path("canvas.yaml"), partial(add, key=sys.argv[2], note=note))
"""


def test_four_programs_that_add_a_hundred_notes_each_keep_four_hundred(canvas: Path) -> None:
    keys = ["channels", "channels", "key_partners", "cost_structure"]
    adding = [
        subprocess.Popen(
            [sys.executable, "-c", ADDING, name, key], cwd=canvas.parent, env=own_environment()
        )
        for name, key in zip("abcd", keys, strict=True)
    ]
    assert [each.wait(timeout=100) for each in adding] == [0, 0, 0, 0]
    blocks = load(canvas).canvas.blocks
    for name, key in zip("abcd", keys, strict=True):
        mine = [note.text for note in blocks[key] if note.text.startswith(f"{name} ")]
        assert mine == [f"{name} {number}" for number in range(100)]
    assert sum(map(len, blocks.values())) == 402
    assert read(canvas).startswith(OURS)
    assert names_in(canvas.parent) == ["canvas.yaml"]


# -- an interview, and somebody else


def test_a_note_that_was_added_underneath_stays(canvas: Path) -> None:
    def answers() -> Answers:
        yield "Web shop"
        canvas.write_text(read(canvas) + "  - Their stall   # on Saturday\n", encoding="utf-8")
        yield "Telephone"

    _, book, _ = interview(canvas, answers())
    assert read(canvas) == OURS + "  - Web shop\n  - Their stall   # on Saturday\n  - Telephone\n"
    assert [note.text for note in book.canvas.notes("channels")][-2:] == [
        "Their stall",
        "Telephone",
    ]


@pytest.mark.parametrize(
    ("theirs", "after"),
    [
        pytest.param(
            HEAD + "  - Shop\n  - Bus   # a new one\n",
            HEAD + "  - Shop\n  - Bus   # a new one\n  - Vans\n",
            id="reworded",
        ),
        pytest.param(HEAD + "  - Shop\n", HEAD + "  - Shop\n  - Vans\n", id="removed"),
        pytest.param(
            HEAD + "  - Shop\n  - text: Van with bread\n    later: true\n",
            HEAD + "  - Shop\n  - text: Van with bread\n    later: true\n  - Vans\n",
            id="reworded and marked",
        ),
    ],
)
@pytest.mark.parametrize(
    "reword",
    [
        pytest.param(["/edit 2 Vans"], id="at once"),
        pytest.param(["/edit 2", "Vans"], id="when asked"),
        pytest.param([Reply("", "edit"), "Vans"], id="by a key"),
    ],
)
def test_a_note_that_changed_underneath_keeps_both_wordings_and_both_are_told(
    canvas: Path, theirs: str, after: str, reword: list[str | Reply]
) -> None:
    def answers() -> Answers:
        yield from reword[:-1]
        canvas.write_text(theirs, encoding="utf-8")
        yield reword[-1]

    asker, _, end = interview(canvas, answers())
    assert end is Ending.LEFT
    assert read(canvas) == after
    assert asker.said == [PACK.say("interview.note_gone_kept", text="Van", yours="Vans")]
    assert asker.shown[-1].state.canvas == load(canvas).canvas  # and what is there now is shown


def test_a_note_that_got_a_mark_underneath_is_reworded_with_it(canvas: Path) -> None:
    def answers() -> Answers:
        canvas.write_text(HEAD + "  - text: Van\n    later: true   # soon\n", encoding="utf-8")
        yield "/edit 2 Vans"

    asker, _, _ = interview(canvas, answers())
    assert read(canvas) == HEAD + "  - text: Vans\n    later: true   # soon\n"
    assert asker.said == [PACK.say("interview.reworded", old="Van", text="Vans")]


def test_two_details_for_one_note_are_both_kept(canvas: Path) -> None:
    def answers() -> Answers:
        canvas.write_text(HEAD + "  - text: Van\n    detail: Theirs\n", encoding="utf-8")
        yield "/detail 2 Ours"

    asker, _, _ = interview(canvas, answers())
    assert "detail: Theirs" in read(canvas)
    assert "Ours" in read(canvas)
    assert "Ours" in asker.said[0]


@pytest.mark.parametrize("order", ["/del 2", "/move 2 1"])
def test_a_note_that_changed_underneath_is_not_removed_or_moved(canvas: Path, order: str) -> None:
    theirs = HEAD + "  - Shop\n  - Bus   # a new one\n"

    def answers() -> Answers:
        canvas.write_text(theirs, encoding="utf-8")
        yield order

    asker, book, _ = interview(canvas, answers())
    assert read(canvas) == theirs
    assert asker.said == [PACK.say("interview.note_gone", text="Van")]
    assert book.canvas == load(canvas).canvas


@pytest.mark.parametrize(
    "order", [pytest.param("/later 2", id="mark"), pytest.param("/detail 2 The old one", id="more")]
)
def test_what_is_said_about_a_note_that_changed_underneath_is_kept(
    canvas: Path, order: str
) -> None:
    def answers() -> Answers:
        canvas.write_text(HEAD + "  - Shop\n  - Bus\n", encoding="utf-8")
        yield order

    asker, _, _ = interview(canvas, answers())
    notes = load(canvas).canvas.notes("channels")
    assert notes[:2] == (Note("Shop"), Note("Bus"))
    assert notes[2].text == "Van"
    assert notes[2] != Note("Van")
    assert asker.said == [PACK.say("interview.note_gone_kept", text="Van", yours="Van")]


def test_notes_in_the_editor_join_what_changed_underneath(canvas: Path) -> None:
    def editor(lines: list[str]) -> list[str]:
        assert lines == ["Shop", "Van"]
        canvas.write_text(OURS + "  - Theirs\n", encoding="utf-8")
        return ["Shop on the corner", "Van", "Web shop"]

    interview(canvas, iter([CTRL_O]), editor=editor)
    assert [note.text for note in load(canvas).canvas.notes("channels")] == [
        "Shop on the corner",
        "Van",
        "Theirs",
        "Web shop",
    ]
    assert "# the old one" in read(canvas)


def test_what_others_write_elsewhere_in_the_file_stays(canvas: Path) -> None:
    theirs = "# Theirs now.\nbmc: 1\ntitle: 'Bakery'\nextra: {a: [1, 2]}\nchannels: [Shop, Van]\n"

    def answers() -> Answers:
        canvas.write_text(theirs, encoding="utf-8")
        yield "Web shop"

    interview(canvas, answers())
    assert read(canvas) == theirs.replace("[Shop, Van]", "[Shop, Van, Web shop]")


# -- a file that is no longer what it was


DAMAGE = [
    pytest.param(delete, "canvas.yaml does not exist.", id="deleted"),
    pytest.param(truncate, "canvas.yaml is empty.", id="emptied"),
    pytest.param(cut, "The quote ' that opens here is not closed.", id="no YAML"),
    pytest.param(make_folder, "canvas.yaml is a folder, not a file.", id="a folder"),
    pytest.param(make_picture, "canvas.yaml is not text.", id="a picture"),
    pytest.param(make_fifo, "canvas.yaml is not an ordinary file.", id="a FIFO"),
    pytest.param(
        lock_up, "You do not have permission to read or write canvas.yaml.", id="read-only"
    ),
    pytest.param(
        point_nowhere, "is a symbolic link to a file that does not exist.", id="a link to nowhere"
    ),
    pytest.param(make_huge, "canvas.yaml is too big", id="too big"),
]


Found = dict[Path, tuple[int, bytes | None]]


def everything(folder: Path) -> Found:
    """What is in a folder: the mode of each thing, and the bytes of each file."""
    return {
        path: (path.lstat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
    }


def spoiled(path: Path, spoil: Callable[[Path], None]) -> NotSaved:
    """Answer while the file at ``path`` is spoiled; return the news."""
    found: Found = {}

    def answers() -> Answers:
        yield "Web shop"
        spoil(path)
        found.update(everything(path.parent))
        yield "Telephone"
        raise AssertionError("it went on as if nothing had happened")

    with pytest.raises(NotSaved) as caught:
        interview(path, answers())
    after = everything(path.parent)
    if caught.value.kept in after:
        del after[caught.value.kept]
    assert after == (found if path.parent.exists() else {})  # nothing is overwritten
    return caught.value


@pytest.mark.parametrize(("spoil", "says"), DAMAGE)
def test_an_answer_that_cannot_be_saved_is_kept_beside_the_file(
    canvas: Path, spoil: Callable[[Path], None], says: str
) -> None:
    news = spoiled(canvas, spoil)
    kept = canvas.with_name("canvas.kept.yaml")
    assert news.kept == kept
    assert [note.text for note in load(kept).canvas.notes("channels")] == [
        "Shop",
        "Van",
        "Web shop",
        "Telephone",
    ]
    assert stat.S_ISREG(kept.lstat().st_mode)
    told = explain(news, PACK)
    assert says in told
    here = kept.name  # as it is called from this folder
    assert f"The whole canvas is now in {here}. To continue: bmc new {here}" in told
    assert not kept.with_name(TEMPORARY).exists()


def test_what_was_kept_before_is_not_overwritten(canvas: Path) -> None:
    first = canvas.with_name("canvas.kept.yaml")
    first.write_text("theirs", encoding="utf-8")
    canvas.with_name("canvas.kept2.yaml").mkdir()
    assert spoiled(canvas, delete).kept == canvas.with_name("canvas.kept3.yaml")
    assert read(first) == "theirs"


def test_without_its_folder_an_answer_is_kept_at_home(canvas: Path) -> None:
    news = spoiled(canvas, lambda path: shutil.rmtree(path.parent))
    home = Path.home() / "canvas.kept.yaml"
    assert news.kept == home
    assert load(home).canvas.notes("channels")[-1] == Note("Telephone")
    assert not canvas.parent.exists()


def test_an_answer_that_can_be_kept_nowhere_is_told_in_full(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(canvas.parent / "no home"))
    monkeypatch.setenv("USERPROFILE", str(canvas.parent / "no home"))
    news = spoiled(canvas, lambda path: shutil.rmtree(path.parent))
    assert (news.kept, news.texts) == (None, ("Telephone",))
    assert "Not saved: Telephone" in explain(news, PACK)


def test_text_that_waits_on_another_step_goes_where_the_answer_went(canvas: Path) -> None:
    def answers() -> Answers:
        yield Reply("Half a no", "back")  # typed, and left with a key
        delete(canvas)
        yield "Telephone"

    book = Book(canvas, Canvas(title="Bakery", blocks={"channels": (Note("Shop"),)}))
    asker = ScriptedAsker(answers(), PACK)
    with pytest.raises(NotSaved) as caught:
        Conversation(book, asker, load_language, explain).hold(begin(book.canvas, PACK))
    assert caught.value.kept is not None
    kept = load(caught.value.kept).canvas
    assert kept.notes("channels")[-1] == Note("Half a no")
    assert kept.notes("customer_relationships") == (Note("Telephone"),)


def test_a_book_goes_on_in_the_file_it_keeps(canvas: Path) -> None:
    book = Book(canvas, load(canvas).canvas)
    delete(canvas)
    with pytest.raises(NotSaved):
        book.change(lambda canvas: Canvas(title="Bakery", blocks=canvas.blocks))
    assert book.path.name == "canvas.kept.yaml"
    book.change(lambda canvas: Canvas(title="The Bakery", blocks=canvas.blocks))
    assert load(book.path).canvas.title == "The Bakery"
    assert names_in(canvas.parent) == ["canvas.kept.yaml"]

"""A stranger's link where a new file is to come: nothing is written through it."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from bmc_cli.errors import NotSaved
from bmc_cli.file import disk
from bmc_cli.file.book import Book
from bmc_cli.file.storage import change, load
from bmc_cli.model.canvas import add
from bmc_cli.model.fields import Note
from tests.commandline import bmc

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")

CANVAS = "bmc: 1\nlanguage: en\nchannels:\n- Shop\n"
MERGE = "merge ../base.yaml canvas.yaml two.yaml -o"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a stranger's, with two canvases, beside a home."""
    (tmp_path / "home").mkdir()
    folder = tmp_path / "theirs"
    (folder / "site").mkdir(parents=True)
    for name in ("canvas.yaml", "two.yaml"):
        (folder / name).write_text(CANVAS, encoding="utf-8")
    (tmp_path / "base.yaml").write_text(CANVAS, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return folder


def in_home(here: Path) -> dict[str, bytes]:
    home = here.with_name("home")
    return {path.name: path.read_bytes() for path in home.iterdir()}


COMMANDS = [
    pytest.param("variant premium", "canvas.premium.yaml", id="variant"),
    pytest.param("export -o canvas.md", "canvas.md", id="export"),
    pytest.param("export -o canvas.html --force", "canvas.html", id="export by force"),
    pytest.param("export --blank -o form.html", "form.html", id="blank form"),
    pytest.param("export --schema -o s.json", "s.json", id="schema"),
    pytest.param("export -o site/ --format md", "site/canvas.md", id="export to a folder"),
    pytest.param("export . -o site/ --force", "site/two.html", id="a page by force"),
    pytest.param("export . -o site/ --force", "site/index.html", id="the index by force"),
    pytest.param("new fresh.yaml --template", "fresh.yaml", id="template"),
    pytest.param("new fresh.yaml --plain", "fresh.yaml", id="interview"),
    pytest.param(f"{MERGE} new.yaml", "new.yaml", id="merge"),
    pytest.param(f"{MERGE} new.yaml --force", "new.yaml", id="merge by force"),
]


@pytest.mark.parametrize(("command", "name"), COMMANDS)
@pytest.mark.parametrize("there", [None, b"", b"# remarks\n", b"mine\n"], ids=repr)
def test_a_new_file_is_never_made_through_a_link(
    here: Path, command: str, name: str, there: bytes | None
) -> None:
    victim = here.with_name("home") / "victim"
    (here / name).symlink_to(victim)
    if there is not None:
        victim.write_bytes(there)
    begun = in_home(here)
    done = bmc(*command.split(), stdin="Bakery\nAnn\n")
    assert (done.code, done.out) == (1, "")
    if there is None:
        assert done.err.startswith(
            f"bmc: {name} is a symbolic link to a file that does not exist.\n"
        )
    else:
        assert done.err.startswith(f"bmc: {name} ")
    assert in_home(here) == begun
    assert (here / name).is_symlink()
    assert len([*(here / "site").iterdir()]) == name.startswith("site/")


def test_a_folder_is_not_made_through_a_link_either(here: Path) -> None:
    (here / "pages").symlink_to(here.with_name("home") / "pages")
    for command in ("export -o pages/", "export . -o pages/"):
        done = bmc(*command.split())
        assert (done.code, done.err.splitlines()[0]) == (
            1,
            "bmc: pages is a symbolic link to a file that does not exist.",
        )
    assert in_home(here) == {}


def test_a_canvas_that_is_kept_aside_passes_over_a_link(here: Path) -> None:
    book = Book(here / "canvas.yaml", load(here / "canvas.yaml").canvas)
    (here / "canvas.kept.yaml").symlink_to(here.with_name("home") / "victim")
    (here / "canvas.yaml").write_text("no: [canvas", encoding="utf-8")
    with pytest.raises(NotSaved) as caught:
        book.change(partial(add, key="channels", note=Note("Van")))
    assert caught.value.kept == here / "canvas.kept2.yaml"
    assert in_home(here) == {}


def test_undo_does_not_bring_back_what_a_link_led_to(here: Path) -> None:
    mine = here.with_name("home") / "mine.yaml"
    mine.write_text(CANVAS, encoding="utf-8")
    change(mine, partial(add, key="channels", note=Note("Van")))
    mine.unlink()
    (here / "link.yaml").symlink_to(mine)
    assert "is a symbolic link to a file that does not exist" in bmc("undo", "link.yaml").err
    assert in_home(here) == {}


@pytest.mark.parametrize("command", ["edit 4 link.yaml --add Van", f"{MERGE} link.yaml"])
def test_a_canvas_of_ones_own_elsewhere_is_still_changed(here: Path, command: str) -> None:
    mine = here.with_name("home") / "mine.yaml"
    mine.write_text(CANVAS, encoding="utf-8")
    (here / "link.yaml").symlink_to(mine)
    (here / "two.yaml").write_text(f"{CANVAS}- Van\n", encoding="utf-8")
    done = bmc(*command.replace("canvas.yaml two", "link.yaml two").split())
    assert done.code == 0, done
    assert mine.read_text(encoding="utf-8") == f"{CANVAS}- Van\n"
    assert (here / "link.yaml").is_symlink()


def test_a_link_that_appears_while_it_is_saved_is_not_followed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, victim = here / "canvas.x.yaml", here.with_name("home") / "victim"
    publish = disk._publish

    def late(temporary: Path, path: Path) -> None:
        new.symlink_to(victim)
        publish(temporary, path)

    monkeypatch.setattr(disk, "_publish", late)
    done = bmc("variant", "x")
    assert (done.code, in_home(here)) == (1, {}), done
    assert new.is_symlink()

"""``bmc export --watch``: the page follows its file, on the disk and in the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from bmc_cli.commands.shared import following
from bmc_cli.commands.shared.page_server import PageServer
from tests.commandline import Outcome, bmc
from tests.commands.conftest import CANVAS
from tests.terminal import BMC, CTRL_C, Terminal

Follow = Callable[..., Outcome]


class Watched:
    """What is served while a file is watched."""

    server: PageServer

    def text(self) -> str:
        with urlopen(self.server.address, timeout=5) as response:
            return str(response.read().decode())

    @property
    def trouble(self) -> str:
        return self.server.trouble


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    seen = Watched()

    def started(*arguments: object) -> PageServer:
        seen.server = PageServer(*arguments)  # type: ignore[arg-type]
        return seen.server

    monkeypatch.setattr(following, "PageServer", started)
    return seen


@pytest.fixture
def follow(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> Follow:
    """Run the command; each pause between two looks at the file is a step, then comes Ctrl-C."""

    def run(*steps: Callable[[], object], options: tuple[str, ...] = ()) -> Outcome:
        left = [*steps]

        def pause(_: float) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        clock = SimpleNamespace(sleep=pause)
        monkeypatch.setattr("bmc_cli.commands.shared.watch.time", clock)
        before = threading.active_count()
        done = bmc("export", "-o", "canvas.html", "--watch", *options)
        assert threading.active_count() == before
        assert not left, done.err
        return done

    return run


def page(folder: Path) -> str:
    return (folder / "canvas.html").read_text(encoding="utf-8")


def saved(canvas: Path, text: str) -> Callable[[], object]:
    """A step that saves a file as editors do: another one takes its place."""

    def save() -> None:
        other = canvas.with_name("other.tmp")
        other.write_text(text, encoding="utf-8")
        other.replace(canvas)

    return save


def test_page_and_file_follow_each_save(canvas: Path, watched: Watched, follow: Follow) -> None:
    def look(text: str) -> Callable[[], object]:
        def check() -> None:
            assert text in page(canvas.parent)
            assert text in watched.text()

        return check

    done = follow(
        look("Order before ten"),
        saved(canvas, f"{CANVAS}  - Stall\n"),
        look("Stall"),
        look("Stall"),
    )
    assert done.code == 0
    assert done.err.endswith("\nStopped. canvas.html stays as it was exported last.\n")
    first, address, again, *_ = done.err.splitlines()
    assert first == again == "Exported to canvas.html"
    assert address.split()[1] == watched.server.address
    assert done.err.count("Exported") == 2
    assert done.out == ""


def test_the_file_is_what_is_exported_always_and_has_no_script(
    canvas: Path, watched: Watched, follow: Follow
) -> None:
    served = []
    follow(lambda: served.append(watched.text()), options=("--check",))
    assert "<script>" in served[0]
    assert "<script" not in page(canvas.parent)
    assert page(canvas.parent) == bmc("export", "--format", "html", "-o", "-", "--check").out


def test_of_a_file_that_is_broken_for_a_while_the_last_good_page_stays(
    canvas: Path, watched: Watched, follow: Follow
) -> None:
    told = []

    def look() -> None:
        assert "Order before ten" in watched.text()
        assert "Order before ten" in page(canvas.parent)
        told.append(watched.trouble.split(". ")[0])

    done = follow(
        saved(canvas, f'{CANVAS}  - "Stall\n'),
        look,
        canvas.unlink,
        look,
        saved(canvas, f"{CANVAS}  - Van 2\n"),
        lambda: told.append(watched.trouble),
        lambda: told.append("Van 2" if "Van 2" in watched.text() else "not back"),
    )
    line = CANVAS.count("\n") + 1
    assert told == [
        f'canvas.yaml:{line}:5: The quote " that opens here is not closed',
        "canvas.yaml does not exist",
        "",
        "Van 2",
    ]
    assert f"canvas.yaml:{line}:5: " in done.err
    assert "canvas.yaml does not exist." in done.err


def test_a_trouble_that_stays_is_told_once(canvas: Path, follow: Follow) -> None:
    broken = f'{CANVAS}  - "Stall\n'
    done = follow(saved(canvas, broken), saved(canvas, broken), lambda: None)
    assert done.err.count("is not closed") == 1


def test_a_file_that_is_in_the_way_stays(canvas: Path, follow: Follow) -> None:
    path = canvas.with_name("canvas.html")
    path.write_text("mine", encoding="utf-8")
    assert bmc("export", "-o", "canvas.html", "--watch").code == 1
    assert path.read_text(encoding="utf-8") == "mine"
    assert follow(options=("--force",)).code == 0
    assert "Order before ten" in page(canvas.parent)


def test_a_file_that_came_in_its_place_stays(
    canvas: Path, watched: Watched, follow: Follow
) -> None:
    path, told = canvas.with_name("canvas.html"), []

    def mine() -> None:
        path.write_text("mine", encoding="utf-8")
        canvas.write_text(f"{CANVAS}  - Stall\n", encoding="utf-8")

    def folder() -> None:
        told.append(watched.trouble.split(". ")[0])
        assert path.read_text(encoding="utf-8") == "mine"
        path.unlink()
        path.mkdir()
        canvas.write_text(f"{CANVAS}  - Van 2\n", encoding="utf-8")

    def gone() -> None:
        told.append(watched.trouble.split(". ")[0])
        assert [*path.iterdir()] == []
        path.rmdir()
        canvas.write_text(f"{CANVAS}  - Boat\n", encoding="utf-8")

    follow(mine, folder, gone, lambda: told.append(watched.trouble))
    assert told == ["canvas.html already exists", "canvas.html is a folder, not a file", ""]
    assert "Boat" in page(canvas.parent)


@pytest.mark.parametrize("command", [["export", "-o", "canvas.html"], ["show"]])
def test_what_stays_as_it_is_is_not_followed(
    canvas: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bmc_cli.terminal.is_terminal", lambda _: True)
    done = bmc(*command, "-", "--watch", stdin=CANVAS)
    assert (done.code, done.out) == (2, "")
    assert "- is not a file, so it cannot be followed." in done.err
    assert not canvas.with_name("canvas.html").exists()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["-o", "-"], id="stdout"),
        pytest.param([], id="no name"),
        pytest.param(["-o", "pages/"], id="to a folder"),
        pytest.param([".", "-o", "canvas.html"], id="a folder"),
        pytest.param(["canvas.yaml", "other.yaml", "-o", "canvas.html"], id="several"),
        pytest.param(["-o", "canvas.pdf"], id="another format"),
        pytest.param(["-o", "canvas", "--format", "md"], id="another format by name"),
        pytest.param(["-o", "canvas.html", "--blank"], id="the form"),
        pytest.param(["-o", "canvas.html", "--schema"], id="the schema"),
        pytest.param(["-o", "canvas.html", "--tests"], id="test cards"),
    ],
)
def test_it_is_for_one_page(canvas: Path, words: list[str]) -> None:
    canvas.with_name("other.yaml").write_text(CANVAS, encoding="utf-8")
    done = bmc("export", *words, "--watch")
    assert (done.code, done.out) == (2, "")
    assert "bmc export -o canvas.html --watch" in done.err
    assert {path.name for path in canvas.parent.iterdir()} == {"canvas.yaml", "other.yaml"}


@pytest.mark.once
def test_ctrl_c_ends_it_with_the_terminal_as_it_was(canvas: Path) -> None:
    command = [*BMC, "export", "-o", "canvas.html", "--watch"]
    with Terminal(command, canvas.parent, columns=120) as terminal:
        terminal.wait_for("http://127.0.0.1:")
        terminal.send(CTRL_C)
        assert terminal.wait_for_end() == 0
        assert terminal.screen.display[3].startswith("Stopped. canvas.html stays")
        assert terminal.is_sane()


@pytest.mark.once
def test_browsers_load_it_anew_and_stay_where_they_were(
    canvas: Path, watched: Watched, follow: Follow, browser: Browser
) -> None:
    notes = "".join(f"  - Note {number}\n" for number in range(60))
    canvas.write_text(CANVAS + notes, encoding="utf-8")
    windows = [browser.new_page(viewport={"width": 600, "height": 400}) for _ in range(2)]
    said: list[str] = []

    def opened() -> None:
        for window in windows:
            window.on("console", lambda message: said.append(message.text))
            window.goto(watched.server.address)
        windows[0].check("#look-1")
        for window in windows:
            window.evaluate("scrollTo(0, 700)")

    def reloaded() -> None:
        for window in windows:
            window.get_by_role("main").get_by_text("Stall").wait_for()
            window.wait_for_load_state()
            assert window.evaluate("scrollY") == 700
        chosen = [
            window.evaluate("document.querySelector('input:checked').id") for window in windows
        ]
        assert chosen == ["look-1", "look-all"]

    def warned() -> None:
        for window in windows:
            window.get_by_role("status").filter(has_text="canvas.yaml does not exist.").wait_for()
            assert window.get_by_role("main").get_by_text("Stall").is_visible()

    try:
        follow(
            opened,
            saved(canvas, f"{CANVAS}{notes}  - Stall\n"),
            reloaded,
            canvas.unlink,
            warned,
        )
        windows[0].get_by_role("status").filter(has_text="bmc has stopped").wait_for()
        assert [each for each in said if "ERR_" not in each] == []
    finally:
        for window in windows:
            window.close()

"""A block's notes in the user's editor; here that is a small script."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import drafts
from bmc_cli.interview.editor import edit_lines

MakeEditor = Callable[..., str]


@pytest.fixture
def editor(tmp_path: Path) -> MakeEditor:
    """Write an editor in Python: ``body`` knows the ``path`` of the file and its ``text``."""

    def make(body: str, name: str = "editor.py") -> str:
        script = tmp_path / name
        read = "from pathlib import Path\nimport sys\npath = Path(sys.argv[-1])\n"
        script.write_text(f"{read}text = path.read_text(encoding='utf-8')\n{body}\n")
        return shlex.join([sys.executable, str(script)])

    return make


def edit(command: str, *lines: str, comment: str = "Channels") -> list[str] | None:
    return edit_lines(lines, comment, {"EDITOR": command})


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("path.write_text(text + 'Van\\n')", ["Shop", "Stall", "Van"], id="added"),
        pytest.param("path.write_text(text.replace('Shop\\n', ''))", ["Stall"], id="removed"),
        pytest.param(
            "path.write_text(text.replace('Stall', 'Fair'))", ["Shop", "Fair"], id="reworded"
        ),
        pytest.param("path.write_text('Stall\\nShop\\n')", ["Stall", "Shop"], id="moved"),
        pytest.param("path.write_text('\\n  Shop  \\n\\n')", ["Shop"], id="blanks"),
        pytest.param("path.write_text('Shop')", ["Shop"], id="no end of line"),
        pytest.param("path.write_bytes(b'Shop\\r\\nVan\\r\\n')", ["Shop", "Van"], id="Windows"),
        pytest.param(
            "path.write_text('\\ufeffShop\\n', encoding='utf-8')", ["Shop"], id="byte order mark"
        ),
        pytest.param(
            "path.write_bytes(b'Caf\\xe9\\n')", ["Caf\N{REPLACEMENT CHARACTER}"], id="no UTF-8"
        ),
        pytest.param("path.unlink(); path.write_text('Van')", ["Van"], id="a new file"),
        pytest.param("path.write_text('- Shop\\n* Van')", ["Shop", "Van"], id="bullets"),
    ],
)
def test_the_lines_come_back_as_they_were_edited(
    editor: MakeEditor, body: str, lines: list[str]
) -> None:
    assert edit(editor(body), "Shop", "Stall") == lines


def test_lines_that_stay_as_they_are_are_no_edit(editor: MakeEditor) -> None:
    assert edit(editor("path.write_text(text)"), "Shop", "Stall") is None


def test_the_editor_gets_a_remark_and_a_line_for_each_note(
    editor: MakeEditor, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    command = editor(f"Path({str(copy)!r}).write_text(text, encoding='utf-8')")
    edit(command, "Café", "Stall", comment="Channels:\none note a line.")
    assert copy.read_text(encoding="utf-8") == "# Channels:\n# one note a line.\n\nCafé\nStall\n"


def test_a_line_behind_a_sharp_sign_is_no_note(editor: MakeEditor) -> None:
    assert edit(editor("path.write_text('# Shop\\nVan')"), "Shop") == ["Van"]


def test_a_note_that_begins_with_a_sharp_sign_stays_a_note(editor: MakeEditor) -> None:
    assert edit(editor("path.write_text(text + 'Van\\n')"), "#1 in town") == ["#1 in town", "Van"]


def test_a_block_without_notes_can_be_filled_in_the_editor(editor: MakeEditor) -> None:
    assert edit(editor("path.write_text(text + 'Shop\\n')")) == ["Shop"]
    assert edit(editor("path.write_text(text)")) is None


@pytest.mark.parametrize("body", ["path.write_text('')", "path.write_text(text.split('Shop')[0])"])
def test_an_emptied_file_is_refused(editor: MakeEditor, body: str) -> None:
    with pytest.raises(BmcError, match="editor_emptied"):
        edit(editor(body), "Shop")


def test_an_editor_that_fails_is_told_with_its_code(editor: MakeEditor) -> None:
    with pytest.raises(BmcError, match="editor_failed") as fault:
        edit(editor("sys.exit(3)"), "Shop")
    assert fault.value.values["code"] == 3


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param("sys.exit(3)", 3, id="it fails"),
        pytest.param("import os; os.kill(os.getpid(), 9)", -9, id="it is killed"),
    ],
)
@pytest.mark.parametrize("homeless", [False, True], ids=["", "no home"])
def test_what_was_typed_before_an_editor_failed_stays(
    editor: MakeEditor, tmp_path: Path, body: str, code: int, homeless: bool
) -> None:
    command = editor(f"path.write_text(text + 'Van\\n'); {body}")
    home = None if homeless else tmp_path / "home"
    with pytest.raises(BmcError, match="editor_kept") as fault:
        edit_lines(["Shop"], "Channels", {"EDITOR": command}, home)
    assert fault.value.values["code"] == code
    file = fault.value.values["file"]
    assert file.read_text(encoding="utf-8") == "# Channels\n\nShop\nVan\n"
    assert homeless or file.is_relative_to(tmp_path / "home")
    drafts.drop(file)


@pytest.mark.parametrize("command", ["no-such-editor --wait", "/", "'unclosed"])
def test_an_editor_that_does_not_start_is_told(command: str) -> None:
    with pytest.raises(BmcError, match="editor_missing"):
        edit(command, "Shop")


def test_an_editor_that_throws_the_file_away_is_told(editor: MakeEditor) -> None:
    with pytest.raises(BmcError, match="editor_emptied"):
        edit(editor("path.unlink()"), "Shop")


def test_visual_goes_before_editor_and_either_may_have_arguments(editor: MakeEditor) -> None:
    visual = editor("path.write_text(sys.argv[1])", "visual.py") + " --wait"
    other = editor("path.write_text('from EDITOR')")
    assert edit_lines([], "", {"VISUAL": visual, "EDITOR": other}) == ["--wait"]
    assert edit_lines([], "", {"VISUAL": " ", "EDITOR": other}) == ["from EDITOR"]


def test_an_editor_with_a_blank_in_its_path_works(editor: MakeEditor) -> None:
    assert edit(editor("path.write_text('Van')", "my editor.py"), "Shop") == ["Van"]


def test_without_a_variable_a_usual_editor_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nano = tmp_path / "nano"
    nano.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[1], 'w').write('by nano')\n")
    nano.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("bmc_cli.interview.editor.is_terminal", lambda stream: True)
    assert edit_lines([], "", {}) == ["by nano"]


def test_without_a_terminal_no_usual_editor_is_opened_to_wait_for_keys() -> None:
    with pytest.raises(BmcError, match="editor_no_terminal") as fault:
        edit_lines(["Shop"], "", {"EDITOR": " "})
    assert fault.value.exit_code == USAGE


def test_without_any_editor_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("bmc_cli.interview.editor.is_terminal", lambda stream: True)
    with pytest.raises(BmcError, match="editor_unset"):
        edit_lines([], "", {})


def test_nothing_is_left_behind(
    editor: MakeEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    for home in (None, folder):
        for body in ("", "path.write_text('Van');", "path.unlink();"):
            command = editor(f"{body} path.with_suffix('.bak').write_text(text)")
            with suppress(BmcError):
                edit_lines(["Shop"], "", {"EDITOR": command}, home)
            drafts.done()
            assert list(folder.iterdir()) == []

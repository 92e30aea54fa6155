"""``bmc diff``: what changed, as a list, on the canvas, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.repository import Repository
from tests.terminal import BMC, Terminal

NEW = (
    CANVAS.replace("title: Bakery", "title: The Bakery")
    .replace("  - Hotels\n", "  - Hotels nearby\n")
    .replace("  - Shop\n", "")
    .replace("[Families]", "[Families, Hotels nearby]\n    later: true")
    + "  - Stall\n"
)


@pytest.fixture
def two(canvas: Path) -> Path:
    """The folder with an old and a new canvas."""
    (canvas.parent / "new.yaml").write_text(NEW, encoding="utf-8")
    return canvas.parent


def test_a_summary_comes_first_then_each_block_with_its_changes(two: Path) -> None:
    done = bmc("diff", "canvas.yaml", "new.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "canvas.yaml → new.yaml: 1 added, 1 removed and 3 changed",
        "~ title: {+The +}Bakery",
        "",
        "1 Customer Segments",
        "  ~ Hotels{+ nearby+}",
        "",
        "4 Channels",
        "  - Shop",
        "  ~ Web shop: marked 'later'; for: Families{+, Hotels nearby+}",
        "  + Stall",
    ]


def test_the_same_twice_is_no_difference(canvas: Path) -> None:
    done = bmc("diff", "canvas.yaml", "canvas.yaml", "--exit-code")
    assert (done.code, done.out) == (0, "canvas.yaml and canvas.yaml have no differences.\n")


@pytest.mark.parametrize(("option", "code"), [([], 0), (["--exit-code"], 1)])
def test_a_difference_ends_with_1_when_that_is_asked_for(
    two: Path, option: list[str], code: int
) -> None:
    assert bmc("diff", "canvas.yaml", "new.yaml", *option).code == code


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (["4", "--move", "3", "1"], "  ~ Van: in another place"),
        (["4", "--note", "3", "--kind", "delivery"], "  ~ Van: kind: {+delivery+}"),
        (["4", "--note", "2", "--detail", ""], "  ~ Web shop: detail: [-Order before ten-]"),
        (["4", "--note", "2", "--for", "all"], "  ~ Web shop: for: [-Families-]{+everyone+}"),
    ],
)
def test_every_kind_of_change_has_its_words(canvas: Path, edit: list[str], says: str) -> None:
    (canvas.parent / "old.yaml").write_text(CANVAS, encoding="utf-8")
    assert bmc("edit", *edit).code == 0
    assert says in bmc("diff", "old.yaml", "canvas.yaml").out.splitlines()


def test_work_that_is_for_all_that_is_offered_is_not_for_people(folder: Path) -> None:
    text = "bmc: 1\nlanguage: en\nvalue_propositions:\n- Bread\nkey_activities:\n- text: Baking\n"
    Path("old.yaml").write_text(f"{text}  for: [Bread]\n", encoding="utf-8")
    Path("new.yaml").write_text(f"{text}  for: all\n", encoding="utf-8")
    assert "  ~ Baking: for: [-Bread-]{+everything+}" in bmc("diff", "old.yaml", "new.yaml").out


def test_a_note_that_moved_says_where_from(canvas: Path) -> None:
    (canvas.parent / "new.yaml").write_text(
        CANVAS.replace("  - Shop\n", "") + "key_partners:\n  - Shop\n", encoding="utf-8"
    )
    out = bmc("diff", "canvas.yaml", "new.yaml").out
    assert "8 Key Partners\n  ~ Shop: moved from 4 Channels\n" in out


def test_on_the_canvas_signs_say_what_changed(two: Path) -> None:
    out = bmc("diff", "canvas.yaml", "new.yaml", "--grid", "--width", "120").out
    rows = [part.strip() for line in out.splitlines() for part in line.split("│")]
    assert "- Shop" in rows
    assert "+ Stall" in rows
    assert "~ Hotels nearby" in rows
    assert "~ ○ Web shop" in rows
    assert "• Van" in rows
    assert out.index("- Shop") < out.index("~ ○ Web shop") < out.index("+ Stall")


def test_as_json_it_is_for_programs(two: Path) -> None:
    data = json.loads(bmc("diff", "canvas.yaml", "new.yaml", "--json").out)
    assert data["head"] == {"title": {"old": "Bakery", "new": "The Bakery"}}
    assert data["notes"][1] == {
        "block": "channels",
        "changes": ["removed"],
        "old": {"block": "channels", "number": 1, "text": "Shop"},
    }
    assert [note["changes"] for note in data["notes"]] == [
        ["reworded"],
        ["removed"],
        ["later", "relinked"],
        ["added"],
    ]


def test_a_variant_is_compared_with_what_it_was_copied_from(canvas: Path) -> None:
    bmc("variant", "lean")
    bmc("edit", "4", "canvas.lean.yaml", "--remove", "1")
    out = bmc("diff", "canvas.lean.yaml").out
    assert out.startswith("canvas.yaml → canvas.lean.yaml: 1 removed\n")
    assert "iteration" not in out


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["a", "b", "c"], "two canvases at most"),
        (["canvas.yaml", "new.yaml", "--grid", "--json"], "cannot use --grid with --json"),
        (["canvas.yaml", "new.yaml", "--grid", "--width", "3"], "--width needs"),
    ],
)
def test_what_cannot_be_is_refused(two: Path, names: list[str], says: str) -> None:
    done = bmc("diff", *names)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_nothing_in_a_note_can_drive_the_terminal(two: Path) -> None:
    (two / "new.yaml").write_text('bmc: 1\nchannels: ["\\e[31mred", "[b]x[/b]"]\n', "utf-8")
    for options in ([], ["--grid"], ["--json"]):
        done = bmc("diff", "canvas.yaml", "new.yaml", *options)
        assert "\x1b" not in done.out
        assert "[b]x[/b]" in done.out


def test_on_a_terminal_words_have_colours_instead_of_brackets(two: Path) -> None:
    with Terminal([*BMC, "diff", "canvas.yaml", "new.yaml"], cwd=two) as terminal:
        assert terminal.wait_for_end() == 0
        assert "  ~ Hotels nearby" in terminal.lines
        assert "{+" not in terminal.text
        assert b"\x1b[1;32m nearby" in terminal.raw


class TestInGit:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Repository:
        made = Repository(tmp_path / "repository")
        made.write("canvas.yaml", CANVAS)
        made.commit()
        made.write("canvas.yaml", CANVAS.replace("Van ", "Cargo van "))
        made.commit()
        made.write("canvas.yaml", NEW)
        return made

    def test_a_canvas_is_compared_with_what_was_committed(self, repository: Repository) -> None:
        assert repository.bmc("diff").startswith("canvas.yaml@HEAD → canvas.yaml: ")
        assert repository.bmc("diff", "canvas.yaml") == repository.bmc("diff")
        repository.commit()
        assert "have no differences" in repository.bmc("diff")

    def test_a_version_is_compared_with_the_file(self, repository: Repository) -> None:
        said = repository.bmc("diff", "canvas.yaml@HEAD~1")
        assert said.startswith("canvas.yaml@HEAD~1 → canvas.yaml: 1 added, 1 removed")

    def test_two_versions_are_compared(self, repository: Repository) -> None:
        said = repository.bmc("diff", "canvas.yaml@HEAD~1", "canvas.yaml@")
        assert said == (
            "canvas.yaml@HEAD~1 → canvas.yaml@HEAD: 1 changed\n"
            "\n4 Channels\n  ~ [-Van-]{+Cargo van+}\n"
        )

    def test_what_git_does_not_know_is_told(self, repository: Repository) -> None:
        assert "There is no revision “nope” in git." in repository.bmc(
            "diff", "canvas.yaml@nope", code=1
        )
        repository.write("new.yaml", NEW)
        assert "new.yaml is not in HEAD." in repository.bmc("diff", "new.yaml", code=1)

    def test_a_file_with_such_a_name_is_a_file(self, repository: Repository) -> None:
        repository.write("canvas@home.yaml", NEW)
        said = repository.bmc("diff", "canvas@home.yaml", "canvas.yaml")
        assert said == "canvas@home.yaml and canvas.yaml have no differences.\n"


def test_the_environment_names_the_file(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bmc("variant", "lean")
    monkeypatch.setenv("BMC_FILE", "canvas.lean.yaml")
    assert bmc("diff").out == "canvas.yaml and canvas.lean.yaml have no differences.\n"


@pytest.mark.parametrize(
    "name",
    ["/dev/ptmx", "/etc/passwd", "../canvas.yaml", "a/../../x.yaml", "C:x.yaml", "..\\x.yaml"],
)
def test_what_is_outside_its_folder_a_canvas_does_not_have_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"bmc: 1\nlanguage: en\nvariant_of: '{name}'\nchannels:\n- Shop\n"
    Path("v.yaml").write_text(text, encoding="utf-8")
    done = bmc("diff", "v.yaml")
    assert (done.code, done.out) == (1, "")
    said = f"bmc: v.yaml says it is a variant of {name}, which is not in the same folder.\n"
    assert done.err.startswith(said)

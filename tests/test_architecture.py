"""Who may import whom; what runs without any library; what a command leaves unloaded."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bmc_cli

PACKAGE = Path(bmc_cli.__file__).parent
EVERYTHING = {"*"}

OURS: dict[str, set[str]] = {
    # The core: values, and functions from value to value.
    "alike": set(),
    "canvas": {"alike"},
    "errors": set(),
    "installation": set(),
    "foreign": set(),
    "layout": {"canvas"},
    "compare": {"alike", "canvas", "foreign"},
    "links": {"alike", "canvas", "errors"},
    "changes": {"alike", "canvas", "compare", "links"},
    "merging": {"alike", "canvas", "changes", "links"},
    "check": {"alike", "canvas", "links"},
    "story": {"canvas", "links"},
    "choosing": {"alike", "canvas", "foreign", "links"},
    "asking": {"canvas"},
    "notework": {"alike", "asking", "canvas", "choosing", "compare", "errors", "foreign", "links"},
    "interview": {"asking", "canvas", "foreign", "notework"},
    # Files and YAML.
    "files": {"errors", "foreign", "ownership"},
    "yamlfaults": {"yamltext"},
    "ownership": {"errors"},
    "yamltext": {"errors", "yamlfaults"},
    "blocknames": {"alike", "canvas"},
    "canvasfile": {"blocknames", "canvas", "errors", "yamlfaults", "yamltext"},
    "splice": {"splice.document"},
    "splice.document": {
        "canvas",
        "canvasfile",
        "compare",
        "errors",
        "splice.foreign_notes",
        "splice.lists",
        "splice.notes",
        "splice.source",
        "yamltext",
    },
    "splice.foreign_notes": {
        "canvas",
        "canvasfile",
        "links",
        "splice.notes",
        "splice.source",
        "yamltext",
    },
    "splice.merged": {
        "canvas",
        "canvasfile",
        "errors",
        "merging",
        "splice.document",
        "splice.foreign_notes",
        "splice.source",
    },
    "splice.lists": {"compare", "splice.source", "yamltext"},
    "splice.notes": {"canvas", "canvasfile", "splice.lists", "splice.source", "yamltext"},
    "splice.source": set(),
    "versions": {"canvasfile", "errors", "files", "yamltext"},
    "history": {"errors", "files", "versions"},
    "git": {"errors", "files"},
    "storage": {"canvas", "canvasfile", "errors", "files", "history", "splice", "yamltext"},
    "gitignore": {"errors", "files"},
    "folders": {"canvas", "errors", "files", "git", "gitignore", "yamltext"},
    "prompts": {
        "alike",
        "blocknames",
        "canvas",
        "errors",
        "files",
        "foreign",
        "yamlfaults",
        "yamltext",
    },
    # Drawing.
    "render": set(),
    "render.wrap": set(),
    "render.outline": {"alike", "canvas", "foreign", "links"},
    "render.chapter": set(),
    "render.palette": set(),
    "render.measure": set(),
    "render.poster": {"canvas", "errors", "foreign", "links", "render.outline"},
    "render.hang": {"layout", "render.measure", "render.poster", "render.wrap"},
    "render.paper": {
        "errors",
        "layout",
        "render.hang",
        "render.measure",
        "render.poster",
        "render.wrap",
    },
    "render.page": {
        "layout",
        "render.chapter",
        "render.hang",
        "render.palette",
        "render.paper",
        "render.poster",
    },
    "render.svg": {
        "render.hang",
        "render.measure",
        "render.palette",
        "render.paper",
        "render.poster",
        "render.wrap",
    },
    "render.markdown": {
        "canvas",
        "foreign",
        "links",
        "render.chapter",
        "render.outline",
        "render.poster",
    },
    "render.schema": {"canvas", "check", "foreign"},
    "render.pdf": {"errors", "foreign", "installation"},
    "render.png": {"errors", "foreign", "installation"},
    "render.lettering": {"canvas", "links"},
    "render.grid": {
        "canvas",
        "foreign",
        "layout",
        "links",
        "render.lettering",
        "render.outline",
        "render.wrap",
    },
    "render.beside": {"render.grid"},
    "render.differences": {"canvas", "changes", "foreign", "render.grid", "render.outline"},
    "render.step": {
        "canvas",
        "foreign",
        "layout",
        "render.grid",
        "render.outline",
        "render.wrap",
    },
    "drafts": {"errors", "versions"},
    # The terminal.
    "console": {"errors", "foreign", "inert"},
    "inert": {"foreign"},
    "ask": set(),
    "ask.editor": {"console", "drafts", "errors", "notework"},
    "ask.lines": {"ask.editor", "asking", "canvas", "console", "foreign", "render.outline"},
    "ask.keys": {
        "ask.editor",
        "asking",
        "canvas",
        "console",
        "foreign",
        "render.grid",
        "render.outline",
        "render.step",
    },
    # The commands, which bring them together.
    "commands": set(),
    "commands.outcomes": {"commands.words", "console", "errors", "files", "installation"},
    "commands.words": {"canvas", "prompts", "storage"},
    "commands.new": EVERYTHING,
    "commands.searching": {"console", "folders", "foreign", "prompts"},
    "commands.show": EVERYTHING,
    "commands.edit": EVERYTHING,
    "commands.check": EVERYTHING,
    "commands.story": EVERYTHING,
    "commands.diff": EVERYTHING,
    "commands.export": EVERYTHING,
    "commands.gitsetup": EVERYTHING,
    "commands.listing": EVERYTHING,
    "commands.merge": EVERYTHING,
    "commands.undo": EVERYTHING,
    "commands.variant": EVERYTHING,
    "commands.versions": EVERYTHING,
    "commands.watch": EVERYTHING,
    "commands.formats": EVERYTHING,
    "commands.pages": EVERYTHING,
    "commands.sources": {"commands.searching", "errors", "files", "folders", "prompts", "storage"},
    "commands.completing": EVERYTHING,
    "commands.options": {"commands.completing"},
    "cli": {"cli.app", "cli.basics", "cli.experiments", "commands.outcomes", "console"},
    "cli.app": {"cli.tab"},
    "cli.tab": {"commands.completing"},
    "cli.basics": EVERYTHING,
    "cli.experiments": EVERYTHING,
    "__main__": {"cli"},
    "__init__": set(),
}
"""What of our own each module may import, the version aside; nobody imports the command line."""

OTHERS: dict[str, set[str]] = {
    "yamltext": {"yaml"},
    "yamlfaults": {"yaml"},
    "render.wrap": {"rich"},
    "render.grid": {"rich"},
    "render.lettering": {"rich"},
    "render.beside": {"rich"},
    "render.differences": {"rich"},
    "render.step": {"rich"},
    "render.pdf": {"weasyprint"},
    "render.png": {"resvg_py"},
    "console": {"rich"},
    "inert": {"rich"},
    "ask.keys": {"questionary", "prompt_toolkit", "rich"},
    "commands.new": {"prompt_toolkit"},  # can it drive this console, on Windows
    "commands.options": {"typer"},
    "cli.app": {"typer"},
    "cli.tab": {"typer"},
    "cli.basics": {"typer"},
}
"""What of other people's; a module that is not here needs none."""

CORE = [
    *(
        "canvas",
        "layout",
        "compare",
        "changes",
        "merging",
        "links",
        "check",
        "story",
        "choosing",
        "foreign",
        "errors",
    ),
    *("asking", "notework", "interview"),
]


def modules() -> dict[str, Path]:
    """Return our modules by their name without ``bmc_cli``, a folder by its own name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"] = path
    return found


def imports(path: Path) -> set[str]:
    """Return the full names that a module imports when it runs, anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_types = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for line in node.body
        for part in ast.walk(line)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if node in only_types:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = f"{'.' * node.level}{node.module or ''}"
            whole = {f"{source}.{alias.name}" for alias in node.names}
            names |= {name for name in whole if name.removeprefix("bmc_cli.") in OURS} or {source}
    return names


def test_every_module_has_its_place_in_the_table() -> None:
    assert set(OURS) == set(modules())
    assert set(OTHERS) <= set(OURS)


@pytest.mark.parametrize("name", sorted(OURS.keys() & modules()))
def test_a_module_imports_only_what_it_may_of_ours(name: str) -> None:
    found = {each for each in imports(modules()[name]) if each.split(".")[0] == "bmc_cli"}
    used = {each.removeprefix("bmc_cli").removeprefix(".") or "__init__" for each in found}
    allowed = set(OURS) - {"cli", "__main__"} if OURS[name] == EVERYTHING else OURS[name]
    assert used <= allowed | {"__init__"}


@pytest.mark.parametrize("name", sorted(OURS.keys() & modules()))
def test_a_module_imports_only_the_libraries_of_its_boundary(name: str) -> None:
    roots = {each.split(".")[0] for each in imports(modules()[name])}
    assert roots - {"bmc_cli", *sys.stdlib_module_names} <= OTHERS.get(name, set())


def python(script: str, *arguments: str, folder: Path, lonely: bool = False) -> str:
    """Run ``script`` on our package in a fresh Python; return what it prints.

    A ``lonely`` one sees neither site-packages nor settings.
    """
    path = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n"
    options = ["-I", "-S"] if lonely else []
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, *options, "-c", path + script, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**kept, "PYTHONUTF8": "1"},
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


LONELY = """
from importlib.abc import MetaPathFinder

class Refuse(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        root = name.partition(".")[0]
        if root != "bmc_cli" and root not in sys.stdlib_module_names:
            raise ImportError(f"{name} is a third party")

sys.meta_path.insert(0, Refuse())
"""

INTERVIEW = """
from types import SimpleNamespace as Made
from bmc_cli.asking import Reply
from bmc_cli.canvas import BLOCKS, Canvas
from bmc_cli.interview import COMMANDS, Interview

class Asker:
    draws = False
    pack = Made(
        say=lambda name, **values: name,
        words={"commands": dict.fromkeys(COMMANDS, "")},
        blocks={block.key: Made(ahead="", kinds={}) for block in BLOCKS},
    )
    answers = iter(["One", "/edit One more", "", "Two", "/quit"])
    show_step = show_review = note_added = tell = lambda self, *said: None
    def ask(self, prompt, draft=""):
        return Reply(next(self.answers))
    amend = ask

class Book:
    canvas = Canvas()
    def change(self, edit):
        self.canvas = edit(self.canvas)
        return self.canvas

book = Book()
end = Interview(book, Asker(), None, None).run()
notes = [note.text for block in BLOCKS for note in book.canvas.notes(block.key)]
print(end.value, *notes, sep=",")
"""


class TestTheCore:
    @pytest.mark.parametrize("name", CORE)
    def test_each_of_its_modules_loads_without_any_library(self, name: str, tmp_path: Path) -> None:
        script = f"{LONELY}\nimport bmc_cli.{name} as loaded\nprint(loaded.__name__)"
        assert python(script, folder=tmp_path, lonely=True) == f"bmc_cli.{name}\n"

    def test_an_interview_runs_without_any_library(self, tmp_path: Path) -> None:
        said = python(LONELY + INTERVIEW, folder=tmp_path, lonely=True)
        assert said == "left,One,Two\n"

    def test_a_library_would_be_refused_there(self, tmp_path: Path) -> None:
        script = LONELY + "try:\n import rich\nexcept ImportError as fault:\n print(fault)"
        assert python(script, folder=tmp_path, lonely=True) == "rich is a third party\n"


COMMAND = """
import atexit, json
from bmc_cli.cli import main
sys.argv = ["bmc", *sys.argv[1:]]
atexit.register(lambda: print("\\n" + json.dumps(sorted(sys.modules))))
main()
"""

PROMPTING = {"questionary", "prompt_toolkit"}
DRAWING = {"weasyprint", "resvg_py"}


@pytest.mark.parametrize(
    ("command", "unloaded"),
    [
        pytest.param("--version", PROMPTING | DRAWING | {"yaml", "rich"}, id="version"),
        pytest.param("--help", PROMPTING | DRAWING | {"yaml"}, id="help"),
        pytest.param("show", PROMPTING | DRAWING | {"xml"}, id="show"),
        pytest.param("show --block 4", PROMPTING | DRAWING, id="show a block"),
        pytest.param("show --plain", PROMPTING | DRAWING | {"rich"}, id="show lines"),
        pytest.param("show --json", PROMPTING | DRAWING | {"rich"}, id="show json"),
        pytest.param("edit 4 --add x", PROMPTING | DRAWING, id="edit for scripts"),
        pytest.param("prompts nl", PROMPTING | DRAWING | {"rich"}, id="prompts"),
        pytest.param("export --format html", PROMPTING | DRAWING, id="page"),
        pytest.param("export --format svg", PROMPTING | DRAWING, id="drawing"),
        pytest.param("export --format md", PROMPTING | DRAWING | {"rich", "xml"}, id="document"),
        pytest.param("export --format json", PROMPTING | DRAWING | {"rich", "xml"}, id="data"),
        pytest.param("export --schema", PROMPTING | DRAWING | {"rich", "xml"}, id="schema"),
        pytest.param(
            "export -o x.png",
            PROMPTING | {"weasyprint"},
            id="picture",
            marks=pytest.mark.needs("fonts"),
        ),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    command: str, unloaded: set[str], tmp_path: Path
) -> None:
    (tmp_path / "canvas.yaml").write_text("bmc: 1\nchannels:\n  - Shop\n", encoding="utf-8")
    said = python(COMMAND, *command.split(), folder=tmp_path)
    loaded = {name.split(".")[0] for name in json.loads(said.splitlines()[-1])}
    assert "typer" in loaded
    assert not loaded & unloaded

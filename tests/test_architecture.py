"""Which room may use which; what runs without any library; what a command leaves unloaded."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bmc_cli
from bmc_cli.cli import COMMANDS

PACKAGE = Path(bmc_cli.__file__).parent

ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "plain_text": set(),
    "programs": set(),
    "model": {"errors", "plain_text"},
    "method": {"model"},
    "words": {"errors", "method", "model", "plain_text"},
    "file": {"errors", "model", "plain_text", "programs", "words"},
    "importing": {"errors", "model", "plain_text", "words"},
    "inert": {"plain_text"},
    "installation": set(),
    "terminal": {"errors", "inert", "plain_text", "programs"},
    "view": {"model", "plain_text", "words"},
    "drawing": {"errors", "model"},
    "formats": {
        *("drawing", "errors", "importing", "installation", "method", "model", "plain_text"),
        "words",
    },
    "interview": {
        *("drawing", "errors", "file", "method", "model", "plain_text", "programs", "terminal"),
        *("view", "words"),
    },
    "commands": {
        *("drawing", "errors", "file", "formats", "importing", "installation", "interview"),
        *("method", "model", "plain_text", "programs", "terminal", "view", "words"),
    },
    "cli": {"commands", "errors", "terminal"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""What each room may use of the others: those below it."""

ASKING = {"editor", "keys", "lines"}
WALK = [
    f"interview.{path.stem}"
    for path in sorted((PACKAGE / "interview").glob("*.py"))
    if path.stem not in {*ASKING, "__init__"}
]
"""The walk itself: values and functions, which know of no terminal and no drawing."""

OTHERS: dict[str, set[str]] = {
    "file.yaml_text": {"yaml"},
    "file.yaml_scalars": {"yaml"},
    "file.yaml_faults": {"yaml"},
    "drawing.wrap": {"rich"},
    "drawing.fitting": {"rich"},
    "drawing.grid": {"rich"},
    "drawing.legend": {"rich"},
    "drawing.paragraphs": {"rich"},
    "drawing.lettering": {"rich"},
    "drawing.beside": {"rich"},
    "drawing.differences": {"rich"},
    "drawing.screen": {"rich"},
    "drawing.block_page": {"rich"},
    "drawing.theme": {"rich"},
    "formats.markdown_reading": {"markdown_it"},
    "formats.pdf": {"weasyprint"},
    "formats.sheets_reading": {"python_calamine"},
    "formats.png": {"resvg_py"},
    "formats.slides": {"pptx"},
    "formats.xlsx": {"xlsxwriter"},
    "terminal": {"rich"},
    "inert": {"rich"},
    "interview.keys": {"questionary", "prompt_toolkit", "rich"},
    **{f"commands.{name.replace('-', '_')}": {"typer"} for name in COMMANDS},
    "commands.shared.conversation": {"prompt_toolkit"},  # can it drive this console, on Windows
    "commands.shared.edit_options": {"typer"},
    "commands.shared.helping": {"typer"},
    "commands.shared.misuse": {"typer"},
    "commands.shared.options": {"typer"},
    "commands.shared.tab": {"typer"},
    "cli": {"typer"},
}
"""The modules at a boundary, each with the libraries of other people that it stands on."""


def modules() -> dict[str, Path]:
    """Return our modules by their name without ``bmc_cli``, a folder by its own name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"] = path
    return found


MODULES = modules()
CORE = [
    name
    for name in sorted(MODULES)
    if name.split(".")[0] in {"errors", "plain_text", "model", "method"} or name in WALK
]


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
            names |= {name for name in whole if name.removeprefix("bmc_cli.") in MODULES} or {
                source
            }
    return names


def ours(name: str) -> set[str]:
    """Return which of our modules one imports, the version aside."""
    found = (each.split(".", 1) for each in imports(MODULES[name]) if each.startswith("bmc_cli"))
    return {parts[1] for parts in found if len(parts) > 1}


def test_every_room_has_its_place_in_the_table() -> None:
    assert set(ROOMS) == {name.split(".")[0] for name in MODULES}
    assert set(OTHERS) <= set(MODULES)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_room_uses_only_those_below_it(name: str) -> None:
    room = name.split(".", maxsplit=1)[0]
    assert {each.split(".")[0] for each in ours(name)} <= ROOMS[room] | {room}


@pytest.mark.parametrize("name", [each for each in sorted(MODULES) if each.startswith("commands.")])
def test_no_command_uses_another_and_nothing_shared_uses_one(name: str) -> None:
    others = {each for each in ours(name) if each.startswith("commands.")}
    assert {each for each in others if not each.startswith("commands.shared")} == set()


def test_each_command_is_a_file_and_each_file_a_command() -> None:
    rest = {each for each in MODULES if each.startswith("commands.")}
    files = {each for each in rest if not each.startswith("commands.shared")}
    assert files == {f"commands.{name.replace('-', '_')}" for name in COMMANDS}


@pytest.mark.parametrize("name", WALK)
def test_the_walk_knows_of_no_terminal_and_no_drawing(name: str) -> None:
    used = ours(name)
    assert {each for each in used if each.startswith("interview.")} <= set(WALK)
    assert not {each.split(".")[0] for each in used} & {"drawing", "terminal", "file"}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_imports_only_the_libraries_of_its_boundary(name: str) -> None:
    roots = {each.split(".")[0] for each in imports(MODULES[name])}
    assert roots - {"bmc_cli", *sys.stdlib_module_names} <= OTHERS.get(name, set())


RAW = {
    "bmc_cli.model.canvas": {"Canvas", "Note"},
    "bmc_cli.model.fields": {"Note"},
    "bmc_cli.model.links": {"Web"},
    "bmc_cli.plain_text": {"clean", "one_line"},
    "bmc_cli.words.packs": {"Pack", "BlockPrompt"},
    "bmc_cli.view": {"view"},
}
"""What holds foreign text as it came, and what cleans it."""

DATA = {
    *("formats.bmml", "formats.findings", "formats.json", "formats.operations"),
    *("formats.pack_schema", "formats.rows_lost", "formats.schema", "formats.endings"),
}
"""Of data the texts stay exact, and go out escaped; the table hands a canvas to its format."""

SHOWN = [name for name in sorted(MODULES) if name.split(".")[0] in {"drawing", "formats"}]


def named(path: Path) -> set[str]:
    """Return the full names of all that a module imports, also for types only."""
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    whole = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    parts = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    return whole | {f"{node.module}.{each.name}" for node in parts for each in node.names}


@pytest.mark.parametrize("name", [name for name in SHOWN if name not in DATA])
def test_what_is_shown_is_a_view_and_never_a_canvas_or_a_pack(name: str) -> None:
    raw = {f"{module}.{each}" for module, names in RAW.items() for each in names}
    raw |= {*RAW, *(module.rpartition(".")[0] for module in RAW)}
    assert not named(MODULES[name]) & raw


@pytest.mark.parametrize(
    "name", [name for name in MODULES if name.split(".")[0] in {"drawing", "interview"}]
)
def test_a_style_of_the_terminal_stands_in_the_theme(name: str) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert name == "drawing.theme" or "Style" not in calls


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
from bmc_cli.interview.state import Reply
from bmc_cli.interview.walk import begin, turn
from bmc_cli.interview.command_words import COMMANDS
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.operations import apply

say = lambda name, **values: name
block = Made(lead="", criteria=(), question="", ahead="", ask=(), gap="", kinds={})
pack = Made(
    say=say, count=lambda name, number: name, language="en", changes=(), intro=(),
    words={"commands": dict.fromkeys(COMMANDS, "")},
    blocks={each.key: block for each in BLOCKS},
)
canvas = Canvas()
state = begin(canvas, pack).state
for line in ("Bakery", "", "One", "/edit 1 One more", "", "Two", "/undo", "/quit"):
    state, edits, _, effect, *_ = turn(state, Reply(line))
    canvas = apply(canvas, edits).canvas
    assert canvas == state.canvas
notes = [note.text for each in BLOCKS for note in canvas.notes(each.key)]
print(effect.value, canvas.title, *notes, sep=",")
"""


class TestTheCore:
    @pytest.mark.parametrize("name", CORE)
    def test_each_of_its_modules_loads_without_any_library(self, name: str, tmp_path: Path) -> None:
        script = f"{LONELY}\nimport bmc_cli.{name} as loaded\nprint(loaded.__name__)"
        assert python(script, folder=tmp_path, lonely=True) == f"bmc_cli.{name}\n"

    def test_an_interview_runs_without_any_library(self, tmp_path: Path) -> None:
        said = python(LONELY + INTERVIEW, folder=tmp_path, lonely=True)
        assert said == "leave,Bakery,One more,Two\n"

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
DRAWING = {"weasyprint", "resvg_py", "pptx", "lxml", "xlsxwriter", "python_calamine"}


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

"""What is offered when Tab is pressed, for every option and argument."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bmc_cli.cli import app
from bmc_cli.commands.shared.completion import is_inert, told
from bmc_cli.method.rules import RULES
from bmc_cli.model.canvas import BLOCKS
from tests.commandline import bmc
from tests.shells import HOSTILE

TEXT = """\
bmc: 1
language: en
customer_segments: [Families, Horeca in town, Hostels]
channels: [Shop, Van]
key_activities: [Baking]
key_resources: [Oven]
"""

KEYS = [block.key for block in BLOCKS]


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "canvas.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def offered(line: str, shell: str = "bash", **env: str) -> list[str]:
    """Return what the program prints for Tab behind ``line``, without the help."""
    words = line.split(" ")
    asked = {
        "_BMC_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        **env,
    }
    done = CliRunner().invoke(app, [], env=asked, prog_name="bmc")
    assert done.exit_code == 0
    assert done.stderr == ""
    return done.stdout.splitlines() if done.stdout.strip() else []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("bmc sh", ["show"], id="a command"),
        pytest.param("bmc edit --kin", ["--kind"], id="an option"),
        pytest.param(
            "bmc edit --remove", ["--remove", "--remove-for", "--remove-kind"], id="its kin"
        ),
        pytest.param("bmc --version ", "show", id="after what would print"),
        pytest.param("bmc edit ", [*KEYS, "title", "author", "iteration"], id="BLOCK"),
        pytest.param("bmc edit ti", ["title"], id="a field of the title block"),
        pytest.param("bmc edit 4 --note 1 --to ch", ["channels"], id="--to"),
        pytest.param("bmc edit 4 --note 1 --note ", ["1", "2"], id="--note again"),
        pytest.param("bmc edit 4 --add-for ", ["A", "B", "C"], id="--add-for"),
        pytest.param("bmc edit 4 --remove-for ", ["A", "B", "C"], id="--remove-for"),
        pytest.param("bmc edit 4 --add-kind aw", ["awareness"], id="--add-kind"),
        pytest.param("bmc edit 4 --remove-kind aw", ["awareness"], id="--remove-kind"),
        pytest.param("bmc show --block ", KEYS, id="--block"),
        pytest.param("bmc show -b ch", ["channels"], id="-b"),
        pytest.param("bmc show --segment ", ["A", "B", "C"], id="--segment"),
        pytest.param("bmc show -s B", ["B"], id="-s"),
        pytest.param("bmc edit 4 --for ", ["A", "B", "C"], id="--for"),
        pytest.param("bmc edit 9 --for ", ["1", "2", "3", "4"], id="--for of another block"),
        pytest.param("bmc edit 4 --add x -f ", ["A", "B", "C"], id="-f"),
        pytest.param("bmc edit 4 --kind a", ["awareness", "after_sales"], id="--kind"),
        pytest.param("bmc edit channels -k aw", ["awareness"], id="-k"),
        pytest.param("bmc edit 4 --kind = aw", ["awareness"], id="--kind= as bash parts it"),
        pytest.param("bmc edit 4 canvas.yaml --kind aw", ["awareness"], id="behind the file"),
        pytest.param("bmc edit --kind ", [], id="no block, no kinds"),
        pytest.param("bmc edit nonsense --kind ", [], id="no such block"),
        pytest.param("bmc edit 4 --note ", ["1", "2"], id="--note"),
        pytest.param("bmc edit 4 --remove ", ["1", "2"], id="--remove"),
        pytest.param("bmc edit 4 --keep ", ["1", "2"], id="--keep"),
        pytest.param("bmc edit 4 --move 1 ", ["1", "2"], id="--move"),
        pytest.param("bmc edit 4 --add ", [], id="a text"),
        pytest.param("bmc check --ignore ", list(RULES), id="--ignore"),
        pytest.param("bmc check --explain idle", ["idle-partner"], id="--explain"),
        pytest.param("bmc export --format ", "html pdf png svg md json", id="--format"),
        pytest.param("bmc export --paper ", "A4 A3 A2 A1 A0", id="--paper"),
        pytest.param("bmc prompts ", ["en", "nl"], id="a language"),
        pytest.param("bmc git-setup --lang ", ["en", "nl"], id="--lang"),
        pytest.param("bmc show ", [], id="a file, by the shell"),
        pytest.param("bmc show --prompts ", [], id="a pack, by the shell"),
        pytest.param("bmc merge can", [], id="a canvas to merge, by the shell"),
        pytest.param("bmc list ", [], id="a folder, by the shell"),
        pytest.param("bmc export -o ", [], id="a file to write, by the shell"),
    ],
)
def test_tab_offers(file: Path, line: str, words: list[str] | str) -> None:
    found = offered(line)
    if isinstance(words, str):
        assert set(words.split()) <= set(found)
    else:
        assert found == words


COMMANDS = re.findall(r"(?m)^  ([a-z-]+) +[A-Z]", bmc("-h").out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_speaks_a_language_offers_it(file: Path, command: str) -> None:
    if "--lang" in bmc(command, "-h").out:
        assert offered(f"bmc {command} --lang ") == ["en", "nl"]


@pytest.mark.parametrize("line", ["show {} --segment ", "edit 4 {} --for ", "edit 4 {} --for="])
def test_it_is_of_the_file_that_is_named(file: Path, line: str) -> None:
    file.rename(file.with_name("bakery.yaml"))
    without = f"bmc {line}".replace("{} ", "")
    of_the_only_one = offered(without)
    file.with_name("other.yaml").write_text("bmc: 1\n", encoding="utf-8")
    assert offered(without) == []
    assert of_the_only_one == offered(f"bmc {line.format('bakery.yaml')}")
    found = offered(f"bmc {line}".format("bakery.yaml"), "fish")
    assert [each.split("\t")[0].removeprefix("--for=") for each in found] == ["A", "B", "C"]
    assert offered("bmc show --segment ", BMC_FILE="bakery.yaml") == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("shell", "lines"),
    [
        pytest.param("bash", ["awareness"], id="bash"),
        pytest.param("zsh", ["""_arguments '*: :(("awareness":"awareness"))'"""], id="zsh"),
        pytest.param("fish", ["awareness\tawareness"], id="fish"),
        pytest.param("powershell", ["awareness:::awareness"], id="PowerShell"),
    ],
)
def test_each_shell_is_told_in_its_own_way(file: Path, shell: str, lines: list[str]) -> None:
    line = "bmc edit 4 --kind aw"
    assert offered(line, shell, _TYPER_COMPLETE_WORD_TO_COMPLETE="aw") == lines


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_value_behind_an_equals_sign_completes_the_whole_word(file: Path, shell: str) -> None:
    assert "--kind=awareness" in "".join(offered("bmc edit 4 --kind=aw", shell))


@pytest.mark.parametrize(
    "text", ["not: [closed", "bmc: 7\n", "", "\0"], ids=["yaml", "version", "empty", "nul"]
)
def test_nothing_of_a_broken_file(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    for line in ("show --segment ", "edit 4 --for ", "edit 4 --note "):
        assert offered(f"bmc {line}") == []


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_told_of_a_note_is_letters_and_numbers(name: str) -> None:
    assert re.fullmatch(r"[\w ,.-]*", told(name))
    assert not is_inert(name)


def test_what_is_told_is_a_line_and_no_longer() -> None:
    assert told("Gezinnen  met\nkinderen, é 角") == "Gezinnen met kinderen, é 角"
    assert told("Café 角", wide=False) == "Caf"
    assert len(told("x" * 500)) < 80


def test_kinds_with_odd_names_in_a_pack_of_one_s_own_are_offered_by_number(file: Path) -> None:
    text = bmc("prompts", "en").out
    renamed = re.sub(r"(?m)^( +)awareness:", r'\1"$(touch PWN)":', text, count=1)
    renamed = renamed.replace("kind: awareness", 'kind: "$(touch PWN)"')
    file.with_name("mine.yaml").write_text(renamed, encoding="utf-8")
    assert offered("bmc edit 4 --prompts mine.yaml --kind ")[:2] == ["1", "evaluation"]


def test_of_a_title_that_a_merge_left_its_versions_are_offered(file: Path) -> None:
    assert offered("bmc edit title --keep ") == []
    left = "conflicts: {title: [Bread, Cakes]}\n"
    file.write_text(file.read_text(encoding="utf-8") + left, encoding="utf-8")
    assert offered("bmc edit title --keep ") == ["1", "2"]

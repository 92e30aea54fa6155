"""What we advise to type does what it says, whatever the names in it: shell or newline."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.packs import pack

TRAP = "$(touch PWN)"
LANGUAGES = ("en", "nl")
CANVAS = "bmc: 1\nlanguage: en\nchannels: [Shop]\n"
HOLE = re.compile(r"\{(\w+)\}")
COMMANDS = re.compile(r"(?:^|[^\w-])(?:bmc|git|mkdir|chown|apt|pip|cd|rm|mv|cp) ")
"""What a sentence tells to type begins with one of these."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_in_a_command_of_a_remedy_is_quoted(language: str) -> None:
    unquoted, seen = set(), 0
    for reason, template in pack(language).words["remedies"].items():
        found = COMMANDS.search(template)
        for hole in HOLE.findall(template[found.end() :]) if found else ():
            seen += 1
            said = pack(language).say(f"remedies.{reason}", **{hole: TRAP})
            if shlex.quote(TRAP) not in said:
                unquoted.add(f"{reason}: {said}")
    assert unquoted == set()
    assert seen >= 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("plan.yaml", "plan.yaml", id="a plain name"),
        pytest.param("my plan.yaml", "'my plan.yaml'", id="a space"),
        pytest.param("a'b", "'a'\"'\"'b'", id="a quote"),
        pytest.param("-x.yaml", "./-x.yaml", id="no option"),
        pytest.param("a\nb", "'a b'", id="one line"),
        pytest.param("a;b", "'a;b'", id="no second command"),
    ],
)
def test_a_name_is_one_argument(language: str, name: str, said: str) -> None:
    assert pack(language).say("remedies.not_begun", file=name).endswith(f": bmc new {said}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_command_a_name_is_as_it_is(language: str) -> None:
    said = pack(language).say("remedies.kept", kept="my plan")
    assert " my plan. " in said
    assert said.endswith("bmc new 'my plan'")


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        pytest.param(["diff", "v.yaml"], f"a{TRAP}.yaml?", id="from inside a canvas"),
        pytest.param(["merge", "v.yaml"], None, id="a variant of nothing"),
        pytest.param(["merge", f"a{TRAP}.yaml", "e.yaml", "--no-base"], "rm e.yaml", id="merge"),
        pytest.param(["merge", "e.yaml", f"a{TRAP}.yaml"], f"e.yaml 'a{TRAP}.yaml' --", id="lost"),
        pytest.param(["merge", *[f"a{TRAP}.yaml"] * 2, "e.yaml"], f"'a{TRAP}.yaml' e.yaml", id="x"),
        pytest.param(
            ["show", f"mark{TRAP}.yaml"], f"--from-markers 'mark{TRAP}.yaml'", id="markers"
        ),
        pytest.param(["new", f"{TRAP}/c.yaml", "--plain"], f"mkdir -p '{TRAP}'", id="new"),
        pytest.param(["list", TRAP[:3]], None, id="no folder"),
        pytest.param(["list", "q$(touch PWN)"], "canvas.yaml", id="an empty folder"),
        pytest.param(["show", f"{TRAP}.yaml"], f"bmc new '{TRAP}.yaml'", id="show"),
        pytest.param(["undo", f"a{TRAP}.yaml"], f"'a{TRAP}.yaml'", id="undo"),
        pytest.param(["undo", "--list", f"no{TRAP}.yaml"], None, id="undo list"),
        pytest.param(["edit", f"a{TRAP}.yaml"], f"bmc edit 4 'a{TRAP}.yaml'", id="file first"),
        pytest.param(["show", f"e{TRAP}.yaml"], f"bmc new 'e{TRAP}.yaml'", id="empty"),
    ],
)
def test_a_name_runs_nothing_when_the_advice_is_typed(
    folder: Path, arguments: list[str], advice: str | None
) -> None:
    (folder / f"q{TRAP}").mkdir()
    (folder / "v.yaml").write_text(f'variant_of: "{TRAP}.yaml"\n{CANVAS}', encoding="utf-8")
    (folder / f"a{TRAP}.yaml").write_text(CANVAS, encoding="utf-8")
    (folder / "e.yaml").write_text(CANVAS.replace("Shop", "Van"), encoding="utf-8")
    marked = f"{CANVAS}<<<<<<< a\n=======\n>>>>>>> b\n"
    (folder / f"mark{TRAP}.yaml").write_text(marked, encoding="utf-8")
    (folder / f"e{TRAP}.yaml").write_text("", encoding="utf-8")
    said = bmc(*arguments).err
    assert advice is None or advice in said
    for line in said.splitlines():
        for command in COMMANDS.finditer(line):
            assert "touch" not in line[command.end() :].split("'")[::2], line


NEWLINE = "c\nbmc: all canvases are gone.yaml"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["new", NEWLINE, "--template"], id="template"),
        pytest.param(["new", NEWLINE, "--plain"], id="end of new"),
        pytest.param(["edit", "4", "there\nbmc: x.yaml", "--add", "Van"], id="edit, a hard link"),
        pytest.param(["undo", "there\nbmc: x.yaml"], id="undo"),
        pytest.param(["undo", "--list", NEWLINE], id="undo list"),
        pytest.param(["variant", "x", "there\nbmc: x.yaml"], id="variant"),
        pytest.param(["variant", "there\nbmc: x.yaml"], id="family"),
        pytest.param(["diff", "there\nbmc: x.yaml", "plain.yaml"], id="diff"),
        pytest.param(["diff", "plain.yaml", "plain.yaml"], id="the same"),
        pytest.param(["show", NEWLINE], id="show"),
        pytest.param(["check", "there\nbmc: x.yaml"], id="check"),
        pytest.param(["list"], id="list"),
        pytest.param(["list", "--find", "Shop"], id="find"),
        pytest.param(["export", ".", "-o", "out\nbmc: gone"], id="export"),
        pytest.param(["export", "plain.yaml", "-o", "o\nbmc: x.md"], id="export one"),
        pytest.param(["merge", "plain.yaml", "there\nbmc: x.yaml", "other.yaml"], id="merge"),
        pytest.param(["merge", "there\nbmc: x.yaml", "plain.yaml", "--no-base"], id="merge two"),
    ],
)
def test_a_name_forges_no_line(folder: Path, arguments: list[str]) -> None:
    there = folder / "there\nbmc: x.yaml"
    for path in (there, folder / "plain.yaml"):
        path.write_text(CANVAS, encoding="utf-8")
    (folder / "other.yaml").write_text(CANVAS.replace("Shop", "Van"), encoding="utf-8")
    (folder / "linked.yaml").hardlink_to(there)
    bmc("edit", "4", "plain.yaml", "--add", "Fair")
    done = bmc(*arguments, stdin="Bakery\n\n" + "\n" * 9)
    said = (done.out + done.err).splitlines()
    assert said
    assert [line for line in said if re.match(r"bmc: (all|x|gone)", line)] == []

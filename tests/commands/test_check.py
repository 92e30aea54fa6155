"""``bmc check``: what is missing or loose, and the commands that mend it."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.method.rules import RULES
from tests.commandline import bmc
from tests.method.rule_rows import FULL, ROWS, TWO, Row
from tests.rules_table import rules_table

EN = load_language("en")
SOUND = re.sub(r"\[One, Two\]", "[{text: One, for: all}, {text: Two, for: all}]", FULL)
COMMENTS = ["no-later", "channel-kind", "revenue-kind", "one-sided-costs"]
"""What is advised about a canvas that is sound."""


def write(folder: Path, text: str, name: str = "canvas.yaml") -> Path:
    path = folder / name
    path.write_text("bmc: 1\nlanguage: en\n" + text, encoding="utf-8")
    return path


def findings(*arguments: str) -> list[dict[str, Any]]:
    """Return what ``bmc check`` finds in one canvas."""
    found: list[dict[str, Any]] = json.loads(bmc("check", "--json", *arguments).out)
    return found


def looking_ahead(key: str) -> str:
    return f"Nothing here is marked 'later' yet. {EN.blocks[key].ahead}"


def ignoring(*rules: str) -> list[str]:
    return [word for rule in rules for word in ("--ignore", rule)]


def test_findings_are_told_by_block_with_a_sum_and_what_to_mend_first(folder: Path) -> None:
    text = TWO + "channels: [{text: Van, for: [Hotel]}, {text: Shop, for: all}]\n"
    write(folder, "title: Bakery\n" + text + "revenue_streams: [Fee]\n")
    done = bmc("check", *ignoring("empty-block", "channel-kind", "revenue-kind"))
    slip = "Something here is linked to “Hotel”, and there is no such note. Do you mean “Hotels”?"
    assert done.out.splitlines() == [
        "Bakery",
        "",
        "1 Customer Segments",
        f"  1. suggestion: {looking_ahead('customer_segments')}",
        '    bmc edit 1 --add "…" --later',
        "",
        "4 Channels",
        f"  2. error: {slip}",
        "    bmc edit 4 --note 1 --remove-for Hotel --add-for B",
        f"  3. suggestion: {looking_ahead('channels')}",
        '    bmc edit 4 --add "…" --later',
        "",
        "5 Revenue Streams",
        f"  4. warning: {EN.say('checks.unlinked-block')}",
        "    bmc edit 5 --note 1 --add-for all",
        f"  5. suggestion: {looking_ahead('revenue_streams')}",
        '    bmc edit 5 --add "…" --later',
        "",
        "1 error, 1 warning and 3 suggestions",
        f"Start with 4 Channels: {slip}",
    ]


@pytest.mark.parametrize("option", ["-v", "--verbose"])
def test_the_rules_are_named_where_that_is_asked(folder: Path, option: str) -> None:
    write(folder, TWO)
    assert "[empty-block]" in bmc("check", option).out
    assert "empty-block" not in bmc("check").out


def test_kinds_are_told_by_their_labels(folder: Path) -> None:
    write(folder, "customer_segments: [Families]\nchannels: [{text: Van, kind: [after_sale]}]\n")
    out = bmc("check").out
    assert "There is no kind “after_sale”. Do you mean “after-sales”?" in out


@pytest.mark.parametrize(
    ("level", "code"), [("error", 0), ("warning", 1), ("advice", 1), ("advise", 2)]
)
def test_the_level_says_what_the_exit_code_is_for(folder: Path, level: str, code: int) -> None:
    write(folder, TWO)
    done = bmc("check", "--level", level, "--lang", "en")
    assert done.code == code
    if code == 2:
        assert "There is no level “advise”." in done.err


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        pytest.param(SOUND, ignoring(*COMMENTS), 0, id="fine"),
        pytest.param(SOUND, [*ignoring(*COMMENTS), "--strict"], 0, id="fine, strictly"),
        pytest.param(SOUND, [], 0, id="advice"),
        pytest.param(SOUND, ["--strict"], 1, id="advice, strictly"),
        pytest.param(TWO, [], 1, id="warnings"),
        pytest.param(TWO, ["--ignore", "empty-block"], 0, id="warnings that are ignored"),
        pytest.param(SOUND + "check: {ignore: [no-later]}\n", [], 0, id="ignored by itself"),
        pytest.param("channels: [Van, Van]\n", ignoring("empty-block"), 1, id="errors"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_the_exit_code_says_whether_there_is_something_to_mend(
    folder: Path, text: str, options: list[str], code: int, form: list[str]
) -> None:
    write(folder, text)
    assert bmc("check", *options, *form).code == code


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Bakery: no problems found."), ("nl", "Bakery: geen problemen gevonden.")],
)
def test_a_canvas_without_findings_is_fine(folder: Path, lang: str, said: str) -> None:
    write(folder, "title: Bakery\n" + SOUND)
    assert bmc("check", "--lang", lang, *ignoring(*COMMENTS)).out == said + "\n"


def test_it_speaks_the_language_of_the_canvas(folder: Path) -> None:
    (folder / "canvas.yaml").write_text("bmc: 1\nlanguage: nl\n" + TWO, encoding="utf-8")
    out = bmc("check").out
    assert "waarschuwing: Hier staat nog niets" in out
    assert out.splitlines()[-2] == "8 waarschuwingen en 1 tip"


class TestManyFiles:
    def test_each_is_told_after_the_other(self, folder: Path) -> None:
        write(folder, "title: One\n" + SOUND, "a.yaml")
        write(folder, "title: Two\n" + TWO, "b.yaml")
        done = bmc("check", "a.yaml", "b.yaml", *ignoring(*COMMENTS))
        assert done.code == 1
        assert done.out.splitlines()[:3] == ["One: no problems found.", "", "Two"]
        assert '    bmc edit 2 b.yaml --add "…" --for all' in done.out.splitlines()

    def test_json_has_them_all(self, folder: Path) -> None:
        for name in ("a.yaml", "b.yaml"):
            write(folder, SOUND, name)
        found = findings("a.yaml", "b.yaml")
        assert list(dict.fromkeys(each["file"] for each in found)) == ["a.yaml", "b.yaml"]

    def test_a_table_of_canvases_by_rule_ends_it(self, folder: Path) -> None:
        write(folder, "title: One\n" + SOUND, "a.yaml")
        write(folder, "title: Two\n" + TWO, "b.yaml")
        done = bmc("check", "a.yaml", "b.yaml", "--ignore", "channel-kind")
        table = done.out.splitlines()[-10:]
        assert table[:4] == ["Findings by canvas", "   1  One", "   2  Two", ""]
        wide = max(map(len, table[5:]))
        assert table[4] == "1   2".rjust(wide)
        assert [line.split() for line in table[5:]] == [
            ["empty", "block", "·", "8"],
            ["revenue", "without", "kind", "1", "·"],
            ["fixed", "or", "variable", "costs", "1", "·"],
            ["nothing", "for", "later", "6", "1"],
            ["Total", "8", "9"],
        ]

    def test_canvases_of_one_title_are_told_apart_by_their_files(self, folder: Path) -> None:
        for name in ("a.yaml", "b.yaml"):
            write(folder, "title: Rewear\n" + TWO, name)
        assert "   1  Rewear (a.yaml)\n   2  Rewear (b.yaml)\n" in bmc("check", ".").out

    def test_one_canvas_has_no_table(self, folder: Path) -> None:
        write(folder, TWO)
        assert "Findings by canvas" not in bmc("check").out

    def test_those_of_a_folder_are_meant_by_it(self, folder: Path) -> None:
        (folder / "groups" / "sub").mkdir(parents=True)
        for name in ("groups/a.yaml", "groups/sub/b.yaml"):
            write(folder, SOUND, name)
        (folder / "groups" / "notes.txt").write_text("bmc", encoding="utf-8")
        done = bmc("check", "--json", "groups")
        assert done.code == 0
        assert {each["file"] for each in json.loads(done.out)} == {
            *("groups/a.yaml", "groups/sub/b.yaml")
        }

    def test_one_that_cannot_be_read_is_told_and_the_others_are_checked(self, folder: Path) -> None:
        write(folder, "title: One\n" + SOUND, "a.yaml")
        write(folder, 'channels: ["x\n', "broken.yaml")
        write(folder, "title: Two\n" + SOUND, "b.yaml")
        done = bmc("check", "a.yaml", "broken.yaml", "none.yaml", "b.yaml", *ignoring(*COMMENTS))
        assert (done.code, done.err) == (3, "Cannot be read: broken.yaml, none.yaml\n")
        lines = done.out.splitlines()
        assert [line for line in lines if line and line[0] != " "] == [
            *("One: no problems found.", "broken.yaml", "none.yaml", "Two: no problems found.")
        ]
        at = lines.index("broken.yaml")
        assert lines[at + 1].startswith("  error: broken.yaml:3:11: The bracket [ that opens")
        at = lines.index("none.yaml")
        assert lines[at + 1 : at + 3] == [
            "  error: none.yaml does not exist.",
            "    Check the name. See which canvases there are with: bmc list",
        ]

    def test_json_has_it_among_the_others(self, folder: Path) -> None:
        write(folder, 'channels: ["x\n', "broken.yaml")
        write(folder, TWO, "b.yaml")
        done = bmc("check", "--json", "broken.yaml", "none.yaml", "b.yaml")
        broken, missing, *fine = json.loads(done.out)
        assert done.code == 3
        assert {each["file"] for each in fine} == {"b.yaml"}
        assert broken | {"message": ""} == {
            "file": "broken.yaml",
            "rule": "unreadable",
            "level": "error",
            "message": "",
            "block": None,
            "note": None,
            "notes": [],
            "line": 3,
            "column": 11,
            "repair": None,
        }
        assert broken["message"].startswith("The bracket [ that opens here")
        assert (missing["file"], missing["line"], missing["column"]) == ("none.yaml", None, None)


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("name", ["none.yaml", "broken.yaml", "folder", "other.yaml", "fifo"])
def test_a_single_file_that_cannot_be_read_ends_it_with_3(
    folder: Path, name: str, form: list[str]
) -> None:
    write(folder, 'channels: ["x\n', "broken.yaml")
    (folder / "other.yaml").write_text("hello: world\n", encoding="utf-8")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "fifo")
    done = bmc("check", name, *form)
    assert (done.code, done.err) == (3, f"Cannot be read: {name}\n")
    assert ("unreadable" if form else "  error: ") in done.out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["--prompts", "none.yaml"], 1, "none.yaml does not exist.", id="no pack"),
        pytest.param(["--lang", "fr"], 2, "“fr”", id="no language"),
        pytest.param(["--ignore", "unreadable"], 2, "no rule “unreadable”", id="no rule"),
    ],
)
def test_what_is_not_the_canvas_s_fault_is_no_finding(
    folder: Path, arguments: list[str], code: int, says: str
) -> None:
    write(folder, SOUND)
    done = bmc("check", "canvas.yaml", "x.yaml", *arguments)
    assert done.code == code
    assert says in done.err


@pytest.mark.parametrize("rule", ["vague", "unreadable"])
def test_a_rule_is_explained_beside_a_canvas_that_is_broken(folder: Path, rule: str) -> None:
    write(folder, 'channels: ["x\n')
    done = bmc("check", "--explain", rule)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{rule} (")


def test_json_says_all_that_the_text_says(folder: Path) -> None:
    write(folder, "title: Bakery\n" + TWO + "channels: [{text: Van, for: [Hotel]}]\n")
    found = {each["rule"]: each for each in reversed(findings())}
    note = {"block": "channels", "number": 1, "text": "Van"}
    assert found["unknown-target"] == {
        "file": "canvas.yaml",
        "rule": "unknown-target",
        "level": "error",
        "message": (
            "Something here is linked to “Hotel”, and there is no such note. Do you mean “Hotels”?"
        ),
        "block": "channels",
        "note": note,
        "notes": [{**note, "line": 5, "column": 12}],
        "line": 5,
        "column": 12,
        "repair": {
            "command": [
                *("bmc", "edit", "4", "canvas.yaml"),
                *("--note", "1", "--remove-for", "Hotel", "--add-for", "B"),
            ],
            "asks": None,
        },
    }
    empty = found["empty-block"]
    assert (empty["note"], empty["line"], empty["block"]) == (None, None, "value_propositions")
    assert empty["repair"] == {
        "command": ["bmc", "edit", "2", "canvas.yaml", "--add", "TEXT", "--for", "all"],
        "asks": "text",
    }


@pytest.mark.parametrize("option", ["--ignore", "--explain"])
def test_an_unknown_rule_is_named_with_those_there_are(folder: Path, option: str) -> None:
    write(folder, SOUND)
    done = bmc("check", option, "no-such-rule", "--lang", "en")
    assert done.code == 2
    assert "There is no rule “no-such-rule”." in done.err
    assert set(RULES) <= set(re.findall(r"[\w-]+", done.err))


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_explains_itself(folder: Path, rule: str, language: str) -> None:
    done = bmc("check", "--explain", rule, "--lang", language)
    first, *why = done.out.splitlines()
    assert done.code == 0
    assert first.startswith(f"{rule} (")
    assert " ".join(why) == load_language(language).words["whys"][rule]


def run(found: dict[str, Any], words: str) -> None:
    """Run the command that mends what was found, with ``words`` where it asks for them."""
    program, *command = found["repair"]["command"]
    assert program == "bmc"
    asked = found["repair"]["asks"] == "text"
    assert asked is ("TEXT" in command)
    done = bmc(*(words if word == "TEXT" else word for word in command))
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("row", [pytest.param(row, id=row.rule) for row in ROWS])
def test_the_command_that_is_given_mends_what_was_found(folder: Path, row: Row) -> None:
    write(folder, row.trips)
    others = ignoring(*(set(RULES) - {row.rule}))
    found = findings(*others)
    if row.rule in {"crowded", "left-by-merge"}:
        assert {each["repair"] for each in found} == {None}
        return
    for turn, each in enumerate(found):
        run(each, f"Something new {turn}")
    assert findings(*others) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Cake, of the day", id="comma"),
        pytest.param("Grandma's cake", id="quote"),
        pytest.param("Cake of the day…", id="dots"),
        pytest.param("--cake; echo $HOME", id="a text like an option"),
        pytest.param("24", id="a number"),
        pytest.param("2", id="the number of another note"),
        pytest.param("all", id="a word for all"),
        pytest.param("23", id="a run of numbers"),
    ],
)
def test_a_repair_command_names_any_text_so_that_a_program_reads_it(
    folder: Path, text: str
) -> None:
    quoted = text.replace("'", "''")
    write(
        folder,
        f"value_propositions: ['{quoted}', Bread, Rolls]\n"
        "key_activities: [{text: Baking, for: [Bread, Rolls]}]\n",
    )
    others = ignoring(*(set(RULES) - {"proposition-without-activity"}))
    (found,) = findings(*others)
    run(found, "Icing")
    assert findings(*others) == []


def test_a_repair_command_names_the_file_and_the_pack_it_was_found_with(folder: Path) -> None:
    path = write(folder, "channels: [Shop, Van, Shop]\n", "my shop.yaml")
    pack = folder / "mine.yaml"
    pack.write_text(bmc("prompts", "en").out, encoding="utf-8")
    options = ["--prompts", "mine.yaml", *ignoring(*(set(RULES) - {"same-text"}))]
    (found,) = findings(path.name, *options)
    words = ["my shop.yaml", "--prompts", "mine.yaml", "--remove", "3"]
    assert found["repair"]["command"] == ["bmc", "edit", "4", *words]
    told = next(
        line for line in bmc("check", path.name, *options).out.splitlines() if "bmc" in line
    )
    assert shlex.split(told) == found["repair"]["command"]


def test_the_documented_rules_are_those_of_the_program() -> None:
    path = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
    assert path.read_text(encoding="utf-8") == rules_table()


def test_a_note_that_both_sides_moved_is_told_with_both_its_blocks(folder: Path) -> None:
    notes = "[{text: Van, conflict: Van}, Oven]"
    write(folder, f"key_resources: {notes}\nkey_partners: {notes}\n")
    said = (
        "Both sides moved “Van”, each to another block: it is in 7 Key Resources and 8 Key Partners"
    )
    assert said in bmc("check").out
    told = bmc("edit", "8", "--keep", "1").out.splitlines()
    assert told == [
        *("8 Key Partners", "- 1 Van (undecided)", "+ 1 Van"),
        *("7 Key Resources", "- 1 Van (undecided)"),
    ]
    assert "conflict" not in (folder / "canvas.yaml").read_text(encoding="utf-8")

"""``bmc check``: what is missing or loose, and the commands that mend it."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

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


def findings(*arguments: str) -> list[dict[str, object]]:
    """Return what ``bmc check`` finds in one canvas."""
    (report,) = json.loads(bmc("check", "--json", *arguments).out)
    found: list[dict[str, object]] = report["findings"]
    return found


def looking_ahead(key: str) -> str:
    return f"Nothing here is marked 'later'. {EN.blocks[key].ahead} [no-later]"


def ignoring(*rules: str) -> list[str]:
    return [word for rule in rules for word in ("--ignore", rule)]


def test_findings_are_told_by_block_with_the_heaviest_first_and_a_sum(folder: Path) -> None:
    text = TWO + "channels: [{text: Van, for: [Hotel]}, {text: Shop, for: all}]\n"
    write(folder, "title: Bakery\n" + text + "revenue_streams: [Fee]\n")
    done = bmc("check", *ignoring("empty-block", "channel-kind", "revenue-kind"))
    assert done.out.splitlines() == [
        "Bakery",
        "",
        "4 Channels",
        (
            "  error: This note is for “Hotel”, and there is no such note."
            " Do you mean “Hotels”? [unknown-target]"
        ),
        "    bmc edit 4 --note 1 --for B",
        f"  suggestion: {looking_ahead('channels')}",
        '    bmc edit 4 --add "…" --later',
        "",
        "5 Revenue Streams",
        f"  warning: {EN.say('checks.unlinked-block')} [unlinked-block]",
        '    bmc edit 5 --note 1 --for "…"',
        f"  suggestion: {looking_ahead('revenue_streams')}",
        '    bmc edit 5 --add "…" --later',
        "",
        "1 Customer Segments",
        f"  suggestion: {looking_ahead('customer_segments')}",
        '    bmc edit 1 --add "…" --later',
        "",
        "1 error, 1 warning and 3 suggestions",
    ]


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
    assert out.splitlines()[-1] == "8 waarschuwingen en 1 tip"


class TestManyFiles:
    def test_each_is_told_after_the_other(self, folder: Path) -> None:
        write(folder, "title: One\n" + SOUND, "a.yaml")
        write(folder, "title: Two\n" + TWO, "b.yaml")
        done = bmc("check", "a.yaml", "b.yaml", *ignoring(*COMMENTS))
        assert done.code == 1
        assert done.out.splitlines()[:3] == ["One: no problems found.", "", "Two"]
        assert "    bmc edit 2 b.yaml" in done.out.splitlines()

    def test_json_has_them_all(self, folder: Path) -> None:
        for name in ("a.yaml", "b.yaml"):
            write(folder, SOUND, name)
        reports = json.loads(bmc("check", "--json", "a.yaml", "b.yaml").out)
        assert [report["file"] for report in reports] == ["a.yaml", "b.yaml"]

    def test_those_of_a_folder_are_meant_by_it(self, folder: Path) -> None:
        (folder / "groups" / "sub").mkdir(parents=True)
        for name in ("groups/a.yaml", "groups/sub/b.yaml"):
            write(folder, SOUND, name)
        (folder / "groups" / "notes.txt").write_text("bmc", encoding="utf-8")
        done = bmc("check", "--json", "groups")
        assert done.code == 0
        assert [each["file"] for each in json.loads(done.out)] == [
            *("groups/a.yaml", "groups/sub/b.yaml")
        ]

    def test_one_that_cannot_be_read_is_told_and_the_others_are_checked(self, folder: Path) -> None:
        write(folder, "title: One\n" + SOUND, "a.yaml")
        write(folder, 'channels: ["x\n', "broken.yaml")
        write(folder, "title: Two\n" + SOUND, "b.yaml")
        done = bmc("check", "a.yaml", "broken.yaml", "none.yaml", "b.yaml", *ignoring(*COMMENTS))
        assert (done.code, done.err) == (3, "Cannot be read: broken.yaml, none.yaml\n")
        lines = done.out.splitlines()
        assert [line for line in lines if line and line[0] != " "] == [
            *(
                "One: no problems found.",
                "broken.yaml",
                "none.yaml",
                "Two: no problems found.",
            )
        ]
        at = lines.index("broken.yaml")
        assert lines[at + 1].startswith("  error: broken.yaml:3:11: The bracket [ that opens")
        assert lines[at + 1].endswith(" [unreadable]")
        at = lines.index("none.yaml")
        assert lines[at + 1 : at + 3] == [
            "  error: none.yaml does not exist. [unreadable]",
            "    Check the name. See which canvases there are with: bmc list",
        ]

    def test_json_has_it_among_the_others(self, folder: Path) -> None:
        write(folder, 'channels: ["x\n', "broken.yaml")
        write(folder, TWO, "b.yaml")
        done = bmc("check", "--json", "broken.yaml", "none.yaml", "b.yaml")
        broken, missing, fine = json.loads(done.out)
        assert done.code == 3
        assert fine["findings"]
        (found,) = broken["findings"]
        assert found | {"message": ""} == {
            "rule": "unreadable",
            "level": "error",
            "block": None,
            "notes": [],
            "message": "",
            "repair": "",
            "place": {"line": 3, "column": 11},
        }
        assert found["message"].startswith("The bracket [ that opens here")
        assert "place" not in missing["findings"][0]
        assert (missing["file"], missing["title"]) == ("none.yaml", "")


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
    assert "unreadable" in done.out


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
    (report,) = json.loads(bmc("check", "--json").out)
    assert {name: report[name] for name in ("file", "title")} == {
        "file": "canvas.yaml",
        "title": "Bakery",
    }
    assert report["findings"][0] == {
        "rule": "unknown-target",
        "level": "error",
        "block": "channels",
        "notes": [1],
        "message": "This note is for “Hotel”, and there is no such note. Do you mean “Hotels”?",
        "repair": "bmc edit 4 --note 1 --for B",
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


WORDS: dict[str, str | list[str]] = {
    "unlinked-block": "all",
    "proposition-without-segment": "A",
    "idle-partner": "1",
    "unlinked-note": "A",
    "channel-kind": "delivery",
    "revenue-kind": "sale",
    "revenue-pricing": ["sale", "--kind", "fixed_price"],
    "one-sided-costs": "2",
}
"""What to put in a repair command for "…" or "N"; elsewhere any new note will do."""

ASKING = {"empty-block", "crowded"}
"""The rules whose repair command asks."""


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.rule) for row in ROWS if row.rule not in ASKING]
)
def test_the_command_that_is_given_mends_what_was_found(folder: Path, row: Row) -> None:
    write(folder, row.trips)
    others = ignoring(*(set(RULES) - {row.rule}))
    for turn in range(5):
        found = findings(*others)
        if not found:
            break
        program, *words = shlex.split(str(found[0]["repair"]))
        assert program == "bmc"
        done = bmc(*filled(words, WORDS.get(row.rule, f"Something new {turn}")))
        assert (done.code, done.err) == (0, "")
    assert findings(*others) == []


def filled(words: list[str], by: str | list[str]) -> list[str]:
    """Return the words of a command with ``by`` for "…" or "N"."""
    values = [by] if isinstance(by, str) else by
    return [value for word in words for value in (values if word in {"…", "N"} else [word])]


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
def test_a_repair_command_names_any_text_so_that_a_shell_reads_it(folder: Path, text: str) -> None:
    quoted = text.replace("'", "''")
    write(
        folder,
        f"value_propositions: ['{quoted}', Bread, Rolls]\n"
        "key_activities: [{text: Baking, for: [Bread, Rolls]}]\n",
    )
    others = ignoring(*(set(RULES) - {"proposition-without-activity"}))
    (found,) = findings(*others)
    words = filled(shlex.split(str(found["repair"])), "Icing")
    done = bmc(*words[1:])
    assert (done.code, done.err) == (0, "")
    assert findings(*others) == []


def test_a_repair_command_names_the_file_and_the_pack_it_was_found_with(folder: Path) -> None:
    path = write(folder, "channels: [Shop, Van, Shop]\n", "my shop.yaml")
    pack = folder / "mine.yaml"
    pack.write_text(bmc("prompts", "en").out, encoding="utf-8")
    (found,) = findings(
        path.name, "--prompts", "mine.yaml", *ignoring(*(set(RULES) - {"same-text"}))
    )
    words = shlex.split(str(found["repair"]))
    assert "my shop.yaml" in words
    assert words[words.index("--prompts") + 1] == "mine.yaml"


def test_the_documented_rules_are_those_of_the_program() -> None:
    path = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
    assert path.read_text(encoding="utf-8") == rules_table()

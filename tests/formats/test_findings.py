"""Findings for programs: each format escapes what is its own."""

from __future__ import annotations

import json

import pytest

from bmc_cli.formats.findings import Row, RuleText, as_github, as_json, as_sarif

RULES = [RuleText("vague", "vague note", "Precise words make a canvas useful.")]
ROW = Row("a.yaml", "vague", "advice", "“It” is vague.", block="channels", line=3, column=5)
BARE = Row("a.yaml", "empty-block", "warning", "Nothing here.", block="channels")


def test_json_is_one_array_with_every_name_in_it() -> None:
    first, second = json.loads(as_json([ROW, BARE], RULES, "1.0"))
    assert list(first) == list(second)
    assert (first["line"], second["line"], second["note"], second["repair"]) == (
        3,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("row", "line"),
    [
        pytest.param(
            ROW,
            "::notice file=a.yaml,line=3,col=5,title=bmc vague::“It” is vague.",
            id="a suggestion is a notice",
        ),
        pytest.param(
            BARE,
            "::warning file=a.yaml,title=bmc empty-block::Nothing here.",
            id="no note, no line",
        ),
        pytest.param(
            Row("a,b:c.yaml", "vague", "error", "100%\nsure, or: not"),
            "::error file=a%2Cb%3Ac.yaml,title=bmc vague::100%25%0Asure, or: not",
            id="what is a sign of GitHub's is escaped",
        ),
    ],
)
def test_github_is_told_where_it_is(row: Row, line: str) -> None:
    assert as_github([row], RULES, "1.0") == line


def test_sarif_names_the_rules_and_the_places() -> None:
    log = json.loads(as_sarif([ROW, BARE], RULES, "1.0"))
    (run,) = log["runs"]
    assert (log["version"], run["tool"]["driver"]["version"]) == ("2.1.0", "1.0")
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "vague",
            "shortDescription": {"text": "vague note"},
            "help": {"text": "Precise words make a canvas useful."},
        }
    ]
    placed, bare = run["results"]
    assert (placed["ruleId"], placed["level"], bare["level"]) == ("vague", "note", "warning")
    assert placed["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a.yaml"},
                "region": {"startLine": 3, "startColumn": 5},
            }
        }
    ]
    assert "region" not in bare["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        pytest.param("my shop.yaml", "my%20shop.yaml", id="space"),
        pytest.param("/home/a b.yaml", "file:///home/a%20b.yaml", id="whole path"),
    ],
)
def test_sarif_names_a_file_as_a_uri(file: str, uri: str) -> None:
    (run,) = json.loads(as_sarif([Row(file, "vague", "error", "It")], RULES, "1.0"))["runs"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("see [this](https://a.b)", r"see \[this\](https://a.b)", id="a link"),
        pytest.param(r"\[this\](1)", r"\\\[this\\\](1)", id="one that was escaped"),
        pytest.param(r"a[0] (b) c\d", r"a[0] (b) c\d", id="none"),
    ],
)
def test_no_note_is_a_link_in_sarif(text: str, said: str) -> None:
    (run,) = json.loads(as_sarif([Row("a.yaml", "vague", "error", text)], RULES, "1.0"))["runs"]
    assert run["results"][0]["message"]["text"] == said

"""Documents with several canvases: one is read, and the others are told."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.importing.reading import imported, texts

NAMES = ["Customer Segments", "Value Propositions", "Channels", "Revenue Streams", "Costs"]


def canvas(*notes: str, names: list[str] = NAMES, mark: str = "##") -> str:
    """Return a canvas with each of ``notes`` in all of its blocks."""
    lines = "\n".join(f"- {note}" for note in notes)
    return "".join(f"{mark} {name}\n{lines}\n" for name in names)


def rows(note: str) -> str:
    names, notes = " | ".join(NAMES), " | ".join([note] * len(NAMES))
    return f"| {names} |\n|{'---|' * len(NAMES)}\n| {notes} |\n"


def data(note: str) -> dict[str, list[str]]:
    return {key: [note] for key in ("channels", "costs", "partners")}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        pytest.param(f"# A\n{canvas('One')}# B\n{canvas('Two')}", "x.md", "B", id="titles"),
        pytest.param(f"{canvas('One')}\n{canvas('Two')}", "x.md", NAMES[0], id="no titles"),
        pytest.param(
            f"# A\n{canvas('One')}## Risks\n- x\n# B\n{canvas('Two')}", "x.md", "B", id="what else"
        ),
        pytest.param(
            f"## Canvas A\n{canvas('One', names=NAMES[:3], mark='###')}"
            f"## Canvas B\n{canvas('Two', names=NAMES[:3], mark='###')}",
            "x.md",
            "Canvas B",
            id="a few blocks below a title",
        ),
        pytest.param(f"# Now\n{rows('One')}\n# Later\n{rows('Two')}", "x.md", "Later", id="grids"),
        pytest.param(
            json.dumps([data("One"), {"title": "B"} | data("Two")]), "x.json", "B", id="a list"
        ),
        pytest.param(json.dumps({"A": data("One"), "B": data("Two")}), "x.json", "B", id="objects"),
    ],
)
def test_the_first_of_two_canvases_is_read(text: str, name: str, title: str) -> None:
    found = imported(text, name)
    assert texts(found, "channels") == ["One"]
    assert [each.heading for each in found.left_out if each.why == "another"] == [title]
    kept = chain.from_iterable(each.lines for each in found.left_out)
    assert any("Two" in line for line in kept)


def test_of_our_own_canvases_in_one_document_the_first_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    documents = []
    for name in ("Mill", "Dairy"):
        tmp_path.joinpath(f"{name}.yaml").write_text(f"bmc: 1\nkey_partners: [{name}]\n")
        documents.append(bmc("export", f"{name}.yaml", "--format", "md", "--lang", "en").out)
    found = imported("".join(documents))
    assert texts(found, "key_partners") == ["Mill"]
    assert [each.why for each in found.left_out] == ["another"]


def test_of_canvases_in_data_the_first_that_is_filled_in_is_read() -> None:
    form: dict[str, object] = dict.fromkeys(data(""))
    found = imported(json.dumps([form, data("One"), data("Two")]), "x.json")
    assert texts(found, "channels") == ["One"]
    assert [each.why for each in found.left_out] == ["another", "another"]


def test_what_was_read_out_of_a_list_is_not_left_out() -> None:
    found = imported(json.dumps({"all": [data("One"), data("Two"), "loose"]}), "x.json")
    assert [(each.why, each.lines[:1]) for each in found.left_out] == [
        ("another", ('channels: ["Two"]',)),
        ("key", ("loose",)),
    ]


def test_all_canvases_of_a_long_list_are_told() -> None:
    found = imported(json.dumps([data(f"Note {at}") for at in range(150)]), "x.json")
    assert len(found.left_out) == 149


def test_of_what_is_left_out_it_is_seen_that_there_is_more() -> None:
    long = {"notes": "x" * 600, "list": [f"line {at}" for at in range(60)]}
    found = imported(json.dumps(data("One") | long), "x.json")
    assert all(each.lines[-1].endswith("\u2026") for each in found.left_out)


def test_a_block_that_comes_back_often_is_read_at_once() -> None:
    sections = canvas("One") + "## Channels\n- One\n" * 900
    assert texts(imported(sections), "channels") == ["One"]


def test_a_form_before_the_canvas_is_no_canvas() -> None:
    found = imported(f"# Form\n{canvas('Who?')}# Bakery\n{canvas('Bread')}")
    assert (found.canvas.title, texts(found, "channels")) == ("Bakery", ["Bread"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "# Plan\n"
            + canvas("Families", names=NAMES[:1])
            + "".join(
                f"## {of}\n{canvas(note, names=NAMES[1:], mark='###')}"
                for of, note in (("Families", "One"), ("Hotels", "Two"))
            ),
            id="told segment by segment",
        ),
        pytest.param(f"{canvas('One')}## Channels\n- Two\n", id="a block that comes back"),
    ],
)
def test_a_canvas_may_name_a_block_again(text: str) -> None:
    found = imported(text)
    assert texts(found, "channels") == ["One", "Two"]
    assert "another" not in {each.why for each in found.left_out}


@pytest.mark.parametrize(("lang", "said"), [("en", "There are 2"), ("nl", "Er staan 2")])
def test_it_is_said_that_there_are_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("x.md").write_text(f"# A\n{canvas('One')}# B\n{canvas('Two')}")
    assert said in bmc("import", "x.md", "--lang", lang).err
    assert "#   - Two" in tmp_path.joinpath("x.yaml").read_text()

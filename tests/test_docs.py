"""What is in ``docs/`` is what the program makes, reads and is made of."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text, versions, yaml_text
from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_file
from bmc_cli.formats.operations import OPERATIONS
from bmc_cli.formats.operations import read as read_operations
from bmc_cli.model.canvas import BLOCKS, HEAD_FIELDS
from bmc_cli.model.fields import FIELDS, Merge, Shape
from bmc_cli.words.pack_shape import SCHEMA, TEXT
from tests import transcript
from tests.commandline import bmc
from tests.replayed import PAGES, blocks, replayed
from tests.test_architecture import ROOMS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    *("docs/format.md", "docs/packs.md", "docs/programs.md", "docs/architecture.md"),
    *("CONTRIBUTING.md", "docs/operations.md"),
)
FORMAT, PACKS, PROGRAMS, ARCHITECTURE, CONTRIBUTING, APPLIED = (
    (ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS
)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("canvas.svg", "export tests/answers/bike-shop.en.yaml --format svg"),
        ("canvas.schema.json", "export --schema --lang en"),
        ("operations.schema.json", "edit --schema --lang en"),
    ],
)
def test_it_is_made_by_this_command(
    name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == bmc(*command.split()).out


@pytest.mark.once
def test_the_conversation_is_as_it_is_held() -> None:
    held = transcript.transcript(transcript.REPLIES)
    assert transcript.DOCUMENT.read_text(encoding="utf-8") == transcript.document(held)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_say_what_it_says(page: Path, tmp_path: Path) -> None:
    assert replayed(page, tmp_path) == page.read_text(encoding="utf-8")


HELD = {"architecture.md", "conversation.md", "entrepreneur.md"}
"""The pages whose blocks of text a test makes anew; elsewhere what is printed is replayed."""


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.stem)
def test_nothing_that_a_page_shows_is_held_by_nobody(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert page.name in HELD or "\n```text\n" not in text
    assert page in PAGES or "\n```console\n" not in text


def section(document: str, title: str) -> str:
    """Return what stands below a heading, down to the next."""
    return re.split(r"^## ", document.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of the table in a text, without its heading."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def code(cell: str) -> str:
    return ", ".join(re.findall("`([^`]+)`", cell))


# -- docs/format.md

HOLDS: Mapping[Shape, str] = {
    Shape.TEXT: "a text",
    Shape.NAMES: "names",
    Shape.FLAG: "yes or no",
    Shape.CHOICE: "a word",
}
MERGED: Mapping[Merge, str] = {
    Merge.VERSIONS: "both wordings stay",
    Merge.UNION: "what both added",
    Merge.OURS: "ours",
    Merge.HIGHEST: "the higher",
}


def test_every_field_of_a_note_is_in_the_format() -> None:
    told = [(code(name), holds, merge) for name, holds, _, merge in rows(section(FORMAT, "A note"))]
    assert told == [(each.name, HOLDS[each.shape], MERGED[each.merge]) for each in FIELDS]


def test_every_field_of_the_title_block_is_in_the_format() -> None:
    told = [(code(name), merge) for name, _, merge in rows(section(FORMAT, "The title block"))]
    assert told == [(each.name, MERGED[each.merge]) for each in HEAD_FIELDS.values()]


def test_every_block_is_in_the_format() -> None:
    told = [
        (step, code(key), code(targets), others)
        for step, key, targets, others in rows(section(FORMAT, "The blocks"))
    ]
    assert told == [
        (str(each.number), each.key, ", ".join(each.targets), ", ".join(each.titles))
        for each in BLOCKS
    ]


def test_the_limits_are_those_of_the_program() -> None:
    assert [int(re.sub(r"\D", "", most)) for _, most in rows(section(FORMAT, "Limits"))] == [
        yaml_text.MOST_BYTES,
        canvas_text.MOST_THINGS,
        yaml_text.MOST_DEPTH,
        versions.MOST_VERSIONS,
        versions.MOST_BYTES,
    ]


@pytest.mark.parametrize("text", blocks(FORMAT, "yaml"))
def test_an_example_of_a_file_is_a_canvas(text: str) -> None:
    assert read(text, "docs/format.md").canvas


@pytest.mark.parametrize(("written", "text"), rows(section(FORMAT, "What is text")))
def test_a_value_is_the_text_that_stands_there(written: str, text: str) -> None:
    canvas = read(f"bmc: 1\nchannels:\n- {code(written)}\n", "docs/format.md").canvas
    assert [note.text for note in canvas.notes("channels")] == ([text] if text else [])


@pytest.mark.parametrize(("written", "becomes"), rows(section(FORMAT, "What is yours")))
def test_a_key_is_kept_or_told(written: str, becomes: str) -> None:
    if becomes == "kept":
        assert read(code(written), "docs/format.md").canvas
        return
    with pytest.raises(BmcError) as caught:
        read(code(written), "docs/format.md")
    assert becomes == f"told: `{caught.value.values['likely']}`"


def test_an_edit_touches_what_the_format_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = section(FORMAT, "What an edit touches")
    before, after = blocks(told, "yaml")
    path = tmp_path / "canvas.yaml"
    path.write_text(before, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for line in blocks(told, "sh")[0].splitlines():
        assert bmc(*shlex.split(line)[1:]).code == 0
    assert path.read_text(encoding="utf-8") == after


def test_the_example_of_json_is_that_of_the_first_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "canvas.yaml").write_text(blocks(FORMAT, "yaml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert bmc("show", "--json", "--block", "4").out == blocks(FORMAT, "json")[0]


# -- docs/packs.md

BLOCK = SCHEMA["blocks"]["channels"]
PARTS = [
    pytest.param("The pack", {"extends": TEXT, **SCHEMA}, id="pack"),
    pytest.param("A block", BLOCK, id="block"),
    pytest.param("A closing question", BLOCK["ask"].shape, id="question"),
    pytest.param("A kind", BLOCK["kinds"]["*"], id="kind"),
]


@pytest.mark.parametrize(("title", "shape"), PARTS)
def test_every_name_in_a_pack_is_in_its_document(title: str, shape: dict[str, Any]) -> None:
    assert {code(name) for name, _, _ in rows(section(PACKS, title))} == set(shape)


def test_the_example_of_a_pack_is_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(blocks(PACKS, "yaml")[0], encoding="utf-8")
    channels = load_file(path).blocks["channels"]
    assert [ask.kind for ask in channels.ask] == ["purchase", "tasting"]


# -- docs/programs.md


def test_every_part_of_a_question_is_in_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in blocks(PROGRAMS, "sh")[0].splitlines():
        done = bmc(*shlex.split(line)[1:])
        assert [code(name) for name, _, _ in rows(section(PROGRAMS, "A question"))] == [
            *json.loads(done.out)
        ]


# -- docs/architecture.md

PICTURE = blocks(ARCHITECTURE, "text")[0]


def floors() -> list[list[str]]:
    """Return the rooms of the picture by their floors, from the top."""
    return [re.findall(r"(\w+)(?:/|\.py)", floor) for floor in re.split("├─+┤", PICTURE)]


def test_the_picture_has_every_room_once() -> None:
    assert sorted(room for floor in floors() for room in floor) == sorted(ROOMS)


def test_a_room_of_the_picture_uses_those_on_lower_floors_only() -> None:
    level = {room: at for at, floor in enumerate(floors()) for room in floor}
    assert [
        (room, used) for room in ROOMS for used in ROOMS[room] if level[used] <= level[room]
    ] == []


def test_the_picture_is_straight() -> None:
    assert len({len(line) for line in PICTURE.splitlines()}) == 1


def named(document: str) -> Iterator[str]:
    """Yield the modules and functions that a document names in code, without ``bmc_cli``."""
    for words in re.findall(r"`([a-z_]+(?:\.\w+)+)`", document):
        if words.split(".")[0] in ROOMS and not words.endswith((".py", ".md", ".json")):
            yield words


@pytest.mark.parametrize("name", sorted(set(named(ARCHITECTURE))))
def test_what_the_architecture_names_is_there(name: str) -> None:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(["bmc_cli", *parts[:end]]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return
    pytest.fail(f"there is no {name}")


def paths(document: str) -> Iterator[str]:
    """Yield the files and folders of the repository that a document names in code or links to."""
    for words in re.findall(r"`((?:bmc_cli|docs|prompts|tests|\.ci)/[\w./-]*)`", document):
        if "NAME" not in words:
            yield words


@pytest.mark.parametrize(
    "path",
    sorted(
        {
            path
            for each in (ARCHITECTURE, FORMAT, PACKS, PROGRAMS, CONTRIBUTING)
            for path in paths(each)
        }
    ),
)
def test_a_file_that_a_document_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(
    "path",
    [
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_link_leads_to_a_file(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (path.parent / link.partition("#")[0]).exists(), link


def test_every_page_is_on_the_site_once() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = re.findall(r"^ +- .*: (\S+\.md)$", site, re.MULTILINE)
    docs = ROOT / "docs"
    assert sorted(pages) == sorted(str(path.relative_to(docs)) for path in docs.rglob("*.md"))


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "docs").rglob("*.md")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_link_on_the_site_leads_to_the_site_and_to_a_heading(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        if "://" not in link:
            leads = (path.parent / name).resolve() if name else path
            assert leads.is_relative_to(ROOT / "docs")
            target = leads.read_text(encoding="utf-8")
            titles = re.findall(r"^#+ (.+)$", target, re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in titles}
            assert not anchor or anchor in slugs


@pytest.mark.parametrize(
    "path", sorted((ROOT / "bmc_cli").rglob("*.py")), ids=lambda path: path.stem
)
def test_the_code_points_only_to_documents_of_the_repository(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bdesign \d|\b(?:design|style|facts|method|interview)\.md\b", text)
    for name in re.findall(r"\bdocs/[\w.]+\b", text):
        assert (ROOT / name).exists()


def test_the_table_of_operations_names_all_that_each_says() -> None:
    named = {do.strip("`"): (needs, may) for do, needs, may in rows(APPLIED)}
    told = {
        do: tuple(", ".join(f"`{key}`" for key in keys) for keys in form)
        for do, form in OPERATIONS.items()
    }
    assert named == told


def test_the_operations_of_the_page_are_some() -> None:
    (example,) = blocks(APPLIED, "json")
    assert len(read_operations(example.encode(), "")) == len(example.splitlines()) - 2

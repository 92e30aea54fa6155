"""BMML: what its schema accepts, links by ids, and a true count of what it has no place for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from bmc_cli.file.packs import load_language
from bmc_cli.formats.bmml import SECTIONS, lost, write
from bmc_cli.model.canvas import BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import FIELDS, Note, Place
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.documents import canvases
from tests.drawing.posters import CANVASES

_NAMED = re.compile(r"(cs|vp|ch|cr|rs|kr|ka|kp|cost|fit)-[a-z0-9-]+")


def model(canvas: Canvas) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(write(canvas))
    return found


def segments(*names: str) -> dict[str, tuple[Note, ...]]:
    return {"customer_segments": tuple(map(Note, names))}


def test_a_note_has_a_name_and_an_id_and_a_detail_where_there_is_a_place_for_one() -> None:
    notes = (Note("Café 't Hoekje", "On the corner"), Note("東京"), Note("cafe t hoekje"))
    made = model(Canvas(blocks={"customer_segments": notes, "channels": notes[:1]}))
    assert made["customer_segments"] == [
        {"id": "cs-cafe-t-hoekje", "name": "Café 't Hoekje", "description": "On the corner"},
        {"id": "cs-2", "name": "東京"},
        {"id": "cs-cafe-t-hoekje-2", "name": "cafe t hoekje"},
    ]
    assert made["channels"] == [{"id": "ch-cafe-t-hoekje", "name": "Café 't Hoekje"}]


def test_the_title_block_is_the_meta_and_a_block_that_was_left_open_is_an_empty_list() -> None:
    canvas = Canvas("Bakery", date="2026-11-23", variant_of="old.yaml", blocks={"channels": ()})
    assert model(canvas) == {
        "version": "2.0",
        "meta": {
            "name": "Bakery",
            "updated": "2026-11-23",
            "portfolio": "explore",
            "stage": "ideation",
            "derived_from": "old.yaml",
        },
        "channels": [],
    }


@pytest.mark.parametrize(
    ("key", "link"),
    [("channels", "for"), ("customer_relationships", "for"), ("revenue_streams", "from")],
)
@pytest.mark.parametrize(
    ("links", "ids"),
    [
        pytest.param(("Hotels",), ["cs-hotels"], id="one"),
        pytest.param(("Hotels", "Families"), ["cs-families", "cs-hotels"], id="two"),
        pytest.param(("all",), ["cs-families", "cs-hotels"], id="all"),
        pytest.param(("nobody",), None, id="a name that is none"),
        pytest.param((), None, id="none"),
    ],
)
def test_a_link_is_the_id_of_what_it_is_for(
    key: str, link: str, links: tuple[str, ...], ids: list[str] | None
) -> None:
    blocks = {**segments("Families", "Hotels"), key: (Note("x", links=links),)}
    (entry,) = model(Canvas(blocks=blocks))[key]
    assert entry.get(link) == (ids and {"customer_segments": ids})


def test_a_proposition_is_for_segments_by_a_fit() -> None:
    offers = (Note("Bread", links=("Hotels",)), Note("Cake"))
    made = model(Canvas(blocks={**segments("Hotels"), "value_propositions": offers}))
    ids = {"value_propositions": ["vp-bread"], "customer_segments": ["cs-hotels"]}
    assert made["fits"] == [{"id": "fit-bread", "for": ids}]


def test_means_are_told_apart_by_the_block_they_are_of() -> None:
    blocks = {
        "key_activities": (Note("Baking"),),
        "key_resources": (Note("Oven"),),
        "key_partners": (Note("Miller", links=("Oven", "Baking")),),
        "cost_structure": (Note("Rent", links=("Oven", "Miller")),),
    }
    made = model(Canvas(blocks=blocks))
    both = {"key_resources": ["kr-oven"], "key_activities": ["ka-baking"]}
    assert made["key_partnerships"] == [{"id": "kp-miller", "name": "Miller", "for": both}]
    assert made["costs"] == [
        {"id": "cost-rent", "name": "Rent", "for": {"key_resources": ["kr-oven"]}}
    ]
    assert lost(Canvas(blocks=blocks)) == {"for": 1}


@pytest.mark.parametrize(
    ("canvas", "counts"),
    [
        pytest.param(Canvas("Bakery", date="2026-11-23"), {}, id="nothing"),
        pytest.param(
            Canvas(date="spring", author="S.", language="nl"),
            {"date_form": 1, "author": 1, "language": 1},
            id="the head",
        ),
        pytest.param(Canvas(ignored_rules=("x",)), {"check": 1}, id="rules"),
        pytest.param(Canvas("A", conflicts={"title": ("A", "B")}), {"conflicts": 1}, id="versions"),
        pytest.param(
            Canvas(blocks={"channels": (Note("x", "d", kinds=("a", "b"), later=True),)}),
            {"detail": 1, "kind": 1, "later": 1},
            id="fields",
        ),
        pytest.param(Canvas(blocks={"value_propositions": (Note("x", "d"),)}), {}, id="a detail"),
    ],
)
def test_what_has_no_place_is_counted(canvas: Canvas, counts: dict[str, int]) -> None:
    assert lost(canvas) == counts


def test_all_that_can_be_lost_has_a_name() -> None:
    fields = {field.name for field in FIELDS if field.place is not Place.NOTE}
    for language in ("en", "nl"):
        said = load_language(language).words["lost"]
        assert set(said) == {*fields, "check", "conflicts", "date_form", *HEAD}


def test_it_is_told_when_it_is_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "canvas.yaml").write_text(CANVAS, encoding="utf-8")
    done = bmc("export", "canvas.yaml", "-o", "x.bmml")
    assert done.code == 0
    assert done.err.splitlines() == [
        "Exported to x.bmml",
        "bmml has no place for: language (1), details (1)",
    ]


@given(canvases())
@settings(max_examples=60)
def test_every_text_comes_back_as_it_was_and_every_id_is_one_of_the_schema(canvas: Canvas) -> None:
    made = model(canvas)
    for key, section in SECTIONS.items():
        entries = made.get(section.name) or []
        assert [each["name"] for each in entries] == [note.text for note in canvas.notes(key)]
        ids = [each["id"] for each in entries]
        assert len(set(ids)) == len(ids)
        assert all(each.startswith(f"{section.prefix}-") for each in ids)
        assert all(_NAMED.fullmatch(each) for each in ids)


def test_every_block_has_its_section() -> None:
    assert set(SECTIONS) == set(BY_KEY)
    for key, section in SECTIONS.items():
        assert set(section.targets) <= set(BY_KEY[key].targets)
    assert set(model(CANVASES["full"])) == {
        *("version", "meta", "fits"),
        *(section.name for section in SECTIONS.values()),
    }

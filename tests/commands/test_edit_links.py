"""``bmc edit --for`` and ``--kind``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.commands.shared.saying import Asked, Said
from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.commandline import bmc

TEXT = """\
bmc: 1
language: en

customer_segments: [Families, Horeca in town, Hostels]

channels:
  - text: Shop
    for: [Families]
    kind: awareness
  - Van
"""


@pytest.fixture
def file(folder: Path) -> Path:
    path = folder / "canvas.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def channels(path: Path) -> tuple[Note, ...]:
    return load(path).canvas.notes("channels")


@pytest.mark.parametrize(
    ("said", "links"),
    [
        pytest.param(["Horeca in town"], ("Horeca in town",), id="text"),
        pytest.param(["Horeca"], ("Horeca in town",), id="start"),
        pytest.param(["fam"], ("Families",), id="start in small letters"),
        pytest.param(["A"], ("Families",), id="letter"),
        pytest.param(["b"], ("Horeca in town",), id="small letter"),
        pytest.param(["A B"], ("Families", "Horeca in town"), id="letters"),
        pytest.param(["AB"], ("Families", "Horeca in town"), id="letters in one"),
        pytest.param(["A,C"], ("Families", "Hostels"), id="commas"),
        pytest.param(["A", "Hostels"], ("Families", "Hostels"), id="twice"),
        pytest.param(["A", "Families"], ("Families",), id="the same twice"),
        pytest.param(["all"], EVERY_TARGET, id="all"),
        pytest.param(["*"], EVERY_TARGET, id="star"),
        pytest.param(["everyone"], EVERY_TARGET, id="everyone"),
        pytest.param(["A", "all"], EVERY_TARGET, id="one and all"),
        pytest.param([""], (), id="nothing"),
    ],
)
def test_an_added_note_is_for_what_is_named(
    file: Path, said: list[str], links: tuple[str, ...]
) -> None:
    options = [word for each in said for word in ("--for", each)]
    done = bmc("edit", "4", "--add", "Webshop", *options, "--kind", "purchase")
    assert (done.code, done.err) == (0, "")
    assert channels(file)[-1] == Note("Webshop", links=links, kinds=("purchase",))


def test_it_speaks_of_all_in_dutch_too(file: Path) -> None:
    assert bmc("edit", "4", "--note", "2", "--for", "alle", "--lang", "nl").code == 0
    assert channels(file)[1].links == EVERY_TARGET


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        pytest.param(["5"], ("after_sales",), id="number"),
        pytest.param(["after_sales"], ("after_sales",), id="id"),
        pytest.param(["After-sales"], ("after_sales",), id="label"),
        pytest.param(["pur"], ("purchase",), id="start"),
        pytest.param(["1 3"], ("awareness", "purchase"), id="numbers"),
        pytest.param(["1", "delivery"], ("awareness", "delivery"), id="twice"),
        pytest.param([""], (), id="nothing"),
    ],
)
def test_a_kind_is_named_by_number_id_or_label(
    file: Path, said: list[str], kinds: tuple[str, ...]
) -> None:
    options = [word for each in said for word in ("--kind", each)]
    assert bmc("edit", "4", "--note", "1", *options).code == 0
    assert channels(file)[0] == Note("Shop", links=("Families",), kinds=kinds)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param("1 --add Pubs --for x", "nothing to link notes of this block to", id="first"),
        pytest.param("6 --add Baking --for x", "nothing to link notes", id="nothing there yet"),
        pytest.param("1 --add Pubs --kind x", "Notes of this block have no kinds.", id="kinds"),
    ],
)
def test_where_there_is_nothing_to_choose_from_no_choice_is_offered(
    file: Path, words: str, says: str
) -> None:
    done = bmc("edit", *words.split())
    assert (done.code, says in done.err, "Choose from" in done.err) == (2, True, False)


def test_an_empty_name_takes_the_links_off(file: Path) -> None:
    assert bmc("edit", "4", "--note", "1", "--for", "").code == 0
    assert channels(file)[0] == Note("Shop", kinds=("awareness",))


def test_a_reworded_note_gets_them_too(file: Path) -> None:
    assert bmc("edit", "4", "--set", "2", "Stall", "--for", "B", "--kind", "3").code == 0
    assert channels(file)[1] == Note("Stall", links=("Horeca in town",), kinds=("purchase",))


@pytest.mark.parametrize(
    ("option", "word", "said", "known"),
    [
        pytest.param(
            "--for",
            "Zebras",
            "There is no note “Zebras” to link this to.",
            "A Families, B Horeca in town, C Hostels",
            id="link",
        ),
        pytest.param(
            "--for",
            "Ho",
            "There is no note “Ho” to link this to.",
            "A Families, B Horeca in town, C Hostels",
            id="link that may be two",
        ),
        pytest.param(
            "--kind",
            "selling",
            "This block has no kind “selling”.",
            "1 awareness, 2 evaluation, 3 purchase, 4 delivery, 5 after-sales",
            id="kind",
        ),
        pytest.param(
            "--kind", "9", "This block has no kind “9”.", "1 awareness", id="number of a kind"
        ),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    file: Path, option: str, word: str, said: str, known: str
) -> None:
    done = bmc("edit", "4", "--add", "Webshop", option, word)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert known in done.err
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("options", "links", "kinds"),
    [
        pytest.param(["--add-for", "C"], ("Families", "Hostels"), ("awareness",), id="come"),
        pytest.param(
            ["--add-for", "C", "--add-for", "B"],
            ("Families", "Horeca in town", "Hostels"),
            ("awareness",),
            id="two come, in the order of the segments",
        ),
        pytest.param(["--add-for", "A"], ("Families",), ("awareness",), id="there already"),
        pytest.param(["--add-for", "all"], EVERY_TARGET, ("awareness",), id="all come"),
        pytest.param(["--remove-for", "A"], (), ("awareness",), id="go"),
        pytest.param(["--remove-for", "B"], ("Families",), ("awareness",), id="was not there"),
        pytest.param(["--remove-for", "all"], (), ("awareness",), id="all go"),
        pytest.param(
            ["--add-for", "B", "--remove-for", "A"],
            ("Horeca in town",),
            ("awareness",),
            id="one for another",
        ),
        pytest.param(
            ["--add-kind", "purchase"], ("Families",), ("awareness", "purchase"), id="kind comes"
        ),
        pytest.param(["--remove-kind", "1"], ("Families",), (), id="kind goes"),
        pytest.param(
            ["--remove-kind", "awareness", "--add-kind", "3", "--add-for", "B"],
            ("Families", "Horeca in town"),
            ("purchase",),
            id="all at once",
        ),
    ],
)
def test_some_come_and_some_go(
    file: Path, options: list[str], links: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    done = bmc("edit", "4", "--note", "1", *options)
    assert done.code == 0
    assert channels(file)[0] == Note("Shop", links=links, kinds=kinds)


def test_one_less_than_all_is_every_other(file: Path) -> None:
    bmc("edit", "4", "--note", "1", "--for", "all")
    bmc("edit", "4", "--note", "1", "--remove-for", "B")
    assert channels(file)[0].links == ("Families", "Hostels")


def test_what_leads_nowhere_can_go(file: Path) -> None:
    text = TEXT.replace("[Families]\n", "[Families, Zebras]\n").replace(
        "awareness", "[odd, awareness]"
    )
    file.write_text(text, encoding="utf-8")
    assert (
        bmc("edit", "4", "--note", "1", "--remove-for", "Zebras", "--remove-kind", "odd").code == 0
    )
    assert channels(file)[0] == Note("Shop", links=("Families",), kinds=("awareness",))


@given(st.permutations(["awareness", "purchase", "delivery", "after_sales"]), st.integers(1, 4))
def test_the_order_of_kinds_that_come_does_not_matter(kinds: list[str], most: int) -> None:
    pack, canvas = load_language("en"), read(TEXT, "").canvas
    shop = canvas.notes("channels")[0]

    def with_kinds(names: Sequence[str]) -> Note:
        return Said(kinds=Asked(come=names)).of(shop, canvas, "channels", pack)

    assert with_kinds(kinds[:most]) == with_kinds(sorted(kinds[:most]))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--for", "A", "--add-for", "B"], "'for' says all of it", id="set and add"),
        pytest.param(["--kind", "1", "--remove-kind", "2"], "'kind' says all", id="set and take"),
        pytest.param(["--add-for", "A", "--remove-for", "Fam"], "same 'for': Families", id="both"),
        pytest.param(
            ["--add-kind", "1", "--remove-kind", "1"], "same 'kind': awareness", id="kind"
        ),
        pytest.param(["--add-for", ""], "There is no note “”", id="nobody comes"),
        pytest.param(["--remove-kind", "rent"], "has no kind “rent”", id="no such kind"),
    ],
)
def test_what_contradicts_itself_is_refused(file: Path, options: list[str], said: str) -> None:
    done = bmc("edit", "4", "--note", "1", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert file.read_text(encoding="utf-8") == TEXT


def test_from_a_new_note_nothing_can_go(file: Path) -> None:
    assert bmc("edit", "4", "--add", "App", "--remove-for", "A").code == 2


@pytest.mark.parametrize("option", [["--for", "A"], ["--kind", "1"], ["--add-for", "A"]])
def test_a_link_or_a_kind_needs_a_note(file: Path, option: list[str]) -> None:
    assert bmc("edit", "4", *option).code == 2
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_renamed_segment_keeps_its_links_and_says_so(file: Path) -> None:
    done = bmc("edit", "1", "--set", "1", "Families in the street")
    assert done.code == 0
    assert channels(file)[0].links == ("Families in the street",)
    assert "note 1 in Channels" in done.out


def test_a_removed_segment_is_in_no_link(file: Path) -> None:
    assert bmc("edit", "1", "--remove", "1").code == 0
    assert channels(file)[0] == Note("Shop", kinds=("awareness",))


@pytest.mark.parametrize("name", ["Cab", "Bac", "ABC"])
def test_the_whole_text_of_a_note_is_that_note_and_not_a_run_of_letters(
    file: Path, name: str
) -> None:
    file.write_text(TEXT.replace("Hostels", name), encoding="utf-8")
    assert bmc("edit", "4", "--note", "2", "--for", name).code == 0
    assert channels(file)[1].links == (name,)

"""What a note says: how long it is, the ideas in it, and what it is without its endings."""

from __future__ import annotations

import pytest

from bmc_cli.model.ideas import LONG, is_long, parts_of, plain_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" ".join(["word"] * (LONG + 1)), True),
        (" ".join(["word"] * LONG), False),
        ("Van", False),
    ],
)
def test_more_than_twelve_words_are_long(text: str, expected: bool) -> None:
    assert is_long(text) is expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("shop, web shop and market", ("shop", "web shop", "market")),
        ("winkel, webshop en markt", ("winkel", "webshop", "markt")),
        ("winkel, webshop, en de markt", ("winkel", "webshop", "de markt")),
        ("shop, web shop, and a stall", ("shop", "web shop", "a stall")),
        ("a; b; c", ("a", "b", "c")),
        ("shop, market", ()),
        ("shop, shop, shop", ()),
        ("1,5 km, or 2,5 km", ()),
        ("shop, market, and a long story about a van that comes", ()),
        ("a, , c", ()),
        ("In de praktijk, ma t/m vr 8.00-21.00, za 9.00-12.00 uur", ()),
        ("open from nine, Mon-Fri 9:00-17:00, Sat 9:00-12:00", ()),
        ("patienten behandelen, vooral manueel en oefentherapie", ()),
        ("shop, mostly bread and cake", ()),
        ("4 banken, 2 kamers en 1 echo", ("4 banken", "2 kamers", "1 echo")),
        ("Sale of tyres, lights and locks", ()),
        ("Sale of tyres, new lights and locks", ("Sale of tyres", "new lights", "locks")),
    ],
)
def test_a_list_on_one_line_has_parts_as_short_as_notes(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "other", "is_same"),
    [
        pytest.param("Hotel", "hotels", True, id="capital and plural"),
        pytest.param("Families", "family", True, id="ies"),
        pytest.param("bikes", "Bike", True, id="es"),
        pytest.param("gezinnen in de wijk", "Gezin in de wijk", True, id="Dutch, two letters"),
        pytest.param("Web-shop.", "web shop", True, id="signs"),
        pytest.param("Baker's oven", "bakers oven", True, id="apostrophe"),
        pytest.param("Hotels", "Hostels", False, id="another word"),
        pytest.param("Level 1", "Level 2", False, id="a number"),
    ],
)
def test_the_plain_form_has_no_capitals_signs_or_plurals(
    text: str, other: str, is_same: bool
) -> None:
    assert (plain_form(text) == plain_form(other)) is is_same

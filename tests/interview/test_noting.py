"""What a typed line is as a note, and what about it is worth a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.interview.noting import Typed, like, texts_in, typed
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.interview.conversing import SEGMENTS, canvas, talk

SHOP = canvas(s1=SEGMENTS, s2=("Bread", "Rolls"), s4=(), s6=("Bake",))
LONG_ONE = (
    "ik ben gespecialiseerd in hardlopers en heb daar ook een opleiding voor gedaan in 2019"
    " bij het NPi"
)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Van", ["Van"]),
        ("  Van  ", ["Van"]),
        ("Van\nShop", ["Van", "Shop"]),
        ("Van\r\nShop\n\n", ["Van", "Shop"]),
        # the marks of a list
        ("- Van", ["Van"]),
        ("* Van", ["Van"]),
        ("• Bezorging", ["Bezorging"]),
        ("– Van", ["Van"]),
        ("1. Winkel\n2. Webshop\n- Markt op zaterdag\n• Bezorging",
         ["Winkel", "Webshop", "Markt op zaterdag", "Bezorging"]),
        ("12) Van", ["Van"]),
        ("(2) Van", ["Van"]),
        ("- [ ] Van", ["Van"]),
        ("[x] Van", ["Van"]),
        ("- [X] Van", ["Van"]),
        ("**Van**", ["Van"]),
        ("- **Van** with bread", ["Van with bread"]),
        ("__Van__", ["Van"]),
        # what only looks like one
        ("Shop - Corner", ["Shop - Corner"]),
        ("Open at 7. Later on Sundays", ["Open at 7. Later on Sundays"]),
        ("Van (10. of May)", ["Van (10. of May)"]),
        ("Course [ ] test", ["Course [ ] test"]),
        ("-5 degrees", ["-5 degrees"]),
        ("1.5 km", ["1.5 km"]),
        ("24/7", ["24/7"]),
        ("100. customer", ["100. customer"]),
        ("2 * 3", ["2 * 3"]),
        ("a ** b", ["a ** b"]),
        # nothing
        ("", []),
        ("-", []),
        ("1.", []),
        ("\n\n", []),
    ],
)  # fmt: skip
def test_a_line_is_a_note_without_the_marks_of_a_list(text: str, texts: list[str]) -> None:
    assert texts_in(text) == texts


WORDS = st.text("abc é7.,-*[]() ", max_size=30)


@given(st.from_regex(r"[a-z][a-z .,*()-]*[a-z]", fullmatch=True))
def test_a_line_that_begins_with_a_word_is_kept_but_for_bold(line: str) -> None:
    assert "".join(texts_in(line)).replace("*", "") == line.replace("*", "")


@given(WORDS)
def test_what_was_cleaned_of_a_mark_has_no_more_than_it_had(line: str) -> None:
    assert all(text in line.replace("**", "") for text in texts_in(line.replace("**", "")))


# -- links in brackets


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ("Website [A B]", "channels", Typed("Website", ("Families", "Hotels"))),
        ("Website  [a, c]", "channels", Typed("Website", ("Families", "Schools"))),
        ("Website [hotels]", "channels", Typed("Website", ("Hotels",))),
        ("Website [everyone]", "channels", Typed("Website", EVERY_TARGET)),
        ("Website [iedereen]", "channels", Typed("Website", EVERY_TARGET)),
        ("Website [niet voor hotels]", "channels", Typed("Website", ("Families", "Schools"))),
        ("Website [A X]", "channels", Typed("Website [A X]")),
        ("Website [new]", "channels", Typed("Website [new]")),
        ("Website [A] [B]", "channels", Typed("Website [A]", ("Hotels",))),
        ("Website[A]", "channels", Typed("Website[A]")),
        ("[A]", "channels", Typed("[A]")),
        ("Website [A] now", "channels", Typed("Website [A] now")),
        ("Restaurants [A]", "customer_segments", Typed("Restaurants [A]")),
        ("Oven [2]", "key_resources", Typed("Oven", ("Rolls",))),
        ("Oven [bread]", "key_resources", Typed("Oven", ("Bread",))),
    ],
)
def test_a_note_may_carry_its_links_if_all_between_the_brackets_is_understood(
    line: str, key: str, expected: Typed
) -> None:
    assert typed(SHOP, key, line) == expected


# -- long, alike, several


def test_a_long_note_is_kept_whole_with_a_friendly_word_at_once() -> None:
    noted = talk(SHOP, 2, LONG_ONE)
    assert noted.texts(2)[2:] == [LONG_ONE]
    assert noted.say("long_note", n=3) in noted.said[0]
    assert noted.say("long_note", n=3) not in talk(SHOP, 2, "Buns").said[0]


@pytest.mark.parametrize(
    ("text", "known", "is_like"),
    [
        ("Hardlopers met een blessure", "hardlopers", True),
        ("hardlopers", "Hardlopers met een blessure", True),
        ("hardlopers", "Hardlopers", False),
        ("hotels", "Hotel", True),
        ("Bread", "Rolls", False),
        ("Families nearby", "Families abroad", False),
        ("van", "Van with bread", False),
        ("Shop on the corner", "Web shop", False),
        ("Course level 2", "Course level 1", False),
        ("the hardlopers", "Hardlopers met een blessure", True),
        ("Horeca binnen 10 km", "Horeca", True),
    ],
)
def test_a_note_is_like_another_if_all_words_of_one_are_in_the_other(
    text: str, known: str, is_like: bool
) -> None:
    assert like(text, [Note("Else"), Note(known)]) == (Note(known) if is_like else None)

"""What git leaves between its markers is read as two files, and a base where it wrote one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli.errors import BmcError, Place
from bmc_cli.file.conflict_markers import first_in, sides

FILE = Path("canvas.yaml")
PLAIN = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n"
DIFF3 = "a\n<<<<<<< HEAD\nb\n||||||| 1234567\no\n=======\nc\n>>>>>>> topic\nd\n"
NESTED = "<<<<<<<<< x\n1\n=========\n2\n>>>>>>>>> y\n"
BARE = "<<<<<<<\nb\n=======\nc\n>>>>>>>\n"


@pytest.mark.parametrize(
    ("text", "ours", "base", "theirs", "has_base"),
    [
        pytest.param(PLAIN, "a\nb\nd\n", "a\nd\n", "a\nc\nd\n", False, id="two sides"),
        pytest.param(DIFF3, "a\nb\nd\n", "a\no\nd\n", "a\nc\nd\n", True, id="and a base"),
        pytest.param(BARE, "b\n", "", "c\n", False, id="without names"),
        pytest.param(
            PLAIN.replace("\n", "\r\n"), "a\r\nb\r\nd\r\n", "a\r\nd\r\n", "a\r\nc\r\nd\r\n", False,
            id="crlf",
        ),
        pytest.param(PLAIN + DIFF3, "a\nb\nd\n" * 2, "a\nd\na\no\nd\n", "a\nc\nd\n" * 2, False,
                     id="one with a base and one without"),
        pytest.param("<<<<<<< a\n=======\nc\n>>>>>>> b", "", "", "c\n", False, id="an empty side"),
        pytest.param(
            f"<<<<<<< a\nb\n||||||| o\n{NESTED}=======\nc\n>>>>>>> b\n",
            "b\n", NESTED, "c\n", True,
            id="a base that git could not settle itself",
        ),
        pytest.param(PLAIN + "=======\n", "a\nb\nd\n=======\n", "a\nd\n=======\n",
                     "a\nc\nd\n=======\n", False, id="a line of signs that is no marker"),
    ],
)  # fmt: skip
def test_each_side_is_a_whole_file(
    text: str, ours: str, base: str, theirs: str, *, has_base: bool
) -> None:
    found = sides(text, FILE)
    assert (found.ours.text, found.base.text, found.theirs.text) == (ours, base, theirs)
    assert found.has_base is has_base
    assert first_in(text) == text.index("<<<<<<<")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a\n<<<<<<< a\nb\n<<<<<<< c\n", 4, id="one in another"),
        pytest.param("a\n>>>>>>> b\n", 2, id="an end alone"),
        pytest.param("||||||| b\n", 1, id="a base alone"),
        pytest.param("<<<<<<< a\nb\n>>>>>>> c\n", 3, id="no second side"),
        pytest.param("<<<<<<< a\n=======\n||||||| c\n>>>>>>> b\n", 3, id="a base too late"),
        pytest.param("<<<<<<< a\n=======\n=======\n>>>>>>> b\n", 3, id="three sides"),
        pytest.param("a\n<<<<<<< a\nb\n=======\nc\n", 4, id="no end"),
        pytest.param("a\n<<<<<<< a\nb\n", 2, id="nothing but a start"),
    ],
)
def test_markers_that_do_not_follow_on_each_other_are_refused_with_their_place(
    text: str, line: int
) -> None:
    with pytest.raises(BmcError) as refused:
        sides(text, FILE)
    source = text.splitlines()[line - 1]
    assert (refused.value.reason, refused.value.place) == (
        "bad_markers",
        Place("canvas.yaml", line, 1, source),
    )


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n=======\n", "  <<<<<<< a\n  =======\n  >>>>>>> b\n", "<<<<<<<a\n>>>>>>>>\n"],
)
def test_a_file_without_any_is_told(text: str) -> None:
    with pytest.raises(BmcError) as refused:
        sides(text, FILE)
    assert refused.value.reason == "no_markers"
    assert first_in(text) is None


@pytest.mark.parametrize(
    "text", ["<<<<<<< a\n", "<<<<<<< a\n>>>>>>> b\n=======\n", ">>>>>>> a\n=======\n<<<<<<< b\n"]
)
def test_a_part_of_a_conflict_is_none(text: str) -> None:
    assert first_in(text) is None


def test_a_place_in_a_side_is_told_as_one_in_the_file() -> None:
    found = sides(PLAIN, FILE)
    assert found.theirs.placed(Place("x", 2, 5), "canvas.yaml") == Place("canvas.yaml", 5, 5)
    assert found.ours.placed(Place("x", 3, 1), "canvas.yaml").line == 7

"""A name that somebody types becomes a file name that every platform takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmc_cli.file.disk import safe_name

ENDING = ".yaml"

names = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from('. /\\:*?"<>|-~\0\n\t\x7f\x9f'), max_size=9),
    st.text(st.sampled_from("é日😀a"), min_size=60, max_size=300),
)


def stem(name: str) -> str:
    """The safe name of ``name``, without its ending."""
    safe = safe_name(name, ENDING)
    assert safe.endswith(ENDING)
    return safe.removesuffix(ENDING)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("bakery", "bakery", id="plain"),
        pytest.param("The Bakery 2", "The Bakery 2", id="blanks inside"),
        pytest.param("Café 't Hoekje", "Café 't Hoekje", id="accents"),
        pytest.param("日本 😀", "日本 😀", id="wide"),
        pytest.param("v1.2", "v1.2", id="dot inside"),
        pytest.param("#1 & co (new)", "#1 & co (new)", id="signs that may be"),
        pytest.param("icon", "icon", id="ends like a reserved name"),
        pytest.param("console", "console", id="begins like a reserved name"),
        pytest.param("com", "com", id="half a reserved name"),
        pytest.param("com10", "com10", id="more than a reserved name"),
        pytest.param("a/b", "a-b", id="slash"),
        pytest.param("a\\b", "a-b", id="backslash"),
        pytest.param("C:bakery", "C-bakery", id="drive"),
        pytest.param('what? "this" <is>|*', "what- -this- -is-", id="signs that Windows refuses"),
        pytest.param("a\nb\tc\x00d\x7fe\x9bf", "a-b-c-d-e-f", id="control characters"),
        pytest.param("../../etc/passwd", "-..-etc-passwd", id="out of the folder"),
        pytest.param(" bakery. . ", "bakery", id="blanks and dots at the ends"),
        pytest.param(".hidden", "hidden", id="dot before"),
        pytest.param("", "_", id="nothing"),
        pytest.param(" ", "_", id="a blank"),
        pytest.param(".", "_", id="this folder"),
        pytest.param("..", "_", id="the folder above"),
        pytest.param("/", "-", id="the root"),
        pytest.param("\udcff", "-", id="no character at all"),
    ],
)
def test_a_name_becomes_a_safe_one(name: str, expected: str) -> None:
    assert stem(name) == expected


@pytest.mark.parametrize("ending", ["", ".old", ".tar.gz", " ", " .old", "."])
@pytest.mark.parametrize(
    "device",
    [
        *["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"],
        *["COM1", "COM9", "COM¹", "LPT1", "LPT9", "LPT³"],
    ],
)
def test_a_device_of_windows_is_no_file(device: str, ending: str) -> None:
    for name in (device, device.lower(), device.capitalize()):
        assert stem(name + ending).startswith("_")


@pytest.mark.parametrize("character", ["a", "é", "日", "😀"], ids=["1", "2", "3", "4"])
@pytest.mark.parametrize("shift", ["", "a", "aa", "aaa"])
def test_a_long_name_is_cut_between_characters(character: str, shift: str) -> None:
    safe = safe_name(shift + character * 300, ENDING)
    assert 255 - len(character.encode()) < len(safe.encode()) <= 255
    assert safe == shift + character * (len(safe) - len(shift) - len(ENDING)) + ENDING


def test_a_cut_leaves_no_blank_or_dot_at_the_end() -> None:
    assert safe_name("a" * 245 + " . . . . .", ENDING) == "a" * 245 + ENDING


@given(names)
@example("con .")
@example("a" * 249 + "\udcff")
@example("\ud800" * 300)
def test_any_name_becomes_one_name_in_a_folder(name: str) -> None:
    safe = safe_name(name, ENDING)
    assert len(safe.encode()) <= 255
    assert len(safe) > len(ENDING)
    assert safe.endswith(ENDING)
    assert not re.search(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]', safe)
    assert safe[0] not in " ."
    assert stem(name)[-1] not in " ."


@given(names)
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    assert stem(stem(name)) == stem(name)

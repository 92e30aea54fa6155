"""What is meant as a canvas, or looks like one, and is written in another way, is told as such."""

from __future__ import annotations

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read


@pytest.mark.parametrize(
    ("note", "key", "likely"),
    [
        pytest.param("{txt: Web}", "txt", "text", id="txt"),
        pytest.param("{tekst: Web, for: [A]}", "tekst", "text", id="tekst"),
        pytest.param("{text: Web, voor: [A]}", "voor", "for", id="voor"),
        pytest.param("{text: Web, soort: delivery}", "soort", "kind", id="soort"),
        pytest.param("{text: Web, toelichting: more}", "toelichting", "detail", id="toelichting"),
    ],
)
def test_another_name_of_a_field_that_is_not_there_is_told(
    note: str, key: str, likely: str
) -> None:
    with pytest.raises(BmcError) as caught:
        read(f"bmc: 1\nchannels:\n  - {note}\n", "canvas.yaml")
    assert caught.value.reason == "unknown_field"
    assert caught.value.values == {"key": key, "likely": likely}


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("{text: Web, for: [A], voor: me}", id="beside ours"),
        pytest.param("{text: Web, idea: x}", id="its owner's"),
    ],
)
def test_another_name_beside_the_field_itself_is_its_owners(note: str) -> None:
    document = read(f"bmc: 1\nchannels:\n  - {note}\n", "canvas.yaml")
    assert document.canvas.notes("channels")[0].text == "Web"


FRONT_MATTER = "---\ntitle: Bakery\ntags: [a]\n---\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(FRONT_MATTER + "# Our story\n\nWe bake.\n", "like_markdown", id="a heading"),
        pytest.param(FRONT_MATTER + "\nWe bake bread.\n", "like_markdown", id="a sentence"),
        pytest.param(FRONT_MATTER + "# Our story\n", "like_markdown", id="nothing but a heading"),
        pytest.param(FRONT_MATTER + "# mine\nbmc: 1\n", "yaml_second_document", id="a canvas"),
        pytest.param(FRONT_MATTER + "- a\n", "yaml_second_document", id="a list"),
        pytest.param("bmc: 1\n---\nWe bake.\n", "yaml_second_document", id="no head"),
    ],
)
def test_markdown_with_a_head_is_told_as_such(text: str, reason: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, "canvas.yaml")
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "text",
    ["- bmc: 1\n  channels: [a]\n", "- customer_segments: [a]\n- channels: [b]\n"],
    ids=["all of it", "its blocks"],
)
def test_a_canvas_in_a_list_is_told_as_such(text: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, "canvas.yaml")
    assert caught.value.reason == "canvas_in_list"

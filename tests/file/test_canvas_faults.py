"""What is no canvas, and what is wrong in one: told with its place."""

from __future__ import annotations

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read
from bmc_cli.model.fields import Note

pytestmark = pytest.mark.usefixtures("parser")

FILE = "canvas.yaml"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_told_as_such(text: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, FILE)
    assert (caught.value.reason, caught.value.values) == ("empty_file", {"file": FILE})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("just a line\n", id="text"),
        pytest.param("- A\n- B\n", id="list"),
        pytest.param("name: x\nversion: 2\n", id="other_mapping"),
        pytest.param("title: A\nauthor: B\n", id="title_block_only"),
        pytest.param('{"a": [1, 2]}', id="json"),
    ],
)
def test_what_has_no_block_and_no_version_is_no_canvas(text: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, FILE)
    assert (caught.value.reason, caught.value.values) == ("not_a_canvas", {"file": FILE})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: Kettle\n---\n\n## Key Partners\n- Roastery\n", id="front_matter"),
        pytest.param("# Kettle\n\n## Key Partners\n\n- Roastery\n", id="headings"),
        pytest.param("title: Kettle\n\n* a\n* @b\n", id="bullets"),
        pytest.param("Key Partners:\n- Roastery\n", id="names_of_blocks"),
    ],
)
@pytest.mark.parametrize("name", ["plan.md", "PLAN.MD", "plan.markdown"])
def test_markdown_is_told_as_such(text: str, name: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, name)
    assert (caught.value.reason, caught.value.values) == ("markdown", {"file": name})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "empty_file", id="empty"),
        pytest.param("bmc: 1\nchannels: [@a]\n", "yaml_first_character", id="canvas_with_a_slip"),
    ],
)
def test_a_canvas_may_be_called_as_markdown_is(text: str, reason: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, "plan.md")
    assert caught.value.reason == reason
    assert read("bmc: 1\nchannels: [a]\n", "plan.md").canvas.notes("channels") == (Note("a"),)


@pytest.mark.parametrize(
    ("text", "reason", "line", "column", "values"),
    [
        pytest.param("bmc: 2\n", "other_version", 1, 6, {"version": "2"}, id="version"),
        pytest.param("bmc:\n", "other_version", 1, 5, {"version": ""}, id="no_version"),
        pytest.param(
            "bmc: 1\nchannels: Webshop\n",
            "block_not_list",
            2,
            11,
            {"key": "channels", "example": "Webshop"},
            id="block_is_a_text",
        ),
        pytest.param(
            "channels: {text: A}\n",
            "block_not_list",
            1,
            11,
            {"key": "channels", "example": "…"},
            id="block_is_a_mapping",
        ),
        pytest.param(
            "bmc: 1\n\nchanels:\n  - A\n",
            "unknown_block_key",
            3,
            1,
            {"key": "chanels", "likely": "channels"},
            id="misspelled_key",
        ),
        pytest.param(
            "bmc: 1\nkey_partner: zz\n",
            "unknown_block_key",
            2,
            1,
            {"key": "key_partner", "likely": "key_partners"},
            id="misspelled_key_with_a_text",
        ),
        pytest.param(
            "colour: blue\nkeyPartners: {a: b}\n",
            "unknown_block_key",
            2,
            1,
            {"key": "keyPartners", "likely": "key_partners"},
            id="another_name_alone_in_a_file",
        ),
        pytest.param(
            "bmc: 1\nKey Partners: [A]\n",
            "unknown_block_key",
            2,
            1,
            {"key": "Key Partners", "likely": "key_partners"},
            id="key_in_capitals",
        ),
        pytest.param(
            "bmc: 1\nkosten: [A]\n",
            "unknown_block_key",
            2,
            1,
            {"key": "kosten", "likely": "cost_structure"},
            id="key_in_another_language",
        ),
        pytest.param(
            "channels:\n  - text: A\n    detial: B\n",
            "unknown_field",
            3,
            5,
            {"key": "detial", "likely": "detail"},
            id="misspelled_field",
        ),
        pytest.param(
            "channels:\n  - TEXT: A\n",
            "unknown_field",
            2,
            5,
            {"key": "TEXT", "likely": "text"},
            id="field_in_capitals",
        ),
        pytest.param(
            "channels:\n  - id: a\n    name: At home\n    links: []\n",
            "foreign_note",
            2,
            5,
            {"note": "At home"},
            id="note_of_another_program",
        ),
        pytest.param(
            "channels:\n  - Name: '@home'\n",
            "foreign_note",
            2,
            5,
            {"note": "'@home'"},
            id="name_of_another_program",
        ),
        pytest.param(
            "channels:\n  - id: a\n    size: 2\n",
            "foreign_note",
            2,
            5,
            {"note": "…"},
            id="note_of_another_program_without_a_text",
        ),
        pytest.param(
            "channels:\n  - Shop: open\n    detail: D\n",
            "note_with_colon",
            2,
            5,
            {"quoted": "text: 'Shop: open'"},
            id="colon_in_a_note_with_fields",
        ),
        pytest.param("channels:\n  - - A\n", "note_in_note", 2, 5, {}, id="list_in_list"),
        pytest.param(
            "channels:\n  - detail: D\n    later: yes\n    kind: [a]\n    for:\n      - x\n"
            "    text: ''\n",
            "note_without_text",
            7,
            11,
            {},
            id="empty_text",
        ),
        pytest.param("channels:\n  - text:\n", "note_without_text", 2, 10, {}, id="no_text"),
        pytest.param(
            "channels:\n  - detail: [D]\n", "note_without_text", 2, 5, {}, id="no_text_key"
        ),
        pytest.param(
            "channels:\n  - A\n  - Sunday: it's open # x\n",
            "note_with_colon",
            3,
            5,
            {"quoted": "'Sunday: it''s open' # x"},
            id="colon",
        ),
        pytest.param(
            "channels:\n  - text: A\n    later: soon\n",
            "not_a_flag",
            3,
            12,
            {"key": "later"},
            id="flag",
        ),
        pytest.param(
            "title: [A]\nbmc: 1\n",
            "text_in_brackets",
            1,
            8,
            {"key": "title", "quoted": "'[A]'"},
            id="title",
        ),
        pytest.param(
            "channels:\n  - text: A\n    detail: {a: b}\n",
            "text_in_brackets",
            3,
            13,
            {"key": "detail", "quoted": "'{a: b}'"},
            id="detail",
        ),
        pytest.param(
            "channels: [{text: A, for: [[b]]}]\n",
            "text_in_brackets",
            1,
            28,
            {"key": "for", "quoted": "'[b]'"},
            id="name_in_for",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, reason: str, line: int, column: int, values: dict[str, str]
) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, FILE)
    error = caught.value
    assert error.place is not None
    assert (error.place.file, error.place.source) == (FILE, text.split("\n")[line - 1])
    assert (error.reason, error.place.line, error.place.column, error.values) == (
        reason,
        line,
        column,
        values,
    )

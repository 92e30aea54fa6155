"""What a note says beyond its text, the links to it and the title block, spliced into a text."""

from __future__ import annotations

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.fields import EVERY_TARGET
from tests.splicing import (
    CHANNELS,
    FILE,
    SEGMENTS,
    Edit,
    headed,
    marked,
    removed,
    row,
    said,
    spliced,
)

MARKED = [
    row(
        "plain_to_mapping",
        "channels:\n  - A # a\n  - B\n",
        marked(0, detail="D", links=("X", "Y, Z"), kinds=("online",), later=True),
        "channels:\n  - text: A # a\n    detail: D\n    for: [X, 'Y, Z']\n    kind: online\n"
        "    later: true\n  - B\n",
    ),
    row(
        "quotes_stay",
        "channels:\n-   'A'\n",
        marked(0, links=EVERY_TARGET),
        "channels:\n-   text: 'A'\n    for: all\n",
    ),
    row(
        "under_its_dash",
        "channels:\n  -\n      A\n",
        marked(0, later=True),
        "channels:\n  -\n      text: A\n      later: true\n",
    ),
    row("flow", "channels: [A]\n", marked(0, later=True), "channels: [{text: A, later: true}]\n"),
    row(
        "text_over_lines",
        "channels:\n  - A\n    b\n",
        marked(0, later=True),
        "channels:\n  - text: A b\n    later: true\n",
    ),
    row(
        "text_as_a_literal_block",
        "channels:\n  - |\n    A\n    b\n  - C\n",
        marked(0, later=True),
        "channels:\n  - text: |-\n      A\n      b\n    later: true\n  - C\n",
    ),
    row(
        "text_over_lines_before_a_remark",
        'channels:\n  - "A\n\n    b" # a\n',
        marked(0, later=True),
        'channels:\n  - text: "A\\nb" # a\n    later: true\n',
    ),
    row(
        "a_name_more_on_a_line",
        "channels:\n  - text: A\n    kind:\n      - x # c\n      - y\n",
        marked(0, kinds=("x", "y", "z")),
        "channels:\n  - text: A\n    kind:\n      - x # c\n      - y\n      - z\n",
    ),
    row(
        "a_name_more_in_brackets",
        "channels:\n  - text: A\n    kind: [x, 'y']\n",
        marked(0, kinds=("x", "y", "z")),
        "channels:\n  - text: A\n    kind: [x, 'y', z]\n",
    ),
    row(
        "a_text_over_lines_and_a_key_less",
        "channels:\n  - text: A\n    later: true\n",
        marked(0, text="A\nB", later=False),
        "channels:\n  - |-\n      A\n      B\n",
    ),
    row(
        "a_text_over_lines_and_a_key_less_before_a_remark",
        "channels:\n  - {text: A, later: true} # c\n",
        marked(0, text="A\nB", later=False),
        'channels:\n  - "A\\nB" # c\n',
    ),
    row(
        "a_key_more",
        "channels:\n  - text: A # a\n    colour: red # c\n    # end\n",
        marked(0, later=True),
        "channels:\n  - text: A # a\n    colour: red # c\n    later: true\n    # end\n",
    ),
    row(
        "a_key_more_in_braces",
        "channels:\n  - {text: A} # a\n",
        marked(0, detail="x: y"),
        "channels:\n  - {text: A, detail: 'x: y'} # a\n",
    ),
    row(
        "a_key_without_value",
        "channels:\n  - text: A\n    detail: # d\n    later: no\n",
        marked(0, detail="D"),
        "channels:\n  - text: A\n    detail: D # d\n    later: no\n",
    ),
    row(
        "a_key_less",
        "channels:\n  - text: A # a\n    detail: D # d\n    colour: red # c\n",
        marked(0, detail=""),
        "channels:\n  - text: A # a\n    # d\n    colour: red # c\n",
    ),
    row(
        "a_key_less_and_its_comment_among_others",
        "channels:\n  - text: A\n    for: [B] # b\n    later: true\n  - C\n",
        marked(0, links=()),
        "channels:\n  - text: A\n    # b\n    later: true\n  - C\n",
    ),
    row(
        "a_list_less_and_the_comments_in_it",
        "channels:\n  - text: 'A # no'\n    kind: # k\n      # m\n      - 'x # y' # x\n"
        "      - z\n    later: true\n",
        marked(0, kinds=()),
        "channels:\n  - text: 'A # no'\n    # k\n    # m\n    # x\n    later: true\n",
    ),
    row(
        "lines_less_and_the_comment_above_them",
        "channels:\n  - text: A # a\n    detail: | # d\n      one # two\n    later: true\n",
        marked(0, detail=""),
        "channels:\n  - text: A # a\n    # d\n    later: true\n",
    ),
    row(
        "lines_that_become_others_below_a_comment",
        "channels:\n  - text: A # a\n    detail: | # d\n      one # two\n    later: true\n",
        marked(0, detail="three"),
        "channels:\n  - text: A # a\n    detail: three\n    # d\n    later: true\n",
    ),
    row(
        "a_list_on_lines_becomes_all",
        "channels:\n  - text: A\n    for:\n      - B # b\n      - C # c\n    later: true\n",
        marked(0, links=EVERY_TARGET),
        "channels:\n  - text: A\n    for: all # c\n    # b\n    later: true\n",
    ),
    row(
        "the_first_key_less_and_its_comment",
        "channels:\n  - for: [B] # b\n    text: A\n    later: true\n",
        marked(0, links=()),
        "channels:\n  - # b\n    text: A\n    later: true\n",
    ),
    row(
        "the_first_two_keys_less_and_their_comments",
        "channels:\n  - kind:\n    # k\n    - x # x\n    detail: D # d\n    text: A\n    own: b\n",
        marked(0, kinds=(), detail=""),
        "channels:\n  - # x\n    # k\n    # d\n    text: A\n    own: b\n",
    ),
    row(
        "the_first_two_keys_less",
        "channels:\n  - detail: D\n    later: true\n    text: A\n    colour: red\n",
        marked(0, detail="", later=False),
        "channels:\n  - text: A\n    colour: red\n",
    ),
    row(
        "a_key_less_in_braces",
        "channels: [{text: A, detail: D, colour: red}]\n",
        marked(0, detail=""),
        "channels: [{text: A, colour: red}]\n",
    ),
    row(
        "the_first_two_keys_less_in_braces",
        "channels: [{later: true, detail: D, text: A, colour: red}]\n",
        marked(0, detail="", later=False),
        "channels: [{text: A, colour: red}]\n",
    ),
    row(
        "two_keys_less_and_one_more_in_braces",
        "channels: [{text: A, for: all, kind: b}]\n",
        marked(0, links=(), kinds=(), detail="D"),
        "channels: [{text: A, detail: D}]\n",
    ),
    row(
        "nothing_left_but_a_text",
        "channels:\n  - text: A\n    detail: D # d\n  - B\n",
        marked(0, detail=""),
        "channels:\n  - A # d\n  - B\n",
    ),
    row(
        "nothing_left_but_lines_before_a_remark",
        'channels:\n  - text: "A\\nb"\n    detail: D # d\n',
        marked(0, detail=""),
        'channels:\n  - "A\\nb" # d\n',
    ),
    row(
        "nothing_left_but_a_text_in_braces",
        "channels: [{text: A, later: true}]\n",
        marked(0, later=False),
        "channels: [A]\n",
    ),
    row(
        "lines_of_detail",
        "channels:\n  - text: A\n    detail: |\n      one\n      two\n    later: true\n",
        marked(0, detail="one\n\nthree"),
        "channels:\n  - text: A\n    detail: |-\n      one\n\n      three\n    later: true\n",
    ),
    row(
        "detail_keeps_its_quotes",
        "channels:\n  - text: A\n    detail: 'd' # d\n",
        marked(0, detail="e"),
        "channels:\n  - text: A\n    detail: 'e' # d\n",
    ),
    row(
        "kinds_in_a_block_list",
        "channels:\n  - kind:\n    - a\n    - b\n    text: A\n",
        marked(0, kinds=("c", "d")),
        "channels:\n  - kind:\n    - c\n    - d\n    text: A\n",
    ),
]
PAIR = "customer_segments:\n  - A\n  - B\n"
LINKED = [
    row(
        "in_a_list",
        PAIR + "channels:\n  - text: C\n    for: [ A , 'B' ] # all of them\n",
        said(0, "a, b", SEGMENTS),
        PAIR.replace("A", "a, b")
        + "channels:\n  - text: C\n    for: [ 'a, b' , 'B' ] # all of them\n",
    ),
    row(
        "in_a_list_on_lines",
        PAIR + "channels:\n  - for:\n    # the first\n    - A # a\n    - B\n    text: C\n",
        said(0, "D", SEGMENTS),
        PAIR.replace("A", "D")
        + "channels:\n  - for:\n    # the first\n    - D # a\n    - B\n    text: C\n",
    ),
    row(
        "alone",
        PAIR + "channels:\n  - text: C\n    for: A # a\n",
        said(0, "D", SEGMENTS),
        PAIR.replace("A", "D") + "channels:\n  - text: C\n    for: D # a\n",
    ),
    row(
        "one_of_two_gone",
        PAIR + "channels:\n  - text: C\n    for: [A, B]\n",
        removed(0, key=SEGMENTS),
        "customer_segments:\n  - B\nchannels:\n  - text: C\n    for: [B]\n",
    ),
    row(
        "the_only_one_gone",
        PAIR + "channels:\n  - text: C\n    for: [A]\n    later: true\n",
        removed(0, key=SEGMENTS),
        "customer_segments:\n  - B\nchannels:\n  - text: C\n    later: true\n",
    ),
    row(
        "everything_stays_everything",
        PAIR + "channels:\n  - text: C\n    for: all\n",
        removed(0, key=SEGMENTS),
        "customer_segments:\n  - B\nchannels:\n  - text: C\n    for: all\n",
    ),
    row(
        "in_a_document_in_flow",
        "{customer_segments: [A], channels: [{text: C, for: [A]}, D]}\n",
        said(0, "B", SEGMENTS),
        "{customer_segments: [B], channels: [{text: C, for: [B]}, D]}\n",
    ),
    row(
        "from_two_blocks",
        PAIR + "channels:\n  - {text: C, for: [B]}\nrevenue_streams:\n  - {text: D, for: [B]}\n",
        said(1, "E", SEGMENTS),
        "customer_segments:\n  - A\n  - E\n"
        "channels:\n  - {text: C, for: [E]}\nrevenue_streams:\n  - {text: D, for: [E]}\n",
    ),
]
HEADED = [
    row("set", "title: A # a\nchannels:\n", headed(title="B"), "title: B # a\nchannels:\n"),
    row("quoted", "title: 'A'\nchannels:\n", headed(title="B"), "title: 'B'\nchannels:\n"),
    row(
        "in_need_of_quotes", "title: A\nchannels:\n", headed(title="no"), "title: 'no'\nchannels:\n"
    ),
    row("cleared", "title: A # a\nchannels:\n", headed(title=""), "title:  # a\nchannels:\n"),
    row("over_lines", "title: A\n  b\nchannels:\n", headed(title="C"), "title: C\nchannels:\n"),
    row("literal", "title: |\n  A\nchannels:\n", headed(title="C"), "title: C\nchannels:\n"),
    row("filled", "title: # a\nchannels:\n", headed(title="B"), "title: B # a\nchannels:\n"),
    row(
        "behind_an_empty_one_in_brackets",
        "{title: , channels: []}\n",
        headed(author="B"),
        "{title: , author: B , channels: []}\n",
    ),
    row("tilde_filled", "title: ~\nchannels:\n", headed(title="B"), "title: B\nchannels:\n"),
    row(
        "added_in_its_place",
        "bmc: 1\ntitle: A\ndate: 2026-11-23\nchannels:\n",
        headed(author="B"),
        "bmc: 1\ntitle: A\nauthor: B\ndate: 2026-11-23\nchannels:\n",
    ),
    row(
        "added_in_front",
        "# mine\n  channels: []\n",
        headed(title="A"),
        "# mine\n  title: A\n  channels: []\n",
    ),
    row(
        "date_as_people_write_it",
        "channels:\n",
        headed(date="2026-11-23"),
        "date: 2026-11-23\nchannels:\n",
    ),
    row(
        "iteration_as_a_number",
        "iteration: 1\nchannels:\n",
        headed(iteration="2"),
        "iteration: 2\nchannels:\n",
    ),
    row(
        "in_flow",
        "{title: A, channels: []}\n",
        headed(title="b, c"),
        "{title: 'b, c', channels: []}\n",
    ),
    row(
        "added_in_flow",
        "{bmc: 1, channels: []}\n",
        headed(title="b, c"),
        "{bmc: 1, title: 'b, c', channels: []}\n",
    ),
]
UNTOUCHED = [
    pytest.param(lambda canvas: canvas, id="nothing"),
    pytest.param(said(0, "A", SEGMENTS), id="the_same_text"),
    pytest.param(headed(title=""), id="no_title_as_before"),
]


@pytest.mark.parametrize(("text", "edit", "expected"), MARKED)
def test_the_fields_of_a_note_change_one_by_one(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), LINKED)
def test_links_follow_the_note_they_name(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), HEADED)
def test_a_field_of_the_title_block_changes_alone(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize("edit", UNTOUCHED)
def test_an_edit_that_changes_nothing_gives_the_same_document(edit: Edit) -> None:
    document = read(PAIR + "title: ~   \n", FILE)
    assert splice_canvas(document, edit(document.canvas), FILE) is document


def test_a_remark_between_two_keys_stays_when_the_first_key_goes() -> None:
    text = "channels:\n  - detail: D\n    # about the text\n    text: A\n    colour: red\n"
    assert "    # about the text\n    text: A\n    colour: red\n" in spliced(
        text, marked(0, detail="")
    )


def test_what_makes_a_file_too_big_is_told_as_such() -> None:
    document = read("channels:\n  - A\n", FILE)
    with pytest.raises(BmcError, match="too_big"):
        splice_canvas(document, marked(0, text="A" * MOST_BYTES)(document.canvas), FILE)


def test_what_would_not_read_back_as_meant_is_refused() -> None:
    document = read("channels:\n  - A\n", FILE)
    blank = marked(0, CHANNELS, text="  A  ")(document.canvas)  # reading takes the blanks off
    with pytest.raises(BmcError) as caught:
        splice_canvas(document, blank, FILE)
    assert (caught.value.reason, caught.value.values) == ("unspliceable", {"file": FILE})

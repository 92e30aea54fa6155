"""Which language is spoken, and which block a word names."""

from __future__ import annotations

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.languages import choose_language
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.words.packs import Pack, find_block


@pytest.mark.parametrize(
    ("wanted", "canvas", "environment", "expected"),
    [
        pytest.param(None, "", {}, "en", id="nothing_said"),
        pytest.param("nl", "en", {"BMC_LANG": "en", "LANG": "en_GB"}, "nl", id="option_first"),
        pytest.param("NL", "", {}, "nl", id="option_in_capitals"),
        pytest.param("Nederlands", "", {}, "nl", id="option_by_its_name"),
        pytest.param("dutch", "", {}, "nl", id="option_by_its_english_name"),
        pytest.param("engels", "nl", {}, "en", id="option_by_its_dutch_name"),
        pytest.param(None, "nl", {"BMC_LANG": "English"}, "en", id="bmc_lang_by_its_name"),
        pytest.param(None, "nederlands", {}, "nl", id="canvas_by_its_name"),
        pytest.param("", "", {"BMC_LANG": "nl"}, "nl", id="empty_option"),
        pytest.param(None, "en", {"BMC_LANG": "nl", "LANG": "en"}, "nl", id="then_bmc_lang"),
        pytest.param(None, "nl", {"BMC_LANG": ""}, "nl", id="empty_bmc_lang"),
        pytest.param(None, "nl", {"LANGUAGE": "en", "LC_ALL": "en_GB"}, "nl", id="then_the_canvas"),
        pytest.param(None, "NL", {}, "nl", id="canvas_in_capitals"),
        pytest.param(None, "fy", {"LANG": "nl_NL"}, "nl", id="canvas_in_a_language_we_lack"),
        pytest.param(None, "", {"LANGUAGE": "nl", "LC_ALL": "en_GB"}, "nl", id="then_language"),
        pytest.param(None, "", {"LANGUAGE": "fy:nl:en"}, "nl", id="first_we_know_in_language"),
        pytest.param(None, "", {"LANGUAGE": "fy", "LANG": "nl"}, "nl", id="language_we_lack"),
        pytest.param(None, "", {"LANGUAGE": "", "LANG": "nl"}, "nl", id="empty_language"),
        pytest.param(None, "", {"LC_ALL": "nl_BE.UTF-8", "LANG": "en_GB"}, "nl", id="then_lc_all"),
        pytest.param(None, "", {"LC_ALL": "C", "LANG": "nl_NL"}, "en", id="c"),
        pytest.param(None, "", {"LC_ALL": "C.UTF-8", "LANG": "nl_NL"}, "en", id="c_utf_8"),
        pytest.param(None, "", {"LC_ALL": "POSIX", "LANG": "nl_NL"}, "en", id="posix"),
        pytest.param(None, "", {"LC_ALL": "fy_NL", "LANG": "nl_NL"}, "en", id="lc_all_is_final"),
        pytest.param(None, "", {"LC_ALL": "", "LANG": "nl_NL"}, "nl", id="empty_lc_all"),
        pytest.param(
            None, "", {"LC_MESSAGES": "nl_NL@euro", "LANG": "en"}, "nl", id="then_lc_messages"
        ),
        pytest.param(None, "", {"LANG": "nl-NL"}, "nl", id="then_lang"),
        pytest.param(None, "", {"LC_TIME": "nl_NL", "LC_CTYPE": "nl_NL"}, "en", id="not_the_rest"),
    ],
)
def test_the_language_is_what_was_said_first(
    wanted: str | None, canvas: str, environment: dict[str, str], expected: str
) -> None:
    assert choose_language(wanted, canvas, environment) == expected


@pytest.mark.parametrize(
    ("wanted", "environment", "reason"),
    [
        pytest.param("fy", {}, "unknown_language", id="option"),
        pytest.param(None, {"BMC_LANG": "fy"}, "unknown_bmc_lang", id="bmc_lang"),
    ],
)
def test_a_language_that_was_asked_for_must_be_there(
    wanted: str | None, environment: dict[str, str], reason: str
) -> None:
    with pytest.raises(BmcError) as caught:
        choose_language(wanted, "nl", environment)
    assert (caught.value.reason, caught.value.exit_code) == (reason, 2)
    assert caught.value.values["language"] == "fy"


# -- blocks by name

NAMES = {
    1: "1 customer_segments klantsegmenten segmenten segments klantensegment doelgroep",
    2: "2 value_propositions waardepropositie waarde value aanbod",
    3: "3 customer_relationships klantrelaties relaties relationships klantcontact",
    4: "4 channels klantkanalen kanalen kanaal distributie chan",
    5: "5 revenue_streams inkomstenstromen inkomsten revenue inkomensstromen omzet income",
    6: "6 key_activities kernactiviteiten activiteiten activities act",
    7: "7 key_resources resources kernmiddelen middelen hulpbronnen",
    8: "8 key_partners partnerschappen partners kernpartners key-partnerships suppliers",
    9: "9 cost_structure kostenstructuur kosten costs uitgaven cost",
}
ROWS = [(word, number) for number, words in NAMES.items() for word in words.split()]
WRITTEN = [
    *[("Customer Segments", 1), ("Value Propositions", 2), ("Customer Relationships", 3)],
    *[("Channels", 4), ("Revenue Streams", 5), ("Key Activities", 6), ("Key Resources", 7)],
    *[("Key Partners", 8), ("Cost Structure", 9), ("key partnerships", 8), ("Key resources", 7)],
    *[("  4 ", 4), (" KANALEN", 4), ("COST", 9), ("key-act", 6), ("customer r", 3), ("klantr", 3)],
]


@pytest.fixture(params=[("en", "nl"), ("nl", "en")], ids="-".join)
def packs(request: pytest.FixtureRequest) -> list[Pack]:
    return [load_language(code) for code in request.param]


@pytest.mark.parametrize(("word", "number"), [*ROWS, *WRITTEN])
def test_a_block_is_found_by_any_of_its_names(word: str, number: int, packs: list[Pack]) -> None:
    assert find_block(word, packs).number == number


def test_every_name_in_a_pack_finds_its_block(packs: list[Pack]) -> None:
    for block in BLOCKS:
        for pack in packs:
            prompt = pack.blocks[block.key]
            for name in (prompt.title, prompt.short, *prompt.names):
                assert find_block(name, packs) == block


@pytest.mark.parametrize(
    ("word", "options"),
    [
        pytest.param("customer", {1, 3, 4}, id="customer"),
        pytest.param("key", {6, 7, 8}, id="key"),
        pytest.param("kern", {6, 7, 8}, id="kern"),
        pytest.param("klant", {1, 3, 4}, id="klant"),
    ],
)
def test_a_start_that_may_be_several_blocks_is_not_guessed(
    word: str, options: set[int], packs: list[Pack]
) -> None:
    with pytest.raises(BmcError) as caught:
        find_block(word, packs)
    error = caught.value
    assert (error.reason, error.exit_code, error.values["word"]) == ("ambiguous_block", 2, word)
    titles = packs[0].blocks
    assert error.values["options"] == ", ".join(
        f"{block.number} {titles[block.key].title}" for block in BLOCKS if block.number in options
    )


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("chanels", 4),
        ("klantsegementen", 1),
        ("resorces", 7),
        ("kosen", 9),
        ("value propsition", 2),
    ],
)
def test_a_slip_is_answered_with_the_likely_block(
    word: str, number: int, packs: list[Pack]
) -> None:
    with pytest.raises(BmcError) as caught:
        find_block(word, packs)
    error = caught.value
    assert (error.reason, error.exit_code) == ("unknown_block_likely", 2)
    title = packs[0].blocks[BLOCKS[number - 1].key].title
    assert error.values == {"word": word, "number": number, "title": title}


@pytest.mark.parametrize("word", ["", " ", "0", "10", "-1", "4.", "xyzzy", "²", "9" * 5000])
def test_what_names_no_block_is_answered_with_all_of_them(word: str, packs: list[Pack]) -> None:
    with pytest.raises(BmcError) as caught:
        find_block(word, packs)
    error = caught.value
    assert (error.reason, error.exit_code, error.values["word"]) == ("unknown_block", 2, word)
    shorts = [f"{block.number} {packs[0].blocks[block.key].short}" for block in BLOCKS]
    assert error.values["options"] == ", ".join(shorts)

"""What somebody meant who calls a block by another name in a file."""

from __future__ import annotations

import pytest

from bmc_cli.file.languages import languages
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS, Block
from bmc_cli.words.likely_names import likely_block


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.key)
def test_every_title_and_short_title_names_its_block(block: Block) -> None:
    said = [load_language(language).blocks[block.key] for language in languages()]
    names = [name for prompt in said for name in (prompt.title, prompt.short)]
    assert {likely_block(name) for name in names} == {block.key}


@pytest.mark.parametrize(
    "name",
    [
        *[
            "key_partners",
            "Key Partners",
            "KEY-PARTNERS",
            "keyPartners",
            "KeyPartners",
            "keypartners",
        ],
        *["key_partner", "keyPartner", "Key Partner", "kei_partners", "key_aprtners"],
        *["key_partnerss", "ey_partners", "partners", "Partnerschappen", "kernpartners"],
        *["key partnerships", "key__partners"],
    ],
)
def test_another_name_or_one_slip_of_the_finger_is_that_block(name: str) -> None:
    assert likely_block(name) == "key_partners"


@pytest.mark.parametrize(
    "name",
    [
        *["x-channels", "old_channels", "channels_2025", "chanel", "my channels", "cahnnel"],
        *["revenue_streams_2025", "key", "key_", "keys", "Key Partner List", "", "1"],
        *["suppliers", "title", "bmc", "people"],
    ],
)
def test_any_other_name_is_somebodys_own(name: str) -> None:
    assert likely_block(name) is None

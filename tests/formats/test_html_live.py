"""The page that is served while its file is watched: the exported one, and one script."""

from __future__ import annotations

import re

import pytest

from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.formats.html import page
from bmc_cli.formats.html_document import digest
from bmc_cli.formats.html_live import live
from tests.drawing.posters import hung


@pytest.mark.parametrize("name", ["short", "hostile"])
def test_it_is_the_exported_page_and_what_its_policy_lets_in(name: str) -> None:
    exported = page(hung(name), PAPERS["A4"])
    made = live(exported, 'gone "<b>"')
    (script,) = re.findall("<script>(.*?)</script>", made.text, re.DOTALL)
    styles = re.findall("<style>(.*?)</style>", made.text, re.DOTALL)
    assert made.policy == (
        f"default-src 'none'; style-src {digest(styles[0])} {digest(styles[1])}; "
        f"script-src {digest(script)}; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert f'content="{made.policy}"' in made.text
    rest = made.text.replace(f"<script>{script}</script>", "")
    rest = rest.replace(f"<style>{styles[1]}</style>", "")
    rest = re.sub('<p class="news".*?</p>(?=</body>)', "", rest)
    assert re.sub('content="default-src.*?"', "", rest) == re.sub(
        'content="default-src.*?"', "", exported
    )


def test_its_name_is_that_of_what_it_shows() -> None:
    first, same, other = (
        live(page(hung(name), PAPERS["A4"]), "") for name in ("short", "short", "normal")
    )
    assert first == same
    assert first.name != other.name

"""Documents that hold no canvas are not taken for one."""

from __future__ import annotations

import sysconfig
from itertools import islice, pairwise
from pathlib import Path

import pytest

from bmc_cli.importing.names import Names
from bmc_cli.importing.tables import LEAST
from tests.packs import pack

ENOUGH = 200
_ENDINGS = {".md", ".rst", ".txt"}


def headings(path: Path) -> set[str]:
    """Return the lines of a document that are headings, in Markdown or with a line below them."""
    lines = path.read_text(encoding="utf-8", errors="replace")[:50_000].split("\n")
    below = pairwise(lines)
    underlined = {line for line, under in below if under[:3] in {"---", "===", "~~~"}}
    return {line.strip("# ") for line in lines if line.startswith("#")} | underlined


def test_no_document_of_an_installed_package_is_a_canvas() -> None:
    files = Path(sysconfig.get_paths()["purelib"]).rglob("*")
    said = (path for path in files if path.suffix in _ENDINGS or path.name == "METADATA")
    documents = list(islice(said, ENOUGH * 2))
    if len(documents) < ENOUGH:
        pytest.skip(f"only {len(documents)} documents are installed here")
    names = Names([pack("en"), pack("nl")])
    taken = {
        path.name
        for path in documents
        if len({hit.key for each in headings(path) if (hit := names.read(each))}) >= LEAST
    }
    assert taken == set()

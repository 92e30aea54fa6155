"""How a drawing comes out, as text, and how to read it back."""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import yaml
from hypothesis import strategies as st
from rich.cells import split_graphemes
from rich.console import Console, RenderableType

from bmc_cli.file.languages import shipped
from bmc_cli.file.packs import load_file
from bmc_cli.words.packs import Pack

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"  # three faces joined to one sign
_CHARACTERS = str.maketrans(
    {"1": "e\u0301", "2": FAMILY, "3": "\u2764\ufe0f", "4": "👍🏽", "5": "🇳🇱"}
)
SENTENCES = (
    st.text("abcXYZ    -/.,([:]'é近한ｶ☕12345", min_size=1, max_size=40)
    .map(lambda text: " ".join(text.translate(_CHARACTERS).split()))
    .filter(bool)
)
"""Texts with what makes measuring hard: wide signs, accents, joined and varied emoji."""

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), min_size=1)
"""Whatever a file can hold, controls and lone surrogates among it."""


def drawn(drawing: RenderableType, width: int, *, height: int = 50, terminal: bool = False) -> str:
    """Return what is written where ``drawing`` is printed, without colours.

    Cursor movements are written to a ``terminal`` only.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        height=height,
        force_terminal=terminal,
        color_system=None,
        legacy_windows=False,
    )
    console.print(drawing, end="")
    return out.getvalue()


def squeezed(text: str) -> str:
    """Return ``text`` without white space, to compare what is broken to different widths."""
    return "".join(text.split())


def unbroken(text: str) -> str:
    """Return ``text`` squeezed and without hyphens: a line of print may end with one."""
    return re.sub("[-\u00ad\u2010\u2011\x02\ufffe]", "", squeezed(text))


def texts_in(pdf: bytes) -> list[str]:
    """Return the text of each sheet of a PDF, its ligatures as letters."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    return [unicodedata.normalize("NFKC", text) for text in texts]


def boxed(picture: str) -> dict[int, str]:
    """Read a picture of a grid back: the squeezed text in each box, by the box's number."""
    rows = [_cells(line) for line in picture.splitlines() if line and line[0] in "┌├│└"]
    columns: list[tuple[int, int]] = []
    current: dict[tuple[int, int], list[str]] = {}
    boxes: list[list[str]] = []
    for row in rows:
        if row[0] in "┌├":
            edges = [
                x for x, character in enumerate(row) if character in {"┌", "├", "┬", "┼", "┐", "┤"}
            ]
            columns = list(pairwise(edges))
        for left, right in columns:
            inside = "".join(row[left + 1 : right])
            if not inside.strip("─┴"):
                current[left, right] = []
                boxes.append(current[left, right])
            else:
                current[left, right].append(inside)
    texts = [squeezed("".join(box)) for box in boxes if box]
    return {int(text[0]): text[1:] for text in texts}


def _cells(row: str) -> list[str]:
    """Return the sign in each cell of a row, "" in the second cell of a wide one."""
    cells: list[str] = []
    for start, end, width in split_graphemes(row)[0]:
        cells += [row[start:end], *[""] * (width - 1)]
    return cells


def poisoned(language: str) -> Pack:
    """Return a pack from a file with an escape sequence in front of all that it says."""

    def bad(said: Any) -> Any:
        if isinstance(said, dict):
            ids = {"pack"} | ({"kind", "rest", "mark"} if "question" in said else set())
            ids |= {key for key in ("gap",) if not said.get(key)}  # one without {name} is refused
            return {name: value if name in ids else bad(value) for name, value in said.items()}
        if isinstance(said, list):
            return [bad(value) for value in said]
        return f"\x1b[31m{said}"

    said = yaml.safe_load(shipped(language).read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pack.yaml"
        path.write_text(yaml.safe_dump(bad(said)), encoding="utf-8")
        return load_file(path)

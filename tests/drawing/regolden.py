"""The golden pictures, and how to draw them again: ``python -m tests.drawing.regolden``.

Look at what changed (``git diff tests/drawing/golden``) before keeping it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bmc_cli.drawing.grid import Grid, Look
from bmc_cli.file import canvas_text
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import Canvas
from bmc_cli.view import view
from tests.drawing import drawn

GOLDEN = Path(__file__).parent / "golden"

WIDTHS = (40, 72, 80, 120, 200)
PICTURES = {
    **{f"bakery-{width}": ("bakery", "en", width, Look()) for width in WIDTHS},
    **{f"bakkerij-{width}": ("bakkerij", "nl", width, Look()) for width in WIDTHS},
    "bakery-80-ascii": ("bakery", "en", 80, Look(ascii_only=True)),
    "bakery-80-details": ("bakery", "en", 80, Look(details=True)),
    "blank-80": ("blank", "en", 80, Look()),
    "blank-120": ("blank", "nl", 120, Look()),
}
"""Each picture's canvas, language, width and look, by the name of its file."""


@cache
def canvas(name: str) -> Canvas:
    """Return the canvas ``name`` of the golden folder."""
    path = GOLDEN / f"{name}.yaml"
    return canvas_text.read(path.read_text(encoding="utf-8"), str(path)).canvas


def golden(name: str) -> Path:
    return GOLDEN / f"{name}.txt"


def picture(name: str) -> str:
    """Draw the picture ``name`` as the program draws it now."""
    source, language, width, look = PICTURES[name]
    return drawn(Grid(view(canvas(source), load_language(language)), look), width)


def main() -> None:
    """Draw every golden picture again."""
    for name in PICTURES:
        golden(name).write_text(picture(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

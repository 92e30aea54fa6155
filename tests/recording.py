"""The recording in the README: how an interview begins, and its canvas, as an animated drawing.

Remake it with: python -m tests.recording
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.replayed import CANVAS
from tests.terminal import BMC, ENTER, Terminal

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "recording.svg"
COLUMNS, ROWS = 104, 39
ANSWERS = (
    "Ketley Street Cycles",
    "R. Okafor",
    *("Commuters who ride within two miles", "Families whose children outgrow bikes", "", ""),
    *("In by nine, mended by six", "commuters", "Price agreed before we start", "both"),
)
"""What is typed in the interview; it goes on after that."""
BEGUN, SHOWN = "bmc new", "bmc show"
"""The command that begins it, and the one after it, on the canvas when it is done."""

_WIDE, _HIGH, _EDGE = 8.4, 17, 12
_TYPED, _READ, _SEEN = 0.8, 1.2, 7.0  # seconds that a frame stays
_PACE = 200.0  # characters a second: the question is read, and the rest glanced at
_COLOURS = {
    "default": "#e6e4de",
    "black": "#1c1b19",
    "red": "#f08a76",
    "green": "#86c98b",
    "brown": "#e5c07b",
    "yellow": "#e5c07b",
    "blue": "#7fb2f0",
    "magenta": "#d49ae0",
    "cyan": "#76cbd6",
    "white": "#ffffff",
    "brightblack": "#97938a",
}

Line = tuple[tuple[int, str, str], ...]
"""The runs of a line: at which column, in which look, what."""


@dataclass(frozen=True)
class Frame:
    """What a terminal shows for a while, in seconds."""

    lines: tuple[Line, ...]
    lasts: float


def frames() -> Iterator[Frame]:
    """Yield what a terminal shows while the program runs in it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield Frame((_typed(BEGUN),), _TYPED)
        with _started(folder, *BEGUN.split()[1:]) as terminal:
            terminal.wait_until(lambda: terminal.screen.prompts > 0, "a prompt")
            for answer in ANSWERS:
                if answer:
                    yield _read(terminal)
                    terminal.send(answer)
                    terminal.wait_for(answer)
                yield _frame(terminal, _TYPED)
                terminal.answer(ENTER)
            yield _read(terminal)
        shutil.copy(CANVAS, folder / "canvas.yaml")
        with _started(folder, *SHOWN.split()[1:]) as terminal:
            terminal.wait_for_end()
            yield _frame(terminal, _SEEN, SHOWN)


def _started(folder: Path, *words: str) -> Terminal:
    return Terminal([*BMC, *words], folder, columns=COLUMNS, rows=ROWS, env={"PAGER": ""})


def _frame(terminal: Terminal, lasts: float, command: str = "") -> Frame:
    lines = [_runs(terminal, row) for row in range(ROWS)]
    return Frame((*((_typed(command),) if command else ()), *lines)[:ROWS], lasts)


def _typed(command: str) -> Line:
    return ((0, "b", f"$ {command}"),)


def _read(terminal: Terminal) -> Frame:
    """Return what the terminal shows, for as long as it takes to read it."""
    shown = _frame(terminal, 0)
    words = sum(len(text) for line in shown.lines for _, _, text in line)
    return replace(shown, lasts=max(_READ, words / _PACE))


def _runs(terminal: Terminal, row: int) -> Line:
    cells = [terminal.screen.buffer[row][column] for column in range(COLUMNS)]
    looks = [
        f"{_COLOURS.get(cell.fg) or '#' + cell.fg}{' b' if cell.bold else ''}"
        if cell.data.strip()
        else ""
        for cell in cells
    ]
    found = []
    for look, run in groupby(range(COLUMNS), key=looks.__getitem__):
        columns = [*run]
        if look:
            found.append((columns[0], look, "".join(cells[each].data for each in columns)))
    return tuple(found)


def drawing(shown: Sequence[Frame]) -> str:
    """Return frames as an SVG that shows them in turn; where motion is unwanted, the last one."""
    total, begins, style = sum(frame.lasts for frame in shown), 0.0, []
    known: dict[Line, int] = {}
    groups = []
    for at, frame in enumerate(shown):
        start, end = (100 * each / total for each in (begins, begins + frame.lasts))
        begins += frame.lasts
        first = "" if at == 0 else "0%{visibility:hidden}"
        style.append(
            f"@keyframes f{at}{{{first}{start:.2f}%{{visibility:visible}}"
            f"{end:.2f}%,to{{visibility:{'hidden' if at < len(shown) - 1 else 'visible'}}}}}"
            f"#f{at}{{animation:f{at} {total:.1f}s step-end infinite}}"
        )
        used = "".join(
            f'<use href="#l{known.setdefault(line, len(known))}" y="{row * _HIGH}"/>'
            for row, line in enumerate(frame.lines)
            if line
        )
        groups.append(f'<g id="f{at}">{used}</g>')
    width, height = round(COLUMNS * _WIDE + 2 * _EDGE), ROWS * _HIGH + 2 * _EDGE
    lines = "\n".join(
        f'<text id="l{number}">{_drawn(line)}</text>' for line, number in known.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        "<title>bmc in a terminal: the first questions, and the canvas of a bicycle shop</title>\n"
        "<style>text{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;"
        "white-space:pre}.b{font-weight:700}g g{visibility:hidden}\n"
        f"{chr(10).join(style)}\n"
        f"@media (prefers-reduced-motion:reduce){{g g{{animation:none!important}}"
        f"#f{len(shown) - 1}{{visibility:visible}}}}</style>\n"
        f"<defs>\n{lines}\n</defs>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="#1c1b19"/>\n'
        f'<g transform="translate({_EDGE} {_EDGE + 13})">\n{chr(10).join(groups)}\n</g>\n</svg>\n'
    )


def _drawn(line: Line) -> str:
    def run(column: int, look: str, text: str) -> str:
        colour, *bold = look.split(" ") if look.startswith("#") else (_COLOURS["default"], look)
        weight = ' class="b"' if bold else ""
        return (
            f'<tspan x="{column * _WIDE:g}" fill="{colour}"{weight}'
            f' textLength="{len(text) * _WIDE:g}">{escape(text)}</tspan>'
        )

    return "".join(run(*each) for each in line)


if __name__ == "__main__":
    DOCUMENT.write_text(drawing([*frames()]), encoding="utf-8")

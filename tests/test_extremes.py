"""Whatever is in a file: four times as much of it takes about four times the work.

Work is counted in calls, which no busy machine changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import MOST_THINGS, Document, read
from bmc_cli.file.packs import load_language
from bmc_cli.file.splice import splice_canvas
from bmc_cli.method.rules import check
from bmc_cli.method.story import story
from bmc_cli.method.terms import Terms
from bmc_cli.model.alike import Nearest
from bmc_cli.model.canvas import Canvas, add
from bmc_cli.model.difference import difference
from bmc_cli.model.fields import Note
from bmc_cli.model.merging import merge
from bmc_cli.model.operations import Add, apply
from bmc_cli.words.terms import terms_of
from tests.extremes import EXTREMES

SMALL, LARGE = 4_000, 16_000
MOST_GROWTH = 6.0  # four times the work, and room for what is looked up in trees
START = 20_000  # calls that do not count: patterns compiled, modules imported


def reworded(canvas: Canvas) -> Canvas:
    """Return ``canvas`` with every other note reworded."""
    blocks = {
        key: tuple(replace(n, text=f"{n.text} so") if at % 2 else n for at, n in enumerate(notes))
        for key, notes in canvas.blocks.items()
    }
    return replace(canvas, blocks=blocks)


def worked(text: str, terms: Terms) -> None:
    """Do with a canvas what the commands do; a refusal is an answer too."""
    document: Document = read(text, "x")
    canvas = document.canvas
    splice_canvas(document, add(canvas, "channels", Note("New")), "x")
    other = reworded(canvas)
    difference(canvas, other)
    merge(Canvas(), canvas, other)
    merge(canvas, other, add(canvas, "channels", Note("New")))
    check(canvas, terms)
    story(canvas, terms)


def calls(work: Callable[[], None]) -> int:
    """Return how many functions ``work`` calls, ours and the library's."""
    count = 0

    def seen(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    except BmcError:
        pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.timed
@pytest.mark.parametrize("name", EXTREMES)
def test_work_grows_as_the_file_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is looked for no longer than a bound is left out: it does not grow at all beyond it.
    monkeypatch.setattr("bmc_cli.model.matching._MOST_PAIRS", 0)
    monkeypatch.setattr("bmc_cli.method.wrong.Nearest", lambda cutoff: Nearest(cutoff, most=0))
    terms = terms_of(load_language("en"))
    small, large = (calls(lambda n=n: worked(EXTREMES[name](n), terms)) for n in (SMALL, LARGE))  # type: ignore[misc]
    assert large <= small * MOST_GROWTH + START


@pytest.mark.parametrize("name", EXTREMES)
def test_an_extreme_is_as_large_as_it_was_asked_for(name: str) -> None:
    assert SMALL / 3 < len(EXTREMES[name](SMALL).encode()) <= SMALL + 100


def test_more_notes_than_anybody_has_are_refused() -> None:
    with pytest.raises(BmcError, match="too_many_notes"):
        read(EXTREMES["notes"](900_000), "x")


def test_an_edit_that_would_make_more_of_them_is_refused_as_one() -> None:
    full = read("channels:\n" + "".join(f"- n{n}\n" for n in range(MOST_THINGS)), "x")
    wanted = apply(full.canvas, [Add("channels", Note("one more"))]).canvas
    with pytest.raises(BmcError, match="would_be_too_many") as refused:
        splice_canvas(full, wanted, "x")
    assert refused.value.place is None

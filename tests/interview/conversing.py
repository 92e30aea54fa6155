"""An open block of a bakery, and what is answered there."""

from __future__ import annotations

from collections.abc import Mapping

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply
from bmc_cli.interview.walk import Interview
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import Note
from tests.fakes import MemoryBook, ScriptedAsker
from tests.packs import pack

Answer = str | Reply | Interrupted

SAY = pack("en").say
FOR_WHOM, FOR_WHAT, WHICH_KIND = (
    SAY(f"interview.which_{name}") for name in ("segments", "links", "kinds")
)
SKIP = ""
SEGMENTS = ("Families", "Hotels", "Schools")
BAKERY: Mapping[str, tuple[str, ...]] = {"customer_segments": SEGMENTS}


def work(
    *answers: Answer,
    key: str = "channels",
    notes: Mapping[str, tuple[str, ...]] = BAKERY,
    language: str = "en",
) -> tuple[ScriptedAsker, MemoryBook]:
    """Open block ``key`` of a canvas with ``notes`` and answer what is asked."""
    texts = {at: tuple(Note(text) for text in each) for at, each in notes.items()}
    book = MemoryBook(Canvas(blocks=texts))
    asker = ScriptedAsker(answers, load_language(language), editor=lambda lines: lines)
    Interview(book, asker, load_language, explain).open(BY_KEY[key])
    return asker, book


def prompts(asker: ScriptedAsker) -> list[str]:
    return [prompt for prompt, _ in asker.asked]

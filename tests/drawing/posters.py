"""Posters to try every drawing on: short, normal, very full, in wide signs, and hostile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bmc_cli.drawing.poster import Poster, poster
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVIDENCE, Note
from bmc_cli.view import view
from tests.packs import pack
from tests.replayed import CANVAS

HOSTILE = (
    "<script>document.title='had'</script>",
    '" onload="alert(1)',
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "']]></style></title><b>&amp;&#60;",
    "https://example.com/a/very/long/path/with/many/parts?query=string&x=1",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "שלום עולם",
    "مرحبا بالعالم",
    "👩\u200d👩\u200d👧🇳🇱 👍🏽",
    "two\nlines",
    "\u202eback",
)

_WORDS = ("the", "van", "that", "brings", "bread", "to", "hotels", "and", "families", "early")


def filled(
    texts: Sequence[str], count: int, title: str = "", author: str = "", date: str = ""
) -> Canvas:
    """Return a canvas with ``count`` notes a block, the texts in turn, all of them different."""
    blocks = {
        block.key: tuple(
            Note(
                f"{texts[(at + block.number) % len(texts)]} {at}",
                detail=texts[at % len(texts)] if at % 12 == 1 else "",
                outlook=texts[at % len(texts)] if at % 12 == 5 else "",
                remark=texts[at % len(texts)] if at % 12 == 9 else "",
                links=("all",) if at % 3 == 0 and block.targets else (),
                later=at % 5 == 4,
                evidence=EVIDENCE[at // 4 + 1] if at in {2, 6, 10} else "",
                vital=at == 6,
            )
            for at in range(count)
        )
        for block in BLOCKS
    }
    return Canvas(title, author, date, blocks=blocks)


def long_texts() -> list[str]:
    """Return texts of a few words and of many."""
    return [" ".join(_WORDS[at % len(_WORDS)] for at in range(size)) for size in (5, 9, 14, 22)]


CANVASES = {
    "short": Canvas(blocks={block.key: (Note("x"),) for block in BLOCKS}),
    "normal": load(CANVAS).canvas,
    "full": filled(long_texts(), 14, title="A very full canvas", author="Somebody"),
    "wide": filled(
        ["東京の家族", "毎朝七時までに届く焼きたてのパン、配達時間の指定も可能"], 4, title="麦の穂"
    ),
    "hostile": filled(HOSTILE, len(HOSTILE), title=HOSTILE[0], author=HOSTILE[1], date=HOSTILE[4]),
    "empty": Canvas(),
}


@cache
def hung(name: str, language: str = "en") -> Poster:
    """Return the poster of a canvas, or the blank form ("blank")."""
    if name == "blank":
        return poster(view(Canvas(), pack(language)), blank=True)
    return poster(view(CANVASES[name], pack(language)))

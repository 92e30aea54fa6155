"""A note in our Markdown of old: its texts in lines, and what it is for and of in words below.

That is ``- Web shop *(later)*``, a line of detail behind a backslash, and ``- for: Families``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bmc_cli.importing.outline import Piece, Text, plain
from bmc_cli.importing.own_marks import Told, parted, unlettered
from bmc_cli.importing.texts import lines_of
from bmc_cli.model.fields import Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.words.packs import Pack


def note_of(items: Sequence[Piece], key: str, pack: Pack) -> Told:
    """Return the note of block ``key`` that ``items`` are: its own, and those below it."""
    first, *others = lines_of(items[0].text)
    said = _behind(unlettered(first) if key == SEGMENTS else first, pack)
    texts: dict[str, list[str]] = {"detail": [], "outlook": [], "remark": []}
    name = "detail"
    for line in others:
        text = plain(line)
        for other in ("outlook", "remark"):
            if text.startswith(lead := pack.say(f"show.{other}") + " "):
                name, text = other, text[len(lead) :]
        texts[name].append(text)
    targets = ""
    for piece in items[1:]:
        label, _, value = piece.plain.partition(": ")
        if f"{label}:" == pack.say("show.for"):
            targets = value
        elif f"{label}:" == pack.say("show.kinds"):
            said["kinds"] = _kinds(value, key, pack)
    said |= {each: "\n".join(lines) for each, lines in texts.items() if lines}
    return Told(Note(**said), targets=targets)


def _behind(line: Text, pack: Pack) -> dict[str, Any]:
    """Return a note by its text and the mark behind that."""
    if len(line) < 2 or not line[-1].is_slanted or not line[-1].text.startswith("("):
        return {"text": plain(line)}
    marks = line[-1].text.strip("()").split(", ")
    return {"text": plain(line[:-1]).rstrip(), "later": pack.say("show.later") in marks}


def _kinds(said: str, key: str, pack: Pack) -> tuple[str, ...]:
    """Return the kinds that labels in a row name; a label may hold a comma."""
    labels = {kind.label: name for name, kind in pack.blocks[key].kinds.items()}
    known = {**{name: name for name in labels.values()}, **labels}
    return tuple(known.get(each, each) for each in parted(said, known))

"""What is said of a canvas that came in: how it was read, and what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bmc_cli import terminal
from bmc_cli.commands.shared.incoming import Incoming
from bmc_cli.commands.shared.session import command_line
from bmc_cli.file.storage import create
from bmc_cli.importing.outline import ANOTHER, LeftOut
from bmc_cli.importing.tables import LEAST
from bmc_cli.importing.vocabulary import LEAN, words
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, open_blocks
from bmc_cli.plain_text import one_line, quoted
from bmc_cli.words.packs import Pack, joined

COUNTED = {
    "group",
    "question",
    "placeholder",
    "example",
    "template",
    "comment",
    "number",
    "script",
    "too_many",
}
"""What is told in one line, however often it was left out."""
MOST_LINES = 200
"""Lines of what was left out that stand at the end of a new file."""
_ENOUGH = 5
_LEAN = words(LEAN)
_MOST_TOLD = 30


def tell(incoming: Incoming, pack: Pack) -> None:
    """Say what came in, and what did not."""
    for line in told(incoming, pack):
        terminal.message_lines(line)


def write(incoming: Incoming, target: Path, pack: Pack, *, force: bool = False) -> None:
    """Write what came in to a new file, and what was left out as comments at its end.

    Raises ``BmcError`` when something is there, unless ``force``.
    """
    below = comments(incoming, pack)
    create(target, incoming.whole, below=below, over=force)
    said = "import.written_left" if below else "import.written"
    name, command = ("go_on", "new") if open_blocks(incoming.whole) else ("look", "show")
    terminal.message(pack.say(said, file=target))
    terminal.message(pack.say(f"import.{name}", command=command_line(command, target)))


def told(incoming: Incoming, pack: Pack) -> Iterator[str]:
    """Yield the lines of the report."""
    found = incoming.imported
    counts = found.counts
    yield pack.say(
        "import.read_in" if found.language else "import.read",
        file=incoming.name,
        format=pack.words["import"].get(f"format_{incoming.format}", incoming.title),
        language=language_named(found.language, pack),
        blocks=pack.count("import.blocks", len(counts)),
        notes=pack.count("show.notes", sum(counts.values())),
    )
    lines = [
        (
            each.line,
            pack.say("import.read_as", text=quoted(each.heading), block=_title(each.key, pack)),
        )
        for each in found.read_as
    ]
    lines += _left_out(incoming, pack)
    width = max((len(str(line)) for line, _ in lines), default=1)
    for line, said in sorted(lines[:_MOST_TOLD], key=lambda each: each[0]):
        yield f"  {pack.say('import.line', n=f'{line:<{width}}')}  {said}" if line else f"  {said}"
    if len(lines) > _MOST_TOLD:
        yield "  " + pack.say("import.more", n=len(lines) - _MOST_TOLD)
    yield from _lost(incoming, pack)
    if found.paragraphs:
        yield "  " + pack.say("import.paragraphs", n=found.paragraphs)
    if others := [each for each in found.left_out if each.why == ANOTHER]:
        said = "several_sheets" if incoming.format == "xlsx" else "several"
        yield pack.say(f"import.{said}", n=1 + len(others))
    if LEAST <= len(counts) < _ENOUGH or len(counts) < LEAST:
        yield pack.say("import.few", n=len(counts))


def language_named(code: str, pack: Pack) -> str:
    """Return what ``pack`` calls the language ``code``."""
    return pack.words["languages"].get(code, code)


def _title(key: str, pack: Pack) -> str:
    return one_line(pack.blocks[key].title)


def _left_out(incoming: Incoming, pack: Pack) -> list[tuple[int, str]]:
    """Return what was left out, with its line: the small things of one sort together."""
    found = incoming.imported.left_out
    counted = Counter(each.why for each in found if each.why in COUNTED)
    lines = [
        (
            min((each.line for each in found if each.why == why and each.line), default=0),
            pack.say("import.some", why=pack.say(f"import.why_{why}"), n=number),
        )
        for why, number in counted.items()
    ]
    is_lean = len({_bare(each) for each in found} & _LEAN) > 1
    for each in found:
        if each.why not in COUNTED:
            why = "lean" if is_lean and _bare(each) in _LEAN else each.why
            said = pack.say(
                "import.left",
                text=quoted(_called(each)),
                lines=pack.count("import.lines", max(len(each.lines), 1)),
                why=pack.say(f"import.why_{why}"),
            )
            lines.append((each.line, said))
    return lines


def _bare(each: LeftOut) -> str:
    """Return the heading of what was left out, without the number and the signs before it."""
    return folded(re.sub(r"^[\W\d_]+|[\s:：]+$", "", each.heading))


def _called(each: LeftOut) -> str:
    """Return what a thing that was left out is called: its heading, else its first words."""
    small = each.why in {"text", "code", "picture", "excluded", "too_many"}
    text = (each.lines[0] if each.lines else "") if small or not each.heading else each.heading
    text = text or each.heading
    return text if len(text) <= 60 else f"{text[:59]}…"


def _lost(incoming: Incoming, pack: Pack) -> Iterator[str]:
    found = incoming.imported
    if found.lost:
        names = [f"{each.text} → {', '.join(each.targets)}" for each in found.lost[:5]]
        more = f" (+{len(found.lost) - 5})" if len(found.lost) > 5 else ""
        yield "  " + pack.say("import.lost", n=len(found.lost), names="; ".join(names) + more)
    if found.unknown_kinds:
        yield "  " + pack.say("import.kinds", names=joined(list(found.unknown_kinds), pack))


def comments(incoming: Incoming, pack: Pack) -> list[str]:
    """Return the lines that keep what was left out, for the end of a new file."""
    lines: list[str] = []
    for each in incoming.imported.left_out:
        if each.why == "script":
            continue
        said = pack.say(
            "import.comment" if each.line else "import.comment_plain",
            file=incoming.name,
            line=each.line,
            text=one_line(each.heading or pack.say(f"import.why_{each.why}")),
        )
        lines += [said, *(f"  {one_line(line)}" for line in each.lines)]
    over = len(lines) - MOST_LINES
    if over > 0:
        lines = [*lines[:MOST_LINES], pack.say("import.comment_more", n=over, file=incoming.name)]
    return lines


def as_data(incoming: Incoming) -> dict[str, Any]:
    """Return the report as plain values."""
    found = incoming.imported
    return {
        "format": incoming.format,
        "language": found.language,
        "blocks": {b.key: found.counts[b.key] for b in BLOCKS if b.key in found.counts},
        "read_as": [
            {"line": each.line, "heading": each.heading, "block": each.key, "how": each.how}
            for each in found.read_as
        ],
        "left_out": [
            {
                "line": each.line,
                "heading": each.heading,
                "lines": len(each.lines),
                "text": list(each.lines),
                "why": each.why,
            }
            for each in found.left_out
        ],
        "paragraphs": found.paragraphs,
        "kinds": list(found.unknown_kinds),
        "links": {
            "made": found.made,
            "lost": [
                {"block": each.key, "note": each.text, "to": list(each.targets)}
                for each in found.lost
            ],
        },
    }

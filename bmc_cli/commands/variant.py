"""``bmc variant``: a copy to try something with, and the family of copies as a tree."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.here import canvas_at
from bmc_cli.commands.shared.options import File, Lang, Prompts
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.folders import ENDINGS, looks_like_canvas
from bmc_cli.file.states import is_plainly_file
from bmc_cli.file.storage import Made, check_free, load, opened, save
from bmc_cli.file.variants import copied, keep_base
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import difference
from bmc_cli.plain_text import one_line
from bmc_cli.words.differences import summary
from bmc_cli.words.packs import Pack

HELP = """
\b
Examples:
  bmc variant premium
  bmc variant premium bakery.yaml
  bmc variant
"""

VariantName = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]", help="The name of the copy; without it, the copies are listed."
    ),
]


def variant(
    name: VariantName = None,
    file: File = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Copy the canvas in ``file`` under ``name``; without one, show its family.

    A ``name`` alone that is a file is the canvas whose family is asked for.
    """
    session = Session(lang, prompts)
    if name is not None and (file is not None or not is_plainly_file(Path(name))):
        make(canvas_at(file, session, f"variant {shlex.quote(name)}"), name, session)
    else:
        show_family(canvas_at(name or file, session, "variant"), session)


def make(path: Path, name: str, session: Session) -> None:
    """Copy the canvas at ``path``, comments and all, to its next iteration, called ``name``."""
    data = disk.read_whole(path, MOST_BYTES)
    _, document = opened(data, path)
    pack = session.speak(document.canvas, path)
    root = Family(path).root_of(path)
    if Path(name).suffix.casefold() in ENDINGS and not name.startswith(f"{root.stem}."):
        again = command_line(f"variant {shlex.quote(Path(name).stem)}", path)
        raise BmcError("variant_file", exit_code=USAGE, file=Path(name), command=again)
    name = name.removesuffix(root.suffix).removeprefix(f"{root.stem}.").strip()
    if not name:
        raise BmcError("variant_name", exit_code=USAGE)
    target = path.with_name(disk.safe_name(f"{root.stem}.{name}", root.suffix))
    made = Made("", Canvas(), copied(document, path.name, data), is_another=True)

    def make(there: bytes | None) -> Made:
        if there is not None:
            raise BmcError("exists", file=target)
        keep_base(data)  # first: so no copy is ever without it
        return made

    check_free(target)
    save(target, make, copied=[path])
    edit, diff = (command_line(command, target) for command in ("edit 2", "diff"))
    terminal.message(pack.say("variant.made", file=target, edit=edit, diff=diff))


def show_family(path: Path, session: Session) -> None:
    """Print the family of the canvas at ``path``: each under the one it was copied from."""
    family = Family(path)
    root = family.root_of(path)
    pack = session.open(path).pack
    if len(family.canvases) == 1:
        terminal.message(pack.say("variant.none", file=path))
    rows = list(_tree(family, root, pack))
    widest = max(len(row.name) for row in rows)
    for row in rows:
        terminal.result(f"{row.name:<{widest}}  {row.said}".rstrip())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the tree: the file behind its branches, and what is said of it."""

    name: str
    said: str


class Family:
    """The canvases in one folder that were copied from each other."""

    def __init__(self, path: Path) -> None:
        self.canvases: dict[str, Canvas] = {path.name: load(path).canvas}
        for each in sorted(path.parent.iterdir()):
            if each.name != path.name and looks_like_canvas(each):
                try:
                    self.canvases[each.name] = load(each).canvas
                except (BmcError, OSError):
                    continue  # one that cannot be read has no parent to stand under
        root = self.root_of(path).name
        self.canvases = {
            name: canvas
            for name, canvas in self.canvases.items()
            if self.root_of(path.with_name(name)).name == root
        }

    def root_of(self, path: Path) -> Path:
        """Return the canvas that ``path`` was copied from in the end."""
        seen = [path.name]
        while (parent := self.canvases[seen[-1]].variant_of) in self.canvases:
            if parent in seen:  # a ring that somebody made by hand
                return path.with_name(min(seen[seen.index(parent) :]))
            seen.append(parent)
        return path.with_name(seen[-1])

    def children(self) -> Mapping[str, list[str]]:
        """Return the names of the copies of each canvas."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name, canvas in sorted(self.canvases.items()):
            if canvas.variant_of in self.canvases and canvas.variant_of != name:
                found[canvas.variant_of].append(name)
        return found


def _tree(family: Family, root: Path, pack: Pack) -> Iterator[Row]:
    children = family.children()
    canvas = family.canvases[root.name]
    yield Row(one_line(root.name), _about(canvas, pack))

    def below(parent: str, indent: str, seen: frozenset[str]) -> Iterator[Row]:
        names = [name for name in children.get(parent, ()) if name not in seen]
        for name in names:
            is_last = name == names[-1]
            branch = "└─ " if is_last else "├─ "
            found = difference(family.canvases[parent], family.canvases[name])
            said = summary(replace(found, head={}), pack) or pack.say("variant.same")
            yield Row(
                f"{indent}{branch}{one_line(name)}",
                f"{_about(family.canvases[name], pack)} · {said}",
            )
            yield from below(name, indent + ("   " if is_last else "│  "), seen | {name})

    yield from below(root.name, "", frozenset({root.name}))


def _about(canvas: Canvas, pack: Pack) -> str:
    count = sum(len(notes) for notes in canvas.blocks.values())
    iteration = one_line(canvas.iteration)
    parts = [pack.say("show.iteration", n=iteration)] if iteration else []
    return " · ".join([*parts, pack.count("show.notes", count)])

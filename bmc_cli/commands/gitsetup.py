"""``bmc git-setup``: let git merge canvases by their notes, and compare them as documents."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bmc_cli import console, files, git
from bmc_cli.commands.words import pack_for, program
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.folders import LeftOut, canvases
from bmc_cli.prompts import Pack

_ATTRIBUTES = ".gitattributes"
_BEGIN, _END = "# bmc: canvases are merged by their notes", "# bmc: end"
_USUAL = ("canvas.yaml", "canvas.*.yaml")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to a repository: the text of its attributes, and its settings.

    ``settings`` maps names to values; without any, the sections are taken out.
    """

    attributes: Path
    before: str
    after: str
    settings: dict[str, str]

    def lines(self) -> Iterator[str]:
        """Yield what changes, as the lines of ``.gitattributes`` and commands of git."""
        old, new = self.before.splitlines(), self.after.splitlines()
        for sign, lines, others in (("-", old, new), ("+", new, old)):
            yield from (f"{self.attributes}: {sign} {line}" for line in lines if line not in others)
        for name, value in self.settings.items():
            yield f"git config {name} {shlex.quote(value)}"
        if not self.settings:
            yield from (f"git config --remove-section {name}" for name in _SECTIONS)

    def carry_out(self) -> None:
        """Do it: the attributes whole or not at all, then the settings."""
        if self.after != self.before:
            if self.after:
                files.put(self.attributes, self.after.encode(), over=True)
            else:
                self.attributes.unlink()
        for name, value in self.settings.items():
            git.set_setting(self.attributes.parent, name, value)
        for name in () if self.settings else _SECTIONS:
            git.drop_section(self.attributes.parent, name)


_SECTIONS = ("merge.bmc", "diff.bmc")


def run(folder: Path, *, undo: bool, yes: bool, lang: str | None) -> None:
    """Show what would be done to the repository of ``folder``, and do it when that is agreed."""
    pack = pack_for(lang, None)
    plan = _plan(git.top(folder), undo=undo)
    if _is_done(plan):
        console.talk(pack.say("git.nothing"))
        return
    for line in plan.lines():
        console.result(line)
    if not yes and not _agreed(pack):
        console.talk(pack.say("git.left"))
        return
    plan.carry_out()
    console.talk(pack.say("git.undone" if undo else "git.done"))


def _agreed(pack: Pack) -> bool:
    """Ask whether to go on.  Raises ``BmcError`` where there is nobody to ask."""
    if console.talk_stream() is None:
        raise BmcError("not_agreed", exit_code=USAGE)
    sys.stderr.write(pack.say("git.ask") + " ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().casefold()
    return answer in pack.say("git.agree").split()


def _plan(top: Path, *, undo: bool) -> Plan:
    attributes = top / _ATTRIBUTES
    before = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
    kept = _without(before)
    if undo:
        return Plan(attributes, before, kept, {})
    lines = [_BEGIN, *(f"{name} merge=bmc diff=bmc" for name in _patterns(top)), _END]
    apart = "" if not kept or kept.endswith("\n") else "\n"
    return Plan(
        attributes, before, kept + apart + "".join(f"{line}\n" for line in lines), _settings()
    )


def _is_done(plan: Plan) -> bool:
    if plan.after != plan.before:
        return False
    folder = plan.attributes.parent
    if plan.settings:
        return all(git.setting(folder, name) == value for name, value in plan.settings.items())
    return all(git.setting(folder, name) is None for name in _settings())


def _without(text: str) -> str:
    """Return the text of the attributes without our lines."""
    kept: list[str] = []
    is_ours = False
    for line in text.splitlines(keepends=True):
        if line.strip() == _BEGIN:
            is_ours = True
        if not is_ours:
            kept.append(line)
        if line.strip() == _END:
            is_ours = False
    return "".join(kept)


def _patterns(top: Path) -> Sequence[str]:
    """Return the usual names of canvases, and the places of those that are there."""
    found = [path.relative_to(top).as_posix() for path in canvases(top, LeftOut())]
    others = [f"/{name}" for name in found if not _is_usual(Path(name))]
    return [*_USUAL, *(_quoted(name) for name in others)]


def _is_usual(path: Path) -> bool:
    return any(path.match(pattern) for pattern in _USUAL)


def _quoted(name: str) -> str:
    """Return a path as git's attributes take it: their signs escaped, in quotes with a blank."""
    escaped = "".join(f"\\{sign}" if sign in "*?[\\" else sign for sign in name)
    if any(sign in escaped for sign in ' \t"'):
        inside = escaped.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{inside}"'
    return escaped


def _settings() -> dict[str, str]:
    bmc = program()
    text = '"$0" export "$1" --format md 2>/dev/null || cat "$1"'
    return {
        "merge.bmc.name": "Business Model Canvas, by its notes",
        "merge.bmc.driver": (
            f"if command -v {bmc} >/dev/null; then {bmc} merge %O %A %B -o %A --name %P;"
            " else git merge-file %A %O %B; fi"
        ),
        "diff.bmc.textconv": f"sh -c '{text}' {bmc}",
    }

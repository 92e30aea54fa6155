"""``bmc git-setup``: let git merge canvases by their notes, and compare them as documents."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.agreeing import agreed
from bmc_cli.commands.shared.options import Lang
from bmc_cli.commands.shared.searching import tell_left_out
from bmc_cli.commands.shared.session import Session, program
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk, git
from bmc_cli.file.folders import LeftOut, canvases
from bmc_cli.file.states import exists, is_link
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack

HELP = """
Shows what it would do first: lines in .gitattributes, which you commit, and
settings of this clone; everybody runs it in their own clone.

\b
Examples:
  bmc git-setup
  bmc git-setup --undo
"""

Undo = Annotated[bool, typer.Option("--undo", help="Remove it again.")]

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")]

_ATTRIBUTES = ".gitattributes"
_BEGIN, _END = b"# bmc: canvases are merged by their notes", b"# bmc: end"
_OURS = b" merge=bmc diff=bmc"
_DRIVER = "bmc"
_MOST_NAMED = 10
_USUAL = (b"canvas.yaml", b"canvas.*.yaml")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to a repository: the bytes of its attributes, and its settings.

    ``settings`` maps names to values; without any, the sections are taken out.  ``config``
    is the file they are in: of a worktree or a submodule, that is in another folder.
    """

    attributes: Path
    config: Path
    before: bytes
    after: bytes
    settings: dict[str, str]

    def lines(self) -> Iterator[str]:
        """Yield what changes, as the lines of ``.gitattributes`` and commands of git."""
        old, new = _lines(self.before), _lines(self.after)
        for sign, lines, others in (("-", old, new), ("+", new, old)):
            for line in (line for line in lines if line not in others):
                shown = line.rstrip(b"\r\n").decode(errors="replace")
                yield one_line(f"{self.attributes}: {sign} {shown}")
        git_config = f"git config --file {shlex.quote(str(self.config))}"
        for name, value in self.settings.items():
            yield f"{git_config} {name} {shlex.quote(value)}"
        if not self.settings:
            yield from (f"{git_config} --remove-section {name}" for name in _SECTIONS)

    def carry_out(self) -> None:
        """Do it: the attributes whole or not at all, then the settings."""
        if self.after != self.before:
            if self.after:
                disk.put(self.attributes, self.after, over=True)
            else:
                self.attributes.unlink()
        for name, value in self.settings.items():
            git.set_setting(self.attributes.parent, name, value)
        for name in () if self.settings else _SECTIONS:
            git.drop_section(self.attributes.parent, name)


_SECTIONS = ("merge.bmc", "diff.bmc")


def git_setup(undo: Undo = False, yes: Yes = False, lang: Lang = None) -> None:
    """Show what would be done to the repository of this folder, and do it when that is agreed."""
    pack = Session(lang).speak()
    top = git.top(Path())
    left_out = LeftOut()
    found = [] if undo else [path.relative_to(top) for path in canvases(top, left_out)]
    plan = _plan(top, [] if undo else _patterns(found))
    tell_left_out(left_out, pack)
    if _is_done(plan):
        terminal.message(pack.say("git.nothing"))
        _tell_others(top, found, pack)
        return
    for line in plan.lines():
        terminal.data(line)
    if not yes and not _agreed(pack):
        terminal.message(pack.say("git.left"))
        return
    plan.carry_out()
    terminal.message(pack.say(f"git.{_outcome(plan)}"))
    _tell_others(top, found, pack)


def _tell_others(top: Path, found: Sequence[Path], pack: Pack) -> None:
    """Say which canvases git merges in another way: attributes nearer to them say so."""
    if others := git.merged_otherwise(top, found, _DRIVER):
        names = [one_line(str(path)) for path in others[:_MOST_NAMED]]
        names += [f"+{len(others) - _MOST_NAMED}"] if len(others) > _MOST_NAMED else []
        terminal.message(pack.say("git.others", files=", ".join(names)))


def _outcome(plan: Plan) -> str:
    """Return the name of what is said of a plan that is carried out."""
    if not plan.settings:
        return "undone"
    return "done" if plan.after != plan.before else "done_here"


def _agreed(pack: Pack) -> bool:
    """Ask whether to go on.  Raises ``BmcError`` where there is nobody to ask."""
    if terminal.dialogue_stream() is None:
        raise BmcError("not_agreed", exit_code=USAGE)
    return agreed(pack)


def _plan(top: Path, patterns: Sequence[bytes]) -> Plan:
    """Return what is to be done for canvases at ``patterns``; without any, what to take back."""
    attributes, config = top / _ATTRIBUTES, git.settings_file(top)
    for path in (attributes, config, top / ".git"):
        if is_link(path):  # what it leads to may be anybody's
            raise BmcError("is_link", file=path)
    before = disk.read_whole(attributes, MOST_BYTES) if exists(attributes) else b""
    kept = _without(before)
    if not patterns:
        return Plan(attributes, config, before, kept, {})
    newline = b"\r\n" if b"\r\n" in kept else b"\n"
    lines = [_BEGIN, *(name + _OURS for name in patterns), _END]
    apart = b"" if not kept or kept.endswith(b"\n") else newline
    after = kept + apart + b"".join(line + newline for line in lines)
    return Plan(attributes, config, before, after, _settings())


def _is_done(plan: Plan) -> bool:
    if plan.after != plan.before:
        return False
    folder = plan.attributes.parent
    if plan.settings:
        return all(git.setting(folder, name) == value for name, value in plan.settings.items())
    return all(git.setting(folder, name) is None for name in _settings())


def _lines(data: bytes) -> list[bytes]:
    """Return the lines with their ends, which to git are nothing but newlines."""
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _without(data: bytes) -> bytes:
    """Return the attributes without our lines; what somebody wrote between them stays."""
    kept: list[bytes] = []
    is_ours = False
    for line in _lines(data):
        said = line.strip()
        if said == _BEGIN:
            is_ours = True
        elif said == _END and is_ours:
            is_ours = False
        elif not (is_ours and said.endswith(_OURS)):
            kept.append(line)
    return b"".join(kept)


def _patterns(found: Sequence[Path]) -> Sequence[bytes]:
    """Return the usual names of canvases, and the places of those that are ``found``."""
    return [*_USUAL, *(_quoted(path) for path in found if not _is_usual(path))]


def _is_usual(path: Path) -> bool:
    return any(path.match(os.fsdecode(pattern)) for pattern in _USUAL)


def _quoted(path: Path) -> bytes:
    r"""Return a path as git's attributes take it: ``/a b[1]`` is ``"/a b\\[1]"``.

    The signs of a pattern are escaped, and the whole is quoted as in C where a blank, a
    newline or the like would end it.
    """
    escaped = re.sub(rb"[*?[\\]", rb"\\\g<0>", b"/" + os.fsencode(path.as_posix()))
    if not re.search(rb'[\x00-\x20\x7f"]', escaped):
        return escaped
    inside = re.sub(rb'[\\"]', rb"\\\g<0>", escaped)
    return b'"%b"' % re.sub(rb"[\x00-\x1f\x7f]", lambda sign: b"\\%03o" % ord(sign[0]), inside)


def _settings() -> dict[str, str]:
    bmc = program()
    if bmc != "bmc":  # from elsewhere than here it is the same one only by its whole path
        bmc = shlex.quote(str(Path(sys.argv[0]).absolute()))
    # Git fills in what stands behind a %, also in a path; a file may be named -o or -.
    driver = bmc.replace("%", "%%")
    text = (
        'case "$1" in -) set -- ./-;; esac; '
        '"$0" export --format md -- "$1" 2>/dev/null || cat <"$1"'
    )
    return {
        "merge.bmc.name": "Business Model Canvas, by its notes",
        "merge.bmc.driver": (
            f"if command -v {driver} >/dev/null; then {driver} merge %O %A %B -o %A --name %P;"
            " else git merge-file %A %O %B; fi"
        ),
        "diff.bmc.textconv": f"exec </dev/null; sh -c '{text}' {bmc}",
    }

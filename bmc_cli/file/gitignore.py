"""Which files a repository ignores, read from its ``.gitignore`` files.

Read here and not asked of git: git, in a stranger's folder, can be made to start programs.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import disk

_MOST_BYTES = 64_000  # a larger one is nobody's work: it is not followed
_MOST_SIGNS = 1_000  # of a pattern for a name, which has 255 at the most
_ANY = "**"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of an ignore file.

    ``parts`` are the patterns of the path's parts, ``**`` for any number of them; ``keeps``
    says that what matches is not ignored after all (``!``).
    """

    parts: tuple[str, ...]
    keeps: bool
    folders_only: bool

    def matches(self, names: Sequence[str], *, is_folder: bool) -> bool:
        """Whether it speaks of the path with the parts ``names``, below the rule's folder."""
        if self.folders_only and not is_folder:
            return False
        at = part = 0
        retry: tuple[int, int] | None = None
        while at < len(names):
            if part < len(self.parts) and self.parts[part] == _ANY:
                part += 1
                retry = (at, part)
            elif part < len(self.parts) and fnmatch.fnmatchcase(names[at], self.parts[part]):
                at, part = at + 1, part + 1
            elif retry is not None:
                at, part = retry[0] + 1, retry[1]
                retry = (at, part)
            else:
                return False
        return part == len(self.parts)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one ignore file, which stands ``depth`` folders below the top.

    ``names`` is the pattern of all names that any of them ends with: most names match none.
    """

    depth: int
    rules: tuple[Rule, ...]
    names: re.Pattern[str]


def spelled(name: str) -> str:
    """Return a file name as rules see it: they are about bytes, a character for each."""
    return name if name.isascii() else os.fsencode(name).decode("latin-1")


def is_ignored(path: Sequence[str], known: Sequence[Rules], *, is_folder: bool) -> bool:
    """Whether the last rule that speaks of ``path``, its parts from the top, ignores it.

    The parts are ``spelled``; ``known`` are the rules of the folders above, from the top down.
    """
    for rules in reversed(known):
        if not rules.names.match(path[-1]):
            continue
        below = path[rules.depth :]
        for rule in reversed(rules.rules):
            if rule.matches(below, is_folder=is_folder):
                return not rule.keeps
    return False


def is_top(folder: Path) -> bool:
    """Whether a repository begins at ``folder``."""
    return os.path.lexists(folder / ".git")


def rules_in(folder: Path, depth: int) -> tuple[Rules, ...]:
    """Return the rules that stand in ``folder``, in their order; it is ``depth`` below the top."""
    names = [".git/info/exclude", ".gitignore"] if depth == 0 else [".gitignore"]
    found = (parse(_text(folder / name), depth) for name in names)
    return tuple(rules for rules in found if rules.rules)


def _text(path: Path) -> str:
    """Return the text of an ignore file, "" for what git would not read either: a link, a pipe."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return ""
        return disk.read_whole(path, _MOST_BYTES).removeprefix(BOM_UTF8).decode("latin-1")
    except (OSError, BmcError):
        return ""


def parse(text: str, depth: int) -> Rules:
    """Return the rules in the text of an ignore file."""
    found = (_rule(line.removesuffix("\r")) for line in text.split("\n"))
    rules = tuple(rule for rule in found if rule is not None)
    return Rules(
        depth, rules, re.compile("|".join({fnmatch.translate(rule.parts[-1]) for rule in rules}))
    )


def _rule(line: str) -> Rule | None:
    if line.startswith("#"):
        return None
    line = _trimmed(line)
    keeps = line.startswith("!")
    pattern = line[keeps:]
    folders_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    parts = [_glob(part) for part in pattern.removeprefix("/").split("/")]
    if not all(_is_possible(part) for part in parts):
        return None
    if "/" not in pattern:
        parts.insert(0, _ANY)
    if parts[-1] == _ANY:
        parts.append("*")  # what is below, and not the folder itself
    return Rule(tuple(parts), keeps, folders_only)


def _is_possible(part: str) -> bool:
    """Whether a name can match: not nothing, nor a bracket that is not closed, nor very long."""
    return 0 < len(part) <= _MOST_SIGNS and part.rfind("[") <= part.rfind("]")


def _trimmed(line: str) -> str:
    """Return ``line`` without the spaces at its end, but for one after a backslash."""
    short = line.rstrip(" ")
    is_meant = (len(short) - len(short.rstrip("\\"))) % 2
    return line[: len(short) + is_meant]


def _glob(part: str) -> str:
    """Return git's pattern for a part of a path as ``fnmatch`` writes it: ``\\*`` is ``[*]``."""
    if part == _ANY:
        return part
    escaped = re.sub(r"\\(.)", lambda sign: f"[{sign[1]}]" if sign[1] in "*?[" else sign[1], part)
    return re.sub(r"\*\*+", "*", escaped).replace("[^", "[!")

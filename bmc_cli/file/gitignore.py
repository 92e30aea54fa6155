"""Which files a repository ignores, read from its ``.gitignore`` files.

Read here and not asked of git: git, in a stranger's folder, can be made to start programs.
"""

from __future__ import annotations

import fnmatch
import functools
import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import disk

_MOST_BYTES = 64_000  # a larger one is nobody's work: it is not followed
_MOST_CHARACTERS = 1_000  # of a pattern for a name, which has 255 at the most
_ANY = "**"

MOST_PATTERNS = 500
"""Rules with a pattern that hold in one folder, those of the folders above it too.

Each file is held against each of them; names and paths without a pattern are looked up.
"""


@dataclass(slots=True)
class Room:
    """How much of ignore files one search still follows, in all the folders it comes through.

    In characters, and in rules with a pattern: one file of each size is cheap, hundreds are not.
    """

    characters: int = 500_000
    patterns: int = 5_000


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
            elif part < len(self.parts) and _pattern(self.parts[part])(names[at]):
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

    ``keeps`` has a flag for each; ``plain`` maps the parts of those without a pattern, and
    whether they are for folders only, to their place in it; ``patterns`` are the others.
    ``names`` is the pattern of all names that any of these ends with: most names match none.
    """

    file: Path
    depth: int
    keeps: tuple[bool, ...] = ()
    plain: Mapping[tuple[tuple[str, ...], bool], int] = field(default_factory=dict)
    patterns: tuple[tuple[int, Rule], ...] = ()
    names: re.Pattern[str] = re.compile("")
    is_followed: bool = True

    def says(self, path: Sequence[str], *, is_folder: bool) -> bool | None:
        """Whether the last rule that speaks of ``path`` ignores it; None when none does."""
        below = tuple(path[self.depth :])
        last = max(
            self.plain.get((parts, folders_only), -1)
            for parts in ((_ANY, below[-1]), below)
            for folders_only in ((False, True) if is_folder else (False,))
        )
        if self.patterns and self.names.match(below[-1]):
            for at, rule in reversed(self.patterns):
                if at < last:
                    break
                if rule.matches(below, is_folder=is_folder):
                    last = at
                    break
        return None if last < 0 else not self.keeps[last]


@functools.lru_cache(maxsize=4096)
def _pattern(part: str) -> Callable[[str], object]:
    return re.compile(fnmatch.translate(part)).match


def byte_text(name: str) -> str:
    """Return a file name as rules see it: they are about bytes, a character for each."""
    return name if name.isascii() else os.fsencode(name).decode("latin-1")


def is_ignored(path: Sequence[str], known: Sequence[Rules], *, is_folder: bool) -> bool:
    """Whether the last rule that speaks of ``path``, its parts from the top, ignores it.

    The parts are ``byte_text``; ``known`` are the rules of the folders above, from the top down.
    """
    for rules in reversed(known):
        said = rules.says(path, is_folder=is_folder)
        if said is not None:
            return said
    return False


def is_top(folder: Path) -> bool:
    """Whether a repository begins at ``folder``."""
    return os.path.lexists(folder / ".git")


def rules_in(folder: Path, depth: int, above: Sequence[Rules], room: Room) -> Iterator[Rules]:
    """Yield the rules that stand in ``folder``, in their order; it is ``depth`` below the top.

    What is too long, or has too many patterns beside those ``above``, is not followed; nor is
    what there is no ``room`` for, and what is followed takes of it.
    """
    known = sum(len(rules.patterns) for rules in above)
    for name in [".git/info/exclude", ".gitignore"] if depth == 0 else [".gitignore"]:
        file = folder / name
        text = _text(file, min(_MOST_BYTES, room.characters))
        if text is None:
            yield Rules(file, depth, is_followed=False)
            continue
        room.characters -= len(text)
        rules = parse(text, depth, file, min(MOST_PATTERNS - known, room.patterns))
        known += len(rules.patterns)
        room.patterns -= len(rules.patterns)
        if rules.keeps or not rules.is_followed:
            yield rules


def _text(path: Path, most: int) -> str | None:
    """Return the text of an ignore file, None for one of more than ``most`` bytes.

    That is "" for what git would not read either: a link, a pipe.
    """
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return ""
        return disk.read_whole(path, most).removeprefix(BOM_UTF8).decode("latin-1")
    except OSError:
        return ""
    except BmcError:
        return None


def parse(text: str, depth: int, file: Path, most: int) -> Rules:
    """Return the rules in the text of an ignore file, if no more than ``most`` have a pattern."""
    found = [rule for line in text.split("\n") if (rule := _rule(line.removesuffix("\r")))]
    keeps = tuple(rule.keeps for rule in found)
    plain, patterns = {}, []
    for at, rule in enumerate(found):
        named = rule.parts[1:] if rule.parts[0] == _ANY and len(rule.parts) == 2 else rule.parts
        if any(re.search(r"[*?[]", part) for part in named):
            patterns.append((at, rule))
        else:
            plain[rule.parts, rule.folders_only] = at
    if len(patterns) > most:
        return Rules(file, depth, is_followed=False)
    last = {fnmatch.translate(rule.parts[-1]) for _, rule in patterns}
    return Rules(file, depth, keeps, plain, tuple(patterns), re.compile("|".join(last)))


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
    return 0 < len(part) <= _MOST_CHARACTERS and part.rfind("[") <= part.rfind("]")


def _trimmed(line: str) -> str:
    """Return ``line`` without the spaces at its end, but for one after a backslash."""
    short = line.rstrip(" ")
    is_meant = (len(short) - len(short.rstrip("\\"))) % 2
    return line[: len(short) + is_meant]


def _glob(part: str) -> str:
    r"""Return git's pattern for a part of a path as ``fnmatch`` writes it: ``\*`` is ``[*]``."""
    if part == _ANY:
        return part
    escaped = re.sub(
        r"\\(.)",
        lambda found: f"[{found[1]}]" if found[1] in "*?[" else found[1],
        part,
    )
    return re.sub(r"\*\*+", "*", escaped).replace("[^", "[!")

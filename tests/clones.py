"""Three people with a clone each of one bare repository, who edit one canvas."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bmc_cli.file.canvas_text import Document, read
from tests.repository import Repository

FILE = "canvas.yaml"
BASE = """\
# The bakery, as we see it.
bmc: 1
title: Bakery
author: Ann
customer_segments:
  - Families
  - Hotels
value_propositions:
  # what they come for
  - text: Fresh bread
    for: [Families, Hotels]
channels:
  - text: Shop
    who: Ann
  - text: Web shop
    for: [Families]
  - Van  # the old one
cost_structure:
  - Rent
"""

HAND = {
    "ann": [
        ("  - Van  # the old one", "  # ann: red\n  - Van  # the old one"),
        ("author: Ann", "author: Ann  # ann: for now"),
        ("    who: Ann", "    who: Ann\n    ann_key: 1"),
        ("  - Rent\n", "  - Rent\n  - Ann's oven\n"),
    ],
    "ben": [
        ("  - Families\n", "  # ben: most of them\n  - Families\n"),
        ("bmc: 1\n", "bmc: 1\nben_key: {a: 1}\n"),
        ("  - Rent\n", "  - Ben's flour\n  - Rent\n"),
    ],
    "cid": [
        ("# The bakery, as we see it.\n", "# The bakery, as we see it.\n# cid: read this\n"),
        ("    for: [Families]\n", "    for: [Families]\n    cid_key: yes\n"),
        ("  - Rent\n", "  - Rent  # cid: paid in May\n"),
    ],
}
"""What each writes with an editor."""

COMMANDS = {
    "ann": [
        ("1", "--set", "1", "Families nearby"),
        ("4", "--add", "Ann's stall", "--for", "B"),
        ("4", "--note", "2", "--later"),
    ],
    "ben": [
        ("4", "--remove", "3"),
        ("2", "--add", "Ben's cakes", "--for", "A"),
        ("4", "--note", "1", "--detail", "Ben's corner"),
    ],
    "cid": [
        ("4", "--move", "1", "2"),
        ("1", "--add", "Cid's schools"),
        ("2", "--note", "1", "--outlook", "Cid's sandwiches"),
    ],
}
"""What each does with ``bmc edit``, behind what they wrote."""


class Team:
    """The clones of some people, made of one that ``seeded`` has prepared."""

    def __init__(self, seed: Path, folder: Path) -> None:
        shutil.copytree(seed, folder, symlinks=True)
        self.people = {name: _opened(folder / name, seed / "tools") for name in HAND}
        for person in self.people.values():
            person.git("remote", "set-url", "origin", str(folder / "bare"))

    def __getitem__(self, name: str) -> Repository:
        return self.people[name]

    def works(self, name: str) -> None:
        """Let one make all their edits, and commit them."""
        edit(self[name], *HAND[name])
        for options in COMMANDS[name]:
            self[name].bmc("edit", options[0], *options[1:])
        self[name].commit(name)


def seeded(folder: Path) -> Path:
    """Make the bare repository and a clone for each, set up for canvases."""
    first = Repository(folder / "ann")
    first.programs.rename(folder / "tools")
    first.programs = folder / "tools"
    first.write(FILE, BASE)
    first.bmc("git-setup", "--yes")
    first.commit("set up")
    first.git("clone", "-q", "--bare", ".", "../bare")
    first.git("remote", "add", "origin", "../bare")
    first.git("fetch", "-q")
    first.git("branch", "-q", "--set-upstream-to=origin/main")
    for name in ("ben", "cid"):
        shutil.copytree(folder / "ann", folder / name)
    return folder


def _opened(folder: Path, programs: Path) -> Repository:
    found = Repository.__new__(Repository)
    found.folder, found.programs = folder, programs
    return found


def edit(person: Repository, *changes: tuple[str, str], name: str = FILE) -> None:
    """Change a file as somebody with an editor does; what is not there as it was is a slip."""
    path = person.folder / name
    text = path.read_bytes().decode()
    newline = "\r\n" if "\r\n" in text else "\n"
    for change in changes:
        old, new = (each.replace("\n", newline) for each in change)
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


def document(person: Repository, name: str = FILE) -> Document:
    return read((person.folder / name).read_bytes().decode(), name)


def marks(text: str) -> set[str]:
    """Return what the three wrote, each by the words that only they have in them."""
    return set(re.findall(r"# (?:ann|ben|cid): [\w ]+|\w+_key|(?:Ann|Ben|Cid)'s \w+", text))


WRITTEN = {
    name: marks("\n".join([*(new for _, new in HAND[name]), *map(" ".join, COMMANDS[name])]))
    for name in HAND
}
"""The marks of what each wrote."""

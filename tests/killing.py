"""Saves that are killed: a program of its own, that makes children and kills them.

``python -m tests.killing KIND FOLDER`` prints what it found, a line of JSON for each child.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bmc_cli.file.storage import change, create, load
from bmc_cli.model.canvas import Canvas, add
from bmc_cli.model.fields import Note
from tests.systemcalls import Calls, names_in

OLD = "bmc: 1\nchannels:\n  - Shop   # on the corner\n"
ROUNDS = 50


def note(text: str) -> Callable[[Canvas], Canvas]:
    return partial(add, key="channels", note=Note(text))


def edited(path: Path) -> None:
    change(path, note("Van"))


def made(path: Path) -> None:
    create(path, Canvas(blocks={"channels": (Note("Van"),)}))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before_call(folder: Path, at: int) -> None:
    """Let this process die just before its call number ``at``."""
    calls = Calls(folder, lambda number, name: die() if number == at else None)
    calls.watch(pytest.MonkeyPatch())


def after_byte(folder: Path, at: int) -> None:
    """Let this process die when it has written ``at`` bytes of a file."""
    write = os.write

    def dying(handle: int, data: bytes) -> int:
        done = write(handle, data[:at])
        if done == at:
            die()
        return done

    os.write = dying  # type: ignore[assignment]


def forked(work: Callable[[], None]) -> int:
    """Run ``work`` in a child; return the child's number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def found(folder: Path) -> tuple[str | None, list[str]]:
    """Return the canvas in ``folder`` and what saves left there besides."""
    path = folder / "canvas.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else None
    return text, [name for name in names_in(folder) if name != path.name]


def tell(news: list[object]) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()  # before the next child gets a copy of it


def sweep(folder: Path, save: Callable[[Path], None], wound: Callable[[Path, int], None]) -> None:
    """Kill a save at its first step, the next at its second and so on, till one is done."""
    path = folder / "canvas.yaml"
    for at in count(1):
        path.unlink(missing_ok=True)
        if save is edited:
            path.write_text(OLD, encoding="utf-8")

        def work(at: int = at) -> None:
            wound(folder, at)
            save(path)

        _, status = os.waitpid(forked(work), 0)
        text, left = found(folder)
        (change if path.exists() else create_later)(path, note("Later"))
        tell([os.WIFSIGNALED(status), text, left, *found(folder)])
        if not os.WIFSIGNALED(status):
            return


def create_later(path: Path, edit: Callable[[Canvas], Canvas]) -> None:
    create(path, edit(Canvas()))


def at_random(folder: Path) -> None:
    """Kill a program that saves one note after the other, at any moment."""
    path = folder / "canvas.yaml"
    dice = random.Random(20261123)
    for _ in range(ROUNDS):
        path.write_text(OLD, encoding="utf-8")
        reading, writing = os.pipe()

        def work(writing: int = writing) -> None:
            for number in count(1):
                change(path, note(f"Note {number}"))
                os.write(writing, b".")  # this one is saved: it is told

        child = forked(work)
        os.close(writing)
        told = sum(len(os.read(reading, 1)) for _ in range(dice.randint(1, 5)))
        for _ in range(dice.randrange(60_000)):  # any moment of the saves that follow
            pass
        os.kill(child, signal.SIGKILL)
        while more := os.read(reading, 1000):
            told += len(more)
        os.close(reading)
        os.waitpid(child, 0)
        text, left = found(folder)
        notes = [each.text for each in load(path).canvas.notes("channels")]
        change(path, note("Later"))
        tell([told, text, notes, left, *found(folder)])


KINDS: dict[str, Callable[[Path], None]] = {
    "edit": lambda folder: sweep(folder, edited, before_call),
    "edit by byte": lambda folder: sweep(folder, edited, after_byte),
    "new": lambda folder: sweep(folder, made, before_call),
    "new by byte": lambda folder: sweep(folder, made, after_byte),
    "random": at_random,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](Path(sys.argv[2]))

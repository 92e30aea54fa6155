"""Ways in which a file stops being the one that somebody works on."""

from __future__ import annotations

import os
from pathlib import Path


def delete(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "  - 'Bu", encoding="utf-8")


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "theirs").touch()


def make_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")


def make_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def lock_up(path: Path) -> None:
    path.chmod(0o444)


def point_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere/canvas.yaml")


def make_huge(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "# " + "x" * 1_000_000, encoding="utf-8")

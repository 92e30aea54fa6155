"""Every command runs in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

CANVAS = """\
# The bakery on the corner.
bmc: 1
title: Bakery
date: 2026-11-23
language: en

customer_segments:
  - Families
  - Hotels

channels:
  - Shop
  - text: Web shop
    detail: Order before ten
    for: [Families]
  - Van  # the old one
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def canvas(folder: Path) -> Path:
    """The file ``canvas.yaml`` of the folder that the commands run in."""
    path = folder / "canvas.yaml"
    path.write_text(CANVAS, encoding="utf-8")
    return path

"""What is in ``docs/`` is what the program makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("canvas.svg", "export tests/answers/bike-shop.en.yaml --format svg"),
        ("canvas.schema.json", "export --schema --lang en"),
    ],
)
def test_it_is_made_by_this_command(
    name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == bmc(*command.split()).out

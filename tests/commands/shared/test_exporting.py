"""What an export tells besides its file."""

from __future__ import annotations

import pytest

from bmc_cli.commands.shared import exporting
from bmc_cli.formats import pdf
from bmc_cli.formats.endings import Setting
from bmc_cli.model.canvas import Canvas
from bmc_cli.view import View
from tests.packs import pack


def test_signs_that_no_font_has_are_told_by_their_scripts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(_: View, setting: Setting) -> bytes:
        setting.on_missing(["\u0915", "\u0e01", "\u0e02", "\u0e03", "\u0e04", "\u0e05", "\u0e06"])
        return b"made"

    monkeypatch.setattr(pdf, "write", write)
    assert exporting.make("pdf", Canvas(), pack("en"), exporting.Look()) == b"made"
    said = " ".join(capsys.readouterr().err.split())
    assert "Devanagari (क), Thai (ก ข ฃ ค ฅ …)" in said
    assert "export again" in said

"""The table of formats: a row and a file make a format, and nothing else knows of one."""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from types import ModuleType

import pytest

from bmc_cli.formats.endings import FORMATS, Format
from bmc_cli.model.canvas import Canvas
from bmc_cli.view import View
from tests.commandline import bmc


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_writes_what_its_row_says(name: str) -> None:
    wanted = FORMATS[name]
    write = import_module(f"bmc_cli.formats.{wanted.file}").write
    taken = list(inspect.signature(write).parameters.values())
    assert [each.annotation for each in taken] == (
        ["Canvas"] if wanted.is_data else ["View", "Setting"]
    )
    assert inspect.signature(write).return_annotation == ("str" if wanted.is_text else "bytes")


def test_a_file_and_a_row_are_a_format(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    count = ModuleType("bmc_cli.formats.count")
    vars(count)["write"] = lambda view, _: "".join(
        f"{block.title}: {len(block.notes)}\n" for block in view.blocks.values()
    )
    monkeypatch.setitem(sys.modules, count.__name__, count)
    monkeypatch.setitem(FORMATS, "count", Format("count"))
    folder = tmp_path_factory.mktemp("counted")
    monkeypatch.chdir(folder)
    (folder / "canvas.yaml").write_text("bmc: 1\nchannels: [Shop, Van]\n", encoding="utf-8")
    assert bmc("export", "-o", "canvas.count").code == 0
    assert "Channels: 2\n" in (folder / "canvas.count").read_text(encoding="utf-8")
    assert bmc("export", "--format", "count", "--story").code == 2
    assert "count" in bmc("export", "--format", "doc").err


def test_a_format_of_data_is_given_the_canvas_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ModuleType("bmc_cli.formats.lines")
    vars(data)["write"] = lambda canvas: canvas.title.encode()
    monkeypatch.setitem(sys.modules, data.__name__, data)

    def unseen() -> View:
        raise AssertionError("no view is made of data")

    made = Format("lines", is_data=True).of(Canvas("\x1b[1m"), unseen, None)  # type: ignore[arg-type]
    assert made == b"\x1b[1m"

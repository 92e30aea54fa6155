"""The pack that a canvas names: what is remembered, and what is opened of what a stranger names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file import own_packs
from bmc_cli.file.own_packs import load_named, name_for, own_pack
from bmc_cli.file.packs import load_language


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a canvas in it, beside one that is not its own."""
    for name in ("mine/deeper", "others"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("mine/own.yaml", "mine/deeper/own.yaml", "others/own.yaml"):
        (tmp_path / name).write_text(f"extends: nl\nname: {name}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.mark.parametrize(
    ("prompts", "name"),
    [
        pytest.param("own.yaml", "own.yaml", id="beside the canvas"),
        pytest.param("./deeper/../own.yaml", "own.yaml", id="said in a roundabout way"),
        pytest.param("deeper/own.yaml", "deeper/own.yaml", id="below it"),
        pytest.param("../others/own.yaml", "", id="elsewhere"),
        pytest.param("nl", "nl", id="an installed one"),
        pytest.param(None, "", id="none"),
    ],
)
def test_a_canvas_remembers_a_pack_that_goes_along_with_it(
    folder: Path, prompts: str | None, name: str
) -> None:
    found = name_for(Path(prompts) if prompts else None, folder / "canvas.yaml")
    assert found == name
    if name:
        assert own_pack(name, Path("canvas.yaml")) == load_named(Path(prompts or ""))


def test_a_file_that_is_called_as_an_installed_pack_is_remembered_as_a_file(folder: Path) -> None:
    (folder / "nl").write_text("extends: en\nname: A file\n", encoding="utf-8")
    name = name_for(Path("nl"), Path("canvas.yaml"))
    assert name == "./nl"
    assert own_pack(name, Path("canvas.yaml")).name == load_named(Path("nl")).name == "A file"
    assert own_pack("nl", Path("canvas.yaml")) == load_language("nl")


@pytest.mark.parametrize("link", ["deeper/link.yaml", "deeper/folder"])
def test_a_link_to_a_pack_elsewhere_is_neither_remembered_nor_followed(
    folder: Path, link: str
) -> None:
    (folder / "deeper" / "link.yaml").symlink_to("../../others/own.yaml")
    (folder / "deeper" / "folder").symlink_to("../../others")
    named = link if link.endswith(".yaml") else f"{link}/own.yaml"
    assert name_for(Path(named), Path("canvas.yaml")) == ""
    with pytest.raises(BmcError) as caught:
        own_pack(named, Path("canvas.yaml"))
    assert caught.value.reason == "own_pack_outside"


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("deeper/own.yaml")
    assert own_pack("link.yaml", Path("canvas.yaml")).name == "mine/deeper/own.yaml"
    assert name_for(Path("link.yaml"), Path("canvas.yaml")) == "deeper/own.yaml"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("/etc/hostname", "own_pack_outside", id="an absolute path"),
        pytest.param("/dev/zero", "own_pack_outside", id="a device"),
        pytest.param("../others/own.yaml", "own_pack_outside", id="up"),
        pytest.param("deeper/../own.yaml", "own_pack_outside", id="up and down"),
        pytest.param("..\\others\\own.yaml", "own_pack_outside", id="up, on Windows"),
        pytest.param("C:\\own.yaml", "own_pack_outside", id="a drive"),
        pytest.param("\\\\server\\own.yaml", "own_pack_outside", id="a server"),
        pytest.param("https://example.org/own.yaml", "own_pack_outside", id="a URL"),
        pytest.param("own.yaml\0", "own_pack_outside", id="NUL"),
        pytest.param("own\n.yaml", "own_pack_outside", id="a new line"),
        pytest.param("own\ud800.yaml", "own_pack_outside", id="half a letter"),
        pytest.param("gone.yaml", "own_pack_gone", id="not there"),
        pytest.param("own.yaml/own.yaml", "own_pack_gone", id="below a file"),
        pytest.param("deeper", "own_pack_unfit", id="a folder"),
        pytest.param("x" * 300, "own_pack_unfit", id="too long a name"),
        pytest.param("wrong.yaml", "own_pack_unfit", id="no pack"),
        pytest.param("fr", "own_pack_gone", id="a language that is not installed"),
    ],
)
def test_nothing_else_that_a_canvas_names_is_used(folder: Path, name: str, reason: str) -> None:
    (folder / "wrong.yaml").write_text("extends: nl\nquestion: x\n", encoding="utf-8")
    with pytest.raises(BmcError) as caught:
        own_pack(name, Path("canvas.yaml"))
    assert caught.value.reason == reason
    place = caught.value.place
    assert (place and place[:3]) == (("wrong.yaml", 2, 1) if name == "wrong.yaml" else None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "fifo")
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("opened"))
    with pytest.raises(BmcError) as caught:
        own_pack("fifo", Path("canvas.yaml"))
    assert caught.value.reason == "own_pack_unfit"


def test_what_leads_out_is_not_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "link.yaml").symlink_to("../others/own.yaml")
    monkeypatch.setattr(own_packs, "load_file", lambda _: pytest.fail("opened"))
    for name in ("link.yaml", "../others/own.yaml", str(folder.parent / "others" / "own.yaml")):
        with pytest.raises(BmcError):
            own_pack(name, Path("canvas.yaml"))


def test_a_pack_is_read_again_when_it_changed(folder: Path) -> None:
    own = folder / "own.yaml"
    before = own_pack("own.yaml", Path("canvas.yaml"))
    assert own_pack("own.yaml", Path("canvas.yaml")) is before
    own.write_text("extends: nl\nname: Other\n", encoding="utf-8")
    assert own_pack("own.yaml", Path("canvas.yaml")).name == "Other"


def test_the_folder_is_that_of_the_canvas_and_not_of_a_link_to_it(folder: Path) -> None:
    (folder / "canvas.yaml").write_text("bmc: 1\n", encoding="utf-8")
    link = folder.parent / "others" / "canvas.yaml"
    link.symlink_to(folder / "canvas.yaml")
    assert own_pack("own.yaml", link).name == "mine/own.yaml"

"""The folder without Python has the licence of all that it carries, or is not made."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LICENCES: dict[str, Any] = runpy.run_path(str(ROOT / ".ci" / "licences"))


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / "_internal" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "_internal" / name).touch()
    return folder


def test_a_library_whose_licence_nobody_knows_is_named(tmp_path: Path) -> None:
    folder = put(tmp_path, "libreadline.so.8", "libz.so.1", "somebody/_fast.abi3.so", "LICENSE")
    found = LICENCES["unknown_libraries"](folder, [])
    assert found == ["libreadline.so.8", "somebody/_fast.abi3.so"]


@pytest.mark.parametrize(
    "name",
    [
        *("libffi.so.8", "libexpat.so.1", "libmpdec.so.3", "libpython3.13.so.1.0"),
        "python3.13/lib-dynload/_json.cpython-313-x86_64-linux-gnu.so",
        *("libpython3.13.dylib", "Python.framework/Versions/3.13/Python", "Python"),
        "python3.13/lib-dynload/_json.cpython-313-darwin.so",
        *("python313.dll", "VCRUNTIME140_1.dll", "libffi-8.dll", "_socket.pyd", "ucrtbase.dll"),
        "api-ms-win-core-file-l1-1-0.dll",
    ],
)
def test_what_python_brings_is_known_on_every_system(name: str, tmp_path: Path) -> None:
    assert LICENCES["unknown_libraries"](put(tmp_path, name), []) == []


def test_a_module_of_no_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path, "ast.pyc", "json/decoder.pyc", "rich/table.pyc", "stray/inside.pyc")
    with pytest.raises(SystemExit, match="stray"):
        LICENCES["packages"](folder)
    (folder / "_internal/stray/inside.pyc").unlink()
    monkeypatch.setitem(LICENCES["packages"].__globals__, "distribution", str.upper)
    assert LICENCES["packages"](folder) == ["PYINSTALLER", "RICH"]


def test_each_package_that_bmc_stands_on_comes_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for need in project["dependencies"]:
        name = re.split("[<>=]", need)[0]
        assert len(LICENCES["licence"](distribution(name)).splitlines()) > 10


def test_the_folder_is_made_without_what_bmc_does_not_use() -> None:
    """Readline is under the GPL: a folder with it could not be handed out under MIT."""
    without = re.search(
        r"^without=\((.*)\)$", (ROOT / ".ci" / "freeze").read_text("utf-8"), re.MULTILINE
    )
    assert without
    left_out = without[1].split()
    assert {"readline", "ssl"} <= set(left_out)
    used = "|".join(left_out)
    for path in (ROOT / "bmc_cli").rglob("*.py"):
        if path.parent.name != "proven":
            text = path.read_text(encoding="utf-8")
            assert not re.search(rf"^\s*(import|from) ({used})\b", text, re.MULTILINE), path

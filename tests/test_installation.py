"""What is advised to install is right for the very installation that advises it."""

from __future__ import annotations

import json
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bmc_cli import installation
from bmc_cli.formats.extras import lacking
from bmc_cli.installation import EXTRAS, adding, again

PIP = ["/env/bin/python", "-P", "-m", "pip", "install"]
FORCED = ["--force-reinstall", "--no-deps"]
WHEEL = "https://example.org/bmc_cli-1-py3-none-any.whl"
GIT = {"url": "https://example.org/bmc", "vcs_info": {"vcs": "git", "commit_id": "abc"}}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without bmc, and a checkout beside it."""
    (tmp_path / "my checkout").mkdir()
    (tmp_path / "bmc-cli").mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "bmc-cli"))
    monkeypatch.setattr(sys, "executable", "/env/bin/python")
    monkeypatch.setattr(installation, "find_spec", lambda _: object())
    return tmp_path


def install(home: Path, monkeypatch: pytest.MonkeyPatch, source: Any, by: str = "pip") -> None:
    """Put the metadata there that an installer leaves."""
    folder = home / "site" / "bmc_cli-9.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Name: bmc-cli\nVersion: 9\n", encoding="utf-8")
    (folder / "INSTALLER").write_text(f"{by}\n", encoding="utf-8")
    if source is not None:
        text = source if isinstance(source, str) else json.dumps(source)
        (folder / "direct_url.json").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))


def checkout(home: Path, *, editable: bool) -> dict[str, Any]:
    info = {"editable": True} if editable else {}
    return {"url": (home / "my checkout").as_uri(), "dir_info": info}


class TestOfACheckout:
    @pytest.mark.parametrize("editable", [True, False])
    def test_its_folder_has_the_extra(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, editable: bool
    ) -> None:
        install(home, monkeypatch, checkout(home, editable=editable))
        where, option = str(home / "my checkout"), ["-e"] if editable else []
        assert shlex.split(adding("pdf")) == [*PIP, *option, f"{where}[pdf]"]
        assert shlex.split(again()) == [*PIP, *FORCED, *option, where]

    def test_that_is_gone_the_library_is_enough(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(home, monkeypatch, checkout(home, editable=False))
        (home / "my checkout").rmdir()
        assert shlex.split(adding("png")) == [*PIP, "resvg-py>=0.5,<0.6"]
        assert again() == ""


@pytest.mark.parametrize(
    ("source", "where"),
    [
        pytest.param({"url": WHEEL, "archive_info": {}}, [*PIP, *FORCED, WHEEL], id="a wheel"),
        pytest.param(
            {"url": "file:///gone.whl", "archive_info": {}}, [], id="a wheel that is gone"
        ),
        pytest.param(GIT, [], id="git"),
        pytest.param(
            {"url": WHEEL, "archive_info": {}, "subdirectory": "x"}, [], id="a part of an archive"
        ),
        pytest.param(None, [], id="an index"),
        pytest.param("{", [], id="what cannot be read"),
        pytest.param([], [], id="what is none"),
    ],
)
def test_elsewhere_the_library_is_named_and_never_our_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, source: Any, where: list[str]
) -> None:
    install(home, monkeypatch, source)
    assert shlex.split(adding("pdf")) == [*PIP, "weasyprint>=70,<71"]
    assert shlex.split(again()) == where


@pytest.mark.parametrize(
    ("by", "start"),
    [
        pytest.param("uv", ["uv", "pip", "install", "--python", PIP[0]], id="uv"),
        pytest.param("pip", ["pip", "--python", PIP[0], "install"], id="a pip from elsewhere"),
    ],
)
def test_without_a_pip_of_its_own_it_is_the_installer_s(
    home: Path, monkeypatch: pytest.MonkeyPatch, by: str, start: list[str]
) -> None:
    install(home, monkeypatch, None, by)
    monkeypatch.setattr(installation, "find_spec", lambda _: None)
    assert shlex.split(adding("pdf")) == [*start, "weasyprint>=70,<71"]


def test_pipx_injects_the_library(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(home, monkeypatch, checkout(home, editable=False))
    (home / "bmc-cli" / "pipx_metadata.json").write_text("{}", encoding="utf-8")
    assert adding("pdf") == "pipx inject bmc-cli 'weasyprint>=70,<71'"
    assert again() == "pipx reinstall bmc-cli"


def test_the_folder_without_python_advises_no_installer(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(home, monkeypatch, checkout(home, editable=False))
    assert lacking("pdf").reason == "extra_missing"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert (lacking("pdf").reason, lacking("pdf").values) == ("extra_not_carried", {"extra": "pdf"})
    assert (adding("pdf"), again()) == ("", "")


def test_the_extras_are_those_of_the_project() -> None:
    project = tomllib.loads(
        (Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    )
    found = project["project"]["optional-dependencies"]
    assert found == {extra: [*libraries] for extra, libraries in EXTRAS.items()}

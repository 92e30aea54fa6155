"""What is handed out: built, installed in an empty environment, and run from another folder."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from itertools import chain, pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bmc_cli import __version__
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import BLOCKS
from tests.terminal import environment

ROOT = Path(__file__).resolve().parent.parent
_MADE = ".ci/lock"  # how it says that it was made


def run(*command: str | Path, cwd: Path, stdin: str = "", **env: str) -> str:
    """Run a program that must succeed; return what it wrote."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**environment(), "PYTHONPATH": "", **env},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has nothing but the wheel and what it needs.

    What it needs is borrowed from this environment: there may be no network.
    """
    home = tmp_path_factory.mktemp("environment") / "home"
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    run(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel, cwd=home.parent)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(run(python, "-c", where, cwd=home.parent).strip())
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_the_packs_in_the_wheel_are_those_of_the_checkout_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = {
            name.removeprefix("bmc_cli/prompts/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("bmc_cli/prompts/")
        }
    folder = ROOT / "prompts"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert shipped == {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    assert {"en.yaml", "nl.yaml", "help/nl.yaml"} <= set(shipped)


@pytest.mark.parametrize("path", ["man1/bmc.1", "nl/man1/bmc.1"])
def test_man_finds_the_page_of_each_language(installed: Path, path: str) -> None:
    page = installed.parent / "share" / "man" / path
    assert page.read_bytes() == (ROOT / "man" / path).read_bytes()


def test_the_wheel_has_every_module_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("bmc_cli/")}
        beside = {name.split("/")[0].partition("-")[2] for name in {*archive.namelist()} - names}
    assert beside == {f"{__version__}.dist-info", f"{__version__}.data"}
    modules = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("bmc_cli/**/*.py")}
    packs = {name for name in names if name.startswith("bmc_cli/prompts/")}
    patterns = {f"bmc_cli/drawing/patterns/{language}.txt" for language in ("en", "nl")}
    looks = sorted((ROOT / "bmc_cli" / "formats").glob("*.[cj]s*"))
    styles = {path.relative_to(ROOT).as_posix() for path in looks}
    others = {"bmc_cli/py.typed", "bmc_cli/words/block_names.txt", *styles, *patterns}
    assert names - packs == modules | others


def test_the_wheel_says_what_it_is_and_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        about = HeaderParser().parsestr(archive.read(name).decode())
    assert (about["Name"], about["Version"]) == ("bmc-cli", __version__)
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"
    needs = {
        re.split("[<>]", need)[0]: need.partition("extra == ")[2]
        for need in about.get_all("Requires-Dist", [])
    }
    always = dict.fromkeys(("typer", "rich", "questionary", "pyyaml", "markdown-it-py"), "")
    office = dict.fromkeys(("python-pptx", "python-calamine"), "'office'")
    assert needs == {**always, "weasyprint": "'pdf'", "resvg-py": "'png'", **office}


def test_the_source_archive_has_packs_and_tests_and_no_litter(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"prompts/nl.yaml", "tests/test_distribution.py", "README.md", "LICENSE"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(".venv")]


def test_another_builder_gets_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """The wheel of ``built`` is from its archive, unpacked elsewhere; this one is from here."""
    build = (sys.executable, "-m", "hatchling", "build", "-d", tmp_path)
    run(*build, cwd=ROOT, TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in built.iterdir()
    }


def test_it_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "bmc", "--version", cwd=tmp_path) == f"bmc {__version__}\n"
    pack = (ROOT / "prompts" / "nl.yaml").read_text(encoding="utf-8")
    assert run(installed / "bmc", "prompts", "nl", cwd=tmp_path) == pack
    run(installed / "bmc", "new", "--template", cwd=tmp_path)
    assert load(tmp_path / "canvas.yaml").canvas.blocks == {block.key: () for block in BLOCKS}
    assert "1 Segments" in run(installed / "bmc", "show", cwd=tmp_path)
    answers = "Bakery\n\nFamilies\n"
    run(installed / "bmc", "new", "bakery", "--plain", cwd=tmp_path, stdin=answers)
    assert load(tmp_path / "bakery.yaml").canvas.title == "Bakery"


def test_what_runs_is_the_installed_package_and_not_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    python = installed / Path(sys.executable).name
    where = run(python, "-c", "import bmc_cli; print(bmc_cli.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_an_installation_without_packs_says_so(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "unpacked")
    shutil.rmtree(tmp_path / "unpacked" / "bmc_cli" / "prompts")
    done = subprocess.run(
        [sys.executable, "-m", "bmc_cli", "prompts", "nl"],
        cwd=tmp_path,
        env={**environment(), "PYTHONPATH": str(tmp_path / "unpacked")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("bmc: the prompt packs are missing from ")
    assert done.stderr.endswith("\n  Install it again: as you did before\n")


def test_what_is_advised_is_for_this_installation(installed: Path, tmp_path: Path) -> None:
    python = installed / Path(sys.executable).name
    said = "from bmc_cli.installation import adding, again; print(adding('pdf')); print(again())"
    adding, again = run(python, "-c", said, cwd=tmp_path).splitlines()
    assert shlex.split(adding) == [str(python), "-P", "-m", "pip", "install", "weasyprint>=70,<71"]
    assert shlex.split(again)[:-1] == [
        *(str(python), "-P", "-m", "pip", "install", "--force-reinstall", "--no-deps")
    ]
    assert shlex.split(again)[-1].endswith("-py3-none-any.whl")


def test_the_lock_has_a_hash_for_everything_and_nothing_of_one_machine() -> None:
    lines = (ROOT / "requirements" / "ci.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith((" ", "#"))]
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==\S+ (; .+ )?\\", line)] == []
    assert [line for line in lines if "/" in line and not line.endswith(_MADE)] == []
    hashed = [before for before, line in pairwise(lines) if "--hash=sha256:" in line]
    assert [pin for pin in pins if pin not in hashed] == []


def test_the_lock_has_all_that_is_asked_for() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = about["project"], about["dependency-groups"]
    asked = [project["dependencies"], *project["optional-dependencies"].values(), *groups.values()]
    locked = dict(
        re.findall(r"^(\S+)==(\S+)", (ROOT / "requirements" / "ci.txt").read_text(), re.MULTILINE)
    )
    for need in (Requirement(each) for each in chain(*asked)):
        assert locked.get(need.name, "nothing") in need.specifier, need

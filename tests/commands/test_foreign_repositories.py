"""In a stranger's repository nothing of the stranger's runs, and nothing is written elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.shared.test_completion import offered
from tests.traps import Traps

UNFILTERED = "-c filter.trap.process= -c filter.trap.clean=cat"


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Traps:
    return Traps(tmp_path_factory.mktemp("traps"))


@pytest.fixture
def here(traps: Traps, monkeypatch: pytest.MonkeyPatch) -> Traps:
    monkeypatch.chdir(traps.repository.folder)
    monkeypatch.setenv("BMC_HISTORY", "off")
    monkeypatch.setenv("BMC_LANG", "en")
    traps.forget()
    return traps


@pytest.mark.parametrize(
    ("command", "trap"),
    [
        pytest.param("status", "included", id="while it looks at files"),
        pytest.param("cat-file blob HEAD:canvas.yaml", "remote.path.uploadpack", id="a path"),
        pytest.param("cat-file blob HEAD:canvas.yaml", "core.sshCommand", id="over ssh"),
        pytest.param("cat-file blob HEAD:canvas.yaml", "core.gitProxy", id="through a proxy"),
        pytest.param("cat-file blob HEAD:canvas.yaml", "ext", id="a command for an address"),
        pytest.param("cat-file blob HEAD:canvas.yaml", "vcs", id="a helper"),
        pytest.param(f"{UNFILTERED} diff -- odd*", "diff.trap.command", id="by attributes"),
        pytest.param("add canvas.yaml", "filter.trap.process", id="while it reads a file"),
        pytest.param("update-ref refs/heads/x HEAD", "hook-reference-transaction", id="a hook"),
    ],
)
def test_the_traps_are_armed(here: Traps, command: str, trap: str) -> None:
    here.repository.git(*command.split(), code=None)
    assert trap in here.sprung()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param("list", 0, id="list"),
        pytest.param("list --json", 0, id="list for programs"),
        pytest.param("list --find shop", 0, id="find"),
        pytest.param("list nested", 0, id="list one below"),
        pytest.param("list bare", 0, id="list a bare one"),
        pytest.param("export . -o ../out/ --force", 0, id="export the folder"),
        pytest.param("export canvas.yaml -o ../out.html --force", 0, id="export"),
        pytest.param("diff", 1, id="diff"),
        pytest.param("diff canvas.yaml@HEAD", 1, id="diff with a revision"),
        pytest.param("diff canvas.yaml@main canvas.yaml", 1, id="diff with a branch"),
        pytest.param("diff nested/canvas.yaml", 1, id="diff below"),
        pytest.param("diff HEAD", 1, id="diff since a revision"),
        pytest.param("diff HEAD~1...main", 1, id="diff since they parted"),
        pytest.param("diff nowhere", 1, id="diff since what is no revision"),
        pytest.param("diff HEAD~1 latter.yaml", 0, id="diff over a new name"),
        pytest.param("show latter.yaml@HEAD~1", 0, id="show under a former name"),
        pytest.param("show canvas.yaml@HEAD", 1, id="show a revision"),
        pytest.param("check @HEAD", 3, id="check a revision"),
        pytest.param("story @HEAD", 1, id="story of a revision"),
        pytest.param("merge canvas.yaml@HEAD canvas.yaml nested/canvas.yaml", 1, id="merge one"),
        pytest.param("diff bare/canvas.yaml", 1, id="diff in a bare one"),
        pytest.param("diff linked/canvas.yaml", 1, id="diff of another place"),
        pytest.param("diff canvas.yaml nested/canvas.yaml --grid", 0, id="diff of two files"),
        pytest.param("show", 0, id="show"),
        pytest.param("show canvas.yaml nested/canvas.yaml", 0, id="show several"),
        pytest.param("check", 1, id="check"),
        pytest.param("story", 0, id="story"),
        pytest.param("variant", 0, id="variants"),
        pytest.param("edit 4 --add Stall", 0, id="edit"),
        pytest.param("merge canvas.yaml nested/canvas.yaml bare/canvas.yaml", 0, id="merge"),
    ],
)
def test_no_command_springs_one(here: Traps, command: str, code: int) -> None:
    done = bmc(*command.split())
    assert here.sprung() == set()
    assert done.code == code, done
    assert "should not have happened" not in done.err


def test_tab_springs_none(here: Traps) -> None:
    assert "main" in offered("bmc diff ")
    assert here.sprung() == set()


VARIANT = "bmc: 1\nvariant_of: canvas.yaml\nvariant_base: 0123456789ab\n"


@pytest.mark.parametrize(
    ("command", "text", "code"),
    [
        pytest.param("merge x.yaml", VARIANT, 1, id="a variant"),
        pytest.param("diff x.yaml --both", VARIANT, 1, id="its sides"),
        pytest.param(
            "merge --from-markers x.yaml --dry-run",
            "bmc: 1\nchannels:\n<<<<<<< a\n- Shop\n=======\n- Van\n>>>>>>> b\n",
            0,
            id="what git left",
        ),
        pytest.param(
            "merge canvas.yaml x.yaml bare/canvas.yaml -o ../out.yaml --force --name x.yaml",
            "- x: [\n",
            1,
            id="a side that is broken",
        ),
    ],
)
def test_nor_does_looking_for_a_base(here: Traps, command: str, text: str, code: int) -> None:
    here.repository.write("x.yaml", text)
    done = bmc(*command.split())
    (here.repository.folder / "x.yaml").unlink()
    assert here.sprung() == set()
    assert done.code == code, done


def test_setting_it_up_springs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traps = Traps(tmp_path)
    before = traps.repository.read(".gitattributes")
    monkeypatch.chdir(traps.repository.folder)
    traps.forget()
    codes = [bmc("git-setup", *words).code for words in ((), ("--yes",), ("--undo", "--yes"))]
    assert traps.sprung() == set()
    assert codes == [2, 0, 0]
    assert traps.repository.read(".gitattributes") == before


def test_a_version_that_is_not_here_is_told_with_how_to_get_it(here: Traps) -> None:
    done = bmc("diff", "canvas.yaml@HEAD")
    assert done.err.splitlines() == [
        "bmc: This clone does not have canvas.yaml as it was in HEAD.",
        "  If you trust this folder, fetch it with: git -C . show HEAD:./canvas.yaml",
    ]


def test_a_git_in_the_folder_is_not_the_one_that_is_called(
    here: Traps, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Path(here.program("git"))
    (here.repository.folder / "git").write_bytes(program.read_bytes())
    (here.repository.folder / "git").chmod(0o755)
    for path in (".", "", "nested:."):
        monkeypatch.setenv("PATH", path)
        assert bmc("diff").err.startswith("bmc: git is not on this computer.")
    assert here.sprung() == set()

"""A canvas as git has it, wherever one is read; and nowhere that one is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.shared.test_completion import offered
from tests.repository import Repository

OLD = "bmc: 1\ntitle: Bakery\nlanguage: en\ncustomer_segments:\n- Families\nchannels:\n- Shop\n"
NEW = OLD.replace("Shop", "Shop in town")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = Repository(tmp_path_factory.mktemp("git") / "répo")
    made.write("plan.yaml", OLD)
    made.write("sub dir/ünï.yaml", OLD)
    made.commit("first")
    made.git("mv", "plan.yaml", "canvas.yaml")
    made.commit("renamed")
    made.git("branch", "topic")
    made.write("canvas.yaml", NEW)
    made.commit("van")
    made.git("tag", "v1")
    made.git("checkout", "-q", "topic")
    made.write("canvas.yaml", OLD.replace("Families", "Families by"))
    made.commit("nearby")
    made.git("checkout", "-q", "main")
    made.write("sub dir/ünï.yaml", NEW)
    return made


@pytest.fixture
def repository(shared: Repository) -> Repository:
    """A repository that tests only read, or change back."""
    return shared


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["show", "--plain", "canvas.yaml@HEAD~1"], "channels\tShop\n"),
        (["show", "--plain", "canvas@v1"], "channels\tShop in town\n"),
        (["show", "--plain", "@HEAD~1"], "channels\tShop\n"),
        (["show", "--plain", "canvas.yaml@HEAD~2"], "channels\tShop\n"),
        (["show", "--plain", "sub dir/ünï.yaml@"], "channels\tShop\n"),
        (["check", "canvas.yaml@topic"], "Bakery (canvas.yaml@topic)\n"),
        (["check", "canvas.yaml@topic"], "8. warning"),
        (["check", "--format", "github", "@topic"], "::warning file=canvas.yaml@topic,"),
        (["story", "canvas.yaml@topic"], "customers: “Families by”."),
        (["export", "@topic", "--format", "md"], "** Families by\n"),
        (
            ["merge", "canvas.yaml@HEAD~1", "canvas.yaml", "canvas.yaml@topic"],
            "- Families by\n",
        ),
        (["merge", "canvas.yaml@HEAD~1", "canvas.yaml", "canvas.yaml@topic"], "- Shop in town\n"),
    ],
)
def test_it_is_read_as_it_was(repository: Repository, command: list[str], says: str) -> None:
    assert says in repository.bmc(*command, code=1 if command[0] == "check" else 0)


def test_what_is_found_in_it_is_mended_elsewhere(repository: Repository) -> None:
    assert "bmc edit" in repository.bmc("check", code=1)
    assert "bmc edit" not in repository.bmc("check", "@HEAD", code=1)
    rows = json.loads(repository.bmc("check", "@HEAD", "--json", code=1))
    assert {(row["file"], row["repair"]) for row in rows} == {("canvas.yaml@HEAD", None)}


def test_several_become_pages_with_names_of_their_own(repository: Repository) -> None:
    repository.bmc("export", "canvas.yaml", "@topic", "canvas.yaml@v1", "-o", "../pages/")
    made = sorted(path.name for path in (repository.folder.parent / "pages").iterdir())
    assert made == ["canvas.html", "canvas@topic.html", "canvas@v1.html", "index.html"]


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "4", "canvas.yaml@v1", "--add", "X"],
        ["edit", "title", "X", "@v1"],
        ["new", "canvas.yaml@v1", "--template"],
        ["undo", "canvas.yaml@v1"],
        ["variant", "x", "canvas.yaml@v1"],
        ["check", "--fix", "canvas.yaml@v1"],
        ["merge", *["canvas.yaml"] * 3, "-o", "canvas.yaml@v1"],
    ],
)
def test_what_writes_refuses_it(repository: Repository, command: list[str]) -> None:
    said = repository.bmc(*command, code=2)
    assert "is canvas.yaml as git has it in v1; that cannot be changed." in said
    assert "git restore --source=v1 -- canvas.yaml" in said
    assert repository.git("status", "--porcelain", "--", "*.yaml*", ":!sub dir") == ""


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["HEAD~1"], "canvas.yaml@HEAD~1 → canvas.yaml: 1 changed"),
        (["HEAD~2"], "plan.yaml@HEAD~2 → canvas.yaml: 1 changed"),
        (["@"], "canvas.yaml@HEAD and canvas.yaml have no differences."),
        (["v1"], "canvas.yaml@v1 and canvas.yaml have"),
        (["topic"], "canvas.yaml@topic → canvas.yaml: 2 changed"),
        (["main..topic"], "canvas.yaml@main → canvas.yaml@topic: 2 changed"),
        (["..topic"], "canvas.yaml@HEAD → canvas.yaml@topic: 2 changed"),
        (["topic.."], "canvas.yaml@topic → canvas.yaml@HEAD: 2 changed"),
        (["main...topic"], " → canvas.yaml@topic: 1 changed"),
        (["canvas.yaml@main..topic"], "canvas.yaml@main → canvas.yaml@topic: 2 changed"),
        (["HEAD~1", "topic"], "canvas.yaml@HEAD~1 → canvas.yaml@topic: 1 changed"),
        (["HEAD~1", "canvas.yaml"], "canvas.yaml@HEAD~1 → canvas.yaml: 1 changed"),
        (["HEAD~1", "topic", "canvas.yaml"], "canvas.yaml@HEAD~1 → canvas.yaml@topic: 1"),
        (["topic", "canvas.yaml@v1"], "canvas.yaml@topic → canvas.yaml@v1: 2 changed"),
        (["HEAD~1", "sub dir/ünï.yaml"], "sub dir/ünï.yaml@HEAD~1 → sub dir/ünï.yaml: 1 changed"),
        (["@{1}"], " → canvas.yaml: "),
        (["HEAD@{1}"], "canvas.yaml@HEAD@{1} → canvas.yaml: "),
        (["@{yesterday}"], "@{yesterday} → canvas.yaml: "),
        ([":/renamed"], "canvas.yaml@:/renamed → canvas.yaml: 1 changed"),
    ],
)
def test_a_revision_is_of_the_canvas_at_hand(
    repository: Repository, names: list[str], says: str
) -> None:
    assert says in repository.bmc("diff", *names).splitlines()[0]


@pytest.mark.parametrize(
    ("names", "code", "says"),
    [
        (["nope"], 1, "no file nope.yaml, and git knows no revision “nope”"),
        (["canvs"], 1, "Do you mean canvas.yaml?"),
        (["HEAD~9"], 1, "no revision “HEAD~9”"),
        (["main..nope"], 1, "no revision “nope”"),
        (["main...nope"], 1, "no revision “nope”"),
        (["canvas.yaml", "HEAD~1"], 2, "Put it first: bmc diff 'HEAD~1' canvas.yaml"),
        (["v1", "canvas.yaml", "v1"], 2, "Put it first: bmc diff v1 canvas.yaml"),
        (["HEAD", "v1", "topic"], 2, "two canvases at most"),
        (["HEAD", "canvas.yaml", "canvas.yaml"], 2, "two canvases at most"),
        (["HEAD", "v1", "canvas.yaml@topic"], 2, "two canvases at most"),
        (["../x.yaml"], 1, "x.yaml does not exist"),
        (["a/../../x"], 1, "no file"),
        (["HEAD:canvas.yaml"], 1, "does not exist"),
        (["--", "--upload-pack=touch x"], 1, "git knows no revision"),
        (["--", "-c"], 1, "git knows no revision"),
        (["a b; touch x"], 1, "git knows no revision"),
        (["canvas.yaml@a\0b"], 1, "no revision"),
        (["x\0"], 1, ""),
        (["canvas.yaml@--output=x"], 1, "no revision “--output=x”"),
        (["canvas.yaml@" + "x" * 3_000], 1, "no revision"),
        (["canvas.yaml@" + "x" * 300_000], 1, ""),
        (["@" * 200_000], 1, ""),
        (["." * 100_001], 1, ""),
    ],
)
def test_what_is_no_revision_does_nothing(
    repository: Repository, names: list[str], code: int, says: str
) -> None:
    before = sorted(repository.folder.iterdir())
    assert says in repository.bmc("diff", *names, code=code)
    assert sorted(repository.folder.iterdir()) == before


def test_a_folder_in_a_revision_is_no_canvas(repository: Repository) -> None:
    assert "sub dir is a folder" in repository.bmc("show", "sub dir@HEAD", code=1)


def test_a_file_goes_before_a_revision_of_its_name(repository: Repository) -> None:
    path = repository.folder / "topic.yaml"
    path.write_text(NEW, encoding="utf-8")
    try:
        said = repository.bmc("diff", "topic", "canvas.yaml")
        assert said == "topic.yaml and canvas.yaml have no differences.\n"
        assert repository.bmc("diff", "@topic").startswith("canvas.yaml@topic → canvas.yaml: ")
    finally:
        path.unlink()


def test_the_canvas_at_hand_is_that_of_the_environment(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Repository,
        "environment",
        _with(Repository.environment, BMC_FILE="sub dir/ünï.yaml"),
    )
    assert repository.bmc("diff", "HEAD~1").startswith("sub dir/ünï.yaml@HEAD~1 → sub dir/ünï.yaml")


def _with(
    known: Callable[[Repository], dict[str, str]], **others: str
) -> Callable[[Repository], dict[str, str]]:
    return lambda made: {**known(made), **others}


def test_a_shallow_clone_says_how_to_get_the_others(repository: Repository, tmp_path: Path) -> None:
    clone = Repository(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth=1", f"file://{repository.folder}", "main")
    clone.git("reset", "-q", "--hard", "FETCH_HEAD")
    said = clone.bmc("diff", "HEAD~1", code=1)
    assert "This clone has the last commits only; HEAD~1 is not among them." in said
    assert "fetch --unshallow" in said


def test_a_detached_head_and_a_folder_that_went(repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"), "topic")
    second = tmp_path / "second"
    (second / "sub dir" / "ünï.yaml").unlink()
    (second / "sub dir").rmdir()
    named = f"{second}/sub dir/ünï.yaml@HEAD"
    assert "channels\tShop" in repository.bmc("show", "--plain", named)
    assert "segments\tFamilies by" in repository.bmc("show", "--plain", f"{second}/canvas.yaml@")


def test_other_line_ends_are_no_difference(repository: Repository) -> None:
    path = repository.folder / "canvas.yaml"
    path.write_bytes(NEW.replace("\n", "\r\n").encode())
    try:
        assert "have no differences" in repository.bmc("diff", "HEAD")
    finally:
        path.write_text(NEW, encoding="utf-8")


def test_two_that_never_met_have_not_parted(repository: Repository) -> None:
    repository.git("checkout", "-q", "--orphan", "other")
    repository.git("commit", "-q", "-m", "alone", "--allow-empty")
    repository.git("checkout", "-q", "-f", "main")
    repository.write("sub dir/ünï.yaml", NEW)
    said = repository.bmc("diff", "main...other", code=1)
    assert "main and other have no commit in common." in said
    assert "bmc diff main..other" in said


def test_tab_offers_the_canvases_here_and_the_names_of_revisions(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    repository.git("branch", "x;touch${IFS}PWN")
    found = offered("bmc diff ")
    assert found[0] == "canvas.yaml"
    assert {"main", "topic", "v1"} <= set(found)
    assert offered("bmc diff to") == ["topic"]
    assert offered("bmc diff x") == []


def test_in_a_submodule_its_own_repository_is_meant(repository: Repository, tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repository.folder))
    said = outer.bmc("diff", "HEAD~1", f"{repository.folder.name}/canvas.yaml")
    assert said.splitlines()[-1] == "  ~ Shop{+ in town+}"


@pytest.mark.parametrize(
    "words",
    [
        ["list", "sub dir@v1"],
        ["show", "sub dir@v1"],
        ["check", "sub dir@v1"],
        ["diff", "sub dir@v1", "canvas.yaml"],
        ["export", "sub dir@v1", "--format", "md"],
    ],
)
def test_of_a_folder_at_a_revision_it_is_said_that_it_is_one(
    repository: Repository, words: list[str]
) -> None:
    said = repository.bmc(*words, code=3 if words[0] == "check" else 1)
    assert "sub dir is a folder" in said
    assert "sub dir/canvas.yaml@v1" in said


def test_two_versions_of_a_canvas_are_told_apart_by_their_names(repository: Repository) -> None:
    words = ["show", "canvas.yaml@HEAD~1", "canvas.yaml"]
    wide = repository.bmc(*words, "--width", "160").splitlines()
    assert wide[0].split() == words[1:]
    assert wide[1].split() == ["Bakery", "Bakery"]
    narrow = repository.bmc(*words, "--width", "80").splitlines()
    assert [line.strip() for line in narrow if "canvas" in line] == words[1:]


def test_a_link_is_followed_to_what_it_led_to(tmp_path: Path) -> None:
    made = Repository(tmp_path / "links")
    made.write("canvas.yaml", OLD)
    (made.folder / "sub").mkdir()
    for name, target in (
        ("link.yaml", "canvas.yaml"),
        ("sub/up.yaml", "../link.yaml"),
        ("loop.yaml", "loop.yaml"),
        ("gone.yaml", "gone/canvas.yaml"),
    ):
        (made.folder / name).symlink_to(target)
    made.commit()
    made.write("canvas.yaml", NEW)
    for name in ("link.yaml", "sub/up.yaml"):
        assert "channels\tShop\n" in made.bmc("show", "--plain", f"{name}@HEAD")
    assert "leads back to itself" in made.bmc("show", "loop.yaml@HEAD", code=1)
    assert "gone/canvas.yaml" in made.bmc("show", "gone.yaml@HEAD", code=1)

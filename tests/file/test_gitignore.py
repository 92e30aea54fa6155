"""What a repository ignores, as git itself says it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bmc_cli.file.folders import LeftOut, files_below
from tests.pace import assert_within
from tests.repository import Repository

FILES = [
    *("a.yaml", "b.bak", "build/a.yaml", "build/b/a.yaml", "sub/build/a.yaml", "sub/a.yaml"),
    *("sub/deep/a.yaml", "sub/deep/b.yaml", "# x.yaml", "!x.yaml", "x*.yaml", "xy.yaml"),
    *("end .yaml", "trail ", "trail", "a/b/c/d.yaml", "a/d.yaml", "é.yaml", "-x.yaml", "back\\x"),
    "[a].yaml",
]

RULES = [
    pytest.param("build\n", id="a name, anywhere"),
    pytest.param("build/\n", id="a folder"),
    pytest.param("a.yaml/\n", id="a folder, and it is a file"),
    pytest.param("/build\n", id="here alone"),
    pytest.param("sub/a.yaml\n", id="a path"),
    pytest.param("build/*\n!build/b\n", id="all but one"),
    pytest.param("build\n!build/a.yaml\n", id="not back out of a folder that is ignored"),
    pytest.param("*.yaml\n!/a.yaml\n", id="all of a kind but one"),
    pytest.param("!a.yaml\n*.yaml\n", id="the last one counts"),
    pytest.param("**/deep\n", id="below any folder"),
    pytest.param("sub/**\n", id="all below"),
    pytest.param("a/**/d.yaml\n", id="any folders between"),
    pytest.param("**/b/**/d.yaml\n", id="any folders, twice"),
    pytest.param("a**.yaml\n", id="two stars that are one"),
    pytest.param("s*b/a.yaml\n", id="a star is within a part"),
    pytest.param("sub*a.yaml\n", id="and does not reach the next"),
    pytest.param("*.yaml\n!a.yaml\n", id="a name behind a pattern"),
    pytest.param("!a.yaml\n*.yaml\n!/sub/a.yaml\n", id="a path behind a pattern"),
    pytest.param("/sub/a.yaml\n!a.yaml\n", id="a name behind a path"),
    pytest.param("build/\n!build\n", id="a name behind a folder"),
    pytest.param("!build\nbuild/\n", id="a folder behind a name"),
    pytest.param("?.yaml\n", id="one sign"),
    pytest.param("[a-b].yaml\n", id="one of some"),
    pytest.param("[!a].yaml\n", id="none of some"),
    pytest.param("[^a].yaml\n", id="none of some, as in a pattern"),
    pytest.param("x\\*.yaml\n", id="a star that is one"),
    pytest.param("\\[a\\].yaml\n", id="a bracket that is one"),
    pytest.param("\\# x.yaml\n", id="no remark"),
    pytest.param("# x.yaml\n", id="a remark"),
    pytest.param("\\!x.yaml\n", id="no exception"),
    pytest.param("back\\\\x\n", id="a backslash"),
    pytest.param("trail \n", id="a space at the end is none"),
    pytest.param("trail\\ \n", id="unless it is meant"),
    pytest.param("trail\\\\ \n", id="a backslash that is one, and a space"),
    pytest.param("trail\t\n", id="a tab at the end"),
    pytest.param("[a\n*[\n[]\nb.bak", id="a bracket that is not closed"),
    pytest.param("a.yaml\r\n*.bak\r\n", id="lines of Windows"),
    pytest.param("\ufeffa.yaml\n", id="behind a mark"),
    pytest.param("é.yaml\n", id="beyond ASCII"),
    pytest.param("\n\n/\n//\n", id="nothing"),
    pytest.param("*\n", id="everything"),
    pytest.param("*\n!*/\n!b.yaml\n", id="nothing but one, wherever"),
    pytest.param("sub/deep/\n!sub/deep/b.yaml\n", id="not back out of one below"),
]


def found(folder: Path) -> set[str]:
    left_out = LeftOut()
    names = {path.relative_to(folder).as_posix() for path in files_below(folder, left_out)}
    assert {why for _, why in left_out} <= {"unfollowed"}
    return names


def of_git(made: Repository) -> set[str]:
    said = made.git("ls-files", "-z", "--others", "--exclude-standard")
    return {name for name in said.split("\0") if name and not name.endswith(".gitignore")}


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    for name in FILES:
        made.write(name, "x")
    return made


@pytest.mark.parametrize("rules", RULES)
def test_a_rule_means_what_git_means(made: Repository, rules: str) -> None:
    made.write(".gitignore", rules)
    assert found(made.folder) == of_git(made)


@pytest.mark.parametrize(
    "where",
    [
        pytest.param("sub/.gitignore", id="in a folder below"),
        pytest.param(".git/info/exclude", id="of this clone"),
    ],
)
def test_rules_stand_in_several_places(made: Repository, where: str) -> None:
    made.write(".gitignore", "*.yaml\n!sub/deep/*\n")
    made.write(where, "/a.yaml\n!b.bak\ndeep/b.yaml\n")
    assert found(made.folder) == of_git(made)


def test_a_search_from_below_knows_the_rules_above(made: Repository) -> None:
    made.write(".gitignore", "/sub/deep/b.yaml\nbuild\n")
    assert found(made.folder / "sub") == {"a.yaml", "deep/a.yaml"}


def test_in_a_folder_that_is_asked_for_by_name_there_is_something(made: Repository) -> None:
    made.write(".gitignore", "build\n")
    assert found(made.folder / "build") == {"a.yaml", "b/a.yaml"}


def test_a_repository_within_has_its_own_rules(made: Repository) -> None:
    made.write(".gitignore", "b.yaml\n")
    inner = Repository(made.folder / "inner")
    inner.write(".gitignore", "c.yaml\n")
    for name in "abc":
        inner.write(f"{name}.yaml", "x")
    assert {name for name in found(made.folder) if name.startswith("inner/")} == {
        *("inner/a.yaml", "inner/b.yaml")
    }


def test_without_a_repository_nothing_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("x", encoding="utf-8")
    assert found(tmp_path) == {"a.yaml"}


def test_rules_behind_a_link_are_not_read(made: Repository) -> None:
    (made.folder.parent / "rules").write_text("*\n", encoding="utf-8")
    (made.folder / ".gitignore").symlink_to("../rules")
    assert found(made.folder) == set(FILES)


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param("a*" * 200 + "b\n", id="stars"),
        pytest.param(" " * 60_000 + "x\n", id="spaces"),
        pytest.param("\\" * 60_000 + "x\n", id="backslashes"),
        pytest.param("]" + "[" * 60_000 + "\n", id="brackets"),
        pytest.param("[b" * 30_000 + "]\n", id="a bracket in a bracket"),
        pytest.param("*?" * 30_000 + "\n", id="stars and signs"),
        pytest.param("**/a/" * 300 + "b\n", id="folders"),
        pytest.param("".join(f"*{number}*x\n" for number in range(7_000)), id="lines"),
    ],
)
def test_no_rule_takes_its_time(made: Repository, rules: str) -> None:
    made.write("a/" * 200 + "a" * 200, "x")
    made.write(".gitignore", rules)
    assert found(made.folder) > set(FILES)


def unfollowed(folder: Path) -> list[str]:
    left_out = LeftOut()
    list(files_below(folder, left_out))
    return [path.relative_to(folder).as_posix() for path, why in left_out if why == "unfollowed"]


@pytest.mark.parametrize(
    ("rules", "is_followed"),
    [
        pytest.param("".join(f"*{number}*x\n" for number in range(500)), True, id="patterns"),
        pytest.param("".join(f"*{number}*x\n" for number in range(501)), False, id="too many"),
        pytest.param("".join(f"n{number}\n" for number in range(8_000)), True, id="names"),
        pytest.param("".join(f"/a/n{number}\n" for number in range(5_000)), True, id="paths"),
        pytest.param("a\n" * 32_001, False, id="too long"),
    ],
)
def test_a_file_of_rules_that_is_not_followed_is_told(
    made: Repository, rules: str, is_followed: bool
) -> None:
    made.write(".gitignore", rules)
    assert unfollowed(made.folder) == ([] if is_followed else [".gitignore"])


def test_what_holds_in_a_folder_counts_with_those_above(made: Repository) -> None:
    many = "".join(f"*{number}*x\n" for number in range(300))
    made.write(".gitignore", many)
    made.write("a/.gitignore", many)
    made.write("sub/.gitignore", "*z\n")
    assert unfollowed(made.folder) == ["a/.gitignore"]


@pytest.mark.parametrize(
    ("rules", "followed"),
    [
        pytest.param("".join(f"name{number}\n" for number in range(6_000)), 9, id="names"),
        pytest.param("".join(f"*{number}*x\n" for number in range(499)), 10, id="patterns"),
    ],
)
def test_a_search_follows_so_much_and_no_more(made: Repository, rules: str, followed: int) -> None:
    for number in range(40):
        made.write(f"folder{number}/.gitignore", rules)
    begun = time.process_time()
    assert unfollowed(made.folder) == [f"folder{at}/.gitignore" for at in range(followed, 40)]
    assert_within(3, time.process_time() - begun)


def test_rules_are_held_against_many_files_in_no_time(made: Repository) -> None:
    made.write(".gitignore", "".join(f"*[0-9]/**/*{number}*.yaml\n" for number in range(500)))
    for number in range(1_500):
        made.write(f"many1/f{number}.txt", "x")
    begun = time.process_time()
    assert len(found(made.folder)) > 1_500
    assert_within(3, time.process_time() - begun)

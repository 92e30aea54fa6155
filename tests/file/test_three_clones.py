"""Three people, each with a clone: whatever git does with what they made, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import FILE, HAND, WRITTEN, Team, document, edit, marks, seeded
from tests.repository import Repository

pytestmark = [pytest.mark.once, pytest.mark.needs("git")]

ALL = set().union(*WRITTEN.values())


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeded(tmp_path_factory.mktemp("seed"))


@pytest.fixture
def team(seed: Path, tmp_path: Path) -> Team:
    return Team(seed, tmp_path / "team")


def shared(team: Team, name: str, *pull: str) -> None:
    """Let one take in what the others pushed, and push their own."""
    team[name].git("pull", "-q", *(pull or ("--no-rebase", "--no-edit")))
    team[name].git("push", "-q")


def test_what_three_made_comes_together_by_merge_and_by_rebase(team: Team) -> None:
    for name in HAND:
        team.works(name)
    team["ann"].git("push", "-q")
    shared(team, "ben")
    shared(team, "cid", "--rebase")
    found = {}
    for name, person in team.people.items():
        person.git("pull", "-q", "--ff-only")
        found[name] = person.read()
    assert len(set(found.values())) == 1
    assert marks(found["ann"]) == ALL
    canvas = document(team["ann"]).canvas
    assert canvas.conflicts == {}
    assert [note.text for note in canvas.notes("channels")] == [
        *("Web shop", "Shop", "Ann's stall"),
    ]
    assert [note.text for note in canvas.notes("customer_segments")] == [
        *("Families nearby", "Hotels", "Cid's schools"),
    ]
    web, shop, stall = canvas.notes("channels")
    assert (web.later, web.links, shop.detail) == (True, ("Families nearby",), "Ben's corner")
    assert stall.links == ("Hotels",)
    assert canvas.notes("value_propositions")[1].links == ("Families nearby",)
    assert "error" not in team["ann"].bmc("check", "--level", "error")


def test_what_two_decided_otherwise_waits_in_the_file_for_somebody(team: Team) -> None:
    for name, title in (("ann", "Ann's bread"), ("ben", "Ben's bread"), ("cid", "Cid's bread")):
        team[name].bmc("edit", "title", title)
        team[name].bmc("edit", "4", "--set", "3", f"{name.title()}'s bus")
        team[name].commit()
    team["ann"].git("push", "-q")
    for name in ("ben", "cid"):
        said = team[name].git("pull", "-q", "--no-rebase", code=1)
        assert "A merge left several versions of “title”: " in said
        team[name].commit("undecided")
        team[name].git("push", "-q")
    found = document(team["cid"]).canvas
    bread = {"Ann's bread", "Ben's bread", "Cid's bread"}
    assert set(found.conflicts["title"]) == bread
    assert {note.text for note in found.notes("channels")[2:]} == {
        *("Ann's bus", "Ben's bus", "Cid's bus"),
    }
    assert "bmc edit title --keep 1" in team["cid"].bmc("check", code=1)
    team["cid"].bmc("edit", "title", "--keep", "2")
    team["cid"].bmc("edit", "4", "--keep", "4")
    team["cid"].commit("decided")
    team["cid"].git("push", "-q")
    team["ann"].git("pull", "-q", "--ff-only")
    decided = document(team["ann"]).canvas
    assert (decided.conflicts, decided.title in bread) == ({}, True)
    assert [note.conflict for note in decided.notes("channels")] == ["", "", ""]


def test_a_commit_is_picked_and_taken_back_alone(team: Team) -> None:
    for name in ("ann", "ben"):
        team.works(name)
    team["ben"].git("push", "-q")
    team["ann"].git("fetch", "-q")
    team["ann"].git("cherry-pick", "origin/main")
    assert marks(team["ann"].read()) == WRITTEN["ann"] | WRITTEN["ben"]
    team["ann"].git("revert", "--no-edit", "HEAD~1")
    assert document(team["ann"]).canvas == document(team["ben"]).canvas
    assert marks(team["ann"].read()) == WRITTEN["ben"]


def test_what_was_put_aside_comes_back_on_what_came_meanwhile(team: Team) -> None:
    team.works("ben")
    team["ben"].git("push", "-q")
    cid = team["cid"]
    edit(cid, *HAND["cid"])
    cid.bmc("edit", "1", "--add", "Cid's schools")
    cid.git("stash")
    cid.git("pull", "-q", "--ff-only")
    cid.git("stash", "pop")
    assert marks(cid.read()) == (WRITTEN["ben"] | WRITTEN["cid"]) - {"Cid's sandwiches"}


def test_one_without_bmc_has_what_git_makes_of_it_and_may_merge_again(team: Team) -> None:
    for name in ("ann", "cid"):
        team.works(name)
    team["ann"].git("push", "-q")
    cid = team["cid"]
    without = Repository.__new__(Repository)
    without.folder, without.programs = cid.folder, cid.folder / "no programs"
    said = without.git("pull", "-q", "--no-rebase", code=1)
    assert "CONFLICT" in said
    assert marks(cid.read()) >= WRITTEN["ann"] | WRITTEN["cid"]
    without.git("merge", "--abort")
    cid.git("pull", "-q", "--no-rebase", "--no-edit")
    assert marks(cid.read()) == WRITTEN["ann"] | WRITTEN["cid"]


@pytest.mark.parametrize("mover", ["ann", "ben"])
def test_a_file_that_one_renamed_is_merged_under_its_new_name(team: Team, mover: str) -> None:
    for name in ("ann", "ben"):
        team.works(name)
    team[mover].git("mv", FILE, "canvas.bakery.yaml")
    team[mover].commit("renamed")
    team["ann"].git("push", "-q")
    shared(team, "ben")
    assert not (team["ben"].folder / FILE).exists()
    assert marks(team["ben"].read("canvas.bakery.yaml")) == WRITTEN["ann"] | WRITTEN["ben"]


@pytest.mark.parametrize("windows", ["ann", "ben"])
def test_lines_of_windows_on_one_side_are_no_changes(team: Team, windows: str) -> None:
    path = team[windows].folder / FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for name in ("ann", "ben"):
        team.works(name)
    team["ann"].git("push", "-q")
    shared(team, "ben")
    data = (team["ben"].folder / FILE).read_bytes()
    assert data.count(b"\r\n") == (data.count(b"\n") if windows == "ben" else 0)
    assert marks(data.decode()) == WRITTEN["ann"] | WRITTEN["ben"]

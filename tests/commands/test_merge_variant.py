"""A variant comes back into its canvas: three-way, by what it was copied from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.merging import SHAPES, TITLED
from tests.repository import Repository
from tests.terminal import BMC, Terminal

VARIANT = "canvas.premium.yaml"
BOTH = CANVAS.replace("  - Hotels\n", "  - Hotels\n  - Offices\n") + "  - Pop-up\n"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, for this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def experiment(canvas: Path) -> Path:
    """The folder with a canvas, and a variant of it; both were changed since."""
    bmc("variant", "premium")
    bmc("edit", "4", VARIANT, "--add", "Pop-up")
    bmc("edit", "1", "--add", "Offices")
    return canvas.parent


def text(name: str = "canvas.yaml") -> str:
    return Path(name).read_text(encoding="utf-8")


def test_what_changed_in_it_comes_in_and_later_work_stays(experiment: Path) -> None:
    done = bmc("merge", VARIANT)
    assert (done.code, done.out) == (0, "4 Channels\n  + Pop-up\n")
    assert done.err == (
        f"What changed in {VARIANT} is in canvas.yaml now. To undo it: bmc undo\n"
        f"What still differs: bmc diff canvas.yaml {VARIANT}. "
        f"If you no longer need the variant: rm {VARIANT}\n"
    )
    assert text() == BOTH
    assert load(experiment / VARIANT).canvas.variant_of == "canvas.yaml"


def test_it_is_one_version_for_undo(experiment: Path) -> None:
    before = text()
    bmc("merge", VARIANT)
    assert bmc("undo").code == 0
    assert text() == before


def test_undo_says_nothing_of_the_fingerprint(experiment: Path) -> None:
    bmc("merge", VARIANT, "canvas.yaml")
    assert "variant_base" in text(VARIANT)
    told = bmc("undo", "--list", VARIANT).out + bmc("undo", VARIANT).out
    assert "Offices" in told
    assert "variant_base" not in told


def test_so_is_a_merge_of_a_comment_alone(canvas: Path) -> None:
    bmc("variant", "premium")
    Path(VARIANT).write_text(text(VARIANT).replace("  - Shop\n", "  # why\n  - Shop\n"), "utf-8")
    bmc("edit", "4", "--add", "Fair")
    before = text()
    assert bmc("merge", VARIANT).out == "+  # why\n"
    assert "  # why\n  - Shop\n" in text()
    bmc("undo")
    assert text() == before


def test_a_merge_that_is_tried_out_writes_nothing(experiment: Path) -> None:
    before = text()
    done = bmc("merge", VARIANT, "--dry-run")
    assert (done.code, done.out) == (0, "4 Channels\n  + Pop-up\n")
    assert done.err == "Nothing is saved; without --dry-run it is.\n"
    assert text() == before


def test_a_merge_of_three_is_tried_out_too(experiment: Path) -> None:
    Path("base.yaml").write_text(CANVAS, encoding="utf-8")
    done = bmc("merge", "base.yaml", "canvas.yaml", VARIANT, "-o", "canvas.yaml", "--dry-run")
    assert "  + Pop-up\n" in done.out
    assert "Pop-up" not in text()


def test_what_both_changed_is_told_and_ends_with_1(experiment: Path) -> None:
    bmc("edit", "4", VARIANT, "--set", "1", "Corner shop")
    bmc("edit", "4", "--set", "1", "Shop in town")
    for options in (["--dry-run"], []):
        done = bmc("merge", VARIANT, *options)
        assert done.code == 1
        assert "4 Channels: A merge left two versions of “Shop”" in done.err
    assert text().count("conflict: Shop\n") == 2


def test_one_that_came_back_already_says_so_and_writes_nothing(experiment: Path) -> None:
    bmc("merge", VARIANT)
    before = text()
    done = bmc("merge", VARIANT)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"canvas.yaml already has all that changed in {VARIANT}.\n"
    assert text() == before


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ([], [], ""),
        (["7"], [], "7"),
        ([], ["3"], "3"),
    ],
)
def test_the_iteration_that_the_copy_counted_does_not_come_along(
    canvas: Path, theirs: list[str], ours: list[str], expected: str
) -> None:
    bmc("variant", "premium")
    bmc("edit", "4", VARIANT, "--add", "Pop-up")
    for iteration, name in ((theirs, VARIANT), (ours, "canvas.yaml")):
        if iteration:
            bmc("edit", "iteration", *iteration, name)
    bmc("merge", VARIANT)
    merged = load(canvas).canvas
    assert (merged.iteration, merged.variant_of, merged.variant_base) == (expected, "", "")


ONE_END = [name for name in SHAPES if name != "several ends"]


@pytest.mark.parametrize("shape", ONE_END)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_into_a_canvas_that_nobody_changed_it_comes_byte_for_byte(
    canvas: Path, shape: str, mark: bytes
) -> None:
    canvas.write_bytes(mark + SHAPES[shape].encode())
    bmc("variant", "premium")
    variant = canvas.with_name(VARIANT)
    variant.write_bytes(TITLED.sub("Bakery two", variant.read_bytes().decode()).encode())
    assert bmc("merge", VARIANT).code == 0
    assert canvas.read_bytes() == mark + TITLED.sub("Bakery two", SHAPES[shape]).encode()


def test_a_variant_of_a_variant_comes_back_into_that(experiment: Path) -> None:
    bmc("variant", "lean", VARIANT)
    bmc("edit", "4", "canvas.lean.yaml", "--add", "Fair")
    bmc("edit", "4", VARIANT, "--remove", "1")
    before = load(experiment / VARIANT).canvas
    assert bmc("merge", "canvas.lean.yaml").code == 0
    after = load(experiment / VARIANT).canvas
    assert [note.text for note in after.notes("channels")] == ["Web shop", "Van", "Pop-up", "Fair"]
    assert (after.variant_of, after.variant_base, after.iteration) == (
        before.variant_of,
        before.variant_base,
        before.iteration,
    )


def test_a_canvas_with_another_name_is_named(experiment: Path) -> None:
    Path("canvas.yaml").rename("bakery.yaml")
    done = bmc("merge", VARIANT)
    assert (done.code, done.err.splitlines()) == (
        1,
        [
            f"bmc: {VARIANT} is a variant of canvas.yaml, which is not there.",
            f"  If it has another name now: bmc merge CANVAS {VARIANT}",
        ],
    )
    Path(VARIANT).rename("gold.yaml")
    assert bmc("merge", "bakery.yaml", "gold.yaml").code == 0
    assert text("bakery.yaml") == BOTH


class TestTheCanvasIntoItsVariant:
    def test_the_variant_goes_on_with_what_the_canvas_has_now(self, experiment: Path) -> None:
        canvas = text()
        done = bmc("merge", VARIANT, "canvas.yaml")
        assert (done.code, done.out) == (0, "1 Customer Segments\n  + Offices\n")
        assert done.err.splitlines()[1] == f"What the variant changes: bmc diff {VARIANT}"
        assert text() == canvas
        assert bmc("diff", VARIANT).out == (
            f"canvas.yaml → {VARIANT}: 1 added\n\n4 Channels\n  + Pop-up\n"
        )

    def test_where_it_has_all_that_it_only_counts_as_copied_anew(self, experiment: Path) -> None:
        bmc("merge", VARIANT)
        done = bmc("merge", VARIANT, "canvas.yaml")
        assert (done.code, done.out) == (0, "1 Customer Segments\n  + Offices\n")
        assert bmc("diff", VARIANT).out.endswith(" have no differences.\n")
        bmc("edit", "4", "--add", "Fair")
        bmc("edit", "4", VARIANT, "--add", "Fair")
        assert bmc("merge", VARIANT, "canvas.yaml").out == ""

    def test_what_was_settled_is_not_asked_again(self, canvas: Path) -> None:
        bmc("variant", "premium")
        bmc("edit", "4", VARIANT, "--set", "1", "Corner shop")
        bmc("merge", VARIANT)
        bmc("merge", VARIANT, "canvas.yaml")
        bmc("edit", "4", "--set", "1", "Shop in town")
        bmc("edit", "4", VARIANT, "--add", "Fair")
        assert bmc("merge", VARIANT).code == 0
        assert "  - Shop in town\n" in text()

    def test_and_comes_back_later(self, experiment: Path) -> None:
        bmc("merge", VARIANT, "canvas.yaml")
        bmc("edit", "1", "--remove", "3")
        assert bmc("merge", VARIANT).code == 0
        assert text() == CANVAS + "  - Pop-up\n"


class TestALostBase:
    @pytest.fixture
    def lost(self, experiment: Path, state: Path) -> Path:
        shutil.rmtree(state)
        return experiment

    def test_without_a_terminal_it_is_refused_with_the_command_to_type(self, lost: Path) -> None:
        before = text()
        done = bmc("merge", VARIANT)
        assert (done.code, done.out) == (1, "")
        assert done.err == (
            f"bmc: What {VARIANT} was copied from cannot be found.\n"
            "  Merge all the same, every note of both stays: "
            f"bmc merge canvas.yaml {VARIANT} --no-base\n"
        )
        assert text() == before

    def test_the_command_keeps_all_notes_and_the_canvas_s_own_title_block(self, lost: Path) -> None:
        bmc("edit", "4", VARIANT, "--remove", "1")
        done = bmc("merge", "canvas.yaml", VARIANT, "--no-base")
        assert done.code == 0
        assert done.err.startswith(f"All notes of {VARIANT} are in canvas.yaml now.")
        assert text() == BOTH

    @pytest.mark.parametrize(("answer", "merged"), [("y", True), ("n", False), ("", False)])
    def test_on_a_terminal_it_asks(self, lost: Path, answer: str, merged: bool) -> None:
        with Terminal([*BMC, "merge", VARIANT, "--lang", "en"], cwd=lost) as terminal:
            terminal.wait_for("Do this? (y/n)")
            terminal.send(f"{answer}\r")
            assert terminal.wait_for_end() == 0
        assert ("Pop-up" in text()) == merged

    def test_diff_compares_with_the_canvas_as_it_is_and_says_so(self, lost: Path) -> None:
        done = bmc("diff", VARIANT)
        assert done.out.startswith(f"canvas.yaml → {VARIANT}: 1 added and 1 removed\n")
        assert "cannot be found; it is compared with canvas.yaml as it is now." in done.err

    def test_both_sides_are_refused(self, lost: Path) -> None:
        done = bmc("diff", VARIANT, "--both")
        assert (done.code, done.out) == (1, "")
        assert f"bmc diff canvas.yaml {VARIANT}" in done.err

    def test_one_that_somebody_copied_by_hand_has_none(self, canvas: Path) -> None:
        Path("copy.yaml").write_text(CANVAS + "variant_of: canvas.yaml\n", encoding="utf-8")
        assert bmc("merge", "copy.yaml").code == 1

    @pytest.mark.parametrize("spoiled", ["../../etc/passwd", "zz", "f" * 40])
    def test_a_fingerprint_that_is_none_finds_nothing(self, lost: Path, spoiled: str) -> None:
        base = load(lost / VARIANT).canvas.variant_base
        Path(VARIANT).write_text(text(VARIANT).replace(base, spoiled), encoding="utf-8")
        assert bmc("merge", VARIANT).code == 1

    def test_what_was_kept_and_is_damaged_counts_for_nothing(
        self, experiment: Path, state: Path
    ) -> None:
        (kept,) = (state / "bmc" / "bases").iterdir()
        kept.write_text(CANVAS + "  - forged\n", encoding="utf-8")
        assert bmc("merge", VARIANT).code == 1

    def test_where_no_versions_are_kept_the_canvas_itself_is_looked_at(
        self, canvas: Path, state: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BMC_HISTORY", "off")
        bmc("variant", "premium")
        assert not state.exists()
        bmc("edit", "4", VARIANT, "--add", "Pop-up")
        assert bmc("merge", VARIANT).code == 0
        assert text() == CANVAS + "  - Pop-up\n"
        assert bmc("merge", VARIANT).code == 1


class TestInGit:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Repository:
        """A repository in which a variant and its canvas were changed; no versions are kept."""
        made = Repository(tmp_path / "repository")
        made.write("canvas.yaml", CANVAS)
        made.commit()
        made.bmc("variant", "premium")
        made.bmc("edit", "4", VARIANT, "--add", "Pop-up")
        made.bmc("edit", "1", "--add", "Offices")
        made.commit()
        return made

    @pytest.mark.parametrize(
        "options",
        [[], ["-c", "core.autocrlf=true"]],
        ids=["as it is", "with other ends of lines"],
    )
    def test_another_clone_knows_what_was_copied(
        self, repository: Repository, options: list[str]
    ) -> None:
        clone = Repository.__new__(Repository)
        clone.folder, clone.programs = repository.folder / "clone", repository.programs
        repository.git(*options, "clone", "-q", ".", "clone")
        said = clone.bmc("diff", VARIANT)
        assert said.splitlines()[1:] == ["", "4 Channels", "  + Pop-up"]
        clone.bmc("merge", VARIANT)
        assert clone.read() == BOTH

    def test_whatever_the_files_are_called_now(self, repository: Repository) -> None:
        repository.git("mv", "canvas.yaml", "bakery.yaml")
        repository.git("mv", VARIANT, "gold.yaml")
        repository.commit()
        repository.bmc("merge", "bakery.yaml", "gold.yaml")
        assert repository.read("bakery.yaml") == BOTH

    def test_a_canvas_that_git_has_with_crlf_is_found_among_its_commits(
        self, tmp_path: Path
    ) -> None:
        made = Repository(tmp_path / "repository")
        (made.folder / "canvas.yaml").write_bytes(CANVAS.replace("\n", "\r\n").encode())
        made.commit()
        made.bmc("variant", "premium")
        made.bmc("edit", "1", "--add", "Offices")
        made.commit()
        assert made.bmc("diff", VARIANT, "--both").splitlines()[-2:] == [
            "1 Customer Segments",
            "  + Offices",
        ]


class TestWhatCannotBeMeant:
    @pytest.mark.parametrize(
        ("names", "says", "do"),
        [
            pytest.param(
                ["canvas.yaml", "canvas.yaml", VARIANT],
                "canvas.yaml is both the base and your side: all that only it has would be thrown",
                f"bmc merge canvas.yaml {VARIANT}",
                id="base and ours",
            ),
            pytest.param(
                ["canvas.yaml", "./canvas.yaml", VARIANT, "-o", "canvas.yaml"],
                "is both the base and your side",
                f"bmc merge canvas.yaml {VARIANT}",
                id="by another path, over ours",
            ),
            pytest.param(["canvas.yaml", VARIANT, "canvas.yaml"], "named twice", "", id="theirs"),
            pytest.param([VARIANT, "canvas.yaml", "canvas.yaml"], "named twice", "", id="sides"),
            pytest.param(["canvas.yaml"] * 3, "named twice", "", id="all three"),
            pytest.param(["canvas.yaml"] * 2, "named twice", "", id="both"),
            pytest.param([], "Name what to merge.", f"bmc merge {VARIANT}", id="nothing"),
            pytest.param(["a", "b", "c", "d"], "Name what to merge.", "", id="four"),
            pytest.param([VARIANT, "--from-markers", VARIANT], "Name what to", "", id="two ways"),
        ],
    )
    def test_is_refused(self, experiment: Path, names: list[str], says: str, do: str) -> None:
        before = {path.name: path.read_bytes() for path in experiment.glob("*.yaml")}
        done = bmc("merge", *names)
        assert (done.code, done.out) == (2, "")
        assert says in done.err.splitlines()[0]
        assert do in done.err.splitlines()[1]
        assert {path.name: path.read_bytes() for path in experiment.glob("*.yaml")} == before

    def test_a_canvas_alone_that_is_no_variant(self, canvas: Path) -> None:
        done = bmc("merge", "canvas.yaml")
        assert (done.code, done.err.splitlines()[0]) == (
            1,
            "bmc: canvas.yaml does not say which canvas it was copied from.",
        )

    @pytest.mark.parametrize("name", ["/etc/passwd", "../canvas.yaml", "..\\x.yaml", "C:x.yaml"])
    def test_what_is_outside_of_its_folder(self, canvas: Path, name: str) -> None:
        Path("v.yaml").write_text(f"bmc: 1\nvariant_of: '{name}'\n", encoding="utf-8")
        for command in (["merge", "v.yaml"], ["diff", "v.yaml", "--both"]):
            done = bmc(*command)
            assert (done.code, "which is not in the same folder" in done.err) == (1, True)

    def test_itself(self, canvas: Path) -> None:
        canvas.write_text(CANVAS + "variant_of: canvas.yaml\n", encoding="utf-8")
        assert bmc("merge", "canvas.yaml").code == 2

    def test_a_ring_made_by_hand_ends(self, canvas: Path) -> None:
        canvas.write_text(CANVAS + "variant_of: b.yaml\n", encoding="utf-8")
        Path("b.yaml").write_text(CANVAS + "variant_of: canvas.yaml\n", encoding="utf-8")
        assert bmc("merge", "b.yaml").code == 1
        assert bmc("merge", "b.yaml", "--no-base").code == 0

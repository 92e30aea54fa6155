"""``bmc test``: what to test first, each with why and with what to type."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from tests.commandline import bmc
from tests.repository import Repository

ANSWERS = Path(__file__).parents[1] / "answers"


@pytest.fixture
def bikes(folder: Path) -> Path:
    path = folder / "canvas.yaml"
    path.write_bytes((ANSWERS / "bike-shop.en.yaml").read_bytes())
    return path


def test_it_says_what_how_much_hangs_on_it_and_what_to_type(bikes: Path) -> None:
    done = bmc("test", "-n", "2")
    told = "To note down what you learned, one by one: bmc test --learn -n 2"
    assert (done.code, done.err.strip()) == (0, told)
    assert done.out.splitlines() == [
        "Test these first: most of Ketley Street Cycles hangs on them.",
        "",
        "1 1.2 Families whose children outgrow bikes",
        "    21 notes hang on it · guess",
        '    bmc edit 1 --note 2 --evidence tested --learned "…"',
        "",
        "2 1.1 Commuters who ride within two miles",
        "    20 notes hang on it · guess",
        '    bmc edit 1 --note 1 --evidence tested --learned "…"',
        "",
        "And 38 more. See all: bmc test -n 40",
    ]


def test_the_command_to_type_notes_the_result(bikes: Path) -> None:
    line = bmc("test", "-n", "1").out.splitlines()[4]
    words = [each.replace("…", "11 of 20 paid") for each in shlex.split(line)[1:]]
    assert bmc(*words).code == 0
    note = load(bikes).canvas.notes("customer_segments")[1]
    assert (note.evidence, note.learned) == ("tested", "11 of 20 paid")


def test_what_is_vital_and_how_to_test_it_are_told(bikes: Path) -> None:
    assert bmc("edit", "9", "--note", "2", "--vital", "--test", "Ask the landlord").code == 0
    lines = bmc("test", "-n", "1").out.splitlines()
    assert lines[2:5] == [
        "1 9.2 Rent of shop and workshop",
        "    you put it first · guess",
        "    To test: Ask the landlord",
    ]


def test_as_data_all_of_them_are_there(bikes: Path) -> None:
    found = json.loads(bmc("test", "--json").out)
    assert len(found) == 40
    assert found[0] == {
        "number": 1,
        "block": "customer_segments",
        "note": 2,
        "text": "Families whose children outgrow bikes",
        "evidence": "guess",
        "hanging": 21,
        "vital": False,
        "test": "",
        "learned": "",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("bmc: 1\ntitle: Bakery\n", "no notes to test", id="no notes"),
        pytest.param(
            "bmc: 1\nchannels: [{text: Shop, evidence: proven}]\n", "nothing left", id="all known"
        ),
    ],
)
def test_nothing_to_test_is_said(folder: Path, text: str, said: str) -> None:
    (folder / "canvas.yaml").write_text(text, encoding="utf-8")
    assert said in bmc("test", "--lang", "en").out


@pytest.mark.parametrize("count", ["0", "-1", "x", ""])
def test_a_number_of_notes_is_from_one(bikes: Path, count: str) -> None:
    assert bmc("test", "-n", count).code == 2


def test_what_was_learned_is_asked_line_by_line(bikes: Path) -> None:
    done = bmc("test", "--learn", "1", "--plain", stdin="proven 11 of 20 paid\n")
    assert done.code == 0
    note = load(bikes).canvas.notes("customer_segments")[1]
    assert (note.evidence, note.learned) == ("proven", "11 of 20 paid")


def test_of_those_that_are_listed_it_is_asked(bikes: Path) -> None:
    done = bmc("test", "--learn", "-n", "2", "--plain", stdin="\n\n\n")
    assert (done.code, done.err.count("What did you learn")) == (0, 2)
    assert bmc("test", "--learn", "--plain", stdin="\n" * 9).err.count("What did you learn") == 5
    assert bmc("test", "--learn", "2", "-n", "2", "--plain").code == 2


def test_a_number_in_the_list_that_is_none_is_refused(bikes: Path) -> None:
    done = bmc("test", "--learn", "41", "--plain", stdin="")
    assert done.code == 2
    assert "bmc test" in done.err


@pytest.mark.parametrize(
    ("word", "code"), [("tested", 0), ("prov", 2), ("Proven", 0), ("prooven", 2)]
)
def test_how_sure_is_one_of_four_words(bikes: Path, word: str, code: int) -> None:
    done = bmc("edit", "1", "--note", "1", "--evidence", word)
    assert done.code == code
    assert ("Did you mean proven?" in done.err) == bool(code)


CHANGE = {"do": "change", "block": 1, "note": 2, "text": "Rich people"}
OTHER_WORDS = {
    "an option": ("edit", "1", "--set", "2", "Rich people"),
    "a list of operations": ("edit", "--apply", "-"),
    "an editor": ("edit", "1", "--editor"),
}


@pytest.mark.parametrize("way", OTHER_WORDS)
def test_evidence_of_a_note_in_quite_other_words_is_told(
    bikes: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    bmc("edit", "1", "--note", "2", "--evidence", "proven")
    families = load(bikes).canvas.notes("customer_segments")[1].text
    code = "import sys, pathlib as p; f = p.Path(sys.argv[1]); "
    code += f"f.write_text(f.read_text().replace({families!r}, 'Rich people'))"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", code]))
    done = bmc(*OTHER_WORDS[way], stdin=json.dumps([CHANGE]))
    assert (done.code, load(bikes).canvas.notes("customer_segments")[1].text) == (0, "Rich people")
    assert "bmc edit 1 --note 2 --evidence guess" in done.err
    assert bmc("edit", "1", "--set", "2", "Richer people").err == ""


def test_what_is_wrong_is_warned_of_and_the_repair_runs(bikes: Path) -> None:
    bmc("edit", "2", "--note", "3", "--evidence", "wrong")
    done = bmc("check", "--json")
    (found,) = [each for each in json.loads(done.out) if each["rule"] == "wrong-kept"]
    assert (done.code, found["level"]) == (1, "warning")
    assert bmc(*found["repair"]["command"][1:]).code == 0
    assert "wrong-kept" not in bmc("check", "--json").out


@pytest.mark.parametrize(
    ("ours", "theirs", "evidence", "code"),
    [
        pytest.param(
            ("--evidence", "tested"),
            ("--evidence", "proven"),
            ["tested", "proven"],
            1,
            id="both, each another",
        ),
        pytest.param(
            ("--evidence", "tested"), ("--test", "Ask 20 parents"), ["tested"], 0, id="two fields"
        ),
        pytest.param(
            ("--evidence", "proven"), ("--evidence", "proven"), ["proven"], 0, id="the same"
        ),
    ],
)
def test_evidence_of_two_people_is_merged(
    bikes: Path, ours: tuple[str, ...], theirs: tuple[str, ...], evidence: list[str], code: int
) -> None:
    files = {"ours.yaml": ours, "theirs.yaml": theirs}
    for name, options in files.items():
        bikes.with_name(name).write_bytes(bikes.read_bytes())
        assert bmc("edit", "1", name, "--note", "2", *options).code == 0
    assert bmc("merge", "canvas.yaml", *files, "-o", "merged.yaml").code == code
    first = load(bikes).canvas.notes("customer_segments")[1].text
    found = load(bikes.with_name("merged.yaml")).canvas.notes("customer_segments")
    assert [n.evidence for n in found if first in {n.text, n.conflict}] == evidence


def test_line_by_line_it_is_a_command(bikes: Path) -> None:
    done = bmc("edit", "1", "--plain", stdin="/sure 2 tested 11 of 20 paid\n/quit\n")
    assert done.code == 0
    note = load(bikes).canvas.notes("customer_segments")[1]
    assert (note.evidence, note.learned) == ("tested", "11 of 20 paid")


def test_an_unknown_word_in_the_file_is_told_where_it_stands(folder: Path) -> None:
    text = "bmc: 1\nchannels:\n  - text: Shop\n    evidence: provn\n"
    (folder / "canvas.yaml").write_text(text, encoding="utf-8")
    done = bmc("show", "--lang", "en")
    assert done.code == 1
    assert "canvas.yaml:4:15" in done.err
    assert "proven" in done.err


def test_the_grid_of_guesses_is_that_of_a_canvas_that_says_nothing(bikes: Path) -> None:
    plain = bmc("show", "--width", "100").out
    bikes.write_text(
        bikes.read_text(encoding="utf-8").replace("  - text:", "  - evidence: guess\n    text:"),
        encoding="utf-8",
    )
    assert load(bikes).canvas.notes("channels")
    assert bmc("show", "--width", "100").out == plain


class TestHowFarYouAre:
    """``--log``: each commit of the canvas, else each of its savings, is a line."""

    COUNTS = (
        "40 guesses · 0 tested · 0 proven · 0 proven wrong",
        "39 guesses · 1 tested · 0 proven · 0 proven wrong",
        "39 guesses · 0 tested · 1 proven · 0 proven wrong",
    )

    def counted(self, of: str) -> list[str]:
        done = bmc("test", "--log")
        assert (done.code, len(done.err.splitlines())) == (0, 1)
        assert done.err.startswith(f"Date, {of}, and how sure")
        return [line.split("  ", 2)[2] for line in done.out.splitlines()]

    def test_by_commits(self, bikes: Path) -> None:
        repository = Repository(bikes.parent)
        repository.commit("Begin")
        for word in ("tested", "proven"):
            assert bmc("edit", "1", "--note", "1", "--evidence", word).code == 0
            repository.commit(word)
        assert bmc("edit", "1", "--note", "1", "--evidence", "wrong").code == 0  # not committed
        assert self.counted("commit") == [*self.COUNTS]

    def test_without_git_by_what_was_saved(self, bikes: Path) -> None:
        for word in ("tested", "proven"):
            assert bmc("edit", "1", "--note", "1", "--evidence", word).code == 0
        assert self.counted("number of the save") == [*self.COUNTS]

    def test_what_changed_nothing_in_that_has_no_line(self, bikes: Path) -> None:
        for options in (["--detail", "x"], ["--evidence", "tested"], ["--detail", "y"]):
            assert bmc("edit", "1", "--note", "1", *options).code == 0
        assert self.counted("number of the save") == [*self.COUNTS[:2]]
        assert len(json.loads(bmc("test", "--log", "--json").out)) == 4

    def test_as_data(self, bikes: Path) -> None:
        assert bmc("edit", "1", "--note", "1", "--evidence", "tested").code == 0
        found = json.loads(bmc("test", "--log", "--json").out)
        assert [each["tested"] for each in found] == [0, 1]
        assert set(found[0]) == {"date", "version", "guess", "tested", "proven", "wrong"}

    def test_where_nothing_was_kept_that_is_said(self, bikes: Path) -> None:
        done = bmc("test", "--log")
        assert (done.code, done.out) == (0, "")
        assert "canvas.yaml" in done.err

    def test_what_is_asked_is_not_listed(self, bikes: Path) -> None:
        assert bmc("test", "--log", "--learn").code == 2


class TestSeveral:
    """Of a folder, each canvas in it has a list of its own."""

    def test_each_has_its_list_with_its_name(self, bikes: Path) -> None:
        (bikes.parent / "groups").mkdir()
        other = "bmc: 1\ntitle: Other\ncustomer_segments: [Families]\n"
        (bikes.parent / "groups" / "other.yaml").write_text(other, encoding="utf-8")
        done = bmc("test", ".", "-n", "1")
        assert (done.code, done.err) == (0, "")
        titles = [line for line in done.out.splitlines() if line.startswith("Test these")]
        assert titles == [
            "Test these first: most of Ketley Street Cycles (canvas.yaml) hangs on them.",
            "Test these first: most of Other (groups/other.yaml) hangs on them.",
        ]
        assert "bmc edit 1 groups/other.yaml --note 1" in done.out
        rows = json.loads(bmc("test", "groups", "--json").out)
        assert [(row["file"], row["text"]) for row in rows] == [("groups/other.yaml", "Families")]

    def test_one_that_cannot_be_read_is_told_and_the_others_are_listed(self, bikes: Path) -> None:
        (bikes.parent / "bad.yaml").write_text("bmc: 1\nchannels: {\n", encoding="utf-8")
        done = bmc("test", ".")
        assert (done.code, done.out.splitlines()[0][:10]) == (3, "Test these")
        assert "bad.yaml" in done.err

    @pytest.mark.parametrize("option", ["--log", "--learn"])
    def test_what_is_of_one_is_not_of_a_folder(self, bikes: Path, option: str) -> None:
        assert "is a folder" in bmc("test", ".", option).err

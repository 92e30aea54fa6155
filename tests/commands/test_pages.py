"""``bmc export`` of several canvases: a page each, an index, and no page over another."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from bmc_cli.commands.shared.pages import file_names
from tests.commandline import bmc


@pytest.fixture
def groups(folder: Path) -> Path:
    """A folder with canvases, and with what is none."""
    files = {
        "groups/red.yaml": "bmc: 1\ntitle: Red & co\nchannels: [Shop, Van]\n",
        "groups/blue.yml": "bmc: 1\ntitle: Blue\nlanguage: nl\n",
        "groups/sub/red.yaml": "bmc: 1\ntitle: Other red\n",
        "groups/.hidden/canvas.yaml": "bmc: 1\ntitle: Hidden\n",
        "groups/.red.yaml": "bmc: 1\ntitle: Hidden too\n",
        "groups/environment.yaml": "channels: [conda-forge]\n",
        "groups/notes.txt": "bmc is a tool\n",
        "groups/picture.png": "\0\nbmc: 1\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "groups"


def titles_in(index: Path) -> list[tuple[str, str]]:
    text = index.read_text(encoding="utf-8")
    return re.findall(r'<h2><a href="([^"]+)">([^<]+)</a></h2>', text)


def test_a_folder_becomes_pages_and_an_index(groups: Path) -> None:
    done = bmc("export", "groups", "-o", "pages/", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert done.err == "Exported 3 of 3 canvases to pages/index.html\n"
    pages = groups.parent / "pages"
    assert sorted(path.name for path in pages.iterdir()) == [
        *("blue.html", "index.html", "red.html", "sub-red.html")
    ]
    assert titles_in(pages / "index.html") == [
        ("blue.html", "Blue"),
        ("red.html", "Red &amp; co"),
        ("sub-red.html", "Other red"),
    ]
    text = (pages / "red.html").read_text(encoding="utf-8")
    assert '<nav><ul><li><a href="index.html">All canvases</a></li></ul></nav>' in text


def test_what_a_folder_holds_and_is_left_out_is_said(groups: Path) -> None:
    (groups / "again").symlink_to(".")
    done = bmc("export", str(groups), "-o", "site/", "--lang", "en")
    assert (
        done.err.splitlines()[0] == f"Not followed, a symbolic link to a folder: {groups / 'again'}"
    )
    assert done.code == 0


def test_several_files_become_pages_and_an_index(groups: Path) -> None:
    done = bmc("export", "groups/red.yaml", "groups/sub/red.yaml", "-o", "pages")
    assert done.code == 0, done.err
    assert len(titles_in(groups.parent / "pages" / "index.html")) == 2


def test_a_canvas_is_exported_once(groups: Path) -> None:
    bmc("export", "groups", "groups/red.yaml", "groups", "-o", "pages")
    assert len(titles_in(groups.parent / "pages" / "index.html")) == 3


def test_each_page_speaks_its_own_language_and_the_index_that_of_the_user(
    groups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    bmc("export", "groups", "-o", "pages")
    pages = groups.parent / "pages"
    assert "<h1" in (pages / "index.html").read_text(encoding="utf-8")
    assert "Alle canvassen" in (pages / "index.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in (pages / "blue.html").read_text(encoding="utf-8")


def test_another_format_can_be_asked_for(groups: Path) -> None:
    assert bmc("export", "groups", "-o", "pages", "--format", "md").code == 0
    pages = groups.parent / "pages"
    assert sorted(path.suffix for path in pages.iterdir()) == [".html", ".md", ".md", ".md"]
    assert titles_in(pages / "index.html")[0] == ("blue.md", "Blue")


def test_nothing_is_written_when_a_file_is_in_the_way(groups: Path) -> None:
    pages = groups.parent / "pages"
    pages.mkdir()
    (pages / "sub-red.html").write_text("mine", encoding="utf-8")
    done = bmc("export", "groups", "-o", "pages")
    assert (done.code, done.err.splitlines()[0]) == (
        1,
        "bmc: pages/sub-red.html already exists.",
    )
    assert [path.name for path in pages.iterdir()] == ["sub-red.html"]
    assert bmc("export", "groups", "-o", "pages", "--force").code == 0
    assert (pages / "sub-red.html").read_text(encoding="utf-8") != "mine"


def test_no_canvas_is_written_over_by_its_own_page(groups: Path) -> None:
    before = (groups / "red.yaml").read_bytes()
    (groups / "red.yaml").rename(groups / "red.json")
    done = bmc("export", "groups", "-o", "groups", "--format", "json", "--force")
    assert (done.code, done.err.splitlines()[0]) == (
        1,
        "bmc: groups/red.json is the canvas itself.",
    )
    assert (groups / "red.json").read_bytes() == before


def test_pages_of_before_are_told(groups: Path) -> None:
    bmc("export", "groups", "-o", "pages")
    (groups / "red.yaml").unlink()
    done = bmc("export", "groups", "-o", "pages", "--force", "--lang", "en")
    assert done.err.splitlines()[-1] == "From an earlier export, still in pages: red.html"


def test_the_index_tells_which_file_each_page_is_of(groups: Path) -> None:
    bmc("export", "groups", "-o", "pages")
    text = (groups.parent / "pages" / "index.html").read_text(encoding="utf-8")
    assert "<p>groups/sub/red.yaml</p>" in text


def test_a_canvas_that_cannot_be_read_is_told_and_does_not_stop_the_rest(groups: Path) -> None:
    (groups / "broken.yaml").write_text('bmc: 1\nchannels: ["x\n', encoding="utf-8")
    done = bmc("export", "groups", "-o", "pages")
    assert done.code == 1
    assert done.err.startswith("groups/broken.yaml:2:11: The bracket [ that opens here")
    assert done.err.endswith("Exported 3 of 4 canvases to pages/index.html\n")
    page = (Path("pages") / "index.html").read_text(encoding="utf-8")
    assert '<h1 class="title">3 of 4 canvases</h1>' in page
    assert '<p class="closing">Not exported: groups/broken.yaml</p>' in page


@pytest.mark.needs("fonts")
def test_a_canvas_too_big_for_a_picture_does_not_stop_the_rest(
    groups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bmc_cli.formats.png._MOST", 3_000_000)
    notes = "".join(f"  - A note with quite a few words, number {n}\n" for n in range(150))
    (groups / "blue.yml").write_text(f"bmc: 1\nchannels:\n{notes}", encoding="utf-8")
    done = bmc("export", "groups", "-o", "pages", "--format", "png", "--lang", "en")
    assert (done.code, done.err.splitlines()) == (
        1,
        [
            "bmc: groups/blue.yml: This canvas is too big for a picture.",
            "  Export that canvas on its own in another format, such as .svg or .pdf.",
            "Exported 2 of 3 canvases to pages/index.html",
        ],
    )


@pytest.mark.parametrize(
    ("names", "options", "code", "says"),
    [
        pytest.param("groups", "", 2, "go to a folder", id="no place"),
        pytest.param("groups", "-o -", 2, "go to a folder", id="stdout"),
        pytest.param("groups", "-o all.html", 2, "go to a folder", id="a file"),
        pytest.param("groups", "-o pages --format doc", 2, "no format “doc”", id="format"),
        pytest.param("groups", "-o pages --story --format svg", 2, "cannot use", id="chapters"),
        pytest.param("empty", "-o pages", 1, "There is no canvas in empty", id="nothing there"),
    ],
)
def test_what_cannot_be_is_refused(
    groups: Path, names: str, options: str, code: int, says: str
) -> None:
    (groups.parent / "empty").mkdir()
    done = bmc("export", names, *options.split())
    assert done.code == code
    assert says in done.err
    assert not (groups.parent / "pages" / "index.html").exists()


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param(["a.yaml", "b.yaml"], ["a.html", "b.html"], id="side by side"),
        pytest.param(["x/a.yaml", "y/a.yaml"], ["x-a.html", "y-a.html"], id="same name"),
        pytest.param(["a.yaml", "a.yml"], ["a.html", "a-2.html"], id="other ending"),
        pytest.param(["A.yaml", "a.yml"], ["A.html", "a-2.html"], id="other case"),
        pytest.param(["x/a.yaml", "x-a.yaml"], ["x-a.html", "x-a-2.html"], id="joined"),
        pytest.param(["index.yaml", "b.yaml"], ["index-2.html", "b.html"], id="the index's"),
        pytest.param(["INDEX..yaml", "b.yml"], ["INDEX-2.html", "b.html"], id="like the index's"),
        pytest.param(
            ["Plan: A.yaml", "Plan? A.yaml"], ["Plan- A.html", "Plan- A-2.html"], id="made safe"
        ),
        pytest.param(["a..yaml", "a.yaml"], ["a.html", "a-2.html"], id="a dot at the end"),
        pytest.param([" a.yaml", "a .yaml"], ["a.html", "a-2.html"], id="spaces around it"),
        pytest.param(["con.yaml", "_con.yaml"], ["_con.html", "_con-2.html"], id="reserved"),
        pytest.param(
            ["Caf\u00e9.yaml", "Cafe\u0301.yaml"],
            ["Caf\u00e9.html", "Cafe\u0301-2.html"],
            id="composed and decomposed",
        ),
        pytest.param(
            ["STRASSE.yaml", "stra\u00dfe.yaml"],
            ["STRASSE.html", "stra\u00dfe-2.html"],
            id="folded",
        ),
        pytest.param(
            ["a\u200db.yaml", "ab.yaml"], ["a\u200db.html", "ab-2.html"], id="without a shape"
        ),
        pytest.param(
            ["a.yaml", "a.yml", "a-2.yaml"], ["a.html", "a-2.html", "a-2-2.html"], id="the next's"
        ),
        pytest.param(
            ["a-2.yaml", "a.yaml", "a.yml"], ["a-2.html", "a.html", "a-3.html"], id="one before's"
        ),
        pytest.param(
            [f"{'x' * 250}.yaml", f"{'x' * 250}.yml", f"{'x' * 249}y.yaml"],
            [f"{'x' * 250}.html", f"{'x' * 248}-2.html", f"{'x' * 249}y.html"],
            id="as long as may be",
        ),
        pytest.param(
            ["z.yaml", *(f"{'é' * 125}/{'é' * 9}{end}.yaml" for end in "ab")],
            ["z.html", f"{'é' * 125}.html", f"{'é' * 124}-2.html"],
            id="too long together",
        ),
    ],
)
def test_no_two_pages_have_one_name(sources: list[str], expected: list[str]) -> None:
    assert list(file_names([Path(name) for name in sources], "html").values()) == expected


def test_what_is_counted_is_what_is_written_and_the_index_leads_to_each(folder: Path) -> None:
    for title, name in (
        ("One", "Plan: A.yaml"),
        ("Two", "Plan? A.yaml"),
        ("Three", "Plan# 50%.yml"),
    ):
        (folder / name).write_text(f"bmc: 1\ntitle: {title}\n", encoding="utf-8")
    done = bmc("export", ".", "-o", "pages/", "--lang", "en")
    assert done.err == "Exported 3 of 3 canvases to pages/index.html\n"
    pages = folder / "pages"
    found = {title: unquote(link) for link, title in titles_in(pages / "index.html")}
    assert {*found.values(), "index.html"} == {path.name for path in pages.iterdir()}
    for title, name in found.items():
        assert f"<title>{title}</title>" in (pages / name).read_text(encoding="utf-8")

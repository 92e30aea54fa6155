"""What runs and is shown where the repository is hosted: it parses, is pinned, and is true."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bmc_cli import __version__
from tests.commandline import Outcome, bmc

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PROGRAMS = {"gh", "git", "pip"}
"""What a step may start besides the scripts of ``.ci``."""


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the jobs of all workflows, with their names."""
    for path in WORKFLOWS:
        for name, job in loaded(path)["jobs"].items():
            yield f"{path.stem}: {name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        for number, step in enumerate(job.get("steps", ()), 1):
            yield f"{name} {number}", step


RUNS = [pytest.param(step["run"], id=name) for name, step in steps() if "run" in step]
USED = [
    pytest.param(line.strip(), id=f"{path.name} {line.split('@')[0].split()[-1]}")
    for path in (*WORKFLOWS, *PAGES)
    for line in path.read_text(encoding="utf-8").splitlines()
    if re.match(r"\s*(- )?uses:", line)
]


def test_there_are_the_workflows_that_the_house_needs() -> None:
    assert [path.stem for path in WORKFLOWS] == ["nightly", "release", "tests"]


@pytest.mark.parametrize("line", USED)
def test_an_action_is_pinned_by_the_hash_of_a_commit_and_says_its_version(line: str) -> None:
    pinned = r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert re.fullmatch(rf"(- )?uses: ({pinned}|\./\.github/workflows/\w+\.yml( #.*)?)", line)


def test_an_action_has_one_hash_everywhere() -> None:
    hashes: dict[str, set[str]] = {}
    for param in USED:
        action, _, at = str(param.values[0]).partition("uses: ")[2].partition("@")
        hashes.setdefault(action, set()).add(at)
    assert {action: at for action, at in hashes.items() if len(at) > 1} == {}


@pytest.mark.parametrize("script", RUNS)
def test_a_step_calls_what_is_there(script: str) -> None:
    for line in script.splitlines():
        first, *rest = line.split()
        if first == "bash":
            assert (ROOT / rest[0]).is_file()
            assert rest[0].startswith(".ci/")
        else:
            assert first in PROGRAMS


@pytest.mark.parametrize("script", RUNS)
def test_no_text_of_an_event_becomes_part_of_a_script(script: str) -> None:
    assert "${{" not in script


@pytest.mark.parametrize(("name", "job"), [pytest.param(*each, id=each[0]) for each in jobs()])
def test_a_job_has_only_the_rights_that_it_says(name: str, job: dict[str, Any]) -> None:
    assert all(loaded(path)["permissions"] == {} for path in WORKFLOWS)
    rights = {right for right, may in job["permissions"].items() if may == "write"}
    assert rights == {
        "release: attest": {"id-token", "attestations"},
        "release: publish": {"id-token"},
        "release: page": {"contents"},
    }.get(name, set())


SHOWN = [
    pytest.param(yaml.safe_load(text), id=path.name)
    for path in PAGES
    for text in re.findall(r"```yaml\n(name: .*?)```", path.read_text("utf-8"), re.DOTALL)
]


@pytest.mark.parametrize("workflow", SHOWN)
def test_a_workflow_on_a_page_gives_each_job_its_rights_alone(workflow: dict[str, Any]) -> None:
    assert len(SHOWN) == 2
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert all("${{" not in step.get("run", "") for step in job["steps"])


def test_every_supported_python_is_tried_on_every_system() -> None:
    matrix = dict(jobs())["tests: everywhere"]["strategy"]["matrix"]
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    first, *others = (tuple(map(int, each.split("."))) for each in matrix["python"])
    assert f">={matrix['python'][0]}" == about["requires-python"]
    assert others == [(3, first[1] + more) for more in range(1, len(others) + 1)]
    assert {each.split("-")[0] for each in matrix["system"]} == {"ubuntu", "macos", "windows"}


def test_nothing_is_published_before_all_tests_passed() -> None:
    release = loaded(ROOT / ".github/workflows/release.yml")["jobs"]
    waits = {name: job.get("needs", []) for name, job in release.items()}
    assert waits == {
        "tests": [],
        "build": "tests",
        "frozen": "tests",
        "attest": ["build", "frozen"],
        "publish": "attest",
        "page": "publish",
    }


_INSTALLS = r'pip"? (-\S+ \S+ )?install'

INSTALLING = [
    pytest.param(path.read_text(encoding="utf-8"), id=path.name)
    for path in sorted((ROOT / ".ci").iterdir())
    if path.name != "incorporated.txt" and re.search(_INSTALLS, path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("script", INSTALLING)
def test_what_a_script_installs_is_what_the_lock_has_the_hashes_of(script: str) -> None:
    assert {param.id for param in INSTALLING} >= {"audit", "build", "freeze", "sbom", "workflows"}
    assert 0 < script.find("source .ci/locked ") < re.search(_INSTALLS, script).start()  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["run", "tests"])
def test_the_folder_of_the_checkout_may_have_spaces(name: str) -> None:
    """Pip parts the value of ``PIP_FIND_LINKS`` at them."""
    script = (ROOT / ".ci" / name).read_text(encoding="utf-8")
    assert re.search(r"(?:PIP_FIND_LINKS=|source .ci/locked )\.ci-venv/packages\b", script)


def test_what_is_not_committed_is_not_handed_out() -> None:
    script = (ROOT / ".ci" / "build").read_text(encoding="utf-8")
    archived = r'git archive HEAD \| tar -x -C "(\S+)"\n'
    assert re.search(rf'{archived}.*-m build .* "\1"\n', script, re.DOTALL)


def test_the_page_on_releases_names_what_the_workflow_uses() -> None:
    """A trusted publisher is the project, the workflow and the environment, to the letter."""
    release = loaded(ROOT / ".github/workflows/release.yml")
    page = " ".join((ROOT / "RELEASING.md").read_text(encoding="utf-8").split())
    (tag,) = release[True]["push"]["tags"]  # YAML 1.1 reads the word on as true
    environment = release["jobs"]["publish"]["environment"]
    project = environment["url"].rstrip("/").rpartition("/")[2]
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project == about["name"]
    publisher = f"workflow `release.yml`, environment `{environment['name']}`"
    assert f"project `{project}`, the owner and name of the repository, {publisher}" in page
    assert f"tags `{tag}` by maintainers only" in page
    assert f"for tags `{tag}` only" in page
    assert re.search(rf"git tag -s {tag.replace('*', '[0-9.]+')} ", page)


@pytest.mark.parametrize(
    "line", re.findall(r"\.ci/\w+", (ROOT / "RELEASING.md").read_text("utf-8"))
)
def test_the_page_on_releases_calls_what_is_there(line: str) -> None:
    assert (ROOT / line).is_file()


def test_a_folder_without_python_is_tried_before_a_release_on_the_same_systems() -> None:
    made = dict(jobs())
    tried, handed_out = made["nightly: frozen"], made["release: frozen"]
    assert tried["strategy"]["matrix"] == handed_out["strategy"]["matrix"]
    assert tried["steps"] == handed_out["steps"][: len(tried["steps"])]


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-hooks.yaml"]),
    ids=lambda path: path.name,
)
def test_a_file_for_the_host_is_yaml(path: Path) -> None:
    assert loaded(path)


def test_the_templates_ask_with_names_that_are_there() -> None:
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"):
        form = loaded(path)
        assert form["name"]
        assert form["description"]
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))
        assert all(
            part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown"
        )
        assert set(form["labels"]) <= set(
            re.findall(r"`(\w+)`", (ROOT / "RELEASING.md").read_text("utf-8"))
        )


# -- what it says of itself


def test_the_changelog_starts_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    versions = [each for each in headings if each != "Unreleased"]
    dated = re.compile(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d")
    assert [each for each in versions if not dated.fullmatch(each)] == []
    assert versions[0].split()[0] == __version__


@pytest.mark.needs("bash")
@pytest.mark.parametrize(("version", "code"), [(__version__, 0), ("0.0.0", 1)])
def test_the_page_of_a_release_has_its_part_of_the_changelog(version: str, code: int) -> None:
    done = subprocess.run(
        ["bash", ".ci/notes", version], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert done.stdout in text.partition(f"## {version}")[2]
    assert ("### Added" in done.stdout) == (code == 0)
    assert "\n## " not in done.stdout


def test_the_version_stands_in_one_place() -> None:
    telling = ("pyproject.toml", "CITATION.cff", "README.md", "SECURITY.md")
    assert [name for name in telling if __version__ in (ROOT / name).read_text("utf-8")] == []


def test_the_pages_on_hooks_name_this_version() -> None:
    assert f"rev: v{__version__}" in (ROOT / "docs" / "check.md").read_text(encoding="utf-8")


def test_the_citation_has_what_its_format_asks_for() -> None:
    said = loaded(ROOT / "CITATION.cff")
    assert said["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(said)
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert said["license"] == about["license"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_picture_comes_from_an_account_that_is_not_there(path: Path) -> None:
    assert re.findall(r"!\[[^\]]*\]\(\w+://", path.read_text(encoding="utf-8")) == []


# -- the hooks for others

HOOKS = {hook["id"]: hook for hook in loaded(ROOT / ".pre-commit-hooks.yaml")}
FINE = (ROOT / "tests" / "answers" / "bike-shop.en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        pytest.param(FINE, [], id="nothing found"),
        pytest.param(
            FINE.replace("    kind: purchase\n", ""), ["bmc-check-strict"], id="a suggestion"
        ),
        pytest.param("bmc: 1\nchannels: [Shop]\n", list(HOOKS), id="a warning"),
        pytest.param("Shop", list(HOOKS), id="no canvas"),
    ],
)
def test_a_hook_stops_a_commit(
    text: str, stopped: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "canvas.yaml").write_text(FINE, encoding="utf-8")
    (tmp_path / "canvas.b.yaml").write_text(text, encoding="utf-8")
    ended = {name: hooked(name, "canvas.yaml", "canvas.b.yaml").code for name in HOOKS}
    assert [name for name, code in ended.items() if code] == stopped


def hooked(name: str, *files: str) -> Outcome:
    """Run a hook as pre-commit does: its command, its arguments, the files as git has them."""
    command = [*HOOKS[name]["entry"].split(), *HOOKS[name]["args"]]
    return bmc(*command[1:], *files)


@pytest.mark.parametrize("name", HOOKS)
@pytest.mark.parametrize(
    "folder", ["--fix", "-x", "--lang=nl", "--prompts=.", "a b", "a\nb", "x@y"]
)
def test_a_hook_takes_a_folder_of_any_name(
    name: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / folder).mkdir()
    path = f"{folder}/canvas.yaml"
    (tmp_path / path).write_text(FINE, encoding="utf-8")
    assert hooked(name, path).code == 0
    (tmp_path / path).write_text("bmc: 1\nchannels: [Shop]\n", encoding="utf-8")
    assert hooked(name, path).code == 1


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_takes_canvases_and_no_other_files(name: str) -> None:
    wanted = re.compile(HOOKS[name]["files"])
    for path in ("canvas.yaml", "groups/canvas.premium.yaml"):
        assert wanted.search(path)
    for path in ("my-canvas.yaml", "canvas.yml.bak", "canvas/notes.yaml", "canvas.schema.json"):
        assert not wanted.search(path)

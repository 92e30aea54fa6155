"""What every test stands on: an environment without anybody's settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings
from playwright.sync_api import Browser

from bmc_cli.errors import warnings
from bmc_cli.file import yaml_text
from tests.browser import Open, opener, started
from tests.tools import need, untested

_SETTINGS = re.compile(
    r"(BMC_|LC_)|(ACCESSIBLE|CLICOLOR.*|COLUMNS|EDITOR|FORCE_COLOR|GITHUB_ACTIONS|LANG|LANGUAGE"
    r"|LESS.*|LINES|NO_COLOR|PAGER|PY_COLORS|TERM|TTY_.*|VISUAL)$"
)


@pytest.fixture(scope="session")
def _state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, _state: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(_state))
    for name in os.environ:
        if _SETTINGS.match(name):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("bmc_cli.commands.shared.session.spoken", None)
    monkeypatch.setattr("bmc_cli.commands.shared.session.told", set())
    monkeypatch.setattr("bmc_cli.file.disk.saved", [])
    warnings.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for the tools of a test before anything is made for it."""
    for mark in item.iter_markers("needs"):
        need(*mark.args)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what could not be tested here."""
    skipped = terminalreporter.stats.get("skipped", [])
    for line in untested(str(report.longrepr[2]) for report in skipped):
        terminalreporter.write_line(line, red=True, bold=True)


# A hundred examples, always the same ones, so that a run says the same twice; the long
# profile looks further, at a thousand new ones, and the brief one is for a second run.
settings.register_profile("default", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=1_000, print_blob=True)
settings.register_profile(
    "brief", deadline=None, derandomize=True, max_examples=20, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_NO_LIBYAML = pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not here")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("SafeLoader", id="python"),
        pytest.param("CSafeLoader", id="libyaml", marks=_NO_LIBYAML),
    ],
)
def parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read YAML with libyaml and without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_PARSER", getattr(yaml, request.param))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands on a browser: it is the same with any YAML parser."""
    for item in items:
        if "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="module")  # its event loop is in the way of the prompts of other tests
def browser() -> Iterator[Browser]:
    need("Chromium", "fonts")
    with started() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a text in a real browser."""
    yield from opener(browser, tmp_path)

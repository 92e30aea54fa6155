"""What the tests of drawings share: a browser, one for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import Open, opener, started
from tests.tools import need


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands on a browser: it is the same with any YAML parser."""
    for item in items:
        if "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    need("Chromium", "fonts")
    with started() as browser:
        yield browser


@pytest.fixture
def visit(_browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a text in a real browser."""
    yield from opener(_browser, tmp_path)

"""A real browser for the pages: Chromium without a window, on this machine and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.tools import chromium


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium; a page that wants something from elsewhere does not get it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Visit:
    """A page that is open, with all that it said and asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.wanted: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(dialog.message))
        page.on("request", lambda request: self.wanted.append(request.url))

    def ask(self, script: str) -> Any:
        """Return what ``script`` evaluates to in the page."""
        return self.page.evaluate(script)


Open = Callable[..., Visit]
"""Opens an HTML or SVG text in a window of a width, by day or by night."""


def opener(browser: Browser, folder: Path) -> Iterator[Open]:
    """Yield a function that opens texts as files of ``folder``; what it opened is closed after."""
    pages: list[Page] = []

    def visit(
        text: str, width: int = 1600, *, ending: str = "html", scheme: Any = "light"
    ) -> Visit:
        path = folder / f"page-{len(pages)}.{ending}"
        path.write_text(text, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        pages.append(page)
        seen = Visit(page)
        page.goto(path.as_uri())
        return seen

    yield visit
    for page in pages:
        page.close()

"""Floor C: a one-command Typer app on the same libraries that asks one question."""

from __future__ import annotations

import sys

import questionary
import typer
import yaml
from rich.console import Console

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def ask() -> None:
    """Ask the question."""
    assert yaml.__version__
    Console(file=sys.stdout).print("One question.")
    questionary.text("Title").unsafe_ask()


if __name__ == "__main__":
    app()

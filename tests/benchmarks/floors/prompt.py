"""Floor C: a one-command Typer app that asks one question with questionary."""

from __future__ import annotations

import questionary
import typer

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def ask() -> None:
    """Ask the question."""
    questionary.text("Title").unsafe_ask()


if __name__ == "__main__":
    app()

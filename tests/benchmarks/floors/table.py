"""Floor B: a one-command Typer app that prints a table of nine cells with Rich."""

from __future__ import annotations

import sys

import typer
import yaml
from rich.console import Console
from rich.table import Table

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def show() -> None:
    """Print the table."""
    assert yaml.__version__
    table = Table()
    for _ in range(3):
        table.add_column()
    for row in range(3):
        table.add_row(*(f"cell {row} {column}" for column in range(3)))
    Console(file=sys.stdout).print(table)


if __name__ == "__main__":
    app()

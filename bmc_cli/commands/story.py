"""``bmc story``: the canvas told along its links."""

from __future__ import annotations

from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.emphasis import HEADING, Line, show
from bmc_cli.commands.shared.here import canvas_at
from bmc_cli.commands.shared.options import File, Lang, Prompts
from bmc_cli.commands.shared.session import Session
from bmc_cli.formats.markdown import chapter_lines
from bmc_cli.plain_text import one_line
from bmc_cli.words.telling import chapter_of, plain_lines

HELP = """
\b
Examples:
  bmc story
  bmc story bakery.yaml --markdown > bakery.md
"""

AsMarkdown = Annotated[bool, typer.Option("--markdown", "-m", help="As Markdown.")]


def story(
    file: File = None,
    markdown: AsMarkdown = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Tell the canvas in ``file`` as plain text or as Markdown."""
    session = Session(lang, prompts)
    opened = session.open(canvas_at(file, session, "story"))
    chapter = chapter_of(opened.canvas, opened.pack)
    if markdown:
        for line in chapter_lines(chapter, level=1):
            terminal.data(one_line(line))
        return
    headings = {chapter.title, *(part.heading for part in chapter.parts)}
    for line in plain_lines(chapter):
        show(Line(line, HEADING if line in headings else ""))

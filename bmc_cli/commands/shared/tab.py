"""Tab in a shell: the one way out for all that is offered there.

The scripts that ``--install-completion`` wrote are Typer's.  In zsh they ``eval`` what this
program prints, and Typer quotes too little for that, so nothing leaves here that any of
the shells would have to quote.  Files are offered by the shell itself, which quotes them.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Sequence
from typing import TextIO

from typer._click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)
from typer._completion_shared import install as typers_install

from bmc_cli.commands.shared.completion import is_inert, told
from bmc_cli.commands.shared.helping import lang_of, readers_words
from bmc_cli.commands.shared.session import Session
from bmc_cli.terminal import message

_BETWEEN = {"zsh": '":"', "fish": "\t", "powershell": ":::", "pwsh": ":::"}
"""What stands between a word and its help, for each shell that shows help."""

_JOINED = re.compile(r"--[a-z-]+=")


def install(shell: str | None, line: Sequence[str]) -> None:
    """Let Tab complete in ``shell``, else in the one that this runs in, and say where it is set."""
    pack = Session(lang_of(line)).speak()
    name, path = typers_install(shell)
    message(pack.say("tab.installed", shell=name, file=path))


def offer_inert_words() -> None:
    """Let each shell be offered words that it takes for words; call it once Typer is set up."""
    for shell in ("bash", *_BETWEEN):
        typers = get_completion_class(shell)
        if typers is not None:
            add_completion_class(_inert(typers, _BETWEEN.get(shell)), shell)


def _inert(shell: type[ShellComplete], between: str | None) -> type[ShellComplete]:
    """Return ``shell`` with nothing but inert words and help on its way out."""

    class Inert(shell):  # type: ignore[valid-type, misc]  # a class that is a value
        def get_completion_args(self) -> tuple[list[str], str]:
            words, incomplete = super().get_completion_args()
            return _without_equals(words), incomplete

        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            # What is printed on the way would be run; what goes wrong would stand on the line.
            wide = _is_unicode(sys.stdout)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
                joined = _JOINED.match(incomplete)
                before = joined.group() if joined else ""
                found = super().get_completions(args, incomplete)
                say = readers_words(args).say
                return [
                    CompletionItem(before + item.value, help=told(say(item.help or ""), wide=wide))
                    for item in found
                    if is_inert(item.value)
                ]
            return []

        def format_completion(self, item: CompletionItem) -> str:
            word = str(item.value)
            if between is not None and item.help:
                word += between + item.help
            return f'"{word}"' if between == '":"' else word

    return Inert


def _is_unicode(stream: TextIO | None) -> bool:
    """Whether a letter written to ``stream`` has no byte that means something else.

    In Big5, GBK and Shift-JIS the second byte of a letter may be a backquote or a backslash.
    """
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") == "utf8"


def _without_equals(words: list[str]) -> list[str]:
    """Return the words of a line without the ``=`` that bash takes for a word of its own."""
    return [
        word for at, word in enumerate(words) if word != "=" or not words[at - 1].startswith("--")
    ]

"""A command line that is not right: told as all errors are, with what to type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from bmc_cli.commands.shared.helping import lang_of, readers_words
from bmc_cli.commands.shared.outcomes import tell
from bmc_cli.errors import USAGE, BmcError

_QUOTED = re.compile(r"'(.*)' is not ", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)


class Line(NamedTuple):
    """What was typed: the ``command``, all ``words``, and what it takes, Typer's ``params``."""

    command: str
    words: Sequence[str]
    params: Sequence[Any] = ()


def tell_misuse(fault: UsageError | BmcError, line: Line) -> None:
    """Tell what is wrong with ``line``."""
    error = as_error(fault, line) if isinstance(fault, UsageError) else fault
    tell(error, lang_of(line.words))


def no_such_command(word: str, commands: Iterable[str]) -> BmcError:
    """Return the error for a command that is none, with the one that is like it."""
    if near := get_close_matches(word, commands, n=1):
        return BmcError("no_such_command_likely", exit_code=USAGE, word=word, likely=near[0])
    return BmcError("no_such_command", exit_code=USAGE, word=word)


def as_error(fault: UsageError, line: Line) -> BmcError:
    """Return Typer's error about ``line`` as one of ours.

    Typer says in English what was typed, and nowhere else; so it is taken from there.
    """
    values: dict[str, Any] = {"exit_code": USAGE, "command": line.command}
    if isinstance(fault, NoSuchOption | BadOptionUsage):
        return _of_option(fault, values, line)
    if isinstance(fault, MissingParameter):  # of an argument: no option has to be there
        return BmcError(
            "option_needs", option=line.command, what=_name(fault.param, line), **values
        )
    if isinstance(fault, BadParameter) and fault.param is not None:
        return _of_value(fault, values, line)
    if extra := _EXTRA.match(fault.message):
        return BmcError("too_many_words", words=extra[1], **values)
    return BmcError("wrong_usage", why=fault.format_message().rstrip("."), **values)


def _of_option(
    fault: NoSuchOption | BadOptionUsage, values: dict[str, Any], line: Line
) -> BmcError:
    """Return the error about an option that is none, or has too little or too much behind it."""
    values["option"] = fault.option_name
    if isinstance(fault, NoSuchOption):
        if not fault.possibilities:
            return BmcError("no_such_option", **values)
        likely = ", ".join(fault.possibilities)  # the nearest first
        return BmcError("no_such_option_likely", likely=likely, **values)
    if "does not take a value" in fault.message:
        return BmcError("option_takes_none", **values)
    known = (each for each in line.params if fault.option_name in each.opts)
    return BmcError("option_needs", what=_name(next(known), line), **values)


def _of_value(fault: BadParameter, values: dict[str, Any], line: Line) -> BmcError:
    """Return the error about what stands behind an option, or in an argument's place."""
    param: Any = fault.param
    names = [name for name in param.opts if name in line.words] or param.opts
    values["option"] = names[-1] if param.param_type_name == "option" else _name(param, line)
    found = _QUOTED.match(fault.message)
    word = found[1] if found else ""
    if known := getattr(param.type, "choices", None):
        listed = ", ".join(str(getattr(each, "value", each)) for each in known)
        return BmcError("wrong_choice", word=word, known=listed, **values)
    if found and fault.message.endswith("is not a valid int."):
        return BmcError("wrong_number", word=word, **values)
    return BmcError("wrong_usage", why=fault.format_message().rstrip("."), **values)


def _name(param: Any, line: Line) -> str:
    """Return what is to be typed for ``param``, "N TEXT", in the reader's language."""
    return readers_words(line.words).named(param.metavar or str(param.name).upper())

"""A command line that is not right: told as all errors are, with what to type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from typer._click.exceptions import BadOptionUsage, BadParameter, NoSuchOption, UsageError

from bmc_cli.commands.shared.helping import lang_of, readers_words
from bmc_cli.commands.shared.outcomes import tell
from bmc_cli.errors import USAGE, BmcError

_QUOTED = re.compile(r"'(.*)' is not ", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)


def tell_misuse(fault: UsageError | BmcError, line: Sequence[str], command: str) -> None:
    """Tell what is wrong with ``line``; ``command`` is that of it, where the fault has none."""
    lang = lang_of(line)
    if isinstance(fault, UsageError):
        fault = as_error(fault, fault.ctx.command_path if fault.ctx else command, line)
    tell(fault, lang)


def no_such_command(word: str, commands: Iterable[str]) -> BmcError:
    """Return the error for a command that is none, with the one that is like it."""
    if near := get_close_matches(word, commands, n=1):
        return BmcError("no_such_command_likely", exit_code=USAGE, word=word, likely=near[0])
    return BmcError("no_such_command", exit_code=USAGE, word=word)


def as_error(fault: UsageError, command: str, line: Sequence[str]) -> BmcError:
    """Return Typer's error about ``line`` as one of ours.

    Typer says in English what was typed, and nowhere else; so it is taken from there.
    """
    values: dict[str, Any] = {"exit_code": USAGE, "command": command}
    if isinstance(fault, NoSuchOption):
        values["option"] = fault.option_name
        if fault.possibilities:
            likely = ", ".join(fault.possibilities)  # the nearest first
            return BmcError("no_such_option_likely", likely=likely, **values)
        return BmcError("no_such_option", **values)
    if isinstance(fault, BadOptionUsage):
        values["option"] = fault.option_name
        takes = "does not take a value" not in fault.message
        return BmcError("option_needs" if takes else "option_takes_none", **values)
    if isinstance(fault, BadParameter) and fault.param is not None:
        return _of_value(fault, values, line)
    if extra := _EXTRA.match(fault.message):
        return BmcError("too_many_words", words=extra[1], **values)
    return BmcError("wrong_usage", why=fault.format_message().rstrip("."), **values)


def _of_value(fault: BadParameter, values: dict[str, Any], line: Sequence[str]) -> BmcError:
    """Return the error about what stands behind an option, or in an argument's place."""
    param: Any = fault.param
    names = [name for name in param.opts if name in line] or param.opts
    values["option"] = names[-1] if param.param_type_name == "option" else _name(param, line)
    found = _QUOTED.match(fault.message)
    word = found[1] if found else ""
    if known := getattr(param.type, "choices", None):
        listed = ", ".join(str(getattr(each, "value", each)) for each in known)
        return BmcError("wrong_choice", word=word, known=listed, **values)
    if found and fault.message.endswith("is not a valid int."):
        return BmcError("wrong_number", word=word, **values)
    return BmcError("wrong_usage", why=fault.format_message().rstrip("."), **values)


def _name(param: Any, line: Sequence[str]) -> str:
    return readers_words(line).named(param.metavar or param.name.upper())

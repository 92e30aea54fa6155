"""The one place that turns what went wrong into a message and an exit code."""

from __future__ import annotations

import errno
import functools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bmc_cli import terminal
from bmc_cli.errors import CANNOT, DEFAULT_LANGUAGE, BmcError, NotSaved, NoVersions, warnings
from bmc_cli.file import disk

INTERRUPTED = 130

_BEGINNING = {"show", "edit", "story", "variant"}
_BEGIN = {"no_file": "not_begun", "no_file_likely": "not_begun_likely"}
"""What the commands that somebody begins with say of a canvas that is not there."""

_BY_NUMBER = {
    errno.ENOENT: "no_file",
    errno.ENOTDIR: "no_file",
    errno.EISDIR: "is_folder",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only_disk",
    errno.ENOSPC: "disk_full",
    errno.EFBIG: "disk_full",
    errno.ENAMETOOLONG: "name_too_long",
    errno.ELOOP: "link_loop",
    errno.ENXIO: "is_special",
    **({errno.EDQUOT: "disk_full"} if hasattr(errno, "EDQUOT") else {}),
}


def as_error(fault: BaseException) -> BmcError:
    """Return ``fault`` as the error that is told to the user."""
    if isinstance(fault, BmcError):
        return _in_folder(fault)
    if isinstance(fault, NotSaved):
        return _not_saved(fault, as_error(fault.__cause__ or fault))
    if isinstance(fault, NoVersions):
        return BmcError(fault.reason, file=fault.file, cause=as_error(fault.__cause__ or fault))
    if isinstance(fault, OSError):
        return _of_system(fault)
    if isinstance(fault, MemoryError | RecursionError):
        return BmcError("too_much")
    return BmcError("defect", what=f"{type(fault).__name__}: {fault}")


def _of_system(fault: OSError) -> BmcError:
    """Return the error for what the system refused, of the file that it names, if any."""
    why, name = fault.strerror or type(fault).__name__, fault.filename
    if not isinstance(name, str | bytes) or not name:
        return BmcError("system_alone", why=why)
    reason, path = _BY_NUMBER.get(fault.errno or 0, "system"), Path(os.fsdecode(name))
    if reason == "no_file":
        from bmc_cli.file.near_names import likely_path

        if likely := likely_path(path):
            return BmcError("no_file_likely", file=path, likely=likely)
    return _in_folder(BmcError(reason, file=path, why=why))


def _in_folder(error: BmcError) -> BmcError:
    """Return an error about a folder in a file's place with a canvas that is in it, if one is."""
    if error.reason == "is_folder":
        from bmc_cli.file.near_names import canvases_in

        if found := canvases_in(Path(error.values["file"])):
            return BmcError("is_folder_likely", likely=found[0], **error.values)
    return error


def _not_saved(fault: NotSaved, cause: BmcError) -> BmcError:
    if fault.kept:
        return BmcError("kept", place=cause.place, cause=cause, kept=fault.kept)
    return BmcError("lost", place=cause.place, cause=cause, texts=" · ".join(fault.texts))


def explain(fault: Exception, pack: Any) -> str:
    """Return the one sentence for ``fault``, with what to do."""
    return " ".join(terminal.sentences(as_error(fault), pack)).strip()


def tell(error: BmcError, lang: str | None = None) -> None:
    """Show ``error`` on stderr in the user's language."""
    from bmc_cli.commands.shared import session

    unspoken: BmcError | None = None
    for wanted in (lang, None, DEFAULT_LANGUAGE):
        try:
            pack = session.spoken or session.Session(wanted).speak()
        except BmcError as worse:
            unspoken = worse
        else:
            if unspoken and error.reason != unspoken.reason:
                terminal.message(f"bmc: {explain(unspoken, pack)}")
            terminal.show_error(error, pack)
            return
    lost = unspoken.values.get("folder") if unspoken else None
    # Installed without its packs, there are no words to tell it with.
    terminal.message(f"bmc: the prompt packs are missing from {lost}")
    from bmc_cli.installation import again

    terminal.message(f"  Install it again: {again() or 'as you did before'}")


def reported(command: Callable[..., None]) -> Callable[..., None]:
    """Make ``command`` end every failure with one message and an exit code.

    What went wrong beside a save that is done is told too, and changes no exit code.
    """

    @functools.wraps(command)
    def ending(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            terminal.message()
            sys.exit(INTERRUPTED)
        except Exception as fault:  # noqa: BLE001  # never a traceback
            error = after_saving(as_error(fault))
            if command.__name__ in _BEGINNING:
                error.reason = _BEGIN.get(error.reason, error.reason)
            tell(error, options.get("lang"))
            sys.exit(error.exit_code)
        finally:
            while warnings:
                tell(as_error(warnings.pop(0)), options.get("lang"))

    return ending


def after_saving(error: BmcError) -> BmcError:
    """Return ``error`` with the news that a file is saved, where it does not speak of files."""
    if disk.saved and error.reason in {"defect", "too_much", "output_lost"}:
        return BmcError("after_saving", cause=error, file=disk.saved[-1])
    return error


def ended(program: Callable[[], Any]) -> Any:
    """Run ``program`` to its end, whatever happens; return the exit code.

    Output that could not be written makes it 1 at least; only here is that known for
    certain, and only after all that was to be saved is saved.
    """
    code: Any = 0
    try:
        program()
    except SystemExit as end:
        code = end.code
    except Exception as fault:  # noqa: BLE001  # before or after a command: never a traceback
        tell(as_error(fault))
        code = CANNOT
    if fault_of_output := terminal.release_streams():
        tell(after_saving(BmcError("output_lost", why=fault_of_output.strerror)))
        return code or CANNOT
    return code


def exit_on_signals() -> None:
    """Make SIGTERM and SIGHUP end the program in order: 143 and 129, the terminal restored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda caught, _: sys.exit(128 + caught))

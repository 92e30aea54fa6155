"""What an extra brings, where it is not there."""

from __future__ import annotations

from bmc_cli.errors import BmcError


def lacking(extra: str) -> BmcError:
    """Return what to raise where a library of ``extra``, ``pdf`` say, is missing."""
    from bmc_cli.installation import adding  # only a fault needs it

    command = adding(extra)
    if not command:
        return BmcError("extra_not_carried", extra=extra)
    return BmcError("extra_missing", extra=extra, command=command)

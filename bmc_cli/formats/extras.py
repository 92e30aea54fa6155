"""What is said where the libraries of an extra are not installed."""

from __future__ import annotations

from bmc_cli.errors import BmcError


def extra_missing(extra: str) -> BmcError:
    """Return the error of an extra that is not there, with the command that adds it."""
    from bmc_cli.installation import adding

    return BmcError("extra_missing", extra=extra, command=adding(extra))

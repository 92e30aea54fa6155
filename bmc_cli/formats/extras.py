"""What an extra is missing for is told with how this very installation is added to."""

from __future__ import annotations

import sys

from bmc_cli.errors import BmcError
from bmc_cli.installation import adding


def extra_missing(extra: str) -> BmcError:
    """Return the error of an ``extra`` that is not there; a frozen program takes none."""
    if getattr(sys, "frozen", False):
        return BmcError("extra_left_out", extra=extra)
    return BmcError("extra_missing", extra=extra, command=adding(extra))

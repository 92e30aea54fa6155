"""Files as a whole: what makes a call fail, and what a folder held before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.disk import write_whole


def failing(number: int) -> Callable[..., Any]:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(BmcError) as caught:
        call()
    return caught.value.reason


def replace(path: Path, data: bytes) -> None:
    write_whole(path, data, old=path.stat())


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def restore(folder: Path, found: dict[Path, bytes]) -> None:
    """Put back all files of a folder as they were found, and no others."""
    for path in everything(folder).keys() - found.keys():
        path.unlink()
    for path, data in found.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)

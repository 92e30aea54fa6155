"""The examples in docstrings are true, and a function that turns text into text has one."""

from __future__ import annotations

import doctest
import inspect
from importlib import import_module

import pytest

MODULES = [
    "bmc_cli.drawing.wrap",
    "bmc_cli.file.splice.document",
    "bmc_cli.file.splice.foreign_notes",
    "bmc_cli.file.splice.lists",
    "bmc_cli.file.splice.merged",
    "bmc_cli.file.splice.notes",
    "bmc_cli.file.splice.source",
    "bmc_cli.model.merging",
    "bmc_cli.model.note_merging",
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    results = doctest.testmod(import_module(name))
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_shows_a_before_and_an_after(name: str) -> None:
    module = import_module(name)
    public = [
        function
        for called, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == name and not called.startswith("_")
    ]
    assert [each.__name__ for each in public if ">>>" not in (each.__doc__ or "")] == []

"""The examples in docstrings are true, and a function that turns text into text has one."""

from __future__ import annotations

import doctest
import inspect
import re
from importlib import import_module

import pytest

from tests.test_architecture import MODULES

WITH_EXAMPLES = [
    name
    for name, path in sorted(MODULES.items())
    if re.search("^ +>>> ", path.read_text(encoding="utf-8"), re.MULTILINE)
]
SHOWING = [
    "drawing.wrap",
    "file.splice.document",
    "file.splice.lists",
    "file.splice.merged",
    "file.splice.notes",
    "model.merging",
    "model.note_merging",
]
"""The modules of which each public function shows a before and an after."""


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    results = doctest.testmod(import_module(f"bmc_cli.{name}"))
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize("name", SHOWING)
def test_every_public_function_shows_a_before_and_an_after(name: str) -> None:
    module = import_module(f"bmc_cli.{name}")
    public = [
        function
        for called, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not called.startswith("_")
    ]
    assert public
    assert [each.__name__ for each in public if ">>>" not in (each.__doc__ or "")] == []

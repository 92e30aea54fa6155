"""YAML that is neither a canvas nor a pack, as plain values: read by our own guarded parser."""

from __future__ import annotations

from typing import Any

from bmc_cli.file.yaml_text import Mapping, Node, Scalar, parse


def parsed(text: str, file: str) -> Any:
    """Return what ``text`` holds: mappings, lists and texts; "" for nothing.

    Raises ``BmcError`` for what is no YAML, or holds what is not read (tags, anchors).
    """
    return _plain(parse(text, file))


def _plain(node: Node | None) -> Any:
    if node is None or isinstance(node, Scalar):
        return "" if node is None or node.is_none else node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.pairs}
    return [_plain(item) for item in node.items]

"""A canvas that is JSON stays JSON: ``{"channels": [Van]}`` becomes ``{"channels": ["Van"]}``.

JSON is YAML in brackets, so a change is spliced in as YAML; what it wrote anew is then
spelled again, and what was there before has that spelling already.
"""

from __future__ import annotations

import re

from bmc_cli.file.yaml_text import Node, scalars
from bmc_cli.plain_text import json_text

_LITERAL = re.compile(
    r"true|false|null|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
)


def is_json(text: str) -> bool:
    """Whether ``text`` is JSON."""
    import json

    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def as_json(text: str, root: Node) -> str:
    """Return ``text``, with ``root`` in it, with every scalar spelled as in JSON."""
    parts, at = [], 0
    for scalar in scalars(root):
        if scalar.style == '"' or _LITERAL.fullmatch(text, scalar.start, scalar.end):
            continue
        glue = " " if text[scalar.start - 1 : scalar.start] == ":" else ""
        parts += [text[at : scalar.start], glue, json_text(scalar.text, ascii_only=False)]
        at = scalar.end
    return "".join([*parts, text[at:]])

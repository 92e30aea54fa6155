"""What somebody meant who wrote something that is no YAML."""

from __future__ import annotations

from typing import Any

import yaml

Explanation = tuple[str, int, dict[str, Any]]


def explain(text: str, fault: yaml.YAMLError) -> Explanation:
    """Return reason, offset in ``text`` and values of the error that teaches."""
    mark = getattr(fault, "problem_mark", None)
    offset = mark.index if mark else getattr(fault, "position", 0)
    return "yaml_syntax", min(offset, len(text)), {}

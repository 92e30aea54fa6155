"""The badges of the README: what the project itself says, as small drawings.

No account is asked and nothing is fetched.  Remake them with: python -m tests.badges
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

ROOT = Path(__file__).resolve().parent.parent
_LETTER, _EDGE, _HIGH = 6.6, 8, 20


def badges() -> dict[str, str]:
    """Return the drawing of each badge, by its place in the repository."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = about["requires-python"].removeprefix(">=")
    packs = sorted((ROOT / "prompts").glob("*.yaml"))
    languages = [yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in packs]
    return {
        "docs/badge-python.svg": drawing("Python", f"{least} and newer"),
        "docs/badge-licence.svg": drawing("licence", about["license"]),
        "docs/badge-languages.svg": drawing("speaks", ", ".join(languages)),
    }


def drawing(name: str, value: str) -> str:
    """Return a badge as SVG: a name, and behind it in another colour what it is."""
    left, right = (round(len(text) * _LETTER + 2 * _EDGE) for text in (name, value))
    said = escape(f"{name}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HIGH}" '
        f'role="img" aria-label="{said}"><title>{said}</title>\n'
        f'<rect width="{left + right}" height="{_HIGH}" rx="3" fill="#1f5f8b"/>\n'
        f'<path d="M3 0H{left}V{_HIGH}H3A3 3 0 0 1 0 {_HIGH - 3}V3A3 3 0 0 1 3 0Z" fill="#444"/>\n'
        '<g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">\n'
        f'<text x="{_EDGE}" y="14" textLength="{left - 2 * _EDGE}">{escape(name)}</text>\n'
        f'<text x="{left + _EDGE}" y="14" textLength="{right - 2 * _EDGE}">{escape(value)}</text>\n'
        "</g></svg>\n"
    )


if __name__ == "__main__":
    for place, made in badges().items():
        (ROOT / place).write_text(made, encoding="utf-8")

"""The languages that are spoken: where their words are, and which one a user wants.

No word is read here, so that a page of help need not wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from pathlib import Path

from bmc_cli.errors import DEFAULT_LANGUAGE, USAGE, BmcError


def folder() -> Path:
    """Return the folder of the packs: in an installed package, else beside it.

    Raises ``BmcError`` when the program is installed without them.
    """
    here = Path(__file__).resolve().parents[1]
    for place in (here / "prompts", here.parent / "prompts"):
        if (place / f"{DEFAULT_LANGUAGE}.yaml").is_file():
            return place
    raise BmcError("no_packs", folder=here / "prompts")


def languages() -> list[str]:
    """Return the codes of the languages that packs are shipped for."""
    return sorted(path.stem for path in folder().glob("*.yaml"))


_CODES = {"nederlands": "nl", "dutch": "nl", "engels": "en", "english": "en"}


def _code(language: str) -> str:
    """Return the code of a language, by its code or its name in any capitals."""
    said = language.strip().lower()
    return _CODES.get(said, said)


def shipped(language: str, reason: str = "unknown_language") -> Path:
    """Return the path of the shipped pack of a language, by its code or its name.

    Raises ``BmcError`` (``reason``) for an unknown one.
    """
    if _code(language) not in languages():
        known = ", ".join(languages())
        raise BmcError(reason, exit_code=USAGE, language=language, known=known)
    return folder() / f"{_code(language)}.yaml"


def skill() -> Path:
    """Return the path of what tells a program how to lead somebody through a canvas."""
    return folder() / "SKILL.md"


def choose_language(wanted: str | None, canvas_language: str, environment: Map[str, str]) -> str:
    """Return the language to speak.

    ``wanted`` or else ``BMC_LANG`` must be known; then the canvas's own language, then the
    locale's (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), then English.
    """
    if wanted:
        return shipped(wanted).stem
    if said := environment.get("BMC_LANG"):
        return shipped(said, "unknown_bmc_lang").stem
    known = languages()
    if _code(canvas_language) in known:
        return _code(canvas_language)
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for name in filter(None, environment.get(variable, "").split(":")):
            code = re.split("[_.@-]", name.lower())[0]
            if code in known:
                return code
            if code in {"c", "posix"} or variable != "LANGUAGE":
                return DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE

"""Prompt packs in their files: those that are shipped, and those that a coach makes."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

from bmc_cli.errors import DEFAULT_LANGUAGE, USAGE, BmcError, warn
from bmc_cli.file.disk import read_whole
from bmc_cli.file.first_packs import NEW, filled_in, former_words, lacking, with_holes, without
from bmc_cli.file.pack_faults import Checker
from bmc_cli.file.yaml_text import MOST_BYTES, Mapping, Node, Scalar, Sequence, decode, parse
from bmc_cli.plain_text import clean
from bmc_cli.words.pack_shape import FORMER, SCHEMA, TEXT
from bmc_cli.words.packs import Ask, BlockPrompt, Kind, Pack

PROVEN = "bmc_cli.file.proven"
"""The package of what the build has checked, a module a language."""


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


def load_language(language: str) -> Pack:
    """Return the shipped pack of ``language``.  Raises ``BmcError`` for an unknown one."""
    return _shipped_pack(shipped(language))


@cache
def _shipped_pack(path: Path) -> Pack:
    """Return the pack at ``path``, read once: what is shipped does not change in one run."""
    return _pack(_checked(path.stem))


def _proven(path: Path) -> dict[str, Any] | None:
    """Return the content of a shipped pack that was checked when the program was built.

    None where there is none, as in a checkout that is not installed, or when the file has
    changed since.  To read and check a pack takes a tenth of the time of ``bmc show``.
    """
    try:
        made = import_module(f"{PROVEN}.{path.stem}")
    except ImportError:
        return None
    return made.CONTENT if _fingerprint(path) == made.FINGERPRINT else None


def proven(path: Path) -> str:
    """Return the Python module that holds the checked content of the pack at ``path``.

    It is written when the program is built, for the modules of ``PROVEN``.
    """
    return (
        f'"""{path.name}, checked; made by the build."""\n\nfrom typing import Any\n\n'
        f"FINGERPRINT = {_fingerprint(path)!r}\nCONTENT: dict[str, Any] = {_load(path)!r}\n"
    )


def _fingerprint(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    return len(data), crc32(data)


def load_file(path: Path) -> Pack:
    """Return the pack in the file at ``path``, on top of the one it extends.

    Raises ``BmcError`` with its place for whatever is not as a pack should be.
    """
    try:
        return _pack(_load(path))
    except FileNotFoundError:
        raise BmcError("no_pack", file=path) from None
    except BmcError as fault:
        if fault.place is None and fault.reason != "not_a_pack":
            raise BmcError("unfit_pack", cause=fault) from fault
        raise


def _load(path: Path) -> dict[str, Any]:
    """Return the checked content of a pack file as plain values."""
    _, text = decode(read_whole(path, MOST_BYTES), str(path))
    checker = Checker(text, str(path))
    root = parse(text, str(path))
    if not isinstance(root, Mapping):
        raise BmcError("not_a_pack", file=path)
    if path.parent == folder():
        checker.check(root, SCHEMA, complete=True)
        checker.check_questions(root, _kinds_of(_plain(root)))
        return dict(_plain(root))
    return _own(root, checker, path)


def _own(root: Mapping, checker: Checker, path: Path) -> dict[str, Any]:
    """Return the content of a pack that is not shipped, with what it need not say itself.

    What is new to a pack of the first shape, and what nobody says any more, are told.
    """
    version, base_name = checker.version(root), root.get("extends")
    is_first = version == "1"
    former = {} if version == "2" else former_words()
    if base_name is not None:
        base = _checked(_extended(base_name, checker))
        checker.check(root, {"extends": TEXT, **SCHEMA, **FORMER}, complete=False)
    else:
        base = _checked(_spoken(root) if is_first else DEFAULT_LANGUAGE)
        checker.spared = NEW if is_first else frozenset()
        checker.check(root, {**SCHEMA, **FORMER}, complete=True)
    is_whole = base_name is None and not is_first
    gone = checker.check_words(root, with_holes(base["words"]), former, complete=is_whole)
    gone |= {(name,) for name in FORMER if root.get(name) is not None}
    own = without(_plain(root), gone)
    if is_whole:
        content = own
    else:
        content = _merged(base if base_name is not None else filled_in(own, base), own)
    checker.check_questions(root, _kinds_of(content))
    if is_first and (new := ", ".join(lacking(own, content))):
        warn(BmcError("old_pack", file=path, new=new))
    elif gone and not is_first:
        warn(BmcError("pack_gone", file=path, words=", ".join(sorted(map(".".join, gone)))))
    return content


def _checked(language: str) -> dict[str, Any]:
    """Return the content of the shipped pack of ``language``."""
    path = shipped(language)
    return _proven(path) or _load(path)


def _spoken(root: Mapping) -> str:
    """Return the language of a pack, or the usual one where none is shipped for it."""
    node = root.get("language")
    said = node.text.strip().lower() if isinstance(node, Scalar) else ""
    return said if said in languages() else DEFAULT_LANGUAGE


def _kinds_of(content: dict[str, Any]) -> dict[str, Any]:
    return {key: said["kinds"] for key, said in content["blocks"].items()}


def _extended(name: Node, checker: Checker) -> str:
    """Return the language of the pack that is extended."""
    language = checker.check_text(name, "extends")
    if language not in languages():
        known = ", ".join(languages())
        raise checker.error("pack_extends", name, name=language, known=known)
    return language


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return "" if node.is_none else clean(node.text.strip())
    if isinstance(node, Sequence):
        return tuple(_plain(item) for item in node.items)
    return {key.text: _plain(value) for key, value in node.pairs}


def _merged(base: Any, over: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    both = {name: _merged(base[name], over[name]) for name in over if name in base}
    return {**base, **over, **both}


def _pack(content: dict[str, Any]) -> Pack:
    blocks = {}
    for key, said in content["blocks"].items():
        kinds = {name: _kind(name, kind) for name, kind in said["kinds"].items()}
        ask = tuple(Ask(**each) for each in said["ask"])
        blocks[key] = BlockPrompt(**{**said, "kinds": kinds, "ask": ask})
    named = {name: said for name, said in content.items() if name not in {"pack", "extends"}}
    return Pack(**{**named, "blocks": blocks})


def _kind(name: str, said: dict[str, Any]) -> Kind:
    return Kind(said["label"], said["hint"], said.get("role") or name, said.get("words") or ())


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

"""Prompt packs in their files: those that are shipped, and those that a coach makes."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

from bmc_cli.errors import DEFAULT_LANGUAGE, USAGE, BmcError
from bmc_cli.file.disk import read_whole
from bmc_cli.file.yaml_text import (
    MOST_BYTES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    decode,
    parse,
    place_at,
)
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.roles import ROLES
from bmc_cli.plain_text import clean
from bmc_cli.words.packs import BlockPrompt, Kind, Pack

PROVEN = "bmc_cli.file.proven"
"""The package of what the build has checked, a module a language."""

_TEXT, _LIST = "text", "list"


class _Choice(tuple[str, ...]):
    """The shape of what may be left out, and is one of these words where it is there."""

    __slots__ = ()


def _block(key: str) -> dict[str, Any]:
    return {
        "title": _TEXT,
        "short": _TEXT,
        "names": _LIST,
        "purpose": _TEXT,
        "question": _TEXT,
        "criteria": _LIST,
        "advice": _LIST,
        "examples": _LIST,
        "coach": _TEXT,
        "ahead": _TEXT,
        "kinds": {"*": {"label": _TEXT, "hint": _TEXT, "role": _Choice(ROLES.get(key, ()))}},
    }


SCHEMA: dict[str, Any] = {
    "pack": _TEXT,
    "language": _TEXT,
    "name": _TEXT,
    "intro": _LIST,
    "closing": _LIST,
    "credit": _TEXT,
    "vague": _LIST,
    "joins": _LIST,
    "capitals": _LIST,
    "blocks": {block.key: _block(block.key) for block in BLOCKS},
    "words": {"*": {"*": _TEXT}},
}
"""The shape of a pack: names to ``text``, ``list`` (of texts), a choice or a shape of names.

``*`` is any name.
"""


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


def load_language(language: str) -> Pack:
    """Return the shipped pack of ``language``.  Raises ``BmcError`` for an unknown one."""
    return _shipped_pack(shipped(language))


@cache
def _shipped_pack(path: Path) -> Pack:
    """Return the pack at ``path``, read once: what is shipped does not change in one run."""
    return _pack(_proven(path) or _load(path))


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
    checker = _Checker(text, str(path))
    root = parse(text, str(path))
    if not isinstance(root, Mapping):
        raise BmcError("not_a_pack", file=path)
    base_name = root.get("extends")
    if base_name is None:
        checker.check(root, SCHEMA, complete=True)
        words = None if path.parent == folder() else _load(shipped(DEFAULT_LANGUAGE))["words"]
        checker.check_words(root, words, complete=True)
        return dict(_plain(root))
    if not isinstance(base_name, Scalar):
        raise checker.error("pack_not_text", base_name, key="extends")
    if base_name.text not in languages():
        known = ", ".join(languages())
        raise checker.error("pack_extends", base_name, name=base_name.text, known=known)
    base = _load(shipped(base_name.text))
    checker.check(root, {"extends": _TEXT, **SCHEMA}, complete=False)
    checker.check_words(root, base["words"], complete=False)
    return dict(_merged(base, _plain(root)))


class _Checker:
    """Holds a pack's text against the schema; each complaint has its place."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    def error(self, reason: str, node: Node, **values: Any) -> BmcError:
        return BmcError(reason, place=place_at(self.text, node.start, self.file), **values)

    def check(self, node: Node, shape: Any, *, complete: bool, key: str = "") -> None:
        if shape == _TEXT or isinstance(shape, _Choice):
            if not isinstance(node, Scalar):
                raise self.error("pack_not_text", node, key=key)
            if shape != _TEXT and not node.is_none and node.text.strip() not in {"", *shape}:
                known = ", ".join(shape) or "-"
                raise self.error("pack_choice", node, key=key, word=node.text, known=known)
        elif shape == _LIST:
            if not isinstance(node, Sequence):
                raise self.error("pack_not_list", node, key=key)
            for item in node.items:
                self.refuse_colon(item)
                self.check(item, _TEXT, complete=complete, key=key)
        else:
            self.check_mapping(node, shape, complete=complete, key=key)

    def refuse_colon(self, node: Node) -> None:
        """``- Shop: open`` is a mapping to YAML, and was meant as a text."""
        pairs = node.pairs if isinstance(node, Mapping) else []
        value = pairs[0][1] if len(pairs) == 1 and self.text[node.start] != "{" else None
        if isinstance(value, Scalar):
            from bmc_cli.file.yaml_faults import comment_after, quoted

            meant = quoted(self.text[node.start : value.end].rstrip())
            quotes = meant + comment_after(self.text, value.end)
            raise self.error("yaml_colon", node, quoted=quotes)

    def check_mapping(self, node: Node, shape: dict[str, Any], *, complete: bool, key: str) -> None:
        if not isinstance(node, Mapping):
            raise self.error("pack_not_mapping", node, key=key)
        for name, value in node.pairs:
            inner = shape.get(name.text, shape.get("*"))
            if inner is None:
                raise self.unknown(name, shape)
            self.check(value, inner, complete=complete or key == "kinds", key=name.text)
        needed = (name for name in shape if name != "*" and not isinstance(shape[name], _Choice))
        missing = [name for name in needed if node.get(name) is None]
        if complete and missing:
            raise self.error("pack_missing", node, key=missing[0])

    def check_words(self, root: Mapping, known: Any, *, complete: bool) -> None:
        """Check the interface's words against the shipped pack's, ``known``."""
        words = root.get("words")
        if known is None or not isinstance(words, Mapping):
            return
        shape = {name: dict.fromkeys(section, _TEXT) for name, section in known.items()}
        self.check(words, shape, complete=complete, key="words")
        for section, entries in words.pairs:
            assert isinstance(entries, Mapping)  # as just checked
            for name, value in entries.pairs:
                assert isinstance(value, Scalar)
                allowed = set(re.findall(r"\{(\w+)\}", known[section.text][name.text]))
                for hole in re.findall(r"\{(\w+)\}", value.text):
                    if hole not in allowed:
                        names = ", ".join(f"{{{each}}}" for each in sorted(allowed)) or "-"
                        raise self.error("pack_hole", value, hole=f"{{{hole}}}", known=names)

    def unknown(self, name: Scalar, shape: dict[str, Any]) -> BmcError:
        near = get_close_matches(name.text, shape, n=1) or list(shape)[:1]
        return self.error("pack_unknown", name, key=name.text, likely=near[0])


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
        kinds = {
            name: Kind(kind["label"], kind["hint"], kind.get("role") or name)
            for name, kind in said["kinds"].items()
        }
        blocks[key] = BlockPrompt(**{**said, "kinds": kinds})
    named = {name: said for name, said in content.items() if name not in {"pack", "extends"}}
    return Pack(**{**named, "blocks": blocks})


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

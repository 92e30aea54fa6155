"""What is told of a file that has not the shape of a prompt pack, with its place."""

from __future__ import annotations

from collections.abc import Collection, Set
from collections.abc import Mapping as Map
from difflib import get_close_matches
from typing import Any

from bmc_cli.errors import BmcError
from bmc_cli.file.first_packs import Words, holes
from bmc_cli.file.yaml_text import Mapping, Node, Scalar, Sequence, place_at
from bmc_cli.words.pack_shape import LIST, TEXT, VERSIONS, Choice, Each, Optional


class Checker:
    """Holds a pack's text against the schema; each complaint has its place."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.spared: Set[str] = frozenset()

    def error(self, reason: str, node: Node, **values: Any) -> BmcError:
        """Return the error ``reason`` at the place of ``node``."""
        return BmcError(reason, place=place_at(self.text, node.start, self.file), **values)

    def check(self, node: Node, shape: Any, *, complete: bool, key: str = "") -> None:
        """Refuse what has another shape, or is not ``complete`` but for what is ``spared``."""
        if isinstance(shape, Optional):
            if not isinstance(node, Scalar) or self.check_text(node, key):
                self.check(node, shape.shape, complete=complete, key=key)
        elif shape == TEXT:
            self.check_text(node, key)
        elif isinstance(shape, Choice):
            self.check_choice(node, shape.words, key)
        elif shape == LIST:
            self.check_list(node, TEXT, key)
        elif isinstance(shape, Each):
            self.check_list(node, shape.shape, key)
        else:
            self.check_mapping(node, shape, complete=complete, key=key)

    def check_text(self, node: Node, key: str) -> str:
        """Return the text that stands there, "" for nothing."""
        if not isinstance(node, Scalar):
            raise self.error("pack_not_text", node, key=key)
        return "" if node.is_none else node.text.strip()

    def check_choice(self, node: Node, words: tuple[str, ...], key: str) -> None:
        """Refuse a text that is none of ``words``."""
        word = self.check_text(node, key)
        if word not in words:
            known = ", ".join(words) or "-"
            raise self.error("pack_choice", node, key=key, word=word, known=known)

    def version(self, root: Mapping) -> str:
        """Return which shape a pack says it has, "" where it says nothing."""
        node = root.get("pack")
        said = "" if node is None else self.check_text(node, "pack")
        if node is not None and said not in VERSIONS:
            raise self.error("pack_version", node, word=said, known=", ".join(VERSIONS))
        return said

    def check_list(self, node: Node, shape: Any, key: str) -> None:
        """Refuse what is no list of things of one shape."""
        if not isinstance(node, Sequence):
            raise self.error("pack_not_list", node, key=key)
        for item in node.items:
            if shape == TEXT:
                self.refuse_colon(item)
            self.check(item, shape, complete=True, key=key)

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
        """Refuse names that are not in ``shape``, and where it is ``complete`` those that lack."""
        if not isinstance(node, Mapping):
            raise self.error("pack_not_mapping", node, key=key)
        for name, value in node.pairs:
            inner = shape.get(name.text, shape.get("*"))
            if inner is None:
                raise self.unknown(name, shape)
            self.check(value, inner, complete=complete or key == "kinds", key=name.text)
        needed = (name for name in shape if name != "*" and not isinstance(shape[name], Optional))
        missing = [name for name in needed if node.get(name) is None and name not in self.spared]
        if complete and missing:
            raise self.error("pack_missing", node, key=missing[0])

    def check_words(
        self, root: Mapping, known: Words, former: Words, *, complete: bool
    ) -> set[tuple[str, ...]]:
        """Hold the interface's words against those that are ``known``.

        Return which are only known as ``former`` words, or with holes that only those had.
        """
        words = root.get("words")
        if not isinstance(words, Mapping):
            return set()
        shape = {
            section: dict.fromkeys([*known.get(section, ()), *former.get(section, ())], TEXT)
            for section in [*known, *former]
        }
        self.check(words, shape, complete=complete, key="words")
        gone: set[tuple[str, ...]] = set()
        for section, entries in words.pairs:
            assert isinstance(entries, Mapping)  # as just checked
            for name, value in entries.pairs:
                assert isinstance(value, Scalar)
                said = known.get(section.text, {}).get(name.text)
                once = former.get(section.text, {}).get(name.text, set())
                if said is None or holes(value.text) & once - said:
                    gone.add((section.text, name.text))
                else:
                    self.refuse_holes(value, said)
        return gone

    def refuse_holes(self, node: Scalar, allowed: Set[str]) -> None:
        """Refuse a hole that is not filled in."""
        for hole in sorted(holes(node.text) - allowed):
            names = ", ".join(f"{{{each}}}" for each in sorted(allowed)) or "-"
            raise self.error("pack_hole", node, hole=f"{{{hole}}}", known=names)

    def check_questions(self, root: Mapping, kinds: Map[str, Collection[str]]) -> None:
        """Refuse closing questions and gaps of blocks that cannot be asked.

        ``kinds`` are the ids that each block has, by its key.
        """
        blocks = root.get("blocks")
        for key, block in blocks.pairs if isinstance(blocks, Mapping) else ():
            assert isinstance(block, Mapping)  # as was checked
            asked, gap = block.get("ask"), block.get("gap")
            for ask in asked.items if isinstance(asked, Sequence) else ():
                self.check_ask(ask, kinds[key.text])
            if isinstance(gap, Scalar) and self.check_text(gap, "gap"):
                self.refuse_holes(gap, {"name"})
                if "name" not in holes(gap.text):
                    raise self.error("pack_no_hole", gap, key="gap", hole="{name}")

    def check_ask(self, ask: Node, kinds: Collection[str]) -> None:
        """Refuse a question that sets no kind and no mark, or both, or a kind there is not."""
        assert isinstance(ask, Mapping)  # as was checked
        given = {name.text: value for name, value in ask.pairs if self.check_text(value, name.text)}
        if "question" not in given:
            raise self.error("pack_missing", ask.get("question") or ask, key="question")
        if ("kind" in given) == ("mark" in given) or {"rest", "mark"} <= set(given):
            raise self.error("pack_ask", ask)
        said = [self.check_text(given[name], name) for name in ("kind", "rest") if name in given]
        if len(set(said)) < len(said):
            raise self.error("pack_rest", given["rest"], word=said[0])
        for name in ("kind", "rest"):
            if name in given and (word := self.check_text(given[name], name)) not in kinds:
                known = ", ".join(kinds) or "-"
                raise self.error("pack_kind", given[name], word=word, known=known)

    def unknown(self, name: Scalar, shape: dict[str, Any]) -> BmcError:
        """Return the error of a name that is not in ``shape``, with a likely one."""
        near = get_close_matches(name.text, shape, n=1) or list(shape)[:1]
        return self.error("pack_unknown", name, key=name.text, likely=near[0])

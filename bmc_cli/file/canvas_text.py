"""A canvas in its file: reading it from the text, and writing a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq
from typing import Any, NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.file.undecided import CONFLICTS, undecided, versions_as_yaml
from bmc_cli.file.yaml_scalars import as_block_scalar, as_scalar
from bmc_cli.file.yaml_text import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse,
    place_at,
)
from bmc_cli.model.alike import Nearest
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, HEAD_FIELDS, VERSION, Canvas
from bmc_cli.model.fields import BY_NAME, EVERY_TARGET, FIELDS, NO, YES, Field, Note, Shape
from bmc_cli.words.likely_names import likely, likely_block, other_field

MOST_THINGS = 20_000
"""Notes, links and kinds of a canvas, together, at most."""

_DASH_BELOW = re.compile(r"[\r\n][ \t]*(?:-|[*+•](?=[ \t]))")
_MARKDOWN = re.compile(r"\.(?:md|markdown)\Z", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*$(.*)", re.MULTILINE | re.DOTALL)
_YAML_LINE = re.compile(r"[ \t]*(?:-[ \t]|['\"]?[^\s:#][^:\r\n]*:(?:[ \t]|$))", re.MULTILINE)
_VERSION = re.compile(r"^\W{0,3}bmc\W{0,3}:", re.MULTILINE)
_STARTS = re.compile(r"^\W{0,3}([^\W\d][^:\r\n]{0,60}):", re.MULTILINE)
_ELSEWHERE = ("name", "title", "label", "content", "description", "naam", "titel", "omschrijving")
"""What other programs call the text of a note, the likeliest first."""


class Document(NamedTuple):
    """A canvas with the text it was read from and the place of each of its notes.

    ``notes[key]`` holds the nodes of the notes of block ``key``, in the order of
    ``canvas.notes(key)``.
    """

    text: str
    canvas: Canvas
    root: Mapping
    notes: Map[str, tuple[Node, ...]]


def read(text: str, file: str) -> Document:
    """Return the canvas that ``text`` holds; ``file`` names it in errors.

    Raises ``BmcError`` with its place for anything that is not a canvas.
    """
    try:
        return _read(text, file)
    except BmcError as fault:
        if fault.reason == "yaml_second_document" and _has_front_matter(text):
            raise BmcError("like_markdown", place=fault.place) from None
        told = fault.place is not None or fault.reason == "not_a_canvas"
        if told and _MARKDOWN.search(file) and not _VERSION.search(text):
            raise BmcError("markdown", file=file) from None
        raise


def _read(text: str, file: str) -> Document:
    try:
        root = parse(text, file)
    except BmcError as fault:
        if fault.place is None or _is_like_a_canvas(text):
            raise
        raise BmcError("not_a_canvas", file=file) from None  # its faults are not to be taught
    if root is None:
        raise BmcError("empty_file", file=file)
    return _Reader(text, file).read(root)


def _has_front_matter(text: str) -> bool:
    """Whether ``text`` is YAML between two lines of dashes, and below them something else."""
    found = _FRONT_MATTER.match(text)
    below = (line for line in found[1].splitlines() if line.strip()) if found else iter(())
    first = next((line for line in below if not line.startswith("#")), "# ")
    return found is not None and not _YAML_LINE.match(first)


def _is_like_a_canvas(text: str) -> bool:
    """Whether a line starts with a key of a canvas, or another name of a block."""
    names = (found[1].rstrip(" \t'\"") for found in _STARTS.finditer(text))
    return any(name in {"bmc", *HEAD} or likely_block(name) for name in names)


_SHORT = frozenset({"test"})
"""Fields whose names are too near to other words for a slip to be told from a key of one's own."""


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.count = 0

    def error(self, reason: str, node: Node, **values: Any) -> BmcError:
        return BmcError(reason, place=place_at(self.text, node.start, self.file), **values)

    def read(self, root: Node) -> Document:
        if not isinstance(root, Mapping):
            self.refuse_list(root)
            raise BmcError("not_a_canvas", file=self.file)
        for key, _ in root.pairs:
            self.refuse_misspelled(key, root)
        if not any(key.text == "bmc" or key.text in BY_KEY for key, _ in root.pairs):
            raise BmcError("not_a_canvas", file=self.file)
        head: dict[str, str] = {}
        ignored: tuple[str, ...] = ()
        nodes: dict[str, tuple[Node, ...]] = {}
        for key, value in root.pairs:
            if key.text == "bmc" and self.scalar(value, "bmc") != VERSION:
                raise self.error("other_version", value, version=self.scalar(value, "bmc"))
            if key.text in HEAD:
                head[key.text] = self.scalar(value, key.text)
            elif key.text in BY_KEY:
                nodes[key.text] = self.items(key, value)
            elif key.text == "check" and isinstance(value, Mapping):
                ignored = self.names(value, "ignore")
        blocks = {key: tuple(self.note(node) for node in nodes[key]) for key in nodes}
        conflicts, unplaced = undecided(self.text, root)
        canvas = Canvas(
            **head,
            blocks=blocks,
            ignored_rules=ignored,
            conflicts=conflicts,
            unplaced=unplaced,
        )
        return Document(self.text, canvas, root, nodes)

    def refuse_list(self, root: Node) -> None:
        """Refuse a canvas whose blocks, or all of which, stand behind a dash."""
        items = root.items if isinstance(root, Sequence) else ()
        keys = (key.text for item in items if isinstance(item, Mapping) for key, _ in item.pairs)
        if any(key == "bmc" or key in BY_KEY for key in keys):
            raise self.error("canvas_in_list", root)

    def quoted(self, start: int, end: int) -> str:
        """Return what stands from ``start`` to ``end`` in quotes, with its comment after them."""
        from bmc_cli.file.yaml_faults import (  # only for a file with a fault in it
            comment_after,
            quoted,
        )

        return quoted(self.text[start:end].rstrip()) + comment_after(self.text, end)

    def scalar(self, node: Node, key: str) -> str:
        if not isinstance(node, Scalar):
            if node.flow:
                meant = self.quoted(node.start, node.end)
                raise self.error("text_in_brackets", node, key=key, quoted=meant)
            raise self.error("not_a_text", node, key=key)
        self.refuse_hidden(node)
        return "" if node.is_none else node.text.strip()

    def refuse_misspelled(self, key: Scalar, root: Mapping) -> None:
        """Refuse another name of a block: its notes would be lost."""
        if key.text not in BY_KEY and (meant := likely_block(key.text)):
            reason = "unknown_block_key" if root.get(meant) is None else "block_under_two_names"
            raise self.error(reason, key, key=key.text, likely=meant)

    def items(self, key: Scalar, value: Node) -> tuple[Node, ...]:
        if isinstance(value, Scalar) and value.is_none:
            return ()
        if not isinstance(value, Sequence):
            self.refuse_bullets(value)
            example = as_scalar(value.text) if isinstance(value, Scalar) else "…"
            raise self.error("block_not_list", value, key=key.text, example=example)
        self.refuse_too_many(value)
        return tuple(node for node in value.items if not _is_nothing(node))

    def refuse_too_many(self, value: Sequence) -> None:
        """Refuse more notes and links than anybody has: all that is done with them takes time."""
        self.count += len(value.items)
        if self.count > MOST_THINGS:
            raise self.error("too_many_notes", value, most=MOST_THINGS)

    def refuse_bullets(self, value: Node) -> None:
        """Refuse notes without a dash and a space before them: to YAML they are a text, or keys."""
        from bmc_cli.file.yaml_faults import bullet, parted, quoted_if_needed

        line = re.split("[\r\n]", self.text[value.start :], maxsplit=1)[0]
        first, comment = parted(line.rstrip())
        if re.match(r"-[^\s-]", first):
            raise self.error("yaml_dash", value, note=quoted_if_needed(first[1:]) + comment)
        if found := bullet(first):
            note = quoted_if_needed(found[1]) + comment
            raise self.error("yaml_bullet", value, character=found[0], note=note)

    def note(self, node: Node) -> Note:
        if isinstance(node, Scalar):
            return Note(self.scalar(node, "text"))
        if isinstance(node, Sequence) and not node.flow:
            raise self.error("note_in_note", node)
        text = node.get("text") if isinstance(node, Mapping) else None
        if isinstance(node, Mapping):
            self.refuse_misspelled_fields(node)
        character = self.text[node.start]
        if isinstance(node, Sequence) or (text is None and character == "{"):
            meant = self.quoted(node.start, node.end)
            raise self.error("note_in_brackets", node, character=character, quoted=meant)
        if text is None:
            self.refuse_colon(node)
            raise self.error("note_without_text", node)
        if _is_nothing(text):
            raise self.error("note_without_text", text)
        return Note(**{field.attribute: self.value(node, field) for field in FIELDS})

    def refuse_misspelled_fields(self, node: Mapping) -> None:
        """Refuse a slip in the name of a field that is not there, or just another name of it."""
        names = {key.text for key, _ in node.pairs}
        known = BY_NAME.keys()
        is_ours = known & {name.casefold() for name in names} or "text" in map(other_field, names)
        # "rest" beside a text is somebody's own key, and not "test" with a slip in it.
        missing = sorted(known - names - _SHORT) if is_ours else ()
        for key, _ in node.pairs:
            meant = likely(other_field(key.text), missing)
            if key.text not in BY_NAME and meant:
                raise self.error("unknown_field", key, key=key.text, likely=meant)

    def refuse_colon(self, node: Mapping) -> None:
        """``- Note: and more`` is a mapping to YAML, and was meant as a text."""
        (key, value), *more = node.pairs
        if not isinstance(value, Scalar) or key.text in BY_NAME:
            return
        others = [name.text for name, _ in more if name.text not in BY_NAME]
        if others or key.text.casefold() in _ELSEWHERE:
            raise self.error("foreign_note", node, note=self.most_like_a_text(node))
        meant = self.quoted(node.start, value.end)
        if more:
            raise self.error("note_with_colon", node, quoted=f"text: {meant}")
        raise self.error("note_with_colon", node, quoted=meant)

    def most_like_a_text(self, node: Mapping) -> str:
        """Return, as YAML, what another program's note says."""
        said = {key.text.casefold(): value for key, value in node.pairs}
        value = next((said[name] for name in _ELSEWHERE if name in said), None)
        return (
            as_scalar(value.text) if isinstance(value, Scalar) and not _is_nothing(value) else "…"
        )

    def refuse_hidden(self, node: Scalar) -> None:
        """Refuse a dash on a further line of a text, where it was meant as a note."""
        further = _DASH_BELOW.search(self.text, node.start, node.end)
        if further and node.style in {"'", '"'}:
            raise self.error("yaml_open_quote", node, character=node.style)
        if further and not node.style:
            place = place_at(self.text, further.end() - 1, self.file)
            raise BmcError("note_under_note", place=place)

    def value(self, node: Mapping, field: Field) -> Any:
        """Return what the note at ``node`` says in a field, by its shape."""
        read = {Shape.TEXT: self.text_of, Shape.NAMES: self.names, Shape.FLAG: self.flag}
        if field.shape is Shape.CHOICE:
            return self.choice(node, field)
        return read[field.shape](node, field.name)

    def choice(self, node: Mapping, field: Field) -> str:
        """Return one of the choices of a field, "" for the first, which goes without saying."""
        text = self.text_of(node, field.name)
        word = text.strip().casefold()
        if word and word not in field.choices:
            value = node.get(field.name)
            assert value is not None  # it has a text
            likely = Nearest(0.5)(word, dict.fromkeys(field.choices))
            reason = "not_a_choice_likely" if likely else "not_a_choice"
            known = ", ".join(field.choices)
            raise self.error(reason, value, key=field.name, word=text, known=known, likely=likely)
        return "" if word == field.choices[0] else word

    def text_of(self, node: Mapping, key: str) -> str:
        value = node.get(key)
        return "" if value is None else self.scalar(value, key)

    def names(self, node: Mapping, key: str) -> tuple[str, ...]:
        value = node.get(key)
        if isinstance(value, Sequence):
            self.refuse_too_many(value)
            texts = (self.scalar(item, key) for item in value.items)
            return tuple(dict.fromkeys(text for text in texts if text))
        text = self.text_of(node, key)
        return (text,) if text else ()

    def flag(self, node: Mapping, key: str) -> bool:
        text = self.text_of(node, key).lower()
        if text in YES:
            return True
        if text and text not in NO:
            value = node.get(key)
            assert value is not None  # it has a text
            raise self.error("not_a_flag", value, key=key)
        return False


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_none or not node.text.strip())


def write(canvas: Canvas, comments: Map[str, Seq[str]] | None = None, below: Seq[str] = ()) -> str:
    """Return ``canvas`` as the text of a new file, with the lines of comment ``below`` it.

    ``comments`` gives the lines of comment to put above a block.  A file that has them is to be
    filled in by hand, so it gets a title and an author without a value too.
    """
    lines = [f"bmc: {VERSION}"]
    for name in HEAD:
        value = getattr(canvas, name)
        if value or (comments and name in {"title", "author"}):
            lines += [f"{name}: {head_as_yaml(name, value) if value else ''}".rstrip()]
    pairs = (f"  {name}: {versions_as_yaml(each)}" for name, each in canvas.conflicts.items())
    lines += [f"{CONFLICTS}:", *pairs] if canvas.conflicts else []
    for block in BLOCKS:
        if block.key not in canvas.blocks:
            continue
        lines.append("")
        lines += [f"# {line}".rstrip() for line in (comments or {}).get(block.key, ())]
        notes = canvas.notes(block.key)
        lines.append(f"{block.key}:" if notes or comments else f"{block.key}: []")
        lines += ["  - " + note_as_yaml(note, "    ", "\n") for note in notes]
    if below:
        lines += ["", *(f"# {line}".rstrip() for line in below)]
    return "\n".join(lines) + "\n"


def head_as_yaml(name: str, value: str, *, flow: bool = False) -> str:
    """Return a field of the title block; a plain date or number stays as people write it."""
    bare = HEAD_FIELDS[name].is_bare and value.replace("-", "").isdecimal()
    return value if bare and value.isascii() and value[0] != "-" else as_scalar(value, flow=flow)


def note_as_yaml(note: Note, indent: str, newline: str) -> str:
    """Return ``note`` as a list item after its dash; its further lines start with ``indent``."""
    fields = note_fields(note, indent + "  ", newline)
    if len(fields) == 1:
        return as_block_scalar(note.text, indent, newline)
    return (newline + indent).join(f"{key}: {value}" for key, value in fields.items())


def note_as_flow_yaml(note: Note) -> str:
    """Return ``note`` as an item of a list in brackets."""
    fields = note_fields(note, None, "")
    if len(fields) == 1:
        return fields["text"]
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"


def note_fields(note: Note, indent: str | None, newline: str) -> dict[str, str]:
    """Return the keys of a note that says something with their YAML values.

    ``indent`` is where the lines of a literal block start, None inside brackets.
    """

    def text(value: str) -> str:
        if indent is None:
            return as_scalar(value, flow=True)
        return as_block_scalar(value, indent, newline)

    def names(values: tuple[str, ...]) -> str:
        return "[" + ", ".join(as_scalar(value, flow=True) for value in values) + "]"

    def value(field: Field) -> str:
        said = field.of(note)
        if field.shape is Shape.FLAG:
            return YES[0]
        if field.shape is Shape.TEXT:
            return text(said)
        if field.shape is Shape.CHOICE:
            return str(said)
        if field.takes_all and said == EVERY_TARGET:
            return EVERY_TARGET[0]
        is_plain = field.is_plain and len(said) == 1
        return as_scalar(said[0], flow=indent is None) if is_plain else names(said)

    return {field.name: value(field) for field in FIELDS if field.of(note)}

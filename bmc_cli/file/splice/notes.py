"""One note in a text: its words, and the fields of one that says more."""

from __future__ import annotations

from collections.abc import Sequence as Seq

from bmc_cli.file.canvas_text import note_as_flow_yaml, note_fields
from bmc_cli.file.splice.lists import Rearranged, splice_cells, splice_list
from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_scalars import as_scalar, is_plain_start
from bmc_cli.file.yaml_text import Mapping, Node, Scalar, Sequence, extent, scalars
from bmc_cli.model.fields import BY_NAME, EVERY_TARGET, Note, Shape


def change_note(source: Source, node: Node, old: Note, new: Note, *, flow: bool) -> None:
    r"""Make the note at ``node`` say what ``new`` says; ``flow`` says it stands in brackets.

    A note that comes to say more than its text becomes a mapping, and the other way round.

    >>> from bmc_cli.file.yaml_text import parse
    >>> text = "- 'Shop'  # since 1998\n"
    >>> source, (node,) = Source(text), parse(text, "").items
    >>> change_note(source, node, Note("Shop"), Note("Shops", later=True), flow=False)
    >>> print(source.spliced(), end="")
    - text: 'Shops'  # since 1998
      later: true
    """
    if old == new:
        return
    if isinstance(node, Scalar):
        _change_text(source, node, old, new, flow=flow)
    elif isinstance(node, Mapping):
        _change_mapping(source, node, old, new)


def restyled(node: Scalar, text: str, *, flow: bool) -> str:
    """Return ``text`` on one line in the quotes of ``node``.

    >>> restyled(Scalar(0, 6, "Shop", "'"), "Owner's shop", flow=False)
    "'Owner''s shop'"
    """
    return as_scalar(text, style=node.style if node.style in {"'", '"'} else "", flow=flow)


def _change_text(source: Source, node: Scalar, old: Note, new: Note, *, flow: bool) -> None:
    """Change a plain-text note, making it a mapping if it needs fields."""
    fields = _fields(source, new, node, flow=flow)
    if flow:
        alone = len(fields) == 1
        as_yaml = restyled(node, new.text, flow=True) if alone else note_as_flow_yaml(new)
        source.put(node.start, node.end, as_yaml)
        return
    written = source.text[node.start : node.end]
    # The words stay as they are written where they did not change and can stand behind ``text:``.
    if old.text == new.text and (node.style or is_plain_start(written)) and _is_line(written):
        text = written
    else:
        text = _one(source, node, new.text, fields["text"])
    del fields["text"]
    source.put(node.start, node.end, f"text: {text}" if fields else text)
    _add_lines(source, node, node.end, fields)


def _is_line(written: str) -> bool:
    return "\n" not in written and "\r" not in written


def _one(source: Source, node: Scalar, text: str, as_yaml: str) -> str:
    """Return ``text`` in the style of ``node``; on one line where a comment stands behind it."""
    if "\n" not in text:
        return restyled(node, text, flow=False)
    return as_scalar(text) if source.has_comment(node.end) else as_yaml


def _fields(source: Source, note: Note, node: Node, *, flow: bool) -> dict[str, str]:
    indent = None if flow else " " * (source.column(node.start) + 2)
    return note_fields(note, indent, source.newline)


def _add_lines(source: Source, node: Node, after: int, fields: dict[str, str]) -> None:
    indent = " " * source.column(node.start)
    line = source.line_end(after)
    lines = (indent + f"{name}: {value}" + source.newline for name, value in fields.items())
    source.put(line, line, "".join(lines))


def _change_mapping(source: Source, node: Mapping, old: Note, new: Note) -> None:
    was, now = (_fields(source, note, node, flow=node.flow) for note in (old, new))
    # What is left with a text alone becomes plain text again, unless a comment or a key of the
    # owner's own would be lost with the mapping.
    known = all(key.text in BY_NAME for key, _ in node.pairs)
    if len(now) == 1 and known and "#" not in source.text[node.start : node.end]:
        comment = "\n" in new.text and source.has_comment(node.end)
        source.put(
            node.start, node.end, as_scalar(new.text, flow=node.flow) if comment else now["text"]
        )
        return
    gone: set[int] = set()
    added: dict[str, str] = {}
    for name, field in BY_NAME.items():
        if was.get(name) == now.get(name):
            continue
        at = next((at for at, (key, _) in enumerate(node.pairs) if key.text == name), None)
        if at is None:
            added[name] = now[name]
        elif name not in now:
            gone.add(at)
        elif field.shape is Shape.NAMES:
            _change_names(source, node, at, (field.of(old), field.of(new)), now[name])
        else:
            _change_value(source, node, node.pairs[at][1], field.of(new), now[name])
    if node.flow:
        cells = [extent(*pair) for pair in node.pairs]
        last = max(at for at in range(len(cells)) if at not in gone)
        inside = [(last, f"{name}: {value}") for name, value in added.items()]
        splice_cells(source, node.start + 1, cells, gone, inside)
        return
    _drop_pairs(source, node, gone)
    if added:
        _add_lines(source, node, max(node.end, node.pairs[-1][0].end), added)


def _change_value(source: Source, node: Mapping, value: Node, said: object, as_yaml: str) -> None:
    """Give a field its new value; ``said`` is that value, ``as_yaml`` how it is usually written."""
    if isinstance(value, Scalar) and isinstance(said, str):
        flow = node.flow
        as_yaml = restyled(value, said, flow=flow) if flow else _one(source, value, said, as_yaml)
    glue = " " if value.start == value.end else ""
    source.put(value.start, value.end, glue + as_yaml)
    _put_back(source, node, value.start, value.end, texts_of(source, value))


def _change_names(
    source: Source,
    node: Mapping,
    at: int,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    as_yaml: str,
) -> None:
    """Change the names in ``for`` or ``kind``, one by one where they stand in a list."""
    key, value = node.pairs[at]
    old, new = names
    if isinstance(value, Scalar) and value.start < value.end and len(new) == 1:
        source.put(value.start, value.end, restyled(value, new[0], flow=node.flow))
    elif isinstance(value, Sequence) and new != EVERY_TARGET and len(value.items) == len(old):
        items = [item for item in value.items if isinstance(item, Scalar)]

        def change(was: int, now: int) -> None:
            if old[was] != new[now]:
                text = restyled(items[was], new[now], flow=value.flow)
                source.put(items[was].start, items[was].end, text)

        def line(now: int, prefix: str) -> str:
            return prefix + as_scalar(new[now]) + source.newline

        def item(now: int) -> str:
            return as_scalar(new[now], flow=True)

        splice_list(source, value, Rearranged(items, _origin(old, new), change, item, line))
    else:
        start = source.text.index(":", key.end) + 1
        source.put(start, max(value.end, start), f" {as_yaml}")
        _put_back(source, node, start, value.end, texts_of(source, value))


def _origin(old: Seq[str], new: Seq[str]) -> list[int | None]:
    """Return which of the ``old`` names each new one was: by its place when none came or went."""
    if len(old) == len(new):
        return [*range(len(new))]
    places = {name: at for at, name in reversed([*enumerate(old)])}
    return [places.get(name) for name in new]


def _drop_pairs(source: Source, node: Mapping, gone: set[int]) -> None:
    """Take pairs out of a mapping on lines; the first ones share theirs with the dash.

    A comment is its owner's, and stays: on a line of its own where it stood behind a value.
    """
    first = next(at for at in range(len(node.pairs)) if at not in gone)
    start = node.pairs[first][0].start
    leading = [text for pair in node.pairs[:first] for text in texts_of(source, *pair)]
    has_comments = bool(source.comments(node.start, start, leading))
    for at in gone:
        key, value = node.pairs[at]
        if at > 0 and (at > first or has_comments):
            line = source.line_end(extent(key, value)[1])
            comments = source.comments(key.start, line, texts_of(source, key, value))
            source.put(source.line_start(key.start), line, _as_lines(source, node, comments))
    if first == 0:
        return
    key, value = node.pairs[0]
    if has_comments:
        begin, end = extent(key, value)
        source.put(source.before_spaces(begin), end, "")
        _put_back(source, node, begin, end, texts_of(source, key, value))
    else:
        source.put(key.start, start, "")


def _put_back(
    source: Source, node: Mapping, start: int, end: int, texts: Seq[tuple[int, int]]
) -> None:
    """Put the comments that stood between two places on lines of their own below them."""
    if not node.flow:
        line = source.line_end(end)
        inside = source.comments(start, end, texts)
        source.put(line, line, _as_lines(source, node, inside))


def _as_lines(source: Source, node: Mapping, comments: Seq[str]) -> str:
    indent = " " * source.column(node.start)
    return "".join(indent + comment.rstrip() + source.newline for comment in comments)


def texts_of(source: Source, *nodes: Node) -> list[tuple[int, int]]:
    r"""Return where the texts in ``nodes`` stand; that of a block begins below its first line.

    >>> from bmc_cli.file.yaml_text import parse
    >>> text = "- 'Shop'  # since 1998\n- Van\n"
    >>> texts_of(Source(text), parse(text, ""))
    [(2, 8), (25, 28)]
    """
    return [
        (source.line_end(each.start) if each.style in {"|", ">"} else each.start, each.end)
        for node in nodes
        for each in scalars(node)
    ]

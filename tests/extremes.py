"""Canvases that nobody writes by hand: each as many bytes of one thing as it is asked for.

Whoever opens a file of a stranger gets an answer in seconds, or a reason, whatever is in it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from bmc_cli.model.canvas import BLOCKS

_KEYS = [block.key for block in BLOCKS]
_TWO = "customer_segments:\n  - S\n  - T\n"


def _filled(head: str, lines: Callable[[int], str], size: int, tail: str = "") -> str:
    """Return ``head``, as many of the ``lines``, from 0, as ``size`` has room for, and ``tail``."""
    parts, room = [head], size - len(head) - len(tail)
    for at in count():
        line = lines(at)
        room -= len(line.encode())
        if room < 0:
            return "".join([*parts, tail])
        parts.append(line)
    raise AssertionError


def _spread(line: Callable[[int], str], size: int) -> str:
    """Return all nine blocks with as many notes as ``size`` has room for, ``line`` each."""
    return "bmc: 1\n" + "".join(_filled(f"{key}:\n", line, size // 9 - 1) for key in _KEYS)


def _in_segments(line: Callable[[int], str], size: int) -> str:
    return _filled("bmc: 1\ncustomer_segments:\n", line, size)


def _in_channels(line: Callable[[int], str], size: int) -> str:
    return _filled(f"bmc: 1\n{_TWO}channels:\n", line, size)


def _linked(names: Callable[[int], str], size: int, head: str = _TWO) -> str:
    """Return a canvas with one channel that has as many links as there is room for."""
    start = f"bmc: 1\n{head}channels:\n  - text: X\n    for: ["
    return _filled(start, lambda at: names(at) + ", ", size, "Y]\n")


def _real_links(size: int) -> str:
    """Return half of it segments, and half of it channels that name ten of these each."""
    segments = _in_segments(lambda at: f"  - S{at}\n", size // 2)
    most = segments.count("\n") - 2

    def names(at: int) -> str:
        return ", ".join(f"S{(at * 10 + each) % most}" for each in range(10))

    return segments + _filled(
        "channels:\n", lambda at: f"  - {{text: C{at}, for: [{names(at)}]}}\n", size // 2
    )


def _for_all(size: int) -> str:
    """Return half of it segments, and half of it channels that are for all of these."""
    segments = _in_segments(lambda at: f"  - S{at}\n", size // 2)
    return segments + _filled(
        "channels:\n", lambda at: f"  - {{text: C{at}, for: all}}\n", size // 2
    )


def _chained(size: int) -> str:
    """Return segments, propositions for all of them, and work for all of those."""
    part = size // 4
    texts = _in_segments(lambda at: f"  - S{at}\n", part)
    for key in ("value_propositions", "key_activities", "cost_structure"):
        texts += _filled(f"{key}:\n", lambda at: f"  - {{text: N{at}, for: all}}\n", part)
    return texts


def _prefixes(size: int) -> str:
    return _in_channels(lambda at: f"  - {'a' * (at + 1)}\n", size)


EXTREMES: dict[str, Callable[[int], str]] = {
    "one_word": lambda n: f"bmc: 1\n{_TWO}channels:\n  - {'a' * (n - 90)}\n",
    "one_text": lambda n: f"bmc: 1\n{_TWO}channels:\n  - {'word ' * ((n - 90) // 5)}end\n",
    "one_hyphened": lambda n: f"bmc: 1\n{_TWO}channels:\n  - {'word-' * ((n - 90) // 5)}end\n",
    "one_of_accents": lambda n: f"bmc: 1\n{_TWO}channels:\n  - e{chr(0x301) * ((n - 90) // 2)}\n",
    "one_of_emoji": lambda n: f"bmc: 1\n{_TWO}channels:\n  - {chr(0x1F600) * ((n - 90) // 4)}\n",
    "one_title": lambda n: f"bmc: 1\ntitle: {'word ' * ((n - 90) // 5)}end\n{_TWO}",
    "one_kind": lambda n: f"bmc: 1\n{_TWO}channels:\n  - text: a\n    kind: {'w' * (n - 90)}\n",
    "one_detail": lambda n: (
        f"bmc: 1\n{_TWO}channels:\n  - text: a\n    detail: {'w ' * (n // 2 - 90)}x\n"
    ),
    "one_of_blanks": lambda n: f"bmc: 1\n{_TWO}channels:\n  - a{' ' * (n - 90)}b\n",
    "one_of_lines": lambda n: _filled(f"bmc: 1\n{_TWO}channels:\n  - |\n", lambda at: "    x\n", n),
    "tab_lines": lambda n: _filled(f"bmc: 1\n{_TWO}channels:\n  - |\n", lambda at: "    \tx\n", n),
    "tab_lines_at_the_margin": lambda n: _filled(
        f"bmc: 1\n{_TWO}channels:\n  - 'a\n", lambda at: "\tx\n", n, "    b'\n"
    ),
    "tab_lines_in_many": lambda n: _in_channels(lambda at: f"  - |\n    a{at}\n    \tx\n", n),
    "tab_blanks": lambda n: _filled(f"bmc: 1\n{_TWO}channels:\n  - a\n", lambda at: "\t", n, "\n"),
    "tab_comments": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: "\t# a\n", n),
    "literal_blocks": lambda n: _in_channels(lambda at: f"  - |\n    a{at}\n    b\n", n),
    "folded_texts": lambda n: _in_channels(lambda at: f"  - a{at}\n    b\n", n),
    "brackets": lambda n: _filled(f"bmc: 1\n{_TWO}channels: [", lambda at: f"a{at}, ", n, "b]\n"),
    "brackets_on_lines": lambda n: _filled(
        f"bmc: 1\n{_TWO}channels: [\n", lambda at: f"  a{at}, # c\n", n, "  b]\n"
    ),
    "whole_in_braces": lambda n: _filled(
        "{bmc: 1, channels: [", lambda at: f"{{text: a{at}, later: true}}, ", n, "b]}\n"
    ),
    "deep_lists": lambda n: f"bmc: 1\nchannels:\n  {'- ' * (n // 2 - 20)}\n",
    "deep_brackets": lambda n: f"bmc: 1\nchannels: {'[' * (n - 40)}\n",
    "comments": lambda n: _filled("", lambda at: "# c\n", n),
    "comments_above": lambda n: _filled("", lambda at: "# c\n", n, f"bmc: 1\n{_TWO}"),
    "comments_inside": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: "  # c\n", n, "  - U\n"),
    "comments_below": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: "  # c\n", n),
    "comments_between": lambda n: _in_channels(lambda at: f"  # c\n  - a{at}\n", n),
    "blank_lines": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: "\n", n, "  - U\n"),
    "quoted": lambda n: _in_channels(lambda at: f"  - 'a{at}'\n", n),
    "open_quote": lambda n: _in_channels(lambda at: f"  - a{at}\n", n) + "  - 'b\n  - c\n",
    "early_open_quote": lambda n: _filled(
        "bmc: 1\nchannels:\n  - 'b\n", lambda at: f"  - a{at}\n", n
    ),
    "quotes_only": lambda n: f"bmc: 1\nchannels:\n  - {chr(39) * (n - 40)}\n",
    "open_quotes": lambda n: _in_channels(lambda at: f"  - 'a{at}\n", n),
    "escapes": lambda n: (
        f'bmc: 1\n{_TWO}channels:\n  - "{chr(92) + "x41"}' + "\\x41" * (n // 4 - 40) + '"\n'
    ),
    "escaped_marks": lambda n: (
        f'bmc: 1\n{_TWO}channels:\n  - "' + "\\ufdd0?" * (n // 8 - 40) + '"\n'
    ),
    "many_escaped_marks": lambda n: _in_channels(lambda at: f'  - "\\ufdd0?{at}"\n', n),
    "question_marks": lambda n: _in_channels(lambda at: f"  - a{at}?\n", n),
    "wrong_escape": lambda n: (
        f'bmc: 1\n{_TWO}channels:\n  - "' + "\\x41" * (n // 4 - 40) + '\\q"\n'
    ),
    "foreign_keys": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: f"x{at}: a\n", n),
    "foreign_lists": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: f"chanels_{at}: [a]\n", n),
    "foreign_fields": lambda n: _filled(
        f"bmc: 1\n{_TWO}channels:\n  - text: a\n", lambda at: f"    x{at}: a\n", n
    ),
    "misspelled_fields": lambda n: _in_channels(
        lambda at: f"  - text: a{at}\n    detial{at}: b\n", n
    ),
    "same_keys": lambda n: _filled(f"bmc: 1\n{_TWO}", lambda at: "x: a\n", n),
    "long_key": lambda n: f"bmc: 1\n{_TWO}{'k' * (n - 90)}: [a]\n",
    "key_like_a_block": lambda n: f"bmc: 1\n{_TWO}channels{'s' * (n - 90)}:\n  - a\n",
    "equal": lambda n: _in_channels(lambda at: "  - a\n", n),
    "equal_everywhere": lambda n: _spread(lambda at: "  - a\n", n),
    "prefixes": _prefixes,
    "segments": lambda n: _in_segments(lambda at: f"  - {at}\n", n),
    "notes": lambda n: _spread(lambda at: f"  - n{at}\n", n),
    "notes_for_later": lambda n: _spread(lambda at: f"  - {{text: n{at}, later: true}}\n", n),
    "dangling_notes": lambda n: _in_channels(lambda at: f"  - {{text: a{at}, for: [b{at}]}}\n", n),
    "dangling_links": lambda n: _linked(lambda at: f"b{at}", n),
    "dangling_beside_segments": lambda n: (
        _in_segments(lambda at: f"  - S{at}\n", n // 2)
        + _filled("channels:\n", lambda at: f"  - {{text: a{at}, for: [T{at}]}}\n", n // 2)
    ),
    "long_dangling": lambda n: (
        f"bmc: 1\ncustomer_segments:\n  - {'ab' * (n // 4)}\n  - S\n"
        f"channels:\n  - text: a\n    for: {'ba' * (n // 4 - 60)}\n"
    ),
    "same_links": lambda n: _linked(lambda at: "S", n),
    "real_links": _real_links,
    "for_all": _for_all,
    "chained": _chained,
    "one_for_many": lambda n: _linked(
        lambda at: f"S{at}", n // 2, _in_segments(lambda at: f"  - S{at}\n", n // 2)[7:]
    ),
    "unknown_kinds": lambda n: _filled(
        f"bmc: 1\n{_TWO}channels:\n  - text: a\n    kind: [", lambda at: f"purchas{at}, ", n, "x]\n"
    ),
    "unknown_kind_each": lambda n: _in_channels(
        lambda at: f"  - {{text: a{at}, kind: purchas{at}}}\n", n
    ),
    "conflicts": lambda n: _in_channels(lambda at: f"  - {{text: a{at}, conflict: b{at}}}\n", n),
    "one_conflict": lambda n: _in_channels(lambda at: f"  - {{text: a{at}, conflict: b}}\n", n),
    "ignored_rules": lambda n: _filled(
        f"bmc: 1\n{_TWO}check:\n  ignore: [", lambda at: f"r{at}, ", n, "x]\n"
    ),
    "merge_conflict": lambda n: _in_channels(lambda at: f"  - a{at}\n", n) + "<<<<<<< ours\n",
    "slip_at_the_end": lambda n: _in_channels(lambda at: f"  - a{at}\n", n) + "   - b\n",
    "slip_of_a_key": lambda n: _in_channels(lambda at: f"  - a{at}\n", n) + " costs\n  - b: c: d\n",
    "dashes": lambda n: f"bmc: 1\nchannels:\n{'-' * (n - 40)}: :\n",
    "dashes_and_blanks": lambda n: f"bmc: 1\nchannels: a\n{'- ' * (n // 2 - 40)}: {{\n",
    "blanks_and_a_slip": lambda n: f"bmc: 1\nchannels:\n  - a{' ' * (n - 60)}: b: c\n",
    "not_a_canvas": lambda n: _filled("", lambda at: f"line {at}: of: something\n", n),
    "signs": lambda n: f"bmc: 1\nchannels:\n  - [{'[]{},' * (n // 5 - 20)}\n",
    "hashes": lambda n: f"bmc: 1\nchannels:\n  - a{' #' * (n // 2 - 20)}\n  b: [\n",
    "carriage_returns": lambda n: _in_channels(lambda at: f"  - a{at}\n", n).replace("\n", "\r"),
    "crlf": lambda n: _in_channels(lambda at: f"  - a{at}\n", n * 6 // 7).replace("\n", "\r\n"),
}

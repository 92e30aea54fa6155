"""Canvases that were spoiled by chance, the same ones each time."""

from __future__ import annotations

import random
from collections.abc import Iterator

CANVASES = [
    """\
# Ours.
bmc: 1
title: "Bakkerij: De 'Korenaar'"
date: 2026-11-23

customer_segments:
  - Gezinnen in de wijk   # te voet
  - 'Horeca: binnen 10 km'
value_propositions: [a, "b, c", {text: d, for: all}]
channels:
  - text: Webshop
    detail: |
      eerste
      tweede
    kind: [purchase, delivery]
    later: true   # ja
key_partners: ~
""",
    "bmc: 1\r\nchannels:\r\n- Shop\r\n- text: 'Van'\r\n  for: [a, b]\r\n",
    "{bmc: 1, title: x, channels: [Shop, 'Van', {text: Bus, later: no}]}\n",
    'channels:\n-   >-\n    Shop\n    on the corner\n-   "tab\\tand \\u00e9"\nkey_partners: []\n',
]

CHARACTERS = "\U000e0041\t\n\r :-#\"'[]{},&*!|>%@`?\\~\x85\u2028é😀a0=<\ufeff\x01\x1b\u202e\x9b"
PIECES = [
    *CHARACTERS,
    *["\n  - ", "\n- ", ": ", " #", "\n\t", "''", '""', "<<: ", "---\n", "...\n", "%YAML 1.1\n"],
    *["\\e", "\\x1b", "\\ud800", "\\U0010ffff", "\\UFFFFFFFF", "&a ", "*a", "!!str ", "|\n", ">+2"],
    *[
        "channels:",
        "chanels:",
        "text: ",
        "later: ",
        "for: [",
        "<<<<<<< ",
        "=======\n",
        "\U000e0041",
    ],
]


def spoiled(dice: random.Random) -> str:
    """Return a canvas with one to four mutations, or now and then only signs."""
    text = dice.choice(CANVASES)
    if dice.random() < 0.2:
        text = "".join(dice.choices(PIECES, k=dice.randint(1, 25)))
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        kind = dice.random()
        if kind < 0.6:
            text = text[:at] + "".join(dice.choices(PIECES, k=dice.randint(1, 2))) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + dice.randint(1, 6) :]
        else:
            other = dice.randrange(len(text) + 1)
            text = text[:at] + text[other : other + dice.randint(1, 20)] + text[at:]
    return text


def spoiled_texts(seed: int, count: int) -> Iterator[str]:
    """Yield spoiled canvases."""
    dice = random.Random(seed)
    for _ in range(count):
        yield spoiled(dice)


def spoiled_bytes(seed: int, count: int) -> Iterator[bytes]:
    """Yield spoiled canvases as bytes, some of them no text any more, and bytes of no sense."""
    dice = random.Random(seed)
    for text in spoiled_texts(seed, count):
        data = bytearray(text.encode())
        kind = dice.random()
        if kind < 0.2:
            data = bytearray(dice.randbytes(dice.randint(0, 300)))
        elif kind < 0.4:
            for _ in range(dice.randint(1, 5)):
                data.insert(dice.randrange(len(data) + 1), dice.randrange(256))
        elif kind < 0.45:
            data = bytearray(text.encode("utf-16"))
        yield bytes(data)

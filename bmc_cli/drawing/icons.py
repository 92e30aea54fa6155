"""The icon of each block: thin lines on a square of 24 units, the same on a page and a drawing.

They are ours, and stand for nothing that is not said beside them.
"""

from __future__ import annotations

from typing import NamedTuple

SIDE = 24
"""Units of the square that an icon is drawn on."""

STROKE = 1.4
"""Units that its lines are thick."""


class Icon(NamedTuple):
    """What is drawn, and its lines as the data of a path in SVG."""

    name: str
    lines: str


ICONS = {
    "customer_segments": Icon(
        "people",
        "M12 8a3 3 0 1 1-6 0a3 3 0 1 1 6 0zM3 20c0-4 2.5-6.5 6-6.5s6 2.5 6 6.5"
        "M15.2 5.6a2.6 2.6 0 1 1 .6 5.1M17 13.8c2.4.4 4 2.6 4 6.2",
    ),
    "value_propositions": Icon(
        "gift",
        "M5 11v9.5h14V11M3.5 7.5h17V11h-17zM12 7.5v13M12 7.5C10.7 3.2 6.4 2.7 6.7 5.3"
        "C6.9 7.2 9.5 7.5 12 7.5C14.5 7.5 17.1 7.2 17.3 5.3C17.6 2.7 13.3 3.2 12 7.5z",
    ),
    "customer_relationships": Icon(
        "conversation", "M3.5 4.5h11.5v8H9.5l-3 3v-3h-3zM18 8.5h2.5v8h-2v3l-3-3H11v-1"
    ),
    "channels": Icon(
        "signpost", "M12 3v18M9 21h6M12 5h6l2.5 2.5L18 10h-6zM12 11.5H6L3.5 14L6 16.5h6z"
    ),
    "revenue_streams": Icon(
        "coins",
        "M5.5 6.5a6.5 2.7 0 1 0 13 0a6.5 2.7 0 1 0-13 0zM5.5 6.5V12c0 1.5 2.9 2.7 6.5 2.7"
        "s6.5-1.2 6.5-2.7V6.5M5.5 12v5.5c0 1.5 2.9 2.7 6.5 2.7s6.5-1.2 6.5-2.7V12",
    ),
    "key_activities": Icon(
        "checklist",
        "M3.5 5.7L5 7.2l3-3M3.5 12.2L5 13.7l3-3M3.5 18.7L5 20.2l3-3M11.5 6h9M11.5 12.5h9M11.5 19h9",
    ),
    "key_resources": Icon(
        "building blocks", "M7.7 4h8.6v7.5H7.7zM3.4 11.5H12V19H3.4zM12 11.5h8.6V19H12z"
    ),
    "key_partners": Icon("links", "M10 8H7.5a4 4 0 0 0 0 8H10M14 8h2.5a4 4 0 0 1 0 8H14M8.5 12h7"),
    "cost_structure": Icon(
        "receipt",
        "M6 3.5h12v17l-2-1.6l-2 1.6l-2-1.6l-2 1.6l-2-1.6l-2 1.6zM9 8h6M9 11.5h6M9 15h3.5",
    ),
}
"""The icons by the keys of the blocks."""

"""What can follow a canvas, in words: the story, the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs, and items of a list, under a heading that may be ""."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title with its parts."""

    title: str
    parts: Sequence[Part]

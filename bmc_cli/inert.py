"""A Rich console whose texts are cleaned as they go out: a drawing that forgot does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment

from bmc_cli.plain_text import clean

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType


class InertConsole(Console):
    """Rich lets C1, DEL and what turns text around pass; its own movements are no texts."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield what ``renderable`` is drawn with, each text cleaned."""
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(clean(text), style)

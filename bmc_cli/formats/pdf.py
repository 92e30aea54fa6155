"""A page as PDF, by WeasyPrint: the extra ``bmc-cli[pdf]``."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.formats import html
from bmc_cli.formats.extras import lacking

if TYPE_CHECKING:
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import View


def write(view: View, setting: Setting) -> bytes:
    """Return a canvas, or the form to fill in, as it prints from its page."""
    return pdf(html.write(view, setting), setting.on_missing)


def pdf(page: str, on_missing: Callable[[Sequence[str]], object] = len) -> bytes:
    """Return ``page`` as a PDF with tags for screen readers (PDF/UA-1, ISO 14289-1).

    ``on_missing`` is told the signs that no font has, if there are any: they are boxes in it.
    Nothing is fetched, but what the page holds itself.  Raises ``BmcError`` when WeasyPrint, the
    system's libraries it stands on, or fonts are missing.
    """
    try:
        # It explains itself at length, and warns of missing fonts, as it is imported; to go on
        # then would end the program in Pango.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.filterwarnings("error", "(No fonts|FontConfig)", UserWarning)
            from weasyprint import HTML, URLFetcher
            from weasyprint.text.fonts import FontConfiguration
    except ImportError:
        raise lacking("pdf") from None
    except OSError:
        raise BmcError("pango_missing") from None
    except UserWarning:
        raise BmcError("no_fonts") from None
    document = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    with _listening() as missing:
        made = document.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
    if missing:
        on_missing(sorted(missing))
    return bytes(made)


@contextlib.contextmanager
def _listening() -> Iterator[set[str]]:
    """Yield the signs that no font has, as WeasyPrint warns of them; it says nothing else."""
    missing: set[str] = set()

    def hear(record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str) and record.msg.startswith(".notdef glyph"):
            missing.add(str(record.args[0]) if isinstance(record.args, tuple) else "")
        return False

    logger = logging.getLogger("weasyprint")
    logger.addFilter(hear)
    try:
        yield missing
    finally:
        logger.removeFilter(hear)

"""A page as PDF, by WeasyPrint: the extra ``bmc-cli[pdf]``."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from typing import TYPE_CHECKING, NoReturn

from bmc_cli.errors import BmcError
from bmc_cli.formats import html

if TYPE_CHECKING:
    from bmc_cli.formats.table import Setting
    from bmc_cli.view import View


def write(view: View, setting: Setting) -> bytes:
    """Return a canvas, or the form to fill in, as it prints from its page."""
    return pdf(html.write(view, setting))


def pdf(page: str) -> bytes:
    """Return ``page`` as a PDF, with tags for screen readers.

    Nothing is fetched.  Raises ``BmcError`` when WeasyPrint, the system's libraries it
    stands on, or fonts are missing.
    """
    try:
        # It explains itself at length, and warns of missing fonts, as it is imported; to go on
        # then would end the program in Pango.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.filterwarnings("error", "(No fonts|FontConfig)", UserWarning)
            from weasyprint import HTML
            from weasyprint.text.fonts import FontConfiguration
    except ImportError:
        from bmc_cli.installation import adding

        raise BmcError("extra_missing", extra="pdf", command=adding("pdf")) from None
    except OSError:
        raise BmcError("pango_missing") from None
    except UserWarning:
        raise BmcError("no_fonts") from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    document = HTML(string=page, url_fetcher=_refuse)
    return bytes(document.write_pdf(font_config=FontConfiguration(), pdf_tags=True))


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(url)

"""PDF: a page of a report on paper, made from its HTML.

The sheets are A4, those of very wide tables on their side, with the place and the title at the top and their number at
the foot; rows and figures are not cut, code is left out, and headings are bookmarks. The file is tagged for screen
readers (PDF/UA-1), is dated as the page is, so that one page always gives the same bytes, and is made without a look at
the network or the disk: only what the page itself holds is shown. Needs the extra ``pdf`` and the library Pango.

References
----------
International Organization for Standardization (2014). *ISO 14289-1: Document management applications, Electronic
document file format enhancement for accessibility (PDF/UA-1)*.
"""

from __future__ import annotations

from typing import Any

from analysis.common.errors import ParameterError
from analysis.reporting.pages.templates import shared_text

EXTRA = "pdf"

_VARIANT = "pdf/ua-1"


def pdf(html: str) -> bytes:
    """Return the page `html` of a report as a PDF file.

    Raises
    ------
    ParameterError
        If the extra ``pdf`` is not installed.
    """
    weasyprint = check_pdf()
    sealed = weasyprint.urls.URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    style = weasyprint.CSS(string=str(shared_text("pdf.css")), url_fetcher=sealed)
    page = weasyprint.HTML(string=html, url_fetcher=sealed)
    return bytes(page.write_pdf(stylesheets=[style], pdf_variant=_VARIANT))


def check_pdf() -> Any:
    """Return the library that makes PDF files.

    Raises
    ------
    ParameterError
        If it, or one that it needs, is not installed.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise ParameterError("report_needs_extra", format="PDF", extra=EXTRA, reason=reason) from None
    return weasyprint

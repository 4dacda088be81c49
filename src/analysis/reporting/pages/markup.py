"""Markup: what of the HTML and Markdown of a notebook may stand in a page.

Running text, tables and embedded images stay; what could act, fetch or restyle the page goes, with the text of scripts
and styles, and so do the signs without a form of their own that turn the order of what follows them (bidirectional
controls, control characters), so that a text of a plan cannot dress up what stands beside it. Markdown is CommonMark
with tables; only addresses that are written as links are links.

References
----------
MacFarlane, J. (2024). *CommonMark Spec*, version 0.31.2. https://spec.commonmark.org/0.31.2/

The Unicode Consortium (2025). *Unicode Bidirectional Algorithm*, Unicode Standard Annex 9, section 2.
https://www.unicode.org/reports/tr9/
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

_TAGS = """
a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5
h6 hr i img ins kbd li mark ol p pre s small span strong sub summary sup table tbody td tfoot th thead time tr
u ul
"""
_ATTRIBUTES = "class id title lang role tabindex scope colspan rowspan span open alt"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def cleaned(html: str) -> Markup:
    """Return `html` with only the tags and attributes of running text, tables and figures, and what it opens closed."""
    return Markup(legible(_cleaner().clean(html)))


@lru_cache(512)  # the running text of a notebook is the same in the pages of all plans
def markdown(text: str) -> Markup:
    """Return Markdown `text` as cleaned HTML; cells of tables that it aligns have the class ``number``."""
    return cleaned(_parser().render(text))


def legible(text: str) -> str:
    """Return `text` without control characters and signs that turn the order of what follows them."""
    return _UNSEEN.sub("", text)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS.split()),
        clean_content_tags={"script", "style"},
        attributes={"*": set(_ATTRIBUTES.split()), "a": {"href"}, "img": {"src"}},
        attribute_filter=_allowed,
        generic_attribute_prefixes={"aria-"},
        url_schemes={"https", "http", "mailto", "data"},
        link_rel=None,
    )


def _allowed(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute; None for an image to be fetched and for a link that holds a document."""
    if name == "src":
        return value if value.startswith("data:image/") else None
    if name == "href" and value.lstrip().lower().startswith("data:"):
        return None
    return value


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.push("alignment", _name_alignment)
    return parser


def _name_alignment(state: StateCore) -> None:
    """Write the alignment of cells, a style that the page's policy would not apply, as the class of numbers."""
    for token in state.tokens:
        if "text-align:right" in str(token.attrs.pop("style", "")):
            token.attrJoin("class", "number")

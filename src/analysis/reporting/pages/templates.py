"""Templates: what all pages share, from the Jinja environment to the policy under which a browser opens them.

A page's *policy* (Content-Security-Policy) lets it show embedded images and apply the one style, and run the one
script, that it was made with, each named by the hash of its text; it lets it ask nothing of the network, send no form
and run nothing else, whatever a plan holds. Every value that a template writes is escaped, unless it is
:class:`markupsafe.Markup`.

References
----------
World Wide Web Consortium (2024). *Content Security Policy Level 3*. https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

_FOLDER = Path(__file__).with_name("template")


@cache
def template(name: str) -> Template:
    """Return the template `name`, compiled once."""
    return _environment().get_template(name)


@cache
def shared_text(*names: str) -> Markup:
    """Return the styles or scripts `names` of the template folder as one text, to stand in a page as it is."""
    return Markup("\n".join((_FOLDER / name).read_text(encoding="utf-8").strip() for name in names))


@cache
def content_policy(*, style: str, script: str = "") -> str:
    """Return the policy of a page with one ``style`` element, and a ``script`` where one is given.

    The texts are those between the tags, to the last blank.
    """
    allowed = {"default-src": "'none'", "img-src": "data:", "style-src": _hashed(style)}
    if script:
        allowed["script-src"] = _hashed(script)
    allowed |= {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{kind} {source}" for kind, source in allowed.items())


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["policy"] = content_policy
    return made

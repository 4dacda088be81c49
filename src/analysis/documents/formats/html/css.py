"""The few rules of style of a web page that matter here: what a fill is, and what is not displayed.

Style sheets within the page are followed for selectors of elements, classes and ids, also one within another
(``table.plan td.mes``); conditions such as ``:hover`` or ``[lang]`` and files outside the page are left aside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tinycss2.color3
from lxml import etree

_MOST_RULES = 2_000
_MOST_STEPS = 2_000_000  # from rule to rule and element to element, so that no page takes long
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_DECLARATION = re.compile(r"(?:^|;)\s*([\w-]+)\s*:\s*((?:[^;(]|\([^)]*\))*)")
_SIMPLE = re.compile(r"(?:[\w-]+|\*)?(?:[.#][\w-]+)*")
_PIECE = re.compile(r"[.#]?[\w-]+")
_VALUE = re.compile(r"[\w-]+\([^)]*\)|[^\s,]+")
_CONCERNED = ("background", "background-color", "display", "visibility", "mso-hide", "mso-element")
_OFFICE_LEFT_OUT = ("header", "footer", "comment", "comment-list", "footnote-separator")


@dataclass(frozen=True)
class _Rule:
    """A selector, innermost part last, with what it declares."""

    parts: tuple[frozenset[str], ...]
    rank: tuple[int, int]
    declared: tuple[tuple[str, str], ...]


class Styles:
    """The styles of one page."""

    def __init__(self, page: etree._Element) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._known: dict[tuple[str, ...], dict[str, str]] = {}
        self._steps = 0
        sheets = "\n".join(str(style.text or "") for style in page.iter("style"))
        for order, (selectors, content) in enumerate(_blocks(_COMMENT.sub(" ", sheets))):
            if order >= _MOST_RULES:
                break
            declared = _declared(content)
            for selector in selectors.split(",") if declared else ():
                for rule in _rules(selector.rsplit(";", 1)[-1], order, declared):
                    self._rules[_key(rule.parts[-1])].append(rule)

    def background(self, element: etree._Element) -> str | None:
        """Return the colour behind an element, as stated for it alone; None where nothing is."""
        for value in _VALUE.findall(self._of(element).get("background-color", "")):
            if colour := _colour(value):
                return colour
        return _colour(element.get("bgcolor", ""))

    def hides(self, element: etree._Element) -> bool:
        """Tell whether an element is not displayed, or is a comment or running head of a word processor."""
        if element.get("hidden") is not None:
            return True
        if not self._rules and "style" not in element.attrib:
            return False
        stated = self._of(element)
        return (
            stated.get("display") == "none"
            or stated.get("visibility") in ("hidden", "collapse")
            or stated.get("mso-hide") == "all"
            or stated.get("mso-element") in _OFFICE_LEFT_OUT
        )

    def _of(self, element: etree._Element) -> dict[str, str]:
        """Return what is declared for an element, the weightiest last."""
        if not self._rules or self._steps > _MOST_STEPS:
            return dict(_declared(element.get("style", "")))
        look = (str(element.tag), element.get("class", ""), element.get("id", ""), element.get("style", ""))
        if look in self._known:
            return self._known[look]
        names = _names(element)
        rules = [rule for name in names for rule in self._rules.get(name, ()) if rule.parts[-1] <= names]
        self._steps += len(rules)
        stated: dict[str, str] = {}
        for rule in sorted(rules, key=lambda rule: rule.rank):
            if len(rule.parts) == 1 or self._stands_within(element, rule.parts[:-1]):
                stated.update(rule.declared)
        stated.update(_declared(look[-1]))
        if all(len(rule.parts) == 1 for rule in rules):
            self._known[look] = stated
        return stated

    def _stands_within(self, element: etree._Element, parts: tuple[frozenset[str], ...]) -> bool:
        left = list(parts)
        above = element.getparent()
        while left and above is not None:
            self._steps += 1
            if left[-1] <= _names(above):
                left.pop()
            above = above.getparent()
        return not left


def _blocks(sheets: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and within each innermost pair of braces."""
    for part in sheets.split("}")[:-1]:
        before, brace, content = part.rpartition("{")
        if brace and (selectors := before.rpartition("{")[2]):
            yield selectors, content


@lru_cache(4096)
def _declared(style: str) -> tuple[tuple[str, str], ...]:
    """Return the declarations that matter here, names in lower case."""
    if not style:
        return ()
    found = []
    for name, value in _DECLARATION.findall(style):
        if name.lower() in _CONCERNED:
            kept = "background-color" if name.lower() == "background" else name.lower()
            found.append((kept, value.lower().replace("!important", "").strip()))
    return tuple(found)


def _rules(selector: str, order: int, declared: tuple[tuple[str, str], ...]) -> Iterator[_Rule]:
    words = selector.replace(">", " ").split()
    if words and all(_SIMPLE.fullmatch(word) for word in words):
        parts = tuple(frozenset(n.lower() if n[0].isalnum() else n for n in _PIECE.findall(word)) for word in words)
        pieces = [name for part in parts for name in part]
        weight = sum(10_000 if n[0] == "#" else 100 if n[0] == "." else 1 for n in pieces)
        yield _Rule(parts, (weight, order), declared)


def _key(part: frozenset[str]) -> str:
    """Return the name in a part of a selector by which a rule is looked up."""
    return max(part, key=lambda name: (name[0] == "#", name[0] == ".", name), default="*")


def _names(element: etree._Element) -> set[str]:
    """Return what a selector may call an element."""
    names = {str(element.tag).lower(), "*"}
    names.update("." + name for name in element.get("class", "").split())
    if name := element.get("id"):
        names.add("#" + name)
    return names


@lru_cache(4096)
def _colour(text: str) -> str | None:
    """Return a colour as six digits, laid over white as far as it is transparent; None for what is no colour."""
    parsed = tinycss2.color3.parse_color(text) if text else None
    if parsed is None and re.fullmatch("[0-9a-fA-F]{6}", text):
        parsed = tinycss2.color3.parse_color("#" + text)
    if parsed is None or isinstance(parsed, str) or parsed.alpha == 0:
        return None
    parts = (parsed.red, parsed.green, parsed.blue)
    return bytes(round(255 * min(1.0, max(0.0, 1 - parsed.alpha * (1 - part)))) for part in parts).hex()

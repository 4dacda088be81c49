"""What a layout is, and the list of all: those to develop on and those to test on only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.corpus.blocks import Sheaf
from tests.corpus.content import Script, Wishes

Split = Literal["dev", "held"]
DOCUMENTS = ("docx", "odt", "html", "txt", "pdf")
SHEETS = ("xlsx",)
FLAT = ("csv", "tsv")
LAYOUTS: dict[str, Layout] = {}


@dataclass(frozen=True)
class Layout:
    """A way to set out a plan.

    Attributes
    ----------
    split : str
        ``dev`` or ``held``.
    levels : tuple of str
        Which of ``domain``, ``axis`` and ``goal`` it shows, and how the JSON calls them.
    formats : tuple of str
        The formats that a municipality would publish it in; ``print`` is a PDF that is drawn without a word processor.
    by_fill : bool
        Whether only fills tell its months: a format without fills does not state them.
    numbered : bool
        Whether its domains carry a number.
    has_indicators : bool
        Whether it shows indicators.
    facts : tuple of str
        Which facts of the plan it states.
    """

    name: str
    split: Split
    wishes: Wishes
    levels: tuple[str, ...]
    formats: tuple[str, ...]
    build: Callable[[Script], Sheaf] = field(repr=False)
    by_fill: bool = False
    numbered: bool = False
    has_indicators: bool = True
    facts: tuple[str, ...] = ("municipality", "year")

    @property
    def sentence(self) -> str:
        """What it looks like."""
        return (self.build.__doc__ or "").strip()


def layout(
    split: Split, wishes: Wishes, levels: tuple[str, ...], formats: tuple[str, ...], **more: object
) -> Callable[[Callable[[Script], Sheaf]], Callable[[Script], Sheaf]]:
    """Enter a function that sets out a plan into the list of layouts, under its own name."""

    def enter(build: Callable[[Script], Sheaf]) -> Callable[[Script], Sheaf]:
        LAYOUTS[build.__name__] = Layout(build.__name__, split, wishes, levels, formats, build, **more)  # type: ignore[arg-type]
        return build

    return enter

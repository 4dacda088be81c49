"""The headings of a plan under which no action stands.

A heading is a domain, an axis, an objective or a goal, in whatever layout it is written. It is *empty* where
no action was read while it was open and none stands under a heading of the same words elsewhere, or under a
domain of the same number that an introduction words otherwise: a list of the axes in an introduction makes
none of them empty. Outside tables of actions, a heading without a number (``Objetivo: ...``, a styled line)
counts only between the first action and the last, since before and behind them it may belong to another
part of the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.common.text import fold

EMPTY_LEVEL = "level_without_actions"  # key of the decision

Level = tuple[str, str]  # field that it fills, heading


@dataclass(frozen=True)
class _Opened:
    level: Level
    number: int | None  # of the domain, if it is one
    actions: int  # read before it
    is_sure: bool  # that it is a heading of the plan itself


@dataclass
class EmptyLevels:
    """Follows which headings were opened, after how many actions, and which of them bear any."""

    _opened: dict[str, _Opened] = field(default_factory=dict)
    _bearing: set[str] = field(default_factory=set)
    _numbers: set[int | None] = field(default_factory=set)

    def open(self, levels: Iterable[Level], number: int | None, *, actions: int, is_sure: bool) -> None:
        """Take in the open `levels` and the `number` of the domain, after so many `actions`.

        Of a level that is new, `is_sure` tells whether it is a heading wherever it stands.
        """
        for level in levels:
            its_number = number if level[0] == "domain" else None
            self._opened.setdefault(fold(level[1]), _Opened(level, its_number, actions, is_sure))

    def bear(self, headings: Iterable[str], number: int | None = None) -> None:
        """Take in the headings over an action, and the number of its domain."""
        self._bearing.update(map(fold, headings))
        self._numbers.add(number)

    def found(self, actions: int) -> list[Level]:
        """Return the empty levels of a document with so many `actions`, in its order."""
        empty = [opened for key, opened in self._opened.items() if key not in self._bearing]
        return [
            opened.level
            for opened in empty
            if (opened.is_sure or 0 < opened.actions < actions)
            and not (opened.actions == 0 and opened.number is not None and opened.number in self._numbers)
        ]

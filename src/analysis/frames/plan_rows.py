"""The rows of one plan, as plain values by column, from which the frames of a corpus are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.common.themes import Theme
from analysis.common.wording import Language, say
from analysis.frames.fingerprint import columns_fingerprint

Row = dict[str, Any]
Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Issue:
    """A place and text of a plan, with all that the reading left open or decided on it.

    `decisions` are keys of sentences with the values that these name; two may say the same.
    """

    action_id: str | None
    field: str
    text: str | None
    decisions: tuple[tuple[str, Mapping[str, object]], ...]

    def told(self, part: str, lang: Language) -> str:
        """Return the ``problem`` or the ``treatment`` in words."""
        sentences = [say(f"issue.{key}.{part}", lang, **_in_words(values, lang)) for key, values in self.decisions]
        return "; ".join(dict.fromkeys(sentences))


@dataclass(frozen=True)
class PlanRows:
    """What a plan states, and what the reading of it left open or decided; None is what is not stated.

    Attributes
    ----------
    plan_id : str
        Id of the plan.
    sha256 : str
        Hash of its document.
    stated : mapping
        The columns of each frame that has rows of the plan, but of the issues.
    issues : sequence of Issue
        What is open, without the words that say so.
    """

    plan_id: str
    sha256: str
    stated: Mapping[str, Columns]
    issues: Sequence[Issue]

    def columns(self, lang: Language = "pt") -> dict[str, Columns]:
        """Return the columns of each frame that has rows, the issues in the words of a language."""
        if not self.issues:
            return dict(self.stated)
        told: Columns = {
            "plan_id": [self.plan_id] * len(self.issues),
            **{name: [getattr(issue, name) for issue in self.issues] for name in ("action_id", "field", "text")},
            **{part: [issue.told(part, lang) for issue in self.issues] for part in ("problem", "treatment")},
        }
        return {**self.stated, "issues": told}

    def fingerprint(self, lang: Language = "pt") -> str:
        """Return the fingerprint of the corpus that holds this plan alone."""
        return columns_fingerprint(self.columns(lang))


def _in_words(values: Mapping[str, object], lang: Language) -> dict[str, object]:
    return {name: value.name(lang) if isinstance(value, Theme) else value for name, value in values.items()}

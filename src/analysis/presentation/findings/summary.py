"""The summary at the top of a page: the main sentence of each finding, with the way to where it is told in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.common.wording import Language
from analysis.presentation.sentences import Finding


def summary_finding(parts: Mapping[str, Sequence[Finding]], *, lang: Language = "pt") -> Finding:
    """Say what matters most of each part of a page, in the very sentences of the part.

    Parameters
    ----------
    parts : mapping
        Id of the cell that holds the heading of a part -> the findings told there.
    lang : str
        Language of the sentences.
    """
    summary = Finding(lang)
    summary.say("summary.first")
    summary.list_main(parts)
    return summary

"""How alike two actions are: in their words, in the bodies that they name, in their place in the plan.

- *text*: 0.7 of the cosine of their words, each weighed by how few actions of both plans have it
  (log((actions + 1) / actions with the word), so that a word of all actions still tells a little; after the inverse
  document frequency [1]_), and 0.3 of the likeness of their letters with the words put in order (normalised Indel
  distance [2]_), which forgives errors of typing. Words are compared without accents and endings: by their first
  five letters. Years are left out, since a plan of another year names another year. A text that has no words
  beside years and signs is compared as it stands.
- *bodies*: Jaccard index of the bodies that they name; not known where either names nobody
- *place*: likeness of the letters of domain and goal together; not known where either has none

*likeness* is the mean of what is known, text counting 7 times, bodies twice and place once.

The *domains* of two plans are matched by their titles: accents, plurals and numbers do not matter (``1. Saúde`` is
``Saúde``), but where a plan has several titles that only their numbers tell apart (``Eixo 1``, ``Eixo 2``), or where
a title is nothing but a number, numbers do.

References
----------
.. [1] Spärck Jones, K. (1972). A statistical interpretation of term specificity and its application in retrieval.
   Journal of Documentation 28, 11-21.
.. [2] Levenshtein, V. I. (1966). Binary codes capable of correcting deletions, insertions, and reversals. Soviet
   Physics Doklady 10, 707-710.
"""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from scipy import sparse

from analysis.common.text import fold
from analysis.frames.corpus import Corpus

_WEIGHTS = {"text": 7.0, "bodies": 2.0, "place": 1.0}

_LETTERS = 0.3
_STEM = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def action_likeness(before: Corpus, after: Corpus, named: tuple[pd.DataFrame, pd.DataFrame]) -> dict[str, np.ndarray]:
    """Return how alike each action of one corpus is to each of another.

    Parameters
    ----------
    before, after : Corpus
        Plans of two years.
    named : tuple of two DataFrame
        For each corpus the participations that count, one row per ``action_id`` and ``organisation_id``.

    Returns
    -------
    dict of str to array of shape (actions before, actions after)
        ``text``, ``bodies``, ``place`` and ``likeness`` (0 to 1, NaN where not known), in the order of the frames.
    """
    texts = [[compared_text(text) for text in corpus.actions["action"]] for corpus in (before, after)]
    places = [[fold(text) for text in _places(corpus)] for corpus in (before, after)]
    parts = {
        "text": (1 - _LETTERS) * _words(*texts) + _LETTERS * np.nan_to_num(_letters(*texts)),
        "bodies": _shared(*(_incidence(*pair, named) for pair in zip((before, after), named, strict=True))),
        "place": _letters(*places),
    }
    values = np.array([parts[part] for part in _WEIGHTS])
    weights = np.array(list(_WEIGHTS.values()))[:, None, None] * ~np.isnan(values)
    return parts | {"likeness": (weights * np.nan_to_num(values)).sum(axis=0) / weights.sum(axis=0)}


def compared_text(text: str) -> str:
    """Return the words of a text as they are compared, folded and without years, or the text where none are left."""
    return fold(_YEAR.sub(" ", text)) or text


def common_titles(before: Corpus, after: Corpus) -> dict[str, str]:
    """Return under which title each domain of two plans is compared.

    Parameters
    ----------
    before, after : Corpus
        Plans of two years.

    Returns
    -------
    dict of str to str
        For each title of either plan, those of `after` first, the first title of the same domain: that of `after`
        where it has the domain.
    """
    plans = [
        dict.fromkeys([*corpus.domains["domain"], *corpus.actions["domain"].dropna()]) for corpus in (after, before)
    ]
    numbered = defaultdict(set)
    for place, titles in enumerate(plans):
        for title in titles:
            numbered[place, _numberless(title)].add(fold(title))
    first: dict[str, str] = {}
    common = {}
    for title in plans[0] | plans[1]:
        words = _numberless(title)
        if not words or any(len(numbered[place, words]) > 1 for place in range(len(plans))):
            words = fold(title) or title
        common[title] = first.setdefault(words, title)
    return common


def _numberless(title: str) -> str:
    return " ".join(word for word in fold(title).split() if not word.isdigit())


def _words(before: list[str], after: list[str]) -> np.ndarray:
    """Return the cosine of the weighed words of each two texts."""
    stems = [sorted({word[:_STEM] for word in text.split()}) for text in before + after]
    column = {stem: at for at, stem in enumerate(sorted(set().union(*stems)))}
    cells = [(row, column[stem]) for row, words in enumerate(stems) for stem in words]
    rows, columns = np.array(cells, dtype=np.intp).reshape(-1, 2).T
    often = np.bincount(columns, minlength=len(column))
    weights = np.log((len(stems) + 1) / often)[columns]
    matrix = sparse.csr_array((weights, (rows, columns)), shape=(len(stems), len(column)))
    length = np.sqrt((matrix * matrix).sum(axis=1))
    matrix = sparse.diags_array(1 / np.where(length > 0, length, 1)) @ matrix
    return (matrix[: len(before)] @ matrix[len(before) :].T).toarray().clip(0, 1)


def _letters(before: list[str], after: list[str]) -> np.ndarray:
    """Return the likeness of the letters of each two texts; NaN where one is empty."""
    alike = process.cdist(before, after, scorer=fuzz.token_sort_ratio, dtype=np.float64) / 100
    empty = [np.array([not text for text in texts], dtype=bool) for texts in (before, after)]
    return np.where(empty[0][:, None] | empty[1], np.nan, alike)


def _incidence(corpus: Corpus, counted: pd.DataFrame, named: tuple[pd.DataFrame, pd.DataFrame]) -> np.ndarray:
    """Return which body of either corpus takes part in which action of one, actions × bodies."""
    bodies = sorted(set().union(*(set(frame["organisation_id"]) for frame in named)))
    present = pd.crosstab(counted["action_id"], counted["organisation_id"])
    return present.reindex(index=corpus.actions["action_id"], columns=bodies, fill_value=0).to_numpy(dtype=float)


def _shared(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return the Jaccard index of the bodies of each two actions; NaN where one names nobody."""
    shared = before @ after.T
    each, other = before.sum(axis=1)[:, None], after.sum(axis=1)[None]
    either = each + other - shared
    return np.where((each > 0) & (other > 0), shared / np.maximum(either, 1), np.nan)


def _places(corpus: Corpus) -> pd.Series:
    return corpus.actions["domain"].fillna("") + " " + corpus.actions["goal"].fillna("")

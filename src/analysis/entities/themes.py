"""Which theme of the common list a domain is like, by its words.

The *likeness* of a domain to a theme is the cosine, 0 to 1, of the angle between their weighted terms
(vector space model). A term is the stem of a word, accents and the spelling before 1990 aside; small
words and those that every plan uses for everything are none. The terms of a theme are those of its
description, its name counted twice; a term weighs more the fewer themes have it (TF-IDF, the frequency
damped by its logarithm). The terms of a domain are half those of its heading and half those of what
stands under it (axes, goals, actions); what no theme has counts nothing. A domain without any such
term is like no theme.

The best theme is *suggested* where it is alike enough and leads the second. Both thresholds were chosen
on every second of the labelled headings in ``tests/entities/themes.csv``, some of which have no subject
(*Outros projetos*): of those with which at least 95 in 100 suggestions are right, the ones that give the
most. In the half that was kept back the first theme is right for 94 in 100 headings with a subject, and 91 in
100 suggestions are right; a test holds it.

References
----------
Salton, G., Wong, A. and Yang, C. S. (1975). A vector space model for automatic indexing. Communications
of the ACM, 18(11), 613-620.

Spärck Jones, K. (1972). A statistical interpretation of term specificity and its application in
retrieval. Journal of Documentation, 28(1), 11-21.

Porter, M. F. (2001). Snowball: a language for stemming algorithms. https://snowballstem.org.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from analysis.common.text import plain
from analysis.common.themes import Theme

LEAST_LIKENESS = 0.18  # below this nothing is suggested
LEAST_LEAD = 0.01  # over the second theme
MOST_TERMS = 4  # that explain a likeness

_NAME_WEIGHT = 2
_STEMMER = snowballstemmer.stemmer("portuguese")
_WORD = re.compile(r"[^\W_]{2,}")
_SILENT = re.compile(r"(?<=[aeiou])[cp](?=[çt])")  # acção, activo, adopção
_LITTLE_WORDS = (
    "ao aos as com como da das de do dos em entre mais na nas no nos num numa ou os para pela pelas pelo pelos por que "
    "sem seu seus sobre sua suas todas todos um uma à às "
    "apoio apoios atividade atividades centro pessoa pessoas promoção promover"
)
_NO_TERMS = frozenset(_LITTLE_WORDS.split())


@dataclass(frozen=True)
class ThemeLikeness:
    """How alike a domain is to a theme; `terms` are the words of the domain that count most."""

    theme: str
    likeness: float
    terms: tuple[str, ...]


def theme_likeness(domain: str, texts: Iterable[str] = (), *, themes: Mapping[str, Theme]) -> list[ThemeLikeness]:
    """Return the themes that a domain is like, the most alike first.

    Parameters
    ----------
    domain : str
        Heading of the domain.
    texts : iterable of str
        What stands under it: axes, goals, actions.
    themes : mapping of str to Theme
        The common list by code.

    Returns
    -------
    list of ThemeLikeness
        Themes that share a term with the domain; empty where none does.
    """
    rarity, known = _weighed(tuple(themes.values()))
    words = _words([domain, *(texts := list(texts))])
    heading = _unit({t: n * rarity[t] for t, n in _counted([domain]).items() if t in rarity})
    below = _unit({t: (1 + math.log(n)) * rarity[t] for t, n in _counted(texts).items() if t in rarity})
    mine = _unit({t: heading.get(t, 0.0) + below.get(t, 0.0) for t in {**heading, **below}})
    found = []
    for theme, weights in known.items():
        shared = {t: weight * weights[t] for t, weight in mine.items() if t in weights}
        if shared:
            terms = sorted(shared, key=lambda t: (-shared[t], t))[:MOST_TERMS]
            found.append(ThemeLikeness(theme, min(sum(shared.values()), 1.0), tuple(words[t] for t in terms)))
    return sorted(found, key=lambda f: (-f.likeness, f.theme))


def suggested_theme(ranked: Sequence[ThemeLikeness]) -> ThemeLikeness | None:
    """Return the first of `ranked` if it is alike enough and leads the second, else None."""
    if not ranked or ranked[0].likeness < LEAST_LIKENESS:
        return None
    if len(ranked) > 1 and ranked[0].likeness - ranked[1].likeness < LEAST_LEAD:
        return None
    return ranked[0]


@lru_cache(8)
def _weighed(themes: tuple[Theme, ...]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return how rare each term is among the themes, and the weights of the terms of each theme."""
    counts: dict[str, Counter[str]] = {}
    for theme in themes:
        counts[theme.theme] = sum(
            (Counter(set(_counted([phrase]))) for phrase in theme.description.split(",")),
            Counter(dict.fromkeys(_counted([theme.pt]), _NAME_WEIGHT)),
        )
    often = Counter(term for terms in counts.values() for term in terms)
    rarity = {term: 1 + math.log((1 + len(themes)) / (1 + n)) for term, n in often.items()}
    weights = {
        theme: _unit({t: (1 + math.log(n)) * rarity[t] for t, n in terms.items()}) for theme, terms in counts.items()
    }
    return rarity, weights


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    """Return `weights` scaled so that their squares sum to one."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Return how often each term stands in `texts`."""
    return Counter(_term(word) for text in texts for word in _WORD.findall(text.lower()) if word not in _NO_TERMS)


def _words(texts: Iterable[str]) -> dict[str, str]:
    """Return the word by which each term stands first in `texts`."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text.lower()):
            found.setdefault(_term(word), word)
    return found


@lru_cache(16384)
def _term(word: str) -> str:
    return plain(_STEMMER.stemWord(_SILENT.sub("", word)))

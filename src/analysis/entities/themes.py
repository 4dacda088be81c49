"""Which theme of the common list a domain is like, by its words.

The *likeness* of a domain to a theme is the cosine, 0 to 1, of the angle between their weighted terms
(vector space model). A term is the stem of a word, in the singular, accents and the spelling before 1990
aside, or the stems of two words that follow one another (*respostas sociais*); small words and those that
every plan uses for everything are none. The terms of a theme are those of its name and of the phrases of its
description: a word counts the less the more words its phrase has, a pair counts one. A term weighs more the
fewer themes have it (TF-IDF, the frequency damped by its logarithm). The terms of a domain are those of its
heading and, at half their weight, those of what stands under it (axes, goals, actions), also where the heading
says nothing (*Eixo 2*); what no theme has counts nothing. A domain without any such term is like no theme.

The best theme is *suggested* where it is alike enough and leads the second by enough. Both thresholds were
chosen on one part of the labelled headings in ``tests/entities/themes.csv``, some of which have no subject
(*Outros projetos*): a strict pair near the one that gives the most, if a wrong suggestion costs as much as
five right ones gain. In the part that was kept back the first theme is right for 98 in 100 headings with a
subject, and 96 in 100 suggestions are right; a test holds it. Of 64 headings of published documents of other
authors, 86 in 100 first themes and 94 in 100 suggestions were right when they were first seen; some of their
words have joined the descriptions since.

References
----------
Salton, G., Wong, A. and Yang, C. S. (1975). A vector space model for automatic indexing. Communications
of the ACM, 18(11), 613-620.

Spärck Jones, K. (1972). A statistical interpretation of term specificity and its application in
retrieval. Journal of Documentation, 28(1), 11-21.

Porter, M. F. (2001). Snowball: a language for stemming algorithms. https://snowballstem.org.

Orengo, V. M. and Huyck, C. (2001). A stemming algorithm for the Portuguese language. String Processing and
Information Retrieval, 186-193 (reduction of plurals).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from analysis.common.text import plain
from analysis.common.themes import Theme

LEAST_LIKENESS = 0.14  # below this nothing is suggested
LEAST_LEAD = 0.05  # over the second theme, as a share of the likeness
BELOW = 0.5  # weight of what stands under a domain; its heading weighs 1
MOST_TERMS = 4  # that explain a likeness

_SILENT_HEADING = {"": 1.0}  # one term, of no theme
_STEMMER = snowballstemmer.stemmer("portuguese")
_WORD = re.compile(r"[^\W_]{2,}")
_SILENT = re.compile(r"(?<=[aeiou])[cp](?=[çt])")  # acção, activo, adopção
_PLURALS = (  # which the stemmer leaves apart from their singular
    (re.compile(r"(?<=\w{2})ões$"), "ão"),
    (re.compile(r"(?<=\w{3})ais$"), "al"),
    (re.compile(r"(?<=[áíó])veis$"), "vel"),
    (re.compile(r"(?<=\w{3}[nt])is$"), "il"),
    (re.compile(r"(?<=\w{3})ns$"), "m"),
)
_LITTLE_WORDS = (
    "ao aos as com como da das de do dos em entre mais na nas no nos num numa ou os para pela pelas pelo pelos por que "
    "sem seu seus sobre sua suas todas todos um uma à às "
    "apoio apoios atividade atividades centro concelho melhor melhorar melhores melhoria municipais municipal "
    "município pessoa pessoas população populações promoção promover"
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
    heading = _unit({t: n * rarity[t] for t, n in _counted([domain]).items() if t in rarity}) or _SILENT_HEADING
    below = _unit({t: (1 + math.log(n)) * rarity[t] for t, n in _counted(texts).items() if t in rarity})
    mine = _unit({t: heading.get(t, 0.0) + BELOW * below.get(t, 0.0) for t in {**heading, **below}})
    found = []
    for theme, weights in known.items():
        shared = {t: weight * weights[t] for t, weight in mine.items() if t in weights}
        if shared:
            told: dict[str, float] = {}
            for term, product in shared.items():
                for stem in term.split():
                    told[stem] = told.get(stem, 0.0) + product
            most = sorted(told, key=lambda stem: (-told[stem], stem))[:MOST_TERMS]
            found.append(ThemeLikeness(theme, min(sum(shared.values()), 1.0), tuple(words[stem] for stem in most)))
    return sorted(found, key=lambda f: (-f.likeness, f.theme))


def suggested_theme(ranked: Sequence[ThemeLikeness]) -> ThemeLikeness | None:
    """Return the first of `ranked` if it is alike enough and leads the second, else None."""
    if not ranked or ranked[0].likeness < LEAST_LIKENESS:
        return None
    if len(ranked) > 1 and ranked[1].likeness > (1 - LEAST_LEAD) * ranked[0].likeness:
        return None
    return ranked[0]


@lru_cache(8)
def _weighed(themes: tuple[Theme, ...]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return how rare each term is among the themes, and the weights of the terms of each theme."""
    counts = {theme.theme: _described(theme) for theme in themes}
    often = Counter(term for terms in counts.values() for term in terms)
    rarity = {term: 1 + math.log((1 + len(themes)) / (1 + n)) for term, n in often.items()}
    weights = {
        theme: _unit({t: math.log1p(n) * rarity[t] for t, n in terms.items()}) for theme, terms in counts.items()
    }
    return rarity, weights


def _described(theme: Theme) -> dict[str, float]:
    """Return how much each term counts in the name and the description of a theme."""
    counts: dict[str, float] = {}
    for phrase in (theme.pt, *theme.description.split(",")):
        stems = _stems(phrase)
        for term in sorted(set(_terms(stems))):
            counts[term] = counts.get(term, 0.0) + (1.0 if " " in term else 1 / len(stems))
    return counts


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    """Return `weights` scaled so that their squares sum to one."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Return how often each term stands in `texts`."""
    return Counter(term for text in texts for term in _terms(_stems(text)))


def _terms(stems: Sequence[str]) -> Iterator[str]:
    """Yield the stems and each two that follow one another."""
    yield from stems
    yield from map(" ".join, pairwise(stems))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _NO_TERMS]


def _words(texts: Iterable[str]) -> dict[str, str]:
    """Return the word by which each stem stands first in `texts`."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text.lower()):
            found.setdefault(_stem(word), word)
    return found


@lru_cache(16384)
def _stem(word: str) -> str:
    word = _SILENT.sub("", word)
    for plural, singular in _PLURALS:
        word = plural.sub(singular, word)
    return plain(_STEMMER.stemWord(word))

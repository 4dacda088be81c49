"""Which bodies of the registry a name that it does not know may mean, ranked.

A likeness is 0 to 1: half of it the letters of both names, half the words that they share, a rare word
counting more than one that many bodies bear. Places are left aside. An acronym is held against the
initials of the long names, and a long name's initials against the acronyms.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from analysis.entities.names import Name, Names
from analysis.entities.registry import Organisation
from analysis.entities.tokens import Token, keys_of, tokens

MOST = 3  # suggestions for one name
LEAST_LIKENESS = 0.5  # below this, two names have no more in common than any two bodies of a sort
BY_INITIALS = 0.85  # likeness of an acronym to a name that it abbreviates
SAME_KIND = 0.05  # added where the first words of the name tell the candidate's kind
SAME_PLACE = 0.05  # added for a body of the municipality itself

_LOOKED_AT = 40  # candidates by a first, rough likeness


@dataclass(frozen=True)
class Suggestion:
    """A body that a name may mean; `why` is a sentence in ``wording.toml``, table ``[review.why]``.

    `body` is it as read, if the registry does not know it yet.
    """

    organisation_id: str
    organisation: str
    likeness: float
    why: str
    body: Organisation | None = None


@dataclass(frozen=True)
class _Known:
    """A name of the registry as it is compared."""

    words: tuple[str, ...]
    name: Name


class Suggestions:
    """Ranks the bodies that hold in one municipality by how alike their names are to a mention.

    `others` are bodies that its plans name and the registry does not know. A class of bodies comes last where
    the mention is of one.
    """

    def __init__(self, names: Names, others: Iterable[Organisation] = ()) -> None:
        self._names = names
        found = [name for found in names.alone.values() for name in found]
        for body in sorted(others, key=lambda o: o.organisation_id):
            for text in dict.fromkeys((body.organisation, body.short_name)):
                found.append(Name(tokens(text), body, body, method="delimited"))
        self._known = [_Known(_words(name.tokens, names), name) for name in found]
        self._known = [known for known in self._known if known.words]
        self._texts = [" ".join(known.words) for known in self._known]
        self._by_initials: dict[str, list[_Known]] = defaultdict(list)
        bodies: dict[str, set[str]] = defaultdict(set)
        for known in self._known:
            self._by_initials[_initials(known.words)].append(known)
            for word in known.words:
                bodies[word].add(known.name.template.organisation_id)
        self._often = Counter({word: len(found) for word, found in bodies.items()})

    def of(self, mention: str, read_as: str = "") -> tuple[Suggestion, ...]:
        """Return up to `MOST` suggestions for a mention, the most alike first, without what the plan read it as."""
        written = tokens(mention)
        words = _words(written, self._names)
        if not words:
            return ()
        kind = self._names.kind_of(written)
        place, is_plural = self._names.place, written[0].key.endswith("s")
        best: dict[str, Suggestion] = {}
        classes: dict[str, bool] = {}
        for known, likeness, why in (*self._alike(words), *self._abbreviated(words)):
            body, template = known.name.organisation, known.name.template
            unregistered = known.name.method != "known"
            if unregistered and body.organisation_id == read_as:
                continue
            likeness += SAME_KIND if kind and body.kind == kind else 0
            likeness = min(likeness + (SAME_PLACE if place and template.scope == place.ine_code else 0), 0.99)
            held = best.get(template.organisation_id)
            if likeness >= LEAST_LIKENESS and (held is None or likeness > held.likeness):
                best[template.organisation_id] = Suggestion(
                    template.organisation_id, body.organisation, round(likeness, 2), why, body if unregistered else None
                )
                classes[template.organisation_id] = body.collective and not is_plural
        return tuple(
            sorted(best.values(), key=lambda s: (classes[s.organisation_id], -s.likeness, s.organisation_id))[:MOST]
        )

    def _alike(self, words: tuple[str, ...]) -> list[tuple[_Known, float, str]]:
        text = " ".join(words)
        near = {
            at
            for scorer in (fuzz.token_sort_ratio, fuzz.token_set_ratio)
            for _, _, at in process.extract(text, self._texts, scorer=scorer, limit=_LOOKED_AT)
        }
        found = []
        for at in sorted(near):
            known = self._known[at]
            letters = fuzz.token_sort_ratio(text, self._texts[at]) / 100
            shared = self._shared(words, known.words)
            if len(words) == 1 or len(known.words) == 1:  # one word: only its letters tell
                shared = letters if letters > 0.8 else shared
            found.append((known, (letters + shared) / 2, "words" if shared > letters else "letters"))
        return found

    def _abbreviated(self, words: tuple[str, ...]) -> list[tuple[_Known, float, str]]:
        """Return the long names that one word abbreviates, or the acronyms of the many words."""
        if len(words) == 1:
            return [(k, BY_INITIALS, "initials") for k in self._by_initials.get(words[0], ()) if len(k.words) > 1]
        short = _initials(words)
        sort, *rest = words
        found = [  # "CS Cima" for "Centro Social de Cima"
            (known, BY_INITIALS, "initials")
            for known in self._known
            if known.words[len(sort) :] == tuple(rest) and _initials(known.words[: len(sort)]) == sort
        ]
        return found + [
            (known, BY_INITIALS, "initials")
            for known in self._known
            if len(short) > 2 and known.words == (short,) and known.name.tokens[0].capitals
        ]

    def _shared(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
        """Return the share of the words of two names that stand in both, a rare word counting more."""
        total = len(self._known)
        weigh = {w: math.log((total + 1) / (1 + self._often[w])) for w in {*mine, *theirs}}
        both = {w for w in mine if w in theirs or any(fuzz.ratio(w, other) >= 85 for other in theirs)}
        every = {*mine, *theirs} - {w for w in theirs if w not in both and any(fuzz.ratio(w, o) >= 85 for o in both)}
        return sum(weigh[w] for w in both) / (sum(weigh[w] for w in every) or 1)


def _words(written: Sequence[Token], names: Names) -> tuple[str, ...]:
    """Return the words that tell a name from others, its place left aside."""
    return tuple(keys_of(names.parted_from_place(written)[0]))


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)

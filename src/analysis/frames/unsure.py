"""The names of plans that the reading did not know or was not sure of, each once for its municipality.

One name is what one alias covers: the same words, in capitals or not, with the same signs between them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.entities.masking import mask
from analysis.entities.names import Names
from analysis.entities.registry import Organisation, Registry
from analysis.entities.tokens import tokens
from analysis.frames.corpus import Corpus
from analysis.frames.suggestions import Suggestion, Suggestions

Key = tuple[str, tuple[tuple[str, bool, str], ...]]


@dataclass(frozen=True)
class UnsureName:
    """A name that no one has decided on, and what it was read as.

    Attributes
    ----------
    ine_code : str
        Municipality in whose plans it stands.
    mention : str
        The name as most often written.
    times : int
        How often it stands there.
    places : tuple of str
        Where: plan and place in the document, the first mention first.
    read_as : Organisation
        What the reading made of it; its scope is a code or ``national``.
    method : str
        How; as in the frame ``participations``.
    confidence : float
        The lowest of all its mentions.
    suggestions : tuple of Suggestion
        Bodies of the registry or the plans that it may mean.
    """

    ine_code: str
    mention: str
    times: int
    places: tuple[str, ...]
    read_as: Organisation
    method: str
    confidence: float
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def key(self) -> Key:
        """What tells it from other names."""
        return name_key(self.ine_code, self.mention)

    @property
    def plan_ids(self) -> tuple[str, ...]:
        """The plans in which it stands."""
        return tuple(dict.fromkeys(place.partition(" ")[0] for place in self.places))


def name_key(ine_code: str, mention: str) -> Key:
    """Return what tells a name in the plans of a municipality from others."""
    words = tokens(as_alias(mention))
    return ine_code, tuple((w.key, w.capitals, w.gap if n else "") for n, w in enumerate(words))


def as_alias(mention: str) -> str:
    """Return a mention as the registry names it: without its parentheses and the signs around it."""
    text = re.sub(r"[\s{}]+", " ", mask(mention).text)
    return re.sub(r"^[\W_]+|[^\w.]+$", "", text)


def unsure_names(corpus: Corpus, registry: Registry) -> list[UnsureName]:
    """Return the names of a corpus that are not known, by municipality, the most frequent first."""
    codes = dict(zip(corpus.plans["plan_id"], corpus.plans["ine_code"], strict=True))
    by_code = {place.told_apart: code for code, place in registry.municipalities.items()}
    mentions = corpus.participations.query("method != 'known'").merge(
        corpus.actions[["action_id", "plan_id", "source"]], on="action_id"
    )
    rows = mentions.merge(corpus.organisations, on="organisation_id").sort_values(["action_id", "order"])
    found = []
    for row in rows.to_dict("records"):
        place = row["municipality"]
        scope = by_code[place] if isinstance(place, str) else "national"
        body = Organisation(
            row["organisation_id"], row["organisation"], row["short_name"], row["kind"], scope, bool(row["collective"])
        )
        where = f"{row['plan_id']} {row['source']}"
        code = codes[row["plan_id"]]
        found.append(
            UnsureName(
                code if isinstance(code, str) else "", row["mention"], 1, (where,), body, row["method"],
                float(row["confidence"]),
            )
        )  # fmt: skip
    return with_suggestions(merged(found), registry)


def merged(names: Iterable[UnsureName]) -> list[UnsureName]:
    """Return `names` with those that one alias covers made one, by municipality, the most frequent first."""
    groups: dict[Key, list[UnsureName]] = {}
    for name in names:
        groups.setdefault(name.key, []).append(name)
    found = []
    for group in groups.values():
        least = min(group, key=lambda n: n.confidence)
        written = Counter[str]()
        for name in group:
            written[name.mention] += name.times
        places = tuple(place for name in group for place in name.places)
        found.append(
            replace(least, mention=written.most_common(1)[0][0], times=sum(n.times for n in group), places=places)
        )
    return sorted(found, key=lambda n: (n.ine_code, -n.times, n.mention.casefold(), n.mention))


def with_suggestions(names: Iterable[UnsureName], registry: Registry) -> list[UnsureName]:
    """Return `names` with the bodies that each may mean: of the registry, or read elsewhere in the same plans."""
    names = list(names)
    read: dict[str, dict[str, Organisation]] = defaultdict(dict)
    for name in names:
        if name.method not in ("known", "similar"):
            read[name.ine_code].setdefault(name.read_as.organisation_id, name.read_as)
    ranked = {
        code: Suggestions(Names(registry, registry.municipalities.get(code)), bodies.values())
        for code, bodies in ((code, read[code]) for code in dict.fromkeys(name.ine_code for name in names))
    }
    return [
        replace(n, suggestions=ranked[n.ine_code].of(as_alias(n.mention), n.read_as.organisation_id)) for n in names
    ]

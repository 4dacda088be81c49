"""The bodies of one plan that the registry does not know: learnt where they stand by themselves, and which are one.

A name with its own delimiters in one cell is known in every other, also where nothing delimits there;
``X – Associação Y`` teaches that X and Y are one. Beyond that, two names are taken for one body, each
time as a recorded decision, if one is the other without its first words (``Associação Sol``, ``Sol``), its
initials, it with a letter wrong in a long word, or it but for spaces and titles of persons. Where two
bodies could be meant, none is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from analysis.entities.identities import coded
from analysis.entities.joined import joined_bodies
from analysis.entities.mentions import Mention, read_mentions
from analysis.entities.names import Names
from analysis.entities.registry import Organisation
from analysis.entities.tokens import LEGAL_FORMS, Token, keys_of, tokens

LONGEST_NAME = 12  # words of a name that is learnt; a longer one is likely several that nothing parts
SHORTEST_ACRONYM = 3  # letters of an acronym that is taken for the initials of a name
SHORTEST_DOUBLED = 4  # letters of a word that may be another with a letter doubled
ROUNDS = 2  # what the first reading learns, the second may part other names by
LONGEST_SORT = 4  # words that tell the sort of a body, where initials stand for them
SHORTEST_SLIP = 6  # letters of a word that may be another with a letter wrong
TITLES = frozenset(
    {
        *("arquiteto", "comendador", "conego", "dom", "dona", "doutor", "doutora", "engenheira", "engenheiro", "frei"),
        *("monsenhor", "padre", "professor", "professora"),
    }
)  # of persons that bodies are named after; left out as often as not
_PARENTHESIS = re.compile(r" ?\([^()]*(?:\([^()]*\)[^()]*)*\)")
_Cell = tuple[str, Names]  # a text, and the names as its column holds them


@dataclass(frozen=True)
class _Name:
    """A name of a body that the registry does not know, and how often it stands so."""

    organisation: Organisation
    words: tuple[Token, ...]
    keys: tuple[str, ...]
    often: int


class _Bodies:
    """The organisations that go by each key; a key of several says nothing."""

    def __init__(self) -> None:
        self._by_key: dict[Hashable, dict[str, Organisation]] = defaultdict(dict)

    def add(self, key: Hashable, organisation: Organisation) -> None:
        self._by_key[key][organisation.organisation_id] = organisation

    def others(self, key: Hashable, body: Organisation) -> list[Organisation]:
        return [o for o in self._by_key.get(key, {}).values() if o.organisation_id != body.organisation_id]


def learn_bodies(*columns: tuple[Names, Iterable[str]]) -> None:
    """Teach names the bodies that the cells of `columns` name and the registry does not know, and which are one."""
    names = columns[0][0]
    cells = list(dict.fromkeys((cell, names) for names, column in columns for cell in column))
    known: dict[str, Organisation] = {}
    for _ in range(ROUNDS):
        unknown, standing, cells = _unknown(cells, known)
        places = {place for name in unknown if (place := _place_of(name.words, names))}
        names.own_names.update(own for name in unknown if (own := _own_name(name.words, names)))
        for name in standing:
            for part in (name.words, *_sides(name.words, names)):
                if tuple(keys_of(part)) not in places:
                    _learn(part, name.organisation, names)
    names.joined.update(joined_bodies(known, [(n.words, n.organisation) for n in unknown], names))
    names.same.update(_same(unknown, known, names))


def _unknown(cells: Iterable[_Cell], known: dict[str, Organisation]) -> tuple[list[_Name], list[_Name], list[_Cell]]:
    """Return the names that are not known, those of them that stand by themselves, and the cells that hold any.

    Names that are known are added to `known`.
    """
    often: Counter[str] = Counter()
    organisations: dict[str, Organisation] = {}
    standing: dict[str, None] = {}
    holding: dict[_Cell, None] = {}
    for cell, names in cells:
        lines = re.sub(r"[^\S\v]+", " ", cell)
        for mention in read_mentions(cell, names):
            if mention.method == "known":
                known.setdefault(_bare(mention), mention.organisation)
            if mention.method in ("delimited", "guessed") and not mention.organisation.collective:
                text = _bare(mention)
                often[text] += 1
                organisations.setdefault(text, mention.organisation)
                holding[cell, names] = None
                alone = mention.method == "delimited" and mention.text in lines  # not across a doubtful line end
                if alone or (cell.startswith(mention.text) and mention.organisation.kind == "other"):
                    standing[text] = None
    found = {text: _named(organisations[text], tokens(text), n) for text, n in often.items()}
    return list(found.values()), [found[text] for text in standing], list(holding)


def _bare(mention: Mention) -> str:
    """Return the text of a mention without its parentheses, also one in its midst: ``UF de Cima (Sé) e Baixo``."""
    return _PARENTHESIS.sub("", mention.text).partition(" (")[0]


def _named(organisation: Organisation, words: tuple[Token, ...], often: int) -> _Name:
    keys = keys_of(words)
    while len(keys) > 1 and keys[-1] in LEGAL_FORMS:
        keys.pop()
    return _Name(organisation, words, tuple(keys), often)


def _learn(words: tuple[Token, ...], organisation: Organisation, names: Names) -> None:
    own = any(word.key not in names.common and not word.is_small for word in words)
    if own and not names.municipality_of(words) and words[0].upper and len(words) <= LONGEST_NAME:
        names.learn_name(words, organisation)


def _place_of(words: tuple[Token, ...], names: Names) -> tuple[str, ...]:
    """Return the words of the place behind a name that holds in a place: ``Junta de Freguesia de Baixo``."""
    name = names.longest(words, 0, placed=True)
    return tuple(keys_of(words[len(name.tokens) :])) if name else ()


def _own_name(words: tuple[Token, ...], names: Names) -> tuple[str, ...]:
    """Return the words that a school or the like is called by: ``Agrupamento de Escolas D. Fulano``."""
    name = names.longest(words, 0)
    rest = words[len(name.tokens) :] if name and name.bears_names else ()
    named = bool(rest) and rest[0].upper and not rest[0].is_number and not names.municipality_of(rest)
    return tuple(word.key for word in rest) if named else ()


def _sides(words: tuple[Token, ...], names: Names) -> list[tuple[Token, ...]]:
    """Return the words before and behind the only dash, or the only comma before a sort of body, if there is one."""
    dashes = [n for n, word in enumerate(words) if word.gap == "-" and word.start > words[n - 1].end + 1]
    dashes = dashes or [n for n, word in enumerate(words) if word.gap == "," and names.beginning(words[n:])]
    return [words[: dashes[0]], words[dashes[0] :]] if len(dashes) == 1 else []


def _side_names(found: Iterable[_Name], names: Names) -> list[_Name]:
    return [_named(name.organisation, side, name.often) for name in found for side in _sides(name.words, names)]


def _same(unknown: list[_Name], known: Mapping[str, Organisation], names: Names) -> dict[str, Organisation]:
    """Return, for each body that is another one, that one."""
    sides, wholes, initials, sorts = _Bodies(), _Bodies(), _Bodies(), _Bodies()
    glued, untitled, registered = _Bodies(), _Bodies(), _Bodies()
    for text, organisation in known.items():
        for key in _sorts_in_short(tuple(keys_of(tokens(text)))):
            sorts.add(key, organisation)
    nearly: dict[tuple[object, ...], list[_Name]] = defaultdict(list)
    place = names.place.initials.lower() if names.place else ""
    for name in unknown:
        called = _called(name)
        glued.add(_glued(called), name.organisation)
        untitled.add(_untitled(called), name.organisation)
    whole, unknown = len(unknown), [*unknown, *_side_names(unknown, names)]
    for name in unknown:
        for rest, length in _all_but_one(name.keys):
            nearly[*rest, length].append(name)
        for side in _sides(name.words, names):
            sides.add(tuple(keys_of(side)), name.organisation)
        behind = name.words[names.beginning(name.words) :]
        if 0 < len(behind) < len(name.words) and not behind[0].is_small:
            wholes.add(tuple(keys_of(behind)), name.organisation)
        for key in _sorts_in_short(name.keys):
            sorts.add(key, name.organisation)
        letters = "".join(key[0] for key in name.keys)
        if len(letters) >= SHORTEST_ACRONYM:
            initials.add(letters, name.organisation)
            initials.add(letters + place, name.organisation)
    found: dict[str, Organisation] = {}
    for text, organisation in known.items():
        if not organisation.collective:
            registered.add(_glued(keys_of(tokens(text))), organisation)
    for number, name in enumerate(unknown):
        body, typed = name.organisation, names.beginning(name.words)
        candidates = sides.others(name.keys, body)
        if not candidates and number < whole:
            full, bare = _glued(_called(name)), _untitled(_called(name))
            candidates = glued.others(full, body) or registered.others(_glued(name.keys), body)
            candidates = candidates or (untitled if bare == full else glued).others(bare, body)
        if not candidates and not typed and not all(key in names.common for key in name.keys):
            candidates = wholes.others(name.keys, body)
        if not candidates and name.keys and name.words[0].is_acronym:
            alone = len(name.words) == 1
            candidates = initials.others(name.keys[0], body) if alone else sorts.others(name.keys, body)
        if not candidates:
            near = [
                other
                for rest, length in _all_but_one(name.keys)
                for like in (length - 1, length, length + 1)
                for other in nearly.get((*rest, like), ())
            ]
            slips = [other for other in near if _is_slip_of(name, other, names)]
            candidates = list({o.organisation.organisation_id: o.organisation for o in slips}.values())
        if len(candidates) == 1:
            found.setdefault(body.organisation_id, candidates[0])
    return {identity: _last(organisation, found) for identity, organisation in found.items()}


def _called(name: _Name) -> list[str]:
    """Return the words of a name, its first ones in full and those of a school as its code."""
    return coded(keys_of(tokens(name.organisation.organisation)))


def _glued(keys: Iterable[str]) -> str:
    """Return a name without spaces; *D.* may be short for *Dom* and for *Dona*."""
    return re.sub(r"[\W_]", "", "".join("dom" if key == "dona" else key for key in keys))


def _untitled(keys: Iterable[str]) -> str:
    """Return a name without spaces and the titles of persons: ``Escola Dr. Fulano`` is ``Escola Fulano``."""
    return _glued(key for key in keys if key not in TITLES)


def _sorts_in_short(keys: tuple[str, ...]) -> Iterator[Hashable]:
    """Yield a name with its first words as their initials: ``CS Cima`` for ``Centro Social de Cima``."""
    for length in range(2, min(len(keys), LONGEST_SORT + 1)):
        yield ("".join(key[0] for key in keys[:length]), *keys[length:])


def _all_but_one(keys: tuple[str, ...]) -> Iterator[tuple[tuple[object, ...], int]]:
    """Yield, for each word of a name, all that is the same in a name with a slip in it, and the length of the word."""
    for at, key in enumerate(keys):
        if key.isalpha():
            yield (at, key[0], *keys[:at], "", *keys[at + 1 :]), len(key)


def _last(organisation: Organisation, same: dict[str, Organisation]) -> Organisation:
    """Return the body at the end of a chain of bodies that are the next one; in a ring, that with the first id."""
    chain = [organisation]
    while (after := same.get(chain[-1].organisation_id)) and after not in chain:
        chain.append(after)
    return min(chain, key=lambda o: o.organisation_id) if after else chain[-1]


def _is_slip_of(name: _Name, other: _Name, names: Names) -> bool:
    """Tell whether a name is another, of a body named more often, with a letter wrong in one word."""
    if abs(sum(map(len, name.keys)) - sum(map(len, other.keys))) > 1:
        return False
    if name.organisation == other.organisation or (other.often, other.keys) <= (name.often, name.keys):
        return False
    differing = [pair for pair in zip(name.keys, other.keys, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _is_miswritten(*differing[0], names)


def _is_miswritten(one: str, other: str, names: Names) -> bool:
    """Tell whether two words differ by a doubled letter, or long ones by one that tells no gender, number or place."""
    if not (one.isalpha() and other.isalpha()) or names.is_municipality(one) or names.is_municipality(other):
        return False
    if _as_spoken(one) == _as_spoken(other) and min(len(one), len(other)) >= SHORTEST_DOUBLED:
        return True
    if min(len(one), len(other)) < SHORTEST_SLIP or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    if one[:-1] == other[:-1] or long == f"{short}s":
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _as_spoken(word: str) -> str:
    """Return a word without doubled letters and old spellings of names: ``Luiz Thomaz de Mello``."""
    word = re.sub(r"(.)\1", r"\1", word).replace("z", "s").replace("th", "t")
    return word.replace("ph", "f").replace("y", "i")

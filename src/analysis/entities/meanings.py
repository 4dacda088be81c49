"""What the words of a mention mean: a body of the registry, that of another place, or a new one.

A known name means the registry's body; with the name of another municipality behind it, the body there.
With a name of its own behind it (``Escola Secundária D. Fulano``) it is another body of that sort. A name
that the registry does not know may be a known one with a slip of the pen (the same words, place aside, one
or two letters apart), or a unit or an office of a known body. Anything else is a new body, whose id leaves
out small words and old spellings, so that the same body written in two ways has one id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.common.municipalities import Municipality
from analysis.entities.identities import identity_of
from analysis.entities.names import Name, Names
from analysis.entities.places import SIDES
from analysis.entities.registry import Organisation
from analysis.entities.tokens import OF, Token

CONFIDENCE = {
    "known": 0.98,
    "served": 0.95,
    "expanded": 0.95,
    "delimited": 0.93,
    "similar": 0.9,
    "office": 0.85,
    "guessed": 0.9,
}
# How many mentions in a hundred were right, in bounds and body, of those found in each way in hand-labelled
# cells; a little less where these may be easier than others. A slip counts in proportion to its likeness.
# *served*: the one body of its sort that serves a municipality, by its name; *office*: by a unit or a person.

UNITS = {
    *("comando", "delegacao", "departamento", "destacamento", "direcao", "divisao", "equipa", "esquadra", "extensao"),
    *("gabinete", "nucleo", "pelouro", "polo", "posto", "seccao", "servico", "servicos", "setor", "unidade"),
}  # what the name of a part of a body begins with
PERSONS = {
    *("vereador", "vereadora", "vereadores", "vereacao", "presidente", "presidentes", "tecnico", "tecnica", "tecnicos"),
    *("tecnicas", "diretor", "diretora", "diretores", "coordenador", "coordenadora", "comandante", "provedor"),
    *("provedora", "representante", "representantes", "assistente", "assistentes", "interlocutor", "interlocutora"),
}  # who speaks for a body
TOWN_HALL = {"vereador", "vereadora", "vereadores", "vereacao", "pelouro", "divisao"}  # offices of a town hall only
NAMED_TYPES = {"school", "health", "ipss_ngo", "parish", "company", "other"}  # kinds whose bodies bear own names
EXPANDED_KINDS = NAMED_TYPES | {"security"}  # kinds whose short names are written out before a name of their own
_PEOPLE = ("ense", "enses", "ana", "anas", "ano", "anos", "ino", "inos", "ina", "inas", "al", "ais")
_OPENING = {'"': '"', "”": "“", "“": "„", "»": "«", "'": "'"}  # the mark that each closing one needs


@dataclass(frozen=True)
class Meaning:
    """The organisation that words mean, how that was found and how sure it is (0 to 1)."""

    organisation: Organisation
    method: str
    confidence: float
    decided: str = ""


def meaning_of_known(words: Sequence[Token], name: Name, cell: str, names: Names, *, apart: bool) -> Meaning:
    """Return what a known name means with the words behind it; `cell` is the text that `words` stand in."""
    words = _before_dash(words, name, names)
    template, rest = name.template, words[len(name.tokens) :]
    sure = Meaning(name.organisation, name.method, CONFIDENCE[name.method], name.decided)
    if name.method == "delimited":  # learnt from another cell
        return sure
    linked = bool(rest) and rest[0].key in OF
    behind = rest[1:] if linked else rest
    if not behind or template.scope == "national":
        return sure
    if not (template.is_in_each or template.collective or template.scope == "place"):  # there is but one: "ACES de X"
        return replace(sure, confidence=CONFIDENCE["served"])
    method = "delimited" if apart else "guessed"
    unsure = Meaning(name.organisation, method, CONFIDENCE[method])
    place = names.municipality_of(behind)
    if rest[0].gap == "-" and not place:  # a unit of the body, or its name in full
        return sure
    if name.is_class and not rest[0].upper and not linked:  # "IPSS com resposta de ..."
        return unsure
    if template.scope == "place":
        full = names.municipality_of(behind, in_full=True)
        written = _written(rest, cell)
        of_place = full.of if full else f"de {written}" if template.kind == "parish" and not linked else written
        return replace(
            unsure, organisation=_new(template.organisation.replace("{of_place}", of_place), template, names)
        )
    one_of_many = template.collective and not name.is_class and names.kind_of(words) is not None
    if place and place == names.place and not one_of_many:
        return sure
    if place and template.is_in_each and not one_of_many:
        return replace(sure, organisation=template.of(place))
    if apart and (slip := _slip(words, names)):
        return slip
    if template.is_in_each and not template.collective and (whole := _sided(words, name, names)):  # "CPCJ X Norte"
        head = template.of(whole).organisation
        return replace(unsure, organisation=_new(f"{head} {_written(words[-1:], cell)}", template, names, whole))
    if not place and not one_of_many:
        if not linked and template.kind not in NAMED_TYPES and not _is_elsewhere(rest, template):
            return unsure
        if linked and names.longest(behind, 0):  # a body of another: "GIP da Junta de Freguesia"
            return sure
    expands = name.tokens[0].capitals or (template.is_in_each and template.kind in EXPANDED_KINDS)
    if expands and not template.collective:
        placed = names.parted_from_place(name.tokens)[1] if all(word.is_number for word in rest) else None
        head = template.of(placed).organisation if placed else template.bare  # "Centro de Saúde de X 1"
        return replace(unsure, organisation=_new(f"{head} {_written(rest, cell)}", template, names, place))
    kind = names.kind_of(words) or template.kind
    like = replace(template, kind=kind, collective=template.collective and name.is_plural)
    return replace(unsure, organisation=_new(_written(words, cell), like, names, place))


def meaning_of_unknown(words: Sequence[Token], cell: str, names: Names, *, apart: bool) -> Meaning:
    """Return what a name means that the registry does not know: nearly a known one, or a new body."""
    if found := _slip(words, names) or _office(words, cell, names) or _behind_dash(words, cell, names):
        return found
    method = "delimited" if apart else "guessed"
    parts = (words[at:] for at, word in enumerate(words) if at == 0 or word.gap == "-")  # "X - Associação ..."
    kind = next(filter(None, map(names.kind_of, parts)), "other")
    like = Organisation("", "", "", kind, "each", False)
    return Meaning(_new(_written(words, cell), like, names), method, CONFIDENCE[method])


def quote_end(cell: str, start: int, end: int) -> int:
    """Return where a text ends with the quotation mark behind it, if it opens one that it does not close."""
    text, close = cell[start:end], cell[end : end + 1]
    mark = _OPENING.get(close)
    opened = mark is not None and (text.count(mark) % 2 if mark == close else text.count(mark) > text.count(close))
    return end + 1 if opened else end


def _dashes(words: Sequence[Token]) -> list[int]:
    return [at for at in range(1, len(words)) if words[at].gap == "-" and words[at].start > words[at - 1].end + 1]


def _before_dash(words: Sequence[Token], name: Name, names: Names) -> Sequence[Token]:
    """Return words without what stands behind a dash if that is a unit or another body: ``JF de Cima – GIP``."""
    for at in _dashes(words):
        behind = words[at:]
        if at > len(name.tokens) and (
            behind[0].key in UNITS or names.longest(behind, 0) or names.kind_of(behind) is not None
        ):
            return words[:at]
    return words


def _behind_dash(words: Sequence[Token], cell: str, names: Names) -> Meaning | None:
    """Return the known body that stands behind the only dash: ``Programa Sol – GNR``; none that is but a sort."""
    dashes = _dashes(words)
    behind = words[dashes[0] :] if len(dashes) == 1 else ()
    known = names.longest(behind, 0) if behind else None
    if known is None or known.method != "known" or known.bears_names or known.template.collective:
        return None
    rest = behind[len(known.tokens) :]
    if rest and not names.municipality_of(rest[rest[0].key in OF :]):
        return None
    found = meaning_of_known(behind, known, cell, names, apart=True)
    return replace(found, method="similar", confidence=CONFIDENCE["office"])


def _slip(words: Sequence[Token], names: Names) -> Meaning | None:
    """Return the known body whose name is that of `words` but for slips, and how sure that is."""
    mine, place = names.parted_from_place(words)
    here = place is None or place == names.place
    found = [
        (likeness, name.organisation if here else name.template.of(place))
        for likeness, name in names.slips(mine)
        if here or name.template.is_in_each
    ]
    if not found:
        return None
    likeness, organisation = max(found, key=lambda pair: (pair[0], pair[1].organisation_id))
    return Meaning(organisation, "similar", round(CONFIDENCE["similar"] * likeness / 100, 2))


def _is_elsewhere(words: Sequence[Token], template: Organisation) -> bool:
    """Tell whether the words behind the name of a corps are another place, not what those from here are called."""
    people = words[-1].key.endswith(_PEOPLE)  # "Bombeiros Voluntários Torrejanos"
    return template.kind == "security" and words[0].gap == " " and len(words[0].key) > 1 and not people


def _sided(words: Sequence[Token], name: Name, names: Names) -> Municipality | None:
    """Return the municipality of which a side stands behind a name, or None."""
    bare, place = names.parted_from_place(words[:-1])
    return place if words[-1].key in SIDES and len(bare) <= len(name.tokens) else None


def _office(words: Sequence[Token], cell: str, names: Names) -> Meaning | None:
    """Return the known body that a unit, or a person by office, belongs to: ``Diretora do Centro de Saúde``."""
    if words[0].key not in UNITS | PERSONS:
        return None
    for at in range(2, len(words)):
        if words[at - 1].key not in OF:
            continue
        known = names.longest(words, at)
        behind = words[at + len(known.tokens) :] if known else ()
        if behind and not names.municipality_of(behind[behind[0].key in OF :]):
            known = names.longest(words, at, placed=True)
        if known and known.method in ("known", "delimited"):
            found = meaning_of_known(words[at:], known, cell, names, apart=True)
            return replace(found, method="similar", confidence=CONFIDENCE["office"])
    if words[0].key in TOWN_HALL and names.town_hall:
        return Meaning(names.town_hall, "similar", CONFIDENCE["office"])
    return None


def _new(name: str, like: Organisation, names: Names, place: Municipality | None = None) -> Organisation:
    """Return a body called `name` of the sort of `like`, in `place` or else the plan's municipality."""
    place = place or names.place
    code = place.ine_code if place else "each"
    return Organisation(identity_of(name, place), name, name, like.kind, code, like.collective)


def _written(words: Sequence[Token], cell: str) -> str:
    """Return words as the cell writes them, without signs around them."""
    start, end = words[0].start, words[-1].end
    return re.sub(r"\s+", " ", cell[start : quote_end(cell, start, end)]).strip(" -–:")

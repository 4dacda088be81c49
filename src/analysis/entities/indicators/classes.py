"""What an indicator measures: a count, a product, a process or an outcome, as far as its words tell.

In the results chain of the OECD [1]_ inputs feed *activities*, these give *outputs*, and outputs have
*outcomes* and impacts; the European Commission [2]_, the European Social Fund [3]_ and auditors, who measure
process, outputs and outcomes [4]_, part indicators likewise (Portuguese: *indicadores de processo, de realização,
de resultado*). Plans of social networks hold two kinds of output, so that there are four classes:

- ``count``: how much was delivered, or how many were reached: "N.º de sessões", "N.º de participantes", kilograms,
  euros granted, also as a share ("taxa de cobertura", "% de idosos abrangidos"). An output.
- ``product``: a thing, document, service or body exists that did not: "Criação do centro", "Relatório",
  "Protocolo assinado". An output of which no number is asked.
- ``process``: a step is taken or work goes on, or how well, fast or fully it does: "Submissão da candidatura",
  "Aprovação do regulamento", "Realização da reunião", "Taxa de execução", "Tempo médio de espera".
- ``outcome``: a change in people or in the territory, or the condition itself: "Taxa de desemprego", "Grau de
  satisfação", "Redução do isolamento". Impact is not told apart.

At the borders: a number of things made is a count ("N.º de respostas criadas"). A participant is an output, a job
or a qualification gained is a result [3]_, and so is here a home: "N.º de integrações profissionais" is an outcome,
"N.º de crianças integradas na creche" a count, for they were only reached. Cases found are counts ("N.º de
situações sinalizadas"), the size of a problem is an outcome ("N.º de desempregados"). A rise or fall has the class
of what rises ("Aumento do n.º de participantes" is a count), an improvement is an outcome. Who joins was reached, but
to keep to a treatment or stay in a home is an outcome ("Taxa de adesão ao tratamento"). Of two things named, the
first decides.

Where the words do not say what is measured there is no class: means of verification ("Folhas de presença"),
bare inputs ("Custo"), "Impacto", "A definir". Words that no rule knows have none either.

The class is told by the rules in ``vocabulary.toml``; the first that fits decides, and gives the words by which
it did. A number of people has a class only where the rest of its words is known, for it may be of those who were
reached or of those for whom something changed. Of the last four samples that were labelled by hand before the
rules met them, 377 indicators, they gave a class to 348 and the right one to 337 (97 in 100; 99 where the words are
plain, 96 in the others); of earlier and harder ones down to 83 in 100 were right (``tests/gold/README.md``). A class
is a reading to be looked at, not a verdict.

References
----------
.. [1] OECD Development Assistance Committee (2002). Glossary of key terms in evaluation and results based
   management. Paris: OECD.
.. [2] European Commission (2023). Better regulation toolbox, chapter 5: monitoring the application of an
   intervention. Brussels.
.. [3] Regulation (EU) 2021/1057 establishing the European Social Fund Plus, Annex I: common output and result
   indicators.
.. [4] United States Government Accountability Office (2011). Performance measurement and evaluation: definitions
   and relationships. GAO-11-646SP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile

from analysis.entities.indicators.words import MEASURES, NUMERALS, Word, is_among, text_of, vocabulary, words_of

CLASSES = ("count", "product", "process", "outcome")
_NO_CLASS = "none"

_LEAD = re.compile(
    r"\s*(?:(?:indicador(?:es)?|metas?|resultados?)\b[^:,;()\d]{0,30}:"
    r"|(?:at[ée]|em|no|na|ao|durante|a partir|anualmente|mensalmente)\b[^:,;()]{0,50},)(?=\s*\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rule:
    """A pattern of groups of words, over the words of an indicator that carry something.

    Attributes
    ----------
    measure_class : str or None
        Class of an indicator that fits; None where it measures nothing.
    example : str
        An indicator that fits.
    head, of : sequence of str
        Groups of the first word and, where there are any, of the next.
    with_ : sequence of sequence of str
        Groups of words that stand after these, in this order.
    without : sequence of str
        Groups to which no word belongs.
    only : sequence of str
        Groups to one of which every word after the head and the next belongs, where there are any.
    plural : bool or None
        Whether the first word is a plural; None where it does not matter.
    """

    measure_class: str | None
    example: str
    head: Sequence[str]
    of: Sequence[str] = ()
    with_: Sequence[Sequence[str]] = ()
    without: Sequence[str] = ()
    only: Sequence[str] = ()
    plural: bool | None = None

    def fitting(self, words: Sequence[Word]) -> list[Word] | None:
        """Return the words by which the rule fits, or None where it does not."""
        if not words or not is_among(words[0], self.head) or self.plural not in (None, _is_plural(words)):
            return None
        if self.without and any(is_among(word, self.without) for word in words):
            return None
        found, place = [words[0]], 1
        if self.of:
            if len(words) < 2 or not is_among(words[1], self.of):
                return None
            found, place = [*words[:2]], 2
        if self.only and not all(is_among(word, self.only) for word in words[place:]):
            return None
        for groups in self.with_:
            while place < len(words) and not is_among(words[place], groups):
                place += 1
            if place == len(words):
                return None
            found.append(words[place])
            place += 1
        return found


@cache
def class_rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are tried."""
    return tuple(
        Rule(
            measure_class=None if rule["measure_class"] == _NO_CLASS else rule["measure_class"],
            example=rule["example"],
            head=tuple(rule["head"]),
            of=tuple(rule.get("of", ())),
            with_=tuple(map(tuple, rule.get("with", ()))),
            without=tuple(rule.get("without", ())),
            only=tuple(rule.get("only", ())),
            plural=rule.get("plural"),
        )
        for rule in vocabulary()["rule"]
    )


@lru_cache(16384)
def measure_class(indicator: str) -> tuple[str | None, str | None]:
    """Return the class of an indicator and the words that decided, or None twice where the words do not say."""
    decided, words = _decide(telling_words(indicator))
    return decided, text_of(words) if decided else None


@lru_cache(16384)
def telling_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` that carry something.

    The figure of a percentage does not, nor a label or a time that stands before the rest ("Indicador: ", "Até ao
    final de 2026, "). "Que", "com" and "em" do where people stand before them, of whom they tell more, and
    "entre" where there is but a time before it ("N.º de dias entre o pedido e a visita").
    """
    telling: list[Word] = []
    for word in _without_lead(text):
        if is_among(word, ["clause"]):
            carries = any(is_among(before, ["people"]) for before in telling)
        elif is_among(word, ["between"]):
            carries = _is_span(telling)
        else:
            carries = not (word.is_sign or is_among(word, ["functional", "set_aside"]))
        if carries:
            telling.append(word)
    keys = [*(word.key for word in telling), ""]
    return tuple(
        w for w, after in zip(telling, keys[1:], strict=True) if w.key not in NUMERALS or after not in MEASURES
    )


def _is_span(words: Sequence[Word]) -> bool:
    """Tell whether the words name a time and nothing else ("N.º de dias")."""
    return bool(words) and is_among(words[-1], ["spans"]) and all(is_among(w, ["number", "spans"]) for w in words)


def _is_plural(words: Sequence[Word]) -> bool:
    """Tell whether the first word is a plural, as an acronym is where a plural follows ("PII elaborados")."""
    return words[0].is_plural or (words[0].text.isupper() and any(word.text.endswith("dos") for word in words[1:2]))


def _without_lead(text: str) -> Sequence[Word]:
    """Return the words of `text` without a label, a time or a subject before what is measured ("RSI: n.º de ...")."""
    lead = match.end() if (match := _LEAD.match(text)) else 0
    words = [word for word in words_of(text) if word.start >= lead]
    for colon, after in enumerate(words[1:]):
        if words[colon].key == ":" and is_among(after, ["counted", "share", "degree"]) and not _is_measured(words[0]):
            return words[colon + 1 :]
    return words


def _is_measured(word: Word) -> bool:
    return is_among(word, ["number", "share", "degree"])


def _frames(words: Sequence[Word]) -> bool:
    """Tell whether the first word leaves the class to what follows, as in "Manter a taxa ..." or "% de redução ..."."""
    if len(words) < 3:
        return False
    changes = is_among(words[1], ["change"])
    return (changes and is_among(words[0], ["framing", "share"])) or (
        _is_measured(words[1]) and is_among(words[0], ["framing"])
    )


def _decide(words: Sequence[Word]) -> tuple[str | None, Sequence[Word]]:
    if _frames(words):
        inner, found = _decide(words[1:])
        if inner:
            return inner, [words[0], *found]
    for rule in class_rules():
        if (fitting := rule.fitting(words)) is not None:
            return rule.measure_class, fitting
    if words and is_among(words[0], ["change"]):
        changing = list(dropwhile(lambda word: word.key in (*NUMERALS, *MEASURES), words[1:]))
        inner, found = _decide(changing)
        if inner in ("count", "process"):
            return inner, [words[0], *found]
        is_number_of_unknown = inner is None and bool(changing) and (changing[0].is_plural or _is_measured(changing[0]))
        if not is_number_of_unknown or is_among(words[0], ["decrease"]):
            return "outcome", [words[0], *changing[:1]]
    return None, []

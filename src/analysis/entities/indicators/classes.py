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
of what rises ("Aumento do n.º de participantes" is a count), an improvement is an outcome. Of two things named, the
first decides.

Where the words do not say what is measured there is no class: means of verification ("Folhas de presença"),
bare inputs ("Custo"), "Impacto", "A definir". Words that no rule knows have none either.

The class is told by the rules in ``vocabulary.toml``; the first that fits decides, and gives the words by which
it did. Of 328 indicators labelled by hand before the rules met them, they gave a class to 287 and the right one to
266 (93 in 100); the most frequent fault was an outcome worded as a number of people and taken for a count
(``tests/gold/README.md``). A class is a reading to be looked at, not a verdict.

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

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile

from analysis.entities.indicators.words import MEASURES, NUMERALS, Word, is_among, text_of, vocabulary, words_of

CLASSES = ("count", "product", "process", "outcome")
_NO_CLASS = "none"


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
    plural : bool or None
        Whether the first word is a plural; None where it does not matter.
    """

    measure_class: str | None
    example: str
    head: Sequence[str]
    of: Sequence[str] = ()
    with_: Sequence[Sequence[str]] = ()
    without: Sequence[str] = ()
    plural: bool | None = None

    def fitting(self, words: Sequence[Word]) -> list[Word] | None:
        """Return the words by which the rule fits, or None where it does not."""
        if not words or not is_among(words[0], self.head) or self.plural not in (None, words[0].is_plural):
            return None
        if self.without and any(is_among(word, self.without) for word in words):
            return None
        found, place = [words[0]], 1
        if self.of:
            if len(words) < 2 or not is_among(words[1], self.of):
                return None
            found, place = [*words[:2]], 2
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
    """Return the words of `text` that carry something; the figure of a percentage does not."""
    telling = [w for w in words_of(text) if not (w.is_sign or is_among(w, ["functional", "set_aside"]))]
    keys = [*(word.key for word in telling), ""]
    return tuple(
        w for w, after in zip(telling, keys[1:], strict=True) if w.key not in NUMERALS or after not in MEASURES
    )


def _decide(words: Sequence[Word]) -> tuple[str | None, Sequence[Word]]:
    for rule in class_rules():
        if (fitting := rule.fitting(words)) is not None:
            return rule.measure_class, fitting
    if words and is_among(words[0], ["change"]):
        changing = list(dropwhile(lambda word: word.key in (*NUMERALS, *MEASURES), words[1:]))
        inner, found = _decide(changing)
        return (inner, [words[0], *found]) if inner in ("count", "process") else ("outcome", [words[0], *changing[:1]])
    return None, []

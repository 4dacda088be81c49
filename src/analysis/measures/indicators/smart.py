"""How far the words of an indicator show the five criteria of SMART.

Doran [1]_ wrote the criteria (specific, measurable, assignable, realistic, time-related; here in the reading that is
common today) for people who discuss an objective, not for a reader of its words. Others warn that they do not
fit every context, and that without a baseline not all can be applied at once [2]_, and that they narrow what is
aimed at [3]_. What can be read is therefore only whether the words *show* a criterion, which does not make an
indicator a good one. Each is true, false, or not known where words cannot tell:

- *specific*: besides the word that says how it is measured or done ("N.º", "Criação"), at least two words say what,
  of whom, where or of which kind: "N.º de famílias apoiadas", not "N.º de ações realizadas". Else false. What
  states a baseline or a deadline does not count.
- *measurable*: it has a unit, or it is a document, a thing or a step of which one can say that it is there. False
  for an outcome without a unit ("Redução do isolamento"). Not known for work that goes on ("Articulação
  com a escola") and where the words give no class.
- *achievable*: a target stands together with its baseline, so that the step can be judged. Else not known: no
  word shows that a target is within reach.
- *relevant*: it shares a word with its action or its goal, but for those that *specific* leaves out, which say
  nothing of what either is about; words are alike that have the same stem, endings of number, gender, verb and
  noun cut off [4]_ ("apoiar", "apoiadas"). Else not known: an indicator may be relevant in other words.
- *timely*: it states a deadline, or its action states or draws months. False where the schedule
  says that it runs when needed; not known where there is no schedule, it is blank or not understood, or it states
  a rhythm without months.

*Achievable* and *relevant* can be told only where they are met. A share of criteria that are shown therefore counts
the others, `TOLD_BOTH_WAYS`: with these it would rise with every indicator that repeats the words of its action.

References
----------
.. [1] Doran, G. T. (1981). There's a S.M.A.R.T. way to write management's goals and objectives. Management Review
   70(11), 35-36.
.. [2] Bjerke, M. B., Renger, R. (2017). Being smart about writing SMART objectives. Evaluation and Program
   Planning 61, 125-127.
.. [3] Day, T., Tosey, P. (2011). Beyond SMART? A new framework for goal setting. The Curriculum Journal 22,
   515-534.
.. [4] Savoy, J. (2006). Light stemming approaches for the French, Portuguese, German and Hungarian languages.
   Proceedings of the 2006 ACM Symposium on Applied Computing, 1031-1035.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.entities.indicators.classes import measure_class, telling_words
from analysis.entities.indicators.stated import statement_of
from analysis.entities.indicators.words import Word, is_among, text_of

CRITERIA = ("specific", "measurable", "achievable", "relevant", "timely")
TOLD_BOTH_WAYS = ("specific", "measurable", "timely")

Shown = tuple[bool | None, str | None]

_ACTING = ("product_acts", "process_acts", "change", "framing", "having", "made", "steps")
_MEASURING = ("number", "share", "degree", "units", "change", "period", "done", "clause")
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:amento|imento|acao|icao|ucao|ador|edor|idor|adora|edora|ante|ente|ado|ada|ido|ida|ivo|iva|ar|er|ir|ao|o|a|e)$"
)


@lru_cache(16384)
def is_specific(indicator: str) -> Shown:
    """Return whether the words say what and of whom, where or of which kind; and these words."""
    stated = statement_of(indicator)
    named = _naming(indicator.replace(stated.baseline or "\n", " ").replace(stated.deadline or "\n", " "))
    return len(named) >= 2, text_of(named) if len(named) >= 2 else None


@lru_cache(16384)
def is_measurable(indicator: str) -> Shown:
    """Return whether a unit is named or an event can be seen; and the words that say so."""
    unit, (found, words) = statement_of(indicator).unit, measure_class(indicator)
    if unit is not None:
        return True, unit
    if found is None or (found == "process" and is_among(telling_words(indicator)[0], ["ongoing"])):
        return None, None
    return (True, words) if found in ("product", "process") else (False, None)


def is_achievable(baseline: str | None, target: str | None) -> Shown:
    """Return whether target and baseline stand together; and both."""
    return (True, f"{baseline}; {target}") if baseline and target else (None, None)


@lru_cache(16384)
def is_relevant(indicator: str, context: str) -> Shown:
    """Return whether a word is shared with the action or goal in `context`; and the words shared."""
    stems = _stems(context)
    shared = [word for word in _naming(indicator) if word.key[0].isalpha() and _stem(word.key) in stems]
    return (True, text_of(shared)) if shared else (None, None)


def _naming(indicator: str) -> list[Word]:
    """Return the words that say what is measured, without those that say how, or what is done with it."""
    words = telling_words(indicator)
    acts = bool(words) and is_among(words[0], _ACTING)
    return [word for word in words[acts:] if not is_among(word, [*_MEASURING, "general"])]


@lru_cache(16384)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word.key) for word in telling_words(text) if not is_among(word, [*_MEASURING, "general"]))


def _stem(key: str) -> str:
    return _ENDINGS.sub("", key)

"""The sentences of a finding, and the names, quotations and months in them.

A :class:`Finding` collects sentences of ``wording.toml`` once as Markdown, in which every name is escaped,
and once as plain text, for whoever hears a figure described.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.common.wording import Language, enumerate_words, label, month_name, number, percent, say
from analysis.presentation.references import cited_in, reference, with_citations

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


class Finding:
    """Sentences for a page (Markdown, every name in it escaped) and as plain text, in paragraphs."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._markdown: list[list[str]] = [[]]
        self._plain: list[list[str]] = [[]]
        self._cited: list[str] = []
        self._main: list[tuple[str, str]] = []

    def say(self, key: str, **values: Any) -> None:
        """Add the sentence `key` of ``[finding]``."""
        safe = {k: _escaped(v) if isinstance(v, str) else v for k, v in values.items()}
        self._markdown[-1].append(with_citations(say(f"finding.{key}", self.lang, **safe), self.lang))
        self._cited.append(say(f"finding.{key}", self.lang, **values))
        told = with_citations(self._cited[-1], self.lang)
        self._plain[-1].append(told.replace("**", "").replace("`", ""))

    def say_main(self, key: str, **values: Any) -> None:
        """Add the sentence `key` of ``[finding]``, which the top of the page tells too."""
        self.say(key, **values)
        self._main.append((self._markdown[-1][-1], self._plain[-1][-1]))

    def end_paragraph(self) -> None:
        """Let the next sentence begin a paragraph."""
        if self._plain[-1]:
            self._markdown.append([])
            self._plain.append([])

    def list_references(self) -> None:
        """Add the works that the sentences cite, as a list in a paragraph of its own."""
        self.end_paragraph()
        listed = [reference(key) for key in cited_in(self._cited)]
        self._markdown[-1].append("\n".join(f"- {work}" for work in listed))
        self._plain[-1].append("\n".join(re.sub(r"[*<>]", "", work) for work in listed))
        self.end_paragraph()

    def list_main(self, parts: Mapping[str, Sequence[Finding]]) -> None:
        """Add the main sentences of the findings of each part of a page, as a list with links to the parts."""
        self.end_paragraph()
        markdown, plain = [], []
        for heading, findings in parts.items():
            if sentences := [sentence for finding in findings for sentence in finding._main]:
                title = label("part", heading, self.lang)
                link = f"[{title}](#cell-id={heading})"
                markdown.append(f"- {link}: {' '.join(shown for shown, _ in sentences)}")
                plain.append(f"{title}: {' '.join(told for _, told in sentences)}")
        self._markdown[-1].append("\n".join(markdown))
        self._plain[-1].append("\n".join(plain))

    def __str__(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self._plain if paragraph)

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self._markdown if paragraph)


def month_words(months: Sequence[int], lang: Language) -> str:
    """Write months as a range where they run on (``abril a junho``), else as a list."""
    if _run_on(months):
        return say("label.from_to", lang, first=month_name(months[0], lang), last=month_name(months[-1], lang))
    return enumerate_words([month_name(m, lang) for m in months], lang)


def in_months(months: Sequence[int], lang: Language) -> str:
    """Write when something happens: ``em abril e maio``, ``de março a junho``."""
    if _run_on(months):
        return say("label.in_range", lang, first=month_name(months[0], lang), last=month_name(months[-1], lang))
    return say("label.in_list", lang, months=month_words(months, lang))


def named_bodies(rows: pd.DataFrame, lang: Language) -> str:
    """Write the bodies in the rows of a measure as a list, by name, or by id where they have none."""
    told = [str(i) if pd.isna(name) else str(name) for i, name in rows["organisation"].items()]
    return enumerate_words(told, lang)


def first_few(names: Sequence[str], most: int, lang: Language) -> dict[str, Any]:
    """Return what a sentence says of `names`: how many, ``n``; the first ``most`` of them, ``told``; and ``more``.

    ``more`` is 1 where these are all, 2 where there are more: the forms of ``{more:|, among them}``.
    """
    return {"n": len(names), "told": enumerate_words(names[:most], lang), "more": 1 if len(names) <= most else 2}


def lowered(text: str) -> str:
    """Return a heading as it stands within a sentence: its first letter small, unless a name or acronym begins it."""
    first = text.partition(" ")[0]
    kept = any(letter.isupper() for letter in first[1:]) or first[1:2] in ("-", "–")
    return text if kept else text[:1].lower() + text[1:]


def domain_names(index: pd.Index, lang: Language) -> list[str]:
    """Write the level ``domain`` of `index`, in words where a domain is not stated."""
    return [say("label.no_domain", lang) if pd.isna(d) else str(d) for d in index.get_level_values("domain")]


def plan_names(plans: pd.DataFrame, lang: Language = "pt", *, own: str | None = None) -> pd.Series:
    """Return the name of each plan, municipality and year, indexed by plan_id; its id where one is not known.

    Parameters
    ----------
    plans : DataFrame
        The frame ``plans`` of a corpus.
    lang : str
        Language of the names.
    own : str, optional
        The plan to come first; the others are in the frame's order.
    """
    known = plans[["municipality", "year"]].notna().all(axis=1)
    told = [
        say("label.plan", lang, municipality=str(row.municipality), year=str(row.year)) if has else row.plan_id
        for row, has in zip(plans.itertuples(index=False), known, strict=True)
    ]
    names = pd.Series(told, index=plans["plan_id"].array, dtype=object)
    return names if own is None else names.reindex([own, *names.index.drop(own)])


def unknown_load(share: float, weight: str, lang: Language) -> str:
    """Write of which share of the actions the load by `weight` is not known."""
    if share == 0:
        return say(f"figure.load.known_{known_of(weight)}", lang)
    told = percent(float(share), lang, decimals=0 if 0.01 <= share <= 0.99 or share == 1 else 1)
    return say(f"figure.load.unknown_{known_of(weight)}", lang, share=told)


def known_of(weight: str) -> str:
    """Return the weight in whose words it is said that a load by `weight` is not known.

    A load of actions, whole or split, is known where their months are; one of occurrences takes more.
    """
    return "actions" if weight == "split" else weight


def threshold_in_words(threshold: float, lang: Language) -> str:
    """Write how many times its even load an overloaded month has at least: ``2``, ``1,5``, ``1,25``."""
    return number(threshold, lang, decimals=len(f"{threshold:.2f}".rstrip("0").partition(".")[2]))


def load_decimals(weight: str, most: float) -> int:
    """Return the decimals to write loads with, of which the greatest is `most`: none where actions are counted."""
    return 0 if weight == "actions" else 2 if most < 10 else 1


def quoted(texts: Iterable[str], lang: Language) -> str:
    """Write `texts` as a list, each in the quotation marks of the language."""
    return enumerate_words([f"«{t}»" if lang == "pt" else f"“{t}”" for t in texts], lang)


def domain_titles(domains: pd.DataFrame, lang: Language) -> list[str]:
    """Return the domain of each row, with the title that it had before, if another, in brackets."""
    titles = []
    for domain, before in zip(domains.index, domains["renamed_from"], strict=True):
        title = say("label.no_domain", lang) if pd.isna(domain) else str(domain)
        if pd.notna(before):
            title = say("label.renamed_from", lang, after=title, before=quoted([str(before)], lang))
        titles.append(title)
    return titles


def _run_on(months: Sequence[int]) -> bool:
    return len(months) > 2 and months[-1] - months[0] == len(months) - 1


def _escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    safe = _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;"))
    return safe.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("$", "&#36;")

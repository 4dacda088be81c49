"""The methods text: what was counted, measured and drawn, with which settings, and the works behind it.

It is made to be taken into a paper: every setting of the page is in it, and each definition has its source.
What is said of a measure here must be what its module does.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version

import networkx as nx

from analysis import __version__
from analysis.common.wording import Language, enumerate_words, number, percent, say
from analysis.frames.corpus import Corpus
from analysis.presentation.findings.reading import say_choice
from analysis.presentation.sentences import Finding

_LIBRARIES = ("numpy", "scipy", "pandas", "networkx")


def methods_finding(
    corpus: Corpus,
    participations: nx.Graph,
    *,
    weight: str,
    runs: int,
    draws: int,
    missed: float,
    level: float,
    null: str,
    samples: int,
    alpha: float,
    seed: int,
    layer: str,
    size: int,
    match: str = "id",
    pooled: Sequence[str] = (),
    kinds: str | None = None,
    compared: str | None = None,
    lang: Language = "pt",
) -> Finding:
    """Return the methods text of a network page.

    Parameters
    ----------
    corpus : Corpus
        The plans of the page.
    participations : Graph
        The participation graph that was measured; it tells who counted.
    weight, runs, draws, missed, level, null, samples, alpha, seed
        The settings of the page.
    size : int
        Bodies in a set of key players.
    match : str
        Which bodies of a compared plan are one.
    layer : str
        What parts the layers, as for :func:`analysis.graphs.layers.layer_graphs`.
    pooled : sequence of str
        The plans whose actions were tested; more than one where plans were pooled.
    kinds : str, optional
        The choice of kinds as it was given.
    compared : str, optional
        The plan that was compared.
    lang : str
        Language of the text.
    """
    finding = Finding(lang)
    role = participations.graph["role"]
    say_data(finding, corpus, role=None if role == "all" else role, kinds=kinds,
             collective=bool(participations.graph["collective"]))  # fmt: skip
    finding.say("methods.modes")
    finding.say(f"methods.weight_{weight}")
    finding.end_paragraph()
    finding.say("methods.centrality")
    finding.say("methods.two_mode", layer=say(f"label.layer_{layer}", lang))
    finding.end_paragraph()
    finding.say("methods.groups", runs=runs)
    finding.say("methods.core")
    finding.say("methods.roles", size=size)
    finding.end_paragraph()
    finding.say("methods.cases", draws=number(draws, lang), level=percent(level, lang))
    finding.say("methods.reading", missed=percent(missed, lang))
    finding.say("methods.ranks", level=percent(level, lang))
    finding.end_paragraph()
    finding.say(f"methods.null_{null}", samples=number(samples, lang))
    finding.say("methods.ties", alpha=percent(alpha, lang))
    if len(pooled) > 1:
        finding.say("methods.pooled", plans=enumerate_words(list(pooled), lang))
    finding.say("methods.shape", samples=number(draws, lang))
    finding.end_paragraph()
    finding.say("methods.dependence", draws=number(draws, lang))
    finding.say(f"methods.suggestions_{null}", draws=number(draws, lang))
    if compared is not None:
        finding.end_paragraph()
        finding.say("methods.change", compared=compared)
        if match == "counterpart":
            finding.say("change.counterpart")
    finding.end_paragraph()
    finding.say("methods.card")
    say_software(finding, seed=seed)
    return finding


def say_data(finding: Finding, corpus: Corpus, *, role: str | None, kinds: str | None, collective: bool) -> None:
    """Add to `finding` what was read and who counts, as a paragraph."""
    synthetic = int(corpus.plans["synthetic"].sum())
    sizes = {"documents": len(corpus.plans), "actions": len(corpus.actions), "mentions": len(corpus.participations)}
    told = {name: number(n, finding.lang) if n > 1 else n for name, n in sizes.items()}
    finding.say("methods.data_synthetic" if synthetic == len(corpus.plans) else "methods.data", **told)
    if synthetic:
        finding.say("methods.synthetic", n=synthetic)
    say_choice(finding, role=role, kinds=kinds, collective=collective)
    finding.end_paragraph()


def say_software(finding: Finding, *, seed: int | None = None) -> None:
    """Add to `finding` the versions of what computed, the seed where something was drawn, and the works cited."""
    finding.end_paragraph()
    libraries = [say("label.version", finding.lang, name=name, version=version(name)) for name in _LIBRARIES]
    finding.say("methods.software", own=__version__, python=platform.python_version(),
                libraries=enumerate_words(libraries, finding.lang))  # fmt: skip
    if seed is not None:
        finding.say("methods.seed", seed=seed)
    finding.list_references()

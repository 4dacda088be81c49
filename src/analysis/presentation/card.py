"""The network card: what the network is, in the items that reporting guidelines ask for.

The items are those of the Guidelines for Reporting About Network Data (GRAND) and of network cards: what
nodes, ties and weights stand for, where the boundary is, how, when and from what the data were collected,
what is missing, and the shape of the whole.

References
----------
.. [1] Neal, Z. P. (2023). grand: An R package for using the Guidelines for Reporting About Network Data. CRAN.
.. [2] Bagrow, J., Ahn, Y.-Y. (2022). Network cards: concise, readable summaries of network data. Applied
   Network Science 7, 84.
"""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.common.wording import Language, enumerate_words, label, number, percent, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.presentation.references import with_citations
from analysis.presentation.tables import display_table


def display_card(
    corpus: Corpus, participations: nx.Graph, structure: pd.DataFrame, *, weight: str = "shared", lang: Language = "pt"
) -> None:
    """Show the network card of a plan, or of several together, as a table of items and what holds of them."""
    card = network_card(corpus, participations, structure, weight=weight, lang=lang)
    caption = with_citations(say("table.card", lang), lang)
    display_table(card, "network-card", lang=lang, columns=["item", "value"], caption=caption)


def network_card(
    corpus: Corpus, participations: nx.Graph, structure: pd.DataFrame, *, weight: str = "shared", lang: Language = "pt"
) -> pd.DataFrame:
    """Return the network card.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    participations : Graph
        The participation graph; who counts in it is who counts here.
    structure : DataFrame
        As :func:`analysis.measures.networks.structure.network_structure` returns it for the same graph.
    weight : str
        What the weights of the partner graph mean, ``"shared"`` or ``"newman"``.
    lang : str
        Language of the card.

    Returns
    -------
    DataFrame
        One row per item in reading order: ``item`` and ``value``, texts.
    """
    whole = structure.iloc[0]
    bodies = [attributes for _, attributes in participations.nodes(data=True) if attributes["bipartite"] == 1]
    kinds = sorted({label("kind", str(body["kind"]), lang) for body in bodies if "kind" in body})
    mentions = corpus.participations
    doubtful = int((mentions["method"] != "known").sum())
    unstated = say("missing.not_stated", lang)
    values = {
        "subject": _say("subject", lang, places=_stated(corpus.plans["municipality"], unstated, lang)),
        "period": _stated(corpus.plans["year"].astype(TEXT), unstated, lang),
        "source": "; ".join(
            say("card.source.value", lang, title=unstated if pd.isna(title) else str(title), document=document,
                sha256=sha256[:12])
            for title, document, sha256 in corpus.plans[["title", "document", "sha256"]].itertuples(index=False)
        ),
        "collection": _say("collection", lang),
        "bodies": _say("bodies", lang, n=int(whole["organisations"]), kinds=enumerate_words(kinds, lang)),
        "actions": _say("actions", lang, n=int(whole["actions"]), unnamed=int(whole["unnamed_actions"])),
        "boundary": _say("boundary", lang),
        "participations": _say("participations", lang, n=int(whole["participations"])),
        "ties": _say("ties", lang, n=int(whole["ties"])),
        "weights": say(f"card.weights.{weight}", lang),
        "attributes": _say("attributes", lang),
        "missing": _say("missing", lang, issues=len(corpus.issues), mentions=len(mentions), doubtful=doubtful),
        "shape": say(
            "card.shape.value", lang, components=int(whole["components"]), largest=int(whole["largest_component"]),
            isolated=int(whole["isolated"]),
            density=percent(float(whole["density"]), lang) if pd.notna(whole["density"]) else _undefined(lang),
            central=number(float(whole["degree_centralisation"]), lang, decimals=2)
            if pd.notna(whole["degree_centralisation"])
            else _undefined(lang),
        ),
        "ethics": _say("ethics", lang),
    }  # fmt: skip
    return pd.DataFrame({"item": [say(f"card.{i}.item", lang) for i in values], "value": list(values.values())})


def _undefined(lang: Language) -> str:
    """Return how a page writes a measure that is not defined."""
    return say("missing.undefined", lang)


def _say(item: str, lang: Language, **values: object) -> str:
    return say(f"card.{item}.value", lang, **values)


def _stated(texts: pd.Series, unstated: str, lang: Language) -> str:
    """Write the different values of a column as a list, in words where one is not stated."""
    return enumerate_words(list(dict.fromkeys(unstated if pd.isna(text) else str(text) for text in texts)), lang)

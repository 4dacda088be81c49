"""Loads the plans of a data folder as a corpus."""

from __future__ import annotations

import os
from dataclasses import replace

from analysis.common.errors import UnknownNameError
from analysis.common.paths import data_folder
from analysis.common.wording import Language
from analysis.documents.plan import Decision, Plan, read_plan
from analysis.entities.registry import PlanEntry, Registry, read_registry
from analysis.frames.build import build_corpus
from analysis.frames.corpus import Corpus


def load_corpus(*plan_ids: str, data: str | os.PathLike[str] | None = None, lang: Language = "pt") -> Corpus:
    """Return the corpus of the plans called `plan_ids`, or of all plans in the data folder.

    Parameters
    ----------
    *plan_ids
        Ids as in ``data/registry/plans.csv``; none means all.
    data
        Data folder with ``documents/`` and ``registry/``; by default the one that the variable
        ``REDESOCIAL_DATA`` names, else the repository's.
    lang
        Language of the sentences in the frame ``issues``.

    Returns
    -------
    Corpus
        Long frames in the order in which the plans were asked for.

    Raises
    ------
    UnknownNameError
        If a plan is not in the registry, or the registry has none.
    RegistryError, DocumentError
        If a file of the data folder cannot be read.
    """
    registry = read_registry(data_folder(data))
    entries = [registry.plan(plan_id) for plan_id in dict.fromkeys(plan_ids)] or list(registry.plans.values())
    if not entries:
        raise UnknownNameError("no_plans", folder=registry.folder)
    return build_corpus([_read(entry, registry) for entry in entries], registry, lang=lang)


def _read(entry: PlanEntry, registry: Registry) -> Plan:
    """Read a registered plan; where document and registry differ on place or year, the registry holds.

    That only one of them says that the plan is synthetic is told.
    """
    folder = registry.folder.parent
    place = registry.municipalities[entry.ine_code]
    document = folder / "documents" / entry.document
    own = read_plan(document, data=folder)
    decisions = [d for d in own.decisions if d.key not in ("municipality_unknown", "year_unknown")]
    for field, stated, held in (
        ("municipality", own.municipality and own.municipality.municipality, place.municipality),
        ("year", own.year, entry.year),
    ):
        if stated is not None and stated != held:
            decisions.insert(
                0, Decision("registry_differs", None, field, str(stated), {"stated": stated, "held": held})
            )
    if own.synthetic != entry.synthetic:
        decisions.insert(0, Decision("synthetic_differs", None, "title", own.title))
    return replace(own, plan_id=entry.plan_id, municipality=place, year=entry.year, decisions=tuple(decisions))

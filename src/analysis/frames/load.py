"""Loads the plans of a data folder as a corpus."""

from __future__ import annotations

import os

from analysis.common.errors import UnknownNameError
from analysis.common.paths import data_folder
from analysis.common.wording import Language
from analysis.entities.registry import read_registry
from analysis.frames.build import joined_corpus
from analysis.frames.corpus import Corpus
from analysis.frames.reading import read_rows


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
    return joined_corpus(read_rows(entries, registry), lang=lang)

"""The frames of a corpus as files that other programs open.

- CSV with a Data Package (``datapackage.json``) that tells each column's type, constraints and meaning,
  and with a codebook in each language. R (``frictionless``), Python (``frictionless``) and OpenRefine
  read the package as a whole.
- Parquet, which keeps the types themselves; it needs the package pyarrow.

The package states no licence: the documents are their municipalities'.

References
----------
Walsh, P. and Pollock, R. (2007). Data Package. Frictionless Data specifications,
https://specs.frictionlessdata.io/data-package/.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.paths import whole_file
from analysis.common.wording import LANGUAGES, Language, say
from analysis.frames.codebook import codebook_text, table_schema
from analysis.frames.corpus import Corpus
from analysis.frames.csv_files import write_csv


def publish_csv(corpus: Corpus, folder: str | os.PathLike[str], *, lang: Language = "pt") -> list[Path]:
    """Write each frame as CSV, then the codebooks and, last, ``datapackage.json``.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    folder : path-like
        Made where it is missing; files of the same name are replaced, each whole or not at all.
    lang : str
        Language of the package's titles and descriptions; codebooks are written in all.

    Returns
    -------
    list of Path
        The files, in the order in which they were written.
    """
    target = Path(folder)
    written = []
    for name, frame in corpus.frames().items():
        write_csv(frame, target / f"{name}.csv")
        written.append(target / f"{name}.csv")
    package = json.dumps(_package(corpus, written, lang), ensure_ascii=False, indent=2) + "\n"
    texts = {f"codebook.{each}.md": codebook_text(each) for each in LANGUAGES} | {"datapackage.json": package}
    for file, text in texts.items():
        with whole_file(target / file) as draft:
            draft.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        written.append(target / file)
    return written


def publish_parquet(corpus: Corpus, folder: str | os.PathLike[str]) -> list[Path]:
    """Write each frame as Parquet, with its types and without an index.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    folder : path-like
        Made where it is missing; files of the same name are replaced, each whole or not at all.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    ParameterError
        If pyarrow is not installed.
    """
    if not has_parquet():
        raise ParameterError("export_no_parquet")
    written = []
    for name, frame in corpus.frames().items():
        path = Path(folder) / f"{name}.parquet"
        with whole_file(path) as draft:
            frame.to_parquet(draft, engine="pyarrow", index=False)
        written.append(path)
    return written


def has_parquet() -> bool:
    """Tell whether the package that writes Parquet is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def _package(corpus: Corpus, files: list[Path], lang: Language) -> dict[str, Any]:
    """Return the Data Package of `files`, which hold the frames in their order."""
    title, lead = say("codebook.word.title", lang), say("codebook.word.lead", lang)
    if synthetic := int(corpus.plans["synthetic"].sum()):
        title = say("codebook.word.synthetic_title", lang, title=title)
        lead = f"{say('codebook.word.synthetic_lead', lang, n=synthetic, total=len(corpus.plans))} {lead}"
    return {
        "profile": "tabular-data-package",
        "name": "rede-social",
        "title": title,
        "description": lead,
        "sources": [_source(plan) for plan in corpus.plans.to_dict("records")],
        "resources": [_resource(file, lang) for file in files],
    }


def _source(plan: dict[Any, Any]) -> dict[str, str]:
    title = plan["document"] if pd.isna(plan["title"]) else plan["title"]
    return {"title": f"{plan['plan_id']}: {title}", "document": plan["document"], "sha256": plan["sha256"]}


def _resource(file: Path, lang: Language) -> dict[str, Any]:
    content = file.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": file.stem,
        "path": file.name,
        "description": say(f"codebook.frame.{file.stem}", lang),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": table_schema(file.stem, lang),
    }

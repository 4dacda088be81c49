"""Corpora built from what stands in the cells of a plan, so that answers are known by hand."""

import dataclasses
import json
import os
import re
import signal
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from bs4 import BeautifulSoup

import analysis
from analysis.frames.corpus import Corpus
from analysis.frames.schema import SCHEMAS, checked

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what it runs behind it
    signal.signal(signal.SIGINT, signal.default_int_handler)

_STORE = tempfile.TemporaryDirectory(prefix="redesocial-")  # of what these tests compute; no user's own is touched
os.environ["REDESOCIAL_CACHE"] = _STORE.name

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
KIND_OF = {
    "CMA": "municipality",
    "GNR": "security",
    "IPSS": "ipss_ngo",
    "CLAS": "network_body",
    "CLDS": "project",
    "JF": "parish",
}
COLLECTIVE = {"IPSS", "JF"}
LOCAL = {"CMA", "CLAS", "CLDS", "JF"}
HOSTILE_NAMES = (
    "Casa \"Sol\", Lda.; 'x'",
    "uma\nlinha\r\noutra\tcoluna\x0cpágina\x01",
    "=cmd|' /C calc'!A0",
    "\u202eoãlijA\u200f",
    "🏠 & <b>abrigo</b> \\",
    "Ñ" * 300,
    "Misericórdia",
    "Misericórdia",
    "Misericordia",
    "A001",
    "Дом",
    "NA",
    "*Edges",
    " ",
    "data:",
)


@pytest.fixture
def page_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what all cells of a notebook show over a corpus, as text."""
    shown: list[str] = []

    def show(bundle: dict[str, str], **_: object) -> None:
        html = bundle.get("text/html")
        shown.append(BeautifulSoup(html, "html.parser").get_text(" ") if html else bundle["text/plain"])

    for module in ("figures", "tables", "calendars"):
        monkeypatch.setattr(f"analysis.presentation.{module}.display", show)

    # Only the text of a page is read; figures are rendered in the tests of each.
    monkeypatch.setattr("analysis.presentation.figures.svg_of", lambda _: "")

    def page(notebook: str, corpus: Corpus, *, settings: dict[str, object] | None = None, **parameters: object) -> str:
        monkeypatch.setattr(analysis, "load_corpus", lambda *_, **__: corpus, raising=False)
        shown.clear()
        names: dict[str, object] = {}
        for cell in json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "code":
                continue
            source = "".join(cell["source"])
            exec(compile(source, cell["id"], "exec"), names)
            if "parameters" in cell["metadata"].get("tags", []):
                names |= {"plan_id": corpus.plan_ids[0], **(settings or {}), **parameters}
            last = source.splitlines()[-1]
            if re.match(r"findings\.|\w+_finding$", last):
                shown.append(str(eval(last, names)))
        plt.close("all")
        return "\n".join(shown)

    return page


@pytest.fixture(scope="session")
def corpus_of() -> Callable[..., Corpus]:
    return _corpus_of


@pytest.fixture(scope="session")
def joined() -> Callable[..., Corpus]:
    return _joined


@pytest.fixture(scope="session")
def themed() -> Callable[..., Corpus]:
    return _themed


@pytest.fixture(scope="session")
def hostile_corpus() -> Corpus:
    """A plan whose bodies have names that break formats; the last is alone, and one action names nobody."""
    ids = [f"E{number}" for number in range(len(HOSTILE_NAMES))]
    corpus = _corpus_of(" ".join(ids[:-1]), "E0 E1", "", ids[-1], partners=["", "E0", "", ""])
    names = pd.Series(HOSTILE_NAMES, dtype=corpus.organisations["organisation"].dtype)
    organisations = corpus.organisations.assign(organisation=names, short_name=names)
    actions = corpus.actions.assign(action=[HOSTILE_NAMES[1], *corpus.actions["action"][1:]])
    return dataclasses.replace(corpus, organisations=organisations, actions=actions.astype(corpus.actions.dtypes))


def _corpus_of(
    *cells: str,
    partners: Sequence[str] | None = None,
    domains: Sequence[str | None] | None = None,
    months: Sequence[Iterable[int] | None] | None = None,
    statuses: Sequence[str] | None = None,
    plan_id: str = "vila-2024",
    municipality: str = "Vila",
) -> Corpus:
    """Each cell is one action with these responsible bodies; ``""`` names nobody.

    `partners`, `domains`, `months` and `statuses` go along with the cells. Without them there are no
    partners, one domain, and no stated month.
    """
    count = len(cells)
    partners = partners if partners is not None else [""] * count
    domains = domains if domains is not None else ["Domínio"] * count
    months = months if months is not None else [None] * count
    if statuses is None:
        statuses = ["not_stated" if m is None else "stated" for m in months]
    ids = [f"{plan_id}/{seq:03}" for seq in range(1, count + 1)]
    named_domains = [d for d in dict.fromkeys(domains) if d is not None]
    places = zip(ids, cells, partners, strict=True)
    roles = [(i, role, cell) for i, r, p in places for role, cell in (("responsible", r), ("partner", p))]
    mentions = [(i, role, n, m) for i, role, cell in roles for n, m in enumerate(cell.split(), start=1)]
    rows = {
        "plans": [
            {
                "plan_id": plan_id,
                "municipality": municipality,
                "document": "plan.txt",
                "sha256": "0" * 64,
                "synthetic": False,
            }
        ],
        "domains": [{"plan_id": plan_id, "domain": d, "domain_no": n} for n, d in enumerate(named_domains, start=1)],
        "actions": [
            {
                "action_id": action_id,
                "plan_id": plan_id,
                "seq": seq,
                "domain": domain,
                "action": f"Ação {seq}",
                "schedule_status": status,
                "source": f"line {seq}",
            }
            for seq, (action_id, domain, status) in enumerate(zip(ids, domains, statuses, strict=True), start=1)
        ],
        "participations": [
            {
                "action_id": action_id,
                "role": role,
                "order": order,
                "mention": mention,
                "organisation_id": mention.lower(),
                "method": "known",
                "confidence": 1.0,
            }
            for action_id, role, order, mention in mentions
        ],
        "organisations": [
            {
                "organisation_id": acronym.lower(),
                "organisation": f"Entidade {acronym}",
                "short_name": acronym,
                "kind": KIND_OF.get(acronym, "other"),
                "municipality": municipality if acronym in LOCAL else None,
                "collective": acronym in COLLECTIVE,
            }
            for acronym in dict.fromkeys(mention for *_, mention in mentions)
        ],
        "schedule": [
            {"action_id": action_id, "month": month}
            for action_id, stated in zip(ids, months, strict=True)
            for month in (stated if stated is not None else ())
        ],
        "indicators": [],
        "empty_levels": [],
        "issues": [],
    }
    return Corpus(**{name: _frame(name, records) for name, records in rows.items()})


def _joined(*corpora: Corpus) -> Corpus:
    """Put corpora together; a body that several of them name is one body."""
    plan_ids = [plan_id for corpus in corpora for plan_id in corpus.plan_ids]
    assert len(set(plan_ids)) == len(plan_ids), f"plans joined twice: {plan_ids}"
    frames = {}
    for field in dataclasses.fields(Corpus):
        both = pd.concat([getattr(corpus, field.name) for corpus in corpora], ignore_index=True)
        if field.name == "organisations":
            both = both.drop_duplicates("organisation_id")
        frames[field.name] = both.astype(SCHEMAS[field.name].dtypes).reset_index(drop=True)
    return Corpus(**frames)


def _themed(corpus: Corpus, themes: dict[str, str], *, suggested: Iterable[str] = ()) -> Corpus:
    """Give domains these themes, reviewed but for the domains `suggested`; the others have none."""
    theme = corpus.domains["domain"].map(themes).astype(corpus.domains["theme"].dtype)
    status = theme.mask(theme.notna(), "reviewed").mask(corpus.domains["domain"].isin(list(suggested)), "suggested")
    domains = checked("domains", corpus.domains.assign(theme=theme, theme_status=status))
    return dataclasses.replace(corpus, domains=domains)


def _frame(name: str, records: list[dict[str, object]]) -> pd.DataFrame:
    """Return a checked frame; what a record leaves out is unknown."""
    if not records:
        return SCHEMAS[name].empty()
    columns = SCHEMAS[name].columns
    return _checked_once(name, tuple(tuple(r.get(c) for c in columns) for r in records)).copy()


@lru_cache(maxsize=1000)
def _checked_once(name: str, rows: tuple[tuple[object, ...], ...]) -> pd.DataFrame:
    """Return the checked frame of rows; many tests build the same, and each is given a copy of it."""
    return checked(name, pd.DataFrame([dict(zip(SCHEMAS[name].columns, row, strict=True)) for row in rows]))

"""Corpora built from what stands in the cells of a plan, so that answers are known by hand."""

import dataclasses
import signal
from collections.abc import Callable, Iterable, Sequence

import pandas as pd
import pytest

from analysis.frames.corpus import Corpus
from analysis.frames.schema import SCHEMAS, checked

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what it runs behind it
    signal.signal(signal.SIGINT, signal.default_int_handler)

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


@pytest.fixture(scope="session")
def corpus_of() -> Callable[..., Corpus]:
    return _corpus_of


@pytest.fixture(scope="session")
def joined() -> Callable[..., Corpus]:
    return _joined


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
        "plans": [{"plan_id": plan_id, "municipality": municipality, "document": "plan.txt", "sha256": "0" * 64}],
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


def _frame(name: str, records: list[dict[str, object]]) -> pd.DataFrame:
    """Return a checked frame; what a record leaves out is unknown."""
    if not records:
        return SCHEMAS[name].empty()
    columns = SCHEMAS[name].columns
    return checked(name, pd.DataFrame([{c: r.get(c) for c in columns} for r in records]))

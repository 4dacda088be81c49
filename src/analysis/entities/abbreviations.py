"""The words that the abbreviations in names stand for: ``Agrup.``, ``Sto.``, ``N.ª Sr.ª``, ``P.e``, ``Dr.``."""

from __future__ import annotations

import re

_SHORT_FOR = {
    "agrup": "agrupamento", "assoc": "associacao", "univ": "universidade", "freg": "freguesia", "jta": "junta",
    "sta": "santa", "stas": "santas", "sto": "santo", "stos": "santos", "stª": "santa", "stº": "santo", "nª": "nossa",
    "sª": "senhora", "srª": "senhora", "sra": "senhora", "snra": "senhora", "snrª": "senhora", "nsa": "nossa",
    "dª": "dona", "drª": "doutora", "engº": "engenheiro", "engª": "engenheira", "arqº": "arquiteto",
    "profº": "professor", "profª": "professora", "pᵉ": "padre", "esc": "escola", "camª": "camara", "e/ou": "e",
}  # fmt: skip
_SHORT_WITH_DOT = {
    "agr": "agrupamento", "ag": "agrupamento", "ass": "associacao", "aloj": "alojamento", "bib": "biblioteca",
    "bibl": "biblioteca", "bomb": "bombeiros", "cam": "camara", "cons": "conselho", "coop": "cooperativa",
    "cult": "cultural", "dep": "departamento", "desp": "desportivo", "dir": "direcao", "dist": "distrital",
    "div": "divisao", "fab": "fabrica", "fund": "fundacao", "gab": "gabinete", "hosp": "hospital", "hum": "humanitaria",
    "inst": "instituto", "mun": "municipal", "nac": "nacional", "paroq": "paroquial", "port": "portuguesa",
    "prot": "protecao", "prof": "professor", "d": "dom", "dr": "doutor", "dra": "doutora", "eng": "engenheiro",
    "pe": "padre", "dna": "dona", "enga": "engenheira", "profa": "professora", "arq": "arquiteto",
    "mons": "monsenhor", "con": "conego", "gen": "general", "alm": "almirante", "cor": "coronel", "cap": "capitao",
    "fr": "frei", "card": "cardeal", "visc": "visconde", "rec": "recreativo", "reg": "regional", "s": "sao",
    "sec": "secundaria", "seg": "seguranca", "séc": "seculo", "serv": "servico", "sol": "solidariedade",
    "vol": "voluntarios",
}  # fmt: skip
_OUR_LADY = re.compile(r"\.? ?(?:Sn?r|S\.?ª|Senhora|S\. ?d[aeo]s?\b)")  # "N. Sr.ª", "N. S. da Luz"

_CASA_DO_POVO = re.compile(r"\. ?(?:do )?Povo")  # "C. Povo"


def in_full(word: str, behind: str) -> str:
    """Return the word that an abbreviation stands for with what stands behind it, or an empty text."""
    if word == "N" and _OUR_LADY.match(behind):
        return "nossa"
    if word == "C" and _CASA_DO_POVO.match(behind):
        return "casa"
    lower = word.lower()
    return _SHORT_FOR.get(lower) or (_SHORT_WITH_DOT.get(lower, "") if behind.startswith(".") else "")

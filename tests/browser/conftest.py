"""Pages made by a run of the command, and a browser to open them in.

The pages are those in the folder ``REDESOCIAL_PAGES`` where it is set; else the hostile plan, in all notebooks and both
languages, and a real one are reported on. Where Chromium, its driver, selenium or axe-core is missing, nothing is made.
"""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.common.paths import data_folder
from tests.browser.chromium import Browser, axe_file

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "[clique](javascript:alert(3)) ![x](https://example.org/a.png)",
    "</style></title><script>alert(4)</script>",
    "{{7*7}} ${7*7} {% raw %}",
    '=HYPERLINK("http://e.pt","x")',
    "@SUM(1+1)",
    "\u202eoãça adatrevni",
    "<svg/onload=alert(5)>&lt;b&gt;",
    "`código` <!-- aberto",
)
HEADINGS = ("Domínio", "Objetivo", "Ação", "Indicadores", "Responsáveis", "Parceiros", "Calendarização")
MONTHS = (
    "maio",
    "janeiro a março",
    "todo o ano",
    "junho",
    "",
    "abril e maio",
    "setembro",
    "outubro",
    "mensal",
    "julho",
)


@pytest.fixture(scope="session")
def browser():
    missing = Browser.missing()
    if missing:
        pytest.skip(f"not here: {', '.join(missing)} (make browser installs what it can)")
    with Browser(axe_file().read_text(encoding="utf-8")) as opened:
        yield opened


@pytest.fixture(scope="session")
def hostile_document(tmp_path_factory) -> Path:
    """A plan in whose title, domains, goals, actions, indicators and bodies stands what could act on a page."""
    path = tmp_path_factory.mktemp("hostile") / "beja.csv"
    rows = [
        (f"Saúde {HOSTILE[n % 2]}", f"Meta {h}", f"{h} ({n})", f"N.º {h}", f"GNR; {h} Lar", f"CPCJ; Grupo {h}", month)
        for n, (h, month) in enumerate(zip(HOSTILE, MONTHS, strict=True))
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([[f"Plano de Ação 2022 {HOSTILE[0]}"], ["Rede Social de Beja"], HEADINGS, *rows])
    return path


@pytest.fixture(scope="session")
def site(browser, hostile_document, tmp_path_factory) -> Path:
    """The folder of the reports."""
    if given := os.environ.get("REDESOCIAL_PAGES"):
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(data_folder(), folder / "data")

    def run(*arguments):
        command = [sys.executable, "-m", "analysis", *arguments, "--data", folder / "data"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=1200)
        assert ended.returncode == 0, ended.stderr

    run("add", hostile_document, "--municipality", "Beja", "--year", "2022")
    languages = ("--lang", "pt", "--lang", "en", "--output", folder / "reports")
    run("report", "beja-2022", *languages)
    run("report", "lagos-2023", "--notebook", "04", *languages)
    return folder / "reports"


@pytest.fixture(scope="session")
def pages(site) -> list[Path]:
    """All pages of the site: its index, those of the plans and the reports."""
    return sorted(site.rglob("*.html"))

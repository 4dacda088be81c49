"""Toy notebooks, data and tasks for the tests of reporting."""

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.common.paths import data_folder
from analysis.reporting.tasks import ReportTask

PARAMETERS = """plan_id: str = "vila-2021"  # plan to report on
role: str = None  # count one role only
top: int = 10  # rows shown
share: float = 0.5  # least share
labels: bool = True  # write names
lang: str = "pt"  # language of the report"""

METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


def written(path: Path, *code: str, title: str = "# Quem trabalha com quem", parameters: str = PARAMETERS) -> Path:
    """Write a notebook of a title, a parameters cell and cells of `code`."""
    cells = [
        new_markdown_cell(title, id="title"),
        new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
        *(new_code_cell(source.strip(), id=f"cell-{order}") for order, source in enumerate(code, start=1)),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), path)
    return path


def showing(data: dict[str, str], **told: str) -> str:
    """Return code that displays `data` as a display helper does."""
    return f"from IPython.display import display\ndisplay({data!r}, raw=True, metadata={{'analysis': {told!r}}})"


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "documents").mkdir(parents=True)
    (folder / "registry").mkdir()
    (folder / "documents" / "vila.txt").write_text("plano", encoding="utf-8")
    (folder / "documents" / "outra.txt").write_text("outro plano", encoding="utf-8")
    (folder / "registry" / "plans.csv").write_text(
        "plan_id,document\nvila-2021,vila.txt\noutra-2022,outra.txt\n", encoding="utf-8"
    )
    return folder


PLANS = {
    "alvito-2022": ("0203", "Plano de Ação 2022 – CLAS de Alvito", "Grupo Novo"),
    "cuba-2022": ("0207", "Plano de Ação 2022 – CLAS de Cuba", "Liga Outra"),
}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """Two short plans, of Alvito and of Cuba, with the registry of the repository."""
    folder = tmp_path / "region"
    shutil.copytree(data_folder() / "registry", folder / "registry")
    (folder / "documents").mkdir()
    rows = ["plan_id,document,ine_code,year,origin"]
    for plan_id, (code, title, partner) in PLANS.items():
        table = "<tr><th>Domínio</th><th>Ação</th><th>Responsáveis</th><th>Parceiros</th></tr>"
        table += f"<tr><td>Saúde</td><td>Realização de rastreios</td><td>GNR</td><td>{partner}</td></tr>"
        page = f"<h1>{title}</h1><table>{table}</table>"
        (folder / "documents" / f"{plan_id}.html").write_text(page, encoding="utf-8")
        rows.append(f"{plan_id},{plan_id}.html,{code},2022,cópia")
    (folder / "registry" / "plans.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "registry" / "domains.csv").write_text("plan_id,domain,theme,note\n", encoding="utf-8")
    return folder


@pytest.fixture
def notebook(notebooks: Path) -> Callable[..., Path]:
    def write(stem: str, *code: str, **options: str) -> Path:
        return written(notebooks / f"{stem}.ipynb", *code, **options)

    return write


@pytest.fixture
def task(notebook: Callable[..., Path], data: Path) -> Callable[..., ReportTask]:
    """Make a task that runs cells of `code` over the plan ``vila-2021``."""

    def make(*code: str, stem: str = "01-toy", **options: object) -> ReportTask:
        return ReportTask(**{"plan_id": "vila-2021", "notebook": notebook(stem, *code), "data": data, **options})

    return make


@pytest.fixture
def shown() -> Callable[..., str]:
    return showing

"""Toy notebooks, data and tasks for the tests of reporting."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.reporting.run import ReportTask

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

"""Markdown and titles come in the reader's language, Portuguese where there is no other."""

import nbformat
import pytest

from analysis.common.paths import notebook_folder
from analysis.reporting.translation import notebook_parts, notebook_title, read_notebook, read_title


def test_notebook_without_heading_has_no_title(notebook):
    assert notebook_title(read_notebook(notebook("01-toy", title="Sem título"))) is None


def test_title_is_the_first_heading_without_marks(notebook):
    path = notebook("01-toy", title="Antes\n\n## Quem *trabalha* com `quem` ##\n\n# Depois")
    assert notebook_title(read_notebook(path)) == "Quem trabalha com quem"


def test_markdown_is_replaced_by_cell_id(notebook, notebooks):
    path = notebook("01-toy")
    (notebooks / "en.toml").write_text('[01-toy]\ntitle = "# Who works with whom"\n', encoding="utf-8")
    assert notebook_title(read_notebook(path, "en")) == "Who works with whom"


def test_cell_without_translation_stays_portuguese(notebook, notebooks):
    path = notebook("01-toy")
    (notebooks / "en.toml").write_text('[02-other]\ntitle = "# Other"\n', encoding="utf-8")
    assert notebook_title(read_notebook(path, "en")) == "Quem trabalha com quem"


def test_code_is_never_translated(notebook, notebooks):
    path = notebook("01-toy", "x = 1")
    (notebooks / "en.toml").write_text('[01-toy]\ncell-1 = "x = 2"\n', encoding="utf-8")
    assert read_notebook(path, "en").cells[-1].source == "x = 1"


def test_parts_are_the_headings_of_the_second_level_by_cell(notebook):
    path = notebook("01-toy", title="# Quem\n\n## nota")
    read = read_notebook(path)
    read.cells += [
        nbformat.v4.new_markdown_cell("## O que *falta*?\n\nTexto", id="gaps-title"),
        nbformat.v4.new_markdown_cell("### Mais baixo", id="lower"),
    ]
    assert notebook_parts(read) == {"gaps-title": "O que falta?"}


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize("path", sorted(notebook_folder().glob("*.ipynb")), ids=lambda path: path.stem)
def test_title_read_alone_is_that_of_the_notebook(path, lang):
    assert read_title(path, lang) == notebook_title(read_notebook(path, lang))

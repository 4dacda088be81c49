"""Words and names that the lines of a PDF's cells break."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.formats.drawing import cell_of


@pytest.mark.parametrize(
    ("above", "below", "elsewhere", "joined"),
    [
        ("estabelecimen", "tos aderentes", "", "estabelecimentos aderentes"),
        ("Empregabilid", "ade", "", "Empregabilidade"),
        ("Empreendedorism", "o", "O empreendedorismo", "Empreendedorismo"),
        ("Formação/Agrupament", "o de Escolas", "Um agrupamento", "Formação/Agrupamento de Escolas"),
        ("Empreendedorismo", "e emprego", "", "Empreendedorismo e emprego"),
        ("Empreendedorismo", "jovem", "", "Empreendedorismo jovem"),
    ],
)
def test_a_word_too_long_for_its_cell_is_joined(above: str, below: str, elsewhere: str, joined: str) -> None:
    width = Canvas("").stringWidth(above, "Helvetica", 9) + 9
    assert cell_of([above, below], width, elsewhere=elsewhere) == joined


def test_a_word_that_does_not_fill_its_line_is_whole() -> None:
    assert cell_of(["Empregabilid", "ade"], 75) == "Empregabilid ade"


def test_a_dash_where_a_line_wraps_is_within_a_name_and_several_begin_items() -> None:
    assert cell_of(["Rede Oeste", "– Associação"], 56) == "Rede Oeste – Associação"
    assert cell_of(["– Rede Oeste", "– Associação"], 62) == "– Rede Oeste\n– Associação"
    assert cell_of(["Entidades:", "– Associação"], 56) == "Entidades:\n– Associação"

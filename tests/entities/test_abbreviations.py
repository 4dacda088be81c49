from __future__ import annotations

import pytest

from analysis.entities.abbreviations import in_full
from analysis.entities.tokens import tokens


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("P.e Abílio", "Padre Abílio"),
        ("Pe. Abílio", "Padre Abílio"),
        ("P.ᵉ Abílio", "Padre Abílio"),
        ("Dr. Fulano", "Doutor Fulano"),
        ("Dr.ª Fulana", "Doutora Fulana"),
        ("Eng.º Fulano", "Engenheiro Fulano"),
        ("Engº Fulano", "Engenheiro Fulano"),
        ("Prof.ª Fulana", "Professora Fulana"),
        ("D. Dinis", "Dom Dinis"),
        ("D.ª Fulana", "Dona Fulana"),
        ("Mons. Fulano", "Monsenhor Fulano"),
        ("S. João", "São João"),
        ("Sta. Luzia", "Santa Luzia"),
        ("S.ta Luzia", "Santa Luzia"),
        ("S.to António", "Santo António"),
        ("Stos. Mártires", "Santos Mártires"),
        ("N.ª Sr.ª da Luz", "Nossa Senhora da Luz"),
        ("N. Sra. da Luz", "Nossa Senhora da Luz"),
        ("N. S. da Luz", "Nossa Senhora da Luz"),
        ("Nsa. Sra. da Luz", "Nossa Senhora da Luz"),
        ("N.ª S.ª da Luz", "Nossa Senhora da Luz"),
        ("Séc. XXI", "Século XXI"),
        ("C. Povo de Cima", "Casa Povo de Cima"),
        ("C. do Povo de Cima", "Casa do Povo de Cima"),
    ],
)
def test_abbreviation_is_read_as_its_word(short: str, full: str) -> None:
    assert [word.key for word in tokens(f"Lar {short}")] == [word.key for word in tokens(f"Lar {full}")]


@pytest.mark.parametrize(
    ("word", "behind"), [("Pe", " ante Pe"), ("N", "º 2"), ("Cor", " do Sol"), ("Sol", " Nascente")]
)
def test_word_without_a_dot_stands_for_itself(word: str, behind: str) -> None:
    assert in_full(word, behind) == ""


def test_initials_are_no_titles() -> None:
    assert [word.key for word in tokens("P.E. e D.R.")] == ["pe", "e", "dr"]

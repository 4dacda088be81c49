from __future__ import annotations

import pytest

from analysis.common.text import fold, is_capitals, modern, plain, slug, tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("", ""),
        ("  duas   palavras \n e outra ", "duas palavras e outra"),
        ("a\u00a0b", "a b"),
        ("<u>Reuniões:</u> texto", "Reuniões: texto"),
        ("uma<br/>outra", "uma outra"),
        ("<p>uma</p><p>outra</p>", "uma outra"),
        ('<span style="color:red">cor</span>', "cor"),
        ("**forte** e __outro__", "forte e outro"),
        ("pa\u00adlavra", "palavra"),
        ("\ufeffTítulo\u200b", "Título"),
    ],
)
def test_tidy_leaves_what_a_person_would_copy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a < b e c > d", '=HYPERLINK("x")', "n.º * 2"])
def test_what_is_no_formatting_stays(text: str) -> None:
    assert tidy(text) == text


def test_plain_text_has_neither_case_nor_accents() -> None:
    assert plain("ACÇÃO Nº 2 “Já”") == 'accao no 2 "ja"'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Acções", "Ações"),
        ("Objectivos", "Objetivos"),
        ("Actividade", "Atividade"),
        ("Direcção", "Direção"),
        ("Director", "Diretor"),
        ("Sector", "Setor"),
        ("Projectos", "Projetos"),
        ("Protecção", "Proteção"),
        ("Recepção", "Receção"),
        ("Adopção", "Adoção"),
        ("Electricidade", "Eletricidade"),
        ("Respectivo", "Respetivo"),
        ("Acção Social", "AÇÃO SOCIAL"),
    ],
)
def test_both_spellings_fold_alike(old: str, new: str) -> None:
    assert fold(old) == fold(new)


def test_modern_text_keeps_its_words_and_signs() -> None:
    assert modern("Acções: 2") == "acoes: 2"


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("ações", "ação"),
        ("indicadores", "indicador"),
        ("gerais", "geral"),
        ("responsáveis", "responsável"),
        ("parceiros", "parceiro"),
        ("origens", "origem"),
        ("ordens", "ordem"),
    ],
)
def test_plural_and_singular_fold_alike(plural: str, singular: str) -> None:
    assert fold(plural) == fold(singular)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Câmara Municipal de Alvito", "camara-municipal-de-alvito"),
        ("Escola EB 2,3 D. João I", "escola-eb-2-3-d-joao-i"),
        ("../../etc", "etc"),
        ("«»", ""),
    ],
)
def test_slug_is_lower_case_ascii_words(text: str, identity: str) -> None:
    assert slug(text) == identity


@pytest.mark.parametrize(
    ("text", "capitals"),
    [("AÇÃO SOCIAL", True), ("Ação", False), ("A", False), ("", False), ("12", False), ("T2 – GNR", True)],
)
def test_capitals_are_two_letters_and_no_small_one(text: str, capitals: bool) -> None:
    assert is_capitals(text) is capitals

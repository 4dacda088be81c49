import pytest

from analysis.measures.indicators.smart import is_achievable, is_measurable, is_relevant, is_specific


@pytest.mark.parametrize(
    ("indicator", "shown"),
    [
        ("N.º de famílias apoiadas", (True, "famílias apoiadas")),
        ("Criação do Passe do Jovem", (True, "Passe Jovem")),
        ("N.º de leitores na Biblioteca", (True, "leitores Biblioteca")),
        ("N.º de jovens com bolsa", (True, "jovens bolsa")),
        ("N.º de pessoas abrangidas", (False, None)),
        ("N.º de utilizadores registados", (False, None)),
        ("N.º de pessoas abrangidas pelo Passe", (True, "pessoas Passe")),
        ("Criada uma equipa", (False, None)),
        ("N.º de ações realizadas", (False, None)),
        ("N.º de participantes", (False, None)),
        ("Elaboração do Plano", (False, None)),
        ("", (False, None)),
    ],
)
def test_specific_names_what_and_of_whom_or_where(indicator, shown):
    assert is_specific(indicator) == shown


@pytest.mark.parametrize(
    ("indicator", "shown"),
    [
        ("N.º de sessões", (True, "sessões")),
        ("Protocolo assinado", (True, "Protocolo assinado")),
        ("Submissão da candidatura", (True, "Submissão")),
        ("Redução do isolamento", (False, None)),
        ("Articulação com a escola", (None, None)),
        ("Impacto", (None, None)),
    ],
)
def test_measurable_has_a_unit_or_can_be_seen(indicator, shown):
    assert is_measurable(indicator) == shown


def test_no_word_shows_that_a_target_is_within_reach_without_a_baseline():
    assert is_achievable("12% em 2021", "10%") == (True, "12% em 2021; 10%")
    assert is_achievable(None, "10%") == (None, None)
    assert is_achievable("12% em 2021", None) == (None, None)


@pytest.mark.parametrize(
    ("indicator", "context", "words"),
    [
        ("Elaboração do plano", "Elaborar os planos", "plano"),
        ("N.º de famílias apoiadas", "Apoiar as famílias carenciadas", "famílias apoiadas"),
        ("N.º de encaminhamentos", "Encaminhar vítimas", "encaminhamentos"),
        ("N.º de idosas", "Idosos isolados", "idosas"),
    ],
)
def test_relevant_shares_a_stem_with_action_or_goal(indicator, context, words):
    assert is_relevant(indicator, context) == (True, words)


@pytest.mark.parametrize(
    ("indicator", "context"),
    [
        ("N.º de ações", "Realizar ações de formação"),
        ("Criação de grupo de trabalho", "Criar condições de segurança"),
        ("Elaboração do plano", "Elaborar o diagnóstico"),
    ],
)
def test_words_that_say_nothing_of_a_subject_do_not_make_relevant(indicator, context):
    assert is_relevant(indicator, context) == (None, None)


@pytest.mark.parametrize("context", ["Número de pessoas", "Realizar visitas", "de e para", ""])
def test_no_shared_word_does_not_say_that_an_indicator_is_beside_the_point(context):
    assert is_relevant("N.º de sessões realizadas", context) == (None, None)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.entities.indicators.classes import CLASSES, class_rules, measure_class, telling_words
from analysis.entities.indicators.words import is_among, text_of, vocabulary, words_of


@pytest.mark.parametrize(
    ("indicator", "found", "words"),
    [
        ("N.º de sessões", "count", "N.º sessões"),
        ("Taxa de cobertura das creches", "count", "Taxa cobertura"),
        ("Elaboração do Plano", "product", "Elaboração"),
        ("Protocolo assinado", "product", "Protocolo assinado"),
        ("Submissão da candidatura", "process", "Submissão"),
        ("Taxa de execução", "process", "Taxa execução"),
        ("Taxa de desemprego jovem", "outcome", "Taxa desemprego"),
        ("N.º de pessoas integradas no mercado de trabalho", "outcome", "N.º pessoas integradas trabalho"),
    ],
)
def test_class_is_told_with_the_words_that_decided(indicator, found, words):
    assert measure_class(indicator) == (found, words)


@pytest.mark.parametrize(
    ("output", "result"),
    [
        ("N.º de participantes", "N.º de formandos certificados"),
        ("N.º de crianças integradas na creche", "N.º de pessoas integradas no mercado de trabalho"),
        ("N.º de desempregados encaminhados", "N.º de desempregados"),
        ("N.º de situações de violência sinalizadas", "N.º de situações de violência"),
        ("Aumento do n.º de participantes", "Redução do n.º de desempregados"),
        ("N.º de alunos em sessões sobre violência", "N.º de alunos vítimas de violência"),
        ("N.º de famílias que receberam apoio", "N.º de famílias que gerem o seu orçamento"),
        ("N.º de mediadores contratados", "N.º de desempregados contratados"),
        ("N.º de vítimas em casa abrigo", "N.º de vítimas com casa própria"),
        ("Aumento da capacidade em ERPI", "Aumento da capacidade parental"),
    ],
)
def test_who_is_reached_is_a_count_and_who_changed_an_outcome(output, result):
    assert measure_class(output)[0] == "count"
    assert measure_class(result)[0] == "outcome"


@pytest.mark.parametrize(
    "indicator",
    ["N.º de alunos com borbulhas", "N.º de xailes", "Alunos com borbulhas", "Aumento do n.º de xailes"],
)
def test_number_of_what_no_rule_knows_has_no_class(indicator):
    assert measure_class(indicator) == (None, None)


@pytest.mark.parametrize("indicator", ["N.º de alunos do 1.º ciclo", "N.º de xailes bordados", "Alunos por freguesia"])
def test_number_of_which_all_the_rest_is_known_is_a_count(indicator):
    assert measure_class(indicator)[0] == "count"


@pytest.mark.parametrize(
    ("framed", "words"),
    [
        ("Indicador de processo: n.º de reuniões", "n.º reuniões"),
        ("Até ao final de 2026, 3 reuniões", "3 reuniões"),
        ("RSI: n.º de acordos", "n.º acordos"),
        ("Atingir 20 reuniões por ano", "Atingir 20 reuniões"),
        ("Garantir que 3 reuniões são abertas", "Garantir 3 reuniões"),
    ],
)
def test_words_before_what_is_measured_do_not_decide(framed, words):
    assert measure_class(framed) == ("count", words)


@pytest.mark.parametrize(
    ("others", "name", "outcome"),
    [
        ("Taxa de adesão ao projeto", "count", "Taxa de adesão ao tratamento"),
        ("Taxa de adesão dos idosos à vacinação", "count", "% de adesão dos doentes à medicação"),
        ("Taxa de ocupação da creche", "count", "Taxa de permanência em habitação ao fim de um ano"),
        ("N.º de famílias acompanhadas", "count", "N.º de famílias acompanhadas sem reincidência"),
        ("% de situações resolvidas", "process", "% de situações resolvidas sem reincidência"),
        ("Taxa de execução financeira", "process", "Taxa de regularização documental"),
        ("Taxa de aprovação de candidaturas", "process", "Taxa de aprovação dos alunos"),
    ],
)
def test_rate_of_what_lasts_or_holds_is_an_outcome(others, name, outcome):
    assert measure_class(others)[0] == name
    assert measure_class(outcome)[0] == "outcome"


@pytest.mark.parametrize(
    "indicator",
    ["Taxa de substituição", "% de entidades que partilham dados", "Taxa de permanência na creche", "Percentagem"],
)
def test_rate_of_what_no_rule_knows_has_no_class(indicator):
    assert measure_class(indicator) == (None, None)


def test_share_of_a_change_has_the_class_of_the_change():
    assert measure_class("% de redução da taxa de desemprego")[0] == "outcome"
    assert measure_class("% de aumento do n.º de participantes")[0] == "count"


@pytest.mark.parametrize(
    ("wait", "work"),
    [
        ("N.º de dias entre a sinalização e a visita", "N.º de dias de férias entre julho e agosto"),
        ("N.º médio de meses entre a inscrição e a admissão", "N.º de sessões por mês entre maio e julho"),
        ("Horas entre a denúncia e o acolhimento", "N.º de horas de formação entre pares"),
        ("N.º de dias úteis de espera", "N.º de dias de férias"),
        ("N.º de horas de espera", "N.º de horas de apoio a idosos em lista de espera"),
    ],
)
def test_time_between_two_steps_is_of_process_and_time_of_work_a_count(wait, work):
    assert measure_class(wait)[0] == "process"
    assert measure_class(work)[0] == "count"


def test_acronym_is_a_plural_where_a_plural_follows():
    assert measure_class("PII elaborados")[0] == "count"
    assert measure_class("NPISA constituído")[0] == "product"


def test_year_of_a_date_is_no_number():
    assert [word.key for word in words_of("até 2026, 2000 utentes")] == ["ate", "year", ",", "0", "utente"]


def test_number_of_things_made_is_a_count_and_one_thing_a_product():
    assert measure_class("Criação de 3 respostas sociais")[0] == "count"
    assert measure_class("Criação de 1 resposta social")[0] == "product"
    assert measure_class("Criação de resposta social")[0] == "product"


@pytest.mark.parametrize(
    "indicator", ["Folhas de presença", "Impacto", "A definir", "N.º", "4 por ano", "Xptozado", "", "()"]
)
def test_words_that_do_not_say_what_is_measured_have_no_class(indicator):
    assert measure_class(indicator) == (None, None)


@pytest.mark.parametrize(
    "spelling", ["Nº DE ACÇÕES", "nr. ações", "Número de ações", "n.os de ações", "no de acções", "Num. ações"]
)
def test_class_does_not_hang_on_the_spelling(spelling):
    assert measure_class(spelling)[0] == "count"


@pytest.mark.parametrize("rule", class_rules(), ids=lambda rule: rule.example)
def test_every_rule_decides_its_example(rule):
    words = telling_words(rule.example)
    assert next(r for r in class_rules() if r.fitting(words) is not None) is rule
    assert measure_class(rule.example)[0] == rule.measure_class


def test_rules_name_known_classes_and_every_group_is_used():
    assert {rule.measure_class for rule in class_rules()} == {*CLASSES, None}
    rules = class_rules()
    used = {name for r in rules for name in (*r.head, *r.of, *r.without, *r.only, *sum(r.with_, ()))}
    read_elsewhere = {
        "functional",
        "set_aside",
        "numerals",
        "change",
        "clause",
        "framing",
        "units",
        "unit_ends",
        "amount",
        "period",
        "done",
        "general",
        "ongoing",
    }
    assert used | read_elsewhere == set(vocabulary()["words"])


def test_no_group_holds_a_word_twice():
    assert [name for name, words in vocabulary()["words"].items() if len(words) != len(set(words))] == []


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_class_or_none_and_its_words_stand_in_it(text):
    found, words = measure_class(text)
    assert (found is None) == (words is None)
    assert found is None or (found in CLASSES and all(word in text for word in words.split()))


def test_words_are_read_with_figures_signs_and_ordinals_apart():
    assert [word.key for word in words_of("N.º de alunos do 1.º ciclo: 20 % (+65)")] == [
        "#", "de", "aluno", "do", "1.", "ciclo", ":", "0", "%", "(", "+", "0", ")"
    ]  # fmt: skip


def test_article_is_no_numeral_but_at_least_one_is():
    assert [word.key for word in words_of("uma sala, pelo menos uma sala, três salas, uma sessão por mês")] == [
        "uma", "sala", ",", "pelo", "meno", "1", "sala", ",", "0", "sala", ",", "1", "sessao", "por", "mes"
    ]  # fmt: skip


def test_words_are_shown_in_the_order_of_the_indicator():
    first, second = words_of("Taxa execução")
    assert text_of([second, first, second]) == "Taxa execução"


def test_asterisk_stands_for_any_ending_or_beginning():
    ended, begun = words_of("certificados pagaram")
    assert is_among(ended, ["changed"])
    assert is_among(begun, ["acted"])
    assert not is_among(ended, ["acted"])

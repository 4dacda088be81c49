import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.entities.indicators.stated import statement_of


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [
        ("N.º de sessões", "sessões"),
        ("N.º total de famílias apoiadas por ano", "famílias apoiadas"),
        ("N.º de consultas realizadas pelo Gabinete de Saúde", "consultas realizadas"),
        ("N.º de peças e/ou livros restaurados", "peças e/ou livros restaurados"),
        ("Pelo menos 3 sessões até junho", "sessões"),
        ("Participantes/ano", "Participantes"),
        ("% de idosos abrangidos", "%"),
        ("Taxa de desemprego", "Taxa"),
        ("Grau de satisfação (escala de 1 a 5)", "escala de 1 a 5"),
        ("Tempo médio de espera (dias)", "dias"),
        ("Resposta no prazo de 10 dias úteis", "dias úteis"),
        ("Entre 10 e 15 sessões", "sessões"),
        ("Grau de satisfação", None),
        ("Criação do Centro de Dia", None),
        ("Redução do isolamento", None),
        ("N.º", None),
        ("", None),
    ],
)
def test_unit_is_what_the_number_counts(indicator, unit):
    assert statement_of(indicator).unit == unit


@pytest.mark.parametrize(
    ("indicator", "target", "words"),
    [
        ("Pelo menos 3 sessões até junho", "3", "Pelo menos 3 sessões"),
        ("Taxa de execução ≥ 80%", "80%", "≥ 80%"),
        ("Redução de 10 % do abandono escolar", "10 %", "10 % do abandono"),
        ("Duas edições da feira", "Duas", "Duas edições"),
        ("Pelo menos uma campanha", "uma", "Pelo menos uma campanha"),
        ("Uma sessão por mês", "Uma", "Uma sessão"),
        ("Redução do n.º de casos de 320 para 280", "280", "280"),
        ("Entre 10 e 15 sessões", "10 e 15", "10 e 15 sessões"),
        ("70% a 80% dos utentes", "70% a 80%", "70% a 80% dos utentes"),
        ("N.º de sessões: 2-3", "2-3", "2-3"),
        ("2 reuniões e 3 sessões", "2", "2 reuniões"),
    ],
)
def test_target_is_a_number_to_be_reached(indicator, target, words):
    stated = statement_of(indicator)
    assert (stated.target, stated.target_words) == (target, words)


@pytest.mark.parametrize(
    "indicator",
    [
        "N.º de sessões",
        "Edição mensal do boletim",
        "Participantes/ano",
        "Elaboração de um plano",
        "N.º de idosos com +65 anos",
        "N.º de jovens dos 12 aos 18 anos",
        "N.º de alunos do 1.º ciclo",
        "Grau de satisfação (1 a 5)",
        "Taxa de empregabilidade 6 meses após o curso",
        "Aplicação do Decreto-Lei n.º 55/2020",
        "Candidatura ao PARES 3.0",
        "N.º de casos em 2024",
        "N.º de casos (12 em 2021)",
        "1. Ações realizadas",
        "% de jovens entre os 15 e os 29 anos sem emprego",
        "Taxa de mortalidade por 100 mil habitantes",
        "Nº de consultas por 1000 utentes",
        "Taxa de abstinência aos 12 meses",
        "Aquisição de viatura de 9 lugares",
        "Candidaturas ao Porta 65",
        'Campanha "16 dias de ativismo"',
        "N.º de candidaturas de dois ou mais parceiros",
    ],
)
def test_frequency_age_scale_law_and_year_are_no_target(indicator):
    assert statement_of(indicator).target is None


@pytest.mark.parametrize(
    ("indicator", "baseline"),
    [
        ("Aumento de 20% face ao ano anterior", "face ao ano anterior"),
        ("Redução de 10% do abandono face a 2022 (12%)", "face a 2022 (12%)"),
        ("Taxa de desemprego (12% em 2021)", "12% em 2021"),
        ("N.º de sinalizações (2022: 48)", "2022: 48"),
        ("Redução do n.º de casos de 320 para 280", "de 320"),
        ("Taxa de transição, de 91 % em 2022 para 95 % em 2025", "de 91 % em 2022"),
        ("N.º de voluntários (linha de base 2023: 25)", "linha de base 2023: 25"),
        ("N.º de utentes (base: 40)", "base: 40"),
        ("Alojamentos sem água (Censos 2021: 45)", "Censos 2021: 45"),
        ("N.º de vagas (meta 2026: 240)", None),
        ("Mudança de atitudes face à deficiência", None),
        ("% de atividades realizadas face às previstas", None),
        ("N.º de sessões em 2024", None),
    ],
)
def test_baseline_is_a_value_or_time_to_start_from(indicator, baseline):
    assert statement_of(indicator).baseline == baseline


@pytest.mark.parametrize(
    ("indicator", "deadline"),
    [
        ("Pelo menos 3 sessões até junho", "até junho"),
        ("Diagnóstico concluído até 31 de dezembro de 2024", "até 31 de dezembro de 2024"),
        ("2 ações em 2024", "em 2024"),
        ("Abertura no 1.º semestre", "1.º semestre"),
        ("Relatório no final do ano", "no final do ano"),
        ("20 jovens no ano letivo 2023/24", "no ano letivo 2023/24"),
        ("N.º de sessões por mês", None),
        ("Publicação mensal", None),
        ("% de formandos qualificados no final da formação", None),
        ("N.º de vagas (2022: 180; 2026: 240)", "2026"),
        ("Ao longo do ano", None),
        ("Redução face a 2022", None),
        ("Resposta no prazo de 10 dias", None),
    ],
)
def test_deadline_says_by_when(indicator, deadline):
    assert statement_of(indicator).deadline == deadline


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_is_stated_stands_in_the_text(text):
    stated = statement_of(text)
    told = (stated.unit, stated.baseline, stated.target, stated.target_words, stated.deadline)
    assert all(words is None or words in text for words in told)

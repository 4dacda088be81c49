"""The reading on tables that nobody would make and on files that are broken: it answers or refuses, and nothing else.

``REDESOCIAL_FUZZ`` is the number of examples of each test (``make fuzz``); without it there are few.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.common.paths import data_folder
from analysis.common.wording import LANGUAGES, say
from analysis.documents.actions import Actions, read_actions
from analysis.documents.grid import Cell, Line, Place, Row, Table
from analysis.documents.plan import Plan
from analysis.entities.registry import read_registry
from analysis.frames.build import build_corpus

EXAMPLES = int(os.environ.get("REDESOCIAL_FUZZ", "60"))
FEW = settings(max_examples=EXAMPLES, deadline=None, derandomize="REDESOCIAL_FUZZ" not in os.environ)
SLOW = settings(FEW, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])

HEADINGS = st.sampled_from(
    ["Eixo", "Área", "Objetivo geral", "Objetivo específico", "Ação", "Atividades", "Responsável", "Parceiros",
     "Indicadores", "Meta", "Cronograma", "Início", "Fim", "Orçamento", "Xpto", "", "Jan", "Fev", "J", "1.º T"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["Feira", "1.", "Eixo 1: Saúde", "EIXO 2", "CM e GNR", "GNR; PSP", "X", "■", "-", "maio", "Jan-Dez", "todo o ano",
     "Total", "Nota: a rever", "☒ Jan ☐ Fev", "12", "Ação: Baile", "Responsável: CM", "\n", " ", "<script>x</script>",
     '=HYPERLINK("x")', "\u200b", "É", "(", "A" * 400]
)  # fmt: skip
TEXTS = st.one_of(WORDS, HEADINGS, st.text(max_size=12))
FILLS = st.sampled_from([None, None, None, "d9d9d9", "1f497d"])
CELLS = st.builds(Cell, TEXTS, FILLS)
JOINED = st.builds(lambda fill, joined: Cell("", fill, joined), FILLS, st.sampled_from(["left", "above"]))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 8))
    head = draw(st.lists(st.builds(Cell, HEADINGS, FILLS), min_size=width, max_size=width))
    body = draw(st.lists(st.lists(st.one_of(CELLS, CELLS, JOINED), min_size=1, max_size=width + 1), max_size=6))
    rows = [head, *body] if draw(st.booleans()) or not body else body
    return Table(tuple(Row(tuple(row), Place(line=n)) for n, row in enumerate(rows, 1)))


LINES = st.builds(Line, TEXTS, st.just(Place(line=1)), st.sampled_from([None, None, 1, 2]))
BLOCKS = st.lists(st.one_of(tables(), tables(), LINES), min_size=1, max_size=5)


@SLOW
@given(BLOCKS)
def test_any_table_is_read_to_the_same_sound_actions(blocks: list[Line | Table]) -> None:
    read = read_actions(blocks)
    assert read == read_actions(blocks)
    assert [action.seq for action in read.actions] == list(range(1, len(read.actions) + 1))
    for action in read.actions:
        assert action.action
        assert action.place.table
        assert action.place.row
        assert action.months is None or (action.months and set(action.months) <= set(range(1, 13)))
        assert action.schedule_status in ("stated", "drawn", "not_stated", "absent", "unreadable")
        assert not (action.months and action.schedule_status not in ("stated", "drawn"))
    for decision in read.decisions:
        for lang in LANGUAGES:
            assert say(f"issue.{decision.key}.problem", lang, **decision.values)


@SLOW
@given(BLOCKS)
def test_any_reading_makes_frames_that_keep_their_schemas(registry_of_data, blocks: list[Line | Table]) -> None:
    read = read_actions(blocks)
    corpus = build_corpus([_plan(read)], registry_of_data)
    assert len(corpus.actions) == len(read.actions)
    assert set(corpus.participations["action_id"]) <= set(corpus.actions["action_id"])


@pytest.fixture(scope="module")
def registry_of_data():
    return read_registry(data_folder())


def _plan(read: Actions) -> Plan:
    return Plan(
        "plano", None, None, None, None, None, "plano.txt", "text", "0" * 64, read.actions, read.decisions, read.lines
    )


SIGNS = st.sampled_from(
    ["GNR", "CM", "e", "de", "da", "–", "-", "&", "+", "/", ";", ",", "\n", "\v", '"', "“", "”", "(", ")", "•", "|",
     ":", "Associação", "Escola", "Cáritas", "Clube", "X", "0", "1.", "Lda.", "Junta de Freguesia",
     "União das Freguesias",
     "OU", "Agrup.", "Escolas", "todos os parceiros", "IPSS", "d'", "Parceiros:", "Beja", "Porto", "Santa", "..", " "]
)  # fmt: skip
BODY_CELLS = st.lists(st.builds("".join, st.lists(SIGNS, max_size=12)), min_size=1, max_size=12)


@SLOW
@given(BODY_CELLS)
def test_any_cells_of_bodies_are_read_as_one_plan(registry_of_data, cells: list[str]) -> None:
    blocks = [Table((_row("Ação", "Parceiros"), *(_row("Feira", cell) for cell in cells)))]
    corpus = build_corpus([_plan(read_actions(blocks))], registry_of_data)
    assert len(corpus.actions) <= len(cells)
    assert corpus.participations["confidence"].between(0, 1).all()


def _row(*texts: str) -> Row:
    return Row(tuple(map(Cell, texts)), Place(line=1))

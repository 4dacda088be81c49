"""Months of bodies and of parts of a plan: numbers in cells, hatching where nothing is known, frames of overload."""

import pytest
from matplotlib.text import Annotation

from analysis import organisation_load, overloaded_months, schedule_load
from analysis.frames.schema import MONTHS
from analysis.presentation.cells import Cells, Words
from analysis.presentation.figures import draw_load_parts, draw_organisation_months
from analysis.presentation.heatmaps import MOST_BODIES
from analysis.presentation.month_maps import OVERLOAD
from analysis.presentation.style import UNKNOWN_HATCH


def names_of(corpus):
    return corpus.organisations.set_index("organisation_id")["short_name"]


def months_of(corpus, **options):
    return draw_organisation_months(organisation_load(corpus), names=names_of(corpus), **options)


def numbers(ax):
    return [int(told) for told in written(ax)]


def written(ax):
    return [told for words in ax.findobj(Words) for _, _, told, _ in words.words]


def cells(ax):
    return [cell for drawn in ax.findobj(Cells) for cell in drawn.cells]


def hatched(ax):
    return [cell for cell in cells(ax) if cell.hatch]


def is_one_band(ax):
    return [patch.get_hatch() for patch in ax.patches] == [UNKNOWN_HATCH] and not cells(ax)


def framed(ax):
    return sorted((round(p.get_x() - 0.05), round(p.get_y() - 0.05)) for p in ax.patches if not p.get_fill())


def rows(ax):
    return [t.get_text().replace("\n", " ") for t in ax.get_yticklabels()]


def beside(ax):
    annotations = [t for t in ax.texts if isinstance(t, Annotation)]
    return [(t.get_text(), t.xy[1]) for t in annotations if t.xycoords == ax.get_yaxis_transform()]


def test_body_whose_months_are_unknown_is_hatched_from_january_to_december(corpus_of):
    ax = months_of(corpus_of("CMA", "GNR", months=[[1, 2], None]))
    assert len(hatched(ax)) == 12
    assert numbers(ax) == [1, 1]
    assert ax.get_legend().get_texts()[0].get_text() == "meses não indicados"


def test_known_zero_is_not_hatched(corpus_of):
    ax = months_of(corpus_of("CMA", months=[[1]]))
    assert hatched(ax) == []
    assert len(cells(ax)) == 12
    assert ax.get_legend() is None


def test_body_known_in_part_has_its_unknown_share_at_the_right(corpus_of):
    ax = months_of(corpus_of("GNR GNR CMA", "CMA", "PSP", months=[[1], None, None]))
    assert rows(ax) == ["CMA", "GNR", "PSP"]
    assert beside(ax) == [
        ("50\u00a0% sem meses", 0.5)
    ]  # the first row; that of nothing known is hatched, with no share
    assert "À direita: a parte das ações de cada linha" in ax.get_label()
    assert not beside(months_of(corpus_of("CMA", months=[[1]])))


def test_where_nothing_is_known_one_band_says_so(corpus_of):
    ax = months_of(corpus_of("CMA", "GNR"))
    assert is_one_band(ax)
    assert "não indica os meses de nenhuma ação" in ax.texts[0].get_text()
    assert numbers(ax) == []


@pytest.mark.parametrize(("lang", "first"), [("pt", "janeiro"), ("en", "January")])
def test_months_are_written_in_the_language(corpus_of, lang, first):
    ax = months_of(corpus_of("CMA", months=[[1]]), lang=lang)
    labels = [t.get_text() for t in ax.get_xticklabels()]
    assert len(labels) == 12
    assert labels[0] == first


def test_months_of_the_plans_are_their_counts(real):
    load = organisation_load(real)[list(MONTHS)].dropna()
    assert sorted(numbers(months_of(real))) == sorted(int(v) for v in load.to_numpy().ravel() if v)


def test_loads_of_a_weight_are_written_with_decimals(corpus_of):
    corpus = corpus_of("CMA", "CMA", months=[[1, 2, 3, 4], [4]])
    load = organisation_load(corpus, weight="split")
    ax = draw_organisation_months(load, names=names_of(corpus), weight="split")
    assert written(ax)[:4] == ["0,25", "0,25", "0,25", "1,25"]
    assert ax.get_title(loc="left") == "Que parte das suas ações cai a cada entidade em cada mês"


def test_overloaded_month_has_a_frame_and_its_words(corpus_of):
    corpus = corpus_of("GNR", "CMA GNR", "CMA", "CMA", months=[[1, 2], [5], [5], [5]])
    overloaded = overloaded_months(corpus, threshold=2, least=3)
    assert list(overloaded.index) == [("vila-2024", "cma", 5)]
    ax = months_of(corpus, overloaded=overloaded)
    assert rows(ax) == ["CMA", "GNR"]
    assert framed(ax) == [(4, 0)]
    assert next(p for p in ax.patches if not p.get_fill()).get_edgecolor()[:3] == pytest.approx(
        (0.835, 0.369, 0), abs=0.01
    )
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["mês muito acima da média da entidade"]
    assert OVERLOAD == "#D55E00"


def test_without_overload_nothing_is_framed(corpus_of):
    corpus = corpus_of("CMA", months=[[5]])
    ax = months_of(corpus, overloaded=overloaded_months(corpus))
    assert framed(ax) == []
    assert ax.get_legend() is None


def test_of_very_many_bodies_the_first_are_drawn_and_the_others_told(corpus_of):
    corpus = corpus_of(" ".join(f"E{n}" for n in range(MOST_BODIES + 3)), months=[[1]])
    ax = months_of(corpus, lang="en")
    assert len(rows(ax)) == MOST_BODIES
    assert "Not drawn: 3 bodies with fewer actions" in ax.get_label()


def test_parts_are_domains_in_the_order_of_the_document_with_their_unknown_share(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA", "CMA", domains=["Z", "Z", "A", None], months=[[1], None, None, [2]])
    ax = draw_load_parts(schedule_load(corpus, by="domain"))
    assert rows(ax) == ["Z", "A", "(sem domínio indicado)"]
    assert beside(ax) == [("50\u00a0% sem meses", 0.5)]
    assert len(hatched(ax)) == 12
    assert numbers(ax) == [1, 1]


@pytest.mark.parametrize(
    ("by", "names"),
    [("kind", {"Município", "Segurança e socorro"}), ("role", {"Responsável", "Parceiro"}), ("theme", {"(sem tema)"})],
)
def test_parts_are_named_in_words(corpus_of, by, names):
    corpus = corpus_of("CMA", months=[[1]], partners=["GNR"])
    assert set(rows(draw_load_parts(schedule_load(corpus, by=by)))) == names


def test_action_of_several_kinds_is_said_to_count_in_each(corpus_of):
    corpus = corpus_of("CMA GNR", months=[[1]])
    assert "conta em cada um" in draw_load_parts(schedule_load(corpus, by="kind")).get_label()
    assert "conta em cada um" not in draw_load_parts(schedule_load(corpus, by="domain")).get_label()


def test_parts_of_which_nothing_is_known_are_one_band(corpus_of):
    ax = draw_load_parts(schedule_load(corpus_of("CMA"), by="domain"))
    assert is_one_band(ax)
    assert ax.get_label() == "O texto do documento não indica os meses de nenhuma ação."


def test_plan_without_parts_says_so(corpus_of):
    ax = draw_load_parts(schedule_load(corpus_of(), by="domain"), lang="en")
    assert ax.get_label() == "The plan has nothing to show here."

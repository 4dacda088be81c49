"""Plans side by side: a panel a measure, dots with intervals, this plan told from the others."""

import numpy as np
import pandas as pd
import pytest

from analysis.common.wording import label
from analysis.measures.comparisons.plans import COLUMNS, plan_comparison
from analysis.presentation.comparisons import NAMED
from analysis.presentation.figures import display_figure, draw_comparison
from analysis.presentation.sentences import plan_names


def compared(rows):
    """Return a comparison of rows plan -> measure -> value, or (value, low, high)."""
    measures = list(dict.fromkeys(measure for told in rows.values() for measure in told))
    index = pd.MultiIndex.from_product([rows, measures], names=["plan_id", "measure"])
    frame = pd.DataFrame(pd.NA, index=index, columns=list(COLUMNS))
    for plan, told in rows.items():
        for measure, numbers in told.items():
            ends = numbers if isinstance(numbers, tuple) else (numbers, pd.NA, pd.NA)
            frame.loc[(plan, measure), ["value", "low", "high"]] = ends
    return frame.astype(COLUMNS)


def plans_of(ids):
    rows = [{"plan_id": i, "municipality": i.split("-")[0].capitalize(), "year": int(i[-4:])} for i in ids]
    return pd.DataFrame(rows).astype({"year": "Int64"})


def panels_of(ax):
    return {panel.get_title(loc="left").replace("\n", " "): panel for panel in ax.figure.axes if panel.axison}


def dots(panel, marker="o"):
    """Return (row, value) of each dot, from the top."""
    of_marker = [line for line in panel.lines if line.get_marker() == marker]
    return sorted((int(y), float(x)) for line in of_marker for x, y in line.get_xydata())


def whiskers(panel):
    return [tuple(map(float, ends[:, 0])) for lines in panel.collections for ends in lines.get_segments()]


def words(panel):
    return [text.get_text() for text in panel.texts]


THREE = {
    "vila-2024": {"actions": 4, "lone_share": (0.25, 0.1, 0.5), "gini_months": pd.NA},
    "foz-2023": {"actions": 10, "lone_share": (0.5, 0.3, 0.7), "gini_months": pd.NA},
    "serra-2022": {"actions": 7, "lone_share": pd.NA, "gini_months": pd.NA},
}


def drawn(rows, plan_id="vila-2024", **options):
    return draw_comparison(compared(rows), plans_of(rows), plan_id=plan_id, level=0.95, **options)


def test_plan_is_called_by_municipality_and_year_or_by_its_id(corpus_of, in_year, joined):
    named = in_year(corpus_of("CMA"), 2024)
    other = corpus_of("CMA", plan_id="foz-2023", municipality="Foz")
    assert plan_names(joined(named, other).plans).to_dict() == {"vila-2024": "Vila 2024", "foz-2023": "foz-2023"}
    assert list(plan_names(joined(named, other).plans, own="foz-2023").index) == ["foz-2023", "vila-2024"]


def test_this_plan_is_a_diamond_on_top_and_the_others_are_dots():
    panel = panels_of(drawn(THREE, "foz-2023"))["Ações"]
    assert dots(panel, "D") == [(0, 10.0)]
    assert dots(panel) == [(1, 4.0), (2, 7.0)]
    assert [tick.get_text() for tick in panel.get_yticklabels()] == ["Foz 2023", "Vila 2024", "Serra 2022"]


def test_interval_is_drawn_where_there_is_one():
    panels = panels_of(drawn(THREE))
    assert whiskers(panels["Ações"]) == []
    assert sorted(whiskers(panels["Percentagem de ações de uma só entidade"])) == [(0.1, 0.5), (0.3, 0.7)]


def test_plan_that_does_not_state_it_has_no_dot_but_words():
    panel = panels_of(drawn(THREE))["Percentagem de ações de uma só entidade"]
    assert len(dots(panel)) + len(dots(panel, "D")) == 2
    assert words(panel) == ["não indicado"]
    assert panel.texts[0].get_position()[1] == 2


def test_measure_that_no_plan_states_is_named_and_has_no_panel():
    ax = drawn(THREE)
    assert list(panels_of(ax)) == ["Ações", "Percentagem de ações de uma só entidade"]
    assert f"Nenhum plano permite saber: {label('column', 'gini_months')}." in ax.get_label()


def test_line_that_is_no_interval_but_bounds_is_told():
    comparison = compared({"vila-2024": {"gini_months": (0.2, 0.1, 0.4), "actions": 4}})
    comparison.loc[("vila-2024", "gini_months"), "interval"] = "bounds"
    ax = draw_comparison(comparison, plans_of(["vila-2024"]), plan_id="vila-2024", level=0.95)
    assert f"Em «{label('column', 'gini_months')}», a linha é o que pode valer" in ax.get_label()
    assert "pode valer" not in drawn(THREE).get_label()


def test_share_goes_from_zero_to_the_whole_and_a_count_from_zero():
    panels = panels_of(drawn(THREE, lang="en"))
    share, count = panels["Share of single-body actions"], panels["Actions"]
    assert share.get_xlim() == (0, 1)
    assert [tick.get_text() for tick in share.get_xticklabels()] == ["0%", "50%", "100%"]
    assert count.get_xlim()[0] == 0
    assert count.get_xlim()[1] > 10


def test_many_plans_stand_in_the_order_of_the_value_beside_their_median():
    rows = {f"p{i}-2023": {"actions": value} for i, value in enumerate([5, 9, 1, 3, 7, 2, 8, 4, 6])}
    rows["q-2023"] = {"actions": pd.NA}
    assert len(rows) > NAMED
    ax = drawn(rows, "p0-2023")
    (panel,) = panels_of(ax).values()
    assert dots(panel, "D") == [(4, 5.0)]
    assert sorted(dots(panel)) == [(row, 9.0 - row) for row in range(9) if row != 4]
    assert [line.get_xdata()[0] for line in panel.lines if line.get_linestyle() == "--"] == [5.0]  # of 1 to 9
    (greatest,) = panels_of(drawn(rows, "p1-2023")).values()
    assert [line.get_xdata()[0] for line in greatest.lines if line.get_linestyle() == "--"] == [4.5]  # of 1 to 8
    assert not panel.get_yticklabels()
    assert panel.get_xlabel() == "não indicado: 1 outro plano"
    assert "os outros 9" in ax.get_label()


def test_note_of_few_plans_has_no_median_and_of_one_plan_no_others():
    few, alone = drawn(THREE).get_label(), drawn({"vila-2024": THREE["vila-2024"]}).get_label()
    assert "mediana" not in few
    assert "os outros 2" in few
    assert "outro" not in alone
    assert "95\N{NO-BREAK SPACE}%" in few


@pytest.mark.parametrize(
    ("lang", "told"),
    [("pt", "Nenhum plano tem medidas para comparar."), ("en", "No plan has measures to compare.")],
)
def test_nothing_known_gives_a_sentence(lang, told):
    ax = drawn({"vila-2024": {"gini_months": pd.NA}}, lang=lang)
    assert words(ax) == [told]


def test_alternative_text_begins_with_the_title_of_all_panels(shown):
    display_figure(drawn(THREE), "comparison")
    ((_, metadata),) = shown
    assert metadata["analysis"]["alt"].startswith("Medidas de cada plano. Losango laranja: este plano.")


def test_each_value_of_the_measure_is_drawn_once(corpus_of, joined):
    corpus = joined(
        corpus_of("CMA", "CMA GNR", "", months=[[1], None, None]),
        corpus_of("GNR", "IPSS CMA", plan_id="foz-2023", municipality="Foz"),
    )
    comparison = plan_comparison(corpus, draws=20)
    ax = draw_comparison(comparison, corpus.plans, plan_id="vila-2024", level=0.95)
    drawn_values = [value for panel in panels_of(ax).values() for m in "Do" for _, value in dots(panel, m)]
    assert sorted(drawn_values) == pytest.approx(sorted(comparison["value"].dropna().astype(float)))
    limits = comparison.dropna(subset=["low"])[["low", "high"]].to_numpy(dtype=float)
    lines = [ends for panel in panels_of(ax).values() for ends in whiskers(panel)]
    assert np.sort(lines, axis=0) == pytest.approx(np.sort(limits, axis=0))


def test_plan_of_another_size_is_pale_where_the_measure_depends_on_size():
    rows = {
        "vila-2024": {"actions": 10, "density": (0.5, 0.4, 0.6)},
        "foz-2023": {"actions": 15, "density": (0.6, 0.5, 0.7)},
        "serra-2022": {"actions": 60, "density": (0.2, 0.1, 0.3)},
    }
    ax = drawn(rows)
    pale = {
        name: [
            (place, line.get_markerfacecolor() == "white")
            for line in panel.lines
            if line.get_marker() == "o"
            for place in line.get_ydata()
        ]
        for name, panel in panels_of(ax).items()
    }
    assert {name: sorted(places) for name, places in pale.items()} == {
        "Ações": [(1, False), (2, False)],
        "Densidade": [(1, False), (2, True)],
    }
    assert "com que esta medida não se compara" in ax.get_label()
    del rows["serra-2022"]
    assert "não se compara" not in drawn(rows).get_label()


def test_median_of_many_plans_is_of_those_that_are_compared():
    rows = {f"p{i}-2023": {"actions": 10, "density": i / 10} for i in range(9)}
    rows["q-2023"] = {"actions": 100, "density": 1.0}
    panel = panels_of(drawn(rows, "p0-2023"))["Densidade"]
    assert [line.get_xdata()[0] for line in panel.lines if line.get_linestyle() == "--"] == [0.45]  # of 0.1 to 0.8


def test_index_goes_from_zero_to_one_and_ticks_have_the_same_decimals():
    rows = {"vila-2024": {"gini_months": 0.028, "organisations_per_action": 2.6}}
    panels = panels_of(drawn(rows))
    index, mean = panels[label("column", "gini_months")], panels[label("column", "organisations_per_action")]
    assert index.get_xlim() == (0, 1)
    assert [tick.get_text() for tick in index.get_xticklabels()] == ["0,0", "0,5", "1,0"]
    mean.figure.canvas.draw()
    assert len({len(tick.get_text()) for tick in mean.get_xticklabels()}) == 1

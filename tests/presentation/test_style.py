"""What every figure promises: nothing global changes, same bytes each time, no text beyond the page."""

import hashlib
import os
import subprocess
import sys
from itertools import pairwise

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

from analysis import (
    busy_together,
    coverage_matrix,
    domain_coverage,
    levelling_plan,
    load_balance,
    load_corpus,
    month_bounds,
    organisation_load,
    overloaded_months,
    partner_graph,
    schedule_load,
    weighted_loads,
)
from analysis.presentation.figures import (
    display_figure,
    draw_busy_together,
    draw_coverage,
    draw_domains,
    draw_gantt,
    draw_levelling,
    draw_load_parts,
    draw_load_weights,
    draw_months,
    draw_organisation_months,
    draw_partners,
)
from analysis.presentation.sides import Side
from analysis.presentation.style import row_edges, svg_of, wrapped

FIGURES = (
    "partners", "coverage", "domains", "months", "organisation_months", "bounded_months", "gantt", "load_weights",
    "load_parts", "busy_together", "levelling", "overloaded_months",
)  # fmt: skip


def boxes_of(page, renderer):
    """Return the texts that are drawn, each with its box; ticks are not, as the sides write them."""
    ticks = {label for ax in page.axes for axis in (ax.xaxis, ax.yaxis) for label in axis.get_ticklabels(which="both")}
    drawn = [t for t in page.findobj(Text) if t not in ticks and t.get_text().strip() and t.get_visible()]
    beside = [box for side in page.findobj(Side) for box in side.boxes(renderer)]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in drawn] + beside


def draw(figure, corpus, lang="pt"):
    names = corpus.organisations.set_index("organisation_id")["short_name"]
    if figure == "partners":
        return draw_partners(partner_graph(corpus), lang=lang)
    if figure == "coverage":
        return draw_coverage(coverage_matrix(corpus), names=names, lang=lang)
    if figure == "domains":
        return draw_domains(domain_coverage(corpus), lang=lang)
    if figure == "months":
        return draw_months(schedule_load(corpus).iloc[0], actions=len(corpus.actions), lang=lang)
    if figure == "bounded_months":
        bounds = month_bounds(corpus).loc[corpus.plan_ids[0]]
        return draw_months(schedule_load(corpus).iloc[0], actions=len(corpus.actions), bounds=bounds, lang=lang)
    if figure == "gantt":
        return draw_gantt(corpus, schedule_load(corpus, by="domain"), lang=lang)
    if figure == "load_weights":
        return draw_load_weights(weighted_loads(corpus), load_balance(corpus, weight="occurrences"), lang=lang)
    if figure == "load_parts":
        return draw_load_parts(schedule_load(corpus, weight="split", by="domain"), weight="split", lang=lang)
    if figure == "busy_together":
        return draw_busy_together(busy_together(corpus), names=names, lang=lang)
    if figure == "levelling":
        plan = levelling_plan(corpus)
        return draw_levelling(plan.effect, plan.loads, lang=lang)
    weight = "actions" if figure == "organisation_months" else "split"
    overloaded = None if figure == "organisation_months" else overloaded_months(corpus, weight=weight)
    load = organisation_load(corpus, weight=weight)
    return draw_organisation_months(load, names=names, weight=weight, overloaded=overloaded, lang=lang)


@pytest.fixture
def small(corpus_of):
    return corpus_of("CMA GNR", "IPSS", "", domains=["A", "B", None], months=[[1, 2], None, None])


@pytest.mark.parametrize("figure", FIGURES)
def test_plan_without_actions_draws(figure, corpus_of):
    draw(figure, corpus_of()).figure.canvas.draw()


@pytest.mark.parametrize("figure", FIGURES)
def test_plan_that_names_nobody_draws(figure, corpus_of):
    draw(figure, corpus_of("", domains=[None])).figure.canvas.draw()


@pytest.mark.parametrize("figure", FIGURES)
def test_global_style_is_not_changed(figure, small):
    before = dict(plt.rcParams)
    svg_of(draw(figure, small).figure)
    assert dict(plt.rcParams) == before


@pytest.mark.parametrize("figure", FIGURES)
def test_same_figure_gives_the_same_bytes(figure, small):
    assert svg_of(draw(figure, small).figure) == svg_of(draw(figure, small).figure)


def test_figures_do_not_depend_on_the_hash_seed_of_python():
    script = """if True:
        import hashlib, runpy, sys
        drawn = runpy.run_path(sys.argv[1])
        corpus = drawn["load_corpus"]("lagos-2023")
        for figure in drawn["FIGURES"]:
            svg = drawn["svg_of"](drawn["draw"](figure, corpus).figure)
            print(hashlib.sha256(svg.encode()).hexdigest())
        """
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    run = subprocess.Popen(
        [sys.executable, "-c", script, __file__], env={**os.environ, "PYTHONHASHSEED": seed}, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    corpus = load_corpus("lagos-2023")
    here = [hashlib.sha256(svg_of(draw(f, corpus).figure).encode()).hexdigest() for f in FIGURES]
    assert run.communicate(timeout=120)[0].split() == here


@pytest.mark.parametrize("figure", FIGURES)
def test_all_text_is_on_the_saved_page(figure, real):
    page = draw(figure, real).figure
    page.canvas.draw()
    renderer = page.canvas.get_renderer()
    saved = page.get_tightbbox(renderer).padded(0.15).transformed(page.dpi_scale_trans)
    boxes = boxes_of(page, renderer)
    assert len(boxes) > 1
    outside = [
        told
        for told, box in boxes
        if not (saved.x0 <= box.x0 and box.x1 <= saved.x1 and saved.y0 <= box.y0 and box.y1 <= saved.y1)
    ]
    assert outside == []


@pytest.mark.parametrize("figure", ["coverage", "domains", "organisation_months"])
def test_axis_labels_do_not_overlap(figure, real):
    ax = draw(figure, real)
    ax.figure.canvas.draw()
    _, left = ax.findobj(Side)
    heights = sorted((box.y0, box.y1) for _, box in left.boxes(ax.figure.canvas.get_renderer()))
    assert heights
    assert all(above[0] >= below[1] - 1 for below, above in pairwise(heights))


def test_svg_holds_no_date_and_asks_nothing_of_the_network(corpus_of):
    svg = svg_of(draw("months", corpus_of("CMA", months=[[1]])).figure)
    assert "<dc:date>" not in svg
    assert "<image" not in svg
    assert "<script" not in svg


def test_displayed_figure_is_svg_with_name_and_words_and_is_closed(shown, corpus_of):
    ax = draw("domains", corpus_of("CMA"))
    display_figure(ax, "actions-per-domain", "Um domínio.")
    ((bundle, metadata),) = shown
    assert bundle["image/svg+xml"].startswith("<?xml")
    assert bundle["text/plain"] == "Ações por domínio. Um domínio."
    assert metadata == {"analysis": {"name": "actions-per-domain", "alt": "Ações por domínio. Um domínio."}}
    assert not plt.fignum_exists(ax.figure.number)


def test_figure_that_only_repeats_that_nothing_is_known_is_closed_and_not_shown(shown, corpus_of):
    for figure in ("months", "bounded_months", "gantt", "organisation_months", "load_weights"):
        ax = draw(figure, corpus_of("CMA", "GNR"))
        display_figure(ax, figure, "Não se sabem os meses.")
        assert not plt.fignum_exists(ax.figure.number)
    assert shown == []
    display_figure(draw("months", corpus_of("CMA", "GNR", months=[[1], None])), "months")
    assert len(shown) == 1


def test_wrapped_text_loses_no_word():
    assert wrapped("um dois três", 7) == "um dois\ntrês"
    assert wrapped("desinstitucionalização", 5) == "desinstitucionalização"
    assert wrapped("", 5) == ""


def test_rows_have_room_for_the_lines_of_their_labels():
    one, four = row_edges(["a"]), row_edges(["a\nb\nc\nd"])
    assert (row_edges([]), one) == ([0.0], [0.0, 1.0])
    assert four[1] > 1.5

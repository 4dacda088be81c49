"""Heat maps: a number in every cell that is not zero, that can be read."""

from matplotlib.text import Annotation

from analysis import coverage_matrix
from analysis.presentation.cells import Cells, Words
from analysis.presentation.figures import draw_coverage
from analysis.presentation.heatmaps import MOST_BODIES
from analysis.presentation.style import wrapped


def names_of(corpus):
    return corpus.organisations.set_index("organisation_id")["short_name"]


def coverage_of(corpus, **options):
    return draw_coverage(coverage_matrix(corpus), names=names_of(corpus), **options)


def numbers(ax):
    return [int(told) for words in ax.findobj(Words) for _, _, told, _ in words.words]


def cells(ax):
    return [cell for drawn in ax.findobj(Cells) for cell in drawn.cells]


def test_every_cell_that_is_not_zero_has_its_number(corpus_of):
    ax = coverage_of(corpus_of("CMA GNR", "CMA", "IPSS", domains=["A", "A", "B"]))
    assert sorted(numbers(ax)) == [1, 1, 2]
    assert len(cells(ax)) == 6


def test_cells_of_the_plans_are_their_counts(real):
    matrix = coverage_matrix(real)
    ax = coverage_of(real)
    assert sorted(numbers(ax)) == sorted(int(v) for v in matrix.to_numpy().ravel() if v)
    assert len(cells(ax)) == matrix.size


def test_rows_are_domains_and_columns_are_bodies_by_short_name(corpus_of):
    ax = coverage_of(corpus_of("CMA", "CMA GNR", domains=["Z", "A"]))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Z", "A"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["CMA", "GNR"]


def margins(ax):
    """Return what stands below the columns and beside the rows."""
    *counts, small_print = [t for t in ax.texts if isinstance(t, Annotation)]
    assert small_print.get_text() == wrapped(ax.get_label(), 125)
    below = [t.get_text() for t in counts if t.xycoords == ax.get_xaxis_transform()]
    return below, [t.get_text() for t in counts[len(below) :]]


def test_margins_are_the_actions_of_each_body_and_the_bodies_of_each_domain(corpus_of):
    ax = coverage_of(corpus_of("CMA GNR", "CMA", "IPSS", "", domains=["A", "A", "B", "C"]))
    assert margins(ax) == (["2", "1", "1"], ["2 entidades", "1 entidade", "0 entidades"])


def test_order_of_likeness_is_said_only_of_a_matrix_in_that_order(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", domains=["A", "B"])
    assert "semelhança" in coverage_of(corpus, seriated=True).get_label()
    assert "semelhança" not in coverage_of(corpus).get_label()


def test_of_very_many_bodies_those_with_most_actions_are_drawn_and_the_others_told(corpus_of):
    many = " ".join(f"E{n:02}" for n in range(MOST_BODIES + 2))
    ax = coverage_of(corpus_of(many, f"E{MOST_BODIES + 1}"))
    assert len(cells(ax)) == MOST_BODIES
    assert f"E{MOST_BODIES + 1}" in [t.get_text() for t in ax.get_xticklabels()]
    assert "Fora do desenho: 2 entidades" in ax.get_label()
    assert margins(ax)[1] == [f"{MOST_BODIES + 2} entidades"]


def test_number_can_be_read_on_its_cell(real):
    ax = coverage_of(real)
    (words,) = ax.findobj(Words)
    assert words.words
    for x, y, told, colour in words.words:
        cell = next(c for c in cells(ax) if c.x < x < c.x + c.width and c.y < y < c.y + c.height)
        assert contrast(cell.facecolor, colour) >= 4.5, told


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 defines it."""
    from matplotlib.colors import to_rgb

    def luminance(colour):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)

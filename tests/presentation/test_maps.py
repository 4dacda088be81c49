"""The map: every municipality a dot, the plans coloured, named where there is room, and nothing unknown passed over."""

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder
from analysis.measures.comparisons.plans import COLUMNS
from analysis.presentation.figures import draw_map
from analysis.presentation.maps import MOST_NAMED, PARTS
from analysis.presentation.style import is_said


@pytest.fixture(autouse=True)
def any_number(request, monkeypatch):
    """Draw few plans too, which are easier to look at."""
    if "few" not in request.node.name:
        monkeypatch.setattr("analysis.presentation.maps.LEAST", 1)


def test_few_plans_are_a_sentence():
    ax = map_of(FAR)
    assert not ax.child_axes
    assert ax.get_label().startswith("Com menos de 5 planos")
    assert is_said(ax)


PLACES = read_municipalities(data_folder())
MAINLAND = sorted((p for p in PLACES if int(p.ine_code[:2]) <= 18), key=lambda p: p.lat)
AZORES = [p for p in PLACES if int(p.ine_code[:2]) >= 41]
FAR = [MAINLAND[0], MAINLAND[-1], MAINLAND[len(MAINLAND) // 2]]  # south, north, between


def map_of(places, values=None, **options):
    """Draw plans of these municipalities, None for one that is not known, with these values."""
    ids = [f"p{i:03}-2023" for i in range(len(places))]
    plans = pd.DataFrame(
        {
            "plan_id": ids,
            "municipality": [p.municipality if p else None for p in places],
            "ine_code": [p.ine_code if p else None for p in places],
            "year": 2023,
        }
    )
    values = values if values is not None else [0.5] * len(places)
    index = pd.MultiIndex.from_product([ids, ["target_share"]], names=["plan_id", "measure"])
    comparison = pd.DataFrame({"value": values}, index=index).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    ax = draw_map(comparison, plans, plan_id=ids[0], measure="target_share", **options)
    ax.figure.canvas.draw()
    return ax


def frames(ax):
    """Return the frames that hold municipalities: mainland, Azores, Madeira and, of a region, the closer one."""
    return [part for part in ax.child_axes if part.collections]


def names(ax):
    return [text.get_text().replace("\N{NO-BREAK SPACE}", " ") for part in frames(ax) for text in part.texts]


def plans_in(part):
    """Return size, corners and colour of the mark of each plan, those that look alike together."""
    return [
        (marks.get_sizes()[0], len(marks.get_paths()[0].vertices), to_rgb(colour))
        for marks in part.collections[1:]
        for colour in marks.get_facecolors()
    ]


def test_every_municipality_stands_in_one_frame():
    parts = frames(map_of(FAR))
    assert len(parts) == len(PARTS)
    assert sum(len(part.collections[0].get_offsets()) for part in parts) == len(PLACES) == 308


def test_plans_apart_are_named_with_their_values_north_first():
    told = names(map_of(FAR, [0.25, 0.5, 1.0]))
    south, north, between = (p.municipality for p in FAR)
    assert told == [f"{north} 2023: 50 %", f"{between} 2023: 100 %", f"{south} 2023: 25 %"]


def test_this_plan_is_a_diamond_and_a_greater_value_is_darker():
    dots = plans_in(frames(map_of(FAR, [0.0, 0.5, 1.0]))[0])
    sizes, corners, colours = zip(*dots, strict=True)
    assert sizes[0] > sizes[1] == sizes[2]
    assert corners[0] < corners[1]  # four corners, no circle
    light = [sum(colour) for colour in colours]
    assert light == sorted(light, reverse=True)
    assert light[0] < 3  # zero is not white, which is not known


def test_unknown_value_is_a_white_cross_said_in_words():
    ax = map_of(FAR, [0.5, pd.NA, 1.0])
    assert sum("não indicado" in told for told in names(ax)) == 1
    assert [colour == (1, 1, 1) for *_, colour in plans_in(frames(ax)[0])] == [False, True, False]
    assert "Cruz: o plano não o indica." in ax.get_label()
    assert "Cruz" not in map_of(FAR).get_label()


def test_plan_of_no_known_municipality_is_counted():
    ax = map_of([*FAR, None], lang="en")
    assert len(names(ax)) == 3
    assert "1 plan, of no known municipality, is not on the map." in ax.get_label()


def test_neighbours_are_drawn_larger_and_their_names_do_not_overlap():
    centre = MAINLAND[len(MAINLAND) // 2]
    near = sorted(MAINLAND, key=lambda p: (p.lat - centre.lat) ** 2 + (p.lon - centre.lon) ** 2)[:20]
    ax = map_of(near)
    *_, closer = frames(ax)
    assert len(frames(ax)) == len(PARTS) + 1
    assert len(closer.texts) == 20
    boxes = [Text.get_window_extent(text) for text in closer.texts]  # an annotation's has its line
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    bold = [t.get_text().split(" 2023")[0] for t in closer.texts if t.get_fontweight() == "bold"]
    assert bold == [centre.municipality]


def test_of_too_many_plans_only_this_one_is_named():
    many = [*FAR, *MAINLAND[1 : MOST_NAMED + 2]]
    ax = map_of(many)
    assert len(names(ax)) == 1
    assert f"{len(many) - 1} planos não têm aqui o nome" in ax.get_label()


def test_plan_of_an_island_names_its_frame():
    ax = map_of([AZORES[0], *FAR, AZORES[1]])
    titles = [part.get_title(loc="left") for part in frames(ax)]
    assert [bool(title) for title in titles] == [False, True, False]
    assert titles[1].startswith(f"{AZORES[0].municipality} 2023: 50")
    assert "1 plano não tem aqui o nome" in ax.get_label()


def test_colours_are_told_from_zero_to_the_greatest_value():
    (scale,) = [part for part in map_of(FAR, [0.2, pd.NA, 0.31]).child_axes if part.images]
    assert [tick.get_text().replace("\N{NO-BREAK SPACE}", " ") for tick in scale.get_xticklabels()] == ["0 %", "31 %"]


def test_nothing_known_has_no_scale():
    ax = map_of(FAR, [pd.NA] * 3)
    assert not [part for part in ax.child_axes if part.images]
    assert len(names(ax)) == 3


@pytest.mark.parametrize(("lang", "title"), [("pt", "município a município"), ("en", "by municipality")])
def test_title_names_the_measure(lang, title):
    assert map_of(FAR, lang=lang).get_title(loc="left").endswith(title)

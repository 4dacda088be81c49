"""The product on plans of known truth: layouts to develop on, and layouts to test on only."""

from __future__ import annotations

from functools import reduce
from operator import add

import pytest

from tests.corpus.blocks import Box, Grid, placed
from tests.corpus.content import Wishes, invent
from tests.corpus.formats import PRINTED_SEED, script_of, written
from tests.corpus.layouts import LAYOUTS, Split, layouts_of
from tests.corpus.reading import Case, cases, scores
from tests.corpus.scoring import AIMS, Score, score
from tests.corpus.truth import truth_of

AIMED_AT = [name for name, aim in AIMS.items() if aim is not None]


@pytest.fixture(scope="module")
def found() -> dict[Case, Score]:
    return scores([*cases("dev"), *cases("held")])


def of_split(found: dict[Case, Score], split: Split) -> Score:
    return reduce(add, (score for (name, _, _), score in found.items() if LAYOUTS[name].split == split))


@pytest.mark.parametrize("split", ["dev", "held"])
@pytest.mark.parametrize("name", AIMED_AT)
def test_plans_of_known_truth_are_read_as_well_as_they_are_to_be(
    found: dict[Case, Score], split: Split, name: str
) -> None:
    both = of_split(found, split)
    figure, aim = both.figure(name), AIMS[name]
    assert figure is not None
    assert aim is not None
    told = [text for text in both.differences if f" {name}: " in f" {text}" or "not read: " in text]
    assert figure >= aim, f"{name} {figure:.3f}, not {aim}\n" + "\n".join(told[:40])


@pytest.mark.parametrize("name", [layout.name for layout in layouts_of("dev")])
def test_every_action_of_a_layout_to_develop_on_is_read_and_none_is_invented(
    found: dict[Case, Score], name: str
) -> None:
    low = {
        form: score.differences[:8]
        for (layout, form, _), score in found.items()
        if layout == name and (score.figure("rows") or 0) < AIMS["rows"]  # type: ignore[operator]
    }
    assert not low


def test_layouts_are_many_and_held_ones_are_not_developed_on() -> None:
    dev, held = ({layout.name for layout in layouts_of(split)} for split in ("dev", "held"))
    assert len(dev) >= 11
    assert len(held) >= 7
    assert not dev & held


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_plan_of_one_seed_is_always_the_same_and_another_seed_gives_another(layout) -> None:
    assert script_of(layout, 3) == script_of(layout, 3)
    assert script_of(layout, 3).deeds != script_of(layout, 4).deeds
    assert layout.sentence


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_printed_plans_are_at_hand_and_small(layout) -> None:
    if "pdf" not in layout.formats:
        with pytest.raises(LookupError, match=layout.name):
            written(layout, "pdf", PRINTED_SEED)
        return
    printed = written(layout, "pdf", PRINTED_SEED)
    assert printed.startswith(b"%PDF")
    assert len(printed) < 80_000


def test_a_plan_read_as_it_is_has_full_marks() -> None:
    layout = LAYOUTS["zebra_domains"]
    truth = truth_of(script_of(layout, 1), layout, "docx")
    reading = {"plan": truth["plan"], "actions": [_with_bodies(action, truth["groups"]) for action in truth["actions"]]}
    found = score(truth, reading)
    assert found.differences == []
    assert {found.figure(name) for name in AIMED_AT} <= {1.0, None}


def test_a_row_that_was_not_read_and_one_that_was_invented_both_cost() -> None:
    layout = LAYOUTS["zebra_domains"]
    truth = truth_of(script_of(layout, 1), layout, "docx")
    actions = [_with_bodies(action, truth["groups"]) for action in truth["actions"]]
    invented = {**actions[0], "action": "Total", "responsible": [], "partners": []}
    found = score(truth, {"plan": truth["plan"], "actions": [*actions[1:], invented]})
    assert (found.hits["rows"], found.told["rows"], found.read["rows"]) == (
        len(actions) - 1,
        len(actions),
        len(actions),
    )


def test_months_that_only_fills_tell_are_unknown_in_a_format_without_fills() -> None:
    layout = LAYOUTS["merged_axes"]
    drawn, lost = (truth_of(script_of(layout, 1), layout, form)["actions"] for form in ("docx", "txt"))
    assert any(action["months"] for action in drawn)
    assert {(action["months"], action["schedule_status"]) for action in lost} == {(None, "not_stated")}


def test_names_of_a_cell_whose_lines_are_lost_are_not_delimited() -> None:
    layout = LAYOUTS["merged_axes"]
    assert [truth_of(script_of(layout, 1), layout, form)["delimited"] for form in ("docx", "txt")] == [True, False]


def test_a_table_whose_boxes_do_not_fill_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="open"):
        list(placed(Grid(((Box("a"),),), (1.0, 1.0))))
    with pytest.raises(ValueError, match="wider"):
        list(placed(Grid(((Box("a", across=3),),), (1.0, 1.0))))


def test_partners_are_never_among_the_responsible_of_their_action() -> None:
    for deed in invent("any", Wishes(domains=7)).deeds:
        assert not {m.body for m in deed.responsible} & {m.body for m in deed.partners}


def _with_bodies(action: dict, groups: list[list[str]]) -> dict:
    """Return an action whose mentions carry the id of their group."""
    of = {text: str(number) for number, group in enumerate(groups) for text in group}
    named = {
        role: [{**m, "organisation_id": of[m["mention"]]} for m in action[role]] for role in ("responsible", "partners")
    }
    return {**action, **named}

"""Letters of a font: lines are as wide and as high as matplotlib's own, and what is no simple line is left to it."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from analysis.presentation.lettering import face_of, text_width

PLAIN, BOLD = FontProperties(), FontProperties(weight="bold")
LETTERS = st.text(
    "ABCGHIJKLMNOPQRSTUVWXYZabcdeghijklmnopqrstuvwxyzáâãàçéêíóôõúÁÇÉÍÓÚ0123456789 .,;:()–-%/«»ºª…≥", max_size=40
)


def ruler(text, prop):
    """Return width, height and descent of a line as matplotlib has them, in times the font's size."""
    return [side / 100 for side in TextToPath().get_text_width_height_descent(text, at_100(prop), False)]


def at_100(prop):
    return FontProperties(weight=prop.get_weight(), size=100)


@settings(max_examples=60, deadline=None)
@given(text=LETTERS, prop=st.sampled_from([PLAIN, BOLD]))
def test_line_without_ligatures_is_as_wide_and_high_as_matplotlib_has_it(text, prop):
    face = face_of(prop)
    line = face.line(text)
    measured = [side / face.units for side in (line.width, line.high - line.low, -line.low)]
    if not text.strip():  # no ink: matplotlib gives the empty line no height either
        assert line.high == line.low == 0
    assert measured == pytest.approx(ruler(text, prop), abs=0.002 * max(len(text), 1))


def test_letters_stand_as_far_apart_as_advance_and_kerning_say():
    face = face_of(PLAIN)
    a, v, av = face.line("A"), face.line("V"), face.line("AV")
    assert face.units == 2048
    assert (a.starts, a.width, v.width) == ((0,), 1401, 1401)  # of DejaVu Sans, the font that comes with matplotlib
    assert (av.starts, av.width) == ((0, 1401 - 131), 2 * 1401 - 131)  # V stands under the arm of A


def test_outline_of_a_letter_is_its_contours_in_units_of_the_font():
    (letter,) = face_of(PLAIN).line("l").letters
    assert letter.outline == "M193 1556L377 1556L377 0L193 0L193 1556Z"
    assert (letter.low, letter.high) == (0, 1556)
    (space,) = face_of(PLAIN).line(" ").letters
    assert space.outline == ""
    assert len(re.findall("M", face_of(PLAIN).line("B").letters[0].outline)) == 3  # the rim and two holes


@pytest.mark.parametrize("text", ["\N{ARABIC LETTER BEH}\N{ARABIC LETTER TEH}", "e\N{COMBINING ACUTE ACCENT}"])
def test_text_that_is_not_letters_side_by_side_has_no_line_but_a_width(text):
    assert face_of(PLAIN).line(text) is None
    assert text_width(text, PLAIN) == pytest.approx(ruler(text, PLAIN)[0], abs=0.01)


def test_text_with_a_letter_that_the_font_lacks_has_no_line():
    assert face_of(PLAIN).line("a\N{CJK UNIFIED IDEOGRAPH-4E2D}") is None


def test_empty_text_has_no_width():
    assert face_of(PLAIN).line("").width == 0
    assert text_width("", PLAIN) == 0


def test_width_grows_with_weight_and_is_that_of_the_line():
    assert text_width("AV", PLAIN) == (2 * 1401 - 131) / 2048
    assert text_width("Ação social", BOLD) > text_width("Ação social", PLAIN)


def test_letters_read_before_a_fork_can_be_read_on_by_both_processes():
    script = """if True:
        import os
        from matplotlib.font_manager import FontProperties
        from analysis.presentation.lettering import face_of
        face = face_of(FontProperties())
        face.line("a")
        text = "".join(map(chr, range(0x100, 0x250)))
        child = os.fork()
        for sign in text if child else reversed(text):
            face.line(sign)
        shapes = "".join(letter.outline for letter in face.line(text).letters)
        if not child:
            os._exit(0 if len(shapes) > 10000 else 1)
        print(os.waitpid(child, 0)[1], len(shapes) > 10000)
        """
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True)
    assert run.stdout.split() == ["0", "True"]

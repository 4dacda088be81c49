"""A fingerprint is the same for the same rows, and for no others."""

import subprocess
import sys
from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.frames.fingerprint import columns_fingerprint, fingerprint, frame_columns


def test_the_same_cells_have_the_same_fingerprint(corpus_of):
    one, other = (corpus_of("CMA GNR", "GNR", months=[[1], None]) for _ in range(2))
    assert fingerprint(one) == fingerprint(other)


def test_every_value_counts(corpus_of):
    plain = corpus_of("CMA GNR", "GNR", months=[[1], None])
    found = {fingerprint(plain)}
    for name, frame in plain.frames().items():
        for column in frame:
            if frame[column].notna().any():
                gone = frame.assign(**{column: frame[column].mask(frame[column].index == 0)})
                found.add(fingerprint(replace(plain, **{name: gone})))
    values = sum(int(frame.notna().any().sum()) for frame in plain.frames().values())
    assert len(found) == 1 + values


def test_unknown_is_no_text_and_the_order_of_rows_counts(corpus_of):
    plain = corpus_of("CMA", "GNR")
    texts = [plain.actions.assign(goal=pd.array([goal] * 2, dtype="string")) for goal in ("", "None", "nan", "<NA>")]
    turned = plain.actions.iloc[::-1]
    assert len({fingerprint(replace(plain, actions=a)) for a in (plain.actions, turned, *texts)}) == 6


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), st.text()), min_size=1))
def test_values_by_column_are_those_of_the_frame(texts):
    frame = pd.DataFrame({"a": pd.array(texts, dtype=pd.StringDtype("python"))})
    assert frame_columns(frame) == {"a": texts}
    assert columns_fingerprint({"x": frame_columns(frame)}) == columns_fingerprint({"x": {"a": texts}})


def test_it_is_known_without_pandas():
    code = "import sys, analysis.frames.reading; print(*{'pandas', 'numpy', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []

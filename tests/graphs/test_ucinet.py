"""DL files, read as the help of UCINET describes the language."""

import numpy as np
import pandas as pd
import pytest

from analysis.graphs.edge_lists import is_two_mode, ordered_nodes
from analysis.graphs.incidence import incidence_of
from analysis.graphs.partnership import participation_graph, partner_graph
from analysis.graphs.ucinet import write_ucinet


def read(path):
    """Return the labels of rows and columns and the matrix."""
    text = path.read_text(encoding="ascii")
    header, *sections = text.replace("\n", " ").partition("labels:")
    if header.endswith(("row ", "column ")):
        header = header.rsplit(maxsplit=1)[0]
    assert header.split()[0] == "dl"
    facts = dict(phrase.split("=") for phrase in header.replace(",", " ").split()[1:])
    labels_part, data = "".join(sections).split("data:")
    cells = [line.split() for line in text.split("data:\n")[1].splitlines()]
    assert data.split() == [number for cell in cells for number in cell]
    if facts["format"] == "edgelist2":
        rows, columns = (part.split() for part in labels_part.replace("labels:", "").split("column"))
        assert (len(rows), len(columns)) == (int(facts["nr"]), int(facts["nc"]))
    else:
        rows = columns = labels_part.removeprefix("labels:").split()
        assert len(rows) == int(facts["n"])
    matrix = np.zeros((len(rows), len(columns)))
    for row, column, value in cells:
        matrix[int(row) - 1, int(column) - 1] = float(value)
    return rows, columns, matrix


def key_of(path):
    key = pd.read_csv(path.with_name(f"{path.stem}-key.csv"), dtype=str, keep_default_na=False)
    assert not key["label"].duplicated().any()
    return dict(zip(key["label"], key["node_id"], strict=True))


def test_two_mode_matrix_is_the_incidence_matrix(participations, tmp_path):
    write_ucinet(participations, tmp_path / "participations.dl")
    if not is_two_mode(participations):
        assert read(tmp_path / "participations.dl")[2].shape == (0, 0)
        return
    rows, columns, matrix = read(tmp_path / "participations.dl")
    key, expected = key_of(tmp_path / "participations.dl"), incidence_of(participations)
    assert tuple(key[label] for label in rows) == expected.organisations
    assert tuple(key[label] for label in columns) == expected.actions
    assert (matrix == expected.dense()).all()


def test_one_mode_matrix_is_symmetric_and_holds_the_weights(partners, tmp_path):
    write_ucinet(partners, tmp_path / "partners.dl")
    rows, columns, matrix = read(tmp_path / "partners.dl")
    key = key_of(tmp_path / "partners.dl")
    assert rows == columns
    assert [key[label] for label in rows] == ordered_nodes(partners)
    assert (matrix == matrix.T).all()
    shared = {(key[rows[i]], key[rows[j]]): matrix[i, j] for i, j in zip(*np.nonzero(np.triu(matrix)), strict=True)}
    assert shared == {tuple(sorted(pair)): weight for *pair, weight in partners.edges(data="weight")}


def test_newman_weights_are_written_in_full(corpus_of, tmp_path):
    write_ucinet(partner_graph(corpus_of("CMA GNR JF PSP"), weight="newman"), tmp_path / "partners.dl")
    assert read(tmp_path / "partners.dl")[2][0, 1] == 1 / 3


@pytest.mark.parametrize("name", ["x.dl", "x-key.csv"])
def test_same_graph_gives_the_same_bytes(hostile_corpus, tmp_path, name):
    for folder in ("first", "second"):
        files = write_ucinet(participation_graph(hostile_corpus), tmp_path / folder / "x.dl")
        assert [file.name for file in files] == ["x.dl", "x-key.csv"]
    assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_labels_fit_into_what_ucinet_keeps_of_them(hostile_corpus, tmp_path):
    write_ucinet(participation_graph(hostile_corpus), tmp_path / "x.dl")
    rows, columns, _ = read(tmp_path / "x.dl")
    kept = [label.upper()[:18] for label in rows + columns]
    assert kept == rows + columns
    assert len(set(kept)) == len(kept)

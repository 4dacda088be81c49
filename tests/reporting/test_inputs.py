"""What a report depends on is told by content: all that changes it does, and nothing else."""

import json

import pytest

from analysis.common.errors import DocumentError
from analysis.reporting.inputs import document_changed, input_hashes, registry_changed, rows_used, versions

COMPARING = 'plan_id: str = "a"\nlang: str = "pt"\npeers: str = None'


def add(region, file, row):
    """Add a row to a file of the registry, made with its head where it is not there."""
    heads = {"action_windows": "action_id,first,last,note", "action_matches": "before,after,same,note"}
    path = region / "registry" / f"{file}.csv"
    before = path.read_text(encoding="utf-8") if path.is_file() else heads[file] + "\n"
    path.write_text(before + row + "\n", encoding="utf-8")


@pytest.fixture
def rows(region, notebook):
    """Return the hashes of the rows that a report on each plan uses, and one that compares Cuba with Alvito."""
    plain, comparing = notebook("01-toy"), notebook("05-toy", parameters=COMPARING)

    def used():
        return {
            "alvito": rows_used("alvito-2022", plain, region),
            "cuba": rows_used("cuba-2022", plain, region),
            "cuba with alvito": rows_used("cuba-2022", comparing, region, others=["alvito-2022"]),
        }

    return used


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("aliases", "Grupo Novo,gnr,,"),
        ("domains", "alvito-2022,Saúde,housing,"),
        ("action_windows", "alvito-2022/1,1,6,"),
        ("action_matches", "alvito-2021/1,alvito-2022/1,true,"),
    ],
)
def test_row_that_touches_one_plan_changes_it_and_what_compares_with_it(region, rows, file, row):
    before = rows()
    add(region, file, row)
    after = rows()
    assert {name for name in before if before[name] != after[name]} == {"alvito", "cuba with alvito"}


def test_row_of_a_municipality_without_a_plan_changes_only_what_chooses_peers(region, rows):
    before = rows()
    path = region / "registry" / "municipalities.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("0101,Águeda,,Aveiro", "0101,Águeda,,Viseu"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    after = rows()
    assert {name for name in before if before[name] != after[name]} == {"cuba with alvito"}


def test_note_or_order_of_rows_or_name_that_no_plan_mentions_changes_nothing(region, rows):
    before, files = rows(), input_hashes("cuba-2022", None, None, region)
    add(region, "aliases", "Sociedade que ninguém menciona,gnr,,")
    organisations = region / "registry" / "organisations.csv"
    head, *lines = organisations.read_text(encoding="utf-8").splitlines()
    organisations.write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    aliases = region / "registry" / "aliases.csv"
    text = aliases.read_text(encoding="utf-8")
    aliases.write_text(text.replace("CM,camara-municipal,,\n", "CM,camara-municipal,,visto\n"), encoding="utf-8")
    assert rows() == before
    assert input_hashes("cuba-2022", None, None, region)["registry"] != files["registry"]


def test_name_of_a_theme_changes_every_report(region, rows):
    before = rows()
    path = region / "registry" / "themes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",Habitação,", ",Alojamento,"), encoding="utf-8")
    after = rows()
    assert {name for name in before if before[name] == after[name]} == set()


def test_plan_that_cannot_be_read_is_named(region, notebook):
    (region / "documents" / "alvito-2022.html").write_bytes(b"")
    with pytest.raises(DocumentError) as raised:
        rows_used("cuba-2022", notebook("01-toy"), region, others=["alvito-2022"])
    assert (raised.value.key, raised.value.values["plan"]) == ("report_unreadable", "alvito-2022")


def test_hashes_of_missing_inputs_are_unknown(tmp_path):
    hashes = input_hashes("vila-2021", None, None, tmp_path)
    assert (hashes["document"], hashes["registry"], hashes["notebook"]) == (None, None, None)


def test_only_the_own_document_of_a_plan_counts(notebook, data):
    path = notebook("01-toy")
    before = input_hashes("vila-2021", path, "pt", data)
    (data / "documents" / "outra.txt").write_text("mudado", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data) == before
    (data / "documents" / "vila.txt").write_text("também mudado", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data)["document"] != before["document"]


def test_document_of_a_further_plan_that_a_report_reads_is_an_input(data, notebook):
    path = notebook("01-toy")
    alone = input_hashes("vila-2021", path, "pt", data)
    before = input_hashes("vila-2021", path, "pt", data, others=["outra-2022"])
    assert before["document"] != alone["document"]
    (data / "documents" / "outra.txt").write_text("mudou", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data) == alone
    assert input_hashes("vila-2021", path, "pt", data, others=["outra-2022"])["document"] != before["document"]


def test_registry_and_notebook_count(notebook, data):
    before = input_hashes("vila-2021", notebook("01-toy"), "pt", data)
    (data / "registry" / "aliases.csv").write_text("alias\n", encoding="utf-8")
    after = input_hashes("vila-2021", notebook("01-toy", "1"), "pt", data)
    assert before["registry"] != after["registry"]
    assert before["notebook"] != after["notebook"]


def test_outputs_saved_in_a_notebook_do_not_count(notebook, data):
    path = notebook("01-toy", "1")
    before = input_hashes("vila-2021", path, "pt", data)
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved["cells"][-1] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}], "execution_count": 3}
    path.write_text(json.dumps(saved), encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data) == before


def test_translation_counts_for_its_notebook_and_language_only(notebook, notebooks, data):
    first, second = notebook("01-toy"), notebook("02-toy")
    cases = [(first, "pt"), (first, "en"), (second, "en")]

    def hashes():
        return [input_hashes("vila-2021", path, lang, data)["notebook"] for path, lang in cases]

    before = hashes()
    (notebooks / "en.toml").write_text('[01-toy]\ntitle = "# Who works with whom"\n', encoding="utf-8")
    assert [old == new for old, new in zip(before, hashes(), strict=True)] == [True, False, True]


def test_versions_name_python_and_what_reads_computes_and_draws():
    assert {"python", "analysis", "lxml", "numpy", "pandas", "networkx", "matplotlib", "papermill"} <= versions().keys()
    assert "weasyprint" not in versions()
    assert versions(("pdf", "docx")).keys() - versions().keys() == {"weasyprint", "python-docx", "resvg-py"}


def test_time_of_what_is_not_there_is_long_ago(tmp_path, data):
    assert document_changed("vila-2021", tmp_path) == registry_changed(tmp_path) == 0
    assert document_changed("vila-2021", data) == (data / "documents/vila.txt").stat().st_mtime_ns / 1e9
    assert registry_changed(data) == (data / "registry/plans.csv").stat().st_mtime_ns / 1e9

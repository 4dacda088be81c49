import csv
import datetime
import hashlib
import json
import re

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.common.wording import LANGUAGES
from analysis.frames.load import load_corpus
from analysis.frames.publish import has_parquet, publish_csv, publish_parquet
from analysis.frames.schema import SCHEMAS

READ = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
}


@pytest.fixture(scope="module")
def corpus():
    return load_corpus()


@pytest.fixture(params=["plans", "hostile", "empty"])
def package(request, corpus, corpus_of, hostile_corpus, tmp_path):
    """Return the folder of a package and the corpus in it."""
    plans = {"plans": corpus, "hostile": hostile_corpus, "empty": corpus_of()}[request.param]
    publish_csv(plans, tmp_path)
    return tmp_path, plans


def described(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def rows_of(folder, resource):
    """Return the rows of a resource as its schema says that they are to be read."""
    with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as handle:
        head, *rows = csv.reader(handle, delimiter=resource["dialect"]["delimiter"], strict=True)
    fields = resource["schema"]["fields"]
    assert head == [field["name"] for field in fields]
    missing = resource["schema"]["missingValues"]
    types = [READ[field["type"]] for field in fields]
    return [
        {name: None if cell in missing else kind(cell) for name, kind, cell in zip(head, types, row, strict=True)}
        for row in rows
    ]


def breaches(value, constraints):
    """Return the constraints of Table Schema that a value breaks."""
    if value is None:
        return ["required"] if constraints.get("required") else []
    holds = {
        "required": lambda _: True,
        "enum": lambda codes: value in codes,
        "minimum": lambda low: value >= low,
        "maximum": lambda high: value <= high,
        "minLength": lambda least: len(value) >= least,
        "pattern": lambda pattern: re.fullmatch(pattern, value, re.DOTALL),
    }
    return [name for name, limit in constraints.items() if not holds[name](limit)]


def test_frames_are_read_back_by_their_package_with_nothing_lost(package):
    folder, plans = package
    for resource in described(folder)["resources"]:
        frame = plans.frames()[resource["name"]]
        expected = [
            {k: None if pd.isna(v) else v.date() if isinstance(v, pd.Timestamp) else v for k, v in row.items()}
            for row in frame.to_dict("records")
        ]
        assert rows_of(folder, resource) == expected


def test_rows_hold_to_their_constraints_keys_and_references(package):
    folder, _ = package
    tables = {r["name"]: (r["schema"], rows_of(folder, r)) for r in described(folder)["resources"]}
    for schema, rows in tables.values():
        for each in schema["fields"]:
            assert [b for row in rows for b in breaches(row[each["name"]], each["constraints"])] == []
        key = schema.get("primaryKey") or schema["uniqueKeys"][0]
        keys = [tuple(row[column] for column in key) for row in rows]
        assert len(set(keys)) == len(keys)
        for reference in schema["foreignKeys"]:
            (column,), target = reference["fields"], reference["reference"]
            known = {row[target["fields"][0]] for row in tables[target["resource"]][1]}
            assert {row[column] for row in rows} - {None} <= known


def test_package_has_what_the_specification_asks_for(package):
    folder, plans = package
    told = described(folder)
    assert told["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", told["name"])
    assert [r["name"] for r in told["resources"]] == list(SCHEMAS)
    assert len(told["sources"]) == len(plans.plan_ids)
    for resource in told["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["profile"] == "tabular-data-resource"
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_package_names_the_documents_that_it_rests_on(corpus, tmp_path):
    publish_csv(corpus, tmp_path)
    told = [(source["document"], source["sha256"]) for source in described(tmp_path)["sources"]]
    assert told == list(zip(corpus.plans["document"], corpus.plans["sha256"], strict=True))


def test_files_are_the_frames_both_codebooks_and_the_package(corpus, tmp_path):
    written = publish_csv(corpus, tmp_path / "new" / "folder")
    names = [*(f"{name}.csv" for name in SCHEMAS), *(f"codebook.{lang}.md" for lang in LANGUAGES), "datapackage.json"]
    assert [path.name for path in written] == names
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(names)


def test_package_is_worded_in_the_language_asked_for(corpus, tmp_path):
    titles = set()
    for lang in LANGUAGES:
        publish_csv(corpus, tmp_path / lang, lang=lang)
        titles.add(described(tmp_path / lang)["title"])
    assert len(titles) == len(LANGUAGES)


def test_same_corpus_gives_the_same_bytes(hostile_corpus, tmp_path):
    for folder in ("first", "second"):
        written = publish_csv(hostile_corpus, tmp_path / folder)
    assert all(p.read_bytes() == (tmp_path / "first" / p.name).read_bytes() for p in written)


needs_pyarrow = pytest.mark.skipif(not has_parquet(), reason="pyarrow, an extra, is not installed")


@needs_pyarrow
@pytest.mark.parametrize("which", ["plans", "hostile", "empty"])
def test_parquet_is_read_back_with_its_types_and_nothing_lost(which, corpus, corpus_of, hostile_corpus, tmp_path):
    plans = {"plans": corpus, "hostile": hostile_corpus, "empty": corpus_of()}[which]
    for path in publish_parquet(plans, tmp_path):
        back, frame = pd.read_parquet(path), plans.frames()[path.stem]
        assert [str(kind) for kind in back.dtypes] == [str(kind) for kind in frame.dtypes]
        pd.testing.assert_frame_equal(back.astype(SCHEMAS[path.stem].dtypes), frame)


@needs_pyarrow
def test_parquet_of_the_same_corpus_is_the_same_bytes(corpus, tmp_path):
    for folder in ("first", "second"):
        written = publish_parquet(corpus, tmp_path / folder)
    assert all(p.read_bytes() == (tmp_path / "first" / p.name).read_bytes() for p in written)


def test_parquet_without_its_package_is_refused_in_one_sentence(corpus_of, tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ParameterError, match="needs the package pyarrow"):
        publish_parquet(corpus_of("CMA"), tmp_path / "x")
    assert not (tmp_path / "x").exists()

import re

import pytest

from analysis.common.paths import repository
from analysis.common.wording import LANGUAGES, keys, label
from analysis.frames.codebook import codebook_text, frame_references, table_schema
from analysis.frames.schema import ROLES, SCHEMAS


def field(frame, column):
    return next(f for f in table_schema(frame, "en")["fields"] if f["name"] == column)


def test_every_column_has_a_meaning_and_no_meaning_is_of_another_column():
    told = {tuple(key.split(".")[1:]) for key in keys() if key.startswith("codebook.")}
    told = {parts for parts in told if parts[0] not in ("word", "type", "frame")}
    assert told == {(name, column) for name, schema in SCHEMAS.items() for column in schema.columns}
    assert {key for key in keys() if key.startswith("codebook.frame.")} == {f"codebook.frame.{n}" for n in SCHEMAS}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_has_a_label(lang):
    columns = {column for schema in SCHEMAS.values() for column in schema.columns}
    assert [column for column in columns if f"column.{column}" not in keys()] == []


def test_english_codebook_says_what_the_data_dictionary_says():
    text = (repository() / "data" / "README.md").read_text(encoding="utf-8").split("\n## Frames\n")[1]
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL))
    for name in SCHEMAS:
        described = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", sections[name], re.MULTILINE))
        assert described == {f["name"]: f["description"] for f in table_schema(name, "en")["fields"]}
        assert (
            sections[name].split("Key:")[0].split()
            == keys()[f"codebook.frame.{name}"]["en"].split("An action")[0].split()
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_codebook_has_a_row_for_every_column_and_names_every_code(lang):
    text = codebook_text(lang)
    for name, schema in SCHEMAS.items():
        section = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(schema.columns)
        assert {row.count("|") for row in section.splitlines() if row.startswith("|")} == {6}
        for column, model in schema.columns.items():
            assert [c for c in model.among if f"`{c}` {label(column, c, lang)}" not in section] == []


def test_codebooks_differ_in_language_only():
    shapes = [re.findall(r"`[a-z_]+`", codebook_text(lang)) for lang in LANGUAGES]
    columns = [[word for word in shape if f"column.{word.strip('`')}" in keys()] for shape in shapes]
    assert columns[0] == columns[1]


def test_schema_tells_types_and_constraints():
    assert field("plans", "approved_on")["type"] == "date"
    assert field("organisations", "collective")["type"] == "boolean"
    assert field("schedule", "month")["constraints"] == {"required": True, "minimum": 1, "maximum": 12}
    assert field("participations", "confidence")["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert field("participations", "role")["constraints"] == {"required": True, "enum": list(ROLES)}
    assert field("plans", "ine_code")["constraints"] == {"pattern": r"\d{4}"}
    assert field("indicators", "unit")["constraints"] == {"minLength": 1}


def test_key_is_primary_unless_a_part_of_it_may_be_missing():
    assert table_schema("schedule")["primaryKey"] == ["action_id", "month"]
    issues = table_schema("issues")
    assert "primaryKey" not in issues
    assert issues["uniqueKeys"] == [["plan_id", "action_id", "field", "text"]]


def test_columns_that_name_a_row_of_another_frame_refer_to_it():
    assert frame_references("participations") == {"action_id": "actions", "organisation_id": "organisations"}
    assert frame_references("plans") == {}
    assert table_schema("schedule")["foreignKeys"] == [
        {"fields": ["action_id"], "reference": {"resource": "actions", "fields": ["action_id"]}}
    ]

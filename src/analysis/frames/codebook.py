"""What the columns of the frames mean: in words for people, and as a Table Schema for programs.

Both are made from the schema and from the sentences ``codebook.*``, so that no third text can differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.common.paths import data_folder
from analysis.common.themes import code_name, read_themes
from analysis.common.wording import Language, label, say
from analysis.frames.schema import SCHEMAS, FrameColumn, FrameSchema

_TYPES = {"Int64": "integer", "Float64": "number", "boolean": "boolean", "datetime64[ns]": "date"}  # else text


def codebook_text(lang: Language = "pt") -> str:
    """Return the codebook in `lang`, as Markdown: each frame's key, columns, types, meanings and codes."""
    lines = [f"# {say('codebook.word.heading', lang)}", "", say("codebook.word.lead", lang)]
    heads = [say(f"codebook.word.{word}", lang) for word in ("column", "label", "type", "filled", "meaning")]
    for name, schema in SCHEMAS.items():
        key = ", ".join(f"`{column}`" for column in schema.key)
        references = [say("codebook.word.refers", lang, column=c, frame=f) for c, f in frame_references(name).items()]
        lines += ["", f"## {name}", "", say(f"codebook.frame.{name}", lang), ""]
        lines += [". ".join([f"{say('codebook.word.key', lang)}: {key}", *references]) + ".", ""]
        lines += [_row(*heads), _row(*["---"] * len(heads))]
        for column in table_schema(name, lang)["fields"]:
            kind = say(f"codebook.type.{column['type']}", lang)
            filled = label("boolean", str(column["constraints"].get("required", False)).lower(), lang)
            lines.append(_row(f"`{column['name']}`", column["title"], kind, filled, column["description"]))
        for column_name, codes in _coded(schema):
            told = ", ".join(f"`{code}` {code_name(column_name, code, lang)}" for code in codes)
            lines += ["", f"{say('codebook.word.codes', lang, column=column_name)}: {told}."]
    return "\n".join(lines) + "\n"


def table_schema(name: str, lang: Language = "pt") -> dict[str, Any]:
    """Return the frame `name` as a Table Schema with titles and descriptions in `lang`.

    Returns
    -------
    dict
        ``fields`` with types and constraints, ``primaryKey`` (``uniqueKeys`` where part of the key may be
        missing), ``foreignKeys`` to the frames that a column names, and ``missingValues``.

    References
    ----------
    Walsh, P. and Pollock, R. (2012). Table Schema. Frictionless Data specifications,
    https://specs.frictionlessdata.io/table-schema/.
    """
    schema = SCHEMAS[name]
    key = list(schema.key)
    is_whole = not any(schema.columns[column].nullable for column in key)
    return {
        "fields": [
            {
                "name": column,
                "title": label("column", column, lang),
                "description": say(f"codebook.{name}.{column}", lang),
                "type": _type(model),
                "constraints": _constraints(model),
            }
            for column, model in schema.columns.items()
        ],
        **({"primaryKey": key} if is_whole else {"uniqueKeys": [key]}),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": frame, "fields": [column]}}
            for column, frame in frame_references(name).items()
        ],
        "missingValues": [""],
    }


def frame_references(name: str) -> dict[str, str]:
    """Return the columns of the frame `name` that are the key of another -> that frame."""
    keyed = {schema.key: frame for frame, schema in SCHEMAS.items() if frame != name}
    return {column: keyed[(column,)] for column in SCHEMAS[name].columns if (column,) in keyed}


def _type(column: FrameColumn) -> str:
    return _TYPES.get(str(column.dtype), "string")


def _constraints(column: FrameColumn) -> dict[str, Any]:
    """Return what a column asks for, in the words of Table Schema, whose patterns match whole cells."""
    asked: dict[str, Any] = {
        "required": None if column.nullable else True,
        "enum": list(column.among) or None,
        "pattern": column.pattern and column.pattern.removeprefix("^").removesuffix("$"),
        "minLength": 1 if column.is_filled else None,
        "minimum": column.least,
        "maximum": column.most,
    }
    return {limit: value for limit, value in asked.items() if value is not None}


def _coded(schema: FrameSchema) -> Iterator[tuple[str, list[str]]]:
    """Yield the columns that hold codes, with all codes."""
    for name, column in schema.columns.items():
        if "enum" in (constraints := _constraints(column)):
            yield name, constraints["enum"]
        elif name == "theme":  # told by the registry, not by the schema
            yield name, list(read_themes(data_folder()))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"

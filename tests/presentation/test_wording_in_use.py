"""Every sentence that presentation and terminal say exists, and none stands unused."""

import ast
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

import analysis
from analysis.common.kinds import KINDS
from analysis.common.wording import LANGUAGES, keys
from analysis.frames.schema import FREQUENCIES, METHODS, ROLES, SCHEDULE_STATUSES
from analysis.graphs.partnership import WEIGHTS

SOURCE = Path(analysis.__file__).parent
GROUPS = ("card", "figure", "finding", "table", "command", "label", "missing", "source")
FIRST_WORDS = {"say": "", "help_of": "command."}


def texts_of(node):
    """Return the texts that an expression may stand for, ``*`` for what is known only when it runs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.JoinedStr):
        return {"".join(p.value if isinstance(p, ast.Constant) else "*" for p in node.values)}
    if isinstance(node, ast.IfExp):
        return texts_of(node.body) | texts_of(node.orelse)
    return set()


def spoken():
    """Return the keys (or patterns with ``*``) that presentation and terminal say -> where."""
    found = {}
    speaking = [*(SOURCE / "presentation").rglob("*.py"), *(SOURCE / "terminal").glob("*.py")]
    for path in sorted([SOURCE / "common" / "sources.py", *speaking]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = defaultdict(set)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named[node.targets[0].id] |= texts_of(node.value)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            of_finding = isinstance(node.func, ast.Attribute) and name in ("say", "say_main")
            prefix = "finding." if of_finding else FIRST_WORDS.get(name)
            if prefix is None:
                continue
            key = node.args[0]
            for text in named[key.id] if isinstance(key, ast.Name) else texts_of(key):
                found[prefix + text] = path.name
    del found["finding.*"]  # a finding's own method, which passes on the key that it is given
    return found


def matching(pattern):
    expression = re.compile(re.escape(pattern).replace(r"\*", r"[^.]+"))
    return {key for key in keys() if expression.fullmatch(key)}


def test_every_sentence_that_is_said_exists():
    said = spoken()
    assert len(said) > 60
    assert {pattern: where for pattern, where in said.items() if not matching(pattern)} == {}


def test_no_sentence_stands_unused():
    used = {key for pattern in spoken() for key in matching(pattern)}
    used |= {f"command.{name}" for name in ("read", "list", "report")}
    used |= {f"missing.{name}" for name in words_given("missing")} | {"missing.not_stated"}
    assert sorted(key for key in keys() if key.split(".")[0] in GROUPS and key not in used) == []


def words_given(argument):
    """Return every literal given as `argument` in presentation and the notebooks."""
    texts = [p.read_text(encoding="utf-8") for p in (SOURCE / "presentation").rglob("*.py")]
    texts += [p.read_text(encoding="utf-8") for p in (SOURCE.parents[1] / "notebooks").glob("*.ipynb")]
    return {word for text in texts for word in re.findall(rf'{argument}=\\?"(\w+)', text)}


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("kind", KINDS), ("role", ROLES), ("roles", (*ROLES, "partner;responsible")), ("method", METHODS),
        ("schedule_status", SCHEDULE_STATUSES), ("frequency", FREQUENCIES), ("boolean", ("true", "false")),
    ],
)  # fmt: skip
def test_every_code_has_a_label_and_no_label_is_of_another_code(group, codes):
    assert {key for key in keys() if key.startswith(f"{group}.")} == {f"{group}.{code}" for code in codes}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_weight_is_explained(weight):
    assert {f"finding.choice.weight_{weight}", f"figure.partners.weight_{weight}"} <= set(keys())


def test_every_sentence_stands_in_both_languages_with_the_same_placeholders():
    for key, forms in keys().items():
        assert set(forms) == set(LANGUAGES), key
        asked = [set(re.findall(r"\{(\w+)", text)) for text in forms.values()]
        assert asked[0] == asked[1], key


def test_no_sentence_has_loose_spaces():
    assert [k for k, forms in keys().items() for t in forms.values() if t != " ".join(t.split())] == []


def test_catalogue_holds_no_other_languages():
    tree = tomllib.loads((SOURCE / "common" / "wording.toml").read_text(encoding="utf-8"))
    assert all(isinstance(group, dict) for group in tree.values())

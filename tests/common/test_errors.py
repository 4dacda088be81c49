from __future__ import annotations

import pickle

import pytest

from analysis.common.errors import (
    DocumentError,
    FrameError,
    ParameterError,
    RedeSocialError,
    RegistryError,
    UnknownNameError,
)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (DocumentError, ValueError),
        (RegistryError, ValueError),
        (FrameError, ValueError),
        (ParameterError, ValueError),
        (UnknownNameError, LookupError),
    ],
)
def test_every_error_is_also_a_builtin(error: type[RedeSocialError], builtin: type[Exception]) -> None:
    assert issubclass(error, RedeSocialError)
    assert issubclass(error, builtin)


def test_message_stands_in_both_languages() -> None:
    error = DocumentError("document_empty", file="plano.txt")
    assert str(error) == error.message("en")
    assert "vazio" in error.message("pt")


def test_error_survives_its_way_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(UnknownNameError("plan_unknown", plan="x", known="y")))
    assert isinstance(error, UnknownNameError)
    assert error.values == {"plan": "x", "known": "y"}

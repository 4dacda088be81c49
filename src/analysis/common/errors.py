"""Every error that the workbench raises on purpose.

One root, few classes, each also a builtin so that callers who know nothing of us can catch it. An
error carries the key of its sentence and the values in it, so that the command can say it in the
reader's language; ``str(error)`` is the English sentence, or that of the language which the variable
``REDESOCIAL_LANG`` names (as it does where a report is made). A message names the bad value, says what
was expected and, where it helps, what is known.
"""

from __future__ import annotations

import os

from analysis.common.wording import Language, say

LANGUAGE_VARIABLE = "REDESOCIAL_LANG"


class RedeSocialError(Exception):
    """Root of all errors of the workbench.

    Parameters
    ----------
    key : str
        Sentence in ``wording.toml``, without its leading ``error.``.
    **values
        What the sentence names.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        lang = os.environ.get(LANGUAGE_VARIABLE)
        super().__init__(self.message("pt" if lang == "pt" else "en"))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.key, self.values))

    def message(self, lang: Language = "pt") -> str:
        """Return the sentence in `lang`."""
        return say(f"error.{self.key}", lang, **self.values)


class DocumentError(RedeSocialError, ValueError):
    """A document cannot be read as a plan."""


class RegistryError(RedeSocialError, ValueError):
    """A file of the registry contradicts itself or another."""


class FrameError(RedeSocialError, ValueError):
    """A frame breaks its schema; the message lists every bad row."""


class ParameterError(RedeSocialError, ValueError):
    """A parameter is not declared, of the wrong type or out of its choices."""


class OutputError(RedeSocialError, OSError):
    """The folder of the reports cannot be written to."""


class ClusterError(RedeSocialError, ConnectionError):
    """The cluster that is to make the reports is not to be had, is lost, or does not have what is here."""


class UnknownNameError(RedeSocialError, LookupError):
    """A plan, notebook, municipality or column that is not known."""


def _rebuild(kind: type[RedeSocialError], key: str, values: dict[str, object]) -> RedeSocialError:
    return kind(key, **values)

"""The words with which a person decides on a name, in a sheet or at the terminal, in either language."""

from __future__ import annotations

from analysis.common.kinds import KINDS
from analysis.common.text import plain
from analysis.common.wording import LANGUAGES, Language, label
from analysis.frames.decisions import NATIONAL, Act

_ACTS: dict[str, Act] = {"novo": "new", "nova": "new", "new": "new", "igual": "same", "same": "same"}
_LEAVE = ("ignorar", "ignore")
_NATIONAL = ("nacional", "national")


def act_named(word: str) -> Act:
    """Return what a word decides: a new body, the one that was read, or else the body that the word names."""
    return _ACTS.get(plain(word), "alias")


def leaves(word: str) -> bool:
    """Tell whether a word, or none, leaves a name undecided."""
    return plain(word) in ("", *_LEAVE)


def identity_named(word: str) -> str:
    """Return the ``organisation_id`` that a word begins with, as a suggestion in a sheet does."""
    return word.partition(":")[0].strip().lower()


def kind_named(text: str) -> str:
    """Return the kind that a person names by its code or its label; `text` itself if there is none."""
    labels = {plain(label("kind", kind, lang)): kind for kind in KINDS for lang in LANGUAGES}
    return labels.get(plain(text), text)


def kind_labels(lang: Language) -> str:
    """Return the kinds that a body may be of, as a person reads and writes them."""
    return ", ".join(label("kind", kind, lang) for kind in KINDS)


def scope_named(text: str) -> str:
    """Return the scope that a person names: national in either language, or `text` itself."""
    return NATIONAL if plain(text) in _NATIONAL else text

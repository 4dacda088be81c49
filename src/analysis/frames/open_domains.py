"""The domains of plans to which no person has given a theme, each with the themes that it is like."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.common.text import plain
from analysis.common.themes import Theme
from analysis.entities.registry import Registry
from analysis.entities.themes import ThemeLikeness, theme_likeness
from analysis.frames.corpus import Corpus
from analysis.frames.registry_files import harmless

MOST = 3  # suggestions for one domain


@dataclass(frozen=True)
class OpenDomain:
    """A domain that no person has decided on.

    Attributes
    ----------
    plan_id, domain : str
        The plan, and the domain as it words it.
    actions : int
        How many actions stand under it.
    taken_as : str or None
        The theme that it has meanwhile, by its words.
    suggestions : tuple of ThemeLikeness
        The themes that it is most like, ranked.
    """

    plan_id: str
    domain: str
    actions: int
    taken_as: str | None
    suggestions: tuple[ThemeLikeness, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other domains, as a sheet writes it."""
        return self.plan_id, harmless(self.domain)


def open_domains(corpus: Corpus, registry: Registry) -> list[OpenDomain]:
    """Return the domains of a corpus without a reviewed theme, in the order of its frames."""
    domains = corpus.domains[~corpus.domains["theme_status"].eq("reviewed").fillna(False)]
    found = []
    for plan_id, domain, theme in zip(domains["plan_id"], domains["domain"], domains["theme"], strict=True):
        actions = corpus.actions[corpus.actions["plan_id"].eq(plan_id) & corpus.actions["domain"].eq(domain)]
        cells = actions[["axis", "goal", "action"]].itertuples(index=False)
        texts = dict.fromkeys(text for row in cells for text in row if isinstance(text, str))
        ranked = theme_likeness(domain, texts, themes=registry.themes)
        taken_as = theme if isinstance(theme, str) else None
        found.append(OpenDomain(plan_id, domain, len(actions), taken_as, tuple(ranked[:MOST])))
    return found


def theme_named(text: str, themes: dict[str, Theme]) -> str | None:
    """Return the code of the theme that a person names by its code or by its name in either language."""
    names = {plain(name): code for code, theme in themes.items() for name in (theme.en, theme.pt, code)}
    return names.get(plain(text.partition(":")[0].strip()))

"""The common list of themes and its agendas."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.common.errors import RegistryError
from analysis.common.paths import DATA_VARIABLE, data_folder
from analysis.common.themes import AGENDAS, agenda_name, code_name, read_themes, theme_agenda, theme_name
from analysis.common.wording import LANGUAGES

HEAD = "theme,agenda,pt,en,description,source\n"
ROW = 'sea,3,Mar,Sea,"mar, pesca",\n'


def listed(folder: Path, text: str) -> Path:
    (folder / "registry").mkdir()
    (folder / "registry" / "themes.csv").write_text(text, encoding="utf-8")
    return folder


def test_fields_of_social_policy_are_all_in_the_list():
    wanted = {
        "demography", "poverty_exclusion", "health", "housing", "equality_violence", "ageing", "disability", "family",
        "children_youth", "education", "employment_qualification", "knowledge_innovation", "migrants", "homelessness",
        "volunteering", "local_development", "network_operation", "planning", "communication",
    }  # fmt: skip
    assert wanted <= set(read_themes(data_folder()))


def test_every_theme_has_a_name_of_its_own_in_each_language_and_words_to_know_it_by():
    found = list(read_themes(data_folder()).values())
    assert all(len({theme.name(lang) for theme in found}) == len(found) for lang in LANGUAGES)
    assert all(10 <= len(theme.description.split(",")) <= 40 for theme in found)
    assert all(theme.source for theme in found)
    assert {theme.agenda for theme in found} == {None, *AGENDAS}


def test_agendas_have_their_official_names():
    assert agenda_name(3) == "Transição climática e sustentabilidade dos recursos"
    assert len({agenda_name(n, lang) for n in (*AGENDAS, None) for lang in LANGUAGES}) == 10


def test_names_are_those_of_the_data_folder_in_use(tmp_path, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(listed(tmp_path, HEAD + ROW + "air,,Ar,Air,ar,\n")))
    assert (theme_name("sea"), theme_name("sea", "en"), theme_agenda("sea"), theme_agenda("air")) == (
        "Mar",
        "Sea",
        3,
        None,
    )
    assert (theme_name("health"), theme_agenda("health")) == ("health", None)  # not in this list


def test_codes_of_other_columns_have_their_labels():
    assert code_name("theme", "health", "en") == "Health"
    assert code_name("kind", "school", "en") != "school"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (HEAD + ROW + ROW, "registry_row"),
        (HEAD + ROW.replace(",3,", ",5,"), "registry_row"),
        (HEAD + ROW.replace("Sea", ""), "registry_row"),
        (HEAD.replace(",agenda", "") + ROW, "registry_columns"),
    ],
    ids=["twice", "fifth agenda", "no name", "no column"],
)
def test_faulty_list_is_refused(tmp_path, text, key):
    with pytest.raises(RegistryError, match=r"themes\.csv") as caught:
        read_themes(listed(tmp_path, text))
    assert caught.value.key == key


def test_missing_list_is_refused(tmp_path):
    with pytest.raises(RegistryError) as caught:
        read_themes(tmp_path)
    assert caught.value.key == "registry_missing"

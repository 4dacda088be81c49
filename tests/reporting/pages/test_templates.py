"""The policy of a page lets it do what it was made to do, and no more."""

import base64
import hashlib

from bs4 import BeautifulSoup
from markupsafe import Markup

from analysis.reporting.pages.templates import content_policy, shared_text, template

EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="  # SHA-256 of nothing, as FIPS 180-4 gives it


def test_policy_allows_nothing_but_embedded_images_and_the_one_style():
    assert content_policy(style="") == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{EMPTY}'; base-uri 'none'; form-action 'none'"
    )


def test_policy_names_the_one_script_where_there_is_one():
    hashed = base64.b64encode(hashlib.sha256(b"let x = 1").digest()).decode()
    assert f"; script-src 'sha256-{hashed}';" in content_policy(style="p {}", script="let x = 1")
    assert "unsafe" not in content_policy(style="p {}", script="let x = 1")


def written(title="T", heading="", **given):
    empty = {"contents": {}, "opening": [], "parts": [], "code": [], "parameters": {}, "has_files": False}
    return template("page.html.j2").render(
        {**empty, "lang": "pt", "say": lambda key, **_: key, "style": shared_text("page.css"), "synthetic": False},
        title=title, heading=heading, made="2021-02-16", made_in_words="hoje", **given,
    )  # fmt: skip


def test_style_in_the_page_is_the_one_that_its_policy_names():
    html = written()
    found = BeautifulSoup(html, "html.parser")
    hashed = base64.b64encode(hashlib.sha256(found.style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{hashed}';" in found.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert " style=" not in html


def test_shared_texts_stand_in_a_page_as_they_are():
    assert isinstance(shared_text("page.css"), Markup)
    assert shared_text("page.css", "page.css") == f"{shared_text('page.css')}\n{shared_text('page.css')}"


def test_templates_escape_what_they_write():
    hostile = '</title><script>alert(1)</script>"'
    found = BeautifulSoup(written(hostile, hostile, code=[hostile], parameters={hostile: hostile}), "html.parser")
    assert found.script is None
    assert found.title.text == f"{hostile} · {hostile}"
    assert found.select_one(".code code").text == hostile
    assert found.select_one(".parameters").get_text(strip=True) == hostile * 2

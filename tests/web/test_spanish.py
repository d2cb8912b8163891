"""Spanish: every word of the pages is translated, and no English sentence is left on them."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import polib
import pytest
from django.template import Template
from django.template.base import Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.test import Client
from django.utils import translation
from django.utils.formats import number_format, reset_format_cache
from django.utils.translation import ngettext

import rapport
from rapport.settings.formats.es import formats
from tests.cast import Cast
from tests.web.page import Page, visit

PACKAGE = Path(rapport.__file__).parent
CATALOG = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[a-z]|%%|{{.*?}}")
IN_A_TAG = re.compile(r"""_\("([^"]+)"\)""")
"""`{% include "…" with label=_("Where are you?") %}`"""
MARKED_BY = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
LONGER_THAN = 3
"""Words: a shorter one may be a name or the same in both languages ("plan", "NPI")."""

PAGES = (
    "/es/",
    "/es/find",
    "/es/find/filters",
    "/es/advanced-search",
    "/es/topics",
    "/es/concerns/grief",
    "/es/how-we-order-results",
    "/es/what-to-ask-your-plan",
    "/es/about-the-data",
    "/es/privacy",
    "/es/consumer-health-data",
    "/es/safety",
    "/es/accessibility",
    "/es/self-checks",
    "/es/self-checks/phq-9",
    "/es/nowhere",
)


@pytest.fixture(scope="module")
def catalog() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(CATALOG)) if not entry.obsolete]


def words_of(entry: polib.POEntry | polib.MOEntry) -> list[tuple[str, str]]:
    """Give each English form beside its Spanish one."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def in_templates() -> Iterator[str]:
    """Give what the templates mark; Django itself reads them."""
    for path in PACKAGE.glob("*/templates/**/*.*"):
        source = path.read_text("utf-8")
        yield from IN_A_TAG.findall(source)
        for node in Template(source).nodelist.get_nodes_by_type(Node):
            if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, Variable):
                yield str(node.filter_expression.var.literal)
            elif isinstance(node, BlockTranslateNode):
                yield node.render_token_list(node.singular)[0]


def in_code() -> Iterator[str]:
    """Give what the code marks."""
    for path in PACKAGE.glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED_BY:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def test_all_that_is_marked_is_in_the_catalog(catalog: list[polib.POEntry]) -> None:
    marked = {*in_templates(), *in_code()}
    assert len(marked) > 600
    known = {entry.msgid for entry in catalog}
    assert sorted(marked - known) == [], "run scripts/messages and translate"
    assert sorted(known - marked) == [], "nothing says this any more: run scripts/messages"


def test_every_entry_has_its_spanish_words(catalog: list[polib.POEntry]) -> None:
    empty = [english for entry in catalog for english, spanish in words_of(entry) if not spanish]
    assert empty == []
    assert [entry.msgid for entry in catalog if entry.fuzzy] == []


def test_placeholders_are_the_same_in_both(catalog: list[polib.POEntry]) -> None:
    for entry in catalog:
        for english, spanish in words_of(entry):
            assert sorted(PLACEHOLDER.findall(spanish)) == sorted(PLACEHOLDER.findall(english))


def test_the_compiled_file_says_the_same(catalog: list[polib.POEntry]) -> None:
    compiled = polib.mofile(str(CATALOG.with_suffix(".mo")))
    assert {entry.msgid: words_of(entry) for entry in compiled} == {
        entry.msgid: words_of(entry) for entry in catalog
    }, "run scripts/messages --compile"


def test_the_file_names_no_machine_and_no_person() -> None:
    source = CATALOG.read_text("utf-8")
    header = source.partition('\nmsgid "')[2].partition("\n\n")[0]
    assert '"Language: es\\n"' in header
    assert "nplurals=2; plural=(n != 1);" in header
    assert "@" not in header
    assert "# Not yet reviewed by a native speaker." in source
    assert "\n#: " not in source


def english_sentences(catalog: list[polib.POEntry]) -> set[str]:
    """Give the longer stretches of English between placeholders."""
    texts = [english for entry in catalog for english, _ in words_of(entry)]
    parts = {" ".join(part.split()) for text in texts for part in PLACEHOLDER.split(text)}
    return {part for part in parts if len(part.split()) > LONGER_THAN}


def seen(page: Page) -> str:
    return " ".join(unescape(page.html).split())


@pytest.mark.parametrize("address", PAGES)
def test_a_spanish_page_has_no_english_sentence(
    visitor: Client, catalog: list[polib.POEntry], address: str
) -> None:
    page = visit(visitor, address)
    assert page.status == (404 if address == "/es/nowhere" else 200)
    assert page.one("html")["lang"] == "es"
    shown = seen(page)
    assert sorted(one for one in english_sentences(catalog) if one in shown) == []


def test_english_sentences_would_be_found(visitor: Client, catalog: list[polib.POEntry]) -> None:
    shown = seen(visit(visitor, "/privacy"))
    assert len([one for one in english_sentences(catalog) if one in shown]) > 40


@pytest.mark.parametrize("address", ["/es/", "/es/nowhere"])
def test_the_crisis_strip_says_how_to_get_help_in_spanish(visitor: Client, address: str) -> None:
    strip = visit(visitor, address).one("aside", cls="crisis")
    assert "llama al 911" in strip.one("a", href="tel:911").text
    assert "oprime 2" in strip.one("a", href="tel:988").text
    assert "AYUDA" in strip.one("a", href="sms:988").text


@pytest.mark.parametrize("address", ["/es/", "/es/safety", "/es/find?q=I+want+to+die"])
def test_whoever_reads_of_988_reads_how_to_be_answered_in_spanish(
    visitor: Client, cast: Cast, address: str
) -> None:
    page = visit(visitor, address)
    calls, texts = page.all("a", href="tel:988"), page.all("a", href="sms:988")
    assert len(calls) == len(texts) >= 1
    assert all("oprime 2" in link.text for link in calls)
    assert all("AYUDA" in link.text for link in texts)


def test_no_number_to_call_stands_in_the_translations(catalog: list[polib.POEntry]) -> None:
    """Crisis lines are the operator's data: a number in a sentence could not be changed there."""
    assert [entry.msgid for entry in catalog if re.search(r"\b(?:988|911)\b", entry.msgid)] == []


@pytest.mark.parametrize(("n", "said"), [(0, "0 millas"), (1, "1 milla"), (2, "2 millas")])
def test_one_and_many(n: int, said: str) -> None:
    with translation.override("es"):
        assert ngettext("%(n)s mile", "%(n)s miles", n) % {"n": n} == said


def test_numbers_are_written_as_in_the_united_states(visitor: Client) -> None:
    with translation.override("es"):
        assert number_format(1234.5, 1, force_grouping=True) == "1,234.5"
    page = visit(visitor, "/es/find?near=07102")
    assert re.search(r"\b\d\.\d millas", seen(page))
    assert not re.search(r"\d,\d", page.one("ol", cls="cards").text)


@pytest.fixture
def commas(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write numbers as most of Europe does: 1.234,5."""
    monkeypatch.setattr(formats, "DECIMAL_SEPARATOR", ",")
    monkeypatch.setattr(formats, "THOUSAND_SEPARATOR", ".")
    reset_format_cache()
    yield
    monkeypatch.undo()
    reset_format_cache()


@pytest.mark.usefixtures("commas")
def test_what_machines_read_has_points_in_every_language(visitor: Client) -> None:
    page = visit(visitor, "/es/find?near=07102&map=1")
    assert re.search(r"\b\d,\d millas", seen(page))
    numbers = ("x", "y", "r", "cx", "cy", "x1", "x2", "y1", "y2", "dx", "dy", "value", "style")
    read = [
        one[name] for one in page.one("main").all() for name in numbers if name in one.attributes
    ]
    assert len(read) > 50
    assert [value for value in read if re.search(r"\d,\d", value)] == []

"""The vocabulary leaves as SKOS that any other tool can read."""

import pytest
from rdflib import SKOS, Graph, URIRef
from rdflib import Literal as Text

from rapport.vocabulary.export import export_skos
from rapport.vocabulary.snapshot import SchemeInfo, TermInfo, Vocabulary

BASE = "https://example.org/v/"
GRIEF = URIRef(f"{BASE}concern/grief")


def vocabulary() -> Vocabulary:
    """Make a vocabulary of two concerns."""
    grief = TermInfo(
        1,
        "concern:grief",
        {"en": "Grief", "es": "Duelo"},
        {"en": "Living on after a loss."},
        aliases={"en": ("bereavement",)},
        phrases={"en": ("my mother died",)},
        crosswalk={"icd10": ["Z63.4"]},
    )
    pets = TermInfo(2, "concern:pet-loss", {"en": "Losing a pet"}, broader=("concern:grief",))
    scheme = SchemeInfo("concern", {"en": "Concerns"}, {}, True, {}, ("concern:grief",))
    return Vocabulary([grief, pets], [scheme])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_turtle_and_json_ld_say_the_same() -> None:
    turtle = Graph().parse(data=export_skos(vocabulary(), BASE, "turtle"), format="turtle")
    linked = Graph().parse(data=export_skos(vocabulary(), BASE, "json-ld"), format="json-ld")
    assert set(turtle) == set(linked)


def test_labels_names_phrases_links_and_codes_are_there() -> None:
    graph = Graph().parse(data=export_skos(vocabulary(), BASE), format="turtle")
    assert (GRIEF, SKOS.prefLabel, Text("Duelo", lang="es")) in graph
    assert (GRIEF, SKOS.altLabel, Text("bereavement", lang="en")) in graph
    assert (GRIEF, SKOS.hiddenLabel, Text("my mother died", lang="en")) in graph
    assert (GRIEF, SKOS.notation, Text("icd10:Z63.4")) in graph
    assert (URIRef(f"{BASE}concern/pet-loss"), SKOS.broader, GRIEF) in graph

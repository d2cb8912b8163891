"""The vocabulary as SKOS, for anybody who wants to use it: Turtle or JSON-LD."""

from typing import Literal

from rdflib import RDF, SKOS, Graph, Namespace, URIRef
from rdflib import Literal as Text

from rapport.vocabulary.snapshot import TermInfo, Vocabulary

FORMATS: dict[str, str] = {"turtle": "turtle", "json-ld": "json-ld"}

Format = Literal["turtle", "json-ld"]


def export_skos(vocabulary: Vocabulary, base: str, format_: Format = "turtle") -> str:
    """Give all schemes as SKOS concept schemes under `base`, an address that ends in / or #.

    Labels become prefLabel, aliases altLabel, everyday phrases hiddenLabel (they are for finding,
    not for showing), and crosswalk codes notations.
    """
    space = Namespace(base)
    graph = Graph()
    graph.bind("skos", SKOS)
    for slug, scheme in vocabulary.schemes.items():
        node = space[slug]
        graph.add((node, RDF.type, SKOS.ConceptScheme))
        for language, label in scheme.label.items():
            graph.add((node, SKOS.prefLabel, Text(label, lang=language)))
    for term in vocabulary.terms.values():
        _add_term(graph, space, term)
    return graph.serialize(format=FORMATS[format_])


def _add_term(graph: Graph, space: Namespace, term: TermInfo) -> None:
    node = _node(space, term.key)
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, space[term.scheme]))
    for language, text in term.label.items():
        graph.add((node, SKOS.prefLabel, Text(text, lang=language)))
    for language, text in term.definition.items():
        graph.add((node, SKOS.definition, Text(text, lang=language)))
    for kind, names in (
        (SKOS.altLabel, term.aliases),
        (SKOS.altLabel, term.aliases_exact),
        (SKOS.hiddenLabel, term.phrases),
    ):
        for language, several in names.items():
            for name in several:
                graph.add((node, kind, Text(name, lang=language)))
    for key in term.broader:
        graph.add((node, SKOS.broader, _node(space, key)))
    for key in term.related:
        graph.add((node, SKOS.related, _node(space, key)))
    for system, codes in term.crosswalk.items():
        for code in codes if isinstance(codes, list) else [codes]:
            graph.add((node, SKOS.notation, Text(f"{system}:{code}")))


def _node(space: Namespace, key: str) -> URIRef:
    return space[key.replace(":", "/")]

"""`rapport search`: what the results page would show."""

import json

import click

from rapport.cli.start import rapport_started
from rapport.vocabulary.files import scheme_names

OTHER = {
    "near": "A ZIP code, a town and state, or a state.",
    "within": "A distance with its unit: 25mi or 40km.",
    "sort": "best, distance, fee or soonest.",
    "page": "Page, 20 listings each.",
    "max-fee": "Highest fee for a session, in whole dollars.",
    "openings": "New clients taken within so many days.",
}
SEVERAL = {
    "meeting": "in-person, video or phone.",
    "not": "Leave out listings with this scheme:slug.",
    "wish": "Move listings with this scheme:slug up.",
}


@click.command()
@click.argument("words", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print results, facets and relaxations.")
def search(words: str, as_json: bool, **options: object) -> None:
    """Search for WORDS as a visitor would. Every scheme of the vocabulary is an option."""
    fields = {
        name.replace("_", "-"): [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
        for name, value in options.items()
        if value
    }
    with rapport_started():
        from rapport.directory.answers import answer_json, answer_lines  # noqa: PLC0415
        from rapport.directory.criteria import InvalidSearch  # noqa: PLC0415
        from rapport.directory.search import WhichPlace, search_fields  # noqa: PLC0415

        try:
            found = search_fields(fields | {"q": [words]})
        except InvalidSearch as invalid:
            lines = [f"--{one.field}: {one.message}" for one in invalid.problems]
            raise click.ClickException("\n".join(lines)) from invalid
        except WhichPlace as which:
            places = "; ".join(place.label for place in which.candidates[:12])
            raise click.ClickException(
                f"--near: which {which.criteria.near} do you mean? {places}"
            ) from which
        answer = answer_json(found)
        text = "\n".join(answer_lines(found))
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False) if as_json else text)


def _options() -> None:
    for name, text in OTHER.items():
        search.params.append(click.Option([f"--{name}"], help=text))
    for name, text in SEVERAL.items():
        search.params.append(click.Option([f"--{name}"], multiple=True, help=text))
    for scheme in scheme_names():
        if scheme not in SEVERAL:
            search.params.append(
                click.Option([f"--{scheme}"], multiple=True, help=f"A {scheme}, by slug or name.")
            )


_options()

"""Print how well concerns are suggested for questions that people asked counsellors.

    python -m benchmarks.words [--data PATH] [--part tune|held-out|all] [--shipped]

The tune part is cross-validated; the held-out part is measured with what the tune part teaches.
For other questions, which nobody has seen, `--part all --shipped` measures what is shipped.
"""

import argparse
import csv
import platform
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.words.measure import AMONG, Score, cross_validated, measure, milliseconds
from benchmarks.words.questions import DATA, ROOT, Part, Question, read_questions
from benchmarks.words.train import fields_from
from rapport.places import load_places
from rapport.understanding import Entry, Lexicon, Term, find_crisis, understand
from rapport.understanding.profiles import Profiles
from rapport.vocabulary.files import read_schemes

SENTENCES = ROOT / "tests/understanding/crisis_sentences.csv"
SEARCHES = (
    "emdr austin tx",
    "spanish child therapist aetna 07102",
    "dr garcia",
    "my husband left and I feel worthless",
    "couples counseling evenings medicaid newark nj",
    "anxeity therapist portland",
    "cheyenne wy",
)
REPEATS = 30


def shipped_entries() -> tuple[Term, ...]:
    """Give the terms of the shipped vocabulary as plain values."""
    return tuple(
        Term(
            key=f"{scheme.scheme}:{term.slug}",
            label=term.label,
            definition=term.definition,
            aliases=_tuples(term.aliases),
            aliases_exact=_tuples(term.aliases_exact),
            phrases=_tuples(term.phrases),
        )
        for scheme in read_schemes()
        for term in scheme.terms
    )


def _tuples(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(texts) for language, texts in lists.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--part", type=Part, choices=list(Part), default=None)
    parser.add_argument("--shipped", action="store_true", help="use the shipped word counts")
    chosen = parser.parse_args()
    entries = shipped_entries()
    load_places()
    started = time.thread_time()
    lexicon = Lexicon.build(entries)
    built = time.thread_time() - started
    is_known = chosen.data.resolve() == DATA.resolve()
    part = chosen.part or (Part.TUNE if is_known else Part.ALL)
    questions = read_questions(chosen.data, part)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    print(f"{today}, Python {platform.python_version()}, {len(questions)} questions")
    if chosen.shipped or not is_known:
        _show("shipped", measure(questions, lexicon.profiles.suggest))
    elif part is Part.TUNE:
        _show("tune, cross-validated", cross_validated(questions, _concerns(entries)))
    else:
        _show(f"{part}, taught by tune", _taught_by_tune(questions, chosen.data, entries))
    _show_crisis()
    understand("first, to load what is loaded once", lexicon)
    print(f"lexicon of {len(entries)} terms built in {built:.2f} s")
    for name, texts in (
        ("questions", [one.text for one in questions]),
        ("searches", SEARCHES * REPEATS),
    ):
        times = milliseconds(texts, lexicon)
        print(f"{name}: " + ", ".join(f"{key} {value:.2f} ms" for key, value in times.items()))


def _concerns(entries: Sequence[Entry]) -> list[Entry]:
    return [one for one in entries if one.key.startswith("concern:")]


def _taught_by_tune(questions: Sequence[Question], data: Path, entries: Sequence[Entry]) -> Score:
    fields = fields_from(read_questions(data, Part.TUNE))
    return measure(questions, Profiles.build(_concerns(entries), fields).suggest)


def _show(name: str, score: Score) -> None:
    for what, shares in (("topic", score.topics), ("concern", score.concerns)):
        row = "  ".join(f"@{k} {share:.3f}" for k, share in zip(AMONG, shares, strict=True))
        print(f"{name}, right {what} (n = {score.questions}): {row}")


def _show_crisis() -> None:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        pairs = [(row["kind"], find_crisis(row["text"])) for row in csv.DictReader(file)]
    hits = [(kind, found) for kind, found in pairs if kind and found]
    wanted = sum(bool(kind) for kind, _ in pairs)
    shown = sum(found is not None for _, found in pairs)
    right_kind = sum(kind == found.kind for kind, found in hits)
    print(
        f"crisis, {len(pairs)} sentences: recall {len(hits) / wanted:.3f}, "
        f"precision {len(hits) / shown:.3f}, right kind {right_kind / len(hits):.3f}"
    )


if __name__ == "__main__":
    main()

"""Count which words go with which field of concerns, and write the counts into the package.

    python -m benchmarks.words.train [--part tune|all] [--data PATH]

Stems and pairs of stems are kept if at least LEAST_SEEN questions have them; no question is.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.words.questions import DATA, ROOT, Part, Question, read_questions, topics
from rapport.understanding.areas import Areas, areas_of
from rapport.understanding.features import features_of

LEAST_SEEN = 2
DIRECTORY = ROOT / "src/rapport/understanding/data"

Rows = list[dict[str, str]]


def word_rows(questions: Sequence[Question]) -> Rows:
    """Give the rows of field_words.csv: feature, in how many questions, and of which fields."""
    number = {topic.name: i for i, topic in enumerate(topics())}
    totals: Counter[str] = Counter()
    of_field: dict[str, Counter[int]] = defaultdict(Counter)
    for question in questions:
        fields = [number[name] for name in question.topics if name in number]
        for feature in ("", *features_of(question.text)):
            totals[feature] += 1
            of_field[feature].update(fields)
    return [
        {
            "feature": feature,
            "total": str(total),
            "fields": " ".join(f"{i}:{n}" for i, n in sorted(of_field[feature].items())),
        }
        for feature, total in sorted(totals.items())
        if total >= LEAST_SEEN
    ]


def concern_rows() -> Rows:
    """Give the rows of field_concerns.csv: each concern's shares of fields add up to 1."""
    sums: Counter[str] = Counter()
    for topic in topics():
        sums.update(topic.concerns)
    return [
        {"field": topic.name, "concern": slug, "share": f"{weight / max(1, sums[slug]):.4f}"}
        for topic in topics()
        for slug, weight in sorted(topic.concerns.items())
    ]


def fields_from(questions: Sequence[Question]) -> Areas:
    """Give what the package would know if these were all the questions."""
    return areas_of(word_rows(questions), concern_rows())


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--part", type=Part, choices=list(Part), default=Part.ALL)
    chosen = parser.parse_args()
    questions = read_questions(chosen.data, chosen.part)
    _write("field_words.csv", word_rows(questions))
    _write("field_concerns.csv", concern_rows())
    print(f"counted the words of {len(questions)} questions ({chosen.part})")


def _write(name: str, rows: Iterable[Mapping[str, str]]) -> None:
    rows = list(rows)
    with (DIRECTORY / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()

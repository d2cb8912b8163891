"""The benchmark's crosswalk and split keep what docs/benchmarks.md says of them."""

import csv
from pathlib import Path

from benchmarks.words.__main__ import shipped_entries
from benchmarks.words.questions import Part, bucket_of, read_questions, topics
from benchmarks.words.train import concern_rows
from rapport.understanding.wordlists import data_text


def test_the_crosswalk_names_only_concerns_that_exist() -> None:
    known = {entry.key for entry in shipped_entries()}
    named = {f"concern:{slug}" for topic in topics() for slug in topic.concerns}
    assert named <= known


def test_the_shipped_fields_are_those_of_the_crosswalk() -> None:
    shipped = list(csv.DictReader(data_text("field_concerns.csv").splitlines()))
    assert shipped == concern_rows()


def test_the_same_text_lies_on_one_side_of_the_split(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    rows = "".join(f"slug-{i},Title {i},The same words,stress\n" for i in range(20))
    path.write_text(f"slug,title,text,topics\n{rows}other,Else,,stress|anxiety\n", "utf-8")
    questions = read_questions(path)
    assert len({one.part for one in questions if one.group != "other"}) == 1
    assert questions[-1].topics == {"stress", "anxiety"}
    assert len(questions) == len(read_questions(path, Part.TUNE)) + len(
        read_questions(path, Part.HELD_OUT)
    )


def test_the_split_depends_on_the_slug_alone() -> None:
    assert [bucket_of(name) for name in ("a", "b")] == [bucket_of(name) for name in ("a", "b")]

"""Rank topics by the concerns that are suggested, and count how often a right one is on top."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.words.questions import Question, bucket_of, topics
from benchmarks.words.train import fields_from
from rapport.understanding import Entry, Lexicon, Suggestion, understand
from rapport.understanding.features import features_of
from rapport.understanding.profiles import Profiles

AMONG = (1, 3, 5)
FOLDS = 5

Ranker = Callable[[Mapping[str, int]], Sequence[Suggestion]]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of questions with a right answer among the first 1, 3, 5."""

    questions: int
    topics: tuple[float, ...]
    concerns: tuple[float, ...]


def ranked_topics(suggestions: Iterable[Suggestion]) -> list[str]:
    """Order topics by the sum of the shares of their concerns, neighbours weighing less."""
    share = {one.key.partition(":")[2]: one.score for one in suggestions}
    score = {
        topic.name: sum(weight * share.get(slug, 0.0) for slug, weight in topic.concerns.items())
        for topic in topics()
    }
    return sorted(score, key=lambda name: (-score[name], name))


def measure(questions: Sequence[Question], rank: Ranker) -> Score:
    """Count over all questions; a topic we have no concern for counts as missed."""
    return _score([_places(question, rank(features_of(question.text))) for question in questions])


def cross_validated(
    questions: Sequence[Question], concerns: Sequence[Entry], salt: str = ""
) -> Score:
    """Measure each fifth with what the other four fifths teach."""
    places: list[tuple[int, int]] = []
    for fold in range(FOLDS):
        is_left_out = {
            one.group: bucket_of(one.group, f"fold{salt}") % FOLDS == fold for one in questions
        }
        fields = fields_from([one for one in questions if not is_left_out[one.group]])
        profiles = Profiles.build(concerns, fields)
        places += [
            _places(one, profiles.suggest(features_of(one.text)))
            for one in questions
            if is_left_out[one.group]
        ]
    return _score(places)


def _places(question: Question, suggestions: Sequence[Suggestion]) -> tuple[int, int]:
    """Give the place of the first right topic and of the first right concern, from 0 on."""
    right = {slug for topic in topics() if topic.name in question.topics for slug in topic.concerns}
    slugs = [one.key.partition(":")[2] for one in suggestions]
    return _first(ranked_topics(suggestions), question.topics), _first(slugs, right)


def _first(ranking: Sequence[str], right: Iterable[str]) -> int:
    wanted = set(right)
    return next((i for i, name in enumerate(ranking) if name in wanted), len(ranking) + AMONG[-1])


def _score(places: Sequence[tuple[int, int]]) -> Score:
    def shares(which: int) -> tuple[float, ...]:
        return tuple(
            sum(place[which] < most for place in places) / max(1, len(places)) for most in AMONG
        )

    return Score(len(places), shares(0), shares(1))


def milliseconds(texts: Iterable[str], lexicon: Lexicon) -> Mapping[str, float]:
    """Give the median, the 99th percentile and the longest of `understand`, in processor ms."""
    times: list[float] = []
    for text in texts:
        start = time.thread_time()
        understand(text, lexicon)
        times.append((time.thread_time() - start) * 1000)
    times.sort()
    return {
        "median": statistics.median(times),
        "p99": times[int(0.99 * (len(times) - 1))],
        "longest": times[-1],
    }

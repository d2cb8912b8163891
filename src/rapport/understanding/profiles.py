"""Which concern the words are about: each concern's own words as a vector, and what people ask.

A concern's profile is the sum of the TF-IDF vectors (Salton and Buckley, 1988) of its label,
definition, aliases and phrases, over the features of features.py; words are compared with it by
the cosine. `areas` adds how often which words go with which field of concerns.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rapport.understanding.areas import Areas, areas
from rapport.understanding.features import features_of
from rapport.understanding.reading import Entry, Suggestion

SOFTNESS = 1.0
"""Temperature of the shares; chosen on the tune part of benchmarks/words."""

LEAST_LIKENESS = 0.04
"""Below this cosine with every concern the words are about none."""

WEIGHT_OF_NAME = 12.0
"""What naming a concern in a search adds, in standard deviations: the most a profile can reach."""

Vector = Mapping[str, float]
NOTHING_NAMED: Vector = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Profiles:
    """The concerns' vectors, turned round: feature → (number of the concern, weight)."""

    keys: tuple[str, ...]
    rarity: Vector
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    areas: Areas
    shares: tuple[tuple[tuple[int, float], ...], ...]

    @classmethod
    def build(cls, concerns: Sequence[Entry], fields: Areas | None = None) -> "Profiles":
        """Make the vectors from all texts of the concerns; `fields` are the shipped ones."""
        fields = fields or areas()
        texts = [_texts_of(one) for one in concerns]
        documents = [counts for one in texts for some in one.values() for counts in some]
        seen = Counter(feature for counts in documents for feature in counts)
        seen.update(fields.seen)
        total = len(documents) + fields.questions
        rarity = {word: 1 + math.log((1 + total) / (1 + n)) for word, n in seen.items()}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, by_language in enumerate(texts):
            for some in by_language.values():
                for feature, weight in _profile(some, rarity).items():
                    postings[feature].append((number, weight))
        keys = tuple(one.key for one in concerns)
        return cls(
            keys=keys,
            rarity=rarity,
            postings={feature: tuple(some) for feature, some in postings.items()},
            areas=fields,
            shares=fields.shares_of(keys),
        )

    def suggest(
        self, counts: Mapping[str, int], named: Mapping[str, float] = NOTHING_NAMED
    ) -> tuple[Suggestion, ...]:
        """Give all concerns with their share, the likeliest first; nothing if nothing fits.

        `counts` are the features of the words; `named` are concerns that the words name, with
        confidence: they come before the others.
        """
        likeness = self._likeness(counts)
        if not named and max(likeness, default=0.0) < LEAST_LIKENESS:
            return ()
        of_areas = self.areas.scores(counts)
        scores = [
            one + self.areas.boost(of_areas, shares) + WEIGHT_OF_NAME * named.get(key, 0.0)
            for key, one, shares in zip(self.keys, standardised(likeness), self.shares, strict=True)
        ]
        highest = max(scores)
        weights = [math.exp((score - highest) / SOFTNESS) for score in scores]
        total = sum(weights)
        found = [
            Suggestion(key, round(weight / total, 6))
            for key, weight in zip(self.keys, weights, strict=True)
        ]
        return tuple(sorted(found, key=lambda one: (-one.score, one.key)))

    def _likeness(self, counts: Mapping[str, int]) -> list[float]:
        """Give the cosine of the words with each concern."""
        vector = unit_vector(counts, self.rarity)
        sums = [0.0] * len(self.keys)
        for feature, weight in vector.items():
            for number, other in self.postings.get(feature, ()):
                sums[number] += weight * other
        return sums


def standardised(values: Sequence[float]) -> list[float]:
    """Give the values with mean 0 and standard deviation 1; all 0 if they are equal."""
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / (spread + 1e-9) for value in values]


def unit_vector(counts: Mapping[str, int], rarity: Vector) -> dict[str, float]:
    """Weigh the counts by their logarithm and by rarity; unknown features are left out."""
    vector = {
        feature: (1 + math.log(count)) * rarity[feature]
        for feature, count in counts.items()
        if feature in rarity
    }
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {feature: weight / length for feature, weight in vector.items()} if length else {}


def _profile(texts: Iterable[Mapping[str, int]], rarity: Vector) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for counts in texts:
        for feature, weight in unit_vector(counts, rarity).items():
            total[feature] += weight
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return {feature: weight / length for feature, weight in total.items()} if length else {}


def _texts_of(entry: Entry) -> dict[str, list[Counter[str]]]:
    """Give the counts of each text, by language: one language must not dilute another."""
    found: dict[str, list[Counter[str]]] = defaultdict(list)
    for single in (entry.label, entry.definition):
        for language, text in single.items():
            found[language].append(features_of(text))
    for several in (entry.aliases, entry.phrases):
        for language, texts in several.items():
            found[language] += [features_of(text) for text in texts]
    return found

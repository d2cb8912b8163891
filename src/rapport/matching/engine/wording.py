"""What words that were asked for are worth in many listings at once, as `ranking.words` says."""

import numpy as np

from rapport.matching.engine.asked import Asked
from rapport.matching.engine.columns import Array
from rapport.matching.engine.runs import are_in, places_of
from rapport.matching.engine.written import near
from rapport.matching.inflection import folded
from rapport.matching.ranking import words as ranking


def shares_of_words(asked: Asked, at: Array) -> Array:
    """Add up what each word is worth in listings at these places, which rise; 1 is the most."""
    in_name, in_text = np.zeros(len(at)), np.zeros(len(at))
    of_level = np.array(ranking.OF_LEVEL)
    wrote: dict[str, Array] = {}
    for word in asked.words:
        share = np.zeros(len(at))
        for fit, having in reversed(asked.in_name(word).items()):
            share[are_in(at, places_of(having))] = fit
        in_name += share
        is_named = share > 0
        if not is_named.all():
            levels = asked.segment.written.levels(word, len(asked.segment))[at]
            in_text += np.where(is_named, 0.0, of_level[levels])
            wrote[word] = ~is_named
    in_text *= ranking.OWN_WORDS
    scattered = _scattered(asked, at, wrote)
    in_text[scattered] *= ranking.SCATTERED
    return in_name + in_text


def _scattered(asked: Asked, at: Array, wrote: dict[str, Array]) -> Array:
    """Tell which listings have several of the words in their text, but not near each other."""
    by_fold: dict[str, Array] = {}
    one_of: dict[str, str] = {}
    for word, those in wrote.items():
        fold = one_of.setdefault(folded(word), word)
        by_fold[fold] = by_fold[fold] | those if fold in by_fold else those
    several = np.sum(list(by_fold.values()), axis=0) > 1 if len(by_fold) > 1 else False
    if not np.any(several):
        return np.zeros(len(at), bool)
    count = len(asked.segment)
    wanted = []
    for those in by_fold.values():
        mask = np.zeros(count, bool)
        mask[at[those & several]] = True
        wanted.append(mask)
    pairs = zip(by_fold, wanted, strict=True)
    keys = [asked.segment.written.keys(word, mask) for word, mask in pairs]
    scattered: Array = several & ~near(keys, wanted, count)[at]
    return scattered

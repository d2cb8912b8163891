"""How an invented therapist introduces their work: in one sentence, and in a short text."""

from collections.abc import Sequence

from rapport.demo.prose import Voice, words_in
from rapport.demo.tables import Archetype, Words, table

LEAST_WORDS = 60
MOST_WORDS = 150
WANTED_WORDS = (72, 128)
HEADLINE_CHARACTERS = 160
TRIES = 10
ORDER = ("opening", "background", "work", "session", "practical", "ending")
LONG_WORDS = 40
"""A paragraph of so many words ends, and the next part starts a new one."""


def headline(archetype: Archetype, voice: Voice) -> str:
    """Give one sentence in the first person, if possible one that nobody else has."""
    sentence = ""
    for _ in range(TRIES):
        one = voice.say("headline", archetype.headlines)
        if len(one) <= HEADLINE_CHARACTERS:
            sentence = one
            if voice.decks.is_new(sentence):
                break
    return sentence


def own_words(archetype: Archetype, voice: Voice, features: Sequence[str]) -> str:
    """Give a text in which everything about facts is true of the listing: `features` are these."""
    words = table(Words, "words.yaml")
    wanted = voice.dice.between(*WANTED_WORDS)
    parts = {
        "opening": voice.say("opening", archetype.openings),
        "work": voice.say("work", archetype.work),
        "ending": _ending(archetype, words, voice),
    }
    if "supervised" in features:
        parts["practical"] = _practical("supervised", voice)
    for name in _by_chance(("session", "background", "practical", "work"), voice):
        if _length(parts) >= wanted:
            break
        sentence = _more(name, archetype, voice, features)
        together = f"{parts.get(name, '')} {sentence}".strip()
        if sentence and (name not in parts or name == "work"):
            parts = {**parts, name: together}
    return _within_limits(parts, archetype, voice)


def _within_limits(parts: dict[str, str], archetype: Archetype, voice: Voice) -> str:
    """Add what is missing to the least length, and leave out what is above the most."""
    for name in ("session", "background", "work"):
        if _length(parts) < LEAST_WORDS:
            sentence = _more(name, archetype, voice, ())
            parts[name] = f"{parts.get(name, '')} {sentence}".strip()
    for name in ("session", "background"):
        if _length(parts) > MOST_WORDS:
            parts.pop(name, None)
    return _in_paragraphs([parts[name] for name in ORDER if name in parts])


def _in_paragraphs(texts: Sequence[str]) -> str:
    paragraphs = [texts[0]]
    for text in texts[1:]:
        if words_in(paragraphs[-1]) < LONG_WORDS:
            paragraphs[-1] += f" {text}"
        else:
            paragraphs.append(text)
    return "\n\n".join(paragraphs)


def _more(name: str, archetype: Archetype, voice: Voice, features: Sequence[str]) -> str:
    words = table(Words, "words.yaml")
    if name == "work":
        return voice.say("work", archetype.work)
    if name == "practical":
        return _practical(voice.dice.pick(features), voice) if features else ""
    fragments = {"session": words.sessions, "background": words.background}[name]
    return voice.say(name, fragments, is_shared=True)


def _practical(feature: str, voice: Voice) -> str:
    fragments = table(Words, "words.yaml").practical[feature]
    return voice.say(f"practical {feature}", fragments, is_shared=True)


def _ending(archetype: Archetype, words: Words, voice: Voice) -> str:
    if voice.dice.chance(
        len(archetype.endings) / (len(archetype.endings) + len(words.endings) / 2)
    ):
        return voice.say("ending", archetype.endings)
    return voice.say("ending", words.endings, is_shared=True)


def _by_chance(names: Sequence[str], voice: Voice) -> list[str]:
    return voice.dice.several(names, len(names))


def _length(parts: dict[str, str]) -> int:
    return sum(words_in(part) for part in parts.values())

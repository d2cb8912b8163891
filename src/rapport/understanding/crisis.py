"""Are there words of crisis? Which help should stand on top?

Nothing is blocked, scored, kept or told to anyone: the answer only chooses lines to show. Idioms
("killing it at work") are taken out first, "not suicidal" does not count, and in doubt help is
shown. The words are in data/crisis.yaml, the measure in docs/benchmarks.md.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from rapport.understanding.reading import Crisis, CrisisKind
from rapport.understanding.tokens import Token, tokens_of
from rapport.understanding.wordlists import data_text

_PART = re.compile(r"\{([a-z]+)\}")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_BREAK = " | "
_NEGATION_REACH = 4
_ORDER = (CrisisKind.MEDICAL, CrisisKind.VIOLENCE, CrisisKind.SELF, CrisisKind.OTHER)


@dataclass(frozen=True, slots=True)
class _Words:
    """The text as one line of plain words, and where each word begins in it."""

    line: str
    starts: tuple[int, ...]
    tokens: Sequence[Token]


@dataclass(frozen=True, slots=True)
class _Rules:
    idioms: re.Pattern[str]
    said: Mapping[CrisisKind, re.Pattern[str]]
    negated: Mapping[CrisisKind, re.Pattern[str]]
    negations: frozenset[str]
    fillers: frozenset[str]
    hints: re.Pattern[str]
    someone_else: re.Pattern[str]
    oneself: re.Pattern[str]


def find_crisis(text: str) -> Crisis | None:
    """Give the most urgent words of crisis, or None. The span is in the original text."""
    return crisis_among(text, tokens_of(text))


def crisis_among(text: str, tokens: Sequence[Token]) -> Crisis | None:
    """Do the same for a text whose words are known."""
    words = _words_of(text, tokens)
    rules = _rules()
    if not rules.hints.search(words.line):
        return None
    line = rules.idioms.sub(lambda match: "~" * len(match.group()), words.line)
    for kind in _ORDER:
        match = rules.said[kind].search(line) or _not_negated(rules, kind, line)
        if match:
            shown = CrisisKind.OTHER if _is_about_other(rules, kind, line, match) else kind
            return _crisis(text, words, match, shown)
    return None


def _not_negated(rules: _Rules, kind: CrisisKind, line: str) -> re.Match[str] | None:
    """Find the first match without a negation before it: not "never been suicidal"."""
    if kind not in rules.negated:
        return None
    return next(
        (
            match
            for match in rules.negated[kind].finditer(line)
            if not _is_negated(rules, line[: match.start()].split())
        ),
        None,
    )


def _is_negated(rules: _Rules, before: Sequence[str]) -> bool:
    for word in reversed(before[-_NEGATION_REACH:]):
        if word in rules.negations:
            return True
        if word not in rules.fillers:
            return False
    return False


def _is_about_other(rules: _Rules, kind: CrisisKind, line: str, match: re.Match[str]) -> bool:
    """Whether the person named last is someone else: "my friend wants to die"."""
    if kind is not CrisisKind.SELF:
        return False
    begin = line.rfind("|", 0, match.start()) + 1
    other, own = (
        max((found.end() for found in pattern.finditer(line, begin, match.end())), default=-1)
        for pattern in (rules.someone_else, rules.oneself)
    )
    return other > own


def _crisis(text: str, words: _Words, match: re.Match[str], kind: CrisisKind) -> Crisis:
    first = bisect_right(words.starts, match.start()) - 1
    last = bisect_right(words.starts, match.end() - 1) - 1
    start, end = words.tokens[first].start, words.tokens[last].end
    return Crisis(start, end, text[start:end], kind)


def _words_of(text: str, tokens: Sequence[Token]) -> _Words:
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    before = 0
    for token in tokens:
        if pieces:
            is_break = _SENTENCE_END.search(text, before, token.start) is not None
            gap = _BREAK if is_break else " "
            pieces.append(gap)
            length += len(gap)
        starts.append(length)
        pieces.append(token.plain)
        length += len(token.plain)
        before = token.end
    return _Words("".join(pieces), tuple(starts), tokens)


@cache
def _rules() -> _Rules:
    raw: dict[str, Any] = yaml.safe_load(data_text("crisis.yaml"))
    parts: dict[str, str] = {}
    for name, part in raw["parts"].items():
        parts[name] = _filled(part, parts)
    kinds = {CrisisKind(name): lists for name, lists in raw["kinds"].items()}
    return _Rules(
        idioms=_any_of(raw["idioms"], parts),
        said={kind: _any_of(lists["said"], parts) for kind, lists in kinds.items()},
        negated={
            kind: _any_of(lists["negated"], parts)
            for kind, lists in kinds.items()
            if "negated" in lists
        },
        negations=frozenset(raw["negations"].split()),
        fillers=frozenset(raw["negation_fillers"].split()),
        hints=_any_of(raw["hints"], parts),
        someone_else=_any_of(raw["someone_else"], parts),
        oneself=_any_of(raw["oneself"], parts),
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda match: parts[match.group(1)], pattern)


def _any_of(patterns: Sequence[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{_filled(pattern, parts)})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")

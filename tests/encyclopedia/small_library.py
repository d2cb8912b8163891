"""A part of the shipped library that loads quickly: links to what is left out lead to topics."""

import re
from pathlib import Path

from rapport.encyclopedia.article_files import LIBRARY

MODEL = "term/self-compassion"
KEPT = (
    *(MODEL, "term/shame", "concern/perfectionism", "concern/low-self-esteem"),
    *("approach/cognitive-behavioural-therapy", "practice/self-compassion-break"),
    *("practice/kind-letter", "guide/choosing-a-therapist", "resource/writing-your-profile"),
)
IN_SPANISH = ("term/autocompasion",)

_LINK = re.compile(r"\]\(([a-z]+/[a-z0-9-]+)\)")


def copy_small_library(folder: Path) -> Path:
    """Copy the kept articles into a folder; give the folder."""
    for language, keys in (("en", KEPT), ("es", IN_SPANISH)):
        for key in keys:
            text = (LIBRARY / language / f"{key}.md").read_text(encoding="utf-8")
            target = folder / language / f"{key}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_without_strangers(text), encoding="utf-8")
    return folder


def _without_strangers(text: str) -> str:
    def link(match: re.Match[str]) -> str:
        return match.group() if match.group(1) in KEPT + IN_SPANISH else "](/topics)"

    return _LINK.sub(link, text)

"""A line that stands for a story in lists; a petition has no title of its own."""

import re

LONGEST = 90
SENTENCE_END = re.compile(r"(?<=[.!?…])\s|\n")


def headline(story: str, longest: int = LONGEST) -> str:
    """Return the first sentence, cut between words; empty when the story was erased."""
    first = SENTENCE_END.split(story.strip(), maxsplit=1)[0].rstrip(".")
    if len(first) <= longest:
        return first
    return first[:longest].rsplit(" ", 1)[0].rstrip(",;:") + "…"

"""Words of a plan as they are kept: without outer space, and not longer than a page can show."""

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_TEXT = 200, 60, 2000


def text_fault(words: str, longest: int = LONGEST_TEXT) -> str | None:
    """Return what is wrong with a text that has to be there."""
    if not words.strip():
        return "required"
    return "too_long" if len(words.strip()) > longest else None


def faults_of(**found: str | None) -> dict[str, str]:
    """Return the fields that have a fault."""
    return {name: fault for name, fault in found.items() if fault}

"""Content packs: a questionnaire and the words of its pages in one more language."""

"""The kinds of question, one class each; a new kind is a class and its line in the registry."""

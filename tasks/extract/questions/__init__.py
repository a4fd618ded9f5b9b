"""The sub-questions of a question."""

"""What each version of the schema changed, newest first; a release tells it in its changes.md."""

SCHEMA_HISTORY = {
    "1.5": "subquestions.numbering.",
    "1.4": "governments, coalitions, ministers and questions.minister_id; texts.words and texts.first_seen; "
    "answer_likeness, text_repairs.",
    "1.3": "changes, status_history, questions.first_seen, answer_seen and last_changed.",
    "1.2": "members, memberships, parties, offices, office_holders, organisations, places, thesaurus, and "
    "the columns that point to them; group_id; answer_kind.",
    "1.1": "legislatures and gaps.",
    "1.0": "the first tables.",
}

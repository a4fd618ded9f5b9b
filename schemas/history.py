"""What each version of the schema changed, newest first; printed in changes.md of a release."""

SCHEMA_HISTORY = {
    "3.1": "pages.letters_shown, letters_read and letters_boilerplate; the issue kind letters_unread, a row "
    "for each page, replaces unread_block. questions.suffix: '1-1535/1' is a question_id. The relation "
    "other. Titles, keywords and authors that are not sure are null (layout_title, layout_keywords, "
    "author_doubtful).",
    "3.0": "The status tells what pages show: questions.status 'requalified' and 'unknown', status_reason, "
    "seen_on, asked_on_from, is_late, days_after_deadline; texts, events and links have withdrawn_on; "
    "pages.seen_at and is_whole. texts.words and answer_parts.answer_kind are null for cut texts. "
    "The relation passed_on_to. docs/schema-3.md says what changed for queries.",
    "2.2": "pages.reason_code.",
    "2.1": "questions.session.",
    "2.0": "Each foreign key points to a unique key: ministers has one row per person, with "
    "minister_terms, and offices one row per office, with office_names. since and until are dates, with "
    "since_year and until_year added; memberships.first_asked_on and last_asked_on; "
    "office_holders.first_question_id; changes.table_name, column_name, value_before, value_after, and key "
    "as a list; mentions.value_min and value_max. docs/schema-2.md lists all changed names.",
    "1.5": "questions.status_reason, texts.is_cut, subquestions.numbering, members.possibly_same_as, "
    "pages.evidence, legislatures.opened_on; the relation similar_to.",
    "1.4": "governments, coalitions, ministers and questions.minister_id; texts.words and texts.first_seen; "
    "answer_likeness, text_repairs.",
    "1.3": "changes, status_history, questions.first_seen, answer_seen and last_changed.",
    "1.2": "members, memberships, parties, offices, office_holders, organisations, places, thesaurus, and "
    "the columns that point to them; group_id; answer_kind.",
    "1.1": "legislatures and gaps.",
    "1.0": "the first tables.",
}

-- Each question with its main facts, those most often wanted first. One row per question; texts are in `texts`.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- title: Title in the language in which it was asked, else in the other language.
-- author: Name of the member, as on the page.
-- party: Party as printed after the author's name: the party on that day.
-- minister: Name of the minister who held the office on the day of the question, not always who answered; null if nobody fits, or several people do.
-- asked_on: Date of the question.
-- status: 'answered', 'open', 'closed', 'requalified', 'lapsed' or 'unknown'.
-- answered_on: Date of the answer.
-- response_days: Days from sending to answer.
-- url_nl: Its Dutch page on the site; for bulletins, the page that was read.
-- url_fr: Its French page on the site; for bulletins, the page that was read.
-- original_language: Language in which it was asked.
-- title_nl: Dutch title.
-- title_fr: French title.
-- addressee_nl: Addressee on Dutch pages.
-- addressee_fr: Addressee on French pages.
-- deadline_on: Last day for answering, as printed; null if no page prints one, as in all of legislature 5.
-- is_late: Whether the answer came after the deadline; false also if it was printed by then. Without a day of answer: true if the deadline was over when a page last showed none, or its section of a bulletin says so, or a record was printed without one, else null.
-- days_after_deadline: Days from the deadline to the answer, negative if it came earlier; null without both dates.
-- in_office_at_deadline: Whether that person would still be asked on the day of the deadline: a term covers it, and the office was still theirs. Null without a minister or a deadline.
-- in_office_at_answer: Whether that person would still be asked on the day of the answer: a term covers it, and the office was still theirs. Null without a minister or a dated answer.
-- is_announced: Whether its answer only announces a text (`answer_kinds` is ['placeholder']). Figures count it apart from those that are answered, without days and lateness.
-- counted_days: `response_days` as figures of offices, parties and members count them: null if the answer is only announced.
-- minister_days: `counted_days` as figures of a minister count them: null unless in office on the day of the answer. The same as `counted_days` where no minister is known.
-- counted_late: `is_late` as figures of offices, parties and members count it: null if the question was requalified, its status is unknown, or the answer is only announced.
-- minister_late: `counted_late` as figures of a minister count it: null unless in office on the day of the deadline. The same as `counted_late` where no minister is known.
-- status_reason: Why it lapsed, or why its status is unknown: see `questions`.
-- status_since: First day of that status; null if no page dates it.
-- seen_on: Day on which the newest copy was last seen on the site, in an archive or by its sidecar, unchanged or not; for a bulletin, its own date. Null if unknown.
-- asked_on_from: Where the date of the question is printed: in the question line, the author line, the field of a record, the line above the number, or only as the day of sending in the chronology.
-- legislature: Number of the legislature as its house counts: the Senate from 1 (1995), the Chamber from 49.
-- number: Number of the question within its legislature.
-- house: The house of parliament in which it was asked.
-- term: Term of parliament, from 1 (1995), the same number for both houses.
-- document_number: Number of the document of a question of the Chamber, the same for all departments that got the text: '2016201712499'.
-- printed_number: Number of a question of the Chamber in print, which is counted per department and legislature.
-- record_name: Name of the newest record of a question of the Chamber; it changes when the answer is printed.
-- answered_by_on: Day of the first bulletin that prints the answer to a question of the Chamber, which was given on that day or before; the day of the answer itself is not published.
-- member_id: The author in `members`.
-- party_id: The party in `parties`.
-- language_group: Language group of that party.
-- side: 'government', 'support' or 'opposition' on that day; see `question_sides`.
-- office_id: The addressee in `offices`.
-- role: Highest role named in the addressee's title.
-- portfolios: Portfolios of the office.
-- minister_id: Who held the office on that day, in `ministers`; null if nobody fits, or several people do.
-- answer_parts: Number of parts of its answer; null if there is no text, or it is cut.
-- answer_kinds: The kinds of these parts, each once: 'substance', 'referral' and so on; 'no_text' if it is answered and the release has no text of the answer. Null if the text is cut.
-- subquestions: Number of sub-questions found, in the language of `question_measures`; null if there is no text, or it is cut.
-- subquestions_answered: How many of them are answered (`v_answers_by_subquestion`); null if there is no answer in that language, or that of one of them is null.
-- question_words: Number of words of the question; null if there is no text, or it is cut.
-- answer_words: Number of words of the answer; null if there is no text, or it is cut.
-- group_id: The lowest-numbered question of the release with the same text.
-- group_size: Number of different questions with the same text: those in the release, and others that references on their pages name.
-- group_held: Number of these questions that are in the release.
-- first_seen: When its first page was fetched.
-- last_changed: When one of its pages last changed in content.
WITH groups AS (SELECT group_id, count(*) AS held FROM questions GROUP BY group_id),
last_status AS (
  SELECT question_id, last(since ORDER BY position) AS since FROM status_history GROUP BY question_id
),
bulletin AS (
  SELECT question_id, min(url) FILTER (WHERE language = 'nl') AS nl, min(url) FILTER (WHERE language = 'fr') AS fr
  FROM pages
  WHERE variant = 'bulletin' AND outcome = 'read'
  GROUP BY question_id
)
SELECT
  q.question_id,
  CASE WHEN q.original_language = 'fr' THEN coalesce(q.title_fr, q.title_nl) ELSE coalesce(q.title_nl, q.title_fr) END AS title,
  q.author,
  q.party,
  m.name AS minister,
  q.asked_on,
  q.status,
  q.answered_on,
  q.response_days,
  CASE WHEN q.legislature >= 4 THEN {url_nl} ELSE b.nl END AS url_nl,
  CASE WHEN q.legislature >= 4 THEN {url_fr} ELSE b.fr END AS url_fr,
  q.original_language,
  q.title_nl,
  q.title_fr,
  q.addressee_nl,
  q.addressee_fr,
  q.deadline_on,
  q.is_late,
  q.days_after_deadline,
  q.in_office_at_deadline,
  q.in_office_at_answer,
  q.status = 'answered' AND t.answer_kinds IS NOT DISTINCT FROM ['placeholder'] AS is_announced,
  CASE WHEN NOT is_announced THEN q.response_days END AS counted_days,
  CASE WHEN q.minister_id IS NULL OR q.in_office_at_answer THEN counted_days END AS minister_days,
  CASE WHEN q.status NOT IN ('requalified', 'unknown') AND NOT is_announced THEN q.is_late END AS counted_late,
  CASE WHEN q.minister_id IS NULL OR q.in_office_at_deadline THEN counted_late END AS minister_late,
  q.status_reason,
  h.since AS status_since,
  q.seen_on,
  q.asked_on_from,
  q.legislature,
  q.number,
  q.house,
  q.term,
  q.document_number,
  q.printed_number,
  q.record_name,
  q.answered_by_on,
  q.member_id,
  q.party_id,
  p.language_group,
  s.side,
  q.office_id,
  o.role,
  o.portfolios,
  q.minister_id,
  t.answer_parts,
  t.answer_kinds,
  t.subquestions,
  t.subquestions_answered,
  t.question_words,
  t.answer_words,
  q.group_id,
  q.group_size,
  g.held AS group_held,
  q.first_seen,
  q.last_changed
FROM questions q
LEFT JOIN parties p ON p.party_id = q.party_id
LEFT JOIN question_sides s ON s.question_id = q.question_id
LEFT JOIN offices o ON o.office_id = q.office_id
LEFT JOIN ministers m ON m.minister_id = q.minister_id
LEFT JOIN last_status h ON h.question_id = q.question_id
LEFT JOIN groups g ON g.group_id = q.group_id
LEFT JOIN question_measures t ON t.question_id = q.question_id
LEFT JOIN bulletin b ON b.question_id = q.question_id

-- Questions put to several ministers, or put again: who answered, when, and how similar the answers are. One row per question of the release in a group of two or more.
-- stored
-- group_id: The lowest-numbered question of the release with the same text.
-- group_size: Number of different questions with the same text: those in the release, and others that references on their pages name.
-- group_held: Number of these questions that are in the release.
-- question_id: The question.
-- house: The house of parliament in which it was asked; a group may have questions of both.
-- title: Its title in the language in which it was asked, else in the other language.
-- author: Name of the member.
-- asked_on: Date of the question.
-- office_id: The addressee in `offices`.
-- addressee_nl: Addressee on Dutch pages.
-- addressee_fr: Addressee on French pages.
-- minister: Who held the office on that day.
-- group_reason: Why it is in the group: a page names it as the same question as another, or its text is nearly the same.
-- status: 'answered', 'open', 'closed', 'requalified', 'lapsed' or 'unknown'.
-- answered_on: Date of the answer.
-- response_days: Days from sending to answer.
-- counted_days: `response_days` as figures of offices, parties and members count them: null if the answer is only announced.
-- minister_days: `counted_days` as figures of a minister count them: null unless in office on the day of the answer. The same as `counted_days` where no minister is known.
-- answered_as: Order in which the answers of the house in the release came: 1, then 2 and so on; answers on the same day share a number.
-- likeness: Similarity to the most similar other answer, from 0 to 1, in the language in which they are most similar (`answer_likeness`); null if no other answer is whole, or a hundred of the group come before.
-- most_like: The question with that answer; the lowest-numbered, if there are several.
WITH pairs AS (
  SELECT question_id, other_id, likeness FROM answer_likeness
  UNION ALL
  SELECT other_id, question_id, likeness FROM answer_likeness
),
nearest AS (
  SELECT p.question_id, max(p.likeness) AS likeness,
    first(p.other_id ORDER BY p.likeness DESC, o.legislature, o.number) AS other_id
  FROM pairs p
  JOIN questions o ON o.question_id = p.other_id
  GROUP BY p.question_id
)
SELECT
  q.group_id,
  q.group_size,
  q.group_held,
  q.question_id,
  q.house,
  q.title,
  q.author,
  q.asked_on,
  q.office_id,
  q.addressee_nl,
  q.addressee_fr,
  q.minister,
  r.group_reason,
  q.status,
  q.answered_on,
  q.response_days,
  q.counted_days,
  q.minister_days,
  CASE WHEN q.answered_on IS NOT NULL AND NOT q.is_announced THEN rank() OVER (PARTITION BY q.group_id, q.house, q.is_announced ORDER BY q.answered_on NULLS LAST) END AS answered_as,
  n.likeness,
  n.other_id AS most_like
FROM v_questions q
JOIN (SELECT question_id, group_reason FROM questions) r ON r.question_id = q.question_id
LEFT JOIN nearest n ON n.question_id = q.question_id
WHERE q.group_size > 1
ORDER BY q.group_id, q.legislature, q.number

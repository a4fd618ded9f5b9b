// Which sub-question stands beside which part of the answer.

/**
 * The rows of a question and its answer side by side, in the order of the question.
 *
 * Sub-questions that follow each other and are answered by the same parts share a row. What stands around
 * sub-questions and parts, such as an opening or a closing, has rows of its own, so that nothing is left out.
 */
export function rowsBeside(question, answer, parts) {
  const asked = parts.filter((part) => part.part === "question");
  const given = parts.filter((part) => part.part === "answer");
  const [opening, ...between] = around(question, asked);
  const [answerOpening, ...answerRest] = around(answer, given);
  const rows = [];
  if (!asked.length) {
    return [{ kind: "whole", asked: [whole(question)], given: answer ? [whole(answer)] : [] }];
  }
  if (opening || answerOpening) rows.push({ kind: "opening", asked: [opening].filter(Boolean), given: [answerOpening].filter(Boolean) });
  const seen = new Set();
  asked.forEach((sub, at) => {
    const its = given.filter((part) => part.answers.includes(sub.label) || (sub.label === null && part.label === null));
    const last = rows.at(-1);
    const same = its.length && last?.kind === "pair" && last.its.length === its.length && last.its.every((part, i) => part === its[i]);
    if (same) last.asked.push(sub);
    else rows.push({ kind: "pair", asked: [sub], given: its, its, repeated: its.length > 0 && its.every((part) => seen.has(part)) });
    its.forEach((part) => seen.add(part));
    if (between[at]) rows.push({ kind: "closing", asked: [between[at]], given: [] });
  });
  const rest = [...given.filter((part) => !seen.has(part)), ...answerRest.filter(Boolean)].sort((a, b) => a.start - b.start);
  if (rest.length) rows.push({ kind: "rest", asked: [], given: rest });
  return rows;
}

function whole(text) {
  return { label: null, start: 0, end: text ? text.length : 0 };
}

/** What stands before, between and behind places of a text; null where there is only a number or nothing. */
function around(text, places) {
  if (!text) return [null];
  const ends = [0, ...places.map(({ end }) => end)];
  const starts = [...places.map(({ start }) => start), text.length];
  return ends.map((start, at) => {
    const before = text.words(start, starts[at]);
    const words = places[at]?.numbering === "inferred" ? before.trimEnd() : withoutNumber(before, places[at]?.label);
    return /\p{L}{3}/u.test(words) ? { label: null, start, end: start + [...words].length } : null;
  });
}

/** Words without the number of what follows them, which is shown beside it. */
function withoutNumber(words, label) {
  const kept = words.trimEnd();
  if (label && kept.endsWith(label)) return kept.slice(0, -label.length);
  return kept.replace(/(^|\s)[^\s\p{L}]*\p{L}{0,2}[^\s\p{L}]*$/u, "");
}

// The titles of all questions: loaded block by block, the newest first, and searched in the browser.

import { day, element, figure, inLanguage, packed, questionAddress, say } from "./common.js";

/** Letters without accents, small. */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .replace(/[’‘]/g, "'")
    .toLowerCase();
}

/** The words of a search. */
export function wordsOf(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

function question(block, row) {
  const [number, nl, fr, askedOn, status, original, days, deadline, author, party, addressee, minister, kinds, topics] = row;
  const [addresseeNl, addresseeFr] = block.addressees[addressee];
  const id = `${block.legislature}-${number}`;
  const who = block.authors[author];
  const whom = block.ministers[minister];
  const about = topics.map((topic) => block.topics[topic]);
  return {
    id,
    number,
    legislature: block.legislature,
    title: { nl, fr },
    askedOn,
    status,
    original,
    days,
    author: who,
    party: block.parties[party],
    deadline,
    minister: whom,
    kinds: block.kinds[kinds].split(" ").filter(Boolean),
    topics: about,
    addressee: { nl: addresseeNl, fr: addresseeFr },
    folded: ` ${fold([id, nl, fr, who, whom, ...about].filter(Boolean).join(" · "))}`,
  };
}

/** One block of titles: `name` is its file. */
export async function titlesOf(name) {
  const block = await packed(`titles/${name}.json.gz`);
  return block.rows.map((row) => question(block, row));
}

/** All questions, as blocks come in: `seen` is told of those that are there so far, and whether that is all. */
export async function allTitles(summary, seen) {
  const found = [];
  for (const [at, [name]] of summary.titles.entries()) {
    found.push(...(await titlesOf(name)).reverse());
    seen(found, at + 1 === summary.titles.length);
  }
  if (!summary.titles.length) seen(found, true);
  return found;
}

/** How well a question fits all words: 0 when one is not there, more when they begin words of it. */
export function fit(found, words) {
  let sum = 1;
  for (const word of words) {
    if (word === found.id || word === String(found.number)) sum += 100;
    else if (!found.folded.includes(word)) return 0;
    else if (/[\s·'(-]/.test(found.folded[found.folded.indexOf(word) - 1])) sum += 1;
  }
  return sum;
}

/** The questions that fit, the best first, of equal ones the newest. */
export function search(questions, text) {
  const words = wordsOf(text);
  if (!words.length) return questions;
  return questions
    .map((found) => [fit(found, words), found])
    .filter(([sum]) => sum > 0)
    .sort(([a, one], [b, other]) => b - a || newestFirst(one, other))
    .map(([, found]) => found);
}

/** How many questions were found; where a search finds none, what was searched, and how to search the texts. */
export function countOf(found, words) {
  if (found.length || !words.trim()) return say("search.found", { count: figure(found.length) });
  return say("search.nothing", { words: words.trim() });
}

/** The order of dates, the newest first; of one day the highest number. */
export function newestFirst(one, other) {
  return (other.askedOn ?? "").localeCompare(one.askedOn ?? "") || other.legislature - one.legislature || other.number - one.number;
}

/** A text with the words that were searched for marked. */
function marked(text, words) {
  const letters = [...text];
  const ends = [];
  let folded = "";
  for (const letter of letters) {
    folded += fold(letter);
    ends.push(folded.length);
  }
  const hit = new Array(folded.length).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) hit.fill(true, at, at + word.length);
  }
  const pieces = [];
  letters.forEach((letter, at) => {
    const isHit = hit[ends[at - 1] ?? 0] === true && ends[at] > (ends[at - 1] ?? 0);
    const last = pieces.at(-1);
    if (last && last.isHit === isHit) last.text += letter;
    else pieces.push({ isHit, text: letter });
  });
  return pieces.map((piece) => (piece.isHit ? element("b", {}, piece.text) : piece.text));
}

/** The badge of a status. */
export function badge(status) {
  return element("span", { class: `badge ${status}` }, say(`status.${status}`));
}

/** The title to show: in the language of the page, unless only the other one has the words of the search. */
function titleOf(found, words) {
  const shown = inLanguage(found.title, found.original);
  const other = shown.lang === "nl" ? "fr" : "nl";
  const hits = (text) => words.filter((word) => fold(text ?? "").includes(word)).length;
  return hits(found.title[other]) > hits(shown.text) ? { text: found.title[other], lang: other } : shown;
}

/** Whom a question is put to: the minister, if known, and the office. */
export function addressed({ minister, addressee, original }) {
  const { text, lang } = inLanguage(addressee, original);
  if (!minister && !text) return null;
  return element("span", { class: "to" }, " → ", minister, minister && text && ", ", text && element("span", { lang }, text));
}

/** A question in a list: its title as a link, and who asked whom when. */
export function listed(found, words = []) {
  const { text, lang } = titleOf(found, words);
  const link = element("a", { href: questionAddress(found.id), lang }, marked(text ?? found.id, words));
  const asked = [found.id, [found.author, found.party && `(${found.party})`].filter(Boolean).join(" "), day(found.askedOn, "medium")];
  return element(
    "li",
    {},
    link,
    element("p", {}, badge(found.status), ` ${asked.filter(Boolean).join(" · ")}`, addressed(found)),
  );
}

/** Let the arrow keys go from a field to the links of a list, through them, and back; Escape goes back at once. */
export function walkWithArrows(field, list) {
  const step = (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: -1 }[event.key];
    if (wanted === undefined || !links.length || (event.key === "Escape" && at < 0)) return;
    event.preventDefault();
    (links[Math.min(wanted, links.length - 1)] ?? field).focus();
  };
  field.addEventListener("keydown", step);
  list.addEventListener("keydown", step);
}

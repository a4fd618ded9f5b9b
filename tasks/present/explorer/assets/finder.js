// Finding questions by their words: titles, topics, names, numbers and texts, in both languages.

import { questions } from "./columns.js";
import { distance, fold, wordsIn } from "./letters.js";
import { LANGUAGES, stemOf, stemsIn } from "./words.js";

const LAST = "\uffff";
const SHORTEST_BEGINNING = 3;
const IN_HEAD = 3;
/** A word in a title or a name counts as much as this many in a text. */
const NUMBER = 100;
const FOREIGN = 3;
/** A word that is this many times rarer in a language is foreign there, and its stem is not sought: French "polit" has "politique". */
const NEAREST = 3;
const ALIKE = 2;
/** Letters at the end of a stem that may differ from those of its word, as words.py has it. */
const MOST_OTHERS = 12;

/** The terms of a search: words; `-word` must not occur; `word*` begins longer ones; numbers of questions. */
export function termsOf(text) {
  return text
    .split(/[\s"“”„«»]+/)
    .filter(Boolean)
    .flatMap((piece) => {
      if (/^\d{1,3}-\d{1,7}$/.test(piece)) return [{ word: piece, id: piece }];
      const isExcluded = piece.startsWith("-");
      const words = wordsIn(piece).map(({ word }) => ({ word, isExcluded }));
      if (words.length && piece.endsWith("*")) words.at(-1).isBeginning = true;
      return words;
    });
}

/** In which languages a word is sought: in those where it is not foreign, or in all if none knows it. */
function languagesFor(counts) {
  const most = Math.max(...counts);
  return LANGUAGES.filter((_, at) => !most || counts[at] * FOREIGN > most);
}

/** The stems of words that begin so, in one language; a stem may begin a little otherwise, or wholly. */
async function stemsOfBeginning(word, language) {
  const first = word.length > ALIKE + 2 ? word.slice(0, -ALIKE) : word;
  const { found } = await stemsIn(language, first, word + LAST, (_, forms) => [...forms.keys()].some((form) => form.startsWith(word)));
  const others = [...new Set(found.map(({ of }) => of).filter(Boolean))].slice(0, MOST_OTHERS);
  const led = await Promise.all(others.map((stem) => stemOnly(stem, language)));
  return [...found, ...led.flatMap((one) => one.found)];
}

function stemOnly(stem, language) {
  return stemsIn(language, stem, stem, (its, _, of) => its === stem && !of);
}

async function beginning(word) {
  const found = await Promise.all(LANGUAGES.map((language) => stemsOfBeginning(word, language)));
  return { stems: found.flat(), accepts: (other) => other.startsWith(word) };
}

async function inflected(word) {
  const stems = LANGUAGES.map((one) => stemOf(word, one));
  const looked = await Promise.all(LANGUAGES.map((one, at) => stemOnly(stems[at], one)));
  const counts = looked.map(({ found }) => found.reduce((sum, { forms }) => sum + (forms.get(word) ?? 0), 0));
  const wanted = languagesFor(counts);
  return {
    stems: looked.flatMap(({ found }, at) => (wanted.includes(LANGUAGES[at]) ? found : [])),
    accepts: (other, language) => wanted.includes(language) && stemOf(other, language) === stems[LANGUAGES.indexOf(language)],
    beside: looked.map(({ beside }) => beside),
  };
}

/** The questions with a term, each with its weight, and whether a word of a text is the term. */
async function sought({ word, id, isExcluded, isBeginning }) {
  const { ids, places } = await questions();
  const hits = new Map();
  if (id) {
    if (places.has(id)) hits.set(places.get(id), NUMBER);
    return { word, hits, isExcluded, accepts: () => false, near: [] };
  }
  let found = await (isBeginning ? beginning(word) : inflected(word));
  const { beside = [] } = found;
  if (!found.stems.length && !isExcluded && word.length >= SHORTEST_BEGINNING) found = await beginning(word);
  for (const stem of found.stems) {
    for (const [place, isHead] of stem.hits) hits.set(place, Math.max(hits.get(place) ?? 0, isHead ? IN_HEAD : 1));
  }
  if (/^\d+$/.test(word)) ids.forEach((one, place) => one.endsWith(`-${word}`) && hits.set(place, NUMBER));
  return { word, hits, isExcluded, accepts: found.accepts, near: hits.size ? [] : nearTo(word, beside) };
}

/** Words that are nearly the same, the most frequent first. */
function nearTo(word, beside) {
  const most = word.length < 5 ? 1 : 2;
  const counts = new Map(beside.flatMap((forms) => [...forms]));
  return [...counts]
    .map(([form, count]) => ({ form, count, far: distance(word, form) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || b.count - a.count)
    .slice(0, NEAREST)
    .map(({ form }) => form);
}

/**
 * Find the questions that have all words of a text.
 *
 * `places` are theirs, the best first, of equal ones the newest; null without a word. `terms` are the words, each
 * with the questions that have it (`hits`), near words where there are none, and `accepts(word, language)`.
 */
export async function find(text) {
  const terms = await Promise.all(termsOf(text).map(sought));
  const needed = terms.filter(({ isExcluded }) => !isExcluded).sort((a, b) => a.hits.size - b.hits.size);
  if (!needed.length) return { places: null, terms };
  const { ids } = await questions();
  const rareness = needed.map(({ hits }) => Math.log(1 + ids.length / (hits.size || 1)));
  const isExcluded = (place) => terms.some((term) => term.isExcluded && term.hits.has(place));
  const found = [...needed[0].hits.keys()]
    .filter((place) => needed.every(({ hits }) => hits.has(place)) && !isExcluded(place))
    .map((place) => [place, needed.reduce((sum, { hits }, at) => sum + rareness[at] * hits.get(place), 0)]);
  found.sort(([one, a], [other, b]) => b - a || other - one);
  return { places: found.map(([place]) => place), terms: needed };
}

/** The places of questions about a topic; without one of that name, about all whose name begins so. */
export async function aboutTopic(name) {
  const key = fold(name.trim());
  const { found } = await stemsIn("topic", key, key + LAST, (stem) => stem.startsWith(key));
  const own = found.filter(({ stem }) => stem === key);
  return new Set((own.length ? own : found).flatMap(({ hits }) => [...hits.keys()]));
}

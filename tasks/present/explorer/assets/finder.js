// Finding questions by their words: titles, topics, names, numbers and texts, in both languages.

import { column, questions } from "./columns.js";
import { distance, fold, wordsIn } from "./letters.js";
import { LANGUAGES, hitsOf, stemOf, wordsFrom } from "./words.js";

const LAST = "\uffff";
const SHORTEST_BEGINNING = 3;
const NUMBER = 100;
const NEAREST = 3;
const MOST_STEMS = 64;
const MOST_TOPICS = 64;
/** A word in a title or a name counts as much as this many in a text. */
const IN_HEAD = 3;
/** Two words or more between quotation marks. */
const PHRASE = /["“„«][^"“”„«»]*[^\s"“”„«»]\s+[^\s"“”„«»][^"“”„«»]*["“”»]/;

/** The terms of a search: words; `-word` must not occur; `word*` begins longer ones; numbers of questions. */
export function termsOf(text) {
  return text
    .split(/[\s"“”„«»]+/)
    .filter(Boolean)
    .flatMap((piece) => {
      const isExcluded = piece.startsWith("-");
      const id = /^\d{1,3}-\d{1,7}(\/\d{1,3})?$/.test(piece) ? piece : null;
      const words = wordsIn(piece).map(({ word }) => ({ word, isExcluded }));
      if (words.length && piece.endsWith("*")) words.at(-1).isBeginning = true;
      return id && words.length ? [{ ...words[0], id }] : words;
    });
}

/** The entries of stems with their own places, each once in each index. */
async function ofStems(language, stems) {
  const looked = await Promise.all([...stems].map((stem) => wordsFrom(language, stem)));
  return looked.flatMap(({ found }, at) => found.filter(({ word }) => word === [...stems][at]));
}

/** Words of a language that begin so. */
async function beginning(word, language) {
  const { found, isCut } = await wordsFrom(language, word, word + LAST);
  const stems = new Set(found.filter((one) => one.times && one.word.startsWith(word)).map(({ stem }) => stem));
  const some = [...stems].slice(0, MOST_STEMS);
  return { stems: await ofStems(language, some), isCut: isCut || some.length < stems.size };
}

/** Forms of a word in a language: those with the stem that the index knows for it, else with its own. */
async function inflected(word, language) {
  const { found } = await wordsFrom(language, word);
  const own = found.filter((one) => one.word === word && one.times);
  const stem = own[0]?.stem ?? stemOf(word, language);
  return { stem, isOwn: stem === word, stems: await ofStems(language, [stem]), beside: found };
}

function accepting(word, forms) {
  return (other, language) => {
    const { stem, isOwn } = forms[LANGUAGES.indexOf(language)];
    return other === word || (!(isOwn && stemOf(word, language) !== word) && stemOf(other, language) === stem);
  };
}

/** The questions with a term, each with its weight, and whether a word of a text is the term. */
async function sought({ word, id, isExcluded, isBeginning }) {
  const { ids, places } = await questions();
  const hits = new Map();
  const add = (stems) => {
    for (const [place, isHead] of stems.flatMap((stem) => [...hitsOf(stem)])) {
      hits.set(place, Math.max(hits.get(place) ?? 0, isHead ? IN_HEAD : 1));
    }
  };
  const begins = async () => {
    const found = await Promise.all(LANGUAGES.map((language) => beginning(word, language)));
    add(found.flatMap(({ stems }) => stems));
    return { accepts: (other) => other.startsWith(word), isCut: found.some(({ isCut }) => isCut) };
  };
  let how = null;
  let beside = [];
  if (isBeginning) how = await begins();
  else {
    const forms = await Promise.all(LANGUAGES.map((language) => inflected(word, language)));
    beside = forms.flatMap((one) => one.beside);
    add(forms.flatMap(({ stems }) => stems));
    how = { accepts: accepting(word, forms), isCut: false };
    if (!hits.size && !id && !isExcluded && word.length >= SHORTEST_BEGINNING) how = await begins();
  }
  if (id) ids.forEach((one, place) => (one === id || one.startsWith(`${id}/`)) && hits.set(place, NUMBER));
  if (!id && /^\d+$/.test(word)) ids.forEach((one, place) => one.split("/")[0].endsWith(`-${word}`) && hits.set(place, NUMBER));
  return { word: id ?? word, hits, isExcluded, ...how, near: hits.size ? [] : nearTo(word, beside) };
}

/** Words that are nearly the same, the most frequent first. */
function nearTo(word, beside) {
  const most = word.length < 5 ? 1 : 2;
  const counts = new Map();
  for (const one of beside) if (one.times) counts.set(one.word, (counts.get(one.word) ?? 0) + one.times);
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
 * `places` are theirs, the best first, of equal ones the newest; null without a text. `terms` are the words, each
 * with the questions that have it (`hits`), near words where there are none, and `accepts(word, language)`.
 * `isShort` says that no word was long enough to be sought, `isPhrase` that some were in quotation marks.
 */
export async function find(text) {
  const terms = await Promise.all(termsOf(text).map(sought));
  if (!terms.length) return { places: text.trim() ? [] : null, terms, isShort: Boolean(text.trim()), isPhrase: false };
  const { ids } = await questions();
  const needed = terms.filter(({ isExcluded }) => !isExcluded).sort((a, b) => a.hits.size - b.hits.size);
  const isExcluded = (place) => terms.some((term) => term.isExcluded && term.hits.has(place));
  const rareness = needed.map(({ hits }) => Math.log(1 + ids.length / (hits.size || 1)));
  const found = [...(needed[0]?.hits.keys() ?? ids.keys())]
    .filter((place) => needed.every(({ hits }) => hits.has(place)) && !isExcluded(place))
    .map((place) => [place, needed.reduce((sum, { hits }, at) => sum + rareness[at] * hits.get(place), 0)]);
  found.sort(([one, a], [other, b]) => b - a || other - one);
  return { places: found.map(([place]) => place), terms: needed, isShort: false, isPhrase: PHRASE.test(text) };
}

/** The places of questions about a topic, by its identifier. */
export async function withTopic(topic) {
  const { found } = await wordsFrom("topic", topic);
  return found.filter(({ word }) => word === topic).flatMap((one) => [...hitsOf(one).keys()]);
}

/** The places of questions about a topic by its identifier, else by its name; if none is called so, about all with a name that begins so. */
export async function aboutTopic(name) {
  const topics = await column("topics");
  const typed = fold(name.trim());
  if (topics.some(([topic]) => topic === name)) return new Set(await withTopic(name));
  const named = (test) => topics.filter(([, nl, fr]) => [nl, fr].some((other) => other && test(fold(other))));
  const exact = named((other) => other === typed);
  const wanted = exact.length ? exact : named((other) => other.startsWith(typed)).slice(0, MOST_TOPICS);
  const places = await Promise.all(wanted.map(([topic]) => withTopic(topic)));
  return new Set(places.flat());
}

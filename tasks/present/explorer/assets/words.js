// The index of words: stems with the questions that have them, in shards that are loaded when they are needed.

import { identifiers, once, questions, rising } from "./columns.js";
import { packed, release } from "./common.js";
import { DutchStemmer, FrenchStemmer } from "./stemmers.js";

const MOST_SHARDS = 16;
const stemmers = { nl: new DutchStemmer(), fr: new FrenchStemmer() };
export const LANGUAGES = Object.keys(stemmers);

/** The stem of a folded word in a language. */
export function stemOf(word, language) {
  return stemmers[language].stemWord(word);
}

/** Both indexes: all questions, and those that have changed since, which count instead. */
function indexes() {
  return once("indexes", async () => {
    const { places } = await questions();
    const { words } = await release();
    const [settled, recent] = await Promise.all(
      [words.settled, words.recent].map(async (folder) => {
        const { numbers, shards } = await packed(`words/${folder}/index.json.gz`);
        return { folder, shards, ids: identifiers(numbers) };
      }),
    );
    const changed = new Set(recent.ids);
    const now = (id) => places.get(id) ?? null;
    settled.places = settled.ids.map((id) => (changed.has(id) ? null : now(id)));
    recent.places = recent.ids.map(now);
    return [settled, recent];
  });
}

/** Which shard would hold a word: the last that begins with it or before it. */
function shardOf(firsts, word) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/** The entries of an index from a word to another, and whether there are more than can be loaded. */
async function entries(index, space, first, last, most) {
  const firsts = index.shards[space];
  if (!firsts.length) return { found: [], isCut: false };
  const [from, to] = [shardOf(firsts, first), shardOf(firsts, last)];
  const count = Math.min(to - from + 1, most);
  const names = Array.from({ length: count }, (_, at) => `words/${index.folder}/${space}-${from + at}.json.gz`);
  const shards = await Promise.all(names.map((name) => once(name, () => packed(name))));
  return { found: shards.flat(), isCut: from + count <= to };
}

/** The entries of both indexes for words from one to another: where they are, how often, and their stems. */
export async function wordsFrom(space, first, last = first, most = MOST_SHARDS) {
  const found = [];
  let isCut = false;
  for (const index of await indexes()) {
    const looked = await entries(index, space, first, last, most);
    isCut ||= looked.isCut;
    for (const [word, body, head, times, stem = word] of looked.found) {
      found.push({ word, times, stem, body, head, places: index.places });
    }
  }
  return { found, isCut };
}

/** The questions of an entry by place; true when the word is in a title or a name. */
export function hitsOf({ body, head, places }) {
  const hits = new Map();
  for (const [steps, isHead] of [[body, false], [head, true]]) {
    for (const at of rising(steps)) if (places[at] !== null) hits.set(places[at], isHead);
  }
  return hits;
}

// The index of words: stems with the questions that have them, in shards that are loaded when they are needed.

import { identifiers, once, questions, rising } from "./columns.js";
import { packed } from "./common.js";
import { DutchStemmer, FrenchStemmer } from "./stemmers.js";

const MOST_SHARDS = 8;
const stemmers = { nl: new DutchStemmer(), fr: new FrenchStemmer() };
export const LANGUAGES = Object.keys(stemmers);

/** The stem of a folded word in a language. */
export function stemOf(word, language) {
  return stemmers[language].stemWord(word);
}

/** Both indexes: all questions, and those that have changed since, which count instead. */
async function indexes() {
  return once("indexes", async () => {
    const { places } = await questions();
    const [settled, recent] = await Promise.all(
      ["settled", "recent"].map(async (folder) => {
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

/** Which shard would hold a stem: the last that begins with it or before it. */
function shardOf(firsts, stem) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= stem) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

async function entries(index, space, first, last) {
  const firsts = index.shards[space];
  const from = shardOf(firsts, first);
  const to = Math.min(shardOf(firsts, last) + 1, from + MOST_SHARDS, firsts.length);
  const names = Array.from({ length: Math.max(to - from, 0) }, (_, at) => `words/${index.folder}/${space}-${from + at}.json.gz`);
  return (await Promise.all(names.map((name) => once(name, () => packed(name))))).flat();
}

/** How often each form of a stem is in questions. */
function formsOf(forms) {
  return new Map(Array.from({ length: forms.length / 2 }, (_, at) => [forms[2 * at], forms[2 * at + 1]]));
}

/**
 * The stems of a space that are wanted, among those in the shards of a range.
 *
 * `found` has each with its forms, and the questions with it by place: true when it is in a title or a name;
 * a word that begins otherwise than its stem has no places, but `of`, its stem.
 * `beside` are all forms in those shards.
 */
export async function stemsIn(space, first, last, isWanted) {
  const found = [];
  const beside = new Map();
  for (const index of await indexes()) {
    for (const [stem, body, head, counts, of] of await entries(index, space, first, last)) {
      const forms = formsOf(counts);
      for (const [form, count] of forms) beside.set(form, (beside.get(form) ?? 0) + count);
      if (!isWanted(stem, forms, of)) continue;
      const hits = new Map();
      for (const [steps, isHead] of [[body, false], [head, true]]) {
        for (const at of rising(steps)) if (index.places[at] !== null) hits.set(index.places[at], isHead);
      }
      found.push({ stem, forms, hits, of });
    }
  }
  return { found, beside };
}

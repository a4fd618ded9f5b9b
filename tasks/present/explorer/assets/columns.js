// The columns by which questions are filtered and sorted: one value for each question, in the order of questions.

import { packed, release } from "./common.js";

const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY = 86400000;
const loaded = new Map();

/** Do once what a name asks for; again if it failed. */
export function once(name, make) {
  if (!loaded.has(name)) {
    const made = make();
    loaded.set(name, made);
    made.catch(() => loaded.delete(name));
  }
  return loaded.get(name);
}

/** The content of a column. */
export function column(name) {
  return once(`columns/${name}`, async () => packed(`${(await release()).columns}/${name}.json.gz`));
}

/** Rising numbers from the step to each. */
export function rising(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** Identifiers from the numbers of each legislature. */
export function identifiers({ suffixes, ...numbers }) {
  const ids = Object.entries(numbers).flatMap(([legislature, steps]) => rising(steps).map((number) => `${legislature}-${number}`));
  for (const [place, suffix] of Object.entries(suffixes)) ids[place] += `/${suffix}`;
  return ids;
}

/** The identifiers of all questions, and the place of each. */
export function questions() {
  return once("questions", async () => {
    const ids = identifiers(await column("numbers"));
    return { ids, places: new Map(ids.map((id, place) => [id, place])) };
  });
}

/** For each question the day on which it was asked ('2013-04-30'), or null. */
export function askedOn() {
  return once("asked on", async () => {
    let last = 0;
    return (await column("asked")).map((change) => {
      if (change === null) return null;
      last += change;
      return new Date(FIRST_DAY + last * DAY).toISOString().slice(0, 10);
    });
  });
}

/** For each question whether a column of codes has one of those that are wanted. */
export async function having(name, isWanted) {
  const { values, at } = await column(name);
  const found = values.map(isWanted);
  return (place) => at[place] !== null && found[at[place]];
}

// What the questions of a list have in common: how many have each value that they can be filtered by.

import { askedOn, column, once, questions } from "./columns.js";
import { day, element, figure, houseOf, houses, inLanguage, refill, say } from "./common.js";
import { isOfStatus } from "./filters.js";
import { hitsOf, wordsFrom } from "./words.js";

const MOST = 5;
const CODES = {
  house: ["senate", "chamber"],
  status: ["answered", "answered_late", "answered_late_in_term", "announced", "open", "late", "no_answer", "no_answer_in_term", "overdue", "overdue_in_term", "closed", "requalified", "lapsed", "unknown"],
  kind: ["substance", "referral", "not_competent", "no_data", "placeholder", "deposited", "no_text"],
  original: ["nl", "fr"],
};
const LABELS = { house: "house", status: "status", kind: "answer_kind", original: "language" };
const NAMED = ["member", "party", "minister", "office", "topic"];
const DAYS = ["from", "to"];
/** Filters whose values are counted; of the first the most frequent are listed. */
export const COUNTED = ["member", "party", "minister", "status", "kind", "office", "original", "legislature"];

/** How often each of some values comes. */
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** How many questions at some places have each value of a column of codes, which may be several codes. */
async function ofCodes(name, places) {
  const { values, at } = await column(name);
  const counts = new Map();
  for (const [value, count] of tally(places.map((place) => at[place]))) {
    for (const code of value === null ? [] : values[value].split(" ")) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return counts;
}

const COUNTERS = {
  kind: async (places) => ofCodes("kinds", places),
  async status(places) {
    const found = [...(await ofCodes("status", places))];
    const count = (wanted) => found.reduce((sum, [code, its]) => sum + (isOfStatus(code, wanted) ? its : 0), 0);
    return new Map(CODES.status.map((wanted) => [wanted, count(wanted)]).filter(([, its]) => its));
  },
  legislature: (places) => questions().then(({ ids }) => tally(places.map((place) => ids[place].split("-")[0]))),
  house: (places) => questions().then(({ ids }) => tally(places.map((place) => houseOf(ids[place])?.code))),
  async year(places) {
    const days = await askedOn();
    return tally(places.filter((place) => days[place]).map((place) => days[place].slice(0, 4)));
  },
  async topic(places) {
    const among = new Set(places);
    const { found } = await wordsFrom("topic", "", "\uffff", Infinity);
    return tally(found.flatMap((one) => [...hitsOf(one).keys()].filter((place) => among.has(place)).map(() => one.word)));
  },
};

/** How many questions at some places have each value of a filter. */
export function counted(name, places) {
  return (COUNTERS[name] ?? ((some) => ofCodes(name, some)))(places);
}

/** Some places by house, where they are of several. */
export async function ofHouses(places) {
  const { ids } = await questions();
  const found = houses.map((house) => places.filter((place) => houseOf(ids[place]) === house)).filter((some) => some.length);
  return found.length ? found : [places];
}

/** The names of all of a kind, in the language of the page, by identifier. */
export function namesOf(kind) {
  return once(`names of ${kind}`, async () => {
    const rows = kind === "topic" ? await column("topics") : (await column("names"))[kind];
    return new Map(rows.map(([id, nl, fr]) => [id, inLanguage({ nl, fr })]));
  });
}

/** What tells the words for each value of a filter. */
export async function wordsOf(name) {
  if (CODES[name]) return (value) => (CODES[name].includes(value) ? say(`${LABELS[name]}.${value}`) : value);
  if (DAYS.includes(name)) return (value) => day(value, "medium");
  if (!NAMED.includes(name)) return (value) => value;
  const names = await namesOf(name);
  return (value) => names.get(value)?.text ?? value;
}

/** Values with their numbers, the most frequent first. */
export function ranked(counts) {
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
}

/** Offer the values of a filter that some question has, with the numbers of each house, and the one that is wanted. */
export function offer(select, each, words) {
  const counts = new Map(each.flatMap((some) => [...some]));
  const { value: wanted } = select;
  const values = CODES[select.id]?.filter((code) => counts.has(code)) ?? [...counts.keys()].sort((one, other) => words(one).localeCompare(words(other)));
  if (wanted && !values.includes(wanted)) values.push(wanted);
  const options = values.map((value) => element("option", { value }, `${words(value)} (${each.map((some) => figure(some.get(value) ?? 0)).join(" + ")})`));
  select.replaceChildren(element("option", { value: "" }, say("filter.any")), ...options);
  select.value = wanted;
}

/** List the most frequent values of a filter, each a link with its number and a bar. */
export function list(place, counts, words, wanted, addressOf) {
  const rows = ranked(counts).slice(0, MOST);
  const most = rows[0]?.[1];
  refill(
    place,
    ...rows.map(([value, count]) => {
      const isWanted = value === wanted;
      const link = element("a", { href: addressOf(isWanted ? "" : value), "aria-current": isWanted && "true" }, element("span", {}, words(value)), " ", element("small", {}, figure(count)));
      link.style.setProperty("--share", count / most);
      return element("li", {}, link);
    }),
  );
}

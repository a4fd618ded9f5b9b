// The filters and orders of the list of questions; each loads the columns that it needs.

import { askedOn, column, having, questions } from "./columns.js";
import { aboutTopic } from "./finder.js";

const equal = (wanted) => (value) => value === wanted;

/** For each filter whether the question at a place has the wanted value. */
const FILTERS = {
  status: (wanted) => having("status", wanted === "open" ? (value) => ["open", "late"].includes(value) : equal(wanted)),
  member: (wanted) => having("member", equal(wanted)),
  party: (wanted) => having("party", equal(wanted)),
  minister: (wanted) => having("minister", equal(wanted)),
  office: (wanted) => having("office", equal(wanted)),
  original: (wanted) => having("original", equal(wanted)),
  kind: (wanted) => having("kinds", (value) => value.split(" ").includes(wanted)),
  async topic(wanted) {
    const found = await aboutTopic(wanted);
    return (place) => found.has(place);
  },
  async legislature(wanted) {
    const { ids } = await questions();
    return (place) => ids[place].startsWith(`${wanted}-`);
  },
  async from(wanted) {
    const days = await askedOn();
    return (place) => days[place] !== null && days[place] >= wanted;
  },
  async to(wanted) {
    const days = await askedOn();
    return (place) => days[place] !== null && days[place] <= wanted;
  },
};

/** The order of places by a value, the largest first; of equal ones that of the later question; those without one last. */
function by(values, sign = 1) {
  return (one, other) => {
    const [a, b] = [values[one], values[other]];
    if (a === null || b === null) return (a === null) - (b === null) || other - one;
    return sign * ((a < b) - (a > b)) || sign * (other - one);
  };
}

const ORDERED = {
  newest: async () => by(await askedOn()),
  oldest: async () => by(await askedOn(), -1),
  slowest: async () => by(await column("days")),
};
export const ORDERS = ["best", ...Object.keys(ORDERED)];

/** The places of questions that have all wanted values, of those found or of all, in an order: the found one is "best". */
export async function chosen(found, wanted, order) {
  const [{ ids }, ...tests] = await Promise.all([questions(), ...Object.entries(wanted).filter(([name]) => name in FILTERS).map(([name, value]) => FILTERS[name](value))]);
  const places = (found ?? [...ids.keys()]).filter((place) => tests.every((isWanted) => isWanted(place)));
  const ordered = ORDERED[order] ?? (found ? null : ORDERED.newest);
  return ordered ? places.sort(await ordered()) : places;
}

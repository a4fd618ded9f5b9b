// The filters and orders of the list of questions; each loads the columns that it needs.

import { askedOn, column, having, questions } from "./columns.js";
import { houseOf } from "./common.js";
import { aboutTopic } from "./finder.js";

/** What a filter by status may ask for beside a status: of the status, whether its deadline was missed, and whether in a term of its minister. */
const BESIDE = {
  late: (status, isLate) => isLate && status === "open",
  answered_late: (status, isLate) => isLate && status === "answered",
  no_answer: (status, isLate) => isLate && status !== "answered",
  overdue: (status, isLate) => isLate,
  answered_late_in_term: (status, isLate, isInTerm) => isLate && isInTerm && status === "answered",
  no_answer_in_term: (status, isLate, isInTerm) => isLate && isInTerm && status !== "answered",
  overdue_in_term: (status, isLate, isInTerm) => isLate && isInTerm,
};

/** Whether a code of the column of states is one of those that a filter by status asks for. */
export function isOfStatus(code, wanted) {
  const [status, late] = code.split("+");
  return Object.hasOwn(BESIDE, wanted) ? BESIDE[wanted](status, Boolean(late), late === "late") : status === wanted;
}

const equal = (wanted) => (value) => value === wanted;

/** For each filter whether the question at a place has the wanted value. */
export const FILTERS = {
  status: (wanted) => having("status", (code) => isOfStatus(code, wanted)),
  member: (wanted) => having("member", equal(wanted)),
  party: (wanted) => having("party", equal(wanted)),
  minister: (wanted) => having("minister", equal(wanted)),
  office: (wanted) => having("office", equal(wanted)),
  original: (wanted) => having("original", equal(wanted)),
  kind: (wanted) => having("kinds", (value) => value.split(" ").includes(wanted)),
  topic: (wanted) => aboutTopic(wanted).then((found) => (place) => found.has(place)),
  house: (wanted) => questions().then(({ ids }) => (place) => (houseOf(ids[place])?.code ?? wanted) === wanted),
  legislature: (wanted) => questions().then(({ ids }) => (place) => ids[place].startsWith(`${wanted}-`)),
  from: (wanted) => askedOn().then((days) => (place) => days[place] !== null && days[place] >= wanted),
  to: (wanted) => askedOn().then((days) => (place) => days[place] !== null && days[place] <= wanted),
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

/**
 * The places of questions that have all wanted values, of those found or of all, in an order: the found one is "best".
 *
 * `missed` has for each filter the places that have all values but its own.
 */
export async function sifted(found, wanted, order) {
  const names = Object.keys(wanted).filter((name) => name in FILTERS);
  const [{ ids }, ...tests] = await Promise.all([questions(), ...names.map((name) => FILTERS[name](wanted[name]))]);
  const missed = Object.fromEntries(names.map((name) => [name, []]));
  const places = [];
  for (const place of found ?? ids.keys()) {
    const first = tests.findIndex((isWanted) => !isWanted(place));
    if (first < 0) places.push(place);
    else if (tests.every((isWanted, at) => at <= first || isWanted(place))) missed[names[first]].push(place);
  }
  const ordered = ORDERED[order] ?? (found ? null : ORDERED.newest);
  return { places: ordered ? places.sort(await ordered()) : places, missed };
}

/** The places alone. */
export async function chosen(...asked) {
  return (await sifted(...asked)).places;
}

// The list of all questions: search, filters and order stand in the address, and what is listed can be taken along.

import { begin, element, figure, refill, say, showAddress } from "./common.js";
import { csv, keepAs } from "./take.js";
import { allTitles, countOf, fold, listed, newestFirst, search, walkWithArrows, wordsOf } from "./titles.js";

const STEP = 50;
const ORDERS = ["best", "newest", "oldest", "slowest"];
const SORTED = {
  newest: newestFirst,
  oldest: (one, other) => newestFirst(other, one),
  slowest: (one, other) => (other.days ?? -1) - (one.days ?? -1),
};
const BYTE_ORDER_MARK = "\ufeff";
/** Excel takes a CSV file without it for one in the encoding of the system. */

/** The columns that are taken along, named as in the view v_questions, and the topics. */
const COLUMNS = {
  question_id: ({ id }) => id,
  title_nl: ({ title }) => title.nl,
  title_fr: ({ title }) => title.fr,
  author: ({ author }) => author,
  party: ({ party }) => party,
  minister: ({ minister }) => minister,
  addressee_nl: ({ addressee }) => addressee.nl,
  addressee_fr: ({ addressee }) => addressee.fr,
  asked_on: ({ askedOn }) => askedOn,
  original_language: ({ original }) => original,
  status: ({ status }) => status,
  deadline_on: ({ deadline }) => deadline,
  response_days: ({ days }) => days,
  answer_kinds: ({ kinds }) => kinds.join(" "),
  topics: ({ topics }) => topics.join("; "),
};

const place = (name) => document.getElementById(name);

/** Whether a question has the wanted value of each filter. */
function filtersFor(lastDay) {
  const isLate = ({ status, deadline }) => status === "open" && Boolean(deadline) && deadline < lastDay;
  return {
    status: (question, wanted) => (wanted === "late" ? isLate(question) : question.status === wanted),
    party: (question, wanted) => question.party === wanted,
    member: (question, wanted) => question.author === wanted,
    minister: (question, wanted) => question.minister === wanted,
    topic: ({ topics }, wanted) => topics.some((topic) => fold(topic).startsWith(fold(wanted))),
    kind: (question, wanted) => question.kinds.includes(wanted),
    legislature: (question, wanted) => String(question.legislature) === wanted,
    original: (question, wanted) => question.original === wanted,
    from: (question, wanted) => (question.askedOn ?? "") >= wanted,
    to: (question, wanted) => Boolean(question.askedOn) && question.askedOn <= wanted,
  };
}

function fill(select, values, words) {
  const chosen = select.value || select.dataset.wanted || "";
  select.replaceChildren(
    ...(select.id === "order" ? [] : [element("option", { value: "" }, say("filter.any"))]),
    ...values.map((value) => element("option", { value }, words(value))),
  );
  select.value = [...select.options].some((option) => option.value === chosen) ? chosen : select.options[0].value;
}

/** Fill the lists whose values are those that questions have, with how many have each. */
function fillSelects(questions) {
  for (const [name, of] of [["party", "party"], ["member", "author"], ["minister", "minister"]]) {
    const counts = new Map();
    for (const question of questions) if (question[of]) counts.set(question[of], (counts.get(question[of]) ?? 0) + 1);
    const values = new Set([...counts.keys(), place(name).dataset.wanted].filter(Boolean));
    fill(place(name), [...values].sort((a, b) => a.localeCompare(b)), (value) => `${value} (${figure(counts.get(value) ?? 0)})`);
  }
  const topics = [...new Set(questions.flatMap((question) => question.topics))].sort((a, b) => a.localeCompare(b));
  place("topics").replaceChildren(...topics.map((value) => element("option", { value })));
  const legislatures = [...new Set(questions.map(({ legislature }) => legislature))].sort((a, b) => b - a);
  fill(place("legislature"), legislatures.map(String), (number) => number);
}

/** Fill in the form as the address says. */
function fillForm(form) {
  const wanted = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input, select")) {
    const value = wanted.get(field.name) ?? (field.id === "order" ? ORDERS[0] : "");
    field.dataset.wanted = value;
    field.value = value;
  }
}

/** Let what is listed be taken along, all of it, in its order. */
function letTake(listed) {
  const rows = () => listed().map((question) => Object.values(COLUMNS).map((of) => of(question)));
  const table = () => csv(Object.keys(COLUMNS), rows());
  const objects = () => rows().map((row) => Object.fromEntries(Object.keys(COLUMNS).map((name, at) => [name, row[at]])));
  const made = {
    "take-csv": () => ["questions.csv", table(), "text/csv"],
    "take-excel": () => ["questions.csv", BYTE_ORDER_MARK + table(), "text/csv"],
    "take-json": () => ["questions.json", `${JSON.stringify(objects(), null, 1)}\n`, "application/json"],
  };
  for (const [button, make] of Object.entries(made)) {
    place(button).addEventListener("click", () => {
      const [name, content, type] = make();
      keepAs(name, new Blob([content], { type }));
    });
  }
}

await begin(async (summary) => {
  const form = place("search");
  const filters = filtersFor(summary.last_day);
  fill(place("status"), ["answered", "open", "late", "closed", "lapsed"], (status) => say(`status.${status}`));
  fill(place("kind"), ["substance", "referral", "not_competent", "no_data", "placeholder"], (kind) => say(`answer_kind.${kind}`));
  fill(place("original"), ["nl", "fr"], (name) => say(`language.${name}`));
  fill(place("order"), ORDERS, (order) => say(`order.${order}`));
  fillForm(form);
  let questions = [];
  let found = [];
  let shown = STEP;

  const list = () => {
    const words = wordsOf(place("words").value);
    refill(place("list"), ...found.slice(0, shown).map((one) => listed(one, words)));
    place("more").hidden = found.length <= shown;
  };
  const choose = (whole) => {
    const given = [...new FormData(form)].filter(([, value]) => value);
    const tests = given.filter(([name]) => name in filters);
    found = search(questions, place("words").value).filter((one) => tests.every(([name, value]) => filters[name](one, value)));
    const order = SORTED[place("order").value] ?? (place("words").value.trim() ? null : newestFirst);
    if (order) found = [...found].sort(order);
    place("count").textContent = whole ? countOf(found, place("words").value) : say("loading");
    list();
    return given;
  };
  const change = (isStep) => {
    shown = STEP;
    const given = choose(true).filter(([name, value]) => name !== "order" || value !== ORDERS[0]);
    const lang = new URLSearchParams(location.search).get("lang");
    showAddress(new URLSearchParams(lang ? [...given, ["lang", lang]] : given), isStep);
  };
  form.addEventListener("input", ({ target }) => change(!["words", "topic"].includes(target.id)));
  for (const name of ["words", "topic"]) place(name).addEventListener("change", () => change(true));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    fillForm(form);
    shown = STEP;
    choose(true);
  });
  place("more").addEventListener("click", () => {
    const first = shown;
    shown += STEP;
    list();
    place("list").children[first]?.querySelector("a").focus();
  });
  walkWithArrows(place("words"), place("list"));
  letTake(() => found);
  await allTitles(summary, (sofar, whole) => {
    questions = sofar;
    if (whole) fillSelects(questions);
    choose(whole);
  });
});

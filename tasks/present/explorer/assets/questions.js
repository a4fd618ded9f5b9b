// The list of all questions, with filters that stand in the address.

import { begin, element, figure, refill, say, showAddress } from "./common.js";
import { allTitles, listed, newestFirst, search, walkWithArrows, wordsOf } from "./titles.js";

const STEP = 50;
const STATUSES = ["answered", "open", "closed", "lapsed"];
const LANGUAGES = ["nl", "fr"];
const ORDERS = ["best", "newest", "oldest", "slowest"];
const FILTERS = {
  status: (question, wanted) => question.status === wanted,
  party: (question, wanted) => question.party === wanted,
  legislature: (question, wanted) => String(question.legislature) === wanted,
  original: (question, wanted) => question.original === wanted,
};
const SORTED = {
  newest: newestFirst,
  oldest: (one, other) => newestFirst(other, one),
  slowest: (one, other) => (other.days ?? -1) - (one.days ?? -1),
};

const place = (name) => document.getElementById(name);

function fill(select, values, words) {
  const chosen = select.value || select.dataset.wanted || "";
  select.replaceChildren(
    ...(select.id === "order" ? [] : [element("option", { value: "" }, say("filter.any"))]),
    ...values.map((value) => element("option", { value }, words(value))),
  );
  select.value = [...select.options].some((option) => option.value === chosen) ? chosen : select.options[0].value;
}

function fillSelects(questions) {
  const counts = new Map();
  for (const { party } of questions) if (party) counts.set(party, (counts.get(party) ?? 0) + 1);
  const legislatures = [...new Set(questions.map(({ legislature }) => legislature))].sort((a, b) => b - a);
  fill(place("party"), [...counts.keys()].sort((a, b) => a.localeCompare(b)), (party) => `${party} (${figure(counts.get(party))})`);
  fill(place("legislature"), legislatures.map(String), (number) => number);
}

await begin(async (summary) => {
  const form = place("search");
  const wanted = new URLSearchParams(location.search);
  place("words").value = wanted.get("q") ?? "";
  for (const select of form.querySelectorAll("select")) select.dataset.wanted = wanted.get(select.name) ?? "";
  fill(place("status"), STATUSES, (status) => say(`status.${status}`));
  fill(place("original"), LANGUAGES, (name) => say(`language.${name}`));
  fill(place("order"), ORDERS, (order) => say(`order.${order}`));
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
    const tests = given.filter(([name]) => name in FILTERS);
    found = search(questions, place("words").value).filter((one) => tests.every(([name, value]) => FILTERS[name](one, value)));
    const order = SORTED[place("order").value] ?? (place("words").value.trim() ? null : newestFirst);
    if (order) found = [...found].sort(order);
    place("count").textContent = whole ? say("search.found", { count: figure(found.length) }) : say("loading");
    list();
    return given;
  };
  const change = () => {
    shown = STEP;
    const given = choose(true).filter(([name, value]) => name !== "order" || value !== ORDERS[0]);
    const lang = new URLSearchParams(location.search).get("lang");
    showAddress(new URLSearchParams(lang ? [...given, ["lang", lang]] : given));
  };
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  place("more").addEventListener("click", () => {
    const first = shown;
    shown += STEP;
    list();
    place("list").children[first]?.querySelector("a").focus();
  });
  walkWithArrows(place("words"), place("list"));
  await allTitles(summary, (sofar, whole) => {
    questions = sofar;
    if (whole) fillSelects(questions);
    choose(whole);
  });
});

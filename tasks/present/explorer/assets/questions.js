// The list of all questions: search, filters and order stand in the address, and what is listed can be taken along.

import { column, questions } from "./columns.js";
import { begin, complain, element, figure, language, refill, say, showAddress } from "./common.js";
import { ORDERS, chosen } from "./filters.js";
import { find } from "./finder.js";
import { tellPassages } from "./passages.js";
import { csv, keepAs } from "./take.js";
import { countOf, listed, titlesOf, walkWithArrows, withNear } from "./titles.js";

const STEP = 20;
const WIDE = matchMedia("(min-width: 46rem)");
/** Where there is room, filters are open from the first. */
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

function fill(select, values, words) {
  const chosen = select.value || select.dataset.wanted || "";
  select.replaceChildren(
    ...(select.id === "order" ? [] : [element("option", { value: "" }, say("filter.any"))]),
    ...values.map((value) => element("option", { value }, words(value))),
  );
  select.value = [...select.options].some((option) => option.value === chosen) ? chosen : select.options[0].value;
}

const nameOf = (nl, fr) => (language === "fr" ? fr ?? nl : nl ?? fr);

/** Fill the lists of names, with how many questions each has. */
async function fillNames() {
  const names = await column("names");
  for (const [kind, values] of Object.entries(names)) {
    const known = new Map(values.map(([id, nl, fr, count]) => [id, `${nameOf(nl, fr)} (${figure(count)})`]));
    const { wanted } = place(kind).dataset;
    if (wanted && !known.has(wanted)) known.set(wanted, `${wanted} (0)`);
    fill(place(kind), [...known.keys()].sort((a, b) => known.get(a).localeCompare(known.get(b))), (id) => known.get(id));
  }
  const { ids } = await questions();
  const legislatures = new Set(ids.map((id) => id.split("-")[0]));
  fill(place("legislature"), [...legislatures].sort((a, b) => b - a), (number) => number);
}

/** Offer the names of all topics, once somebody comes to the field. */
async function offerTopics() {
  const topics = await column("topics");
  const names = new Set(topics.flatMap(([nl, fr]) => (language === "fr" ? [fr, nl] : [nl, fr])).filter(Boolean));
  place("topics").replaceChildren(...[...names].map((value) => element("option", { value })));
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
function letTake(listedIds) {
  const rows = async () => (await titlesOf(listedIds())).map((question) => Object.values(COLUMNS).map((of) => of(question)));
  const table = async () => csv(Object.keys(COLUMNS), await rows());
  const objects = async () => (await rows()).map((row) => Object.fromEntries(Object.keys(COLUMNS).map((name, at) => [name, row[at]])));
  const made = {
    "take-csv": async () => ["questions.csv", await table(), "text/csv"],
    "take-excel": async () => ["questions.csv", BYTE_ORDER_MARK + (await table()), "text/csv"],
    "take-json": async () => ["questions.json", `${JSON.stringify(await objects(), null, 1)}\n`, "application/json"],
  };
  for (const [button, make] of Object.entries(made)) {
    place(button).addEventListener("click", async () => {
      place(button).disabled = true;
      try {
        const [name, content, type] = await make();
        keepAs(name, new Blob([content], { type }));
      } catch (error) {
        complain(error);
      } finally {
        place(button).disabled = false;
      }
    });
  }
}

/** The address of the list with a word of the search replaced. */
function withWord(word, other) {
  const address = new URLSearchParams(location.search);
  address.set("q", withNear(place("words").value, word, other));
  return `?${address}`;
}

await begin(async () => {
  const form = place("search");
  fill(place("status"), ["answered", "open", "late", "closed", "lapsed"], (status) => say(`status.${status}`));
  fill(place("kind"), ["substance", "referral", "not_competent", "no_data", "placeholder"], (kind) => say(`answer_kind.${kind}`));
  fill(place("original"), ["nl", "fr"], (name) => say(`language.${name}`));
  fill(place("order"), ORDERS, (order) => say(`order.${order}`));
  fillForm(form);
  place("filters").open = WIDE.matches;
  let result = { ids: [], terms: [] };
  let shown = STEP;
  let passages = null;
  let asked = 0;

  /** Show the first of the result, and keep those that are there. */
  const list = async () => {
    const now = asked;
    const rows = await titlesOf(result.ids.slice(0, shown));
    if (now !== asked) return;
    passages?.disconnect();
    refill(place("list"), ...rows.map((one) => listed(one, result.terms)));
    passages = result.terms.length ? tellPassages(place("list"), result.terms, complain) : null;
    place("more").hidden = result.ids.length <= shown;
  };
  /** Find what the form asks for, and show it, unless it asks for something else by then. */
  const choose = async () => {
    asked += 1;
    const now = asked;
    const { q: words = "", order, ...wanted } = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    const { places: found, terms } = await find(words);
    const places = await chosen(found, wanted, order);
    const { ids } = await questions();
    if (now !== asked) return;
    result = { ids: places.map((at) => ids[at]), terms };
    shown = STEP;
    await list();
    if (now === asked) place("count").replaceChildren(...countOf(places.length, found?.length ? [] : terms, withWord));
  };
  const countFilters = () => {
    const inUse = [...new FormData(form)].filter(([name, value]) => value && name !== "q" && (name !== "order" || value !== ORDERS[0]));
    place("in-use").textContent = inUse.length ? `(${inUse.length})` : "";
  };
  const change = (isStep) => {
    countFilters();
    const given = [...new FormData(form)].filter(([name, value]) => value && (name !== "order" || value !== ORDERS[0]));
    const lang = new URLSearchParams(location.search).get("lang");
    showAddress(new URLSearchParams(lang ? [...given, ["lang", lang]] : given), isStep);
    choose().catch(complain);
  };
  form.addEventListener("input", ({ target }) => change(!["words", "topic"].includes(target.id)));
  for (const name of ["words", "topic"]) place(name).addEventListener("change", () => change(true));
  place("topic").addEventListener("focus", () => offerTopics().catch(complain), { once: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    fillForm(form);
    countFilters();
    choose().catch(complain);
  });
  place("more").addEventListener("click", async () => {
    const first = shown;
    shown += STEP;
    await list();
    place("list").children[first]?.querySelector("a").focus();
  });
  walkWithArrows(place("words"), place("list"));
  letTake(() => result.ids);
  await fillNames();
  countFilters();
  await choose();
});

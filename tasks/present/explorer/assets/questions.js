// The list of all questions: search, filters and order stand in the address, and what is listed can be taken along.

import { column, questions } from "./columns.js";
import { begin, calm, complain, element, figure, fillHeader, language, listAddress, refill, say, showAddress } from "./common.js";
import { ORDERS, chosen } from "./filters.js";
import { find, withTopic } from "./finder.js";
import { tellPassages } from "./passages.js";
import { csv, keepAs } from "./take.js";
import { countOf, listed, titlesOf, walkWithArrows, withNear } from "./titles.js";

const FIRST = 10;
/** These are shown before the others are loaded. */
const STEP = 20;
const MOST_ALSO = 3;
const WIDE = matchMedia("(min-width: 46rem)");
/** Where there is room, filters are open from the first. */
const BYTE_ORDER_MARK = "\ufeff";
/** Excel takes a CSV file without it for one in the encoding of the system; in Belgium it parts cells at semicolons. */

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
  status_reason: ({ reason }) => reason,
  seen_on: ({ seenOn }) => seenOn,
  deadline_on: ({ deadline }) => deadline,
  answered_on: ({ answeredOn }) => answeredOn,
  response_days: ({ days }) => days,
  is_late: ({ isLate }) => isLate,
  answer_kinds: ({ kinds }) => kinds.join(" "),
  topics: ({ topics }, names) => topics.map((topic) => names.get(topic) ?? topic).join("; "),
};

const place = (name) => document.getElementById(name);

function fill(select, values, words) {
  const wanted = select.value || select.dataset.wanted || "";
  select.replaceChildren(
    ...(select.id === "order" ? [] : [element("option", { value: "" }, say("filter.any"))]),
    ...values.map((value) => element("option", { value }, words(value))),
  );
  if (![...select.options].some(({ value }) => value === wanted)) select.append(element("option", { value: wanted }, wanted));
  select.value = wanted;
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
  const names = new Set(topics.flatMap(([, nl, fr]) => (language === "fr" ? [fr, nl] : [nl, fr])).filter(Boolean));
  place("topics").replaceChildren(...[...names].map((value) => element("option", { value })));
}

/** The names of topics by identifier, in the language of the page. */
async function topicNames() {
  return new Map((await column("topics")).map(([topic, nl, fr]) => [topic, nameOf(nl, fr)]));
}

/** Show the name of a topic that the address gives by its identifier. */
async function nameTopic() {
  const { value } = place("topic");
  if (value) place("topic").value = (await topicNames()).get(value) ?? value;
}

/** Links to the topics that the first results share more than other questions, which have them too. */
async function sharedTopics(rows, ids) {
  const times = new Map();
  for (const topic of rows.flatMap(({ topics }) => topics)) times.set(topic, (times.get(topic) ?? 0) + 1);
  const shared = [...times].filter(([, count]) => count > 1).sort(([, one], [, other]) => other - one).slice(0, 2 * MOST_ALSO);
  if (!shared.length) return [];
  const [names, { ids: all }] = await Promise.all([topicNames(), questions()]);
  const among = new Set(ids);
  const counted = shared.map(async ([topic, count]) => {
    const places = await withTopic(topic);
    return { topic, others: places.filter((at) => !among.has(all[at])).length, share: (count * count) / places.length };
  });
  const best = (await Promise.all(counted)).filter(({ others }) => others).sort((one, other) => other.share - one.share).slice(0, MOST_ALSO);
  const links = best.map(({ topic, others }) => [" ", element("a", { href: listAddress({ topic }) }, names.get(topic) ?? topic), ` (${figure(others)})`]);
  return links.length ? [say("search.also"), ...links.flat()] : [];
}

/** Fill in the form as the address says; what no list of values has, or not yet, is a value too. */
function fillForm(form) {
  const wanted = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input, select")) {
    const value = wanted.get(field.name) ?? (field.id === "order" ? ORDERS[0] : "");
    field.dataset.wanted = value;
    field.value = value;
    if (field.value !== value && field.tagName === "SELECT") {
      field.append(element("option", { value }, value));
      field.value = value;
    }
  }
}

/** Let what is listed be taken along, all of it, in its order. */
function letTake(listedIds) {
  const rows = async () => {
    const [found, names] = await Promise.all([titlesOf(listedIds()), topicNames()]);
    return found.map((question) => Object.values(COLUMNS).map((of) => of(question, names)));
  };
  const table = async (separator) => csv(Object.keys(COLUMNS), await rows(), separator);
  const objects = async () => (await rows()).map((row) => Object.fromEntries(Object.keys(COLUMNS).map((name, at) => [name, row[at]])));
  const made = {
    "take-csv": async () => ["questions.csv", await table(), "text/csv"],
    "take-excel": async () => ["questions.csv", BYTE_ORDER_MARK + (await table(";")), "text/csv"],
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

/** Whether a field is a filter that does something. */
const isGiven = ([name, value]) => value && (name !== "order" || value !== ORDERS[0]);

/** What the form asks for, without what asks for nothing. */
const given = (form) => [...new FormData(form)].filter(isGiven);

function countFilters(form) {
  const count = given(form).filter(([name]) => name !== "q").length;
  place("in-use").textContent = count ? `(${count})` : "";
}

/** While something is sought, the list is that of before, and cannot be taken along. */
function busy(isBusy) {
  place("list").setAttribute("aria-busy", String(isBusy));
  for (const button of [...document.querySelectorAll(".takes button"), place("more")]) button.disabled = isBusy;
}

/** The list: what was found for the form, how many of them are shown, and the sentences below them. */
class List {
  constructor(form) {
    Object.assign(this, { form, ids: [], terms: [], shown: STEP, asked: 0, passages: null });
  }

  /** Find what the form asks for, and show it, unless it asks for something else by then. */
  async choose() {
    this.asked += 1;
    const now = this.asked;
    busy(true);
    const { q: words = "", order, ...wanted } = Object.fromEntries(given(this.form));
    const result = await find(words);
    const places = await chosen(result.places, wanted, order);
    const { ids } = await questions();
    if (now !== this.asked) return;
    Object.assign(this, { ids: places.map((at) => ids[at]), terms: result.terms });
    await this.show(FIRST);
    if (now !== this.asked) return;
    performance.mark("listed");
    place("count").replaceChildren(...countOf(places.length, result, withWord));
    const rows = await this.show(STEP);
    if (now !== this.asked) return;
    const also = this.terms.length ? await sharedTopics(rows, this.ids) : [];
    if (now !== this.asked) return;
    place("also").replaceChildren(...also);
    place("also").hidden = !also.length;
    busy(false);
    calm();
  }

  /** Show as many of the result, keeping those that are there; return them. */
  async show(count) {
    const now = this.asked;
    const rows = await titlesOf(this.ids.slice(0, count));
    if (now !== this.asked) return rows;
    this.shown = count;
    this.passages?.disconnect();
    refill(place("list"), ...rows.map((one) => listed(one, this.terms)));
    this.passages = this.terms.length ? tellPassages(place("list"), this.terms, complain) : null;
    place("more").hidden = this.ids.length <= count;
    return rows;
  }
}

/** Let the address follow the form: what is typed in one go is one step back. */
function follow(form, list) {
  let isTyping = false;
  const change = (isStep) => {
    countFilters(form);
    const lang = new URLSearchParams(location.search).get("lang");
    showAddress(new URLSearchParams(lang ? [...given(form), ["lang", lang]] : given(form)), isStep);
    list.choose().catch(complain);
  };
  const isTyped = ({ target }) => ["words", "topic"].includes(target.id);
  form.addEventListener("input", (event) => {
    change(!isTyped(event) || !isTyping);
    isTyping = isTyped(event);
  });
  form.addEventListener("change", () => {
    isTyping = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isTyping = false;
  });
  addEventListener("popstate", () => {
    isTyping = false;
    fillForm(form);
    countFilters(form);
    fillHeader();
    nameTopic().then(() => list.choose()).catch(complain);
  });
}

await begin(async () => {
  const form = place("search");
  fill(place("status"), ["answered", "open", "late", "closed", "requalified", "lapsed", "unknown"], (status) => say(`status.${status}`));
  fill(place("kind"), ["substance", "referral", "not_competent", "no_data", "placeholder", "deposited", "no_text"], (kind) => say(`answer_kind.${kind}`));
  fill(place("original"), ["nl", "fr"], (name) => say(`language.${name}`));
  fill(place("order"), ORDERS, (order) => say(`order.${order}`));
  fillForm(form);
  place("filters").open = WIDE.matches;
  countFilters(form);
  const list = new List(form);
  follow(form, list);
  place("topic").addEventListener("focus", () => offerTopics().catch(complain), { once: true });
  place("more").addEventListener("click", async () => {
    const first = list.shown;
    await list.show(first + STEP).catch(complain);
    place("list").children[first]?.querySelector("a").focus();
  });
  walkWithArrows(place("words"), place("list"));
  letTake(() => list.ids);
  await Promise.all([fillNames(), nameTopic().then(() => list.choose())]);
});

// The list of all questions: search, filters and order stand in the address, and what is listed can be taken along.

import { column, questions } from "./columns.js";
import { actorLink, begin, calm, complain, element, figure, fillHeader, houseOf, housed, houses, listAddress, place, refill, say, showAddress } from "./common.js";
import { COUNTED, counted, list as listValues, ofHouses, offer, ranked, wordsOf } from "./facets.js";
import { ORDERS, sifted } from "./filters.js";
import { find, withTopic } from "./finder.js";
import { letTake } from "./listed.js";
import { tellPassages } from "./passages.js";
import { countOf, listed, titlesOf, walkWithArrows, withNear } from "./titles.js";
import { yearBars } from "./years.js";

const FIRST = 10;
/** These are shown before the others are loaded. */
const STEP = 20;
const MOST_ALSO = 3;
const MOST_TIED = 5;
const LISTED = ["member", "party", "minister"];
/** The filters whose most frequent values are listed and named above the list. */
const WIDE = matchMedia("(min-width: 62rem)");
/** Where there is room, filters are open from the first. */
const KEPT = ["lang", "release"];
/** What stays in the address whatever is searched. */

/** Offer the names of all topics, once somebody comes to the field. */
async function offerTopics() {
  const topics = await column("topics");
  const names = new Set(topics.flatMap(([, nl, fr]) => (document.documentElement.lang === "fr" ? [fr, nl] : [nl, fr])).filter(Boolean));
  place("topics").replaceChildren(...[...names].map((value) => element("option", { value })));
}

/** Show the name of a topic that the address gives by its identifier, which still is what is asked for. */
async function nameTopic() {
  const { value } = place("topic");
  const words = value && (await wordsOf("topic"));
  if (!value || place("topic").value !== value || words(value) === value) return;
  place("topic").dataset.id = value;
  place("topic").value = words(value);
}

/** Links to the topics that the first results share more than other questions, which have them too. */
async function sharedTopics(rows, ids) {
  const times = new Map();
  for (const topic of rows.flatMap(({ topics }) => topics)) times.set(topic, (times.get(topic) ?? 0) + 1);
  const shared = [...times].filter(([, count]) => count > 1).sort(([, one], [, other]) => other - one).slice(0, 2 * MOST_ALSO);
  if (!shared.length) return [];
  const [words, { ids: all }] = await Promise.all([wordsOf("topic"), questions()]);
  const among = new Set(ids);
  const tried = shared.map(async ([topic, count]) => {
    const places = await withTopic(topic);
    return { topic, others: places.filter((at) => !among.has(all[at])).length, share: (count * count) / places.length };
  });
  const best = (await Promise.all(tried)).filter(({ others }) => others).sort((one, other) => other.share - one.share).slice(0, MOST_ALSO);
  const links = best.map(({ topic, others }) => [" ", element("a", { href: listAddress({ topic }) }, words(topic)), ` (${figure(others)})`]);
  return links.length ? [say("search.also"), ...links.flat()] : [];
}

/** Fill in the form as the address says; what no list of values has, or not yet, is a value too. */
function fillForm(form) {
  const wanted = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input, select")) {
    const value = wanted.get(field.name) ?? (field.id === "order" ? ORDERS[0] : "");
    delete field.dataset.id;
    field.value = value;
    if (field.value !== value && field.tagName === "SELECT") {
      field.append(element("option", { value }, value));
      field.value = value;
    }
  }
}

/** The address of the list with some of what it is asked for changed. */
function changed(changes) {
  const address = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) address.set(name, value);
    else address.delete(name);
  }
  return `?${address}`;
}

const ofYear = (year) => ({ from: `${year}-01-01`, to: `${year}-12-31` });
const withWord = (word, other) => changed({ q: withNear(place("words").value, word, other) });

/** Whether a field is a filter that does something. */
const isGiven = ([name, value]) => value && (name !== "order" || value !== ORDERS[0]);

/** What the form asks for, without what asks for nothing. */
const given = (form) => [...new FormData(form)].map(([name, value]) => [name, form.elements[name].dataset.id ?? value]).filter(isGiven);

/** What is set, in words, each a link to the list without it. */
async function showChips(form) {
  const set = Object.fromEntries(given(form).filter(([name]) => !["q", "order"].includes(name)));
  const year = set.from?.slice(0, 4);
  const isYear = Boolean(year) && set.from === ofYear(year).from && set.to === ofYear(year).to;
  const words = Object.fromEntries(await Promise.all(Object.keys(set).map(async (name) => [name, await wordsOf(name)])));
  const chips = Object.entries(set)
    .filter(([name]) => !(isYear && name === "to"))
    .map(([name, value]) => {
      if (isYear && name === "from") return [{ from: "", to: "" }, say("column.year"), year];
      return [{ [name]: "" }, say(`filter.${name}`), words[name](value)];
    });
  place("in-use").textContent = chips.length ? `(${chips.length})` : "";
  const said = chips.map(([changes, name, value]) => element("a", { href: changed(changes), "aria-label": `${name}: ${value} – ${say("filter.remove")}` }, element("small", {}, name), ` ${value} `, element("b", { "aria-hidden": "true" }, "×")));
  const all = chips.length > 1 ? [element("a", { class: "all", href: changed(Object.fromEntries(Object.keys(set).map((name) => [name, ""]))) }, say("filter.remove_all"))] : [];
  refill(place("chips"), ...said, ...all);
  return chips.map(([, , value]) => value);
}

/** While something is sought, the list is that of before, and cannot be taken along. */
function busy(isBusy) {
  place("list").setAttribute("aria-busy", String(isBusy));
  for (const button of [...document.querySelectorAll(".takes button"), place("more")]) button.disabled = isBusy;
}

/** Who comes most among the questions found, all who tie, each a link to a page of its own. */
function mostOf(counts, words, kinds, all) {
  const links = kinds.flatMap((kind) => {
    const [[, most] = []] = ranked(counts[kind]);
    if (!(most > 1)) return [];
    const tied = ranked(counts[kind]).filter(([, its]) => its === most);
    const names = tied.slice(0, MOST_TIED).flatMap(([id], at) => [at ? ", " : " ", actorLink(kind, id, words[kind](id))]);
    const of = say("list.of", { count: figure(most), all: figure(all) });
    const more = tied.length > MOST_TIED ? ` + ${figure(tied.length - MOST_TIED)}` : "";
    return [tied.length > 1 ? [`${say(`filter.${kind}`)} (${of}, ${say("charts.each")}):`, ...names, more] : [say(`filter.${kind}`), ...names, ` (${of})`]];
  });
  return links.length ? [`${say("list.most")} `, ...links.flatMap((one, at) => (at ? [" · ", ...one] : one))] : [];
}

/** Links that compare parties, ministers, members or topics among the questions found, over the years. */
function comparisons() {
  const links = ["party", "minister", "member", "topic"].flatMap((by) => {
    const address = new URLSearchParams(location.search);
    for (const name of [by, "from", "to", "order"]) address.delete(name);
    address.set("by", by);
    return [" ", element("a", { href: `compare.html?${address}` }, say(`actor.${by}`))];
  });
  return element("p", { class: "hint compared" }, say("compare.link"), ...links);
}

/** The list: what was found for the form, how many of them are shown, and the sentences below them. */
class List {
  constructor(form) {
    Object.assign(this, { form, ids: [], terms: [], places: [], missed: {}, words: [], shown: STEP, asked: 0, passages: null });
  }

  /** Find what the form asks for, and show it, unless it asks for something else by then. */
  async choose() {
    this.asked += 1;
    const now = this.asked;
    const isOld = () => now !== this.asked;
    busy(true);
    const { q: words = "", order, ...wanted } = Object.fromEntries(given(this.form));
    const result = await find(words);
    const { places, missed } = await sifted(result.places, wanted, order);
    const { ids } = await questions();
    if (isOld()) return;
    Object.assign(this, { ids: places.map((at) => ids[at]), terms: result.terms, places, missed });
    await this.show(FIRST);
    if (isOld()) return;
    performance.mark("listed");
    place("count").replaceChildren(...countOf(this.ids, result, withWord));
    const rows = await this.show(STEP);
    if (isOld()) return;
    await this.showFacets(wanted, isOld);
    if (isOld()) return;
    this.words = [words, ...(await showChips(this.form))];
    const also = this.terms.length ? await sharedTopics(rows, this.ids) : [];
    if (isOld()) return;
    place("also").replaceChildren(...also);
    place("also").hidden = !also.length;
    busy(false);
    calm();
  }

  /** The places that count for a filter: those listed, and those that only the filter itself leaves out. */
  counting(...names) {
    return [...this.places, ...names.flatMap((name) => this.missed[name] ?? [])];
  }

  /** Show how many questions have which values, by year too. */
  async showFacets(wanted, isOld) {
    const each = async (name, places) => Promise.all((await ofHouses(places)).map((some) => counted(name, some)));
    const found = await Promise.all(COUNTED.map(async (name) => [name, await each(name, this.counting(name)), await wordsOf(name)]));
    if (houses.length) offer(place("house"), [await counted("house", this.counting("house"))], await wordsOf("house"));
    const { ids } = await questions();
    const isOfOne = (await ofHouses(this.places)).length === 1;
    const years = await Promise.all((await ofHouses(this.counting("from", "to"))).map(async (some) => [ids[some[0]], await counted("year", some)]));
    if (isOld()) return;
    for (const [name, counts, words] of found) {
      offer(place(name), counts, words);
      if (LISTED.includes(name)) listValues(place(`of-${name}`), isOfOne ? counts[0] : new Map(), words, wanted[name], (value) => changed({ [name]: value }));
    }
    const [counts, words] = [([, [its]]) => its, ([, , its]) => its].map((part) => Object.fromEntries(found.map((one) => [one[0], part(one)])));
    place("most").replaceChildren(...(this.ids.length > 1 && isOfOne ? mostOf(counts, words, LISTED.filter((name) => !wanted[name]), this.ids.length) : []));
    const bars = years.filter(([, its]) => its.size > 1).map(([id, its]) => yearBars([...its], (year) => changed({ ...ofYear(year), ...(houses.length && { house: houseOf(id).code }) }), housed(say("actor.years"), id)));
    refill(place("years"), ...bars, ...(bars.length ? [comparisons()] : []));
    if (place("of-topics").open) await this.showTopics();
  }

  /** Show the most frequent topics; this loads those of all questions. */
  async showTopics() {
    const [counts, words] = await Promise.all([counted("topic", this.counting("topic")), wordsOf("topic")]);
    if ((await ofHouses(this.places)).length > 1) refill(place("of-topic"), element("li", {}, say("list.one_house")));
    else listValues(place("of-topic"), counts, words, place("topic").dataset.id ?? place("topic").value, (topic) => changed({ topic }));
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

/** Let the address follow the form: what is typed in one go is one step back; and the form the links within the list. */
function follow(form, list) {
  let isTyping = false;
  const change = (isStep) => {
    const kept = [...new URLSearchParams(location.search)].filter(([name]) => KEPT.includes(name));
    showAddress(new URLSearchParams([...given(form), ...kept]), isStep);
    list.choose().catch(complain);
  };
  const goBack = () => {
    isTyping = false;
    fillForm(form);
    fillHeader();
    nameTopic().then(() => list.choose()).catch(complain);
  };
  const isTyped = ({ target }) => ["words", "topic"].includes(target.id);
  form.addEventListener("input", (event) => {
    delete event.target.dataset.id;
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
  form.addEventListener("click", (event) => {
    const href = event.target.closest("a")?.getAttribute("href");
    if (!href?.startsWith("?") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showAddress(new URLSearchParams(href), true);
    goBack();
  });
  addEventListener("popstate", goBack);
}

await begin(async () => {
  const form = place("search");
  place("order").append(...ORDERS.map((value) => element("option", { value }, say(`order.${value}`))));
  if (houses.length) document.querySelector(".facets").prepend(element("div", {}, element("label", { for: "house" }, say("filter.house")), element("select", { id: "house", name: "house" })));
  fillForm(form);
  place("filters").open = WIDE.matches;
  const list = new List(form);
  follow(form, list);
  place("topic").addEventListener("focus", () => offerTopics().catch(complain), { once: true });
  place("of-topics").addEventListener("toggle", ({ target }) => target.open && list.showTopics().catch(complain));
  place("more").addEventListener("click", async () => {
    const first = list.shown;
    await list.show(first + STEP).catch(complain);
    place("list").children[first]?.querySelector("a").focus();
  });
  walkWithArrows(place("words"), place("list"));
  letTake(place, () => list.ids, () => list.words);
  if (form.q.value && matchMedia("(hover: hover)").matches) form.q.focus({ preventScroll: true });
  await nameTopic();
  await list.choose();
});

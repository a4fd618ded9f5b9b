// What all pages share: labels, elements, files of the release. Text of pages becomes text nodes, never markup.

export const language = document.documentElement.lang;
const locale = { en: "en-GB", nl: "nl-BE", fr: "fr-BE" }[language];
export const QUESTIONS_A_SHARD = 20;

let labels = {};
let summary = null;
/** The houses of a release of several, with their figures; else none. */
export let houses = [];

/** What the site says of its release: figures, and where its files are. */
export function release() {
  summary ??= json("data/summary.json");
  return summary;
}

/** The label of a key in the chosen language, with its {places} filled; {count:day|days} is one or several. */
export function say(key, values = {}) {
  const label = labels[key] ?? key;
  const isOne = (name) => values[name] === "1" || (language === "fr" && values[name] === "0");
  return label
    .replace(/\{(\w+):([^|{}]*)\|([^|{}]*)\}/g, (_, name, one, several) => (isOne(name) ? one : several))
    .replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Of several houses: that of a question or legislature; and that of the address of a page, else the first. */
export const houseOf = (id) => houses.find(({ first, last }) => first <= parseInt(id, 10) && parseInt(id, 10) <= last) ?? houses[0];
export const houseShown = () => houses.find(({ code }) => code === new URLSearchParams(location.search).get("house")) ?? houses[0];

/** Something with the name of the house of a question or legislature, if there are several; how many questions are of each. */
export const housed = (said, id = said) => (houses.length ? `${said} · ${say(`house.${houseOf(id).code}`)}` : said);
export const countOfEach = (ids) => houses.map((house) => [house, ids.filter((id) => houseOf(id) === house).length]).filter(([, count]) => count).map(([{ code }, count]) => `${say(`house.${code}`)} ${figure(count)}`).join(", ") || figure(ids.length);

/** Put links to this page for each house before a part of it that shows one. */
export function offerHouses(part) {
  place("houses")?.remove();
  const others = [...new URLSearchParams(location.search)].filter(([name]) => name !== "house");
  const links = houses.map((house) => element("a", { href: `?${new URLSearchParams([...others, ["house", house.code]])}`, "aria-current": house === houseShown() && "true" }, say(`house.${house.code}`)));
  if (links.length && part) part.before(element("nav", { id: "houses", class: "jumps", "aria-label": say("filter.house") }, links));
}

/** An element with attributes and children; strings become text, children that are nothing are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

/** An address that may be followed; null for what is none of the web or of mail. */
export function safeAddress(address) {
  try {
    const protocol = new URL(address).protocol;
    return ["http:", "https:", "mailto:"].includes(protocol) ? address : null;
  } catch {
    return null;
  }
}

/** A link to an address outside, or its words alone when it may not be followed. */
export function outside(address, words) {
  const href = safeAddress(address);
  return href ? element("a", { href, rel: "external noreferrer" }, words) : element("span", {}, words);
}

/** The element of a page that has an identifier. */
export const place = (name) => document.getElementById(name);

/** The stable address of a question. */
export function questionAddress(id) {
  return `question.html?id=${encodeURIComponent(id)}`;
}

/** A link to the page of a member, party, minister, office or topic; its words alone where that is not known. */
export function actorLink(kind, id, words, lang = null) {
  if (!words) return null;
  if (!id) return lang ? element("span", { lang }, words) : words;
  return element("a", { href: `${kind}.html?id=${encodeURIComponent(id)}`, class: "actor", lang }, words);
}

/** The address of the list of questions with some filters. */
export function listAddress(filters) {
  return `questions.html?${new URLSearchParams(Object.entries(filters).filter(([, value]) => value))}`;
}

async function fetched(path) {
  const answer = await fetch(path, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** The content of a JSON file of the site. */
export async function json(path) {
  return (await fetched(path)).json();
}

/** The content of a gzipped JSON file; some servers unpack such files themselves. */
export async function packed(path) {
  const bytes = new Uint8Array(await (await fetched(path)).arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) return JSON.parse(new TextDecoder().decode(bytes));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).json();
}

/** A number as the language writes it. */
export function figure(value) {
  return value === null || value === undefined ? "–" : new Intl.NumberFormat(locale).format(value);
}

/** A date ('2013-04-30') in words. */
export function day(date, style = "long") {
  if (!date) return "–";
  const format = new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: "UTC" });
  return format.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** A moment in words, in the time of Brussels. */
export function moment(iso) {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Brussels" };
  return new Intl.DateTimeFormat(locale, options).format(new Date(iso));
}

/** The day on which the newest copy of a question was last seen, in words. */
export function dayOfCopy({ seen_on: seenOn }) {
  return seenOn ? day(seenOn) : say("day.unknown");
}

/** A note that the site no longer shows something, if a day is known since when. */
export function withdrawn(since) {
  return since && element("span", { class: "hint" }, ` · ${say("question.withdrawn", { day: day(since) })}`);
}

/** How many questions are answered, of those with a known outcome, and of how many. */
export function answered({ questions, answered: count, requalified, unknown }) {
  const known = questions - requalified - unknown;
  return [known ? `${figure(Math.round((100 * count) / known))} %` : "–", element("small", {}, ` ${say("figure.of_known", { count: figure(known) })}`)];
}

/** The query behind figures, by its view, with a condition for its rows: the dictionary explains both. */
export function queryOf(view, rows) {
  return element("p", { class: "hint query" }, `${say("figure.query")} `, element("a", { href: `dictionary.html#${view}` }, element("code", {}, `FROM ${view} WHERE ${rows}`)));
}

/** Of two texts the one to show, with its language: that of the page, else that which is there. */
export function inLanguage(texts, original = "nl") {
  const first = language === "en" ? original ?? "nl" : language;
  const chosen = [first, "nl", "fr"].find((name) => texts[name]);
  return chosen ? { text: texts[chosen], lang: chosen } : { text: null, lang: null };
}

/** A table: heads and rows with cells that are text, numbers, elements or nothing. */
export function table(caption, heads, rows) {
  const isNumber = heads.map((_, at) => rows.some((cells) => typeof cells[at] === "number"));
  const looks = (at) => (isNumber[at] ? { class: "number" } : {});
  const shown = (cell) => (typeof cell === "number" ? figure(cell) : cell ?? "–");
  return element(
    "table",
    {},
    element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, heads.map((head, at) => element("th", { scope: "col", ...looks(at) }, head)))),
    element("tbody", {}, rows.map((cells) => element("tr", {}, cells.map((cell, at) => element("td", looks(at), shown(cell)))))),
  );
}

/** Put children in place of those there; a link that has the focus keeps it, if it is among them again. */
export function refill(place, ...children) {
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  place.replaceChildren(...children);
  if (focused) [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
}

/** Say in a place of a page that what its address asks for is not there. */
export function sayAbsent(root, title, said) {
  document.title = `${title} · ${say("site.name")}`;
  root.replaceChildren(element("h1", {}, title), element("p", {}, said));
}

/** Say what went wrong where everybody sees it. */
export function complain(error) {
  const place = document.getElementById("trouble");
  place.textContent = (labels.trouble ?? place.textContent).replace("{what}", () => error.message);
  place.hidden = false;
}

/** Take back what was said: what failed has succeeded since. */
export function calm() {
  document.getElementById("trouble").hidden = true;
}

function fillLabels() {
  for (const place of document.querySelectorAll("[data-label]")) place.textContent = say(place.dataset.label);
  for (const place of document.querySelectorAll("[data-label-aria]")) {
    place.setAttribute("aria-label", say(place.dataset.labelAria));
  }
}

/** Mark the page in the navigation, and let links to other languages keep what is shown. */
export function fillHeader() {
  const here = location.pathname.split("/").pop() || "index.html";
  for (const link of document.querySelectorAll("nav a[href$='.html']")) {
    if (link.getAttribute("href") === here) link.setAttribute("aria-current", "page");
  }
  for (const link of document.querySelectorAll("[data-language]")) {
    const wanted = new URLSearchParams(location.search);
    wanted.set("lang", link.dataset.language);
    link.href = `?${wanted}${location.hash}`;
    if (link.dataset.language === language) link.setAttribute("aria-current", "true");
  }
}

/** Give the page an address, with its links to other languages; Back undoes it if it is a step. */
export function showAddress(parameters, isStep = false) {
  const address = parameters.size ? `?${parameters}` : location.pathname;
  const isNew = (parameters.size ? address : "") !== location.search;
  history[isStep && isNew ? "pushState" : "replaceState"](null, "", address);
  fillHeader();
}

const VERSION = /^\d{8}T[\w-]+$/;

/** Go to the release that the address names, where the site has it; else say that this is another one. Return whether the page goes. */
async function follow({ version }) {
  const wanted = new URLSearchParams(location.search).get("release");
  if (!wanted || wanted === version) return false;
  const page = location.pathname.split("/").pop() || "index.html";
  const folder = `releases/${encodeURIComponent(wanted)}/`;
  const there = VERSION.test(wanted) && (await fetch(`${folder}data/summary.json`).catch(() => null));
  if (there?.ok) {
    location.replace(`${folder}${page}${location.search}${location.hash}`);
    return true;
  }
  const trouble = document.getElementById("trouble");
  trouble.before(element("p", { class: "notice", id: "other-release" }, say("cite.other_release", { wanted, version })));
  return false;
}

/** Let the key / go to the search: the field of the page, or the list of all questions. */
function goToSearch(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  const field = document.getElementById("words");
  if (field) field.focus();
  else location.href = "questions.html";
}

/** Bring the labels and the summary of the release, then let a page show itself. */
export async function begin(show) {
  try {
    const coming = release();
    addEventListener("keydown", goToSearch);
    labels = await json(`data/labels.${language}.json`);
    fillLabels();
    fillHeader();
    const shown = await coming;
    houses = shown.houses ?? [];
    const title = document.querySelector("h1[data-label]");
    if (title) document.title = `${title.textContent} · ${say("site.name")}`;
    document.getElementById("release").textContent = say("footer.release", { version: shown.version, day: day(shown.last_day) });
    document.documentElement.classList.remove("translating");
    if (!(await follow(shown))) await show(shown);
  } catch (error) {
    complain(error);
    throw error;
  } finally {
    document.documentElement.classList.remove("translating");
    document.documentElement.dataset.ready = "true";
  }
}

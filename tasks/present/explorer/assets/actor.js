// The page of a member, a party, a minister, an office or a topic.

import { questions } from "./columns.js";
import { actorLink, answered, begin, day, element, figure, houses, inLanguage, language, listAddress, packed, queryOf, say, sayAbsent, table } from "./common.js";
import { namesOf } from "./facets.js";
import { chosen } from "./filters.js";
import { feedLink } from "./follow.js";
import { listed, titlesOf } from "./titles.js";
import { yearBars } from "./years.js";

const MOST = 10;
const MOST_BESIDE = 12;
/** As actors.sql has it. */
const place = document.getElementById("actor");
const { kind } = place.dataset;
const OTHERS = {
  member: ["party", "topic", "minister"],
  party: ["member", "topic", "minister"],
  minister: ["office", "topic", "member", "party"],
  office: ["minister", "topic", "member"],
  topic: ["member", "party", "minister"],
};

/** The facts of one, from the shard that its identifier tells. */
async function factsOf(id, { actors }) {
  const sum = new TextEncoder().encode(id).reduce((all, byte) => all + byte, 0);
  const shard = await packed(`actors/${kind}-${sum % actors[kind]}-of-${actors[kind]}.json.gz`);
  return Object.hasOwn(shard, id) ? shard[id] : null;
}

function fact(key, said, basis = null) {
  return element("div", {}, element("dt", {}, say(key), basis), element("dd", {}, said));
}

function figures(own, counts) {
  const list = (words, filters) => element("a", { href: listAddress({ ...own, ...filters }) }, words);
  const isAsked = ["minister", "office"].includes(kind);
  const basis = (key, count, left) => (count || left) > 0 && element("small", {}, ` ${say(key, { count: figure(count) })}`, left > 0 && `; ${say("actor.left_out", { count: figure(left) })}`);
  return element(
    "dl",
    { class: "figures" },
    fact("figure.questions", list(figure(counts.questions), {})),
    fact("figure.answered", ...answered(counts)),
    ...["announced", "open", "requalified", "unknown"].filter((status) => status === "open" || counts[status]).map((status) => fact(`figure.${status}`, list(figure(counts[status]), { status }))),
    fact("figure.median_days", figure(counts.median_days), basis("actor.of_answers", counts.answers_with_days, counts.answers_left_out)),
    fact(isAsked ? "figure.share_late" : "figure.ministers_late", counts.with_deadline ? list(`${figure(Math.round((100 * counts.late) / counts.with_deadline))} %`, { status: kind === "minister" ? "overdue_in_term" : "overdue" }) : "–", basis("actor.of_deadlines", counts.with_deadline, counts.deadlines_left_out)),
  );
}

function section(title, ...children) {
  return element("section", {}, element("h2", {}, title), ...children);
}

function years(own, rows) {
  if (!rows.length) return null;
  const addressOf = (year) => listAddress({ ...own, from: `${year}-01-01`, to: `${year}-12-31` });
  const all = Array.from({ length: rows.at(-1)[0] - rows[0][0] + 1 }, (_, at) => rows.find(([year]) => year === rows[0][0] + at) ?? [rows[0][0] + at, 0, 0, 0, 0, 0, null]);
  const shown = all.map(([year, ...others]) => [element("a", { href: addressOf(year) }, String(year)), ...others]);
  const title = say("actor.years");
  const heads = ["column.year", "column.questions", "column.answered", "column.announced", "column.requalified", "column.unknown", "column.median_days"].map((head) => say(head));
  const numbers = element("details", {}, element("summary", {}, say("charts.numbers")), element("div", { class: "scroll", tabindex: "0" }, table(title, heads, shown)));
  const beside = ["party", "minister", "member", "topic"].includes(kind) && element("p", { class: "hint" }, element("a", { href: `compare.html?${new URLSearchParams({ by: kind, of: own[kind], ...(own.house && { house: own.house }) })}` }, say("nav.compare")));
  return section(title, yearBars(rows, addressOf), numbers, beside);
}

async function others(own, other, rows) {
  if (!rows?.length) return null;
  const names = await namesOf(other);
  const items = rows.map(([its, count, first, last]) => {
    const { text, lang } = names.get(its) ?? { text: its, lang: null };
    const from = other === "party" && first && ` · ${[...new Set([first, last])].map((one) => day(one, "medium")).join(" – ")}`;
    const href = listAddress({ ...own, [other]: its });
    return element("li", {}, actorLink(other, its, text, lang), " ", element("a", { href, "aria-label": `${text}: ${say("search.found", { count: figure(count) })}` }, `(${figure(count)})`), from);
  });
  const most = rows.length === MOST_BESIDE && element("p", { class: "hint" }, say("actor.most", { count: figure(MOST_BESIDE) }));
  return section(say(`actor.${other}`), most, element("ul", { class: "plain" }, items));
}

/** Whether two questions are one, put to several ministers. */
function isSame(one, other) {
  const title = one.title.nl ?? one.title.fr;
  return title && one.asked_on === other.asked_on && one.member_id === other.member_id && title === (other.title.nl ?? other.title.fr);
}

async function list(own, title, filters, order) {
  const { ids } = await questions();
  const places = await chosen(null, { ...own, ...filters }, order);
  if (!places.length) return null;
  const some = await titlesOf(places.slice(0, 2 * MOST).map((at) => ids[at]));
  const rows = some.filter((one, at) => !some.slice(0, at).some((other) => isSame(one, other))).slice(0, MOST);
  const all = element("p", {}, element("a", { href: listAddress({ ...own, ...filters, order }) }, say("search.all", { count: figure(places.length) })));
  return section(say(title), element("ol", { class: "listed" }, rows.map((one) => listed(one))), places.length > rows.length && all);
}

function head(id, [{ short, name, counts: { first_asked_on: first, last_asked_on: last } }, ...more]) {
  const { text: full, lang } = inLanguage(name);
  const text = short ?? full;
  const names = [...new Set([short && full, name[lang === "nl" ? "fr" : "nl"]])].filter((one) => one && one !== text);
  document.title = `${text ?? id} · ${say("site.name")}`;
  return element(
    "header",
    { class: "question-head" },
    element("p", { class: "eyebrow" }, say(`kind.${kind}`), first && !more.length && ` · ${first === last ? day(first) : say("actor.period", { first: day(first), last: day(last) })}`),
    element("h1", { lang: ["office", "topic"].includes(kind) ? lang : null }, text ?? id),
    names.map((one) => element("p", { class: "other-title", lang: name.nl === one ? "nl" : "fr" }, one)),
  );
}

await begin(async (summary) => {
  const id = new URLSearchParams(location.search).get("id") ?? "";
  const facts = [await factsOf(id, summary)].flat();
  if (!facts[0]) return sayAbsent(place, say("actor.unknown"), say("actor.not_held", { id }));
  const quoted = `'${id.replaceAll("'", "''")}'`;
  const its = kind === "topic" ? `question_id IN (SELECT question_id FROM question_topics WHERE topic = ${quoted})` : `${kind}_id = ${quoted}`;
  place.replaceChildren(head(id, facts));
  const feed = kind !== "office" && (await feedLink(kind, id));
  for (const one of facts) {
    const own = { [kind]: id, ...(houses.length && { house: one.counts.house }) };
    const where = own.house ? ` AND house = '${own.house}'` : "";
    const beside = await Promise.all(OTHERS[kind].map((other) => others(own, other, one.others?.[other])));
    const open = one.counts.open > 0 && (await list(own, "actor.open", { status: "open" }, "oldest"));
    const newest = await list(own, "start.newest_questions", {}, "newest");
    const first = [own.house && element("h2", {}, say(`house.${own.house}`)), figures(own, one.counts), queryOf("figures", `kind = '${kind}' AND id = ${quoted}${where}`), one === facts[0] && feed];
    place.append(...[...first, open, years(own, one.years), element("div", { class: "columns" }, beside.filter(Boolean)), newest, queryOf("v_questions", `${its}${where}`)].filter(Boolean));
  }
});

// The titles of questions, as lists show them: loaded in shards, those that are wanted.

import { once } from "./columns.js";
import { actorLink, countOfEach, day, dayOfCopy, element, figure, housed, inLanguage, packed, questionAddress, say } from "./common.js";
import { wordsIn } from "./letters.js";

const TITLES_A_SHARD = 25;
const AT_ONCE = 24;
const LONGEST_WORD = 40;

/** The columns of titles.sql that a row has itself; then it has the places of those that many share. */
const OWN = ["number", "nl", "fr", "asked_on", "status", "status_reason", "seen_on", "is_late", "original_language", "response_days", "deadline_on", "answered_on", "late_note", "days_note"];

/** A question with the names that its page has for the same, as question.sql gives them. */
function question(block, row) {
  const { number, nl, fr, ...own } = Object.fromEntries(OWN.map((name, at) => [name, row[at]]));
  const shared = ["authors", "parties", "addressees", "ministers", "kinds", "addresses"].map((name, at) => block[name][row[OWN.length + at]]);
  const [[author, member_id], [party, party_id], [addresseeNl, addresseeFr, office_id], [minister, minister_id], kinds, addresses] = shared;
  const [addressNl, addressFr] = addresses.map((one) => one?.replace("{number}", String(number).split("/")[0]) ?? null);
  return {
    ...own,
    ...{ author, member_id, party, party_id, office_id, minister, minister_id },
    id: `${block.legislature}-${number}`,
    title: { nl, fr },
    addressee: { nl: addresseeNl, fr: addresseeFr },
    address: { nl: addressNl, fr: addressFr },
    answer_kinds: kinds.split(" ").filter(Boolean),
    topics: row.at(-1).map((topic) => block.topics[topic]),
  };
}

/** The file of a question in a folder of shards, each with the questions of as many numbers. */
export function shardOf(folder, id, size) {
  const [legislature, number] = id.split("-").map(parseFloat);
  return `${folder}/${legislature}-${Math.floor(number / size) * size}.json.gz`;
}

function shard(path) {
  return once(path, async () => {
    const block = await packed(path);
    return new Map(block.rows.map((row) => question(block, row)).map((one) => [one.id, one]));
  });
}

/** What lists show of some questions that are held, in their order. */
export async function titlesOf(ids) {
  const paths = [...new Set(ids.map((id) => shardOf("titles", id, TITLES_A_SHARD)))];
  const found = new Map();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const shards = await Promise.all(paths.slice(at, at + AT_ONCE).map(shard));
    for (const rows of shards) for (const [id, row] of rows) found.set(id, row);
  }
  return ids.map((id) => found.get(id));
}

/** A text with the words marked that some terms accept. */
export function marked(text, lang, terms) {
  const pieces = [];
  let behind = 0;
  for (const { word, start, end } of terms.length ? wordsIn(text) : []) {
    if (!terms.some(({ accepts }) => accepts(word, lang))) continue;
    pieces.push(text.slice(behind, start), element("b", {}, text.slice(start, end)));
    behind = end;
  }
  return [...pieces, text.slice(behind)];
}

/** How many of some terms a text has. */
export function termsIn(text, lang, terms) {
  const words = terms.length ? wordsIn(text) : [];
  return terms.filter(({ accepts }) => words.some(({ word }) => accepts(word, lang))).length;
}

/** A search with a word replaced by a near one. */
export function withNear(text, word, other) {
  const places = wordsIn(text).filter((one) => one.word === word);
  return places.reverse().reduce((said, { start, end }) => said.slice(0, start) + other + said.slice(end), text);
}

/** What a search says of its result; when it finds nothing: what was searched, and near words as links. */
export function countOf(ids, { places, terms, isShort, isPhrase }, addressOf) {
  const cut = terms.filter(({ isCut }) => isCut).map(({ word }) => word);
  const said = [...(cut.length ? [say("search.cut", { words: cut.join(", ") })] : []), ...(isPhrase ? [say("search.phrase")] : [])];
  const note = said.length ? element("span", {}, ` ${said.join(" ")}`) : "";
  if (isShort) return [say("search.too_short")];
  if (!ids.length && !(terms.length && !places.length)) return [say("compare.nothing")];
  if (ids.length) return [say("search.found", { count: countOfEach(ids) }), note];
  const unknown = terms.filter(({ hits }) => !hits.size);
  if (!unknown.length) {
    const each = terms.map(({ word, hits }) => `${word} (${figure(hits.size)})`).join(", ");
    return [say("search.not_together", { words: each })];
  }
  const near = unknown.flatMap(({ word, near: others }) => others.map((other) => element("a", { href: addressOf(word, other) }, other)));
  const shown = near.length ? element("span", { class: "near" }, ` ${say("search.near")} `, near.flatMap((one) => [one, " "])) : "";
  return [say("search.nothing", { words: unknown.map(({ word }) => word.slice(0, LONGEST_WORD)).join(", ") }), shown];
}

/** The badge of a status. */
export function badge(status) {
  return element("span", { class: `badge ${status}` }, say(`status.${status}`));
}

/** What is known of a question without an answer, as of the day on which its newest copy was last seen. */
export function outcome(facts) {
  const targets = facts.requalified_as.map(({ kind, id }) => `${say(`target.${kind}`)} ${id}`).join(", ");
  return facts.status === "answered" ? null : say(facts.status_is, { day: dayOfCopy(facts), target: targets || say("target.requalified") });
}

/** How many of some questions are answered, and how many have no known outcome; first how many are here, if not all. */
export function outcomes(counts) {
  const known = ["answered", "announced", "requalified", "unknown"].filter((status) => status === "answered" || counts[status]).map((status) => `${say(`figure.${status}`)}: ${figure(counts[status])}`);
  return [...(counts.held < counts.count ? [`${say("group.here")}: ${figure(counts.held)}`] : []), ...known].join(", ");
}

/** The title to show: in the language of the page, unless the other one has more of the terms. */
function titleOf(found, terms) {
  const shown = inLanguage(found.title, found.original_language);
  const other = shown.lang === "nl" ? "fr" : "nl";
  const hits = (text, lang) => (text ? termsIn(text, lang, terms) : 0);
  return hits(found.title[other], other) > hits(shown.text, shown.lang) ? { text: found.title[other], lang: other } : shown;
}

/** Who asks: the member and the party. */
export function asker({ author, member_id: member, party, party_id: id }) {
  return [actorLink("member", member, author), party && [author && " ", "(", actorLink("party", id, party), ")"]].flat().filter(Boolean);
}

/** Whom a question is put to: the minister, if known, and the office. */
export function addressed({ minister, minister_id: id, addressee, office_id: office, original_language: original }) {
  const { text, lang } = inLanguage(addressee, original);
  if (!minister && !text) return null;
  return element("span", { class: "to" }, " → ", actorLink("minister", id, minister), minister && text && ", ", actorLink("office", office, text, lang));
}

/** That days, or a deadline that was missed, are not or not all the minister's: a label, or nothing. */
export function outside(note, minister) {
  return note ? ` (${say(note, { minister })})` : "";
}

/** When a question was answered, and how late; or how late an open one was when it was last seen. */
function waiting({ status, minister, ...facts }) {
  const taken = status === "answered" && facts.response_days !== null ? ` · ${say("question.days", { count: figure(facts.response_days) })}${outside(facts.days_note, minister)}` : "";
  const until = { answered: facts.answered_on, open: facts.seen_on }[status];
  if (!facts.is_late || !until || !facts.deadline_on) return taken;
  const late = Math.round((new Date(until) - new Date(facts.deadline_on)) / 86400000);
  return element("span", {}, taken, element("b", { class: "late" }, ` · ${say("start.days_late", { count: figure(late), day: day(until, "medium") })}`, outside(facts.late_note, minister)));
}

/** A question in a list: its title as a link, who asked whom when, and how long it took or takes. */
export function listed(found, terms = []) {
  const { text, lang } = titleOf(found, terms);
  const link = element("a", { href: questionAddress(found.id), lang }, text ? marked(text, lang, terms) : found.id);
  const who = asker(found);
  return element(
    "li",
    { "data-id": found.id },
    link,
    element("p", {}, badge(found.status), ` ${housed(found.id)} · `, who, who.length && " · ", day(found.asked_on, "medium"), addressed(found), waiting(found)),
  );
}

/** Let the arrow keys go from a field to the links of a list, through them, and back; Escape goes back at once. */
export function walkWithArrows(field, list) {
  const step = (event) => {
    const links = [...list.querySelectorAll("a:not(.actor)")];
    const at = links.indexOf(document.activeElement);
    const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: -1 }[event.key];
    if (wanted === undefined || !links.length || (event.key === "Escape" && at < 0)) return;
    event.preventDefault();
    (links[Math.min(wanted, links.length - 1)] ?? field).focus();
  };
  field.addEventListener("keydown", step);
  list.addEventListener("keydown", step);
}

/** That pages name questions of a group that are not held, and that a page lists only some of a large group. */
export function ofGroup({ group, group_size: size, group_held: held }) {
  return [
    held < size && say("group.named", { count: figure(size), held: figure(held) }),
    group.length < held && ` ${say("group.some", { listed: figure(group.length), count: figure(held) })}`,
  ];
}

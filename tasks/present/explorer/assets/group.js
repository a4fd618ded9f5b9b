// The same question to several ministers, side by side: who answered, when, and how alike the answers are.

import { questions } from "./columns.js";
import { actorLink, begin, day, element, figure, housed, inLanguage, questionAddress, say, sayAbsent, table, withdrawn } from "./common.js";
import { factsOf } from "./passages.js";
import { asker, badge, ofGroup, outcome, outcomes, outside } from "./titles.js";

const place = document.getElementById("group");

/** Whom the question is put to: the minister, or the office where nobody is known. */
function whom(one, original, facts) {
  const { text, lang } = inLanguage(one.addressee, original);
  if (one.minister) return actorLink("minister", one.minister_id, one.minister);
  return text ? actorLink("office", facts?.office_id, text, lang) : one.id;
}

function alike(one) {
  if (one.likeness === null) return null;
  return element("span", {}, `${figure(Math.round(100 * one.likeness))} % · `, element("a", { href: questionAddress(one.most_like) }, one.most_like));
}

function answer(one, facts, original) {
  const texts = { nl: facts.texts?.nl?.answer, fr: facts.texts?.fr?.answer };
  const { text, lang } = inLanguage(texts, original);
  const paragraphs = text ? text.split(/\n{2,}/).map((paragraph) => element("p", {}, paragraph)) : [element("p", { class: "hint" }, outcome(facts) ?? say("beside.no_text"))];
  const [, , gone] = facts.withdrawn.find(([name, part]) => name === lang && part === "answer") ?? [];
  return element(
    "article",
    { class: "card" },
    element("h3", {}, whom(one, original, facts)),
    element("p", { class: "hint" }, element("a", { href: questionAddress(one.id) }, one.id), " ", badge(one.status), one.answered_on && ` ${day(one.answered_on, "medium")}`, withdrawn(gone)),
    element("div", { class: "answer", lang, tabindex: "0" }, paragraphs),
  );
}

await begin(async () => {
  const id = new URLSearchParams(location.search).get("id") ?? "";
  const { places } = await questions();
  const first = places.has(id) ? await factsOf(id) : null;
  if (!first?.group.length) return sayAbsent(place, say("group.unknown"), say("group.not_held", { id }));
  const original = first.original_language;
  const { text, lang } = inLanguage(first.title, original);
  document.title = `${text ?? id} · ${say("site.name")}`;
  const all = await Promise.all(first.group.map(async (one) => ({ one, facts: await factsOf(one.id) })));
  const isNamed = all.some(({ facts }) => facts.links.some(([relation, , , gone]) => relation === "also_asked_as" && !gone));
  const isOfSeveral = isNamed || new Set(all.map(({ one, facts }) => one.minister_id ?? facts.office_id)).size > 1;
  const heads = ["minister", "question", "asked_on", "status", "answered_on", "response_days", "likeness"];
  const size = { count: first.group_size, held: all.length };
  const counts = Object.fromEntries(["answered", "announced", "requalified", "unknown"].map((status) => [status, all.filter(({ one }) => one.status === status).length]));
  const rows = all.map(({ one, facts }) => [
    whom(one, original, facts),
    element("a", { href: questionAddress(one.id) }, housed(one.id)),
    [facts.asked_is !== "question.asked_on" && `${say(facts.asked_is)} `, day(one.asked_on, "medium")],
    badge(one.status),
    one.answered_on ? day(one.answered_on, "medium") : null,
    one.days === null ? null : `${figure(one.days)}${outside(one.days_note, one.minister)}`,
    alike(one),
  ]);
  place.replaceChildren(
    element(
      "header",
      { class: "question-head" },
      element("p", { class: "eyebrow" }, say(isOfSeveral ? "group.title" : "group.again", { count: figure(size.count), outcomes: outcomes({ ...size, ...counts }) })),
      element("h1", { lang }, text ?? id),
      element("p", {}, asker(first)),
    ),
    element("p", { class: "hint" }, say("group.lead"), " ", ofGroup(first)),
    element("div", { class: "scroll", tabindex: "0" }, table(text ?? id, heads.map((head) => say(`column.${head}`)), rows)),
    element("h2", {}, say("group.answers")),
    element("div", { class: "charts" }, all.map(({ one, facts }) => answer(one, facts, original))),
  );
});

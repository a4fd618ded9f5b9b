// The page of a question, built from the shard that holds it.

import { questions } from "./columns.js";
import { actorLink, begin, day, dayOfCopy, element, figure, housed, inLanguage, outside, questionAddress, say, sayAbsent, withdrawn } from "./common.js";
import { citation } from "./cite.js";
import { repaired } from "./marks.js";
import { feedLink } from "./follow.js";
import { factsOf } from "./passages.js";
import { readingPlace } from "./reading.js";
import { asker, badge, ofGroup, outcome, outside as outsideTerm, titlesOf } from "./titles.js";

function idOfPage() {
  const found = /^(\d{1,3})-(\d{1,7})(\/\d{1,3})?$/.exec(new URLSearchParams(location.search).get("id") ?? "");
  return found && { id: found[0], legislature: Number(found[1]), number: Number(found[2]) };
}

/** What lists show of other questions, by identifier; those that are not held are left out. */
async function titlesFor(ids) {
  const { places } = await questions();
  const held = [...new Set(ids)].filter((id) => places.has(id));
  return new Map((await titlesOf(held)).map((row) => [row.id, row]));
}

function head(id, facts) {
  const { text, lang } = inLanguage(facts.title, facts.original_language);
  const other = lang === "nl" ? "fr" : "nl";
  document.title = `${id} · ${text ?? ""} · ${say("site.name")}`;
  return element(
    "header",
    { class: "question-head" },
    element("p", { class: "eyebrow" }, say("question.number", { id: housed(id) }), " ", badge(facts.status), " ", outcome(facts)),
    element("h1", { lang }, text ?? id),
    facts.title[other] && facts.title[other] !== text && element("p", { class: "other-title", lang: other }, facts.title[other]),
  );
}

function fact(key, ...said) {
  return element("div", {}, element("dt", {}, say(key)), element("dd", {}, ...said.flat()));
}

function factsBox(facts) {
  const to = inLanguage(facts.addressee, facts.original_language);
  const isAnnounced = facts.status === "announced";
  const isTaken = facts.response_days !== null && (facts.texts?.nl?.answer || facts.texts?.fr?.answer);
  const { document, printed, answered_by: by } = facts.record ?? {};
  const taken = isTaken && say("question.days", { count: figure(facts.response_days) });
  return element(
    "dl",
    { class: "facts" },
    document && fact("question.document_number", document),
    printed && fact("question.printed_number", String(printed)),
    fact("question.author", asker(facts), !facts.author && "–"),
    fact("question.addressee", actorLink("office", facts.office_id, to.text ?? "–", to.lang), facts.minister && [" (", actorLink("minister", facts.minister_id, facts.minister), ")"]),
    fact(facts.asked_is, day(facts.asked_on), facts.original_language && ` · ${say("question.asked_in", { language: say(`language.${facts.original_language}`) })}`),
    fact(by ? "question.answered_by_on" : isAnnounced ? "question.announced_on" : "question.answered_on", day(by ?? facts.answered_on), taken && ` · ${taken}${outsideTerm(facts.days_note, facts.minister)}`),
    fact("question.deadline", facts.deadline_on ? day(facts.deadline_on) : say("question.no_deadline"), lateness(facts)),
  );
}

/** How late the answer came, or that there was none on the day on which the newest copy was last seen. */
function lateness(facts) {
  if (!facts.deadline_is) return null;
  const words = ` · ${say(facts.deadline_is, { count: figure(facts.deadline_days), day: dayOfCopy(facts) })}${outsideTerm(facts.late_note, facts.minister)}`;
  return facts.is_late ? element("b", { class: "late" }, words) : words;
}

function section(key, ...children) {
  return element("section", {}, element("h2", {}, say(key)), ...children);
}

function chronology(facts) {
  if (!facts.events.length) return null;
  const items = facts.events.map(([on, event, deadline, gone]) =>
    element("li", { class: event }, element("time", { datetime: on }, day(on)), " ", say(`event.${event}`), deadline && element("span", { class: "hint" }, ` · ${say("question.until", { day: day(deadline) })}`), withdrawn(gone)),
  );
  return section("question.chronology", element("ol", { class: "chronology" }, items));
}

function topicLink({ topics }, word, lang) {
  const [topic] = topics.find(([, language, keyword]) => language === lang && keyword === word) ?? [];
  return actorLink("topic", topic, word);
}

function keywords(facts) {
  const lists = ["nl", "fr"].filter((lang) => facts.keywords?.[lang]?.length);
  if (!lists.length) return null;
  return section("question.keywords", lists.map((lang) => element("ul", { class: "keywords", lang }, facts.keywords[lang].map((word) => element("li", {}, topicLink(facts, word, lang))))));
}

function otherQuestion(id, titles) {
  const found = titles.get(id);
  if (!found) return id;
  const { text, lang } = inLanguage(found.title, found.original_language);
  return element("a", { href: questionAddress(id) }, id, text && " ", text && element("span", { lang }, text));
}

function group(facts, id) {
  const others = facts.group.filter((one) => one.id !== id);
  if (!facts.group.length) return null;
  const items = others.map((one) => {
    const to = inLanguage(one.addressee, facts.original_language);
    return element(
      "li",
      {},
      element("a", { href: questionAddress(one.id) }, housed(one.id)),
      " ",
      one.minister ?? element("span", { lang: to.lang }, to.text ?? ""),
      " ",
      badge(one.status),
      one.days !== null && ` ${say("question.days", { count: figure(one.days) })}${outsideTerm(one.days_note, one.minister)}`,
    );
  });
  const all = others.length > 0 && element("p", {}, element("a", { href: `group.html?id=${encodeURIComponent(facts.group_id)}` }, say("group.link")));
  return section("question.group", element("p", { class: "hint" }, say("question.group_lead"), " ", ofGroup(facts)), all && element("ul", { class: "plain" }, items), all);
}

function links(facts, titles) {
  if (!facts.links.length) return null;
  const relations = [...new Set(facts.links.map(([relation]) => relation))];
  const items = relations.flatMap((relation) => [
    element("dt", {}, say(`relation.${relation}`)),
    element(
      "dd",
      {},
      facts.links
        .filter(([its]) => its === relation)
        .map(([, kind, id, gone]) => element("span", {}, kind === "written_question" ? otherQuestion(id, titles) : `${say(`target.${kind}`)} ${id}`, withdrawn(gone))),
    ),
  ]);
  return section("question.links", element("dl", { class: "links" }, items));
}

function sources(facts, id, address) {
  const own = ["nl", "fr"].filter((lang) => facts.address[lang]).map((lang) => [facts.address[lang], "main", lang]);
  const others = facts.pages.filter(([url]) => !own.some(([known]) => known === url));
  const items = [...own, ...others].map(([url, variant, lang]) => {
    const words = [say(`variant.${variant ?? "main"}`), lang && say(`language.${lang}`)].filter(Boolean).join(", ");
    return element("li", {}, outside(url, words));
  });
  if (address) items.push(element("li", {}, outside(`${address}question/${id.replaceAll("/", "_")}.html`, say("question.share"))));
  return section("question.sources", items.length ? element("ul", { class: "plain" }, items) : element("p", {}, say("question.no_sources")));
}

function doubts(facts) {
  if (!facts.issues.length) return null;
  return section(
    "question.issues",
    element(
      "details",
      {},
      element("summary", {}, say("question.issues_count", { count: figure(facts.issues.length) })),
      element("ul", { class: "plain issues", lang: "en" }, facts.issues.map(([, detail]) => element("li", {}, detail))),
    ),
  );
}

/** What a citation says of a question: its number and title, who asked whom, and when. */
function cited(id, facts) {
  const to = facts.minister ?? inLanguage(facts.addressee, facts.original_language).text;
  const who = [facts.author, to].filter(Boolean).join(" → ");
  return [id, inLanguage(facts.title, facts.original_language).text, [who, facts.asked_on && day(facts.asked_on)].filter(Boolean).join(", ")].filter(Boolean).join(". ");
}

/** The words with repaired letters: as they came, and as they are shown. */
function repairs(facts) {
  if (!facts.repairs.length) return null;
  const items = facts.repairs.map(([, , , , before, after, rule, certainty]) => element("li", {}, repaired({ before, after, rule, certainty })));
  return section("question.repairs", element("details", {}, element("summary", {}, say("question.repairs_count", { count: figure(facts.repairs.length) })), element("ul", { class: "plain" }, items)));
}

function around(page, titles) {
  const next = (id) => titles.get(id) && element("a", { href: questionAddress(id) }, id);
  const before = next(`${page.legislature}-${page.number - 1}`);
  const behind = next(`${page.legislature}-${page.number + 1}`);
  if (!before && !behind) return null;
  return element("nav", { class: "around", "aria-label": say("question.around") }, before && element("span", {}, "← ", before), behind && element("span", {}, behind, " →"));
}

await begin(async (summary) => {
  const place = document.getElementById("question");
  const page = idOfPage();
  const { places } = await questions();
  const facts = page && places.has(page.id) && (await factsOf(page.id));
  if (!facts) return sayAbsent(place, say("question.unknown"), page ? say("question.not_held", { id: page.id }) : say("question.no_id"));
  const others = facts.links.filter(([, kind]) => kind === "written_question").map(([, , id]) => id);
  const beforeAndBehind = [page.number - 1, page.number + 1].map((number) => `${page.legislature}-${number}`);
  const titles = await titlesFor([...others, ...beforeAndBehind]);
  const heading = head(page.id, facts);
  const feed = await feedLink("question", page.id, ["open", "unknown"].includes(facts.status));
  place.replaceChildren(
    ...[
      heading,
      factsBox(facts),
      feed,
      facts.provisional_answer && element("p", { class: "notice" }, say("question.provisional")),
      readingPlace(facts),
      element("div", { class: "columns" }, [chronology(facts), group(facts, page.id), links(facts, titles), keywords(facts), sources(facts, page.id, summary.public_url), repairs(facts), doubts(facts)].filter(Boolean)),
      around(page, titles),
      section("about.cite", await citation(cited(page.id, facts))),
    ].filter(Boolean),
  );
});

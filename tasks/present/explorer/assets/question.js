// The page of a question, built from the shard that holds it.

import {
  QUESTIONS_A_SHARD, TITLES_A_SHARD, begin, day, element, figure, inLanguage, language, outside, packed, questionAddress, say,
} from "./common.js";
import { rowsBeside } from "./beside.js";
import { FAMILIES, Marked, letMarksSpeak } from "./marks.js";
import { badge, titlesOf } from "./titles.js";

const KEPT = "senate-questions-texts";

function idOfPage() {
  const found = /^(\d{1,3})-(\d{1,7})$/.exec(new URLSearchParams(location.search).get("id") ?? "");
  return found && { id: found[0], legislature: Number(found[1]), number: Number(found[2]) };
}

function blockOf(id) {
  const [legislature, number] = id.split("-").map(Number);
  return `${legislature}-${Math.floor(number / TITLES_A_SHARD) * TITLES_A_SHARD}`;
}

async function factsOf({ id, legislature, number }, summary) {
  if (!summary.titles.some(([name]) => name === blockOf(id))) return null;
  const first = Math.floor(number / QUESTIONS_A_SHARD) * QUESTIONS_A_SHARD;
  try {
    return (await packed(`questions/${legislature}-${first}.json.gz`))[id] ?? null;
  } catch {
    return null;
  }
}

/** The titles of other questions, by identifier; those that are not held are left out. */
async function titlesFor(ids, summary) {
  const blocks = [...new Set(ids.map(blockOf))].filter((name) => summary.titles.some(([known]) => known === name));
  const rows = (await Promise.all(blocks.map(titlesOf))).flat();
  return new Map(rows.filter(({ id }) => ids.includes(id)).map((row) => [row.id, row]));
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function keep(values) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...values }));
  } catch {
    // a browser that keeps nothing begins anew on each page
  }
}

/** The texts of a question in one language, with their marks and parts. */
function textsIn(facts, lang) {
  const marks = (part) => ({
    mentions: facts.mentions
      .filter(([name, its]) => name === lang && its === part)
      .map(([, , start, end, kind, value, unit, entity, articles]) => ({ start, end, kind, value, unit, entity, articles })),
    repairs: facts.repairs
      .filter(([name, its]) => name === lang && its === part)
      .map(([, , start, end, before, after, rule, certainty]) => ({ start, end, before, after, rule, certainty })),
  });
  const marked = (part) => {
    const text = facts.texts?.[lang]?.[part];
    const { mentions, repairs } = marks(part);
    return text ? new Marked(text, mentions, repairs) : null;
  };
  return {
    question: marked("question"),
    answer: marked("answer"),
    cut: facts.cut.filter(([name]) => name === lang).map(([, part]) => part),
    parts: facts.parts
      .filter(([name]) => name === lang)
      .map(([, part, label, answers, kind, answered, numbering, start, end]) => ({ part, label, answers: answers ?? [], kind, answered, numbering, start, end })),
  };
}

function head(id, facts) {
  const { text, lang } = inLanguage(facts.title, facts.original_language);
  const other = lang === "nl" ? "fr" : "nl";
  document.title = `${id} · ${text ?? ""} · ${say("site.name")}`;
  return element(
    "header",
    { class: "question-head" },
    element("p", { class: "eyebrow" }, say("question.number", { id }), " ", badge(facts.status)),
    element("h1", { lang }, text ?? id),
    facts.title[other] && facts.title[other] !== text && element("p", { class: "other-title", lang: other }, facts.title[other]),
  );
}

function fact(key, ...said) {
  return element("div", {}, element("dt", {}, say(key)), element("dd", {}, ...said));
}

function factsBox(facts, lastDay) {
  const to = inLanguage(facts.addressee, facts.original_language);
  const author = facts.author ? element("a", { href: `questions.html?q=${encodeURIComponent(facts.author)}` }, facts.author) : "–";
  const taken = facts.response_days === null ? null : say("question.days", { count: figure(facts.response_days) });
  return element(
    "dl",
    { class: "facts" },
    fact("question.author", author, facts.party && ` (${facts.party})`),
    fact("question.addressee", element("span", { lang: to.lang }, to.text ?? "–"), facts.minister && ` (${facts.minister})`),
    fact("question.asked_on", day(facts.asked_on), facts.original_language && ` · ${say("question.asked_in", { language: say(`language.${facts.original_language}`) })}`),
    fact("question.answered_on", day(facts.answered_on), taken && ` · ${taken}`),
    fact("question.deadline", facts.deadline_on ? day(facts.deadline_on) : say("question.no_deadline"), lateness(facts, lastDay)),
  );
}

function daysBetween(first, last) {
  return Math.round((new Date(last) - new Date(first)) / 86400000);
}

/** How late the answer came, or is on the last day that the release tells of, whatever the day is here. */
function lateness({ deadline_on: deadline, answered_on: answered, status }, lastDay) {
  const until = answered ?? (status === "open" ? lastDay : null);
  if (!deadline || !until) return null;
  const days = daysBetween(deadline, until);
  const isLate = days > 0;
  const key = answered ? (isLate ? "question.late" : "question.in_time") : isLate ? "question.late_on" : "question.to_go";
  const words = ` · ${say(key, { count: figure(Math.abs(days)), day: day(until) })}`;
  return isLate ? element("b", { class: "late" }, words) : words;
}

function numbered(part) {
  const inferred = part.numbering === "inferred" && { class: "label inferred", title: say("beside.inferred") };
  return part.label && element("span", inferred || { class: "label" }, part.label);
}

function asked(row, texts) {
  return row.asked.map((part) => element("div", { class: "part" }, numbered(part), element("div", { class: "words" }, texts.question.paragraphs(part.start, part.end))));
}

/** What stands behind a text whose end no page shows. */
function copyEnds(texts, part) {
  return texts.cut.includes(part) && element("p", { class: "none", lang: language }, say("question.cut"));
}

function noAnswer(row, texts) {
  if (!texts.answer) return row.kind === "pair" ? element("p", { class: "none", lang: language }, say("beside.none_yet")) : null;
  if (row.kind !== "pair") return null;
  return element("p", { class: "none", lang: language }, say(row.asked.every((part) => part.answered) ? "beside.below" : "beside.none"));
}

function given(row, texts) {
  const parts = row.given.map((part) =>
    element(
      "div",
      { class: "part" },
      numbered(part),
      element(
        "div",
        { class: "words" },
        part.kind && part.kind !== "substance" && element("p", { lang: language }, element("span", { class: `badge kind-${part.kind}` }, say(`answer_kind.${part.kind}`))),
        texts.answer.paragraphs(part.start, part.end),
      ),
    ),
  );
  if (!parts.length) return noAnswer(row, texts);
  return row.repeated ? element("details", {}, element("summary", { lang: language }, say("beside.repeated")), parts) : parts;
}

function beside(texts, lang) {
  const rows = rowsBeside(texts.question, texts.answer, texts.parts);
  return element(
    "div",
    { class: "beside", lang },
    element("div", { class: "beside-head", lang: language }, element("h3", {}, say("part.question")), element("h3", {}, say("part.answer"))),
    rows.map((row) =>
      element("div", { class: `beside-row ${row.kind}` }, element("div", { class: "asked text" }, asked(row, texts)), element("div", { class: "given text" }, given(row, texts))),
    ),
    texts.cut.length > 0 &&
      element("div", { class: "beside-row" }, element("div", { class: "asked text" }, copyEnds(texts, "question")), element("div", { class: "given text" }, copyEnds(texts, "answer"))),
  );
}

function wholeTexts(texts, lang) {
  return element(
    "div",
    { class: "whole-texts", lang },
    ["question", "answer"].map((part) =>
      element(
        "section",
        { class: "text" },
        element("h3", { lang: language }, say(`part.${part}`)),
        texts[part] ? texts[part].paragraphs() : element("p", { class: "none", lang: language }, say("beside.none_yet")),
        copyEnds(texts, part),
      ),
    ),
  );
}

function legend(texts, hidden, change) {
  const all = [texts.question, texts.answer].filter(Boolean);
  const counts = new Map();
  for (const { kind } of all.flatMap(({ mentions }) => mentions)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const repairs = all.flatMap((text) => text.repairs).length;
  const box = (kind, name, count, family) =>
    element(
      "label",
      {},
      element("input", { type: "checkbox", value: kind, checked: !hidden.has(kind) }),
      element("span", { class: kind === "repair" ? "repair" : `mention ${family}` }, name),
      ` ${figure(count)}`,
    );
  const boxes = Object.keys(FAMILIES).filter((kind) => counts.has(kind)).map((kind) => box(kind, say(`kind.${kind}`), counts.get(kind), FAMILIES[kind]));
  if (repairs) boxes.push(box("repair", say("repair.repaired"), repairs));
  if (!boxes.length) return null;
  const made = element("fieldset", { class: "legend" }, element("legend", {}, say("question.marks")), boxes);
  made.addEventListener("change", (event) => change(event.target.value, event.target.checked));
  return made;
}

function choice(name, key, values, chosen, change) {
  const made = element(
    "fieldset",
    { class: "choice" },
    element("legend", {}, say(key)),
    values.map(([value, words]) =>
      element("label", {}, element("input", { type: "radio", name, value, checked: value === chosen }), element("span", {}, words)),
    ),
  );
  made.addEventListener("change", (event) => change(event.target.value));
  return made;
}

/** The texts, with switches for language and form; chosen again, they are shown again. */
function readingPlace(facts) {
  const there = ["nl", "fr"].filter((lang) => facts.texts?.[lang]?.question || facts.texts?.[lang]?.answer);
  if (!there.length) return element("p", { class: "notice" }, say("question.no_texts"));
  const wished = [language, kept().language, facts.original_language].find((lang) => there.includes(lang));
  const state = { lang: wished ?? there[0], form: kept().form ?? "beside", hidden: new Set() };
  const place = element("div", { class: "reading" });
  const controls = element("div", { class: "controls" });
  const legendPlace = element("div");
  const toggle = (kind, isShown) => {
    state.hidden[isShown ? "delete" : "add"](kind);
    place.dataset.hidden = [...state.hidden].join(" ");
    for (const mark of place.querySelectorAll(kind === "repair" ? ".repair" : `.mention[data-kind="${kind}"]`)) {
      mark.classList.toggle("off", !isShown);
    }
  };
  const show = () => {
    const texts = textsIn(facts, state.lang);
    place.replaceChildren(state.form === "beside" ? beside(texts, state.lang) : wholeTexts(texts, state.lang));
    legendPlace.replaceChildren(legend(texts, state.hidden, toggle) ?? "");
    for (const kind of state.hidden) toggle(kind, false);
    letMarksSpeak(place, ".text");
  };
  const change = (name) => (value) => {
    state[name] = value;
    keep({ [name === "lang" ? "language" : name]: value });
    show();
  };
  controls.append(
    choice("lang", "question.text_language", there.map((lang) => [lang, say(`language.${lang}`)]), state.lang, change("lang")),
    choice("form", "question.form", ["beside", "whole"].map((form) => [form, say(`form.${form}`)]), state.form, change("form")),
    legendPlace,
  );
  show();
  return element("section", { class: "texts" }, element("h2", {}, say("question.texts")), controls, place);
}

function section(key, ...children) {
  return element("section", {}, element("h2", {}, say(key)), ...children);
}

function chronology(facts) {
  if (!facts.events.length) return null;
  const items = facts.events.map(([on, event, deadline]) =>
    element("li", { class: event }, element("time", { datetime: on }, day(on)), " ", say(`event.${event}`), deadline && element("span", { class: "hint" }, ` · ${say("question.until", { day: day(deadline) })}`)),
  );
  return section("question.chronology", element("ol", { class: "chronology" }, items));
}

function keywords(facts) {
  const lists = ["nl", "fr"].filter((lang) => facts.keywords?.[lang]?.length);
  if (!lists.length) return null;
  return section("question.keywords", lists.map((lang) => element("ul", { class: "keywords", lang }, facts.keywords[lang].map((word) => element("li", {}, word)))));
}

function otherQuestion(id, titles) {
  const found = titles.get(id);
  if (!found) return id;
  const { text, lang } = inLanguage(found.title, found.original);
  return element("a", { href: questionAddress(id) }, id, text && " ", text && element("span", { lang }, text));
}

function group(facts, titles) {
  if (!facts.group.length) return null;
  const items = facts.group.map((id) => {
    const found = titles.get(id);
    const to = found ? inLanguage(found.addressee, found.original) : { text: null };
    const taken = found && found.days !== null && say("question.days", { count: figure(found.days) });
    return element(
      "li",
      {},
      element("a", { href: questionAddress(id) }, id),
      to.text && element("span", { lang: to.lang }, ` ${to.text}`),
      found && element("span", {}, " ", badge(found.status), taken && ` ${taken}`),
    );
  });
  return section("question.group", element("p", { class: "hint" }, say("question.group_lead")), element("ul", { class: "plain" }, items));
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
        .map(([, kind, id]) => element("span", {}, kind === "written_question" ? otherQuestion(id, titles) : `${say(`target.${kind}`)} ${id}`)),
    ),
  ]);
  return section("question.links", element("dl", { class: "links" }, items));
}

function sources(facts) {
  const own = ["nl", "fr"].filter((lang) => facts.address[lang]).map((lang) => [facts.address[lang], "main", lang]);
  const others = facts.pages.filter(([url]) => !own.some(([known]) => known === url));
  const items = [...own, ...others].map(([url, variant, lang]) => {
    const words = [say(`variant.${variant ?? "main"}`), lang && say(`language.${lang}`)].filter(Boolean).join(", ");
    return element("li", {}, outside(url, words));
  });
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
      element("ul", { class: "plain issues", lang: "en" }, facts.issues.map(([kind, detail]) => element("li", {}, element("code", {}, kind), ` ${detail}`))),
    ),
  );
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
  const facts = page && (await factsOf(page, summary));
  if (!facts) {
    document.title = `${say("question.unknown")} · ${say("site.name")}`;
    place.replaceChildren(element("h1", {}, say("question.unknown")), element("p", {}, page ? say("question.not_held", { id: page.id }) : say("question.no_id")));
    return;
  }
  const others = facts.links.filter(([, kind]) => kind === "written_question").map(([, , id]) => id);
  const beforeAndBehind = [page.number - 1, page.number + 1].map((number) => `${page.legislature}-${number}`);
  const titles = await titlesFor([...facts.group, ...others, ...beforeAndBehind], summary);
  place.replaceChildren(
    ...[
      head(page.id, facts),
      factsBox(facts, summary.last_day),
      facts.provisional_answer && element("p", { class: "notice" }, say("question.provisional")),
      readingPlace(facts),
      element("div", { class: "columns" }, [chronology(facts), group(facts, titles), links(facts, titles), keywords(facts), sources(facts), doubts(facts)].filter(Boolean)),
      around(page, titles),
    ].filter(Boolean),
  );
});

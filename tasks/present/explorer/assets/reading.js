// The texts of a question: each sub-question beside its answer, or whole; with marks that one switch shows.

import { element, figure, language, say, withdrawn } from "./common.js";
import { rowsBeside } from "./beside.js";
import { FAMILIES, Marked, letMarksSpeak } from "./marks.js";

const KEPT = "senate-questions-texts";

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

/** The texts of a question in one language, with their parts, and marks of the kinds that are shown. */
function textsIn(facts, lang, shown) {
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
    return text ? new Marked(text, mentions, repairs, shown) : null;
  };
  return {
    question: marked("question"),
    answer: marked("answer"),
    none: noText(facts, lang),
    withdrawn: facts.withdrawn.filter(([name]) => name === lang),
    cut: facts.cut.filter(([name]) => name === lang).map(([, part]) => part),
    parts: facts.parts
      .filter(([name]) => name === lang)
      .map(([, part, label, answers, kind, answered, numbering, start, end]) => ({ part, label, answers: answers ?? [], kind, answered, numbering, start, end })),
  };
}

/** What is said in place of an answer: that there is one, though not as a text of its own in this language, or none at hand. */
function noText({ texts, status }, lang) {
  if (texts?.[lang === "nl" ? "fr" : "nl"]?.answer) return "beside.other_language";
  return status === "answered" ? "beside.no_text" : "beside.none_yet";
}

/** A sentence in place of words that are not there. */
function note(key) {
  return element("p", { class: "none", lang: language }, say(key));
}

function numbered(part) {
  const inferred = part.numbering === "inferred" && { class: "label inferred", title: say("beside.inferred") };
  return part.label && element("span", inferred || { class: "label" }, part.label);
}

function asked(row, texts) {
  if (!texts.question) return note("beside.no_question");
  return row.asked.map((part) => element("div", { class: "part" }, numbered(part), element("div", { class: "words" }, texts.question.paragraphs(part.start, part.end))));
}

/** What stands behind a text whose end no page shows. */
function copyEnds(texts, part) {
  return texts.cut.includes(part) && note("question.cut");
}

function noAnswer(row, texts) {
  if (!texts.answer) return ["pair", "whole"].includes(row.kind) ? note(texts.none) : null;
  if (row.kind !== "pair") return null;
  if (row.asked.some((part) => part.answered === null)) return note("question.cut");
  return note(row.asked.every((part) => part.answered) ? "beside.below" : "beside.none");
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
        texts[part] ? texts[part].paragraphs() : note(part === "answer" ? texts.none : "beside.no_question"),
        copyEnds(texts, part),
      ),
    ),
  );
}

/** A switch for all marks, and behind it one for each kind of what is named in the texts. */
function legend(texts, state, change) {
  const counts = new Map();
  for (const { kind } of [texts.question, texts.answer].flatMap((text) => text?.mentions ?? [])) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = Object.keys(FAMILIES).filter((kind) => counts.has(kind));
  if (!kinds.length) return null;
  const box = (kind) =>
    element(
      "label",
      {},
      element("input", { type: "checkbox", value: kind, checked: !state.hidden.has(kind) }),
      element("span", { class: `mention ${FAMILIES[kind]}` }, say(`kind.${kind}`)),
      ` ${figure(counts.get(kind))}`,
    );
  const boxes = element("fieldset", { class: "legend", hidden: !state.marks }, element("legend", { class: "unseen" }, say("question.marks")), kinds.map(box));
  const all = element("label", { class: "switch" }, element("input", { type: "checkbox", name: "marks", checked: state.marks }), ` ${say("question.marks")}`);
  all.addEventListener("change", (event) => {
    boxes.hidden = !event.target.checked;
    change("marks", event.target.checked);
  });
  boxes.addEventListener("change", ({ target }) => {
    state.hidden[target.checked ? "delete" : "add"](target.value);
    change("marks", true);
  });
  return element("div", { class: "marks" }, all, boxes);
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

/** What an answer is when it has no substance: an announcement, a reference, a refusal; null for any other. */
export function withoutSubstance({ answer_kinds: kinds }) {
  if (!kinds?.length || kinds.includes("substance")) return null;
  return ["no_text", "deposited", "no_data", "not_competent", "referral", "placeholder"].find((kind) => kinds.includes(kind)) ?? null;
}

/** The texts, with switches for language, form and marks; chosen again, they are shown again. */
export function readingPlace(facts) {
  const there = ["nl", "fr"].filter((lang) => facts.texts?.[lang]?.question || facts.texts?.[lang]?.answer);
  if (!there.length) return element("p", { class: "notice" }, say("question.no_texts"));
  const wished = [language, kept().language, facts.original_language].find((lang) => there.includes(lang));
  const state = { lang: wished ?? there[0], form: kept().form ?? "beside", marks: kept().marks === true, hidden: new Set() };
  const place = element("div", { class: "reading" });
  const legendPlace = element("div", { class: "legend-place" });
  const show = () => {
    const texts = textsIn(facts, state.lang, (kind) => state.marks && !state.hidden.has(kind));
    const gone = texts.withdrawn.map(([, part, since]) => element("p", { class: "notice" }, say(`part.${part}`), withdrawn(since)));
    place.replaceChildren(...gone, state.form === "beside" ? beside(texts, state.lang) : wholeTexts(texts, state.lang));
    letMarksSpeak(place, ".text");
    return texts;
  };
  const change = (name, value) => {
    state[name] = value;
    keep({ [name === "lang" ? "language" : name]: value });
    const texts = show();
    if (name !== "marks") legendPlace.replaceChildren(legend(texts, state, change) ?? "");
  };
  const controls = element(
    "div",
    { class: "controls" },
    choice("lang", "question.text_language", there.map((lang) => [lang, say(`language.${lang}`)]), state.lang, (value) => change("lang", value)),
    choice("form", "question.form", ["beside", "whole"].map((form) => [form, say(`form.${form}`)]), state.form, (value) => change("form", value)),
    legendPlace,
  );
  legendPlace.replaceChildren(legend(show(), state, change) ?? "");
  const kind = withoutSubstance(facts);
  return element(
    "section",
    { class: "texts" },
    element("h2", {}, say("question.texts")),
    kind && element("p", { class: "notice" }, say(`answer_is.${kind}`)),
    controls,
    place,
  );
}

// The first page: how new the release is, counts, search, charts, and what is newest.

import { age, begin, complain, day, element, figure, inLanguage, language, moment, questionAddress, refill, say } from "./common.js";
import { drawCharts } from "./charts.js";
import { addressed, allTitles, countOf, listed, search, walkWithArrows, wordsOf } from "./titles.js";

const MOST_FOUND = 8;

function showFigures({ figures, created, fetched_at: fetchedAt }) {
  const fresh = [say("start.built", { age: age(created), moment: moment(created) })];
  if (fetchedAt) fresh.push(say("start.fetched", { moment: moment(fetchedAt) }));
  document.getElementById("fresh").textContent = fresh.join(" ");
  const shown = [
    ["figure.questions", figure(figures.questions)],
    ["figure.answered", figures.questions ? `${figure(Math.round((100 * figures.answered) / figures.questions))} %` : "–"],
    ["figure.open", figure(figures.open)],
    ["figure.late", figure(figures.late)],
    ["figure.median_days", figure(figures.median_days)],
    ["figure.members", figure(figures.members)],
  ];
  document.getElementById("figures").append(
    ...shown.map(([key, value]) => element("div", {}, element("dt", {}, say(key)), element("dd", {}, value))),
  );
}

/** What a list says of a question: how long it waits, or how many ministers got it; else the day. */
function told({ what, count, answered, day: on }) {
  if (what === "late") return element("strong", { class: "late" }, say("start.days_late", { count: figure(count) }));
  if (what === "waiting") return element("strong", {}, say("start.days_waiting", { count: figure(count) }));
  if (what === "group") return say("start.asked_and_answered", { count: figure(count), answered: figure(answered) });
  return day(on, "medium");
}

function newest(found) {
  const { text, lang } = inLanguage({ nl: found.title_nl, fr: found.title_fr }, found.original_language);
  const to = { minister: found.minister, addressee: { nl: found.addressee_nl, fr: found.addressee_fr }, original: found.original_language };
  const who = [found.author, found.party && `(${found.party})`].filter(Boolean).join(" ");
  return element(
    "li",
    {},
    element("a", { href: questionAddress(found.question_id), lang }, text ?? found.question_id),
    element("p", {}, told(found), who && ` · ${who}`, addressed(to)),
  );
}

function showNewest(summary) {
  for (const what of ["late", "waiting", "answer", "question", "group"]) {
    const found = summary.newest.filter((one) => one.what === what);
    document.getElementById(what).append(...(found.length ? found.map(newest) : [element("li", { class: "hint" }, say("quality.nothing"))]));
  }
}

function letSearch(summary) {
  const field = document.getElementById("words");
  const place = document.getElementById("found");
  let questions = null;
  let whole = false;
  const show = () => {
    const words = wordsOf(field.value);
    if (!words.length) return place.replaceChildren();
    const found = search(questions, field.value);
    const all = `questions.html?q=${encodeURIComponent(field.value)}`;
    refill(
      place,
      element("p", { class: "count" }, whole ? countOf(found, field.value) : say("loading")),
      element("ol", { class: "listed" }, found.slice(0, MOST_FOUND).map((one) => listed(one, words))),
      found.length > MOST_FOUND ? element("p", {}, element("a", { href: all }, say("search.all", { count: figure(found.length) }))) : "",
    );
  };
  const load = () => {
    if (questions) return;
    questions = [];
    allTitles(summary, (found, isAll) => {
      questions = found;
      whole = isAll;
      show();
    }).catch(complain);
  };
  field.addEventListener("focus", load);
  field.addEventListener("input", () => {
    load();
    show();
  });
  walkWithArrows(field, place);
}

await begin(async (summary) => {
  showFigures(summary);
  showNewest(summary);
  letSearch(summary);
  await drawCharts(({ page }) => page === "index", document.getElementById("charts"), language);
});

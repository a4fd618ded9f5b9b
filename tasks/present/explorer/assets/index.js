// The first page: how new the release is, counts, search, charts, and what is newest.

import { answered, begin, calm, complain, countOfEach, day, element, figure, houseOf, houseShown, housed, inLanguage, language, listAddress, moment, offerHouses, questionAddress, refill, say } from "./common.js";
import { drawCharts } from "./charts.js";
import { questions } from "./columns.js";
import { find } from "./finder.js";
import { addressed, asker, countOf, listed, outcomes, titlesOf, walkWithArrows, withNear } from "./titles.js";

const MOST_FOUND = 8;

function showFigures(summary) {
  const { last_day: lastDay, code: house, ...figures } = houseShown() ?? { ...summary, ...summary.figures };
  offerHouses(document.getElementById("fresh"));
  document.getElementById("fresh").replaceChildren(element("b", {}, say("start.data_to", { day: day(lastDay) })), ` ${say("start.built", { moment: moment(summary.created) })}`);
  const linked = (words, filters) => element("a", { href: listAddress({ house, ...filters }) }, words);
  const shown = [
    ["figure.questions", linked(figure(figures.questions), {})],
    ["figure.answered", ...answered(figures)],
    ...["announced", "open", "late", "requalified", "unknown"].filter((status) => figures[status]).map((status) => [`figure.${status}`, linked(figure(figures[status]), { status })]),
    ["figure.median_days", figure(figures.median_days)],
    ["figure.members", figure(figures.members)],
  ];
  document.getElementById("figures").append(
    ...shown.map(([key, value, basis]) => element("div", {}, element("dt", {}, say(key), basis), element("dd", {}, value))),
  );
}

/** What a list says of a question: how long it had waited when last seen, or how many ministers got it; else the day. */
function waitOf(found) {
  const { what, day: on } = found;
  const values = { count: figure(found.count), day: day(on, "medium") };
  if (what === "late") return element("strong", { class: "late" }, say("start.days_late", values));
  if (what === "waiting") return element("strong", {}, say("start.days_waiting", values));
  if (what === "group") return say("start.asked_and_answered", { ...values, outcomes: outcomes(found) });
  return values.day;
}

function newest(found) {
  const { text, lang } = inLanguage({ nl: found.title_nl, fr: found.title_fr }, found.original_language);
  const who = asker(found);
  const to = addressed({ ...found, addressee: { nl: found.addressee_nl, fr: found.addressee_fr } });
  const href = found.what === "group" ? `group.html?id=${encodeURIComponent(found.question_id)}` : questionAddress(found.question_id);
  return element(
    "li",
    {},
    element("a", { href, lang }, text ?? found.question_id),
    element("p", {}, who, to, (who.length || found.office_id) && " · ", waitOf(found), houseOf(found.question_id) && ` · ${housed(found.question_id)}`),
  );
}

function showNewest(summary) {
  for (const what of ["late", "waiting", "answer", "question", "group"]) {
    const found = summary.newest.filter((one) => one.what === what && houseOf(one.question_id) === houseShown());
    document.getElementById(what).append(...found.map(newest));
    document.getElementById(what).parentElement.hidden = !found.length;
  }
}

function letSearch() {
  const field = document.getElementById("words");
  const place = document.getElementById("found");
  const listOf = (words) => listAddress({ q: words });
  let asked = 0;
  const show = async () => {
    asked += 1;
    const now = asked;
    const found = await find(field.value);
    const { places, terms } = found;
    const { ids } = await questions();
    const all = (places ?? []).map((at) => ids[at]);
    const best = places ? await titlesOf(all.slice(0, MOST_FOUND)) : [];
    if (now !== asked) return;
    calm();
    if (!places) place.replaceChildren();
    else {
      refill(
        place,
        element("p", { class: "count" }, countOf(all, found, (word, other) => listOf(withNear(field.value, word, other)))),
        element("ol", { class: "listed" }, best.map((one) => listed(one, terms))),
        places.length > MOST_FOUND ? element("p", {}, element("a", { href: listOf(field.value) }, say("search.all", { count: countOfEach(all) }))) : "",
      );
    }
  };
  field.addEventListener("input", () => show().catch(complain));
  if (field.value) show().catch(complain);
  walkWithArrows(field, place);
}

await begin(async (summary) => {
  showFigures(summary);
  showNewest(summary);
  letSearch();
  await drawCharts(({ page }) => page === "index", document.getElementById("charts"), language);
});

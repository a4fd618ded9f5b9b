// What is missing, what is doubtful, and which checks held.

import { begin, element, figure, houseOf, housed, houses, json, language, offerHouses, place, say, table } from "./common.js";
import { drawCharts } from "./charts.js";

function show(name, heads, rows) {
  const title = say(`quality.${name}`);
  place(name).append(rows.length ? table(title, heads.map((head) => say(`column.${head}`)), rows) : element("p", { class: "hint" }, say("quality.nothing")));
}

await begin(async () => {
  const found = await json("data/quality.json");
  place("figures").append(
    ...["pages", "quarantined", "unknown_labels"].map((key) =>
      element("div", {}, element("dt", {}, say(`figure.${key}`)), element("dd", {}, figure(found.figures[key]))),
    ),
  );
  const legislature = (number) => housed(houses.length ? say("quality.term", { number, term: number - houseOf(number).ahead }) : String(number), number);
  const ofHouse = ({ house }) => (houses.length ? [house && say(`house.${house}`)] : []);
  const numbers = ["questions", "expected", "missing", "refused", "not_fetched"];
  show("legislatures", ["legislature", ...numbers], found.legislatures.map((row) => [legislature(row.legislature), ...numbers.map((name) => (name === "expected" ? row[name] || null : row[name]))]));
  place("known-section").hidden = !found.known.some((row) => row.questions);
  const percent = (share) => (share === null ? null : `${figure(Math.round(1000 * share) / 10)} %`);
  show(
    "known",
    ["known_about", "bureau_questions", "questions", "bureau_unanswered", "unanswered", "bureau_share", "share", "requalified", "unknown"],
    found.known.map((row) => [row.minister || say("quality.known_all"), row.bureau_questions, row.questions, row.bureau_unanswered, row.unanswered, percent(row.bureau_share), percent(row.share), row.requalified, row.unknown]),
  );
  show(
    "gaps",
    ["legislature", "numbers", "how_many", "gap_kind", "reason"],
    found.gaps.map((row) => [
      legislature(row.legislature),
      row.first_number === row.last_number ? String(row.first_number) : `${row.first_number}–${row.last_number}`,
      row.numbers,
      say(`gap_kind.${row.kind}`),
      element("span", { lang: "en" }, row.reason),
    ]),
  );
  show(
    "issues",
    ["issue_kind", ...(houses.length ? ["house"] : []), "issues", "questions", "pages"],
    found.issues.map((row) => [element("span", { title: row.kind }, row.meaning[language]), ...ofHouse(row), row.issues, row.questions, row.pages]),
  );
  show("quarantined", ["page", "reason"], found.quarantined.map((row) => [row.origin, element("span", { lang: "en" }, row.reason)]));
  show("unread", ["page", "letters", "words"], found.unread.map((row) => [row.page, row.letters, element("span", { lang: "en" }, row.detail)]));
  place("checks-count").textContent = say("quality.checks_count", { count: figure(found.checks.length) });
  place("checks").append(...found.checks.map((check) => element("li", {}, element("code", {}, check.name), ` ${check.demand}`)));
  offerHouses(place("charts"));
  await drawCharts(({ page }) => page === "quality", place("charts"), language);
});

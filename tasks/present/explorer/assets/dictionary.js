// Every table and column, with a filter.

import { begin, element, figure, json, language, say, table } from "./common.js";
import { fold } from "./letters.js";

// What stands between backticks is a name.
function worded(text) {
  return text.split("`").map((piece, at) => (at % 2 ? element("code", {}, piece) : piece));
}

function described(column) {
  const codes = column.codes.length ? element("span", { class: "codes" }, " ", column.codes.flatMap((code) => [element("code", {}, code), " "])) : "";
  return [
    element("code", {}, column.name),
    element("span", {}, worded(column.description), codes),
    column.type,
    column.required ? say("yes") : say("no"),
  ];
}

function section(one, heads, rows, ...facts) {
  return element(
    "section",
    { id: one.name, class: "table" },
    element("h3", {}, one.name),
    element("p", {}, worded(one.description)),
    ...facts,
    element("div", { class: "scroll", tabindex: "0" }, table(one.name, heads.map((name) => say(`column.${name}`)), rows)),
  );
}

function shownTable(one) {
  const references = one.references.map(([columns, target, columnsThere]) =>
    element("li", {}, `${columns.join(", ")} → `, element("a", { href: `#${target}` }, target), ` (${columnsThere.join(", ")})`),
  );
  return section(
    one,
    ["column", "description", "type", "required"],
    one.columns.map(described),
    one.key.length ? element("p", { class: "hint" }, say("dictionary.key"), " ", element("code", {}, one.key.join(", "))) : "",
    references.length ? element("ul", { class: "plain hint" }, references) : "",
  );
}

function shownView(one) {
  const rows = one.columns.map(({ name, description }) => [element("code", {}, name), element("span", {}, worded(description))]);
  return section(one, ["column", "description"], rows);
}

function fill(place, names, all, shown) {
  const sections = all.map((one) => ({ one, made: shown(one) }));
  document.getElementById(place).append(...sections.map(({ made }) => made));
  document.getElementById(names).append(...all.map(({ name }) => element("a", { href: `#${name}` }, name)));
  return sections;
}

// Hide the rows without a word, and the sections without a row; how many of both are left.
function keep(sections, word) {
  let columns = 0;
  for (const { one, made } of sections) {
    const rows = [...made.querySelectorAll("tbody tr")];
    const inHead = fold(`${one.name} ${one.description}`).includes(word);
    for (const row of rows) row.hidden = !inHead && !fold(row.textContent).includes(word);
    const left = rows.filter((row) => !row.hidden).length;
    made.hidden = !left;
    columns += left;
  }
  return [sections.filter(({ made }) => !made.hidden).length, columns];
}

await begin(async () => {
  const { tables, views } = await json(`data/dictionary.${language}.json`);
  const ofTables = fill("tables", "names", tables, shownTable);
  const ofViews = fill("views", "view-names", views, shownView);
  const field = document.getElementById("words");
  const filter = () => {
    const word = fold(field.value.trim());
    const [tablesLeft, columns] = keep(ofTables, word);
    const [viewsLeft, columnsOfViews] = keep(ofViews, word);
    const left = { tables: figure(tablesLeft), views: figure(viewsLeft), columns: figure(columns + columnsOfViews) };
    document.getElementById("count").textContent = say("dictionary.count", left);
  };
  field.addEventListener("input", filter);
  filter();
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
});

// Every table and column, with a filter.

import { begin, element, figure, json, say, table } from "./common.js";
import { fold } from "./titles.js";

function described(column) {
  const codes = column.codes.length ? element("span", { class: "codes" }, " ", column.codes.flatMap((code) => [element("code", {}, code), " "])) : "";
  return [
    element("code", {}, column.name),
    column.type,
    column.required ? say("yes") : say("no"),
    element("span", { lang: "en" }, column.description, codes),
  ];
}

function shown(one) {
  const heads = ["column", "type", "required", "description"].map((name) => say(`column.${name}`));
  const references = one.references.map(([columns, target, columnsThere]) =>
    element("li", {}, `${columns.join(", ")} → `, element("a", { href: `#${target}` }, target), ` (${columnsThere.join(", ")})`),
  );
  return element(
    "section",
    { id: one.name, class: "table" },
    element("h3", {}, one.name),
    element("p", { lang: "en" }, one.description),
    one.key.length ? element("p", { class: "hint" }, say("dictionary.key"), " ", element("code", {}, one.key.join(", "))) : "",
    references.length ? element("ul", { class: "plain hint" }, references) : "",
    element("div", { class: "scroll", tabindex: "0" }, table(one.name, heads, one.columns.map(described))),
  );
}

await begin(async () => {
  const { tables, views } = await json("data/dictionary.json");
  const sections = tables.map((one) => ({ one, made: shown(one) }));
  document.getElementById("tables").append(...sections.map(({ made }) => made));
  document.getElementById("names").append(...tables.map(({ name }) => element("a", { href: `#${name}` }, name)));
  document.getElementById("views").append(
    ...views.flatMap(({ name, description }) => [element("dt", { id: name }, element("code", {}, name)), element("dd", {}, description)]),
  );
  const field = document.getElementById("words");
  const filter = () => {
    const word = fold(field.value.trim());
    let columns = 0;
    for (const { one, made } of sections) {
      const rows = [...made.querySelectorAll("tbody tr")];
      const inHead = fold(`${one.name} ${one.description}`).includes(word);
      for (const row of rows) row.hidden = !inHead && !fold(row.textContent).includes(word);
      const left = rows.filter((row) => !row.hidden).length;
      made.hidden = !left;
      columns += left;
    }
    const left = sections.filter(({ made }) => !made.hidden).length;
    document.getElementById("count").textContent = say("dictionary.count", { tables: figure(left), columns: figure(columns) });
  };
  field.addEventListener("input", filter);
  filter();
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
});

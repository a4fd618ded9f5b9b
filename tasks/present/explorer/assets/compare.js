// Parties, ministers, members or topics beside each other: their questions by year, on one chart from 0.

import { showCharts } from "./charts.js";
import { citation } from "./cite.js";
import { column, questions } from "./columns.js";
import { begin, calm, complain, element, figure, houseShown, houses, json, language, listAddress, offerHouses, place, say, showAddress } from "./common.js";
import { counted, ranked, wordsOf } from "./facets.js";
import { FILTERS, chosen } from "./filters.js";
import { find } from "./finder.js";

const KINDS = ["party", "minister", "member", "topic"];
/** A line above another that is seen through its gaps. */
const DASHED = [5, 5];
const FIRST = 4;

/** What the address asks for: the kind, who of it, the words, and filters. */
function asked() {
  const { by = "party", q = "", ...others } = Object.fromEntries(new URLSearchParams(location.search));
  const filters = Object.fromEntries(Object.entries(others).filter(([name]) => name in FILTERS && !(name === "house" && houses.length)));
  if (houses.length && by !== "house") filters.house = houseShown().code;
  return { by: KINDS.includes(by) ? by : KINDS[0], q, filters, of: new URLSearchParams(location.search).getAll("of") };
}

function addressOf({ by, q, filters, of }) {
  const there = new URLSearchParams(location.search);
  const kept = Object.entries({ by, q, ...filters, lang: there.get("lang"), release: there.get("release") }).filter(([, value]) => value);
  return new URLSearchParams([...kept, ...of.map((one) => ["of", one])]);
}

/** The query behind a comparison; none where words are sought, which SQL does not do as this search does. */
function query({ by, q, filters, of }) {
  const { house, ...others } = filters;
  if (q || Object.keys(others).length) return null;
  const column = ["topic", "house"].includes(by) ? by : `${by}_id`;
  const from = by === "topic" ? "v_questions JOIN question_topics USING (question_id)" : "v_questions";
  const values = of.map((one) => `'${one.replaceAll("'", "''")}'`).join(", ");
  return `SELECT year(asked_on) AS year, ${column}, count(*) AS questions\nFROM ${from}\nWHERE ${column} IN (${values})${house ? ` AND house = '${house}'` : ""}\nGROUP BY ALL\nORDER BY ALL`;
}

/** The days of a year that are within those asked for. */
function within(year, { from = "", to = "9999" }) {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return { from: from > first ? from : first, to: to < last ? to : last };
}

/** The numbers of a line: 0 in years without questions; of a minister from the first to the last year of the terms, with gaps between them. */
function drawn({ counts, terms }, all) {
  const [first, last] = terms ? [Math.min, Math.max].map((end) => String(end(...terms))) : [all[0], all.at(-1)];
  const isOff = (year) => terms && !terms.includes(Number(year)) && !counts.has(year);
  return new Map(all.filter((year) => counts.has(year) || (year >= first && year <= last)).map((year) => [year, isOff(year) ? null : counts.get(year) ?? 0]));
}

/** Whether two lines have a stretch above 0 in common, where only the later one is seen. */
function isOverlapping(line, other, years) {
  const isSame = (year) => line.has(year) && line.get(year) === other.get(year);
  return years.some((year, at) => at && isSame(year) && isSame(years[at - 1]) && (line.get(year) || line.get(years[at - 1])));
}

/** A chart of the numbers by name and year, as those of a release are. */
function chartOf(wanted, names, series, limits) {
  const [first, last] = [Math.min, Math.max].map((end) => end(...series.flatMap(({ counts }) => [...counts.keys()])));
  const all = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  const { by, q, filters } = wanted;
  const lines = series.map((one) => drawn(one, all));
  const rows = series.flatMap(({ id }, at) =>
    [...lines[at]].map(([year, questions]) => ({
      year,
      series: names[at],
      series_code: id,
      series_place: at,
      questions,
      href: listAddress({ ...filters, q, [by]: id, ...within(year, filters) }),
    })),
  );
  const spec = structuredClone(looks.compared.spec);
  for (const { encoding } of spec.layer) {
    Object.assign(encoding.x.scale, { domain: all });
    encoding.color.scale = { domain: names };
  }
  const dashes = lines.map((one, at) => (lines.slice(0, at).some((other) => isOverlapping(one, other, all)) ? DASHED : [1, 0]));
  spec.layer[0].encoding.strokeDash = { field: "series", type: "nominal", legend: null, scale: { domain: names, range: dashes } };
  const { parties, colours } = looks.compared;
  const coloured = (scheme, at) => series.map(({ id }, place) => (by === "party" && parties[id]?.[at]) || colours[scheme][place]);
  const sums = series.map(({ counts }, at) => `${names[at]} ${figure([...counts.values()].reduce((sum, count) => sum + count, 0))}`).join(", ");
  const title = q ? say("compare.about", { words: q }) : say("actor.years");
  return {
    id: "compare",
    search: `?${addressOf({ ...wanted, of: series.map(({ id }) => id) })}`,
    title: `${[title, ...limits].join(", ")}${language === "fr" ? " :" : ":"} ${names.join(", ")}`,
    says: say("compare.says", { first: all[0], last: all.at(-1), sums }),
    values: {},
    columns: ["column.year", `filter.${by}`, "column.questions"].map((key) => say(key)),
    rows: rows.map(({ year, series: name, questions }) => [year, name, questions]),
    links: rows.map(({ href }) => href),
    query: query({ ...wanted, of: series.map(({ id }) => id) }),
    spec: { ...spec, datasets: { rows, labels: [] }, usermeta: { ...spec.usermeta, names: names.filter((_, at) => lines[at].size) } },
    colours: { light: coloured("light", 0), dark: coloured("dark", 1) },
  };
}

/** The form: the kind, the words, who is compared (each a link that leaves it out), and who else there is. */
function fillForm(wanted, of, words, counts, limits) {
  place("by").value = wanted.by;
  place("words").value = wanted.q;
  const chip = (said, changes) => element("a", { href: `?${addressOf({ ...wanted, of, ...changes })}`, "aria-label": `${said} – ${say("filter.remove")}` }, `${said} `, element("b", { "aria-hidden": "true" }, "×"));
  const without = (name) => ({ filters: Object.fromEntries(Object.entries(wanted.filters).filter(([other]) => other !== name)) });
  place("chips").replaceChildren(
    ...of.map((id) => chip(words(id), { of: of.filter((one) => one !== id) })),
    ...Object.keys(wanted.filters).flatMap((name, at) => (name === "house" ? [] : [chip(limits[at], without(name))])),
  );
  const others = ranked(counts).filter(([id]) => !of.includes(id)).map(([id, count]) => element("option", { value: id }, `${words(id)} (${figure(count)})`));
  place("more").replaceChildren(element("option", { value: "" }, "…"), ...others);
  for (const name of ["more", "add"]) place(name).disabled = of.length >= looks.compared.colours.light.length;
}

let looks = null;
let shown = [];
let turn = 0;

async function show() {
  turn += 1;
  const now = turn;
  const wanted = asked();
  const { by, q, filters } = wanted;
  const found = await find(q);
  const places = await chosen(found.places, filters);
  const [counts, words, ministers] = await Promise.all([counted(by, places), wordsOf(by), by === "minister" ? column("names") : {}]);
  const terms = new Map(ministers.minister?.map(([id, , , years]) => [id, years]));
  const everybody = await counted(by, [...(await questions()).ids.keys()]);
  const unknown = wanted.of.filter((id) => !everybody.has(id));
  const named = [...new Set(wanted.of)].filter((id) => everybody.has(id));
  const most = ranked(counts);
  const next = most[FIRST]?.[1];
  const ahead = most.slice(0, FIRST).filter(([, number]) => number !== next); // nobody is left out who has as many
  const first = (ahead.length ? ahead : most.slice(0, FIRST)).map(([id]) => id);
  const of = (wanted.of.length ? named : first).slice(0, looks.compared.colours.light.length);
  const limits = await Promise.all(Object.entries(filters).map(async ([name, value]) => `${say(`filter.${name}`)} ${(await wordsOf(name))(value)}`));
  const series = await Promise.all(of.map(async (id) => ({ id, terms: terms.get(id), counts: await counted("year", await chosen(places, { [by]: id })) })));
  if (now !== turn) return;
  shown = of;
  const names = of.map((id, at) => (of.some((other, its) => its < at && words(other) === words(id)) ? `${words(id)} (${id})` : words(id)));
  fillForm(wanted, of, words, counts, limits);
  const isEmpty = series.every((one) => !one.counts.size);
  place("nothing").hidden = !isEmpty && !unknown.length;
  place("nothing").textContent = unknown.length ? say("actor.not_held", { id: unknown.join(", ") }) : say("compare.nothing");
  place("cite").hidden = isEmpty;
  place("charts").replaceChildren();
  offerHouses(by !== "house" && place("charts"));
  if (!isEmpty) {
    const chart = chartOf(wanted, names, series, limits);
    await showCharts([chart], looks, place("charts"));
    if (now === turn) place("cited").replaceChildren(...(await citation(chart.title, chart.search)));
  }
  calm();
}

await begin(async () => {
  if (houses.length) KINDS.push("house");
  looks = await json(`data/charts.${language}.json`);
  place("by").append(...KINDS.map((kind) => element("option", { value: kind }, say(`actor.${kind}`))));
  const go = (changes, isStep = true) => {
    showAddress(addressOf({ ...asked(), ...changes }), isStep);
    show().catch(complain);
  };
  place("by").addEventListener("change", ({ target }) => go({ by: target.value, of: [] }));
  place("words").addEventListener("change", ({ target }) => go({ q: target.value }));
  place("compare").addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = place("more");
    if (value) go({ of: [...shown, value] });
  });
  addEventListener("popstate", () => show().catch(complain));
  await show();
});

// The charts of the first page, drawn by Vega; each with its numbers as a table and the query behind it.

import { day, element, figure, json, say, table } from "./common.js";
import { csv, keepAs } from "./take.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** What a mark stands for, in a box of its own: Vega's own box would need styles inside the page. */
function tooltip(handler, event, item, value) {
  let box = document.getElementById("chart-tooltip");
  if (!box) {
    box = element("div", { id: "chart-tooltip", class: "tooltip", "aria-hidden": "true" });
    document.body.append(box);
  }
  box.hidden = !value;
  if (!value) return;
  const lines = typeof value === "object" ? Object.entries(value) : [["", String(value)]];
  box.replaceChildren(...lines.map(([name, said]) => element("div", {}, name && element("span", {}, `${name} `), element("b", {}, String(said)))));
  const left = Math.min(event.clientX + 14, innerWidth - box.offsetWidth - 8);
  box.style.left = `${Math.max(left, 8)}px`;
  box.style.top = `${Math.min(event.clientY + 14, innerHeight - box.offsetHeight - 8)}px`;
}

/** The sentence of a chart with its values, as the language writes them. */
function sentence(chart) {
  const written = (name, value) => {
    if (typeof value === "number") return figure(value);
    return name === "day" ? day(value) : value;
  };
  const values = Object.entries(chart.values).map(([name, value]) => [name, written(name, value)]);
  return chart.says.replace(/\{(\w+)\}/g, (place, name) => Object.fromEntries(values)[name] ?? place);
}

/** The rows of a chart; the first cell leads to the questions behind it. */
function linkedRows({ rows, links }) {
  return rows.map(([first, ...others], at) => [links[at] ? element("a", { href: links[at] }, first) : first, ...others]);
}

/** Buttons that keep a chart: its numbers, and its drawing on the ground of the page. */
function takes(chart, views) {
  const drawn = () => {
    const view = views.get(chart.id);
    return view.background(getComputedStyle(document.querySelector(".card")).backgroundColor);
  };
  const kinds = {
    CSV: () => new Blob([csv(chart.columns, chart.rows)], { type: "text/csv" }),
    SVG: async () => new Blob([await drawn().toSVG()], { type: "image/svg+xml" }),
    PNG: async () => new Promise((done) => drawn().toCanvas(2).then((canvas) => canvas.toBlob(done))),
  };
  const offered = Object.entries(kinds).filter(([kind]) => kind === "CSV" || chart.spec);
  const button = ([kind, made]) => {
    const one = element("button", { class: "quiet", type: "button", "aria-label": `${say("charts.take")} ${kind}: ${chart.title}` }, kind);
    one.addEventListener("click", async () => keepAs(`${chart.id}.${kind.toLowerCase()}`, await made()));
    return one;
  };
  const own = element("a", { href: `chart.html?name=${encodeURIComponent(chart.id)}`, "aria-label": `${say("embed.link")}: ${chart.title}` }, say("embed.link"));
  return element("p", { class: "takes" }, element("span", {}, say("charts.take")), offered.map(button), own);
}

function card(chart, views) {
  const title = `chart-${chart.id}`;
  const said = sentence(chart);
  const canvas = element("div", { class: "chart", "aria-hidden": "true" });
  const image = element("div", { role: "img", "aria-label": `${chart.title}. ${said}` }, canvas);
  const shown = chart.spec ? [image] : [];
  const hidden = element("span", { class: "unseen" }, `: ${chart.title}`);
  const made = element(
    "article",
    { class: "card", "aria-labelledby": title },
    element("h3", { id: title }, chart.title),
    chart.rows.length
      ? [element("p", { class: "hint" }, said), ...shown]
      : element("p", { class: "hint" }, say("charts.nothing")),
    element(
      "details",
      chart.spec ? {} : { open: "" },
      element("summary", {}, say("charts.numbers"), hidden),
      element("div", { class: "scroll", tabindex: "0" }, table(chart.title, chart.columns, linkedRows(chart))),
    ),
    element(
      "details",
      {},
      element("summary", {}, say("charts.query"), hidden.cloneNode(true)),
      element("pre", { class: "code", tabindex: "0", lang: "en" }, element("code", {}, chart.query)),
    ),
  );
  if (chart.rows.length) made.append(takes(chart, views));
  return { made, canvas };
}

const NARROW = 460;

/** The looks of a chart in a colour scheme, as wide as its place. */
function looks(chart, configs, scheme, width) {
  const colours = chart.colours[scheme];
  const { axis, legend, ...others } = configs[scheme];
  return {
    ...others,
    axis: width < NARROW ? { ...axis, labelLimit: Math.floor(width / 3.2) } : axis,
    legend: { ...legend, columns: Math.max(2, Math.floor(width / 115)) },
    range: { category: colours, heatmap: colours, ramp: colours },
    bar: { color: colours[0] },
  };
}

/** Draw the charts that are wanted into a place, again whenever the colour scheme changes; return them. */
export async function drawCharts(isWanted, place, language) {
  const { charts: all, configs, formats } = await json(`data/charts.${language}.json`);
  const charts = all.filter(isWanted);
  const views = new Map();
  const cards = charts.map((chart) => ({ chart, ...card(chart, views) }));
  place.append(...cards.map(({ made }) => made));
  const { vegaEmbed } = await import("./vega.js");
  const draw = async () => {
    const scheme = dark.matches ? "dark" : "light";
    for (const { chart, canvas } of cards.filter(({ chart: { rows, spec } }) => spec && rows.length)) {
      const { view } = await vegaEmbed(canvas, chart.spec, {
        actions: false,
        ast: true,
        defaultStyle: false,
        renderer: "svg",
        config: looks(chart, configs, scheme, canvas.clientWidth),
        formatLocale: formats,
        loader: { target: document.documentElement.classList.contains("embedded") ? "_blank" : "_self" },
        tooltip,
      });
      views.set(chart.id, view);
    }
    document.documentElement.dataset.drawn = scheme;
  };
  dark.addEventListener("change", draw);
  await draw();
  return charts;
}

// The charts of the first page, drawn by Vega; each with its numbers as a table and the query behind it.

import { day, element, figure, json, say, table } from "./common.js";

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

function card(chart) {
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
      element("div", { class: "scroll", tabindex: "0" }, table(chart.title, chart.columns, chart.rows)),
    ),
    element(
      "details",
      {},
      element("summary", {}, say("charts.query"), hidden.cloneNode(true)),
      element("pre", { class: "code", tabindex: "0", lang: "en" }, element("code", {}, chart.query)),
    ),
  );
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

/** Draw all charts into a place, again whenever the colour scheme changes. */
export async function drawCharts(place, language) {
  const { charts, configs, formats } = await json(`data/charts.${language}.json`);
  const cards = charts.map((chart) => ({ chart, ...card(chart) }));
  place.append(...cards.map(({ made }) => made));
  const { vegaEmbed } = await import("./vega.js");
  const draw = async () => {
    const scheme = dark.matches ? "dark" : "light";
    for (const { chart, canvas } of cards.filter(({ chart: { rows, spec } }) => spec && rows.length)) {
      await vegaEmbed(canvas, chart.spec, {
        actions: false,
        ast: true,
        defaultStyle: false,
        renderer: "svg",
        config: looks(chart, configs, scheme, canvas.clientWidth),
        formatLocale: formats,
        tooltip,
      });
    }
    document.documentElement.dataset.drawn = scheme;
  };
  dark.addEventListener("change", draw);
  await draw();
}

// The charts of the first page, drawn by Vega; each with its numbers as a table and the query behind it.

import { complain, day, element, figure, houseShown, json, release, say, table } from "./common.js";
import { asPng, picture } from "./picture.js";
import { csv, fileName, keepAs } from "./take.js";

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

/** Buttons that keep a chart: its numbers, and its drawing with what it says and where it is from. */
function takes(chart, views) {
  const drawn = async () => picture(await views.get(chart.id).toSVG(), chart.title, sentence(chart), chart.search);
  const kinds = {
    CSV: () => new Blob([csv(chart.columns, chart.rows)], { type: "text/csv" }),
    SVG: async () => new Blob([await drawn()], { type: "image/svg+xml" }),
    PNG: async () => asPng(await drawn()),
  };
  const button = ([kind, made]) => {
    const one = element("button", { class: "quiet", type: "button", "aria-label": `${say("charts.take")} ${kind}: ${chart.title}` }, kind);
    one.addEventListener("click", async () => {
      try {
        keepAs(fileName([chart.title], await release(), kind.toLowerCase()), await made());
      } catch (error) {
        complain(error);
      }
    });
    return one;
  };
  const own = chart.page && element("a", { href: `chart.html?${new URLSearchParams({ name: chart.id, ...(chart.house && { house: chart.house }) })}`, "aria-label": `${say("embed.link")}: ${chart.title}` }, say("embed.link"));
  return element("p", { class: "takes" }, element("span", {}, say("charts.take")), Object.entries(kinds).map(button), own);
}

/** The ends of lines in groups: in each, a name reaches to the end of the next line, or it is the same. */
function inReach(ends, x, reach) {
  const groups = [];
  let to = -Infinity;
  for (const row of [...ends].sort((one, other) => one[x] - other[x])) {
    if (row[x] > to) groups.push([]);
    groups.at(-1).push(row);
    to = Math.max(to, reach(row));
  }
  return groups;
}

/** The names at the ends of lines, as far apart as they are high: of those that are in reach each moves up, or down from the top. */
function named(spec) {
  const { series, x, y, names } = spec.usermeta ?? {};
  if (!names) return spec;
  const rows = spec.datasets.rows;
  const most = Math.max(...rows.map((row) => row[y]), 1);
  const apart = (NAME_HEIGHT * most) / spec.height;
  const ends = names.map((name) => rows.filter((row) => row[series] === name).reduce((last, row) => (row[x] > last[x] ? row : last)));
  const years = rows.map((row) => Number(row[x]));
  const letter = (NAME_LETTER * (Math.max(...years) - Math.min(...years))) / NARROWEST;
  const groups = inReach(ends, x, (row) => Number(row[x]) + (row[series].length + 1) * letter);
  const labels = groups.flatMap((group) => {
    const there = group.sort((one, other) => one[y] - other[y]);
    const places = [];
    for (const row of there) places.push(Math.max(row[y], (places.at(-1) ?? -apart) + apart));
    for (let at = places.length - 1, top = most; at >= 0; at -= 1, top -= apart) places[at] = Math.min(places[at], top);
    return there.map((row, at) => ({ ...row, label_place: places[at] }));
  });
  for (const { encoding } of spec.layer) if (encoding.y.axis) encoding.y.axis.tickCount = Math.min(encoding.y.axis.tickCount, most);
  return { ...spec, padding: { left: 5, top: 5, right: NAME_HEIGHT, bottom: 5 }, datasets: { ...spec.datasets, labels } };
}

function card(chart, views) {
  const title = `chart-${chart.id}`;
  const said = sentence(chart);
  const canvas = element("div", { class: "chart", "aria-hidden": "true" });
  const image = element("div", { role: "img", "aria-label": `${chart.title}. ${said}` }, canvas);
  const hidden = element("span", { class: "unseen" }, `: ${chart.title}`);
  const made = element(
    "article",
    { class: "card", "aria-labelledby": title },
    element("h3", { id: title }, chart.title),
    element("p", { class: "hint" }, said),
    image,
    element(
      "details",
      {},
      element("summary", {}, say("charts.numbers"), hidden),
      element("div", { class: "scroll", tabindex: "0" }, table(chart.title, chart.columns, linkedRows(chart))),
    ),
    chart.query &&
      element(
        "details",
        {},
        element("summary", {}, say("charts.query"), " ", element("code", {}, chart.id), hidden.cloneNode(true)),
        element("pre", { class: "code", tabindex: "0", lang: "en" }, element("code", {}, chart.query)),
      ),
    takes(chart, views),
  );
  return { made, canvas };
}

const NARROW = 460;
const NAME_HEIGHT = 15;
const NAME_LETTER = 7;
/** What a chart with lines is at least as wide as, in pixels. */
const NARROWEST = 190;

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

/** Draw the charts that are wanted and have rows, those of the house that is shown, and return them. */
export async function drawCharts(isWanted, place, language) {
  const { charts, ...looks } = await json(`data/charts.${language}.json`);
  return showCharts(charts.filter((chart) => isWanted(chart) && chart.rows.length && (chart.house ?? houseShown()?.code) === houseShown()?.code), looks, place);
}

/** Draw charts into a place, again whenever the colour scheme changes; return them. */
export async function showCharts(charts, { configs, formats }, place) {
  const views = new Map();
  const cards = charts.map((chart) => ({ chart, ...card(chart, views) }));
  place.replaceChildren(...cards.map(({ made }) => made));
  const { vegaEmbed } = await import("./vega.js");
  const draw = async () => {
    const scheme = dark.matches ? "dark" : "light";
    for (const { chart, canvas } of cards) {
      const { view } = await vegaEmbed(canvas, named(chart.spec), {
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

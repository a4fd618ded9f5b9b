// One chart at an address of its own, to cite, and to show in other pages (with the parameter `embed`).

import { begin, day, element, language, offerHouses, place, say } from "./common.js";
import { drawCharts } from "./charts.js";
import { citation } from "./cite.js";

const HEIGHT = 680;
const given = new URLSearchParams(location.search);

await begin(async ({ version, last_day: lastDay }) => {
  document.documentElement.classList.toggle("embedded", given.has("embed"));
  const [chart] = await drawCharts(({ id }) => id === given.get("name"), place("charts"), language);
  place("title").textContent = chart ? chart.title : say("embed.unknown");
  document.title = `${place("title").textContent} · ${say("site.name")}`;
  if (!chart) return;
  offerHouses(chart.house && !given.has("embed") && place("charts"));
  const cited = say("about.citation", { version });
  place("cited").replaceChildren(...(await citation(chart.title)));
  place("from").replaceChildren(element("a", { href: "index.html", target: given.has("embed") && "_blank" }, cited), ` ${say("start.data_to", { day: day(lastDay) })}`);
  const address = new URL(`chart.html?${new URLSearchParams({ name: chart.id, ...(chart.house && { house: chart.house }), lang: language, embed: "1" })}`, location.href);
  const frame = element("iframe", { src: address.href, title: chart.title, width: "100%", height: HEIGHT, loading: "lazy" });
  place("embed").textContent = new XMLSerializer().serializeToString(frame).replace(` xmlns="${frame.namespaceURI}"`, "");
});

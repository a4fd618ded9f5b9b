// Small bars by year, each a link.

import { element, figure, say } from "./common.js";

const MOST_LABELS = 8;

/** Bars from the first year to the last; `rows` are years with their numbers, `addressOf` gives the address behind one. */
export function yearBars(rows, addressOf, title = "") {
  const counts = new Map(rows.map(([year, count]) => [Number(year), count]));
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  const most = Math.max(...counts.values());
  const bars = Array.from({ length: counts.size ? last - first + 1 : 0 }, (_, at) => {
    const [year, count] = [first + at, counts.get(first + at) ?? 0];
    const says = `${year}: ${figure(count)}`;
    const label = element("span", {}, at % Math.ceil((last - first + 1) / MOST_LABELS) ? "" : String(year));
    const link = count ? element("a", { href: addressOf(year), title: says, "aria-label": says }, element("i"), label) : element("span", { class: "nobody", title: says }, label);
    link.style.setProperty("--share", count / most);
    return element("li", {}, link);
  });
  return element("figure", { class: "years" }, element("figcaption", { class: "hint" }, title && `${title} `, say("list.most_a_year", { count: figure(most) })), element("ol", {}, bars));
}

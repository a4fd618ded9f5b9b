// The files of the release, with sizes and SHA-256.

import { begin, element, figure, json, language, say, table } from "./common.js";

function size(bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const looks = step ? { maximumFractionDigits: 1 } : { unitDisplay: "long" };
  const format = new Intl.NumberFormat(language, { style: "unit", unit: units[step], ...looks });
  return format.format(bytes / 1000 ** step);
}

await begin(async () => {
  const { files } = await json("data/downloads.json");
  const heads = ["file", "size", "rows", "sha256"].map((name) => say(`column.${name}`));
  const rows = files.map((file) => [
    element("span", {}, element("a", { href: `../${file.name}`, download: true }, file.name), file.description && element("small", {}, file.description[language].replaceAll("`", ""))),
    element("span", { class: "number", title: `${figure(file.bytes)} B` }, size(file.bytes)),
    file.rows,
    element("code", {}, file.sha256),
  ]);
  document.getElementById("files").append(table(say("nav.downloads"), heads, rows));
});

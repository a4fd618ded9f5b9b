// A drawing with what makes it whole elsewhere: its title, its sentence, and where it is from.

import { ownAddress } from "./cite.js";
import { day, element, release, say } from "./common.js";

const SPACE = "http://www.w3.org/2000/svg";
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const MARGIN = 16;
const SCALE = 2;

/** The lines of a text that are no wider than that. */
function lines(text, font, width) {
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = font;
  const found = [""];
  for (const word of text.split(" ")) {
    const longer = found.at(-1) ? `${found.at(-1)} ${word}` : word;
    if (ruler.measureText(longer).width <= width || !found.at(-1)) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** SVG of a drawing below its title and sentence, above its source; on the ground of the page. */
export async function picture(drawn, title, sentence, search) {
  const inner = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
  const [width, height] = ["width", "height"].map((name) => Number(inner.getAttribute(name)));
  const { version, last_day: lastDay } = await release();
  const style = getComputedStyle(document.querySelector(".card"));
  const soft = getComputedStyle(document.querySelector(".hint")).color;
  const sample = document.getElementById("sample")?.textContent;
  const source = [`${say("footer.source")} senate.be.`, say("about.citation", { version }), say("start.data_to", { day: day(lastDay) }), await ownAddress(search)].join(" ");
  let y = MARGIN;
  const written = (text, size, weight, colour) =>
    lines(text, `${weight} ${size}px ${FONT}`, width).map((line) => {
      y += size * 1.4;
      return shape("text", { x: MARGIN, y, "font-size": size, "font-weight": weight, fill: colour }, line);
    });
  const above = [...written(title, 18, 700, style.color), ...written(sentence, 13, 400, soft), ...(sample ? written(sample, 13, 700, style.color) : [])];
  inner.setAttribute("x", MARGIN);
  inner.setAttribute("y", y + MARGIN);
  y += height + MARGIN;
  const below = written(source, 11, 400, soft);
  const size = { width: width + 2 * MARGIN, height: y + MARGIN };
  const ground = shape("rect", { width: "100%", height: "100%", fill: style.backgroundColor });
  return new XMLSerializer().serializeToString(shape("svg", { ...size, "font-family": FONT }, ground, ...above, inner, ...below));
}

/** SVG as PNG, twice as large. */
export async function asPng(svg) {
  const image = element("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
  await image.decode();
  const canvas = element("canvas", { width: SCALE * image.width, height: SCALE * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done));
}

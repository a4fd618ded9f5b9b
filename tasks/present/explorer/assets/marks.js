// Texts with marks: what is named in them, and which letters were repaired.

import { columnsOf } from "./cells.js";
import { element, language, questionAddress, safeAddress, say } from "./common.js";

/** The groups of kinds that share a colour. */
export const FAMILIES = {
  person: "who", office: "who", party: "who",
  organisation: "body", place: "body",
  legal_act: "law", document: "law",
  money: "amount", quantity: "amount", date: "amount",
  url: "contact", email: "contact", handle: "contact", phone: "contact",
};

const LONGEST_CELL = 40;
const FEWEST_CELLS = 6;

/** A text and the marks in it, by code points, as the release counts them; `isShown` says which kinds show. */
export class Marked {
  constructor(text, mentions, repairs, isShown) {
    this.points = [...text];
    this.mentions = mentions;
    this.repairs = repairs;
    this.isShown = isShown;
  }

  get length() {
    return this.points.length;
  }

  words(from, to) {
    return this.points.slice(from, to).join("");
  }

  /** The paragraphs between two code points, with their marks; those that were the cells of a table are one. */
  paragraphs(from = 0, to = this.length) {
    const made = [];
    let cells = [];
    const endCells = () => {
      if (cells.length >= FEWEST_CELLS) made.push(this.#table(cells));
      else made.push(...cells.map(([start, end]) => element("p", {}, this.#pieces(start, end))));
      cells = [];
    };
    for (const [start, end] of this.#places(from, to)) {
      if (end - start > LONGEST_CELL) {
        endCells();
        made.push(element("p", {}, this.#pieces(start, end)));
      } else cells.push([start, end]);
    }
    endCells();
    return made;
  }

  /** The cells of a table of the source: in rows where its columns can be told, else one after the other. */
  #table(cells) {
    const shown = cells.map(([start, end]) => this.#pieces(start, end));
    const columns = columnsOf(cells.map(([start, end]) => this.words(start, end)));
    if (!columns) {
      const note = element("p", { class: "hint", lang: language }, say("text.table"));
      return element("div", {}, note, element("ul", { class: "cells" }, shown.map((cell) => element("li", {}, cell))));
    }
    const rows = Array.from({ length: cells.length / columns }, (_, at) => shown.slice(at * columns, (at + 1) * columns));
    const lines = rows.map((row) => element("tr", {}, row.map((cell) => element("td", {}, cell))));
    return element("div", { class: "scroll", tabindex: "0" }, element("table", { class: "source" }, element("tbody", {}, lines)));
  }

  /** Where paragraphs begin and end. */
  #places(from, to) {
    const found = [];
    let start = from;
    for (let at = from; at <= to; at += 1) {
      const ends = at === to || (this.points[at] === "\n" && this.points[at + 1] === "\n");
      if (!ends) continue;
      if (this.words(start, at).trim()) found.push([start, at]);
      start = at + 2;
      at += 1;
    }
    return found;
  }

  #pieces(from, to) {
    const inside = (mark) => mark.start < to && mark.end > from;
    const mentions = this.mentions.filter(inside);
    const repairs = this.repairs.filter(inside);
    const cuts = [...mentions, ...repairs].flatMap(({ start, end }) => [start, end]);
    const places = [...new Set([from, to, ...cuts.filter((cut) => cut > from && cut < to)])].sort((a, b) => a - b);
    return places.slice(0, -1).map((start, at) => {
      const end = places[at + 1];
      const covers = (mark) => mark.start <= start && mark.end >= end;
      return piece(this.words(start, end), mentions.filter(covers), repairs.find(covers), this.isShown);
    });
  }
}

function piece(words, mentions, repair, isShown) {
  if (!mentions.length && !repair) return words;
  const byLength = [...mentions].sort((a, b) => a.end - a.start - (b.end - b.start));
  const shortest = byLength.find(({ kind }) => isShown(kind));
  const href = shortest ? null : byLength.map(addressOf).find(Boolean);
  let made = repair ? element("ins", { class: "repair", tabindex: shortest || href ? null : "-1" }, words) : words;
  if (href) made = element("a", { href }, made);
  if (shortest) {
    const kind = { class: `mention ${FAMILIES[shortest.kind]}`, "data-kind": shortest.kind, tabindex: "-1" };
    const target = addressOf(shortest);
    made = target ? element("a", { ...kind, href: target }, made) : element("mark", kind, made);
  }
  if (shortest || repair) explanations.set(made, { mentions: mentions.filter(({ kind }) => isShown(kind)), repair });
  return made;
}

/** Where a mention leads: to a question, or to the address that it is. */
function addressOf({ kind, value, entity }) {
  if (kind === "document" && /^\d+-\d+(\/\d+)?$/.test(entity ?? "")) return questionAddress(entity);
  if (kind === "url") return safeAddress(value);
  if (kind === "email") return safeAddress(`mailto:${value}`);
  return null;
}

const explanations = new WeakMap();

function explained({ mentions, repair }) {
  const lines = mentions.map(({ kind, value, unit, entity, articles }) => {
    const said = [[value, unit].filter(Boolean).join(" "), articles, kind === "document" && entity].filter(Boolean);
    return element("div", {}, element("b", {}, say(`kind.${kind}`)), said.map((one) => element("span", {}, ` ${one}`)));
  });
  if (repair) lines.push(element("div", {}, element("b", {}, say("repair.repaired")), " ", repaired(repair)));
  return lines;
}

/** A repair: the word as it came and as it is shown, the damage, and how sure it is. */
export function repaired({ before, after, rule, certainty }) {
  const damage = rule.split("+").map((one) => say(`rule.${one}`)).join(", ");
  return [element("s", {}, before), " → ", element("span", {}, after), element("div", {}, `${damage} · ${say("repair.certainty", { percent: Math.round(certainty * 100) })}`)];
}

/**
 * Let marks be explained on hover and focus, and reached by keyboard: one tab stop for each block of text, the
 * arrow keys go from mark to mark, Escape closes the box.
 */
export function letMarksSpeak(root, blocks) {
  const box = element("div", { id: "mark-tooltip", class: "tooltip", role: "tooltip", hidden: true });
  root.append(box);
  const MARKS = ".mention[tabindex], .repair[tabindex]";
  const markOf = (event) => event.target.closest?.(".mention, .repair");
  const show = (mark) => {
    const found = explanations.get(mark) ?? explanations.get(mark.querySelector(".mention, .repair") ?? mark.parentElement);
    if (!found) return;
    box.replaceChildren(...explained(found));
    box.hidden = false;
    mark.setAttribute("aria-describedby", box.id);
    const place = mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, innerWidth - box.offsetWidth - 8));
    const above = place.top - box.offsetHeight - 6;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(above > 0 ? above : place.bottom + 6) + scrollY}px`;
  };
  const hide = (event) => {
    const mark = markOf(event);
    if (event.relatedTarget && box.contains(event.relatedTarget)) return;
    mark?.removeAttribute("aria-describedby");
    box.hidden = true;
  };
  root.addEventListener("mouseover", (event) => markOf(event) && show(markOf(event)));
  root.addEventListener("mouseout", (event) => markOf(event) && hide(event));
  root.addEventListener("focusin", (event) => markOf(event) && show(markOf(event)));
  root.addEventListener("focusout", (event) => markOf(event) && hide(event));
  box.addEventListener("mouseleave", () => (box.hidden = true));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") box.hidden = true;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const block = markOf(event) && event.target.closest(blocks);
    if (!step || !block) return;
    const marks = [...block.querySelectorAll(MARKS)];
    const next = marks[marks.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  for (const block of root.querySelectorAll(blocks)) block.querySelector(MARKS)?.setAttribute("tabindex", "0");
}

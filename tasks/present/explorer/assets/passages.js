// The sentences in which words were found, for the results that are in view.

import { once } from "./columns.js";
import { QUESTIONS_A_SHARD, element, language, packed, say } from "./common.js";
import { marked, shardOf, termsIn } from "./titles.js";

const LONGEST = 280;
const AROUND = 90;

/** The texts of a question that is held, with everything else on its page. */
export async function factsOf(id) {
  const path = shardOf("questions", id, QUESTIONS_A_SHARD);
  const shard = await once(path, () => packed(path));
  return Object.hasOwn(shard, id) ? shard[id] : null;
}

function* sentences(texts) {
  const languages = language === "fr" ? ["fr", "nl"] : ["nl", "fr"];
  for (const lang of languages) {
    for (const part of ["question", "answer"]) {
      for (const text of (texts?.[lang]?.[part] ?? "").split(/\n+|(?<=[.!?])\s+(?=\p{Lu})/u)) if (text) yield { text, lang, label: `part.${part}` };
    }
  }
}

/** The sentence with most of some terms; of equal ones the first. */
export function bestSentence(texts, terms) {
  let best = { hits: 0 };
  for (const sentence of sentences(texts)) {
    const hits = termsIn(sentence.text, sentence.lang, terms);
    if (hits > best.hits) best = { ...sentence, hits };
  }
  return best.hits ? best : null;
}

/** The keyword with most of some terms. */
function bestKeyword(keywords, terms) {
  const all = ["nl", "fr"].flatMap((lang) => (keywords?.[lang] ?? []).map((text) => ({ text, lang, label: "filter.topic", hits: termsIn(text, lang, terms) })));
  const [best] = all.sort((a, b) => b.hits - a.hits);
  return best?.hits ? best : null;
}

/** The part of a long sentence around the first of some terms. */
function shortened({ text, lang }, terms) {
  if (text.length <= LONGEST) return text;
  const first = marked(text, lang, terms)[0].length;
  const start = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
  const end = text.indexOf(" ", start + LONGEST);
  return `${start ? "… " : ""}${text.slice(start, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`;
}

async function tell(item, terms) {
  const { texts, keywords } = await factsOf(item.dataset.id);
  const best = bestSentence(texts, terms) ?? bestKeyword(keywords, terms);
  if (!best) return;
  const words = marked(shortened(best, terms), best.lang, terms);
  item.append(element("p", { class: "passage" }, element("span", { class: "part" }, say(best.label)), " ", element("q", { lang: best.lang }, words)));
}

/** Put below each result in a list the sentence that has the terms, once it comes into view. */
export function tellPassages(list, terms, complain) {
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      tell(target, terms).catch(complain);
    }
  });
  for (const item of list.children) seen.observe(item);
  return seen;
}

// Letters and words, as the index of words has them.

/** Letters without accents, small. */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .toLowerCase()
    .replaceAll("ς", "σ");
}

const SINGLE = /^[\p{L}\p{N}]$/u;

/**
 * The words of a text with their places: folded, and from where to where they stand.
 *
 * A word of one letter is none, but part of what a hyphen joins it to: N-VA is "nva".
 */
export function wordsIn(text) {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu)].flatMap(({ 0: piece, index }) => {
    const parts = [...piece.matchAll(/[^-]+/g)].map(({ 0: part, index: at }) => ({ word: fold(part), start: index + at, end: index + at + part.length }));
    if (parts.length > 1 && parts.some(({ word }) => SINGLE.test(word))) {
      return [{ word: parts.map(({ word }) => word).join(""), start: index, end: index + piece.length }];
    }
    return parts.filter(({ word }) => [...word].length > 1);
  });
}

/** How many letters must be changed, added, left out or swapped to make one word of another (optimal string alignment). */
export function distance(one, other) {
  const rows = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let at = 1; at <= one.length; at += 1) {
    const [before, last] = rows.slice(-2);
    const row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = one[at - 1] === other[to - 1];
      row.push(Math.min(last[to] + 1, row[to - 1] + 1, last[to - 1] + !isSame));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) row[to] = Math.min(row[to], before[to - 2] + 1);
    }
    rows.push(row);
  }
  return rows.at(-1)[other.length];
}

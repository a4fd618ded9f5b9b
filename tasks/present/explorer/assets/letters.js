// Letters and words, as the index of words has them.

/** Letters without accents, small. */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .toLowerCase();
}

/** The words of a text with their places: folded, and from where to where they stand. */
export function wordsIn(text) {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]{2,}/gu)].map(({ 0: word, index }) => ({ word: fold(word), start: index, end: index + word.length }));
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

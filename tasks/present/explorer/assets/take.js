// Taking things along: rows as CSV, and files that the browser keeps.

const LONGEST = 100;

/** Rows as CSV (RFC 4180); a cell that a spreadsheet would run as a formula is text. */
export function csv(heads, rows, separator = ",") {
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && /^[=+@\t\r-]/.test(value) ? `'${value}` : String(value);
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [heads, ...rows].map((cells) => `${cells.map(cell).join(separator)}\r\n`).join("");
}

/** The name of a file: what it holds, and the last day of the release. */
export function fileName(words, { last_day: lastDay }, ending) {
  const parts = words.map((word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
  const held = ["senate-questions", ...parts.filter(Boolean)].join("_").slice(0, LONGEST);
  return `${[held, lastDay].filter(Boolean).join("_")}.${ending}`;
}

/** Let the browser keep a file. */
export function keepAs(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

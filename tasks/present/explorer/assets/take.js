// Taking things along: rows as CSV, and files that the browser keeps.

/** Rows as CSV (RFC 4180); a cell that a spreadsheet would run as a formula is text. */
export function csv(heads, rows, separator = ",") {
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && /^[=+@\t\r-]/.test(value) ? `'${value}` : String(value);
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [heads, ...rows].map((cells) => `${cells.map(cell).join(separator)}\r\n`).join("");
}

/** Let the browser keep a file. */
export function keepAs(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

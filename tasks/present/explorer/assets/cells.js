// Cells of a table that stand one after the other: how many columns the table had, where that can be told.

const MOST_COLUMNS = 12;
const YEAR = /^(19|20)\d\d$/;
const NUMBER = /^[-+–]?[\d\s.,']+\s*[%€]?$/;

function isNumber(cell) {
  return NUMBER.test(cell.trim()) && /\d/.test(cell);
}

/** Whether cells are years, one after the other or one before the other. */
function areYears(cells) {
  const step = cells[1] - cells[0];
  return Math.abs(step) === 1 && cells.every((cell, at) => YEAR.test(cell.trim()) && (at === 0 || cell - cells[at - 1] === step));
}

/** Whether cells in rows of that many are a table: words or years first, and below the head, if there is one, each column of one sort. */
function fits(cells, columns) {
  const rows = Array.from({ length: cells.length / columns }, (_, at) => cells.slice(at * columns, (at + 1) * columns));
  const first = rows.map(([cell]) => cell);
  if (areYears(first)) return rows.length > 2;
  const below = rows.slice(1);
  const sorts = rows[0].map((_, column) => new Set(below.map((row) => isNumber(row[column]))));
  const areAlike = sorts.every((sort) => sort.size === 1);
  const numbers = sorts.filter((sort) => sort.has(true)).length;
  const areNamed = sorts[0].has(false) ? !isNumber(rows[0][0]) : areYears(first.slice(1)) && !rows[0].some(isNumber);
  return areAlike && areNamed && numbers > 0;
}

/** The number of columns of a table, given its cells row by row; null where nothing tells it. */
export function columnsOf(cells) {
  for (let columns = 2; columns <= Math.min(MOST_COLUMNS, cells.length / 3); columns += 1) {
    if (cells.length % columns === 0 && fits(cells, columns)) return columns;
  }
  return null;
}

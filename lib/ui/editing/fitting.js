// What is pasted in a grid, in the way that its columns take it: a grid drops in silence what is no choice, day or
// number of its column. What no column takes is told by name.
const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

export const bare = (text) =>
  String(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/).filter(Boolean).join(' ');

// The cells of a text from a spreadsheet: tabs and lines between them, quotes around what holds either.
export function cellsOf(text) {
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|$)/gy;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, raw, end] = found;
    rows.at(-1).push(/^"[\s\S]*"$/.test(raw) ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '' || cell.lastIndex >= text.length) break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}

export const textOf = (rows) => rows.map((row) => row.map(quoted).join('\t')).join('\n');
const quoted = (cell) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export function dayOf(text) {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const dutch = /^(\d{1,2})(?:[-/. ]|(?= ))\s*([a-z]+|\d{1,2})\.?[-/. ]\s*(\d{4})$/i.exec(text);
  if (!iso && !dutch) return null;
  const [year, month, day] = iso ? iso.slice(1).map(Number) : [dutch[3], monthOf(dutch[2]), dutch[1]].map(Number);
  const made = new Date(Date.UTC(year, month - 1, day));
  const is = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return is ? made.toISOString().slice(0, 10) : null;
}

const monthOf = (word) =>
  /^\d/.test(word) ? word : MONTHS.findIndex((month) => word.length > 2 && month.startsWith(word.toLowerCase())) + 1;

function numberOf(text, { low, high }) {
  const plain = text.replace(/\.(?=\d{3}(\D|$))/g, '').replace(/[\s%]/g, '');
  const whole = /^-?\d+$/.test(plain) ? Number(plain) : Number.NaN;
  return whole >= low && whole <= high ? String(whole) : null;
}

// One cell as its column takes it; null for what the column cannot hold.
export function fit(text, column) {
  if (column.kind === 'locked') return null;
  if (column.kind === 'text') return text;
  if (column.kind === 'choice') {
    const words = bare(text) ? column.options.find((word) => bare(word) === bare(text)) : column.empty;
    return words ?? null;
  }
  if (!text.trim()) return '';
  return column.kind === 'day' ? dayOf(text.trim()) : numberOf(text.trim(), column);
}

// All cells in the way that the grid takes them, beginning at this column; room for this many rows.
export function fitted(text, columns, first, room) {
  const refused = [];
  const rows = cellsOf(text).map((row, place) =>
    row.map((cell, offset) => {
      const column = columns[first + offset];
      const made = place < room && column ? fit(cell, column) : null;
      if (made === null && (cell.trim() || column?.kind === 'choice'))
        refused.push({ column: place < room && column ? column.title : '', text: cell.slice(0, 200) });
      return made ?? cell;
    }),
  );
  return { text: textOf(rows), refused };
}

// Rows as COPY reads them in its text format (PostgreSQL's manual, "COPY", file formats).

/** One line a row, the values in the order of `columns`. */
export function copyText<Row extends object>(columns: readonly (keyof Row)[], rows: readonly Row[]): string {
  let text = '';
  for (const row of rows) text += `${columns.map((column) => copyValue(row[column])).join('\t')}\n`;
  return text;
}

/** @throws TypeError for what no column of ours holds */
function copyValue(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.replaceAll(SPECIAL, (character) => ESCAPES[character] ?? '');
  throw new TypeError(`There is no way to send a ${typeof value} to the database`);
}

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// XLSX as spreadsheets write it, part by part, for tests of what they can hold.
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

export type Part = { readonly name: string; readonly xml: string; readonly state?: string };

/** `sheets`: the inner XML of each worksheet; a sheet is `<sheetData>…</sheetData>` and what follows it. */
export function workbook(
  sheets: readonly Part[],
  parts: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const all: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="r"><sheets>${sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"${state ? ` state="${state}"` : ''}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELATIONS}>${sheets.map((_, i) => `<Relationship Id="s${i}" Type="t" Target="worksheets/sheet${i}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, i) => [`xl/worksheets/sheet${i}.xml`, `<worksheet ${MAIN}>${xml}</worksheet>`]),
    ),
    ...parts,
  };
  return zipped(all);
}

export function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
}

/** Rows of inline texts and numbers; a text that begins with < is the cell's own XML. */
export const rows = (all: readonly (readonly (string | number | null)[])[], from = 1): string =>
  all
    .map((cells, i) => {
      const number = from + i;
      const xml = cells.map((cell, j) => {
        const at = `${String.fromCharCode(65 + j)}${number}`;
        if (cell === null) return '';
        if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
        if (cell.startsWith('<')) return cell.replace('<c', `<c r="${at}"`);
        return `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`;
      });
      return `<row r="${number}">${xml.join('')}</row>`;
    })
    .join('');

// XLSX (ECMA-376) as a stream, row after row: what tables need of it, and nothing that a spreadsheet would run. Text
// cells are text, also those that look like a number or a formula.
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type Cell = string | number | undefined;
export type Column = {
  readonly header: string;
  /** In characters. */
  readonly width?: number;
  /** Cells that are typed in stay text: keys keep their zeros. */
  readonly isText?: boolean;
  /** What can be chosen from; more can still be typed. */
  readonly choices?: readonly string[];
  /** Shown when a cell of the column is entered. */
  readonly hint?: string;
};
export type Sheet = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
};

/** The file, made while it is read. The header row is bold and stays in view. */
export function xlsx(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  zip.outputStream.on('error', (error) => out.destroy(error));
  const add = (path: string, xml: string) => zip.addBuffer(Buffer.from(xml), path, { mtime: EPOCH });
  add('[Content_Types].xml', contentTypes(sheets.length));
  add('_rels/.rels', ROOT_RELATIONS);
  add('xl/workbook.xml', workbook(sheets));
  add('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  add('xl/styles.xml', STYLES);
  sheets.forEach((sheet, index) => {
    const source = Readable.from(sheetXml(sheet), { objectMode: false, highWaterMark: 64 * 1024 });
    // A stream that fails in the middle must fail the whole file, not end it early.
    source.on('error', (error) => out.destroy(error));
    zip.addReadStream(source, `xl/worksheets/sheet${index + 1}.xml`, { mtime: EPOCH });
  });
  zip.end();
  return out;
}

/** The first day that ZIP knows: two exports of the same stores are the same bytes. */
const EPOCH = new Date(1980, 0, 1);
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Rows that drop-downs and text columns are made for, so that a template has room. */
const ROOM = 10_000;

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  const widths = columns
    .map(({ width = 16, isText }, index) => {
      const place = `min="${index + 1}" max="${index + 1}"`;
      return `<col ${place} width="${width}" customWidth="1"${isText ? ` style="${TEXT_STYLE}"` : ''}/>`;
    })
    .join('');
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths && `<cols>${widths}</cols>`}<sheetData>`;
  yield `<row r="1">${columns.map(({ header }, index) => textCell(index, 1, header, HEADER_STYLE)).join('')}</row>`;
  let number = 1;
  for await (const batch of rows) {
    let xml = '';
    for (const row of batch) {
      number++;
      xml += `<row r="${number}">`;
      for (let index = 0; index < row.length; index++) {
        const cell = row[index];
        if (cell === undefined || cell === '') continue;
        xml +=
          typeof cell === 'number'
            ? `<c r="${columnName(index)}${number}"><v>${cell}</v></c>`
            : textCell(index, number, cell, TEXT_STYLE);
      }
      xml += '</row>';
    }
    yield xml;
  }
  yield `</sheetData>${validations(columns)}</worksheet>`;
}

const HEADER_STYLE = 1;
const TEXT_STYLE = 2;

function validations(columns: readonly Column[]): string {
  const each = columns.flatMap(({ choices, hint, header }, index) => {
    if (!choices && !hint) return [];
    const name = columnName(index);
    const list = choices ? ' type="list" showErrorMessage="0"' : '';
    const prompt = hint
      ? ` showInputMessage="1" promptTitle="${escaped(header)}" prompt="${escaped(hint.slice(0, 255))}"`
      : '';
    const formula = choices ? `<formula1>"${escaped(choices.join(','))}"</formula1>` : '';
    return `<dataValidation${list} allowBlank="1"${prompt} sqref="${name}2:${name}${ROOM}">${formula}</dataValidation>`;
  });
  return each.length === 0
    ? ''
    : `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

const textCell = (column: number, row: number, text: string, style: number) =>
  `<c r="${columnName(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const names: string[] = [];

/** A, B, … Z, AA for 0, 1, … 25, 26. */
export function columnName(index: number): string {
  let name = names[index];
  if (name === undefined) {
    name =
      (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
    names[index] = name;
  }
  return name;
}

/** XML has no control characters: ECMA-376 (22.9.2.19) writes them, and what looks like that, as _xHHHH_. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFIT = /[&<>"\u0000-\u001f\ufffe\uffff]|\p{Surrogate}|_(?=x[0-9a-f]{4}_)/giu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) =>
  text.replace(UNFIT, (unit) => {
    if (unit === '\t' || unit === '\n') return unit;
    return ENTITIES[unit] ?? `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });

const contentTypes = (sheets: number) =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>${numbered(sheets, (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`)}</Types>`;

const ROOT_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const workbook = (sheets: readonly Sheet[]) =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`;

const workbookRelations = (sheets: number) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbered(sheets, (n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`;

const numbered = (count: number, xml: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => xml(index + 1)).join('');

// Three formats: as it comes, bold for the header, text (format 49 of ECMA-376, 18.8.30).
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

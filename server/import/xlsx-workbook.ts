// What stands around the sheets of an XLSX: their names, the texts they share, and which formats are dates.
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';
import { unescaped } from './xlsx-cell.ts';
import { attributeOf, xmlEvents } from './xml-events.ts';
import type { ZipParts } from './zip-parts.ts';

export type WorkbookSheet = { readonly name: string; readonly path: string; readonly isHidden: boolean };
export type Workbook = {
  readonly sheets: readonly WorkbookSheet[];
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean;
  readonly sharedTexts: readonly string[];
  /** By the style of a cell: how its number is a date or a time. */
  readonly dateStyles: ReadonlyMap<number, 'date' | 'time' | 'both'>;
};

export async function readWorkbook(parts: ZipParts): Promise<Workbook> {
  const targets = await relations(parts);
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  const reading = xmlEvents(parts.read('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const path = targets.get(attributeOf(attributes, 'id') ?? '');
      if (path === undefined || !parts.has(path)) return;
      const isHidden = (attributeOf(attributes, 'state') ?? 'visible') !== 'visible';
      sheets.push({ name: attributeOf(attributes, 'name') ?? '', path, isHidden });
    },
  });
  for await (const _ of reading) if (sheets.length > LIMITS.sheets) break;
  if (sheets.length === 0)
    throw new ImportRefused('malformed-file', 'The workbook has no sheet that can be read.');
  if (sheets.length > LIMITS.sheets) {
    throw new ImportRefused('too-large', `The workbook has more than ${LIMITS.sheets} sheets.`);
  }
  return { sheets, from1904, sharedTexts: await sharedTexts(parts), dateStyles: await dateStyles(parts) };
}

async function relations(parts: ZipParts): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const reading = xmlEvents(parts.read('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      const id = attributeOf(attributes, 'Id');
      const target = attributeOf(attributes, 'Target');
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  for await (const _ of reading);
  return targets;
}

async function sharedTexts(parts: ZipParts): Promise<string[]> {
  const path = 'xl/sharedStrings.xml';
  if (!parts.has(path)) return [];
  const texts: string[] = [];
  let text = '';
  let characters = 0;
  let isText = false;
  let isReading = false;
  const reading = xmlEvents(parts.read(path), {
    open(name) {
      if (name === 'si') text = '';
      // rPh is how a word is read aloud, beside the word itself.
      else if (name === 'rPh') isReading = true;
      else if (name === 't') isText = !isReading;
    },
    text(piece) {
      // A text that is too long for a cell is kept just long enough to be told as one.
      if (isText && text.length <= LIMITS.cell) text += piece.slice(0, LIMITS.cell + 1);
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'si') {
        characters += text.length;
        texts.push(unescaped(text));
      }
    },
  });
  for await (const _ of reading) {
    if (characters <= LIMITS.sharedText) continue;
    throw new ImportRefused(
      'too-large',
      `The texts of the workbook are longer than ${LIMITS.sharedText} characters.`,
    );
  }
  return texts;
}

/** ECMA-376, 18.8.30: the formats that every spreadsheet knows by number. */
const BUILT_IN = new Map<number, 'date' | 'time' | 'both'>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'] as const),
  [22, 'both'],
]);

async function dateStyles(parts: ZipParts): Promise<Map<number, 'date' | 'time' | 'both'>> {
  const styles = new Map<number, 'date' | 'time' | 'both'>();
  if (!parts.has('xl/styles.xml')) return styles;
  const formats = new Map(BUILT_IN);
  let isCellFormat = false;
  let style = 0;
  const reading = xmlEvents(parts.read('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') {
        const kind = kindOfFormat(attributes.formatCode ?? '');
        if (kind) formats.set(Number(attributes.numFmtId), kind);
      } else if (name === 'cellXfs') isCellFormat = true;
      else if (name === 'xf' && isCellFormat) {
        const kind = formats.get(Number(attributes.numFmtId ?? 0));
        if (kind) styles.set(style, kind);
        style++;
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellFormat = false;
    },
  });
  for await (const _ of reading);
  return styles;
}

/** `yyyy"年"m"月"d"日"`, `h:mm`, `[$-804]h"时"mm"分"`: by the letters outside quotes and brackets. */
function kindOfFormat(code: string): 'date' | 'time' | 'both' | undefined {
  const plain = code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '').split(';')[0] ?? '';
  const hasTime = /[hs]/i.test(plain);
  const hasDate = /[yd]/i.test(plain);
  if (hasTime && hasDate) return 'both';
  if (hasTime) return 'time';
  return hasDate ? 'date' : undefined;
}

// What may be said on the command line of an import: all that the console asks.
import { FIELDS, type Field, type Mapping } from '../../shared/import-fields.ts';
import { Misuse, readArguments } from '../command-line.ts';
import { DELIMITERS } from './csv.ts';
import { ENCODINGS } from './encoding.ts';
import { DEFAULT_OPTIONS, type ImportOptions } from './options.ts';

export const importUsage = `nearby-stores import FILE [--datum wgs84|gcj02|bd09] [--dry-run] [--json]

  --datum DATUM           what the coordinates are measured against: bd09 is Baidu's, gcj02 that of AMap and Tencent,
                          wgs84 that of GPS and international maps
  --dry-run               say what would be done, and write nothing
  --json                  the whole report, with every refused record and every doubt

How the file is read:
  --sheet NAME            which sheet of a workbook; else the first with a header
  --header-row N          which line or row is the header; else it is found
  --encoding NAME         ${ENCODINGS.join(', ')}; else it is detected
  --delimiter CHARACTER   one of , ; | or tab; else it is detected
  --map COLUMN=FIELD      what a column is read as; without a field it is left out. Once for each column. Fields:
${folded(FIELDS.join(' '))}

What is done with it:
  --swap-axes             exchange longitude and latitude where they cannot be meant as they stand
  --match-leading-zeros   read the key 421 as the existing 0421, whose zero a spreadsheet has dropped
  --skip-hidden           leave out hidden and filtered rows of a sheet
  --empty-clears          an empty cell empties the field; otherwise it leaves it alone
  --geocode               look up records that have an address and no coordinates, at the services of the settings
  --drafts                new stores wait as drafts
  --close-absent          close published stores with a key that are not in the file
  --close-absent-ceiling SHARE   at most this share of them, 0.2 unless said: a file that was cut off looks the same`;

export type ImportArguments = {
  readonly file: string;
  readonly options: ImportOptions;
  readonly isDry: boolean;
  readonly isJson: boolean;
};

/** Undefined: help was asked for. @throws Misuse */
export function importArguments(args: string[]): ImportArguments | undefined {
  const { positionals, values } = readArguments(args, {
    help: { type: 'boolean' },
    datum: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    sheet: { type: 'string' },
    'header-row': { type: 'string' },
    encoding: { type: 'string' },
    delimiter: { type: 'string' },
    map: { type: 'string', multiple: true },
    'swap-axes': { type: 'boolean' },
    'match-leading-zeros': { type: 'boolean' },
    'skip-hidden': { type: 'boolean' },
    'empty-clears': { type: 'boolean' },
    geocode: { type: 'boolean' },
    drafts: { type: 'boolean' },
    'close-absent': { type: 'boolean' },
    'close-absent-ceiling': { type: 'string' },
  });
  if (values.help) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Misuse(`import takes one file.\n\n${importUsage}`);
  const datum = oneOf('--datum', ['wgs84', 'gcj02', 'bd09'], values.datum);
  const encoding = oneOf('--encoding', ENCODINGS, values.encoding);
  const delimiter = oneOf('--delimiter', DELIMITERS, values.delimiter === 'tab' ? '\t' : values.delimiter);
  const headerRow = numberOf('--header-row', values['header-row'], 1, 1_000, Number.isInteger);
  const ceiling = numberOf('--close-absent-ceiling', values['close-absent-ceiling'], 0, 1, Number.isFinite);
  return {
    file,
    isDry: values['dry-run'] ?? false,
    isJson: values.json ?? false,
    options: {
      ...DEFAULT_OPTIONS,
      ...(datum && { datum }),
      ...(encoding && { encoding }),
      ...(delimiter && { delimiter }),
      ...(values.sheet !== undefined && { sheet: values.sheet }),
      ...(headerRow !== undefined && { headerRow }),
      ...(values.map && { mapping: mappingOf(values.map) }),
      ...(ceiling !== undefined && { closeAbsentCeiling: ceiling }),
      swapAxes: values['swap-axes'] ?? false,
      matchLeadingZeros: values['match-leading-zeros'] ?? false,
      skipHidden: values['skip-hidden'] ?? false,
      emptyClears: values['empty-clears'] ?? false,
      geocode: values.geocode ?? false,
      newStatus: values.drafts ? 'draft' : 'published',
      closeAbsent: values['close-absent'] ?? false,
    },
  };
}

function oneOf<const Word extends string>(
  flag: string,
  words: readonly Word[],
  said: string | undefined,
): Word | undefined {
  const found = words.find((word) => word === said);
  if (said === undefined || found !== undefined) return found;
  throw new Misuse(`${flag} is ${words.map((word) => word.replace('\t', 'tab')).join(', ')}; got ${said}.`);
}

function numberOf(
  flag: string,
  said: string | undefined,
  least: number,
  most: number,
  fits: (number: number) => boolean,
): number | undefined {
  if (said === undefined) return undefined;
  const number = said.trim() === '' ? Number.NaN : Number(said);
  if (fits(number) && number >= least && number <= most) return number;
  throw new Misuse(`${flag} is a number from ${least} to ${most}; got ${said}.`);
}

/** The last `=` parts them: a header may have one itself. */
function mappingOf(pairs: readonly string[]): Mapping {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      const name = pair.slice(at + 1);
      const field: Field | undefined = FIELDS.find((each) => each === name);
      if (at > 0 && (field !== undefined || name === '')) return [pair.slice(0, at), field ?? null];
      throw new Misuse(`--map is COLUMN=FIELD with one of the fields ${FIELDS.join(', ')}; got ${pair}.`);
    }),
  );
}

/** Words in lines that stand under a flag's own. */
function folded(text: string): string {
  const indent = ' '.repeat(26);
  return text.replace(/(.{1,92})(?: |$)/g, `${indent}$1\n`).trimEnd();
}

// nearby-stores import: a file from the command line, by the same code as in the console.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Datum } from '../../shared/datum.ts';
import { Misuse, readArguments, readSettings, told } from '../command-line.ts';
import { openStorage } from '../storage/index.ts';
import type { Author, Storage } from '../storage/repository.ts';
import { fileSource } from './byte-source.ts';
import { DEFAULT_OPTIONS, type ImportOptions } from './options.ts';
import type { RunnerProgress } from './pace.ts';
import { ProgressBar } from './progress-bar.ts';
import { ImportRefused } from './reasons.ts';
import { type ImportReport, imported, lookedAt } from './report.ts';

export const importUsage =
  'nearby-stores import FILE [--datum wgs84|gcj02|bd09] [--sheet NAME] [--dry-run] [--json]';

const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

export const importCommand = (args: string[]): Promise<void> =>
  told(async () => {
    const { positionals, values } = readArguments(args, {
      datum: { type: 'string' },
      sheet: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Misuse(`import takes one file.\n\n${importUsage}`);
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) throw new Misuse(`There is no file ${file}.`);
    const datum = DATUMS.find((each) => each === values.datum);
    if (values.datum !== undefined && !datum)
      throw new Misuse(`--datum is ${DATUMS.join(', ')}; got ${values.datum}.`);
    const options: ImportOptions = {
      ...DEFAULT_OPTIONS,
      ...(datum && { datum }),
      ...(values.sheet !== undefined && { sheet: values.sheet }),
    };
    const isDry = values['dry-run'] ?? false;
    const bar = new ProgressBar(process.stderr);
    const report = await onStores(isDry, (storage, by) =>
      importFile(storage, by, file, options, isDry, bar),
    ).finally(() => bar.clear());
    if (values.json) console.log(JSON.stringify(asJson(report)));
    else tell(report, isDry);
    if (report.file) console.error(report.file.message);
    if (report.file || report.rejected.length > 0) process.exitCode = 1;
  });

async function importFile(
  storage: Storage,
  by: Author,
  file: string,
  options: ImportOptions,
  isDry: boolean,
  bar: ProgressBar,
): Promise<ImportReport> {
  const source = await fileSource(file);
  const show = (progress: RunnerProgress) => bar.show(progress);
  if (isDry) return lookedAt(storage, source, options, show);
  return imported(storage, { fileName: basename(file), source, options, by, askDatum: askedDatum }, show);
}

/** Nothing is written in a dry run: where there are no stores yet, not even the database that would hold them. */
async function onStores<Answer>(
  isDry: boolean,
  work: (storage: Storage, by: Author) => Promise<Answer>,
): Promise<Answer> {
  const { databaseUrl, dataDir } = readSettings();
  const isThere =
    databaseUrl !== undefined || existsSync(join(dataDir, 'stores.sqlite')) || dataDir.endsWith('.sqlite');
  const storage = await openStorage(isDry && !isThere ? ':memory:' : (databaseUrl ?? dataDir));
  try {
    return await work(storage, { kind: 'command', name: userInfo().username });
  } finally {
    await storage.close();
  }
}

/** @throws ImportRefused datum-needed, when there is nobody to ask */
async function askedDatum(): Promise<Datum> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new ImportRefused(
      'datum-needed',
      'Nothing says where the coordinates come from, and a wrong guess is hundreds of metres off. Say --datum bd09 (Baidu), gcj02 (AMap, Tencent) or wgs84 (GPS, international maps).',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const answer = await terminal.question(
        'Where do the coordinates come from? 1 Baidu, 2 AMap or Tencent, 3 GPS or international maps: ',
      );
      const datum = { '1': 'bd09', '2': 'gcj02', '3': 'wgs84' }[answer.trim()];
      if (datum) return datum as Datum;
    }
  } finally {
    terminal.close();
  }
}

const asJson = ({
  file,
  encoding,
  delimiter,
  records,
  create,
  update,
  unchanged,
  rejected,
  warnings,
}: ImportReport) => ({
  file: file ? { reason: file.reason } : null,
  encoding,
  delimiter,
  records,
  create,
  update,
  unchanged,
  rejected,
  warnings,
});

/** Refused records that a person reads before asking for all of them. */
const SHOWN = 20;

function tell(
  { file, records, create, update, unchanged, rejected, warnings }: ImportReport,
  isDry: boolean,
): void {
  if (file) return;
  const will = isDry ? 'would be ' : '';
  console.log(
    `${records} records: ${create} ${will}created, ${update} ${will}updated, ${unchanged} unchanged, ${rejected.length} refused, ${warnings.length} doubts`,
  );
  for (const { message } of [...rejected, ...warnings].slice(0, SHOWN)) console.log(`  ${message}`);
  const more = rejected.length + warnings.length - SHOWN;
  if (more > 0) console.log(`  … and ${more} more: --json has all of them`);
}

// nearby-stores import: a file from the command line, by the same code as in the console.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Datum } from '../../shared/datum.ts';
import { Misuse, readSettings, told } from '../command-line.ts';
import type { Config } from '../config.ts';
import { openStorage } from '../storage/index.ts';
import type { Author, Storage } from '../storage/repository.ts';
import { Upstream } from '../upstream/pool.ts';
import { addressLookup } from './address-lookup.ts';
import { type ImportArguments, importArguments, importUsage } from './arguments.ts';
import { fileSource } from './byte-source.ts';
import { geocodersOf } from './geocoders.ts';
import type { RunnerProgress } from './pace.ts';
import { ProgressBar } from './progress-bar.ts';
import { ImportRefused } from './reasons.ts';
import { type ImportReport, imported, lookedAt } from './report.ts';

export const importCommand = (args: string[]): Promise<void> =>
  told(async () => {
    const asked = importArguments(args);
    if (!asked) return console.log(importUsage);
    const { file, isDry, isJson } = asked;
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) throw new Misuse(`There is no file ${file}.`);
    const bar = new ProgressBar(process.stderr);
    const report = await onStores(isDry, (storage, by, config) =>
      importFile(storage, by, config, asked, bar),
    ).finally(() => bar.clear());
    if (isJson) console.log(JSON.stringify(asJson(report)));
    else tell(report, isDry);
    if (report.file) console.error(report.file.message);
    if (report.file || report.rejected.length > 0) process.exitCode = 1;
  });

async function importFile(
  storage: Storage,
  by: Author,
  config: Config,
  { file, options, isDry }: ImportArguments,
  bar: ProgressBar,
): Promise<ImportReport> {
  const source = await fileSource(file);
  const show = (progress: RunnerProgress) => bar.show(progress);
  const upstreams: Upstream[] = [];
  const geocoders = geocodersOf(config, (each) => {
    const upstream = new Upstream(each);
    upstreams.push(upstream);
    return upstream;
  });
  const warn = (error: unknown) => console.error(error instanceof Error ? error.message : error);
  const lookUp =
    geocoders.length === 0
      ? undefined
      : addressLookup(geocoders, storage.imports, config.geocodePerDay, warn);
  try {
    if (isDry) return await lookedAt(storage, source, options, lookUp, show);
    const given = { fileName: basename(file), source, options, by, lookUp, askDatum: askedDatum };
    return await imported(storage, given, show);
  } finally {
    await Promise.all(upstreams.map((upstream) => upstream.close()));
  }
}

/** Nothing is written in a dry run: where there are no stores yet, not even the database that would hold them. */
async function onStores<Answer>(
  isDry: boolean,
  work: (storage: Storage, by: Author, config: Config) => Promise<Answer>,
): Promise<Answer> {
  const config = readSettings();
  const { databaseUrl, dataDir } = config;
  const isThere =
    databaseUrl !== undefined || existsSync(join(dataDir, 'stores.sqlite')) || dataDir.endsWith('.sqlite');
  const storage = await openStorage(isDry && !isThere ? ':memory:' : (databaseUrl ?? dataDir));
  try {
    return await work(storage, { kind: 'command', name: userInfo().username }, config);
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

const asJson = ({ file, ...report }: ImportReport) => ({
  file: file ? { reason: file.reason } : null,
  ...report,
});

/** Refused records that a person reads before asking for all of them. */
const SHOWN = 20;

function tell(
  { file, records, create, update, unchanged, close, rejected, warnings }: ImportReport,
  isDry: boolean,
): void {
  if (file) return;
  const will = isDry ? 'would be ' : '';
  const closed = close === undefined ? '' : ` ${close} absent ${will}closed,`;
  console.log(
    `${records} records: ${create} ${will}created, ${update} ${will}updated, ${unchanged} unchanged,${closed} ${rejected.length} refused, ${warnings.length} doubts`,
  );
  for (const { message } of [...rejected, ...warnings].slice(0, SHOWN)) console.log(`  ${message}`);
  const more = rejected.length + warnings.length - SHOWN;
  if (more > 0) console.log(`  … and ${more} more: --json has all of them`);
}

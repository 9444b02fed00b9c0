// Whether an import needs more memory for more rows: ten times as many, each in a process of its own.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generatedCsv } from '../support/generated-csv.ts';
import type { BenchRow } from './row.ts';

const FEW = 100_000;
const MANY = 1_000_000;

export async function memoryOfImports(): Promise<BenchRow[]> {
  const few = await peakMegabytes(FEW);
  const many = await peakMegabytes(MANY);
  const shown = (megabytes: number) => `${Math.round(megabytes)} MB`;
  return [
    {
      name: `most memory of an import of 1,000,000 rows (${shown(many)}) vs of 100,000 (${shown(few)})`,
      ratios: [many / few],
      of: 'time',
      goal: 1.5,
    },
  ];
}

async function peakMegabytes(rows: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-bench-'));
  try {
    const file = join(folder, 'stores.csv');
    writeFileSync(file, generatedCsv(rows));
    const script = join(import.meta.dirname, 'import-peak.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, file, join(folder, 'data')]);
    return Number(stdout) / 1_000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

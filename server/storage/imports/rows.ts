import { fromJson } from '../json.ts';
import { authorOf } from '../versions.ts';
import type { ImportJob, ImportState } from './contract.ts';
import type { ImportsTable } from './tables.ts';

export const IMPORT_COLUMNS = [
  'id',
  'state',
  'file_name',
  'bytes',
  'options',
  'limits',
  'generation',
  'summary',
  'refusal',
  'progress',
  'confirmation',
  'operation',
  'created_at',
  'updated_at',
  'expires_at',
  'by_kind',
  'by_name',
] as const satisfies (keyof ImportsTable)[];

type Row = Pick<ImportsTable, (typeof IMPORT_COLUMNS)[number]>;

export const jobOf = (row: Row): ImportJob => ({
  id: row.id,
  state: row.state as ImportState,
  fileName: row.file_name,
  bytes: Number(row.bytes),
  options: fromJson(row.options),
  limits: orUndefined(row.limits),
  generation: row.generation,
  summary: orUndefined(row.summary),
  refusal: orUndefined(row.refusal),
  progress: orUndefined(row.progress),
  confirmation: orUndefined(row.confirmation),
  operation: row.operation ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  expiresAt: row.expires_at,
  by: authorOf(row),
});

const orUndefined = <Value>(json: string | null): Value | undefined =>
  json === null ? undefined : fromJson<Value>(json);

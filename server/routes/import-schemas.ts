// What imports look like over HTTP.
import { type Static, Type } from '@fastify/type-provider-typebox';
import { convert } from '../../shared/datum.ts';
import { RISKS } from '../import/judged.ts';
import { type ImportOptions, ImportOptionsSchema } from '../import/options.ts';
import type { RunnerProgress } from '../import/pace.ts';
import { ImportSummarySchema } from '../import/summary.ts';
import { IMPORT_STATES, type ImportJob, type KeptRow } from '../storage/imports/contract.ts';

const orNull = <
  Schema extends
    | ReturnType<typeof Type.Object>
    | ReturnType<typeof Type.String>
    | ReturnType<typeof Type.Integer>,
>(
  schema: Schema,
) => Type.Union([schema, Type.Null()]);
const words = <const Word extends string>(all: readonly Word[]) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...all] });
const Instant = Type.String({ format: 'date-time' });

export const ImportSchema = Type.Object(
  {
    id: Type.String(),
    state: Type.Unsafe<ImportJob['state']>({
      type: 'string',
      enum: [...IMPORT_STATES],
      description:
        'reading: it is looked at; ready: look at it, decide, confirm; refused: `refusal` says why, decide otherwise or give another file; applying: confirmed and being written; done; cancelled; failed: a fault of the service',
    }),
    fileName: Type.String(),
    bytes: Type.Integer(),
    generation: Type.Integer({ description: 'Grows with each decision; what is confirmed is one of them' }),
    options: ImportOptionsSchema,
    summary: Type.Union([ImportSummarySchema, Type.Null()], { description: 'Null until it was looked at' }),
    refusal: Type.Union([Type.Object({ reason: Type.String(), message: Type.String() }), Type.Null()]),
    progress: Type.Union(
      [
        Type.Object({
          records: Type.Integer(),
          share: Type.Number({ description: 'From 0 to 1' }),
          recordsPerSecond: Type.Integer(),
          secondsLeft: orNull(Type.Integer()),
        }),
        Type.Null(),
      ],
      { description: 'While it is being read or applied' },
    ),
    operation: orNull(Type.String({ description: 'What it was applied as: can be undone as one' })),
    createdAt: Instant,
    updatedAt: Instant,
    expiresAt: Type.String({
      format: 'date-time',
      description: 'When the file is forgotten, unless confirmed',
    }),
    by: Type.Object({ kind: Type.String(), name: Type.String() }),
  },
  { title: 'Import', description: 'A file of stores on its way in' },
);

const IssueSchema = Type.Object({
  record: Type.Integer(),
  line: Type.Integer(),
  column: orNull(Type.String()),
  value: orNull(Type.String()),
  reason: Type.String(),
  message: Type.String(),
});

export const ImportRowSchema = Type.Object(
  {
    record: Type.Integer({ description: 'From 1, after the header; 0 for a store that is not in the file' }),
    line: Type.Integer(),
    outcome: words(['create', 'update', 'close', 'unchanged', 'reject']),
    id: orNull(Type.String({ description: 'Of the store; null for a refused record' })),
    name: Type.String(),
    branch: orNull(Type.String()),
    address: Type.String(),
    position: Type.Union([Type.Object({ longitude: Type.Number(), latitude: Type.Number() }), Type.Null()], {
      description: 'In WGS-84, for a map',
    }),
    risk: Type.Union([words(RISKS), Type.Null()]),
    movedMeters: Type.Number(),
    changes: Type.Array(Type.Object({ field: Type.String(), from: Type.String(), to: Type.String() })),
    issues: Type.Array(IssueSchema, { description: 'Why it is refused' }),
    warnings: Type.Array(IssueSchema, { description: 'What is doubtful in it' }),
    cells: Type.Array(Type.String(), { description: 'Of a refused record, as the file has them' }),
  },
  { title: 'ImportRow' },
);

/** Decisions to change; null takes one back. */
export type ImportDecision = { readonly [Name in keyof ImportOptions]?: ImportOptions[Name] | null };

export const ImportDecisionSchema = Type.Unsafe<ImportDecision>(
  Type.Object(
    Object.fromEntries(
      Object.entries(ImportOptionsSchema.properties).map(([name, schema]) => {
        const { default: _, ...plain } = schema as object as { default?: unknown };
        return [name, Type.Optional(Type.Union([Type.Unsafe(plain), Type.Null()]))];
      }),
    ),
    { additionalProperties: false, minProperties: 1, title: 'ImportDecision' },
  ),
);

/** @param live  what this node knows of its progress, if it is the one that carries it on */
export function importView(job: ImportJob, live: RunnerProgress | undefined): Static<typeof ImportSchema> {
  const { summary, refusal, operation, progress: told } = job;
  const isMoving = job.state === 'reading' || job.state === 'applying';
  const seconds = told ? (Date.parse(job.updatedAt) - Date.parse(told.startedAt)) / 1000 : 0;
  const known =
    live ??
    (told && {
      records: told.records,
      share: told.share,
      recordsPerSecond: seconds > 0 ? Math.round(told.records / seconds) : 0,
      secondsLeft: told.share > 0 ? Math.round((seconds / told.share) * (1 - told.share)) : undefined,
    });
  return {
    id: job.id,
    state: job.state,
    fileName: job.fileName,
    bytes: job.bytes,
    generation: job.generation,
    options: job.options,
    summary: summary ?? null,
    refusal: refusal ?? null,
    progress: isMoving && known ? { ...known, secondsLeft: known.secondsLeft ?? null } : null,
    operation: operation ?? null,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    expiresAt: job.expiresAt,
    by: job.by,
  };
}

export function rowView(row: KeptRow, nameColumn: number): Static<typeof ImportRowSchema> {
  const common = { record: row.record, line: row.line, outcome: row.outcome, warnings: [...row.warnings] };
  const nothing = {
    id: null,
    name: '',
    branch: null,
    address: '',
    position: null,
    risk: null,
    movedMeters: 0,
    changes: [],
    issues: [],
    cells: [],
  };
  if (row.outcome === 'unchanged') return { ...nothing, ...common, id: row.id };
  if (row.outcome === 'reject') {
    const cells = row.cells.map((cell) => cell ?? '');
    return { ...nothing, ...common, name: cells[nameColumn] ?? '', issues: [...row.issues], cells };
  }
  const { fields, id, risk, movedMeters, changes } = row;
  const { longitude, latitude, datum } = fields.position;
  const [lon, lat] = convert([longitude, latitude], datum, 'wgs84');
  return {
    ...nothing,
    ...common,
    id,
    name: fields.name,
    branch: fields.branch ?? null,
    address: fields.address.street ?? '',
    position: { longitude: lon, latitude: lat },
    risk,
    movedMeters,
    changes: [...changes],
  };
}

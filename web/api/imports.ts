// Imports as the console uses them.

import type { Datum } from '../../shared/datum.ts';
import type { Mapping } from '../../shared/import-fields.ts';
import { type OpsAnswer, ops, opsAddress } from './ops.ts';
import { upload } from './upload.ts';

type Place = { readonly longitude: number; readonly latitude: number };
export type Outcome = 'create' | 'update' | 'close' | 'unchanged' | 'reject';

export type ImportOptions = {
  readonly datum?: Datum | null;
  readonly encoding?: string | null;
  readonly delimiter?: string | null;
  readonly sheet?: string | null;
  readonly headerRow?: number | null;
  readonly mapping?: Mapping | null;
  readonly emptyClears?: boolean;
  readonly swapAxes?: boolean;
  readonly matchLeadingZeros?: boolean;
  readonly skipHidden?: boolean;
  readonly newStatus?: 'published' | 'draft';
  readonly closeAbsent?: boolean;
  /** The largest share of stores that may be closed so. */
  readonly closeAbsentCeiling?: number | null;
  readonly geocode?: boolean;
};

export type ImportSummary = {
  readonly format: 'csv' | 'xlsx' | 'geojson' | 'geojsonseq';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headerRow: number | null;
  readonly columns: readonly {
    readonly name: string;
    readonly field: string | null;
    readonly samples: readonly string[];
  }[];
  readonly needs: readonly 'datum'[];
  readonly datumHint: Datum | null;
  readonly datumSamples: readonly {
    readonly record: number;
    readonly name: string;
    readonly address: string;
    /** In WGS-84, as the numbers are read in each datum. */
    readonly readings: Readonly<Record<Datum, Place>>;
  }[];
  readonly records: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly close: number;
  /** Refused records, and warnings, by their reason. */
  readonly rejections: Readonly<Record<string, number>>;
  readonly doubts: Readonly<Record<string, number>>;
  readonly isStale: boolean;
};

export type ImportJob = {
  readonly id: string;
  readonly state: 'reading' | 'ready' | 'refused' | 'applying' | 'done' | 'cancelled' | 'failed';
  readonly fileName: string;
  readonly bytes: number;
  readonly generation: number;
  readonly options: ImportOptions;
  readonly summary: ImportSummary | null;
  readonly refusal: { readonly reason: string; readonly message: string } | null;
  readonly progress: {
    readonly records: number;
    readonly share: number;
    readonly recordsPerSecond: number;
    readonly secondsLeft: number | null;
  } | null;
  readonly operation: string | null;
  readonly createdAt: string;
  readonly by: { readonly name: string };
};

export type ImportIssue = {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly message: string;
};

export type ImportRow = {
  readonly record: number;
  readonly line: number;
  readonly outcome: Outcome;
  readonly name: string;
  readonly branch: string | null;
  readonly address: string;
  readonly position: Place | null;
  readonly risk: 'moved' | 'closed' | 'renamed' | 'other' | null;
  readonly movedMeters: number;
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  readonly issues: readonly ImportIssue[];
  readonly warnings: readonly ImportIssue[];
};

export type RowsQuery = {
  readonly outcome?: Outcome | undefined;
  readonly doubtful?: boolean | undefined;
  readonly cursor?: string | undefined;
};

const body = async <Body>(answer: Promise<OpsAnswer<Body>>): Promise<Body> => (await answer).body;

/** The imports of the last month, the newest first. */
export const listImports = async () => (await body(ops<{ imports: ImportJob[] }>('/imports'))).imports;

export const getImport = (id: string) => body(ops<ImportJob>(`/imports/${id}`));

/** Hands a file in; nothing is written to the stores by that. */
export const sendFile = (file: File, onSent: (bytes: number) => void, signal: AbortSignal) =>
  upload<ImportJob>(opsAddress('/imports', { fileName: file.name.slice(-200) }), file, onSent, signal);

/** Says how the file is to be read; null takes a decision back. */
export const decideImport = (id: string, options: ImportOptions) =>
  body(ops<ImportJob>(`/imports/${id}`, { method: 'PATCH', body: options }));

export const confirmImport = (id: string, generation: number) =>
  body(ops<ImportJob>(`/imports/${id}/confirm`, { method: 'POST', body: { generation } }));

export const cancelImport = (id: string) => body(ops<ImportJob>(`/imports/${id}`, { method: 'DELETE' }));

export const importRows = (id: string, query: RowsQuery, signal?: AbortSignal) =>
  body(ops<{ rows: ImportRow[]; next: string | null }>(`/imports/${id}/rows`, { query, signal }));

// What storage refuses: what a client did wrong has its status and title, what stops the start has only its sentence.
import createError from '@fastify/error';
import { excerpt, kind } from '../errors.ts';
import type { SchemaFault } from './schema-fault.ts';

const InvalidStore = kind<[string, string, string]>(
  'INVALID_STORE',
  400,
  'A store is not as it must be',
  'The store cannot be kept: %s %s; got %s',
);
/** A field that a store cannot be kept with; `parameter` is its path, such as `/position/longitude`. */
export const invalidStore = (path: string, value: unknown, rule: string) =>
  Object.assign(new InvalidStore(path, rule, excerpt(value)), { parameter: path });

/** The same of several fields at once: the first stands in the sentence, all of them in `errors`. */
export function invalidFields(faults: readonly SchemaFault[]) {
  const [first] = faults;
  const error = invalidStore(first?.path ?? '', first?.value, first?.rule ?? 'must keep its schema');
  const errors = faults.map(({ path, value, rule }) => ({
    pointer: path,
    message: `${rule}; got ${excerpt(value)}`,
  }));
  return Object.assign(error, { extras: { errors } });
}

const InvalidSetting = kind<[string, string, string]>(
  'INVALID_SETTING',
  400,
  'A setting is not as it must be',
  'The setting %s %s; got %s',
);
export const invalidSetting = (path: string, value: unknown, rule: string) =>
  Object.assign(new InvalidSetting(path, rule, excerpt(value)), { parameter: path });

const InvalidCategory = kind<[string, string, string]>(
  'INVALID_CATEGORY',
  400,
  'A category is not as it must be',
  'The category cannot be kept: %s %s; got %s',
);
export const invalidCategory = (path: string, value: unknown, rule: string) =>
  Object.assign(new InvalidCategory(path, rule, excerpt(value)), { parameter: path });

export const InvalidId = kind<[id: string]>(
  'INVALID_ID',
  400,
  'The id of a store is not as it must be',
  'A store id is 1 to 64 of A-Z a-z 0-9 - _; got %s',
);
export const RepeatedId = kind<[id: string]>(
  'REPEATED_ID',
  400,
  'A store is there twice',
  'One write can hold a store once; %s is there twice',
);
export const InvalidCursor = kind<[cursor: string]>(
  'INVALID_CURSOR',
  400,
  'The cursor is not one of ours',
  'cursor must be the `next` of the page before; got %s',
);
export const SidTaken = kind<[sid: string, holder: string]>(
  'SID_TAKEN',
  409,
  'Another store has this sid',
  'sid must be unique; "%s" belongs to the store %s',
);
export const UnknownStore = kind<[id: string]>(
  'UNKNOWN_STORE',
  404,
  'There is no such store',
  'There is no store "%s", published or not',
);
export const UnknownOperation = kind<[id: string]>(
  'OPERATION_NOT_FOUND',
  404,
  'There is no such operation',
  'There is no operation "%s"',
);
export const AlreadyUndone = kind<[id: string, by: string]>(
  'ALREADY_UNDONE',
  409,
  'It is undone already',
  'The operation %s was undone by %s: undo that one to have it back',
);
export const ImportTooLarge = kind<[megabytes: number]>(
  'IMPORT_TOO_LARGE',
  413,
  'The file is too large',
  'A file to import has at most %s megabytes here',
);
export const VersionConflict = kind<[id: string, stored: number, expected: number]>(
  'VERSION_CONFLICT',
  409,
  'Somebody else changed it first',
  'The store %s is at version %d, not %d',
);

export const CommitUncertain = kind<[cause: ErrorOptions]>(
  'WRITE_UNCERTAIN',
  503,
  'Whether it was written is not known',
  'The connection to the database broke while it was written, and the database has not come back since: look whether it is there before you send it again',
);

export const InvalidStorageAddress = createError<string, 500, [address: string]>(
  'INVALID_STORAGE_ADDRESS',
  'Storage is a folder, a file ending in .sqlite, :memory:, or a postgres:// address; got "%s"',
  500,
);
export const StorageNotOpened = createError<
  string,
  500,
  [file: string, reason: string, cause?: ErrorOptions]
>('STORAGE_NOT_OPENED', 'The database %s cannot be opened: %s', 500);
export const MigrationFailed = createError<string, 500, [step: string, reason: string, cause?: ErrorOptions]>(
  'MIGRATION_FAILED',
  'The database could not be brought up to date: %s failed (%s). It is as it was before',
  500,
);
export const CopyUnfinished = createError<string, 500, [place: string]>(
  'COPY_UNFINISHED',
  'Another storage is being copied into %s, or was when something stopped it: run migrate-storage again to finish it',
  500,
);
export const StorageNotEmpty = createError<string, 500, [table: string, rows: number]>(
  'STORAGE_NOT_EMPTY',
  'A storage is copied into an empty one only; the table %s of this one has %d rows',
  500,
);
export const TablesDiffer = createError<string, 500, [table: string]>(
  'TABLES_DIFFER',
  'The two storages do not have the same tables: only one of them has %s. Nothing was copied',
  500,
);
export const CopyDiffers = createError<string, 500, [table: string, key: string, column: string]>(
  'COPY_DIFFERS',
  'The copy is not the same as the original: in the table %s, in the row %s, %s differs. Run again, migrate-storage starts over',
  500,
);

// What storage refuses, with the status each refusal has over HTTP.
import createError from '@fastify/error';

const InvalidStoreField = createError<'INVALID_STORE', 400, [field: string, value: string, rule: string]>(
  'INVALID_STORE',
  "The store's %s is %s, but %s",
  400,
);

/** A field that a store cannot be kept with. `parameter` is the field's path, such as `/position/longitude`. */
export const invalidStore = (field: string, value: unknown, rule: string) =>
  Object.assign(new InvalidStoreField(field, shortened(value), rule), { parameter: field });

/** The value as JSON, cut short: it came from outside and may be of any size. */
function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

export const InvalidId = createError<'INVALID_ID', 400, [id: string]>(
  'INVALID_ID',
  'A store id is 1 to 64 of A-Z a-z 0-9 - _; got "%s"',
  400,
);
export const RepeatedId = createError<'REPEATED_ID', 400, [id: string]>(
  'REPEATED_ID',
  'One write can hold a store once; "%s" is there twice',
  400,
);
export const SidTaken = createError<'SID_TAKEN', 409, [sid: string, holder: string]>(
  'SID_TAKEN',
  'sid must be unique; "%s" belongs to the store %s',
  409,
);
export const VersionConflict = createError<
  'VERSION_CONFLICT',
  409,
  [id: string, stored: number, expected: number]
>('VERSION_CONFLICT', 'The store %s is at version %d, not %d: somebody else changed it', 409);
export const InvalidCursor = createError<'INVALID_CURSOR', 400, [cursor: string]>(
  'INVALID_CURSOR',
  'cursor must be the `next` of the page before; got "%s"',
  400,
);
export const InvalidCategory = createError<'INVALID_CATEGORY', 400, [id: string, rule: string]>(
  'INVALID_CATEGORY',
  'The category "%s" %s',
  400,
);
const InvalidSetting = createError<'INVALID_SETTING', 400, [name: string, value: string, rule: string]>(
  'INVALID_SETTING',
  'The setting %s is %s, but %s',
  400,
);
export const invalidSetting = (name: string, value: unknown, rule: string) =>
  Object.assign(new InvalidSetting(name, shortened(value), rule), { parameter: name });

export const InvalidStorageAddress = createError<'INVALID_STORAGE_ADDRESS', 500, [address: string]>(
  'INVALID_STORAGE_ADDRESS',
  'The storage is a folder, a file ending in .sqlite, or :memory:; got "%s"',
  500,
);
export const MigrationFailed = createError<
  'MIGRATION_FAILED',
  500,
  [step: string, reason: string, cause?: ErrorOptions]
>(
  'MIGRATION_FAILED',
  'The database could not be brought up to date: %s failed (%s). It is as it was before',
  500,
);

import { kind } from '../errors.ts';

export const ImportNotFound = kind<[id: string]>(
  'IMPORT_NOT_FOUND',
  404,
  'There is no such import',
  'There is no import "%s"; files that nobody confirms are forgotten after a week',
);
export const ImportNotReady = kind<[id: string, why: string]>(
  'IMPORT_NOT_READY',
  409,
  'The import is not ready for that',
  'The import %s %s',
);
export const ImportFileMissing = kind(
  'IMPORT_FILE_MISSING',
  400,
  'There is no file',
  'Send the file as the body, or as the part "file" of a form',
);

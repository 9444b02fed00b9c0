import createError from '@fastify/error';

const refusal = <Values extends unknown[]>(code: string, sentence: string) =>
  createError<string, 500, Values>(code, sentence, 500);

export const FileExists = refusal<[file: string]>(
  'FILE_EXISTS',
  '%s is there already, and is not written over: give another name',
);
export const BackupDiffers = refusal<[file: string, what: string]>(
  'BACKUP_DIFFERS',
  'The backup %s cannot be relied on: %s. It was taken away again',
);
export const NotABackup = refusal<[file: string, why: string]>('NOT_A_BACKUP', '%s is not a backup: %s');
export const StorageInUse = refusal<[place: string]>(
  'STORAGE_IN_USE',
  '%s holds stores already: restore into an empty DATA_DIR or database, then set DATA_DIR or DATABASE_URL to it',
);
export const ProgramMissing = refusal<[program: string]>(
  'PROGRAM_MISSING',
  'PostgreSQL is backed up by its own %s, which is not on this machine: install the client programs of PostgreSQL, of the version of the server or newer',
);
export const ProgramFailed = refusal<[program: string, said: string]>('PROGRAM_FAILED', '%s failed: %s');

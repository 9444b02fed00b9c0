// What keeps a database from being used, by the errors of both engines: not a request's fault, and it may pass.
import { codeOf } from './postgres-pool.ts';

export type StorageFault = 'full' | 'read-only' | 'corrupt' | 'unreachable' | 'slow' | 'broken';

/** Completes a sentence that begins with "The database". */
export const FAULT_WORDS: Readonly<Record<StorageFault, string>> = {
  full: 'has no room left on its disk',
  'read-only': 'may only be read',
  corrupt: 'is damaged',
  unreachable: 'cannot be reached',
  slow: 'takes too long to answer',
  broken: 'cannot be read or written',
};

/** Primary result codes: sqlite.org/rescode.html. */
const OF_SQLITE: Readonly<Record<number, StorageFault>> = {
  8: 'read-only',
  10: 'broken',
  11: 'corrupt',
  13: 'full',
  14: 'unreachable',
  26: 'corrupt',
};
/** SQLSTATE, or what the system says of a connection. */
const OF_POSTGRES: readonly (readonly [RegExp, StorageFault])[] = [
  [/^(53100|53200)$/, 'full'],
  [/^25006$/, 'read-only'],
  [/^(XX00[12])$/, 'corrupt'],
  [/^(57014|55P03)$/, 'slow'],
  [/^58/, 'broken'],
  [
    /^(08...|57P0.|53300|ECONN[A-Z]+|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/,
    'unreachable',
  ],
];
/** pg gives these no code. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** Undefined: the error says nothing of the database's condition. */
export function faultOf(error: unknown): StorageFault | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error) return OF_SQLITE[Number(error.errcode) & 0xff];
  const isFile = 'path' in error;
  const code = isFile ? undefined : codeOf(error);
  if (code !== undefined) return OF_POSTGRES.find(([pattern]) => pattern.test(code))?.[1];
  return CONNECTION_LOST.test(error.message) ? 'unreachable' : undefined;
}

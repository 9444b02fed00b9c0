// Passwords: what one must be, and how it is kept (argon2id, RFC 9106).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../shared/access.ts';
import { isCommon } from './common-passwords.ts';

/** What a password is kept with: of the parameters that OWASP's password storage page gives, those with the least memory. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const NONCE_BYTES = 16;
const TAG_BYTES = 32;

/**
 * What is wrong with it, to complete the sentence "The password …"; undefined when nothing is. Length counts, not which
 * characters it has; what is tried first, and the name that it goes with, are refused.
 */
export function passwordFault(password: string, name: string): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `must have at least ${SHORTEST_PASSWORD} characters`;
  if (length > LONGEST_PASSWORD) return `must have at most ${LONGEST_PASSWORD} characters`;
  if (isCommon(password)) return 'is one of those that are tried first';
  if (plain(password).replaceAll(plain(name), '').length < SHORTEST_PASSWORD / 2) {
    return 'must not be made of the name it goes with';
  }
  return undefined;
}

/** As it is kept: a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES);
  const { memory, passes, parallelism } = COST;
  const tag = await tagOf(password, nonce, COST, TAG_BYTES);
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Takes as long for a password that is wrong. @param kept  as hashPassword answers it */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, m, t, p, nonce, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept) ?? [];
  if (nonce === undefined || tag === undefined)
    throw new Error('A password is kept in a form not known here');
  const expected = Buffer.from(tag, 'base64');
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  const found = await tagOf(password, Buffer.from(nonce, 'base64'), cost, expected.length);
  return timingSafeEqual(found, expected);
}

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

// The same password typed on another keyboard may come in other code points.
const tagOf = (password: string, nonce: Buffer, cost: Cost, tagLength: number) =>
  promisify(argon2)('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost });

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** Without padding, as PHC strings have it. */
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

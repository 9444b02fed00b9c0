// What PutMsg and Notice answer, read as tolerantly as events: clients reply with text, objects, promises or nothing.
import { oneLine, shortened } from '../../shared/plain-text.ts';
import { withoutStray } from './stray.ts';
import { readTolerantly } from './tolerant-reader.ts';
import { TrimmedFields } from './trimmed-fields.ts';

export type Reply =
  | { readonly outcome: 'ok' }
  /** `message` is the client's own words for it, one line, maybe empty. */
  | { readonly outcome: 'rejected'; readonly code: number; readonly message: string }
  /** No reply that says anything: what was asked for may have happened. */
  | { readonly outcome: 'unknown' }
  /** The client failed in between: what was asked for may have happened. */
  | { readonly outcome: 'threw' }
  | { readonly outcome: 'no-host' };

const UNKNOWN: Reply = { outcome: 'unknown' };
const LONGEST_TEXT = 4096;
const LONGEST_MESSAGE = 200;
const TIME_LIMIT_MILLISECONDS = 5000;

/** The reply to a call of the client; a promise only where the client made one. Neither throws nor rejects. */
export function replyTo(call: () => unknown): Reply | Promise<Reply> {
  try {
    const raw = call();
    return isThenable(raw) ? inTime(raw) : readReply(raw);
  } catch (error) {
    return readThrown(error);
  }
}

export function readReply(raw: unknown): Reply {
  try {
    if (typeof raw === 'string') return readText(raw);
    if (typeof raw === 'number') return byCode(raw, '');
    if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, 'retCode')) return UNKNOWN;
    const { retCode, errMsg } = raw as { retCode: unknown; errMsg?: unknown };
    return byCode(codeOf(retCode), errMsg);
  } catch {
    // A getter or a proxy that throws.
    return UNKNOWN;
  }
}

function readText(text: string): Reply {
  if (text.length > LONGEST_TEXT) return UNKNOWN;
  let reading = readTolerantly(text);
  if (!reading.ok) reading = readTolerantly(text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"));
  if (!reading.ok) return UNKNOWN;
  const { value } = reading;
  if (typeof value === 'number') return byCode(value, '');
  if (!(value instanceof Map)) return UNKNOWN;
  const fields = new TrimmedFields(value);
  return byCode(codeOf(fields.get('retCode')), fields.get('errMsg'));
}

/** The code as a number, NaN where it is none. */
function codeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+$/.test(withoutStray(value))
    ? Number(withoutStray(value))
    : Number.NaN;
}

function byCode(code: number, message: unknown): Reply {
  if (!Number.isSafeInteger(code)) return UNKNOWN;
  if (code === 0) return { outcome: 'ok' };
  const words = typeof message === 'string' ? shortened(oneLine(message), LONGEST_MESSAGE) : '';
  return { outcome: 'rejected', code, message: words };
}

/** How script engines say that a method of the client is missing. */
const MISSING_METHOD = [
  /PutMsg\W* is not a function/,
  /undefined'? is not a function/,
  /Object doesn't support (?:this )?property or method/,
  /对象不支持.*(?:属性|方法)/,
];

function readThrown(error: unknown): Reply {
  const message = messageOf(error);
  return { outcome: MISSING_METHOD.some((pattern) => pattern.test(message)) ? 'no-host' : 'threw' };
}

/** Of an error of whatever engine or frame. */
function messageOf(error: unknown): string {
  try {
    return String((error as { message?: unknown }).message);
  } catch {
    return '';
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  try {
    return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
  } catch {
    return false;
  }
}

function inTime(raw: PromiseLike<unknown>): Promise<Reply> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(UNKNOWN), TIME_LIMIT_MILLISECONDS);
    const settle = (reply: Reply) => {
      clearTimeout(timer);
      resolve(reply);
    };
    Promise.resolve(raw).then(
      (value) => settle(readReply(value)),
      (error) => settle(readThrown(error)),
    );
  });
}

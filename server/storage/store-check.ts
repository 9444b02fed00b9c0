// What a store must be like to be kept. The schema says most of it; here stands what a schema cannot say.

import { setImmediate as turn } from 'node:timers/promises';
import { Compile } from 'typebox/compile';
import { v7 as uuidv7 } from 'uuid';
import { readMediaPath } from '../../shared/cover.ts';
import { validateOpeningHours } from '../../shared/opening-hours.ts';
import { type StoreFields, StoreFieldsSchema } from '../../shared/store.ts';
import { excerpt } from '../errors.ts';
import { InvalidId, invalidFields, RepeatedId } from './errors.ts';
import type { StorePut } from './repository.ts';
import { type SchemaFault, schemaFaults } from './schema-fault.ts';
import type { CheckedPut } from './store-writer.ts';

const schema = Compile(StoreFieldsSchema);

/** Puts that are checked before others get their turn. */
const CHECKED_AT_ONCE = 1_000;

/** Passes what may be written at once. @throws INVALID_STORE, INVALID_ID, REPEATED_ID */
export async function checkedPuts(puts: readonly StorePut[]): Promise<CheckedPut[]> {
  const ids = new Set<string>();
  const checked: CheckedPut[] = [];
  for (const { id: given, fields, ifVersion } of puts) {
    const id = given ?? uuidv7();
    checkId(id);
    if (ids.has(id)) throw new RepeatedId(id);
    ids.add(id);
    checkStore(fields);
    checked.push({ id, fields, ifVersion, mayExist: given !== undefined });
    if (checked.length % CHECKED_AT_ONCE === 0) await turn();
  }
  return checked;
}

/**
 * Passes what may be kept.
 * @throws INVALID_STORE naming the first wrong field, its value and the rule; and all of them in `errors`
 */
export function checkStore(fields: StoreFields): void {
  const faults = storeFaults(fields);
  if (faults.length > 0) throw invalidFields(faults);
}

/** Everything that keeps a store from being kept; empty when nothing does. */
export const storeFaults = (fields: StoreFields): SchemaFault[] => [...eachFault(fields)];

function* eachFault(fields: StoreFields): Generator<SchemaFault, undefined> {
  const faults = schemaFaults(schema, fields);
  if (faults.length > 0) return yield* faults;
  if (!isPlain(fields)) yield* textFaults('', fields);
  if (fields.name.trim() === '') yield { path: '/name', value: fields.name, rule: 'must not be blank' };
  if (!isTimeZone(fields.timeZone)) {
    yield { path: '/timeZone', value: fields.timeZone, rule: 'must be an IANA name such as Asia/Shanghai' };
  }
  for (const field of ['cover', 'website'] as const) {
    const address = fields[field];
    if (address === undefined || isWebAddress(address)) continue;
    if (field === 'cover' && readMediaPath(address)) continue;
    yield { path: `/${field}`, value: address, rule: 'must be an absolute http or https address' };
  }
  if (fields.linkTo === 'website' && fields.website === undefined) {
    yield { path: '/linkTo', value: fields.linkTo, rule: 'needs a website to lead to' };
  }
  for (const [index, phone] of fields.phones.entries()) {
    if (isPhone(phone)) continue;
    const rule = 'must hold 3 to 20 digits, with + - ( ) . * # and an extension';
    yield { path: `/phones/${index}`, value: phone, rule };
  }
  for (const list of ['categories', 'tags'] as const) {
    const words = fields[list] ?? [];
    const repeated = words.findIndex((word, index) => words.indexOf(word) < index);
    if (repeated >= 0) yield { path: `/${list}/${repeated}`, value: words[repeated], rule: 'is there twice' };
  }
  yield* hoursFaults(fields);
  yield* dateFaults(fields);
}

/** @throws INVALID_ID unless the id fits a URL path and a comma-separated list as it is */
export function checkId(id: string): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new InvalidId(excerpt(id));
}

/** As dialled: digits and what people write between them, then perhaps an extension. */
const PHONE = /^\+?(?:[ ().*#/-]*\d){3,20}[ ().#-]*(?:(?:ext\.?|x|转|轉|内线|內線) ?\d{1,6})?$/i;

export const isPhone = (text: string): boolean => PHONE.test(text);

function* hoursFaults({ openingHours, exceptions }: StoreFields): Generator<SchemaFault> {
  if (openingHours !== undefined) yield* syntaxFaults('/openingHours', openingHours);
  for (const [index, exception] of exceptions.entries()) {
    yield* syntaxFaults(`/exceptions/${index}/openingHours`, exception.openingHours);
  }
}

function* syntaxFaults(path: string, openingHours: string): Generator<SchemaFault> {
  const [fault] = validateOpeningHours(openingHours);
  if (fault !== undefined) yield { path, value: openingHours, rule: `cannot be read: ${fault}` };
}

function* dateFaults({ exceptions, closure }: StoreFields): Generator<SchemaFault> {
  const dates = new Set<string>();
  for (const [index, { date }] of exceptions.entries()) {
    if (dates.has(date)) {
      yield { path: `/exceptions/${index}/date`, value: date, rule: 'has an exception already' };
    }
    dates.add(date);
  }
  if (closure?.until !== undefined && Date.parse(closure.until) <= Date.parse(closure.from)) {
    yield { path: '/closure/until', value: closure.until, rule: `must be after its start, ${closure.from}` };
  }
}

/** Control characters and halves of surrogate pairs survive neither every database nor every chat. */
function* textFaults(path: string, value: unknown): Generator<SchemaFault> {
  if (isPlain(value)) return;
  if (typeof value === 'string') {
    yield { path, value, rule: 'must not hold control characters or broken ones' };
  } else {
    for (const [key, inner] of Object.entries(value as object)) yield* textFaults(`${path}/${key}`, inner);
  }
}

/** Whether none of the texts in it holds any: nearly always, so this is what has to be quick. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !CONTROLS.test(value) && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

const knownTimeZones = new Set<string>(Intl.supportedValuesOf('timeZone'));

export function isTimeZone(name: string): boolean {
  if (knownTimeZones.has(name)) return true;
  // The list has one spelling for each zone; older ones (Asia/Chongqing, Asia/Calcutta) are valid as well.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  knownTimeZones.add(name);
  return true;
}

export const isWebAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);

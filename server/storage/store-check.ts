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

/** Everything that keeps a store from being kept; empty when nothing does. Imports ask for each of a million records. */
export function storeFaults(fields: StoreFields): SchemaFault[] {
  const faults = schemaFaults(schema, fields);
  if (faults.length > 0) return faults;
  const tell = (path: string, value: unknown, rule: string) => void faults.push({ path, value, rule });
  if (!isPlain(fields)) tellTexts('', fields, tell);
  if (fields.name.trim() === '') tell('/name', fields.name, 'must not be blank');
  if (!isTimeZone(fields.timeZone)) {
    tell('/timeZone', fields.timeZone, 'must be an IANA name such as Asia/Shanghai');
  }
  for (const field of ['cover', 'website'] as const) {
    const address = fields[field];
    if (address === undefined || isWebAddress(address)) continue;
    if (field === 'cover' && readMediaPath(address)) continue;
    tell(`/${field}`, address, 'must be an absolute http or https address');
  }
  if (fields.linkTo === 'website' && fields.website === undefined) {
    tell('/linkTo', fields.linkTo, 'needs a website to lead to');
  }
  fields.phones.forEach((phone, index) => {
    if (isPhone(phone)) return;
    tell(`/phones/${index}`, phone, 'must hold 3 to 20 digits, with + - ( ) . * # and an extension');
  });
  for (const list of ['categories', 'tags'] as const) {
    const words = fields[list] ?? [];
    const repeated = words.findIndex((word, index) => words.indexOf(word) < index);
    if (repeated >= 0) tell(`/${list}/${repeated}`, words[repeated], 'is there twice');
  }
  tellHours(fields, tell);
  tellDates(fields, tell);
  return faults;
}

type Tell = (path: string, value: unknown, rule: string) => void;

/** @throws INVALID_ID unless the id fits a URL path and a comma-separated list as it is */
export function checkId(id: string): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new InvalidId(excerpt(id));
}

/** As dialled: digits and what people write between them, then perhaps an extension. */
const PHONE = /^\+?(?:[ ().*#/-]*\d){3,20}[ ().#-]*(?:(?:ext\.?|x|转|轉|内线|內線) ?\d{1,6})?$/i;

export const isPhone = (text: string): boolean => PHONE.test(text);

function tellHours({ openingHours, exceptions }: StoreFields, tell: Tell): void {
  if (openingHours !== undefined) tellSyntax('/openingHours', openingHours, tell);
  exceptions.forEach((exception, index) => {
    tellSyntax(`/exceptions/${index}/openingHours`, exception.openingHours, tell);
  });
}

function tellSyntax(path: string, openingHours: string, tell: Tell): void {
  const [fault] = validateOpeningHours(openingHours);
  if (fault !== undefined) tell(path, openingHours, `cannot be read: ${fault}`);
}

function tellDates({ exceptions, closure }: StoreFields, tell: Tell): void {
  exceptions.forEach(({ date }, index) => {
    if (exceptions.findIndex((other) => other.date === date) === index) return;
    tell(`/exceptions/${index}/date`, date, 'has an exception already');
  });
  if (closure?.until !== undefined && Date.parse(closure.until) <= Date.parse(closure.from)) {
    tell('/closure/until', closure.until, `must be after its start, ${closure.from}`);
  }
}

/** Control characters and halves of surrogate pairs survive neither every database nor every chat. */
function tellTexts(path: string, value: unknown, tell: Tell): void {
  if (isPlain(value)) return;
  if (typeof value === 'string') {
    tell(path, value, 'must not hold control characters or broken ones');
  } else {
    for (const [key, inner] of Object.entries(value as object)) tellTexts(`${path}/${key}`, inner, tell);
  }
}

/** Whether none of the texts in it holds any: nearly always, so this is what has to be quick. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return isPlainText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** Whether a text holds neither control characters nor halves of surrogate pairs. */
export const isPlainText = (text: string): boolean =>
  !ODD.test(text) || (!CONTROLS.test(text) && text.isWellFormed());

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
/** These, and halves of pairs: nearly no text has any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uD800-\uDFFF]/;

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

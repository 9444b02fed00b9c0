// What a store must be like to be kept. The schema says most of it; here stands what a schema cannot say.
import { randomUUIDv7 } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Compile } from 'typebox/compile';
import { validateOpeningHours } from '../../shared/opening-hours.ts';
import { type StoreFields, StoreFieldsSchema } from '../../shared/store.ts';
import { excerpt } from '../errors.ts';
import { InvalidId, invalidStore, RepeatedId } from './errors.ts';
import type { StorePut } from './repository.ts';
import { schemaFault } from './schema-fault.ts';
import type { CheckedPut } from './store-writer.ts';

const schema = Compile(StoreFieldsSchema);

/** Puts that are checked before others get their turn. */
const CHECKED_AT_ONCE = 1_000;

/** Passes what may be written at once. @throws INVALID_STORE, INVALID_ID, REPEATED_ID */
export async function checkedPuts(puts: readonly StorePut[]): Promise<CheckedPut[]> {
  const ids = new Set<string>();
  const checked: CheckedPut[] = [];
  for (const { id: given, fields, ifVersion } of puts) {
    const id = given ?? randomUUIDv7();
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
 * @throws INVALID_STORE naming the first wrong field, its value and the rule
 */
export function checkStore(fields: StoreFields): void {
  const fault = schemaFault(schema, fields);
  if (fault) throw invalidStore(fault.path, fault.value, fault.rule);
  checkText('', fields);
  if (fields.name.trim() === '') throw invalidStore('/name', fields.name, 'must not be blank');
  if (!isTimeZone(fields.timeZone)) {
    throw invalidStore('/timeZone', fields.timeZone, 'must be an IANA name such as Asia/Shanghai');
  }
  for (const field of ['cover', 'website'] as const) {
    const address = fields[field];
    if (address !== undefined && !isWebAddress(address)) {
      throw invalidStore(`/${field}`, address, 'must be an absolute http or https address');
    }
  }
  if (fields.linkTo === 'website' && fields.website === undefined) {
    throw invalidStore('/linkTo', fields.linkTo, 'needs a website to lead to');
  }
  fields.phones.forEach((phone, index) => {
    if (!isPhone(phone)) {
      throw invalidStore(
        `/phones/${index}`,
        phone,
        'must hold 3 to 20 digits, with + - ( ) . * # and an extension',
      );
    }
  });
  const repeated = fields.categories.findIndex((id, index) => fields.categories.indexOf(id) < index);
  if (repeated >= 0)
    throw invalidStore(`/categories/${repeated}`, fields.categories[repeated], 'is there twice');
  checkHours(fields);
  checkDates(fields);
}

/** @throws INVALID_ID unless the id fits a URL path and a comma-separated list as it is */
export function checkId(id: string): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new InvalidId(excerpt(id));
}

/** As dialled: digits and what people write between them, then perhaps an extension. */
const PHONE = /^\+?(?:[ ().*#/-]*\d){3,20}[ ().#-]*(?:(?:ext\.?|x|转|轉|内线|內線) ?\d{1,6})?$/i;

export const isPhone = (text: string): boolean => PHONE.test(text);

function checkHours({ openingHours, exceptions }: StoreFields): void {
  if (openingHours !== undefined) checkSyntax('/openingHours', openingHours);
  exceptions.forEach((exception, index) => {
    checkSyntax(`/exceptions/${index}/openingHours`, exception.openingHours);
  });
}

function checkSyntax(path: string, openingHours: string): void {
  const [fault] = validateOpeningHours(openingHours);
  if (fault !== undefined) throw invalidStore(path, openingHours, `cannot be read: ${fault}`);
}

function checkDates({ exceptions, closure }: StoreFields): void {
  const dates = new Set<string>();
  exceptions.forEach(({ date }, index) => {
    if (dates.has(date)) throw invalidStore(`/exceptions/${index}/date`, date, 'has an exception already');
    dates.add(date);
  });
  if (closure?.until !== undefined && Date.parse(closure.until) <= Date.parse(closure.from)) {
    throw invalidStore('/closure/until', closure.until, `must be after its start, ${closure.from}`);
  }
}

/** Control characters and halves of surrogate pairs survive neither every database nor every chat. */
function checkText(path: string, value: unknown): void {
  if (typeof value === 'string') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(value) || !value.isWellFormed()) {
      throw invalidStore(path, value, 'must not hold control characters or broken ones');
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) checkText(`${path}/${key}`, inner);
  }
}

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

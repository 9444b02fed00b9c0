import { describe, expect, it } from 'vitest';
import { checkStore } from '../../../server/storage/store-check.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { aStore } from '../../support/stores.ts';

/** What the check says of a store that differs from a good one in these fields. */
function refusal(overrides: Record<string, unknown>): { parameter: string; message: string } {
  try {
    checkStore({ ...aStore(), ...overrides } as StoreFields);
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_STORE', statusCode: 400 });
    return error as { parameter: string; message: string };
  }
  throw new Error('nothing was refused');
}

describe('a store may be kept', () => {
  it.each<[string, Partial<StoreFields>]>([
    [
      'without branch, phone, hours or address',
      { branch: undefined, phones: [], openingHours: undefined, address: {} },
    ],
    ['on the equator and the prime meridian', { position: { longitude: 0, latitude: 0, datum: 'wgs84' } }],
    ['in a zone by an older name', { timeZone: 'Asia/Calcutta' }],
    [
      'with phones as customers dial them',
      {
        phones: [
          '010-62330000',
          '+86 10 6871 6285',
          '(0755) 8888-0000 转 801',
          '400-000-0000',
          '95588',
          '+852 2679 4913',
          '+82 2-000-0501 ext. 12',
        ],
      },
    ],
    ['with a reason on several lines', { closure: { from: '2026-11-01T00:00:00Z', reason: '装修\n请见谅' } }],
    ['with a leap day as an exception', { exceptions: [{ date: '2028-02-29', openingHours: 'off' }] }],
  ])('%s', (_what, overrides) => {
    const fields = Object.fromEntries(
      Object.entries({ ...aStore(), ...overrides }).filter(([, value]) => value !== undefined),
    );
    expect(() => checkStore(fields as StoreFields)).not.toThrow();
  });
});

describe('a store is refused, by field, rule and value,', () => {
  it('in one sentence', () => {
    expect(refusal({ position: { longitude: 181, latitude: 40, datum: 'wgs84' } }).message).toBe(
      'The store cannot be kept: /position/longitude must be <= 180; got 181',
    );
    expect(refusal({ region: 'XX' }).message).toBe(
      'The store cannot be kept: /region must be one of CN, HK, MO, TW, other; got "XX"',
    );
    expect(refusal({ colour: 'red' }).message).toBe(
      'The store cannot be kept: /colour is not a known field; got "red"',
    );
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a name of spaces', { name: ' 　' }, '/name'],
    ['no name', { name: undefined }, '/name'],
    ['a name of 121 characters', { name: '店'.repeat(121) }, '/name'],
    ['half a surrogate pair', { name: '\ud83d店' }, '/name'],
    ['a control character', { address: { street: '学院路\u0000' } }, '/address/street'],
    ['an offset for a zone', { timeZone: '+08:00' }, '/timeZone'],
    ['a zone that does not exist', { timeZone: 'Asia/Peking' }, '/timeZone'],
    [
      'NaN for a latitude',
      { position: { longitude: 1, latitude: Number.NaN, datum: 'wgs84' } },
      '/position/latitude',
    ],
    ['a phone of letters', { phones: ['call us'] }, '/phones/0'],
    ['a phone of two digits', { phones: ['62330000', '12'] }, '/phones/1'],
    ['markup for a phone', { phones: ['<b>62330000</b>'] }, '/phones/0'],
    ['a script for a website', { website: 'javascript:alert(1)' }, '/website'],
    ['a cover without a host', { cover: '/covers/cafe.png' }, '/cover'],
    ['a cover of a size that is not made', { cover: `/media/${'a'.repeat(64)}-9x9.jpg` }, '/cover'],
    ['a link to a website that it has not', { linkTo: 'website' }, '/linkTo'],
    ['one category twice', { categories: ['cafe', 'cafe'] }, '/categories/1'],
    [
      'a day that does not exist',
      { exceptions: [{ date: '2026-02-29', openingHours: 'off' }] },
      '/exceptions/0/date',
    ],
    [
      'one day twice',
      { exceptions: ['off', '10:00-12:00'].map((openingHours) => ({ date: '2026-10-01', openingHours })) },
      '/exceptions/1/date',
    ],
    [
      'a closure that ends before it begins',
      { closure: { from: '2026-11-02T00:00:00+08:00', until: '2026-11-01T15:00:00Z' } },
      '/closure/until',
    ],
    ['hours in words', { openingHours: '早九点到晚九点' }, '/openingHours'],
    [
      'an exception in words',
      { exceptions: [{ date: '2026-10-01', openingHours: 'closed for good' }] },
      '/exceptions/0/openingHours',
    ],
    ['a closure from nowhen', { closure: { from: 'soon' } }, '/closure/from'],
  ])('%s', (_what, overrides, parameter) => {
    expect(refusal(overrides).parameter).toBe(parameter);
  });

  it('with no more of a long value than tells it', () => {
    expect(refusal({ website: `ftp://${'x'.repeat(2_000)}` }).message.length).toBeLessThan(220);
  });
});

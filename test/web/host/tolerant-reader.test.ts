import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTolerantly, type Value } from '../../../web/host/tolerant-reader.ts';

/** The value with its maps as plain objects, for comparison. */
function plain(value: Value): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

function read(text: string): unknown {
  const reading = readTolerantly(text);
  return reading.ok ? plain(reading.value) : reading.fault;
}

describe('reading tolerantly', () => {
  it('reads all JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (json) => {
        expect(read(json)).toEqual(JSON.parse(json));
      }),
      { numRuns: 2000 },
    );
  });

  it('says something about every text, and never throws', () => {
    const scraps = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      "'",
      '\\',
      'u',
      'x',
      '0',
      '1',
      '.',
      '-',
      'e',
      ' ',
      ';',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(scraps).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(readTolerantly(text)).toHaveProperty('ok');
        },
      ),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["{'a':'x'}", { a: 'x' }],
    ['{$a_1:1}', { $a_1: 1 }],
    ['{"a":1,}', { a: 1 }],
    ['[1,2,]', [1, 2]],
    ['[+1,.5,5.,-.5,+5.e1]', [1, 0.5, 5, -0.5, 50]],
    ['[NaN,Infinity,-Infinity,+Infinity,undefined]', [Number.NaN, Infinity, -Infinity, Infinity, undefined]],
    ['"a\tb\nc\u2028d"', 'a\tb\nc\u2028d'],
    [String.raw`"\'\v\0\x41\q\/"`, "'\v\0Aq/"],
    ['\ufeff{"a":1} ; \0\0', { a: 1 }],
    ['{a:1,b:2,a:3}', { b: 2, a: 3 }],
  ])('reads %j', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    '{a:b}',
    '{a:f()}',
    '{a:1+1}',
    '{a:1}/*x*/',
    '({a:1})',
    '{a:`x`}',
    '{[a]:1}',
    '{get a(){return 1}}',
    '{...a}',
    '[1,,2]',
    '[,]',
    '{,}',
    '0x10',
    '0o7',
    '010',
    '1_000',
    '1n',
    '+NaN',
    '--1',
    '.',
    String.raw`"\1"`,
    String.raw`"\01"`,
    String.raw`"\u12"`,
    String.raw`"\u{41}"`,
    String.raw`"\x4"`,
    '“a”',
    '{a:1};;',
    '{a:1}\0;',
    '\u00a0{}',
    '{1:2}',
    '{名:1}',
    '"a',
    '',
  ])('refuses %j', (text) => {
    expect(read(text)).toBe('syntax');
  });

  it('goes 32 levels down, and no further', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(readTolerantly(nested(32)).ok).toBe(true);
    expect(read(nested(33))).toBe('too-deep');
    expect(read(`${'{a:'.repeat(33)}1${'}'.repeat(33)}`)).toBe('too-deep');
  });

  it('keeps __proto__ as a key like any other', () => {
    const reading = readTolerantly('{"__proto__":{"polluted":true},"constructor":1}');
    const value = reading.ok ? reading.value : undefined;
    expect(value).toBeInstanceOf(Map);
    expect([...(value as Map<string, Value>).keys()]).toEqual(['__proto__', 'constructor']);
  });

  it.each([
    ['escapes', `"${'\\n'.repeat(131_000)}"`],
    ['digits', '1'.repeat(262_144)],
    ['keys', `{${'a:1,'.repeat(65_000)}}`],
    ['empty texts', `[${'"",'.repeat(87_000)}]`],
    ['white space', `[${' '.repeat(262_000)}]`],
    ['trailing NULs', `{}${'\0'.repeat(262_000)}`],
    ['broken escapes', `"${'\\'.repeat(262_001)}`],
  ])('is not slowed down by very many %s', (_, text) => {
    expect(readTolerantly(text)).toHaveProperty('ok');
  });
});

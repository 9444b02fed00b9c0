import { afterEach, describe, expect, it, vi } from 'vitest';
import { graphemes, oneLine, shortened } from '../../shared/plain-text.ts';

const FAMILY = '👨‍👩‍👧‍👦';

describe('one line', () => {
  it.each([
    [' 一楼\r\n二楼\u2028三楼\t', '一楼 二楼 三楼'],
    ['a\u0007b\u0085c\u202ed\u2069e\ufefff', 'abcdef'],
    ['x\ud83dy', 'x\ufffdy'],
    [`家${FAMILY}`, `家${FAMILY}`],
    [`e${'\u0301'.repeat(500)}!`, `e${'\u0301'.repeat(8)}!`],
  ])('of %j is %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});

describe('a shortened text', () => {
  it.each([
    ['五道口店', 4, '五道口店'],
    ['五道口店', 3, '五道…'],
    ['五 道口店', 3, '五…'],
    ['五道口店', 1, '…'],
    ['五道口店', 0, ''],
    ['', 0, ''],
    [FAMILY.repeat(3), 3, '…'],
    [`${FAMILY}${'店'.repeat(30)}`, 20, `${FAMILY}${'店'.repeat(18)}…`],
    ['🇨🇳🇭🇰🇲🇴', 2, '🇨🇳…'],
  ])('%s to %i is %s', (text, length, expected) => {
    expect(shortened(text, length)).toBe(expected);
  });

  it('ends between characters, wherever the room ends', () => {
    for (let length = 1; length < 60; length++) {
      expect(shortened(FAMILY.repeat(100), length)).toMatch(/^(?:👨‍👩‍👧‍👦)*…$/u);
    }
  });
});

describe('where the engine cannot tell graphemes', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('flags, families, accents and skin colours still stay whole', () => {
    const { Segmenter: _, ...rest } = Object.fromEntries(
      Object.getOwnPropertyNames(Intl).map((name) => [name, Intl[name as keyof typeof Intl]]),
    );
    vi.stubGlobal('Intl', rest);
    expect(graphemes(`店e\u0301🇨🇳${FAMILY}👍🏽🏴󠁧󠁢󠁥󠁮󠁧󠁿\r\n`)).toEqual([
      '店',
      'e\u0301',
      '🇨🇳',
      FAMILY,
      '👍🏽',
      '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      '\r\n',
    ]);
    expect(shortened(`${FAMILY}五道口店`, 4)).toBe(`${FAMILY}五道…`);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSpelling, wordMatch } from '../../../server/nearby/word-match.ts';

it.each([
  ['五道口', '一品三笑 五道口店'],
  ['wudaokou', '一品三笑 五道口店'],
  ['wdk', '一品三笑 五道口店'],
  ['daokou', '五道口'],
  ['wudk', '五道口'],
  ['xbk', '星巴克 紫荆广场店'],
  ['xingbake', '星巴克'],
  ['xingb', '星巴克'],
  ['chongqing', '重庆银行'],
  ['cqyh', '重庆银行'],
  ['yinhang', '重庆银行'],
  ["xi'an", '西安市'],
  ['lvdi', '绿地'],
  ['jiulong', '九龍塘'],
  ['kfc', 'kfc 天河店'],
  ['kfctianhe', 'kfc天河店'],
  ['7tian', '7天酒店'],
])('%s finds %s', (word, text) => {
  expect(wordMatch(word)(text)).toBe(true);
});

it.each([
  // Not from the middle of a syllable, not over a gap, not past the end, not for one letter.
  ['ingbake', '星巴克'],
  ['ok', '五道口'],
  ['kouwu', '五道口 五角场'],
  ['wudaokous', '五道口'],
  ['w', '五道口'],
  ['七天', '7天酒店'],
])('%s does not find %s', (word, text) => {
  expect(wordMatch(word)(text)).toBe(false);
});

it('takes only whole syllables for the spelling of a name', () => {
  expect(isSpelling('深圳', 'shenzhen')).toBe(true);
  expect(isSpelling('深圳', 'sz')).toBe(false);
  expect(isSpelling('深圳市', 'shenzhen')).toBe(false);
  expect(isSpelling('长沙', 'changsha')).toBe(true);
});

describe('any text', () => {
  const characters = fc.constantFrom(...'五道口星巴克重庆银行长安七绿嗯那 a7');
  const texts = fc.string({ unit: characters, maxLength: 60 });

  it('holds each word that stands in it', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), fc.nat(10), (text, from, length) => {
        const word = text.slice(from, from + length);
        if (word !== '') expect(wordMatch(word)(text)).toBe(true);
      }),
    );
  });

  it('is looked through in one go, whatever the word', () => {
    const words = fc.string({ unit: fc.constantFrom(...'anwudaokx7'), minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(texts, words, (text, word) => {
        expect(typeof wordMatch(word)(text.repeat(20))).toBe('boolean');
      }),
    );
  });
});
